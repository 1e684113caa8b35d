"""What the system refuses is told in a sentence, with the file and what to do; a defect is called one."""

import errno
import os
import shutil
import subprocess
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from typer.testing import CliRunner

from site_build.cli import app, build, common
from site_build.cli.system_errors import explain_system_error
from site_build.language import LANGUAGES, load
from tests.data.rules import fictional

RUNNER = CliRunner()
DAY = ("--as-of", "2024-01-01")


@pytest.fixture(autouse=True)
def _site_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of a site with one plan; commands are typed in it."""
    (tmp_path / "datapackage").mkdir()
    fictional.write(tmp_path / "datapackage")
    (tmp_path / "mingzhang.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def _run(*words: str) -> str:
    """What a command that is refused says, in both languages; never that the program failed."""
    said = ""
    for lang in LANGUAGES:
        done = RUNNER.invoke(app, [*words, "--lang", lang])
        assert done.exit_code == 1, done.output
        assert "Traceback" not in done.output
        assert "程序出错" not in done.output
        assert "The program failed" not in done.output
        said += done.output
    assert not Path("build", "last-error.log").exists()
    return said


def _raising(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(build, "build_site", fail)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "磁盘满了"),
        (errno.EDQUOT, "磁盘满了"),
        (errno.EROFS, "只读"),
        (errno.EACCES, "没有权限"),
        (errno.EPERM, "没有权限"),
        (errno.ENOTDIR, "应当是一个文件夹"),
        (errno.EEXIST, "应当是一个文件夹"),
        (errno.EISDIR, "应当是一个文件"),
        (errno.ENOENT, "找不到"),
        (errno.ENAMETOOLONG, "太长"),
        (errno.ELOOP, "绕圈"),
        (errno.EMFILE, "打开的文件太多"),
        (errno.ENOMEM, "内存不够"),
        (errno.EIO, "系统没有答应"),
        (errno.ESTALE, "系统没有答应"),
    ],
)
def test_every_refusal_of_the_system_names_the_file_and_what_to_do(
    number: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for error in (
        OSError(number, os.strerror(number), "/some/where.csv"),
        ExceptionGroup("two", [OSError(number, os.strerror(number), "/some/where.csv")]),
    ):
        _raising(monkeypatch, error)
        said = _run("build", *DAY)
        assert told in said
        assert number == errno.ENOMEM or "/some/where.csv" in said
    for error in (
        OSError(number, os.strerror(number)),
        shutil.Error([("a", "b", f"[Errno {number}] x: 'b'")]),
    ):
        _raising(monkeypatch, error)
        assert told in _run("build", *DAY)


def test_a_step_that_the_system_stopped_for_want_of_memory_is_told_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for error in (MemoryError(), BrokenProcessPool("a process was terminated abruptly")):
        _raising(monkeypatch, error)
        assert "内存不够" in _run("build", *DAY)


def test_only_what_nobody_foresaw_is_a_defect_and_is_told_even_where_no_file_can_be_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _raising(monkeypatch, ZeroDivisionError("one by nothing"))
    done = RUNNER.invoke(app, ["build", *DAY])
    assert "程序出错了：ZeroDivisionError: one by nothing" in done.output
    assert "ZeroDivisionError" in Path("build", "last-error.log").read_text("utf-8")
    shutil.rmtree("build")
    Path("build").touch()
    done = RUNNER.invoke(app, ["build", *DAY])
    assert done.exit_code == 1
    assert "程序出错了：ZeroDivisionError" in done.output
    assert "Traceback" in done.stderr
    mixed = ExceptionGroup("two", [OSError(errno.ENOSPC, "full"), ValueError("ours")])
    assert explain_system_error(mixed) is None
    assert explain_system_error(ValueError("ours")) is None


def test_files_where_folders_should_be_and_folders_where_files_should_be() -> None:
    """What people and other programs leave behind, each found by a real build."""
    cases = {
        "build": "build：这里应当是一个文件夹",
        "site": "是一个文件，不是文件夹",
    }
    for name, told in cases.items():
        Path(name).touch()
        assert told in _run("build", *DAY), name
        Path(name).unlink()
    Path("mingzhang.toml").unlink()
    Path("mingzhang.toml").mkdir()
    assert "mingzhang.toml：这里应当是一个文件，却是一个文件夹" in _run("build", *DAY)
    Path("mingzhang.toml").rmdir()
    Path("in").touch()
    assert f"{Path('in').resolve()}：这里应当是一个文件夹" in _run("build", "--out", "in/the/way", *DAY)
    assert "太长" in _run("build", "--out", "x" * 300, *DAY)
    shutil.rmtree("datapackage")
    Path("datapackage").touch()
    assert "不是数据包" in _run("build", *DAY)


def test_a_package_that_may_not_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "observations.csv":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    for words in (("build", *DAY), ("validate",)):
        assert "没有权限读写" in (said := _run(*words))
        assert "observations.csv" in said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('url = "example.org"', "不是网址"),
        ("url = 5", "不是网址"),
        ('url = ["https://example.org/"]', "不是网址"),
        ('repository = "javascript:alert(1)"', "不是网址"),
        ('chart_png = "yes"', "true 或 false"),
        ('readers = "all"', "everyone, group, owner"),
        ("url = ", "读不懂"),
        ("\ufeffurl", "读不懂"),
    ],
)
def test_settings_that_cannot_be_understood_are_told_with_the_file(text: str, told: str) -> None:
    Path("mingzhang.toml").write_text(text, encoding="utf-8")
    said = _run("build", *DAY)
    assert told in said
    assert "mingzhang.toml" in said


def test_a_repository_of_another_account_is_not_taken_for_one_without_commits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    assert "没有 git 提交记录" in _run("build")
    # git's own means to try this without another account.
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    for words in (("build",), ("diff", *DAY)):
        said = _run(*words)
        assert "属于另一个账户" in said
        assert "belongs to another account" in said
        assert "safe.directory" in said
    monkeypatch.setenv("PATH", "/nowhere")
    assert "没有安装 git" in _run("build")


def test_a_port_out_of_range_is_told() -> None:
    assert "不在 1 到 65535 之间" in _run("serve", "--port", "99999", *DAY)


def test_who_reads_only_the_first_lines_meets_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    _raising(monkeypatch, BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE)))
    monkeypatch.setattr(common, "_say_nothing_more", lambda: None)
    done = RUNNER.invoke(app, ["build", *DAY])
    assert (done.exit_code, done.output) == (1, "")


def test_every_sentence_stands_in_both_languages() -> None:
    for number in (*errno.errorcode, 9999):
        told = explain_system_error(OSError(number, "x", "y"))
        assert told is not None
        assert all(load(lang).render(told) for lang in LANGUAGES)

"""A site is swapped in whole or not at all."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from site_build.language import load
from site_build.site.staging import StagingError, staged

ROOT = Path(__file__).resolve().parent.parent.parent


def _build(target: Path, text: str, page: str = "index.html") -> None:
    with staged(target, target.parent / "build") as stage:
        (stage / "assets").mkdir()
        (stage / page).write_text(text, encoding="utf-8")


def test_a_finished_build_takes_the_old_sites_place(tmp_path: Path) -> None:
    _build(tmp_path / "site", "yesterday")
    (tmp_path / "site" / "only-yesterday.html").touch()
    _build(tmp_path / "site", "today")
    assert (tmp_path / "site/index.html").read_text("utf-8") == "today"
    assert not (tmp_path / "site/only-yesterday.html").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "site"]


def test_a_failed_build_leaves_the_old_site_as_it_was(tmp_path: Path) -> None:
    _build(tmp_path / "site", "yesterday")
    with pytest.raises(FileNotFoundError):
        _build(tmp_path / "site", "half", page="no/such/folder.html")
    assert (tmp_path / "site/index.html").read_text("utf-8") == "yesterday"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "site"]


def test_a_folder_that_no_build_made_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.docx").write_text("years of work", encoding="utf-8")
    with pytest.raises(StagingError) as refused:
        _build(tmp_path / "site", "today")
    assert "--out" in load("zh").render(refused.value.sentence)
    assert (tmp_path / "site" / "thesis.docx").exists()


def test_a_second_build_at_the_same_time_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with staged(tmp_path / "site", tmp_path / "build") as stage:
        (stage / "index.html").touch()
        script = textwrap.dedent(
            f"""
            from pathlib import Path
            from site_build.site.staging import StagingError, staged
            try:
                with staged(Path({str(tmp_path / "site")!r}), Path({str(tmp_path / "build")!r})):
                    print("let in")
            except StagingError as error:
                print(error.sentence.key)
            """
        )
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
        )
    assert done.stdout.strip() == "cli.error.busy"


def test_a_site_moved_aside_by_a_killed_swap_comes_back(tmp_path: Path) -> None:
    _build(tmp_path / "site", "yesterday")
    (tmp_path / "site").rename(tmp_path / ".site.old")
    with pytest.raises(ZeroDivisionError), staged(tmp_path / "site", tmp_path / "build"):
        _ = 1 / 0
    assert (tmp_path / "site/index.html").read_text("utf-8") == "yesterday"


@pytest.mark.skipif(os.name == "nt", reason="a killed process needs SIGKILL")
def test_a_killed_build_leaves_the_old_site_and_the_next_one_succeeds(tmp_path: Path) -> None:
    _build(tmp_path / "site", "yesterday")
    script = textwrap.dedent(
        f"""
        import time
        from pathlib import Path
        from site_build.site.staging import staged
        with staged(Path({str(tmp_path / "site")!r}), Path({str(tmp_path / "build")!r})) as stage:
            (stage / "index.html").write_text("half")
            print("inside", flush=True)
            time.sleep(60)
        """
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "inside\n"
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    assert (tmp_path / "site/index.html").read_text("utf-8") == "yesterday"
    started = time.monotonic()
    _build(tmp_path / "site", "today")
    assert time.monotonic() - started < 10
    assert (tmp_path / "site/index.html").read_text("utf-8") == "today"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "site"]

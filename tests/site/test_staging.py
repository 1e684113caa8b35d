"""A site is swapped in whole or not at all."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from site_build.language import load
from site_build.settings import Readers
from site_build.site import staging
from site_build.site.staging import StagingError, staged
from tests.killing import moments

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


def test_two_checkouts_never_write_one_site_at_once_and_may_write_two(tmp_path: Path) -> None:
    with staged(tmp_path / "site", tmp_path / "one") as stage:
        (stage / "index.html").write_text("one", encoding="utf-8")
        with pytest.raises(StagingError) as refused, staged(tmp_path / "site", tmp_path / "two"):
            pass
        assert refused.value.sentence.key == "cli.error.busy"
        assert str(tmp_path / "site") in load("zh").render(refused.value.sentence)
        with staged(tmp_path / "other", tmp_path / "two") as other:
            (other / "index.html").write_text("two", encoding="utf-8")
        # One checkout has one Markdown tree.
        with pytest.raises(StagingError), staged(tmp_path / "third", tmp_path / "one"):
            pass
    assert [(tmp_path / name / "index.html").read_text("utf-8") for name in ("site", "other")] == [
        "one",
        "two",
    ]
    assert list(tmp_path.rglob("*.lock")) == []


@pytest.mark.parametrize("exchange", [True, False])
def test_the_swap_leaves_no_moment_without_a_site_where_the_system_can_exchange_folders(
    exchange: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _build(tmp_path / "site", "yesterday")
    if not exchange:
        monkeypatch.setattr(staging, "_exchange", lambda *_: False)
    elif sys.platform not in {"linux", "darwin"}:
        pytest.skip("this system cannot")
    stop, seen = threading.Event(), set[str]()

    def read() -> None:
        while not stop.is_set():
            try:
                seen.add((tmp_path / "site" / "index.html").read_text("utf-8"))
            except FileNotFoundError:
                seen.add("nothing")

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(30):
        _build(tmp_path / "site", str(number))
    stop.set()
    reader.join()
    assert len(seen) > 3
    if exchange:
        assert "nothing" not in seen
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "site"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a fork")
@pytest.mark.parametrize("exchange", [True, False])
def test_a_build_killed_at_any_moment_leaves_a_whole_site_and_nothing_that_stops_the_next(
    exchange: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exchange:
        monkeypatch.setattr(staging, "_exchange", lambda *_: False)
    site = tmp_path / "site"
    count = 0
    _build(site, "0")
    for moment in moments(lambda: _build(site, "today")):
        count += 1
        if exchange:
            assert (site / "index.html").read_text("utf-8") in {str(moment - 1), "today"}
        _build(site, str(moment))
        assert (site / "index.html").read_text("utf-8") == str(moment)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "site"]
    assert count > 12


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such rights")
@pytest.mark.parametrize("readers", list(Readers))
def test_who_may_read_the_site_follows_the_setting_whatever_the_umask(
    readers: Readers, tmp_path: Path
) -> None:
    before = os.umask(0o077)
    try:
        with staged(tmp_path / "site", tmp_path / "build", readers) as stage:
            (stage / "assets").mkdir()
            (stage / "assets" / "site.css").touch()
            (stage / "run.sh").touch(0o777)
    finally:
        os.umask(before)
    folders, files = {"everyone": (0o755, 0o644), "group": (0o750, 0o640), "owner": (0o700, 0o600)}[readers]
    for path in (tmp_path / "site", *(tmp_path / "site").rglob("*")):
        assert path.stat().st_mode & 0o777 == (folders if path.is_dir() else files), path


def test_a_place_that_can_hold_no_site_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for target, key in (("/", "cli.error.foreign"), (str(tmp_path / "file"), "cli.error.out_is_file")):
        with pytest.raises(StagingError) as refused, staged(Path(target), tmp_path / "build"):
            pass
        assert refused.value.sentence.key == key
    assert not (tmp_path / "build").exists()


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

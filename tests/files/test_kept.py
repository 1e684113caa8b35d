"""What was made is taken again from where it is kept, unless it is not there whole."""

import os
from pathlib import Path

import pytest

from site_build.files.kept import Kept, sources_sum


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_result_comes_back_under_its_key_alone(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    assert kept.get("key") is None
    kept.put("key", b"result")
    assert kept.get("key") == b"result"
    assert kept.get("another") is None
    assert kept.made("key", lambda: pytest.fail("made again")) == b"result"
    assert Kept(None).made("key", lambda: b"made") == b"made"


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: data[:0],
        lambda data: bytes([data[0] ^ 1]) + data[1:],
        lambda data: data[:-3] + b"\0" + data[-2:],
    ],
)
def test_a_damaged_result_is_noticed_and_made_anew(tmp_path: Path, damage: object) -> None:
    kept = Kept(tmp_path)
    kept.put("key", b"result")
    (path,) = _files(tmp_path)
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert kept.get("key") is None
    assert kept.made("key", lambda: b"result") == b"result"
    assert kept.get("key") == b"result"


def test_another_keys_result_is_noticed(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.put("one", b"of one")
    (one,) = _files(tmp_path)
    kept.put("other", b"of other")
    (other,) = set(_files(tmp_path)) - {one}
    other.write_bytes(one.read_bytes())
    assert kept.get("other") is None


def test_what_was_used_longest_ago_is_forgotten_first(tmp_path: Path) -> None:
    kept = Kept(tmp_path, most=1000)
    for number in range(6):
        kept.put(str(number), bytes(200))
    for path in _files(tmp_path):
        os.utime(path, (1, 1))
    assert kept.get("3") is not None
    kept.forget()
    assert kept.get("3") is not None
    assert sum(path.stat().st_size for path in _files(tmp_path)) <= 1000


def test_what_a_build_has_used_is_never_forgotten(tmp_path: Path) -> None:
    kept = Kept(tmp_path, most=1000)
    for number in range(9):
        kept.put(str(number), bytes(200))
    for path in _files(tmp_path):
        os.utime(path, (1, 1))
    used = [kept.get(str(number)) for number in range(7)]
    kept.forget(since=2.0)
    assert [kept.get(str(number)) for number in range(9)] == [*used, None, None]


def test_a_folder_that_cannot_be_written_only_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    kept = Kept(tmp_path / "file")
    kept.put("key", b"result")
    assert kept.get("key") is None


def test_the_sum_of_sources_changes_with_a_name_and_with_a_byte(tmp_path: Path) -> None:
    source = tmp_path / "a.py"
    source.write_text("x = 1")
    first = sources_sum(tmp_path)
    source.write_text("x = 2")
    second = sources_sum(tmp_path)
    source.rename(tmp_path / "b.py")
    assert len({first, second, sources_sum(tmp_path)}) == 3

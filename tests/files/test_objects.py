"""What is kept is put in its place as it was, or not at all."""

import os
from pathlib import Path

import pytest

from site_build.files.objects import Objects


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_content_is_kept_once_and_put_in_many_places(tmp_path: Path) -> None:
    objects = Objects(tmp_path / "objects")
    sum_ = objects.put("虚构".encode())
    assert objects.put("虚构".encode()) == sum_
    assert len(_files(tmp_path)) == 1
    for name in ("one", "two"):
        assert objects.place(sum_, str(tmp_path / name))
        assert (tmp_path / name).read_text("utf-8") == "虚构"
    assert objects.get(sum_) == "虚构".encode()
    assert objects.get("0" * 64) is None
    assert not objects.place("0" * 64, str(tmp_path / "three"))
    assert not (tmp_path / "three").exists()


def test_what_is_written_in_a_place_is_noticed_and_made_anew(tmp_path: Path) -> None:
    objects = Objects(tmp_path / "objects")
    sum_ = objects.put(b"made")
    assert objects.place(sum_, str(tmp_path / "one"))
    (tmp_path / "one").write_bytes(b"edit")
    assert objects.get(sum_) is None
    assert objects.put(b"made") == sum_
    assert objects.get(sum_) == b"made"
    assert (tmp_path / "one").read_bytes() == b"edit"


def test_without_links_it_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refused)
    objects = Objects(tmp_path / "objects")
    assert objects.place(objects.put(b"made"), str(tmp_path / "one"))
    assert (tmp_path / "one").read_bytes() == b"made"


def test_where_nothing_can_be_kept_nothing_is_placed(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for objects in (Objects(None), Objects(tmp_path / "file")):
        sum_ = objects.put(b"made")
        assert objects.get(sum_) is None
        assert not objects.place(sum_, str(tmp_path / "one"))
        objects.forget()


def test_what_lies_in_no_place_is_forgotten_the_longest_unused_first(tmp_path: Path) -> None:
    objects = Objects(tmp_path / "objects", most=1000)
    sums = [objects.put(bytes([number]) * 300) for number in range(5)]
    assert objects.place(sums[0], str(tmp_path / "one"))
    before = (tmp_path / "objects").stat().st_ctime
    objects.forget(since=before - 60)
    assert all(objects.get(sum_) for sum_ in sums)
    objects.forget()
    # The first is in use, and is no room that could be gained.
    assert [objects.get(sum_) is not None for sum_ in sums] == [True, False, True, True, True]

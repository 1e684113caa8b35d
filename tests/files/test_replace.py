"""Files are replaced together or not at all."""

from pathlib import Path

import pytest

from site_build.files.replace import WritingError, replace_all


def _files(folder: Path) -> dict[Path, tuple[bytes, bytes]]:
    for name in "abc":
        (folder / name).write_bytes(name.encode())
    return {folder / name: (name.encode(), name.upper().encode()) for name in "abc"}


def _content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_all_files_get_their_new_bytes_and_nothing_else_is_left(tmp_path: Path) -> None:
    files = _files(tmp_path)
    (tmp_path / "a").chmod(0o640)
    replace_all(files)
    assert _content(tmp_path) == {"a": b"A", "b": b"B", "c": b"C"}
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_a_file_changed_meanwhile_stops_everything(tmp_path: Path) -> None:
    files = _files(tmp_path)
    (tmp_path / "c").write_bytes(b"another program's")
    with pytest.raises(WritingError):
        replace_all(files)
    assert _content(tmp_path) == {"a": b"a", "b": b"b", "c": b"another program's"}


@pytest.mark.parametrize("failing", ["a", "b", "c"])
def test_a_file_that_cannot_be_replaced_leaves_all_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    files = _files(tmp_path)
    replace = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if target.name == failing:
            raise PermissionError(13, "open in a spreadsheet", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(WritingError) as told:
        replace_all(files)
    assert failing in str(dict(told.value.sentence.values)["path"])
    assert _content(tmp_path) == {"a": b"a", "b": b"b", "c": b"c"}


def test_a_link_is_followed_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    replace_all({tmp_path / "link": (b"old", b"new")})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"

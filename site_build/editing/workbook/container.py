"""The file a workbook comes in, looked at before anything in it is unpacked or parsed."""

import io
import zipfile
from pathlib import Path

from site_build.editing.workbook.problem import WorkbookUnreadableError, refuse

# Far above what a plan needs (0.5 MB unpacked), low enough that a hostile file is answered within seconds.
MEBIBYTE = 2**20
LARGEST_FILE = 32 * MEBIBYTE
MOST_PARTS = 2000
LARGEST_PART = 12 * MEBIBYTE
LARGEST_TEXT = 16 * MEBIBYTE
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"


def read_file(path: Path) -> bytes:
    """The bytes of a workbook on disk.  Raises WorkbookRefused if there are none to be had."""
    if path.name.startswith("~$"):
        raise refuse("lock_file", name=path.name)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise refuse("file_too_large", most=LARGEST_FILE // MEBIBYTE)
        return path.read_bytes()
    except FileNotFoundError:
        raise refuse("missing", path=str(path)) from None
    except OSError as error:
        raise refuse("unreadable", path=str(path), reason=type(error).__name__) from None


def check_container(data: bytes) -> None:
    """Refuse what is no .xlsx, is encrypted, carries macros, or would unpack to too much.

    Sizes are those the archive declares; the standard library never unpacks more than that.
    Raises WorkbookRefused.
    """
    if not data:
        raise refuse("empty")
    if data.startswith(_OLE):
        raise refuse("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "old_format")
    if not data.startswith(_ZIP):
        raise refuse("no_workbook")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive.infolist())
            names = set(archive.namelist())
            _check_kind(archive, names)
    except WorkbookUnreadableError:
        raise
    except Exception:  # a damaged archive raises whatever it likes: zlib.error, EOFError, struct.error…
        raise refuse("damaged") from None


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or len({part.filename for part in parts}) < len(parts):
        raise refuse("damaged")
    if any(part.flag_bits & 0x1 for part in parts):
        raise refuse("encrypted")
    texts = [part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels", ".vml"))]
    largest = max([part.file_size for part in parts if not part.filename.startswith("xl/media/")], default=0)
    if largest > LARGEST_PART or sum(texts) > LARGEST_TEXT:
        found = max(largest, sum(texts)) / MEBIBYTE
        raise refuse("unpacks_too_large", found=f"{found:.0f}", most=LARGEST_PART // MEBIBYTE)


def _check_kind(archive: zipfile.ZipFile, names: set[str]) -> None:
    lower = {name.lower() for name in names}
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in lower):
        raise refuse("macros")
    if "xl/workbook.bin" in lower:
        raise refuse("binary")
    if "mimetype" in names and b"opendocument" in archive.read("mimetype")[:200]:
        raise refuse("opendocument")
    if "[Content_Types].xml" not in names:
        raise refuse("no_workbook")
    if b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise refuse("macros")
    if "xl/workbook.xml" in names and _STRICT in archive.read("xl/workbook.xml"):
        raise refuse("strict")

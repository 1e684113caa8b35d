"""Results kept under the sum of what they were made from, so that nothing is made twice."""

import hashlib
import math
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# So much is kept, in bytes; beyond it the results that were used longest ago are forgotten.
MOST = 1_000_000_000
_SUM = 32


@dataclass(frozen=True, slots=True)
class Kept:
    """A folder of results; None keeps nothing.

    Each file begins with the SHA-256 of its key and its content: what is damaged, cut short or another
    key's is noticed, and as good as not there.
    """

    folder: Path | None
    most: int = MOST

    def get(self, key: str) -> bytes | None:
        """The result made from ``key``; None if it is not there whole."""
        if self.folder is None:
            return None
        path = self._path(self.folder, key)
        try:
            kept = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return _whole(key, kept)

    def put(self, key: str, data: bytes) -> bool:
        """Keep a result; False if a full disk or a folder that cannot be written does not let us."""
        if self.folder is None:
            return False
        path = self._path(self.folder, key)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            # Put in place whole: another build may read it meanwhile.
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as stage:
                stage.write(_sum(key, data) + data)
            Path(stage.name).replace(path)
            return True
        return False

    def made(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The result made from ``key``, made and kept if it is not there."""
        data = self.get(key)
        if data is None:
            data = make()
            self.put(key, data)
        return data

    def forget(self, since: float = math.inf) -> None:
        """Forget what was used longest ago, once there is more than ``most``; down to nine tenths of it.

        What was used ``since`` a moment, in seconds of the system's clock, is never forgotten: a site larger
        than that would be built anew each time.
        """
        if self.folder is None:
            return
        files = [(path, path.stat()) for path in self.folder.rglob("*") if path.is_file()]
        total = sum(told.st_size for _, told in files)
        if total <= self.most:
            return
        for path, told in sorted(files, key=lambda one: (one[1].st_mtime_ns, one[0])):
            if total <= self.most * 9 // 10 or told.st_mtime >= since:
                return
            path.unlink(missing_ok=True)
            total -= told.st_size

    @staticmethod
    def _path(folder: Path, key: str) -> Path:
        return folder / _name(key)


@dataclass(frozen=True, slots=True)
class KeptAt:
    """Results kept at a URL that several machines reach, of any kind that fsspec knows."""

    url: str

    def get(self, key: str) -> bytes | None:
        """The result made from ``key``; None if it is not there whole."""
        from fsspec.core import url_to_fs

        system, folder = url_to_fs(self.url)
        try:
            kept: bytes = system.cat_file(f"{folder.rstrip('/')}/{_name(key)}")
        except OSError:
            return None
        return _whole(key, kept)

    def put(self, key: str, data: bytes) -> bool:
        """Keep a result; False if it cannot be written there."""
        from fsspec.core import url_to_fs

        system, folder = url_to_fs(self.url)
        path = f"{folder.rstrip('/')}/{_name(key)}"
        with suppress(OSError):
            system.makedirs(path.rpartition("/")[0], exist_ok=True)
            system.pipe_file(path, _sum(key, data) + data)
            return True
        return False

    def forget(self, since: float = math.inf) -> None:
        """Nothing is forgotten: whoever keeps the place says for how long."""


def _whole(key: str, kept: bytes) -> bytes | None:
    """What was kept; None if it is damaged, cut short or another key's."""
    return kept[_SUM:] if kept[:_SUM] == _sum(key, kept[_SUM:]) else None


def _name(key: str) -> str:
    name = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{name[:2]}/{name}"


def _sum(key: str, data: bytes) -> bytes:
    summed = hashlib.sha256(key.encode("utf-8", "surrogatepass"))
    summed.update(b"\0")
    summed.update(data)
    return summed.digest()


def sources_sum(*folders: Path) -> str:
    """The SHA-256 of every source in the folders: what they make is kept until one of them changes."""
    summed = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                data = path.read_bytes()
                summed.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode())
                summed.update(data)
    return summed.hexdigest()

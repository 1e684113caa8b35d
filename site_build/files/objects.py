"""Contents kept under their own sums, each once, and put where they are wanted without being written again.

Making a file takes thirty times as long as giving one that is there a second name.
"""

import hashlib
import math
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from site_build.files.kept import MOST


@dataclass(frozen=True, slots=True)
class Objects:
    """A folder of files named by the SHA-256 of what is in them; None keeps nothing.

    What is put in a place is the same file: whoever writes into it there damages it here, which is noticed.
    """

    folder: Path | None
    most: int = MOST

    def put(self, data: bytes) -> str:
        """Keep a content that is not kept whole already, if it can be written; returns its sum."""
        sum_ = hashlib.sha256(data).hexdigest()
        if self.folder is None:
            return sum_
        path = self._path(sum_)
        if _content(path) == data:
            return sum_
        stage = f"{path}.{os.getpid()}.new"
        with suppress(OSError):
            os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - of thousands
            with open(stage, "wb") as file:  # noqa: PTH123 - of thousands
                file.write(data)
            # Put in place whole: another build may read it meanwhile.
            os.replace(stage, path)  # noqa: PTH105 - of thousands
        return sum_

    def get(self, sum_: str) -> bytes | None:
        """The content of this sum; None if it is not there whole."""
        data = _content(self._path(sum_)) if self.folder else None
        return data if data is not None and hashlib.sha256(data).hexdigest() == sum_ else None

    def place(self, sum_: str, target: str) -> bool:
        """Give a content that is kept a place, where no file is; False if it cannot be."""
        if self.folder is None:
            return False
        with suppress(OSError):
            os.link(self._path(sum_), target)
            return True
        with suppress(OSError):
            # Another file system, or one without links.
            shutil.copyfile(self._path(sum_), target)
            return True
        return False

    def forget(self, since: float = math.inf) -> None:
        """Forget what lies in no place any more, the longest unused first, once that is more than ``most``.

        What has been put anywhere ``since`` a moment, in seconds of the system's clock, is not forgotten.
        """
        if self.folder is None or not self.folder.is_dir():
            return
        alone = []
        for group in os.scandir(self.folder):
            for entry in os.scandir(group) if group.is_dir() else ():
                told = entry.stat()
                if told.st_nlink < 2:
                    # A file changes when it loses a name.
                    alone.append((told.st_ctime_ns, entry.path, told.st_size))
        total = sum(size for _, _, size in alone)
        if total <= self.most:
            return
        for changed, path, size in sorted(alone):
            if total <= self.most * 9 // 10 or changed >= since * 1e9:
                return
            Path(path).unlink(missing_ok=True)
            total -= size

    def _path(self, sum_: str) -> str:
        return f"{self.folder}/{sum_[:2]}/{sum_}"


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - of thousands
            return file.read()
    except OSError:
        return None

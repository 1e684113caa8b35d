"""The data as git remembers it: which version to compare with, and its packages in a folder of their own.

git is asked by its plumbing (``rev-parse``, ``ls-tree``, ``cat-file``), never told to check anything out:
no hook, filter or attribute of the version runs, no link is followed, nothing is written but regular files
inside a temporary folder.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path, PurePosixPath

from site_build.language import Sentence, sentence
from site_build.problem import UserError

# Packages of one version may take this much together, in bytes.
LARGEST = 1_000_000_000
# Where the default branch may be, the first that exists.
_DEFAULT_BRANCHES = ("origin/main", "origin/master", "main", "master")
# A hook's git tells these to its children; they would lead away from the folder that is asked about.
_SURROUNDINGS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
_REGULAR = frozenset({"100644", "100755"})


class RepositoryError(UserError):
    """git has no answer; ``sentence`` says why."""


class Origin(StrEnum):
    """How a revision came to be chosen."""

    ASKED = "commit"
    BRANCHED = "branched"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit and the name it was found by; ``day`` is that of the commit, in UTC."""

    name: str
    commit: str
    day: date
    origin: Origin

    @property
    def said(self) -> Sentence:
        """The revision in words."""
        values = {"commit": self.commit[:10], "day": self.day}
        match self.origin:
            case Origin.ASKED:
                return sentence("diff.side.commit", revision=self.name, **values)
            case Origin.BRANCHED:
                return sentence("diff.side.branched", branch=self.name, **values)
        return sentence("diff.side.head", **values)


@dataclass(frozen=True, slots=True)
class _Blob:
    path: str
    oid: str
    size: int


def default_base(folder: Path) -> Revision:
    """What a change in ``folder`` is naturally compared with.

    It is the commit at which the default branch was left; on that branch itself, or where there is
    none or no common past (a shallow clone), the last commit.  Raises RepositoryError.
    """
    top = _top(folder)
    head = _commit(top, "HEAD")
    if head is None:
        raise RepositoryError(sentence("diff.error.no_commit"))
    branch = _default_branch(top)
    left = _ask(top, "merge-base", head, branch) if branch else None
    if not branch or not left or left == head:
        return _revision(top, "HEAD", head, Origin.HEAD)
    return _revision(top, branch, left, Origin.BRANCHED)


def find(folder: Path, name: str) -> Revision | None:
    """The revision of that name in the repository ``folder`` lies in, None if there is none."""
    top = _top(folder)
    commit = _commit(top, name)
    return None if commit is None else _revision(top, name, commit, Origin.ASKED)


@contextmanager
def packages_at(folder: Path, revision: Revision) -> Iterator[Path]:
    """``folder`` as it was: a temporary folder with its files, empty if it was not there yet.

    Links are left out; packages are read with the table schemas of the program, not with the version's.
    """
    top = _top(folder)
    inside = PurePosixPath(folder.resolve().relative_to(top).as_posix())
    blobs = [blob for blob in _blobs(top, revision.commit, inside) if _harmless(blob.path)]
    if sum(blob.size for blob in blobs) > LARGEST:
        raise RepositoryError(
            sentence("diff.error.too_large", revision=revision.name, megabytes=LARGEST // 1_000_000)
        )
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as made:
        # Under its own name: a package must be called as its folder is.
        there = Path(made) / folder.resolve().name
        there.mkdir()
        for blob, data in zip(blobs, _contents(top, blobs), strict=True):
            path = there / PurePosixPath(blob.path).relative_to(inside)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        yield there


@dataclass(frozen=True, slots=True)
class Recorded:
    """The commit that a line of a file was written by, and its day in UTC."""

    commit: str
    day: date


def recorded(path: Path) -> dict[int, Recorded]:
    """Who wrote each line of a file, by line from 1; nothing of lines that are not committed yet.

    Empty where the file lies in no repository, or where there is no git.  A clone without its history
    knows nothing of what its oldest commit holds.
    """
    try:
        told = _told(path.parent, "blame", "--line-porcelain", "--", path.name)
        shallow = _ask(path.parent, "rev-parse", "--is-shallow-repository") == "true"
    except RepositoryError:
        return {}
    found: dict[int, Recorded] = {}
    commit, line, seconds, oldest = "", 0, 0, False
    for row in told.split(b"\n"):
        words = row.split(b" ")
        if len(words) >= 3 and len(words[0]) == 40 and not row.startswith(b"\t"):
            commit, line, oldest = words[0].decode("ascii"), int(words[2]), False
        elif row == b"boundary":
            oldest = True
        elif words[0] == b"committer-time":
            seconds = int(words[1])
        elif row.startswith(b"\t") and set(commit) != {"0"} and not (shallow and oldest):
            found[line] = Recorded(commit, datetime.fromtimestamp(seconds, UTC).date())
    return found


def _top(folder: Path) -> Path:
    """The top of the repository that ``folder`` (which need not exist) lies in."""
    there = next(path for path in (folder.resolve(), *folder.resolve().parents) if path.is_dir())
    done = _git(there, "rev-parse", "--show-toplevel")
    if done.returncode:
        reason = _reason(done)
        if b"dubious ownership" in done.stderr:
            raise RepositoryError(sentence("cli.error.ownership", path=str(there)))
        if "not a git repository" in reason:
            raise RepositoryError(sentence("diff.error.no_repository", path=str(folder)))
        raise RepositoryError(sentence("diff.error.git", reason=reason))
    return Path(os.fsdecode(done.stdout.rstrip(b"\n"))).resolve()


def _commit(top: Path, name: str) -> str | None:
    """The full hash of the commit that ``name`` names."""
    if not name or name.startswith("-"):
        return None
    return _ask(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")


def _default_branch(top: Path) -> str:
    named = _ask(top, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD")
    for branch in (named, *_DEFAULT_BRANCHES):
        if branch and _commit(top, branch):
            return branch
    return ""


def _revision(top: Path, name: str, commit: str, origin: Origin) -> Revision:
    seconds = _ask(top, "log", "-1", "--format=%ct", "--no-show-signature", commit)
    if seconds is None:
        raise RepositoryError(sentence("diff.error.git", reason=commit))
    return Revision(name, commit, datetime.fromtimestamp(int(seconds), UTC).date(), origin)


def _blobs(top: Path, commit: str, inside: PurePosixPath) -> Iterator[_Blob]:
    """The regular files below ``inside``."""
    where = () if inside == PurePosixPath() else ("--", f"{inside}/")
    for entry in _told(top, "ls-tree", "-r", "-z", "-l", "--full-tree", commit, *where).split(b"\0"):
        if not entry:
            continue
        facts, _, path = entry.partition(b"\t")
        mode, _, oid, size = facts.decode("ascii").split()
        if mode in _REGULAR:
            yield _Blob(os.fsdecode(path), oid, int(size))


def _harmless(path: str) -> bool:
    """Whether a path stays inside the folder it is written to, on any system."""
    parts = path.split("/")
    return (
        not any(part in {"", ".", ".."} or part.lower().startswith(".git") for part in parts)
        and "\\" not in path
        and ":" not in path
        and path.isprintable()
    )


def _contents(top: Path, blobs: Sequence[_Blob]) -> Iterator[bytes]:
    """What the blobs hold, in their order."""
    told = _told(top, "cat-file", "--batch", given="".join(f"{blob.oid}\n" for blob in blobs).encode())
    place = 0
    for blob in blobs:
        end = told.index(b"\n", place)
        if told[place:end].split()[1:2] != [b"blob"]:
            raise RepositoryError(sentence("diff.error.git", reason=blob.path))
        place = end + 1 + blob.size + 1
        yield told[end + 1 : place - 1]


def _ask(top: Path, *words: str) -> str | None:
    """Git's answer, None if it has none."""
    done = _git(top, *words)
    return done.stdout.decode("utf-8", "replace").strip() or None if done.returncode == 0 else None


def _told(top: Path, *words: str, given: bytes = b"") -> bytes:
    """Git's answer; RepositoryError if it has none."""
    done = _git(top, *words, given=given)
    if done.returncode:
        raise RepositoryError(sentence("diff.error.git", reason=_reason(done)))
    return done.stdout


def _git(where: Path, *words: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    line = ["git", "-C", str(where), "--literal-pathspecs", "--no-pager", *words]
    try:
        return subprocess.run(  # noqa: S603 - no shell; a revision cannot pass for an option
            line, input=given, capture_output=True, env=_surroundings(os.environ), check=False
        )
    except OSError:
        raise RepositoryError(sentence("diff.error.no_git")) from None


def _surroundings(environ: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in environ.items() if name not in _SURROUNDINGS}
    return kept | {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


def _reason(done: "subprocess.CompletedProcess[bytes]") -> str:
    """Git's last line."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:300] if lines else ""

"""Two versions of the data: found by what people call them, read as far as they can be, compared."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from site_build.data import package
from site_build.data.model import Plan
from site_build.diff import Changes, Comparison, Invalid, Side, compare
from site_build.files import git
from site_build.language import Sentence, sentence
from site_build.problem import PackageError, UserError


@dataclass(frozen=True, slots=True)
class Version:
    """A folder of packages, or of one, and where it comes from; ``commit`` is empty for a folder."""

    folder: Path
    said: Sentence
    commit: str = ""


@contextmanager
def base_version(data: Path, asked: str | None) -> Iterator[Version]:
    """What to compare with: as asked, else what ``data`` was changed from.  Raises Refusal."""
    if asked is not None:
        with _named(data, asked) as found:
            yield found
        return
    with _at(data, git.default_base(data)) as found:
        yield found


@contextmanager
def new_version(data: Path, asked: str | None) -> Iterator[Version]:
    """What to compare: as asked, else the files in ``data`` as they are now.  Raises Refusal."""
    if asked is not None:
        with _named(data, asked) as found:
            yield found
        return
    if not data.is_dir():
        raise UserError(sentence("cli.error.no_package", path=str(data)))
    yield Version(data, sentence("diff.side.working"))


@contextmanager
def _named(data: Path, name: str) -> Iterator[Version]:
    """A folder that holds packages, else a revision of the repository that ``data`` lies in."""
    there = _exists(Path(name))
    if there and package.find(Path(name)):
        yield Version(Path(name), sentence("diff.side.folder", path=name))
        return
    try:
        revision = git.find(data, name)
    except git.RepositoryError:
        if not there:
            raise
        revision = None
    if revision is None:
        said = sentence("cli.error.no_package", path=name)
        raise UserError(said if there else sentence("diff.error.no_revision", found=name))
    with _at(data, revision) as found:
        yield found


@contextmanager
def _at(data: Path, revision: git.Revision) -> Iterator[Version]:
    with git.packages_at(data, revision) as folder:
        yield Version(folder, revision.said, revision.commit)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        # Too long for the name of a file, for example.
        return False


def compared(base: Version, new: Version, as_of: date) -> Comparison:
    """Compare the plans that can be read on both sides.

    A new package with problems is told of and left out; an old one is compared as far as it makes a
    plan, so that mending it can be seen.  Where one side is a single package, only its plan is compared.
    """
    before, after = _folders(base, new), _folders(new, base)
    old, old_invalid = _read_old(before)
    plans, new_invalid = _read_new(after)
    left_out = {one.plan_id for one in (*old_invalid, *new_invalid) if not one.compared}
    changes: Changes = compare(
        [plan for plan in old if plan.id not in left_out],
        [plan for plan in plans if plan.id not in left_out],
        as_of,
    )
    return Comparison(
        Side(base.said, base.commit, old_invalid), Side(new.said, new.commit, new_invalid), changes
    )


def _folders(version: Version, other: Version) -> Sequence[Path]:
    """The packages of a version; if the other is a single package, the one of that name alone."""
    found = package.find(version.folder)
    theirs = package.find(other.folder)
    if _single(version, found) or not _single(other, theirs):
        return found
    return [folder for folder in found if _name(folder) == _name(theirs[0])]


def _single(version: Version, found: Sequence[Path]) -> bool:
    """Whether the version is a package, or a file of one, rather than a folder of packages."""
    return len(found) == 1 and found[0].resolve().parent != version.folder.resolve()


def _read_old(folders: Sequence[Path]) -> tuple[list[Plan], tuple[Invalid, ...]]:
    plans, invalid = [], []
    for folder in folders:
        plan, problems = package.read_unchecked(folder)
        if plan is not None:
            plans.append(plan)
        if problems:
            invalid.append(Invalid(_name(folder), problems, compared=plan is not None))
    return plans, tuple(invalid)


def _read_new(folders: Sequence[Path]) -> tuple[list[Plan], tuple[Invalid, ...]]:
    plans, invalid = [], []
    for folder in folders:
        try:
            plans.append(package.read(folder))
        except PackageError as error:
            invalid.append(Invalid(error.package, error.problems, compared=False))
    return plans, tuple(invalid)


def _name(folder: Path) -> str:
    return folder.resolve().name

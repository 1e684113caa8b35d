"""Releases: the data of a tagged version, frozen under the day of its commit, with sums and what changed.

A release is a folder ``releases/<day>/`` of the site's own folder: ``release.json``, ``data/`` as the site
publishes it, ``changes/<earlier day>.<language>.txt`` (Markdown: what changed since each earlier release),
``SHA256SUMS`` and, if it was signed, ``SHA256SUMS.sig``.  It is written once and never changed; the site
shows what lies there.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from site_build import exports, language
from site_build.data import package
from site_build.data.citations import CitedSite
from site_build.data.model import Plan
from site_build.diff import markdown, versions
from site_build.exports import archive
from site_build.exports.archive import SUMS
from site_build.exports.site import publish_site
from site_build.files import git
from site_build.language import sentence
from site_build.problem import UserError
from site_build.progress import assess_plan
from site_build.settings import Settings

FOLDER = "releases"
ABOUT = "release.json"
SIGNATURE = f"{SUMS}.sig"
# What the signature is made for; who verifies names it too.
NAMESPACE = "mingzhang"


@dataclass(frozen=True, slots=True)
class Release:
    """A frozen version: day, tag, commit, earlier releases' tags by day, plans' versions by id."""

    day: str
    tag: str
    commit: str
    earlier: dict[str, str]
    plans: dict[str, str]


def read_all(root: Path) -> tuple[Release, ...]:
    """The releases in the site's folder, the newest first."""
    found = (root / FOLDER).glob(f"*/{ABOUT}")
    releases = [Release(**json.loads(path.read_text(encoding="utf-8"))) for path in found]
    return tuple(sorted(releases, key=lambda release: release.day, reverse=True))


def freeze(root: Path, data: Path, tag: str, settings: Settings, key: Path | None = None) -> Release:
    """Freeze the packages ``data`` as they were at ``tag``; ``key`` is a private SSH key to sign with.

    Raises UserError if there is no such tag, if that day has a release, or if signing fails; PackageError
    if a package of that version has problems.
    """
    revision = git.find(data, tag)
    if revision is None:
        raise UserError(sentence("diff.error.no_revision", found=tag))
    day = revision.day.isoformat()
    target = root / FOLDER / day
    if target.exists():
        raise UserError(sentence("hosting.release.exists", day=revision.day))
    earlier = [one for one in read_all(root) if one.day < day]
    with _stage(root) as stage, git.packages_at(data, revision) as folder:
        plans = package.read_all(package.find(folder))
        _publish(plans, folder, stage, revision.day, settings)
        release = Release(
            day,
            tag,
            revision.commit,
            {one.day: one.tag for one in earlier},
            {plan.id: plan.version for plan in plans},
        )
        (stage / ABOUT).write_bytes(archive.as_json(asdict(release)))
        for before in earlier:
            _write_changes(data, before, revision, stage / "changes")
        _seal(stage, key)
        stage.rename(target)
    return release


@contextmanager
def _stage(root: Path) -> Iterator[Path]:
    """A folder beside the releases that vanishes unless it was renamed."""
    (root / FOLDER).mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root / FOLDER, prefix=".new-") as made:
        stage = Path(made) / "release"
        stage.mkdir()
        yield stage


def _publish(plans: Sequence[Plan], packages: Path, stage: Path, day: date, settings: Settings) -> None:
    assessed = [(plan, assess_plan(plan, day)) for plan in plans]
    address = f"{settings.url}{FOLDER}/{day.isoformat()}/" if settings.url else ""
    # A citation leads to where the release is described, for its own folder holds files alone.
    described = f"{settings.url}{FOLDER}/#r{day.isoformat()}" if settings.url else ""
    for plan, assessments in assessed:
        exports.publish(
            plan,
            assessments,
            stage / "data" / plan.id,
            source_folder=packages / plan.id,
            site=CitedSite(settings.url, settings.publisher, described),
            root=stage,
        )
    publish_site(assessed, day, stage, replace(settings, url=address))


def _write_changes(data: Path, before: Release, revision: git.Revision, folder: Path) -> None:
    """What changed since an earlier release, as Markdown, a file a language."""
    with (
        versions.base_version(data, before.commit) as base,
        versions.new_version(data, revision.commit) as new,
    ):
        compared = versions.compared(base, new, revision.day)
    folder.mkdir(exist_ok=True)
    for code in language.LANGUAGES:
        told = markdown.text(compared, language.load(code))
        (folder / f"{before.day}.{code}.txt").write_text(told, encoding="utf-8", newline="\n")


def _seal(stage: Path, key: Path | None) -> None:
    """The sums of everything, and the signature of the sums."""
    files = {
        path.relative_to(stage).as_posix(): path.read_bytes() for path in stage.rglob("*") if path.is_file()
    }
    (stage / SUMS).write_bytes(archive.sums(files))
    if key is None:
        return
    done = subprocess.run(  # noqa: S603 - a fixed command
        ["ssh-keygen", "-Y", "sign", "-q", "-f", str(key), "-n", NAMESPACE, SUMS],  # noqa: S607
        cwd=stage,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "SSH_ASKPASS_REQUIRE": "never"},
    )
    if done.returncode:
        raise UserError(sentence("hosting.release.unsigned", reason=done.stderr.strip()))


def copy(root: Path, docs: Path) -> None:
    """Put the releases where the site publishes them, and say in ``latest.json`` which is the newest."""
    found = read_all(root)
    for release in found:
        shutil.copytree(root / FOLDER / release.day, docs / FOLDER / release.day)
    if found:
        about = asdict(found[0]) | {"path": f"{found[0].day}/"}
        (docs / FOLDER / "latest.json").write_bytes(archive.as_json(about))


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check of sums found: how many files are as they were, and which are not."""

    intact: int
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    unlisted: tuple[str, ...]


def verify(folder: Path) -> Verified:
    """Check the files of ``folder`` against its ``SHA256SUMS``.  Raises UserError if it has none."""
    listed = folder / SUMS
    if not listed.is_file():
        raise UserError(sentence("hosting.verify.no_sums", path=str(folder)))
    sums = dict(
        line.split(maxsplit=1)[::-1] for line in listed.read_text(encoding="utf-8").splitlines() if line
    )
    missing = [name for name in sums if not (folder / name).is_file()]
    changed = [
        name
        for name, wanted in sums.items()
        if name not in missing and archive.sha256((folder / name).read_bytes()) != wanted
    ]
    own = {SUMS, SIGNATURE}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    # A folder within that has sums of its own is checked by them.
    apart = [path.parent.relative_to(folder).as_posix() for path in folder.glob(f"*/**/{SUMS}")]
    unlisted = sorted(
        name for name in there - set(sums) - own if not any(name.startswith(f"{one}/") for one in apart)
    )
    intact = len(sums) - len(missing) - len(changed)
    return Verified(intact, tuple(sorted(changed)), tuple(sorted(missing)), tuple(unlisted))

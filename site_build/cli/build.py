"""build: validate the data and build the whole site."""

import hashlib
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from site_build import settings
from site_build.cli import common
from site_build.cli.common import (
    AsOf,
    DataOrUrl,
    Failure,
    Jobs,
    Language,
    Out,
    Scheduler,
    Store,
    Strict,
    app,
    console,
    guarded,
    packages_folder,
    print_problems,
    say,
    site_folder,
)
from site_build.cli.stages import told
from site_build.dates import resolve_as_of
from site_build.files import remote
from site_build.problem import PackageError
from site_build.site.preview import make_openable
from site_build.site.staging import staged

if TYPE_CHECKING:
    from site_build.data.last_good import LastGood
    from site_build.data.model import Plan


@app.command()
@guarded
def build(
    as_of: AsOf = None,
    strict: Strict = False,
    out: Out = None,
    data: DataOrUrl = None,
    jobs: Jobs = 0,
    scheduler: Scheduler = "",
    store: Store = "",
    preview: Annotated[
        bool,
        typer.Option(
            "--preview", help="能直接从文件打开的预览，不用来发布 · a preview that opens from a file"
        ),
    ] = False,
    lang: Language = "zh",
) -> None:
    """校验数据，生成整个网站 · validate the data and build the whole site."""
    with _packages(data) as folder:
        site = out or site_folder() / "site"
        build_site(as_of, strict, site, folder, lang, jobs, scheduler, store, preview=preview)


@contextmanager
def _packages(data: str | None) -> Iterator[Path]:
    """Where the packages lie; those at a URL are fetched for as long as the build takes."""
    if data is None or not remote.is_url(data):
        yield packages_folder(None if data is None else Path(data))
        return
    with TemporaryDirectory(prefix="mingzhang-data-") as folder:
        place = Path(folder) / "datapackage"
        place.mkdir()
        remote.fetch(data, place)
        yield place


def build_site(
    as_of: str | None,
    strict: bool,
    out: Path,
    data: Path,
    lang: str,
    jobs: int = 0,
    scheduler: str = "",
    store: str = "",
    *,
    preview: bool = False,
) -> None:
    """Build into a stage and swap it in; ``jobs`` processes at most, as many as cores unless given.

    With a ``scheduler`` its cluster makes the plans, and puts them into ``store``, if that is given.

    Raises Failure once everything wrong has been printed.
    """
    started = time.monotonic()
    day = resolve_as_of(as_of, os.environ, site_folder())
    with staged(out, common.workshop(), settings.read(site_folder()).readers) as stage:
        say(lang, "cli.stage.read", "bold")
        # Imported here so that --help and a wrong option answer at once.
        from site_build.build import make_site
        from site_build.data import package
        from site_build.site.layout import RenderError

        folders = package.find(data)
        if not folders:
            say(lang, "cli.error.no_package", "red", path=str(data))
            raise Failure
        if strict:
            _refuse_warnings(folders, lang, out)
        try:
            plans, last_good = _read(folders, lang, strict=strict)
            with told(lang) as (report, progress):
                warnings = make_site(
                    site_folder(),
                    plans,
                    day,
                    out=stage,
                    docs=common.workshop() / "docs",
                    data=folders[0].parent,
                    strict=strict,
                    report=report,
                    jobs=jobs,
                    last_good=last_good,
                    progress=progress,
                    scheduler=scheduler,
                    store=store,
                )
            if preview:
                make_openable(stage)
            _keep(folders, last_good, day)
        except* PackageError as group:
            for error in _package_errors(group):
                print_problems(error.package, error.problems, lang)
            say(lang, "cli.untouched", "yellow", out=str(out))
            raise Failure from None
        except* RenderError as group:
            for message in _messages(group):
                console.print(escape(message))
            say(lang, "cli.error.render", "red")
            raise Failure from None
        for warning in warnings:
            console.print(f"[yellow]{escape(warning)}[/]")
    say(
        lang,
        "cli.built",
        "green",
        out=str(out),
        count=len(plans),
        day=day,
        seconds=f"{time.monotonic() - started:.1f}",
    )
    if last_good:
        say(lang, "cli.kept", "yellow", names=", ".join(sorted(last_good)))
        raise Failure


def _read(
    folders: Sequence[Path], lang: str, *, strict: bool
) -> tuple[tuple["Plan", ...], dict[str, "LastGood"]]:
    """The plans to show: of a package with problems its last good version, once they have been printed.

    Raises an ExceptionGroup of PackageErrors if nothing else can be shown, or nothing else may be.
    """
    from site_build.data import last_good, package
    from site_build.files.kept import Kept
    from site_build.units import code_sum

    passed = package.Passed(Kept(site_folder() / ".cache" / "checked"), code_sum())
    plans, errors = package.read_each(folders, passed)
    passed.kept.forget()
    kept: dict[str, LastGood] = {}
    for folder, error in errors.items():
        found = last_good.find(folder.name, _store(folders))
        if found is not None and not package.check(found[0]):
            kept[folder.name] = last_good.LastGood(*found, len(error.problems), error.problems[0].message)
    if errors and (strict or not plans or len(kept) < len(errors)):
        raise ExceptionGroup("packages with problems", list(errors.values()))
    for error in errors.values():
        print_problems(error.package, error.problems, lang)
    shown = {
        folder: plans[folder] if folder in plans else package.read(kept[folder.name].folder)
        for folder in folders
    }
    return tuple(shown.values()), kept


def _keep(folders: Sequence[Path], kept: Mapping[str, "LastGood"], day: date) -> None:
    """Keep the packages of a site that was built."""
    from site_build.data import last_good

    for folder in folders:
        if folder.name not in kept:
            last_good.keep(folder, _store(folders), day)


def _store(folders: Sequence[Path]) -> Path:
    """Where the last good versions of these packages are kept: those of another folder are others."""
    place = hashlib.sha256(str(folders[0].resolve().parent).encode("utf-8", "surrogateescape")).hexdigest()
    return site_folder() / ".cache" / "good" / place[:16]


def _refuse_warnings(folders: Sequence[Path], lang: str, out: Path) -> None:
    """Print the warnings of packages without errors.  Raises Failure if there is any."""
    from site_build.data import package
    from site_build.progress.plausibility import check_plausibility

    found = {
        folder.resolve().name: check_plausibility(package.load(folder)[0], common.today())
        for folder in folders
    }
    for name, warnings in found.items():
        if warnings:
            print_problems(name, warnings, lang)
    if any(found.values()):
        say(lang, "cli.untouched", "yellow", out=str(out))
        raise Failure


def _package_errors(group: BaseExceptionGroup[BaseException]) -> list[PackageError]:
    return [error for error in _leaves(group) if isinstance(error, PackageError)]


def _messages(group: BaseExceptionGroup[BaseException]) -> list[str]:
    from site_build.site.layout import RenderError

    return [text for error in _leaves(group) if isinstance(error, RenderError) for text in error.messages]


def _leaves(group: BaseExceptionGroup[BaseException]) -> list[BaseException]:
    found: list[BaseException] = []
    for error in group.exceptions:
        found += _leaves(error) if isinstance(error, BaseExceptionGroup) else [error]
    return found

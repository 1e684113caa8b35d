"""What people type.  The only module that prints or exits."""

import os
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Annotated, ParamSpec

import typer
from rich.console import Console
from rich.markup import escape

from site_build import language
from site_build.dates import DateError, resolve_as_of
from site_build.language import Sentence
from site_build.problem import PackageError, Problem
from site_build.staging import StagingError, staged

ROOT = Path(__file__).resolve().parent.parent
# Where the lock, the Markdown tree and the record of a defect lie.
WORKSHOP = ROOT / "build"
console = Console(highlight=False, soft_wrap=True)
app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
P = ParamSpec("P")


Language = Annotated[str, typer.Option("--lang", help="zh / en")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="评判之日 · day of judgement")
]
Strict = Annotated[bool, typer.Option("--strict", help="有警告就算失败 · warnings are errors")]
Data = Annotated[
    Path | None, typer.Option("--data", help="数据包在哪里 · where the packages are (datapackage/)")
]
Out = Annotated[Path | None, typer.Option("--out", help="网站写到哪里 · where the site goes (site/)")]


class Failure(Exception):  # noqa: N818 - the end of a command, not a defect
    """The command has said what is wrong and ends with exit code 1."""


def _say(lang: str, key: str, style: str = "", **values: object) -> None:
    text = escape(language.load(lang).text(f"cli.{key}", **values))
    console.print(f"[{style}]{text}[/]" if style else text)


def _guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Exceptions become a sentence and an exit code; a defect of ours leaves its traceback in a file."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        lang = str(kwargs.get("lang", "zh"))
        if lang not in language.LANGUAGES:
            lang = "zh"
        try:
            command(*args, **kwargs)
        except Failure:
            raise typer.Exit(1) from None
        except (DateError, StagingError) as error:
            _say_sentence(lang, error.sentence)
            raise typer.Exit(1) from None
        except KeyboardInterrupt:
            _say(lang, "stopped", "yellow")
            raise typer.Exit(130) from None
        except Exception:
            log = WORKSHOP / "last-error.log"
            log.parent.mkdir(exist_ok=True)
            log.write_text(traceback.format_exc(), encoding="utf-8")
            _say(lang, "error.unexpected", "red", reason=_reason(), log=str(log))
            raise typer.Exit(1) from None

    return run


def _reason() -> str:
    error = sys.exc_info()[1]
    return f"{type(error).__name__}: {error}"[:300]


def _say_sentence(lang: str, said: Sentence) -> None:
    console.print(f"[red]{escape(language.load(lang).render(said))}[/]")


@app.command()
@_guarded
def build(
    as_of: AsOf = None,
    strict: Strict = False,
    out: Out = None,
    data: Data = None,
    lang: Language = "zh",
) -> None:
    """校验数据，生成整个网站 · validate the data and build the whole site."""
    build_site(as_of, strict, out or ROOT / "site", data or ROOT / "datapackage", lang)


def build_site(as_of: str | None, strict: bool, out: Path, data: Path, lang: str) -> None:
    """Build into a stage and swap it in.  Raises Failure once everything wrong has been printed."""
    started = time.monotonic()
    day = resolve_as_of(as_of, os.environ, ROOT)
    with staged(out, WORKSHOP) as stage:
        _say(lang, "stage.read", "bold")
        # Imported here so that --help and a wrong option answer at once.
        from site_build import package
        from site_build.build import make_site
        from site_build.site import RenderError

        folders = package.find(data)
        if not folders:
            _say(lang, "error.no_package", "red", path=str(data))
            raise Failure
        try:
            plans = package.read_all(folders)
            warnings = make_site(
                ROOT,
                plans,
                day,
                out=stage,
                docs=WORKSHOP / "docs",
                data=folders[0].parent,
                strict=strict,
                report=lambda name: _say(lang, f"stage.{name}", "bold"),
            )
        except* PackageError as group:
            for error in _package_errors(group):
                print_problems(error.package, error.problems, lang)
            _say(lang, "untouched", "yellow", out=str(out))
            raise Failure from None
        except* RenderError as group:
            for message in _messages(group):
                console.print(escape(message))
            _say(lang, "error.render", "red")
            raise Failure from None
        for warning in warnings:
            console.print(f"[yellow]{escape(warning)}[/]")
    _say(
        lang,
        "built",
        "green",
        out=str(out),
        count=len(plans),
        day=day,
        seconds=f"{time.monotonic() - started:.1f}",
    )


def _package_errors(group: BaseExceptionGroup[BaseException]) -> list[PackageError]:
    return [error for error in _leaves(group) if isinstance(error, PackageError)]


def _messages(group: BaseExceptionGroup[BaseException]) -> list[str]:
    from site_build.site import RenderError

    return [text for error in _leaves(group) if isinstance(error, RenderError) for text in error.messages]


def _leaves(group: BaseExceptionGroup[BaseException]) -> list[BaseException]:
    found: list[BaseException] = []
    for error in group.exceptions:
        found += _leaves(error) if isinstance(error, BaseExceptionGroup) else [error]
    return found


def print_problems(package: str, problems: Sequence[Problem], lang: str) -> None:
    """Every problem: where, what, how to mend it."""
    catalogue = language.load(lang)
    _say(lang, "problems", "bold red", package=package, count=len(problems))
    for one in problems:
        place = [f"{package}/{one.file}"]
        if one.row is not None:
            place.append(catalogue.text("cli.row", row=one.row))
        if one.field:
            place.append(catalogue.text("cli.column", column=one.field))
        console.print(f"[bold]{escape(' '.join(place))}[/] [dim]{one.code}[/]")
        console.print(f"  {escape(catalogue.render(one.message))}")
        console.print(f"  {escape(catalogue.text('cli.remedy', remedy=one.remedy))}")


@app.command()
@_guarded
def validate(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="数据包文件夹或其中的文件 · packages or files in them")
    ] = None,
    lang: Language = "zh",
) -> None:
    """只校验数据 · validate only."""
    from site_build import package

    folders: list[Path] = []
    for path in paths or [ROOT / "datapackage"]:
        found = package.find(path) if path.exists() else ()
        if not found:
            _say(lang, "error.no_package", "red", path=str(path))
            raise Failure
        folders += [folder for folder in found if folder not in folders]
    wrong = 0
    for folder in folders:
        problems = package.check(folder)
        wrong += len(problems)
        if problems:
            print_problems(folder.resolve().name, problems, lang)
    if wrong:
        raise Failure
    _say(lang, "valid", "green", count=len(folders))


@app.command()
@_guarded
def serve(
    port: Annotated[int, typer.Option(help="端口 · port")] = 8000,
    as_of: AsOf = None,
    lang: Language = "zh",
) -> None:
    """生成网站，在本机打开，数据一改就重新生成 · build, serve, rebuild on change."""
    from site_build import server

    def rebuild() -> None:
        try:
            build_site(as_of, False, ROOT / "site", ROOT / "datapackage", lang)
        except Failure:
            _say(lang, "serving_last", "yellow")

    rebuild()
    try:
        with server.serving(ROOT / "site", port) as address:
            _say(lang, "serving", "green", address=address)
            server.watch([ROOT / name for name in server.WATCHED], rebuild)
    except server.PortTaken:
        _say(lang, "error.port", "red", port=str(port))
        raise Failure from None


if __name__ == "__main__":
    app()

"""What every command shares: the application, its options, its voice, its way of ending."""

import os
import re
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import Annotated, ParamSpec

import typer
from rich.console import Console
from rich.markup import escape

from site_build import language, settings
from site_build.cli.system_errors import explain_system_error
from site_build.data.rules import MECHANICAL, page_of
from site_build.data.rules.place import describe_place
from site_build.files.reasons import reason_of
from site_build.files.replace import write_file
from site_build.language import Sentence, sentence
from site_build.problem import Problem, Severity, UserError

# Names the site's folder for a command that is typed elsewhere; ``scripts/`` set it to their own repository.
SITE_FOLDER = "MINGZHANG_SITE"
console = Console(highlight=False, soft_wrap=True)
app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
P = ParamSpec("P")
_ORDER = re.compile("::+")

Language = Annotated[str, typer.Option("--lang", help="zh / en")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="评判之日 · day of judgement")
]
Strict = Annotated[bool, typer.Option("--strict", help="有警告就算失败 · warnings are errors")]
Data = Annotated[
    Path | None, typer.Option("--data", help="数据包在哪里 · where the packages are (datapackage/)")
]
DataOrUrl = Annotated[
    str | None,
    typer.Option(
        "--data",
        metavar="PATH|URL",
        help="数据包在哪里，也可以是网址（fsspec）· where the packages are, or their URL (datapackage/)",
    ),
]
Jobs = Annotated[
    int,
    typer.Option("--jobs", min=0, help="最多几个进程 · processes at most (0: one for each core)"),
]
Scheduler = Annotated[
    str,
    typer.Option("--scheduler", metavar="tcp://…", help="由 Dask 集群生成 · built by a Dask cluster"),
]
Store = Annotated[
    str,
    typer.Option(
        "--store", metavar="URL", help="集群把结果放在哪里（fsspec）· where its workers put what they make"
    ),
]
Out = Annotated[Path | None, typer.Option("--out", help="网站写到哪里 · where the site goes (site/)")]


def site_folder() -> Path:
    """The folder that holds the site's settings and data: the one named, else the nearest one upwards.

    It is known by its ``mingzhang.toml``; where none has one it is the folder the command is typed in.
    """
    if named := os.environ.get(SITE_FOLDER):
        return Path(named).resolve()
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / settings.FILE).is_file()), here)


def packages_folder(data: Path | None) -> Path:
    """Where the packages lie: as the option says, else in the site's folder."""
    return data or site_folder() / "datapackage"


def workshop() -> Path:
    """Where the Markdown tree and the record of a defect lie."""
    return site_folder() / "build"


class Failure(Exception):  # noqa: N818 - the end of a command, not a defect
    """The command has said what is wrong and ends with exit code 1."""


def say(lang: str, key: str, style: str = "", **values: object) -> None:
    """Print a text of the catalogue."""
    text = escape(language.load(lang).text(key, **values))
    console.print(f"[{style}]{text}[/]" if style else text)


def guarded(command: Callable[P, None]) -> Callable[P, None]:
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
        except UserError as error:
            say_sentence(lang, error.sentence)
            raise typer.Exit(1) from None
        except KeyboardInterrupt:
            say(lang, "cli.stopped", "yellow")
            raise typer.Exit(130) from None
        except BrokenPipeError:
            # Who reads what is printed has had enough, as ``| head`` has; nothing more can be said to it.
            _say_nothing_more()
            raise typer.Exit(1) from None
        except Exception as error:
            told = explain_system_error(error)
            if told is None:
                _say_unexpected(lang, error)
            else:
                say_sentence(lang, told)
            raise typer.Exit(1) from None

    return run


def _say_unexpected(lang: str, error: Exception) -> None:
    """A defect of ours: its traceback goes into a file that can be sent; where none can be, it is printed."""
    log = workshop() / "last-error.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(traceback.format_exc(), encoding="utf-8")
    except OSError:
        typer.echo(traceback.format_exc(), err=True)
        say(lang, "cli.error.unexpected_unlogged", "red", reason=_reason(error))
        return
    say(lang, "cli.error.unexpected", "red", reason=_reason(error), log=str(log))


def _say_nothing_more() -> None:
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]


def say_sentence(lang: str, said: Sentence, style: str = "red") -> None:
    """Print a sentence; unless said otherwise, why the command does nothing."""
    console.print(f"[{style}]{escape(printable(language.load(lang).render(said)))}[/]")


def write_report(report: str, output: Path | None) -> None:
    """Print a report, or write it to a file, whole or not at all; its folder is made if need be.

    What is no file, such as ``/dev/stdout``, is written to directly.  Raises UserError if it cannot be.
    """
    if output is None:
        typer.echo(report, nl=False)
        return
    try:
        path = output.resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            path.write_text(report, encoding="utf-8", newline="\n")
            return
        write_file(path, report.encode())
    except OSError as error:
        reason = reason_of(error)
        raise UserError(sentence("hosting.report.error.output", path=str(output), reason=reason)) from None


def site_url() -> str:
    """The site's address as mingzhang.toml gives it; empty where it gives none or cannot be read."""
    try:
        return settings.read(site_folder()).url
    except (UserError, OSError):
        return ""


def printable(text: str) -> str:
    """Text of data on one line: what would move the cursor, or end the line, as its number."""
    return "".join(
        character if character.isprintable() or character == "\u3000" else f"[U+{ord(character):04X}]"
        for character in text
    )


def today() -> date:
    """The day after which nothing can have been published, anywhere on earth: tomorrow by universal time."""
    return datetime.now(UTC).date() + timedelta(days=1)


def print_problems(package: str, problems: Sequence[Problem], lang: str, *, in_files: bool = True) -> None:
    """Every problem, the errors first: where, what, how to mend it, where it is explained.

    ``in_files`` says that they lie in the files, where they could be mended automatically.
    """
    for severity, heading, style in (
        (Severity.ERROR, "cli.problems", "bold red"),
        (Severity.WARNING, "cli.warnings", "bold yellow"),
    ):
        if found := [one for one in problems if one.severity is severity]:
            _print_problems(package, found, lang, heading, style)
    if in_files and any(one.code in MECHANICAL for one in problems):
        say(lang, "fix.offer", "yellow", command=language.as_typed("python3 scripts/validate.py --fix"))


def _print_problems(package: str, problems: Sequence[Problem], lang: str, heading: str, style: str) -> None:
    catalogue, address = language.load(lang), site_url()
    # A line that begins with two colons is an order to some hosts; only a folder's name could begin one.
    package = _ORDER.sub(":", printable(package))
    say(lang, heading, style, package=package, count=len(problems))
    for one in problems:
        place = " ".join([f"{package}/{one.file}", *describe_place(one, catalogue)])
        console.print(f"[bold]{escape(printable(place))}[/] [dim]{one.code}[/]")
        page = catalogue.text("hosting.report.page", page=page_of(one.code, lang, address))
        for text in (catalogue.render(one.message), catalogue.text("cli.remedy", remedy=one.remedy)):
            console.print(f"  {escape(printable(text))}")
        console.print(f"  [dim]{escape(page)}[/]")

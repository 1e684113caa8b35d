"""diff: what a change of the data means."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from site_build import language
from site_build.cli.common import (
    AsOf,
    Data,
    Failure,
    Language,
    app,
    console,
    guarded,
    packages_folder,
    say,
    site_folder,
    write_report,
)
from site_build.dates import resolve_as_of
from site_build.language import sentence
from site_build.problem import UserError

if TYPE_CHECKING:
    from site_build.diff import Comparison

FORMATS = ("text", "markdown", "json")
_STYLES = {
    "plan": "bold",
    "section": "bold cyan",
    "caution": "yellow",
    "added": "green",
    "removed": "red",
    "changed": "magenta",
    "detail": "dim",
}


@app.command()
@guarded
def diff(
    base: Annotated[
        str | None,
        typer.Argument(
            metavar="[BASE]",
            help="与哪个版本比：git 里的版本或文件夹；不写就是与主分支分开处，在主分支上就是最近一次提交"
            " · a git revision or a folder; default: where the default branch was left, or the last commit",
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            metavar="REV",
            help="新的一边：版本或文件夹；不写就是现在的文件 · default: the files as they are now",
        ),
    ] = None,
    form: Annotated[str, typer.Option("--format", help=" / ".join(FORMATS))] = "text",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="写到文件 · write to a file")] = None,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            "--fail-on-warning",
            help="有没说明的疑点就算失败 · doubts that the change does not explain are a failure",
        ),
    ] = False,
    as_of: AsOf = None,
    data: Data = None,
    lang: Language = "zh",
) -> None:
    """数据改动的意思：哪些数字、评判、数目变了 · what a change of the data means."""
    if lang not in language.LANGUAGES:
        raise UserError(sentence("diff.error.lang", found=lang))
    if form not in FORMATS:
        raise UserError(sentence("diff.error.format", found=form))
    day = resolve_as_of(as_of, os.environ, site_folder())
    # Imported here so that --help and a wrong option answer at once.
    from site_build.diff import versions

    folder = packages_folder(data)
    with versions.base_version(folder, base) as before, versions.new_version(folder, to) as after:
        comparison = versions.compared(before, after, day)
    _tell(comparison, form, output, lang)
    doubts = len(comparison.changes.unexplained) + len(comparison.base.invalid)
    if strict and doubts and (form == "text" or output):
        say(lang, "diff.strict", "red", count=doubts)
    if comparison.new.invalid or (strict and doubts):
        raise Failure


def _tell(comparison: "Comparison", form: str, output: Path | None, lang: str) -> None:
    """Print the comparison, or write it to a file and say so."""
    if output is not None:
        write_report(_told(comparison, form, lang), output)
        say(lang, "diff.written", "green", path=str(output))
    elif form == "text":
        from site_build.diff import text

        for line in text.lines(comparison, language.load(lang)):
            # Text, not markup: a cell may look like markup or like an emoji's name.
            console.print(Text(line.text, style=_STYLES.get(line.role, "")))
    else:
        sys.stdout.write(_told(comparison, form, lang))


def _told(comparison: "Comparison", form: str, lang: str) -> str:
    from site_build.diff import machine, markdown, text

    catalogue = language.load(lang)
    match form:
        case "json":
            return machine.text(comparison)
        case "markdown":
            return markdown.text(comparison, catalogue)
    return "".join(f"{line.text}\n" for line in text.lines(comparison, catalogue))

"""import-table: read a table pasted out of a plan into its package."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from site_build.cli.common import (
    Data,
    Failure,
    Language,
    Strict,
    app,
    console,
    guarded,
    packages_folder,
    print_problems,
    say,
    today,
)
from site_build.language import sentence
from site_build.problem import PackageError, UserError

if TYPE_CHECKING:
    from site_build.data.model import Plan
    from site_build.editing.table_import import IndicatorsDraft

STDIN = "-"
FORMATS = ("text", "json")


@app.command()
@guarded
def import_table(
    file: Annotated[str, typer.Argument(help="表格文件，- 为标准输入 · the table's file, - for stdin")],
    plan: Annotated[str, typer.Option("--plan", help="规划编号 · the plan's id")],
    sheet: Annotated[str, typer.Option("--sheet", help="哪一张表 · which table or sheet")] = "",
    theme: Annotated[str, typer.Option("--theme", help="没有分组的行归哪组 · theme of ungrouped rows")] = "",
    source: Annotated[str, typer.Option("--source", help="出自哪份文件 · id of the source")] = "",
    box: Annotated[str, typer.Option("--box", help="表在原文中的名称，如 专栏2 · the table's name")] = "",
    prefix: Annotated[
        str, typer.Option("--prefix", help="编号只用这个开头加序号 · ids of this and a number")
    ] = "",
    column: Annotated[
        list[str] | None,
        typer.Option("--column", help="几列都像时用哪一列，写表头 · heading of the column to take"),
    ] = None,
    do_write: Annotated[bool, typer.Option("--write", help="写进数据包 · write into the package")] = False,
    leave_out: Annotated[
        bool, typer.Option("--leave-out", help="读不了的行先不写 · write without the unreadable rows")
    ] = False,
    output: Annotated[str, typer.Option("--format", help="text / json")] = "text",
    strict: Strict = False,
    data: Data = None,
    lang: Language = "zh",
) -> None:
    """读入规划里的指标表 · read a plan's table of indicators."""
    if output not in FORMATS:
        raise UserError(sentence("table_import.error.format", wanted=output))
    if prefix and not re.fullmatch(r"[a-z][a-z0-9-]*", prefix):
        raise UserError(sentence("table_import.error.prefix", wanted=prefix))
    # Imported here so that --help and a wrong option answer at once.
    from site_build.editing.table_import import (
        Certainty,
        ImportOptions,
        as_json,
        as_lines,
        draft_indicators,
        grids,
        preview,
        the_table,
        write,
        years_of,
    )
    from site_build.editing.table_import.characters import name_text

    folder, current, before = _plans(packages_folder(data), plan, lang)
    columns = tuple(name_text(heading) for heading in column or ())
    table = the_table(grids(_bytes(file)), years_of(current, columns), sheet.strip())
    options = ImportOptions(theme.strip(), source.strip(), prefix, box.strip(), columns)
    found = preview(folder, draft_indicators(table, current, before, options, lang), today())
    if output == "text":
        for line in as_lines(found.draft, current, lang):
            console.print(escape(line))
    written: tuple[str, ...] = ()
    unsure = [flag for flag in found.draft.flags if flag.warning.certainty is not Certainty.LIKELY]
    if strict and unsure:
        raise UserError(sentence("table_import.error.strict", count=len(unsure)))
    if do_write:
        _refuse_unreadable(found.draft, leave_out)
        written = write(folder, found)
    if output == "json":
        typer.echo(as_json(found.draft, lang, written))
    elif do_write:
        say(lang, "table_import.written", "green", files=", ".join(written))
    else:
        say(lang, "table_import.dry", "bold", folder=str(folder))


def _refuse_unreadable(found: "IndicatorsDraft", leave_out: bool) -> None:
    from site_build.editing.table_import.report import ranges

    if found.left_out and not leave_out:
        rows = ranges(found.left_out)
        raise UserError(sentence("table_import.error.left_out", count=len(found.left_out), rows=rows))


def _plans(packages: Path, wanted: str, lang: str) -> tuple[Path, "Plan", "Plan | None"]:
    """The package's folder, the plan in it, and its predecessor if that can be read."""
    from site_build.data import package

    folders = {path.name: path for path in package.find(packages)} if packages.is_dir() else {}
    if wanted not in folders:
        known = ", ".join(folders) or "—"
        raise UserError(sentence("table_import.error.no_plan", wanted=wanted, known=known))
    try:
        current = package.read(folders[wanted])
    except PackageError as error:
        print_problems(error.package, error.problems, lang)
        raise Failure from None
    before = folders.get(current.predecessor)
    try:
        return folders[wanted], current, package.read(before) if before else None
    except PackageError:
        return folders[wanted], current, None


def _bytes(file: str) -> bytes:
    """The file's bytes, or as many as show that it is too large."""
    from site_build.editing.table_import import MOST_BYTES

    if file == STDIN:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    path = Path(file)
    if path.is_dir():
        raise UserError(sentence("table_import.error.folder", path=file))
    try:
        with path.open("rb") as source:
            return source.read(MOST_BYTES + 1)
    except (FileNotFoundError, ValueError):
        raise UserError(sentence("table_import.error.no_file", path=file)) from None

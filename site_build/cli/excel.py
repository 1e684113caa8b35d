"""excel: the workbook that a clerk fills in, out of a package and back into it."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from site_build import language
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
    from site_build.editing.workbook import Import, SheetProblem

excel = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)
app.add_typer(excel, name="excel", help="用 Excel / WPS 填数 · fill in figures with a spreadsheet")

Force = Annotated[bool, typer.Option("--force", help="覆盖已有的文件 · overwrite an existing file")]
Plan = Annotated[str | None, typer.Option("--plan", help="规划的编号 · the plan's id")]
Check = Annotated[bool, typer.Option("--check", help="只检查，不写入 · check only, write nothing")]
Amend = Annotated[
    bool,
    typer.Option("--amend", help="改正抄错的已公布行 · mend published rows that were copied wrongly"),
]


@excel.command("export")
@guarded
def export(
    plan: Annotated[str, typer.Argument(help="规划的编号，如 dongyuan-hrss-14 · the plan's id")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="写到哪个文件 · file to write (<plan>-填报.xlsx)")
    ] = None,
    force: Force = False,
    data: Data = None,
    lang: Language = "zh",
) -> None:
    """导出一个填报用的工作簿 · write a workbook to fill in."""
    from site_build.editing import workbook
    from site_build.files.replace import write_file

    folder = _folder(plan, packages_folder(data))
    target = out or Path(language.load(lang).text("workbook.file_name", plan=folder.name))
    if target.is_dir() or (target.exists() and not force):
        raise UserError(sentence("workbook.refused.exists", path=str(target)))
    try:
        made = workbook.export_workbook(folder, lang)
    except PackageError as error:
        print_problems(error.package, error.problems, lang)
        raise Failure from None
    write_file(target, made)
    say(lang, "workbook.said.exported", "green", path=str(target))
    say(lang, "workbook.said.next", path=str(target))


@excel.command("import")
@guarded
def import_(
    file: Annotated[Path, typer.Argument(help="填好的工作簿 · the workbook filled in")],
    plan: Plan = None,
    check: Check = False,
    amend: Amend = False,
    strict: Strict = False,
    data: Data = None,
    lang: Language = "zh",
) -> None:
    """把填好的工作簿读回 CSV · read a workbook back into the CSVs."""
    from site_build.editing import workbook
    from site_build.files import xlsx_reader

    root = packages_folder(data)
    sheets = xlsx_reader.read_sheets(xlsx_reader.read_file(file))
    told = workbook.plan_of(sheets)
    if not (plan or told):
        raise UserError(sentence("workbook.refused.plan_unknown"))
    if plan and told and _name(plan) != told:
        raise UserError(sentence("workbook.refused.plan_differs", asked=_name(plan), found=told))
    try:
        made = workbook.import_workbook(sheets, _folder(plan or told, root), amend=amend, today=today())
        refused = strict and made.warnings
        if not check and not refused:
            workbook.apply(made)
    except PackageError as error:
        print_problems(error.package, error.problems, lang)
        raise Failure from None
    except workbook.WorkbookError as error:
        _print_problems(file.name, error.problems, lang)
        raise Failure from None
    _print_made(made, check or bool(refused), lang)
    if refused:
        say(lang, "cli.strict", "red", count=len(made.warnings))
        raise Failure


def _name(plan: str) -> str:
    return Path(plan).name


def _folder(plan: str, root: Path) -> Path:
    """The package called ``plan`` below ``root``, or the folder ``plan`` itself.  Raises Refusal."""
    from site_build.data import package

    found = {folder.name: folder for folder in package.find(root)} if root.is_dir() else {}
    if re.fullmatch(r"[\w-]+", plan) and plan in found:
        return found[plan]
    path = Path(plan)
    if ("/" in plan or "\\" in plan) and (path / package.DESCRIPTOR).is_file():
        return path
    raise UserError(
        sentence("workbook.refused.no_plan", plan=plan, root=str(root), known="、".join(sorted(found)) or "—")
    )


def _print_problems(name: str, problems: "Sequence[SheetProblem]", lang: str) -> None:
    """Every problem: which cell, what, how to mend it."""
    say(lang, "cli.problems", "bold red", package=name, count=len(problems))
    _print_places(problems, lang)
    say(lang, "workbook.said.nothing_written", "yellow")


def _print_places(problems: "Sequence[SheetProblem]", lang: str) -> None:
    catalogue = language.load(lang)
    for one in problems:
        place = [one.address, *([catalogue.text("cli.column", column=one.header)] if one.header else [])]
        console.print(f"[bold]{escape(' '.join(place))}[/] [dim]{one.code}[/]")
        console.print(f"  {escape(catalogue.render(one.message))}")
        console.print(f"  {escape(catalogue.text('cli.remedy', remedy=one.remedy))}")


def _print_made(made: "Import", check: bool, lang: str) -> None:
    """What was added and changed, row by row, and what was understood in a way worth a look."""
    from site_build.editing.workbook.wording import column_title

    catalogue = language.load(lang)
    for notice in made.notices:
        say(lang, f"workbook.notice.{notice.code}", "yellow", place=notice.address, text=notice.text)
    if made.warnings:
        say(lang, "cli.warnings", "bold yellow", package=made.package.folder.name, count=len(made.warnings))
        _print_places(made.warnings, lang)
    for change in made.changes:
        kind = "added" if change.before is None else "changed"
        say(lang, f"workbook.said.{kind}", place=change.address, row=" ".join(change.key))
        for name, was in (change.before or {}).items():
            cell = change.after[name]
            if cell != was:
                empty = catalogue.text("workbook.said.empty")
                title = column_title(change.resource, name, lang)
                say(lang, "workbook.said.cell", column=title, before=was or empty, after=cell or empty)
    if not made.changes:
        say(lang, "workbook.said.unchanged", "green")
        return
    added = sum(change.before is None for change in made.changes)
    said = "would" if check else "imported"
    say(lang, f"workbook.said.{said}", "green", added=added, changed=len(made.changes) - added)

"""from-issue: turn a form submitted on the repository's host into a row, and write it if asked to."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from site_build.cli.common import (
    ROOT,
    Data,
    Failure,
    Language,
    app,
    guarded,
    print_problems,
    printable,
    say,
    say_sentence,
)
from site_build.language import sentence
from site_build.problem import Refusal


@app.command("from-issue")
@guarded
def from_issue(
    file: Annotated[str, typer.Argument(help="提交的表单（Markdown），- 为标准输入 · the form, - for stdin")],
    plan: Annotated[str, typer.Option("--plan", help="规划编号 · id of the plan")],
    write: Annotated[
        bool, typer.Option("--write", help="没有问题就写进表里 · write the row if right")
    ] = False,
    cells: Annotated[
        list[str] | None, typer.Option("--set", metavar="COLUMN=CELL", help="改填某一列 · fill in a column")
    ] = None,
    data: Data = None,
    lang: Language = "zh",
) -> None:
    """把提交的表单变成一行数据 · turn a submitted form into a row."""
    from site_build.forms.reading import read
    from site_build.forms.rows import entry
    from site_build.writing import replace_all

    folder = _folder(data or ROOT / "datapackage", plan)
    submission = read(_body(file))
    if submission is None:
        raise Refusal(sentence("forms.error.no_form"))
    found = entry(folder, submission, _pairs(cells or []))
    say(lang, "forms.outcome.row", "bold", file=f"{plan}/{found.path.name}")
    typer.echo(printable(found.line.rstrip("\n")) if found.problems else found.line.removesuffix("\n"))
    for remark in found.remarks:
        say_sentence(lang, remark, "yellow")
    if found.problems:
        say(lang, "forms.outcome.problems", "bold red", count=len(found.problems))
        print_problems(plan, found.problems, lang, in_files=False)
        raise Failure
    say(lang, "forms.outcome.valid", "green")
    if not write:
        say(lang, "forms.outcome.not_written")
        return
    replace_all({found.path: (found.before, found.after)})
    say(lang, "forms.outcome.written", "green", path=str(found.path), row=found.row)


def _body(file: str) -> str:
    try:
        found = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError:
        raise Refusal(sentence("forms.error.no_file", path=file)) from None
    return found.decode("utf-8-sig", "replace")


def _folder(data: Path, plan: str) -> Path:
    """The package of that name, and no other folder."""
    from site_build import package

    folders = {folder.name: folder for folder in package.find(data)}
    if plan not in folders:
        raise Refusal(sentence("forms.error.no_plan", plan=plan, known=", ".join(sorted(folders))))
    return folders[plan]


def _pairs(cells: list[str]) -> dict[str, str]:
    return {column.strip(): cell for column, _, cell in (one.partition("=") for one in cells)}

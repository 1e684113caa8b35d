"""from-issue: turn a form submitted on the repository's host into a row, and write it if asked to."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from site_build.cli.common import (
    Data,
    Failure,
    Language,
    Strict,
    app,
    guarded,
    packages_folder,
    print_problems,
    printable,
    say,
    say_sentence,
    today,
    write_report,
)
from site_build.files.decode import decode
from site_build.files.replace import write_file
from site_build.language import Catalogue, load, sentence
from site_build.problem import UserError

if TYPE_CHECKING:
    from site_build.editing.issue_forms.reading import Submission
    from site_build.editing.issue_forms.rows import Entry
    from site_build.editing.issue_forms.sources import Attachment

FORMATS = ("text", "markdown")


@app.command("from-issue")
@guarded
def from_issue(
    file: Annotated[
        str,
        typer.Argument(
            help="提交的表单（Markdown），或平台的事件文件（JSON），- 为标准输入 · the form, - for stdin"
        ),
    ],
    plan: Annotated[
        str | None,
        typer.Option("--plan", help="规划编号，不写就用表单里的 · id of the plan (as the form says)"),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="没有问题就写进表里 · write the row if right")
    ] = False,
    cells: Annotated[
        list[str] | None, typer.Option("--set", metavar="COLUMN=CELL", help="改填某一列 · fill in a column")
    ] = None,
    copy: Annotated[
        Path | None,
        typer.Option(
            "--copy",
            help="随表单交来的原件，或只放着它的文件夹 · the document that came with it, or its folder",
        ),
    ] = None,
    changes: Annotated[
        Path | None,
        typer.Option(
            "--changes", help="没有问题就把改过的文件放进这个文件夹 · put the changed files there if right"
        ),
    ] = None,
    form: Annotated[str, typer.Option("--format", help=" / ".join(FORMATS))] = "text",
    output: Annotated[
        Path | None, typer.Option("--output", help="把这种格式写进文件 · write that format to a file")
    ] = None,
    strict: Strict = False,
    data: Data = None,
    lang: Language = "zh",
) -> None:
    """把提交的表单变成一行数据 · turn a submitted form into a row."""
    from site_build.editing.issue_forms.reading import read

    if form not in FORMATS:
        raise UserError(sentence("issue_forms.error.format", found=form, allowed=", ".join(FORMATS)))
    submission = read(_body(file))
    if submission is None:
        raise UserError(sentence("issue_forms.error.no_form"))
    root, given = packages_folder(data), _pairs(cells or [])

    def made() -> "Entry":
        from site_build.editing.issue_forms.rows import entry

        folder = _folder(root, plan or submission.answers.get("plan", ""))
        # The plan may be named as people name it; from here on it is its id.
        meant = {} if plan else {"plan": folder.name}
        submitted = replace(submission, answers={**submission.answers, **meant})
        found = entry(folder, submitted, given, today(), attached=_attached(copy))
        if changes is not None and not found.problems:
            _put(found, changes)
        return found

    if form == "markdown":
        _comment(submission, made, output, load(lang), by_hand=changes is None)
        return
    _tell(made(), write, strict, lang)


def _attached(path: Path | None) -> "Attachment | None":
    """The file that came with the form: that at ``path``, or the only one in that folder."""
    from site_build.data.stored_copies import MOST_BYTES
    from site_build.editing.issue_forms.sources import Attachment

    if path is None:
        return None
    inside = sorted(one for one in path.iterdir() if one.is_file()) if path.is_dir() else [path]
    if not inside or (len(inside) == 1 and not inside[0].exists() and not path.suffix):
        return None
    if len(inside) > 1:
        raise UserError(sentence("issue_forms.error.copies", path=str(path), count=len(inside)))
    try:
        with inside[0].open("rb") as file:
            return Attachment(inside[0].name, file.read(MOST_BYTES + 1))
    except OSError:
        raise UserError(sentence("issue_forms.error.no_file", path=str(inside[0]))) from None


def _put(found: "Entry", changes: Path) -> None:
    """Put the files that the row changes below ``changes``, at their paths in the repository."""
    for name, data in found.draft.files.items():
        path = changes / "datapackage" / found.path.parent.name / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, data)


def _comment(
    submission: "Submission",
    made: Callable[[], "Entry"],
    output: Path | None,
    catalogue: Catalogue,
    *,
    by_hand: bool,
) -> None:
    """The row, or why there is none, as a comment.  A question is no row and needs none."""
    from site_build.editing.issue_forms import comment
    from site_build.editing.issue_forms.fields import ASK_FOR_DATA

    if submission.form is ASK_FOR_DATA:
        return
    try:
        found = made()
    except UserError as refusal:
        write_report(comment.of_refusal(refusal.sentence, catalogue), output)
        raise Failure from None
    write_report(comment.of_row(found, found.path.parent.name, catalogue, by_hand=by_hand), output)
    if found.problems:
        raise Failure


def _tell(found: "Entry", write: bool, strict: bool, lang: str) -> None:
    """The row and what is wrong with it; written if it is right and was asked for."""
    plan = found.path.parent.name
    say(lang, "issue_forms.outcome.row", "bold", file=f"{plan}/{found.path.name}")
    typer.echo(printable(found.line.rstrip("\n")) if found.problems else found.line.removesuffix("\n"))
    for remark in found.remarks:
        say_sentence(lang, remark, "yellow")
    if found.problems:
        say(lang, "issue_forms.outcome.problems", "bold red", count=len(found.problems))
    print_problems(plan, (*found.problems, *found.warnings), lang, in_files=False)
    if found.problems:
        raise Failure
    if strict and found.warnings:
        say(lang, "cli.strict", "red", count=len(found.warnings))
        raise Failure
    say(lang, "issue_forms.outcome.valid", "green")
    if not write:
        say(lang, "issue_forms.outcome.not_written")
        return
    found.draft.write()
    say(lang, "issue_forms.outcome.written", "green", path=str(found.path), row=found.row)


def _body(file: str) -> str:
    try:
        found = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except (OSError, ValueError):
        raise UserError(sentence("issue_forms.error.no_file", path=file)) from None
    # A form that was saved by a program of this country may be GBK; it is the text of one either way.
    return _submitted(decode(found).text)


def _submitted(text: str) -> str:
    """The form out of the file that GitHub describes an event in; any other text as it is."""
    try:
        event = json.loads(text)
        return str(event["issue"]["body"] or "")
    except (ValueError, LookupError, TypeError, RecursionError):
        return text


def _folder(data: Path, plan: str) -> Path:
    """The package of that id, title or address, and no other folder."""
    from site_build.data import package
    from site_build.data.rules.descriptor import check_descriptor
    from site_build.editing.issue_forms.names import find_plan

    folders = {folder.name: folder for folder in package.find(data)}
    described = {name: check_descriptor(folder, name)[0] for name, folder in folders.items()}
    found = find_plan(plan, {name: str(about.get("title", "")) for name, about in described.items()})
    if found not in folders:
        raise UserError(sentence("issue_forms.error.no_plan", plan=plan, known=", ".join(sorted(folders))))
    return folders[found]


def _pairs(cells: list[str]) -> dict[str, str]:
    return {column.strip(): cell for column, _, cell in (one.partition("=") for one in cells)}

"""validate: check packages, all problems at once; mend what is mechanical; tell other programs."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from site_build import language
from site_build.cli.common import (
    Failure,
    Language,
    Strict,
    app,
    console,
    guarded,
    print_problems,
    printable,
    say,
    site_folder,
    site_url,
    today,
    write_report,
)
from site_build.editing.fix import FixChange, Proposal
from site_build.language import Sentence, sentence
from site_build.problem import Problem, Severity, UserError

if TYPE_CHECKING:
    from site_build.data.rules import RawPackage

AGREED = frozenset({"y", "yes", "是", "好"})


@app.command()
@guarded
def validate(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="数据包文件夹或其中的文件 · packages or files in them")
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="改好能自动改的，先列清单 · mend what is mechanical, list it first")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="同意清单，不再询问 · agree with the list")] = False,
    changes: Annotated[
        Path | None,
        typer.Option(
            "--changes",
            help="同 --fix 一起用：改好的文件放进这个文件夹，原来的不动；清单写进 --output"
            " · with --fix: put the mended files there and leave the tables alone",
        ),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="text / github / gitlab / json / markdown")
    ] = "text",
    output: Annotated[
        Path | None, typer.Option("--output", help="把这种格式写进文件 · write that format to a file")
    ] = None,
    strict: Strict = False,
    lang: Language = "zh",
) -> None:
    """只校验数据，也能改好机械的毛病 · validate only, and mend what is mechanical."""
    from site_build.data import package
    from site_build.hosting.reports import REPORTS, findings

    _refuse_unknown(form)
    folders = _folders(paths or [site_folder() / "datapackage"], lang)
    if changes is not None:
        _put_aside(folders, changes, output, lang)
        return
    if fix:
        _mend(folders, yes, lang)
    twice = package.repeated(folders)
    checked = [
        (folder, raw, [*found, *([twice[folder]] if folder in twice else ())])
        for folder, raw, found in map(_check, folders)
    ]
    problems = [one for _, _, found in checked for one in found]
    errors = [one for one in problems if strict or one.severity is Severity.ERROR]
    if form == "text" or output:
        for folder, _, found in checked:
            if found:
                # What can be mended has been mended or declined: it is not offered again.
                print_problems(folder.resolve().name, found, lang, in_files=not fix)
        if not problems:
            say(lang, "cli.valid", "green", count=len(folders))
        elif not errors:
            say(lang, "cli.valid_with_warnings", "green", count=len(problems))
    if form != "text":
        report = [
            one
            for folder, raw, wrong in checked
            for one in findings(folder, raw, wrong, site_folder(), lang, site_url())
        ]
        write_report(REPORTS[form](report, len(folders), lang), output)
    if errors:
        raise Failure


def _refuse_unknown(form: str) -> None:
    """Refuse a format that there is not."""
    from site_build.hosting.reports import REPORTS

    if form not in {"text", *REPORTS}:
        raise UserError(
            sentence("hosting.report.error.format", found=form, allowed=", ".join(["text", *REPORTS]))
        )


def _check(folder: Path) -> tuple[Path, "RawPackage", tuple[Problem, ...]]:
    """A package as it lies in its files, with its errors and its warnings."""
    from site_build.data import package
    from site_build.progress.plausibility import check_plausibility

    raw, errors = package.load(folder)
    return folder, raw, (*errors, *check_plausibility(raw, today()))


def _folders(paths: Sequence[Path], lang: str) -> list[Path]:
    from site_build.data import package

    folders: list[Path] = []
    for path in paths:
        found = package.find(path) if path.exists() else ()
        if not found:
            say(lang, "cli.error.no_package", "red", path=str(path))
            raise Failure
        folders += [folder for folder in found if folder not in folders]
    return folders


def _mend(folders: Sequence[Path], yes: bool, lang: str) -> None:
    """List what can be mended, ask, write it all at once.  Raises Failure if it may not be written."""
    from site_build.editing.fix import propose
    from site_build.files.replace import replace_all

    proposals = [one for one in map(propose, folders) if one.changes]
    for one in proposals:
        _print_changes(one, lang)
    count = sum(len(one.changes) for one in proposals)
    if not proposals:
        say(lang, "fix.nothing")
        return
    if not yes and not _agreed(count, lang):
        raise Failure
    files = {path: change for one in proposals for path, change in one.files.items()}
    replace_all(files)
    say(lang, "fix.done", "green", count=count, files=len(files))


def _put_aside(folders: Sequence[Path], aside: Path, output: Path | None, lang: str) -> None:
    """Put what can be mended below ``aside``, at its path in the repository, and list it in ``output``."""
    from site_build.editing.fix import comment, propose
    from site_build.files.replace import write_file

    proposals = [one for one in map(propose, folders) if one.changes]
    for one in proposals:
        for path, (_, data) in one.files.items():
            there = aside / "datapackage" / one.folder.resolve().name / path.relative_to(one.folder)
            there.parent.mkdir(parents=True, exist_ok=True)
            write_file(there, data)
    write_report(comment(proposals, language.load(lang)), output)


def _agreed(count: int, lang: str) -> bool:
    question = language.load(lang).text("fix.ask", count=count)
    try:
        answer = console.input(f"[bold]{escape(question)}[/] ")
    except EOFError:
        say(lang, "fix.not_asked", "yellow")
        return False
    if answer.strip().lower() in AGREED:
        return True
    say(lang, "fix.declined", "yellow")
    return False


def _print_changes(proposal: Proposal, lang: str) -> None:
    name = proposal.folder.resolve().name
    say(lang, "fix.title", "bold", package=name, count=len(proposal.changes))
    catalogue = language.load(lang)
    for change in proposal.changes:
        place = [f"{name}/{change.file}"]
        if change.row is not None:
            place.append(catalogue.text("cli.row", row=change.row))
        if change.field:
            place.append(catalogue.text("cli.column", column=change.field))
        console.print(f"{escape(printable(' '.join(place)))} [dim]{escape(catalogue.render(change.why))}[/]")
        before, after = (_quoted(change, part, lang) for part in (change.before, change.after))
        console.print(f"  {escape(catalogue.text('fix.line', before=before, after=after))}")


def _quoted(change: FixChange, part: str | Sentence, lang: str) -> str:
    """Words of ours as they are, content of a cell in quotation marks."""
    if isinstance(part, Sentence):
        return language.load(lang).render(part)
    shown = printable(part if len(part) <= 80 else f"{part[:80]}…")
    return language.load(lang).text("fix.content", cell=shown) if change.row else shown

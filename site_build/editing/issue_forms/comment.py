"""What a submitted form becomes, as a comment under it: the row, its problems, what to do next."""

from pathlib import Path

from site_build.data.rules.place import describe_place
from site_build.editing.issue_forms.rows import Entry
from site_build.files import csv_rows
from site_build.language import Catalogue, Sentence
from site_build.language.markdown import escape_comment, fenced
from site_build.problem import Problem


def of_row(entry: Entry, plan: str, catalogue: Catalogue, *, by_hand: bool = True) -> str:
    """The row at its place, and what is wrong with it or, where people put it in, how."""
    path = Path("datapackage", plan, entry.path.name).as_posix()
    parts = [
        f"### {catalogue.text('issue_forms.comment.title')}",
        catalogue.text("issue_forms.comment.place", file=path, row=entry.row),
        fenced(entry.line.rstrip("\n")),
        *(_source(entry, plan, catalogue) if entry.source else []),
        *(_quoted(remark, catalogue) for remark in entry.remarks),
    ]
    if entry.warnings:
        parts += [
            catalogue.text("issue_forms.comment.warnings", count=len(entry.warnings)),
            "\n".join(_line(one, entry, catalogue) for one in entry.warnings),
        ]
    if entry.problems:
        parts += [
            catalogue.text("issue_forms.comment.problems", count=len(entry.problems)),
            "\n".join(_line(one, entry, catalogue) for one in entry.problems),
            catalogue.text("issue_forms.comment.mend"),
        ]
    else:
        parts += [
            catalogue.text("issue_forms.comment.valid"),
            *([catalogue.text("issue_forms.comment.next", file=path)] if by_hand else []),
        ]
    return "\n\n".join(parts) + "\n"


def _source(entry: Entry, plan: str, catalogue: Catalogue) -> list[str]:
    """The row of the document that is registered with it."""
    path = Path("datapackage", plan, entry.draft.file("sources")).as_posix()
    return [
        catalogue.text("issue_forms.comment.source_place", file=path),
        fenced(csv_rows.line(entry.source).rstrip("\n")),
    ]


def of_refusal(reason: Sentence, catalogue: Catalogue) -> str:
    """Why the form becomes no row."""
    parts = [
        f"### {catalogue.text('issue_forms.comment.none')}",
        _quoted(reason, catalogue),
        catalogue.text("issue_forms.comment.mend"),
    ]
    return "\n\n".join(parts) + "\n"


def _line(one: Problem, entry: Entry, catalogue: Catalogue) -> str:
    """A problem under the heading of the form that it was answered under, else at its place in the table."""
    own = one.file == entry.draft.file(entry.resource) and one.row == entry.row
    asked = entry.questions.get(one.field or "") if own else None
    said = catalogue.text("issue_forms.comment.question", label=asked) if asked else ""
    place = escape_comment(said or " ".join(describe_place(one, catalogue)) or one.file)
    message = escape_comment(catalogue.render(one.message))
    remedy = escape_comment(catalogue.text("cli.remedy", remedy=one.remedy))
    return f"- **{place}** {message}<br>{remedy}"


def _quoted(said: Sentence, catalogue: Catalogue) -> str:
    return f"> {escape_comment(catalogue.render(said))}"

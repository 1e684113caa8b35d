"""What can be mended in tables, as a part of a comment: each change, and the rows as they are then."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from site_build.editing.fix.change import FixChange
from site_build.editing.fix.proposal import Proposal
from site_build.files import csv_rows
from site_build.files.decode import decode
from site_build.language import Catalogue, Sentence
from site_build.language.markdown import escape_comment, fenced

# More changes than these have one cause; more rows than these are not typed by hand.
_MOST_CHANGES, _MOST_ROWS = 30, 10


def comment(proposals: Sequence[Proposal], catalogue: Catalogue) -> str:
    """The changes as a table, then the rows as they are afterwards; empty where nothing can be mended."""
    changes = [(one, change) for one in proposals for change in one.changes]
    if not changes:
        return ""
    head = " | ".join(catalogue.text(f"fix.comment.{name}") for name in ("place", "before", "after"))
    lines = [
        f"### {catalogue.text('fix.comment.title', count=len(changes))}",
        "",
        f"| {head} |",
        "|---|---|---|",
        *(_change(one, change, catalogue) for one, change in changes[:_MOST_CHANGES]),
    ]
    if len(changes) > _MOST_CHANGES:
        lines += ["", catalogue.text("fix.comment.more", count=len(changes) - _MOST_CHANGES)]
    rows = [part for one in proposals for part in _rows(one, catalogue)]
    return "\n".join([*lines, "", *rows, catalogue.text("fix.comment.what_happens"), ""])


def _change(one: Proposal, change: FixChange, catalogue: Catalogue) -> str:
    place = [_path(one, change.file)]
    place += [catalogue.text("cli.row", row=change.row)] if change.row is not None else []
    place += [catalogue.text("cli.column", column=change.field)] if change.field else []
    said = [escape_comment(part) for part in (" ".join(place), catalogue.render(change.why))]
    before, after = (
        escape_comment(catalogue.render(part) if isinstance(part, Sentence) else part)
        for part in (change.before, change.after)
    )
    return f"| {'<br>'.join(said)} | {before} | {after} |"


def _rows(one: Proposal, catalogue: Catalogue) -> Iterator[str]:
    """Each changed or moved row as it is afterwards, with its number there."""
    for path, (before, after) in sorted(one.files.items()):
        old, new = (csv_rows.plain_lines(decode(data).text).splitlines() for data in (before, after))
        found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        rows = [place for kind, _, _, first, last in found if kind != "equal" for place in range(first, last)]
        if not 0 < len(rows) <= _MOST_ROWS:
            continue
        yield catalogue.text("fix.comment.rows", file=_path(one, path.name))
        yield ""
        for place in rows:
            yield f"{catalogue.text('cli.row', row=place + 1)}\n\n{fenced(new[place])}\n"


def _path(one: Proposal, file: str) -> str:
    return Path("datapackage", one.folder.resolve().name, file).as_posix()

"""The same indicator in the plan before and in the plan after, and what was dropped and added between."""

from dataclasses import dataclass

from markupsafe import Markup

from site_build.data.model import Indicator, NoteKind
from site_build.pages import notes, phrases
from site_build.pages.plan_view import Book, BookView, Link
from site_build.progress import Comparison, Pairing


@dataclass(frozen=True, slots=True)
class Row:
    """One plan's base, promise and result; ``path`` is empty for the plan whose page this is."""

    plan: Markup
    path: str
    base: Markup
    promise: Markup
    result: Markup
    status: str


@dataclass(frozen=True, slots=True)
class Succession:
    """An indicator through the plans, and what keeps its figures from being compared."""

    rows: list[Row]
    warnings: list[Markup]
    notes: list[Markup]


@dataclass(frozen=True, slots=True)
class Turnover:
    """What a plan kept of the one before it, what it added and what it dropped."""

    said: Markup
    added: list[Link]
    dropped: list[Link]
    attributes: list[tuple[Link, Markup]]


def of_indicator(view: BookView, indicator: Indicator) -> Succession | None:
    """The indicator in this plan and its neighbours; None if neither of them has it."""
    book = view.book
    before = _pair(book.since_previous, indicator.id)
    after = _pair(book.until_following, indicator.id)
    rows = [_row(view, book, indicator, "pages.indicator.plans_now")]
    told: list[Markup] = []
    if before and book.previous:
        rows.insert(0, _row(view, book.previous, before.previous, "pages.indicator.plans_before"))
        told += _notes(view, book.previous, before.previous)
    if after and book.following:
        rows.append(_row(view, book.following, after.current, "judgement.plans.after"))
        told += _notes(view, book.following, after.current)
    if len(rows) == 1:
        return None
    return Succession(
        rows, [said for pair in (before, after) if pair for said in _warnings(view, pair)], told
    )


def _pair(comparison: Comparison | None, indicator_id: str) -> Pairing | None:
    """The indicator's pairing in a comparison; both plans give it the same id."""
    return comparison.pair(indicator_id) if comparison else None


def _row(view: BookView, book: Book, indicator: Indicator, key: str) -> Row:
    at = BookView(book, view.writer, view.repository)
    verdict = at.verdict(indicator.id)
    return Row(
        view.writer.text(key),
        "" if book is view.book else at.indicator_path(indicator.id),
        phrases.base(at, indicator),
        phrases.target(at, indicator),
        phrases.latest(at, indicator, verdict.latest),
        verdict.status.value,
    )


def _warnings(view: BookView, pair: Pairing) -> list[Markup]:
    """What the comparison itself says, and a binding indicator that became an expected one."""
    said = [view.writer.say(warning) for warning in pair.warnings]
    return [*said, _attribute(view, pair)] if pair.attribute_changed else said


def _attribute(view: BookView, pair: Pairing) -> Markup:
    before, now = (
        view.writer.text(f"pages.attribute.{row.attribute.value}") for row in (pair.previous, pair.current)
    )
    return view.writer.text("judgement.plans.attribute", before=before, now=now)


def _notes(view: BookView, book: Book, indicator: Indicator) -> list[Markup]:
    """The other plan's remarks on a changed definition; this plan's own stand among its notes."""
    at = BookView(book, view.writer, view.repository)
    return [
        view.writer.text("judgement.plans.note", plan=at.title, text=notes.text_of(at, note))
        for resource in ("indicators", "observations")
        for note in book.plan.notes_on(resource, indicator.id)
        if note.kind is NoteKind.DEFINITION_CHANGE
    ]


def turnover(view: BookView) -> Turnover | None:
    """What changed since the previous plan; None where that is not on the site."""
    found, previous = view.book.since_previous, view.book.previous
    if found is None or previous is None:
        return None
    earlier = BookView(previous, view.writer, view.repository)
    return Turnover(
        view.writer.text(
            "judgement.plans.continued",
            kept=len(found.pairs),
            added=len(found.added),
            dropped=len(found.dropped),
        ),
        [_link(view, row) for row in found.added],
        [_link(earlier, row) for row in found.dropped],
        [
            (_link(view, pair.current), _attribute(view, pair))
            for pair in found.pairs
            if pair.attribute_changed
        ],
    )


def _link(view: BookView, indicator: Indicator) -> Link:
    return Link(phrases.name_of(view, indicator), view.indicator_path(indicator.id))

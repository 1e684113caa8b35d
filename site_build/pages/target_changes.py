"""Is more promised now, or less?  Targets beside what had been reached, and beside the previous plan's."""

from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from site_build.charts.svg import change
from site_build.data.model import Attribute, Indicator
from site_build.pages import phrases
from site_build.pages.plan_view import Link, PlanView
from site_build.progress import Pairing
from site_build.progress.targets import DOWNWARD, UPWARD, line_of, operator_of

HIGHER, EQUAL, LOWER, APART = "higher", "equal", "lower", "apart"
# In this order they are shown: what asks for less first.
ORDER = (LOWER, EQUAL, HIGHER, APART)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One indicator of both plans: what had been reached, what is promised, and how the two compare."""

    link: Link
    verdict: str
    reached: Markup
    target: Markup
    drawing: Markup | None
    below_old: bool
    unbound: bool
    redefined: bool


@dataclass(frozen=True, slots=True)
class TargetChanges:
    """All indicators that both plans have, grouped; those dropped and added; ``said`` sums it up."""

    said: Markup
    groups: list[tuple[str, list[ChangeRow]]]
    dropped: list[Link]
    added: list[Link]


@dataclass(frozen=True, slots=True)
class _Change:
    """By which share of what had been reached a target is better; None if that says nothing."""

    share: Fraction | None
    below_old: bool
    by: Fraction = Fraction(0)


def of_plan(view: PlanView) -> TargetChanges | None:
    """The targets beside the previous plan's; None where there is no previous plan on the site."""
    found, previous = view.assessed_plan.since_previous, view.assessed_plan.previous
    if found is None or previous is None or not found.pairs:
        return None
    before = PlanView(previous, view.writer)
    changes = [(pair, _change(pair)) for pair in found.pairs]
    within = change.widest([float(one.share) for _, one in changes if one.share is not None])
    rows = [_row(view, before, pair, one, within) for pair, one in changes]
    groups = [(verdict, own) for verdict in ORDER if (own := [row for row in rows if row.verdict == verdict])]
    return TargetChanges(
        _said(view, rows, len(found.dropped), len(found.added)),
        groups,
        [_link(before, row) for row in found.dropped],
        [_link(view, row) for row in found.added],
    )


def _said(view: PlanView, rows: list[ChangeRow], dropped: int, added: int) -> Markup:
    count = {verdict: sum(row.verdict == verdict for row in rows) for verdict in ORDER}
    text = view.writer.text
    return text(
        "pages.changed.said",
        kept=len(rows),
        lower=count[LOWER],
        equal=count[EQUAL],
        higher=count[HIGHER],
        apart=text("pages.changed.said_apart", count=count[APART]) if count[APART] else "",
        below=sum(row.below_old for row in rows),
        unbound=sum(row.unbound for row in rows),
        dropped=dropped,
        added=added,
    )


def _change(pair: Pairing) -> _Change:
    now, reached, target = pair.current, _reached(pair), line_of(pair.current)
    operator = operator_of(now)
    if not pair.convertible or pair.previous.kind is not now.kind or operator not in UPWARD | DOWNWARD:
        return _Change(None, below_old=False)
    sign = -1 if operator in DOWNWARD else 1
    old = pair.previous_target
    below = target is not None and old is not None and sign * (target - old) < 0
    if reached is None or target is None or reached == 0:
        return _Change(None, below_old=below)
    by = Fraction(target) - Fraction(reached)
    return _Change(sign * by / abs(Fraction(reached)), below, by)


def _reached(pair: Pairing) -> Fraction | None:
    """What the previous plan reports, else the base that this plan prints."""
    value = pair.previous_result if pair.previous_result is not None else pair.current.baseline_value
    return None if value is None else Fraction(value)


def _row(view: PlanView, before: PlanView, pair: Pairing, found: _Change, within: float) -> ChangeRow:
    name = phrases.name_of(view, pair.current)
    reached = _reached_said(view, before, pair)
    target = phrases.target(view, pair.current)
    said = view.writer.text("pages.changed.line", reached=reached, target=target)
    redefined = any(warning.key == "progress.compare.definition" for warning in pair.warnings)
    drawing = None
    if found.share is not None:
        drawing = change.change(
            f"change-{pair.current.id}",
            name,
            said.striptags(),
            change.Change(float(found.share), _label(view, pair.current, found), redefined),
            within,
            view.writer.catalogue.language,
        )
    return ChangeRow(
        _link(view, pair.current),
        _verdict(found.share),
        reached,
        target,
        Markup(drawing) if drawing else None,  # noqa: S704 - drawn by us from escaped text
        found.below_old,
        pair.previous.attribute is Attribute.BINDING and pair.current.attribute is not Attribute.BINDING,
        redefined,
    )


def _label(view: PlanView, indicator: Indicator, found: _Change) -> str:
    """By how much the target lies above or below what had been reached, with its sign and unit."""
    if not found.by:
        return view.writer.catalogue.text("pages.changed.same")
    by = phrases.distance(view, abs(found.by), phrases.unit_of(view, indicator))
    return f"{'+' if found.by > 0 else '−'}{by.striptags()}"


def _reached_said(view: PlanView, before: PlanView, pair: Pairing) -> Markup:
    if pair.assessment.latest is not None:
        return phrases.latest(before, pair.previous, pair.assessment)
    return phrases.base(view, pair.current)


def _verdict(share: Fraction | None) -> str:
    if share is None:
        return APART
    return EQUAL if share == 0 else HIGHER if share > 0 else LOWER


def _link(view: PlanView, indicator: Indicator) -> Link:
    return Link(phrases.name_of(view, indicator), view.indicator_path(indicator.id))

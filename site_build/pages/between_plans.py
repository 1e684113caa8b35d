"""The same indicator in the plan before and in the plan after, and what was dropped and added between."""

from dataclasses import dataclass

from markupsafe import Markup

from site_build.data.model import Indicator, NoteKind
from site_build.pages import notes, phrases
from site_build.pages.plan_view import Link, PlanView
from site_build.progress import Comparison, Pairing
from site_build.progress.assessed_plan import AssessedPlan


@dataclass(frozen=True, slots=True)
class PlanPairRow:
    """One plan's base, promise and result; ``path`` is empty for the plan whose page this is."""

    plan: Markup
    path: str
    base: Markup
    promise: Markup
    result: Markup
    status: str


@dataclass(frozen=True, slots=True)
class BetweenPlans:
    """An indicator through the plans, and what keeps its figures from being compared."""

    rows: list[PlanPairRow]
    warnings: list[Markup]
    notes: list[Markup]


@dataclass(frozen=True, slots=True)
class Turnover:
    """What a plan kept of the one before it, what it added and what it dropped."""

    said: Markup
    added: list[Link]
    dropped: list[Link]
    attributes: list[tuple[Link, Markup]]


def of_indicator(view: PlanView, indicator: Indicator) -> BetweenPlans | None:
    """The indicator in this plan and its neighbours; None if neither of them has it."""
    assessed_plan = view.assessed_plan
    before = _pair(assessed_plan.since_previous, indicator.id)
    after = _pair(assessed_plan.until_following, indicator.id)
    rows = [_row(view, assessed_plan, indicator, "pages.indicator.plans_now")]
    told: list[Markup] = []
    if before and assessed_plan.previous:
        rows.insert(0, _row(view, assessed_plan.previous, before.previous, "pages.indicator.plans_before"))
        told += _notes(view, assessed_plan.previous, before.previous)
    if after and assessed_plan.following:
        rows.append(_row(view, assessed_plan.following, after.current, "pages.plans.after"))
        told += _notes(view, assessed_plan.following, after.current)
    if len(rows) == 1:
        return None
    return BetweenPlans(
        rows, [said for pair in (before, after) if pair for said in _warnings(view, pair)], told
    )


def _pair(comparison: Comparison | None, indicator_id: str) -> Pairing | None:
    """The indicator's pairing in a comparison; both plans give it the same id."""
    return comparison.pair(indicator_id) if comparison else None


def _row(view: PlanView, assessed_plan: AssessedPlan, indicator: Indicator, key: str) -> PlanPairRow:
    at = PlanView(assessed_plan, view.writer, view.repository)
    assessment = at.assessment(indicator.id)
    return PlanPairRow(
        view.writer.text(key),
        "" if assessed_plan is view.assessed_plan else at.indicator_path(indicator.id),
        phrases.base(at, indicator),
        phrases.target(at, indicator),
        phrases.latest(at, indicator, assessment),
        assessment.status.value,
    )


def _warnings(view: PlanView, pair: Pairing) -> list[Markup]:
    """What the comparison itself says, and a binding indicator that became an expected one."""
    said = [view.writer.say(warning) for warning in pair.warnings]
    return [*said, _attribute(view, pair)] if pair.attribute_changed else said


def _attribute(view: PlanView, pair: Pairing) -> Markup:
    before, now = (
        view.writer.text(f"pages.attribute.{row.attribute.value}") for row in (pair.previous, pair.current)
    )
    return view.writer.text("pages.plans.attribute", before=before, now=now)


def _notes(view: PlanView, assessed_plan: AssessedPlan, indicator: Indicator) -> list[Markup]:
    """The other plan's remarks on a changed definition; this plan's own stand among its notes."""
    at = PlanView(assessed_plan, view.writer, view.repository)
    return [
        view.writer.text("pages.plans.note", plan=at.title, text=notes.text_of(at, note))
        for resource in ("indicators", "observations")
        for note in assessed_plan.plan.notes_on(resource, indicator.id)
        if note.kind is NoteKind.DEFINITION_CHANGE
    ]


def turnover(view: PlanView) -> Turnover | None:
    """What changed since the previous plan; None where that is not on the site."""
    found, previous = view.assessed_plan.since_previous, view.assessed_plan.previous
    if found is None or previous is None:
        return None
    earlier = PlanView(previous, view.writer, view.repository)
    return Turnover(
        view.writer.text(
            "pages.plans.continued",
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


def _link(view: PlanView, indicator: Indicator) -> Link:
    return Link(phrases.name_of(view, indicator), view.indicator_path(indicator.id))

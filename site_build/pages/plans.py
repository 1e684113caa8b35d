"""Each plan's overview and its card: the answer first, binding promises before the rest."""

from dataclasses import dataclass

from markupsafe import Markup

from site_build.pages import clock, first_screen, indicators, target_changes, where_searched
from site_build.pages.plan_view import PlanView
from site_build.pages.writer import Page
from site_build.progress.marks import OUTCOME_SHAPES, SHAPES


@dataclass(frozen=True, slots=True)
class Question:
    """One of a plan's questions: its words, the place that answers it whole, the answer in short."""

    label: Markup
    path: str
    answer: Markup


def questions(view: PlanView) -> list[Question]:
    """Is more promised, is it due, where was searched, and the reminder: each in a sentence."""
    text, found = view.writer.text, []
    changed = target_changes.of_plan(view)
    if changed is not None:
        rows = {verdict: len(own) for verdict, own in changed.groups}
        said = text("pages.changed.brief", kept=sum(rows.values()), lower=rows.get(target_changes.LOWER, 0))
        found.append(Question(text("pages.changed.question"), f"{view.path}#changed", said))
    due = Markup("%s %s") % (clock.of_plan(view), clock.overdue(view))
    found.append(Question(text("pages.clock.question"), f"{view.path}#due", due))
    overdue = len(view.assessed_plan.assessments.overdue)
    searched = where_searched.of_plan(view)
    if overdue or searched.rows:
        found.append(Question(text("pages.searched.question"), f"{view.path}#searched", searched.said))
    if overdue:
        said = text("pages.request.remind_all", count=overdue)
        found.append(Question(text("pages.request.remind"), f"{view.folder}/requests/index.md", said))
    return found


@dataclass(frozen=True, slots=True)
class Card:
    """A plan in short: what it promised and what became of it, and its questions."""

    view: PlanView
    answer: first_screen.Answer
    questions: list[Question]


def card(view: PlanView) -> Card:
    """The plan's card on the front page and on its place's."""
    return Card(view, first_screen.of_plan(view), questions(view))


def overview(view: PlanView) -> Page:
    """How many promises, how many kept, how many that cannot be judged; then all of them."""
    rows = indicators.rows(view)
    by_id = dict(zip((v.indicator_id for v in view.assessed_plan.assessments.indicators), rows, strict=True))
    themes = [
        (
            theme,
            sorted(
                (
                    by_id[row.indicator_id]
                    for row in view.assessed_plan.assessments.indicators
                    if view.plan.indicator(row.indicator_id).theme_id == theme.id
                ),
                key=lambda row: not row.binding,
            ),
        )
        for theme in sorted(view.plan.themes, key=lambda theme: (theme.order, theme.id))
    ]
    counts = {
        "projects": len(view.plan.projects),
        "commitments": len(view.plan.commitments) - len(view.repeated_commitments),
        "measures": len(view.plan.measures),
        "facts": len(view.plan.facts),
    }
    return view.writer.page(
        view.path,
        "plan.md.j2",
        view=view,
        answer=first_screen.of_plan(view),
        clock=clock,
        questions=questions(view),
        changed=target_changes.of_plan(view),
        searched=where_searched.of_plan(view),
        overdue=len(view.assessed_plan.assessments.overdue),
        as_of=view.assessed_plan.assessments.as_of,
        themes=[(theme, lines) for theme, lines in themes if lines],
        others=[(name, count, f"{view.folder}/{name}/index.md") for name, count in counts.items() if count],
        notes=[note for note in view.plan.notes if note.resource == "sources"],
        shapes=SHAPES,
        outcome_shapes=OUTCOME_SHAPES,
    )

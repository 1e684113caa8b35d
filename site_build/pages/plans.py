"""The front page and each plan's overview: the answer first, binding promises before the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from site_build.data.publications import feed_name
from site_build.pages import clock, first_screen, indicators, target_changes, where_searched
from site_build.pages.plan_view import PlanView
from site_build.pages.writer import Page, Writer
from site_build.progress.marks import OUTCOME_SHAPES, SHAPES


def home(writer: Writer, views: Sequence[PlanView], as_of: date) -> Page:
    """All plans, the newest first."""
    newest_first = sorted(views, key=lambda view: (-view.plan.start.toordinal(), view.plan.id))
    return writer.page(
        "index.md",
        "home.md.j2",
        plans=[(view, first_screen.of_plan(view)) for view in newest_first],
        clock=clock,
        as_of=as_of,
        questions={view.plan.id: questions(view) for view in views},
        shapes=SHAPES,
        outcome_shapes=OUTCOME_SHAPES,
        feed=f"data/{feed_name(writer.catalogue.language)}",
    )


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

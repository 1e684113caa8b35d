"""The tasks of the plan's text, in its order."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from site_build.data.documents import document
from site_build.data.model import Measure
from site_build.language import Sentence
from site_build.pages import filters, notes
from site_build.pages.plan_view import PlanView
from site_build.pages.search_documents import Entry, PageSearch
from site_build.pages.writer import Page
from site_build.progress import MeasureAssessment, MeasureStatus
from site_build.progress.marks import SHAPES


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure and where it stands."""

    measure: Measure
    status: str
    explanation: Sentence
    department: str
    cautions: tuple[Sentence, ...] = ()
    document: Markup | str = ""
    evidence: str = ""

    @property
    def silent(self) -> bool:
        """Whether nothing at all was published of it."""
        return self.explanation.key == "progress.measure.not_reported"


def page(view: PlanView) -> Page:
    """Every measure with its state, in the text's order."""
    rows = _rows(view)
    reported = sum(row.status != MeasureStatus.NOT_REPORTED for row in rows)
    return view.writer.page(
        f"{view.folder}/measures/index.md",
        "measures.md.j2",
        PageSearch(entries=[_entry(view, row) for row in rows]),
        view=view,
        lead=view.writer.text("pages.measures.lead", count=len(rows), reported=reported),
        chapters=[(chapter, list(own)) for chapter, own in groupby(rows, lambda row: row.measure.chapter)],
        silent=sum(row.silent for row in rows),
        filters=_filters(view, rows),
        notes=notes.lines(view, "measures"),
        chinese_only=view.writer.catalogue.language != "zh"
        and not all(row.title_en and row.summary_en for row in view.plan.measures),
        shapes=SHAPES,
    )


def _rows(view: PlanView) -> list[MeasureRow]:
    assessments = {
        assessment.measure_id: assessment for assessment in view.assessed_plan.assessments.measures
    }
    return [
        MeasureRow(
            measure,
            assessments[measure.id].status.value,
            assessments[measure.id].explanation,
            view.department_name(measure.department_id),
            assessments[measure.id].cautions,
            *_report(view, assessments[measure.id]),
        )
        for measure in sorted(view.plan.measures, key=_place)
    ]


def _report(view: PlanView, assessment: MeasureAssessment) -> tuple[Markup | str, str]:
    """Where its newest report stands, and the address of its evidence."""
    row = assessment.latest
    return (view.writer.show(document(view.plan, row.source_id)), row.evidence_url) if row else ("", "")


def _entry(view: PlanView, row: MeasureRow) -> Entry:
    """A measure as a search finds it."""
    measure, explanation = row.measure, view.writer.catalogue.render(row.explanation)
    said = (view.named(measure.summary, measure.summary_en), measure.locator, row.department, explanation)
    return Entry(
        f"m-{measure.id}",
        view.named(measure.title, measure.title_en),
        " · ".join(filter(None, said)),
        row.status,
    )


def _filters(view: PlanView, rows: Sequence[MeasureRow]) -> filters.Filters | None:
    facts = [
        filters.Facts(
            row.measure.id,
            order,
            row.status,
            reported=row.status != MeasureStatus.NOT_REPORTED,
            department=row.measure.department_id,
            chapter=row.measure.chapter,
        )
        for order, row in enumerate(rows)
    ]
    return filters.filters(view, facts, table="measures", key="id", columns=())


def _place(measure: Measure) -> tuple[int, int, int]:
    return int(measure.chapter), int(measure.section), int(measure.item or 0)

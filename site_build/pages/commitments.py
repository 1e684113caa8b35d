"""Quantified promises made outside the indicator table."""

from dataclasses import dataclass

from markupsafe import Markup

from site_build.data.documents import document
from site_build.data.model import Commitment, TargetKind
from site_build.language import Sentence
from site_build.language.locators import place_in, text_order
from site_build.pages import filters, indicators, notes, phrases
from site_build.pages.plan_view import Link, PlanView
from site_build.pages.search_documents import Entry, PageSearch
from site_build.pages.writer import Page
from site_build.progress import CommitmentAssessment, Status
from site_build.progress.marks import SHAPES


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """One commitment, ready to show."""

    id: str
    subject: str
    locator: str
    promise: Markup
    link: Link | None
    summary: Markup
    remarks: list[Markup]
    status: str
    explanation: Sentence
    cautions: tuple[Sentence, ...]
    dated: Markup
    document: Markup

    @property
    def silent(self) -> bool:
        """Whether nothing at all was published of it."""
        return self.explanation.key == "progress.commitment.not_reported"


def rows(view: PlanView) -> list[CommitmentRow]:
    """All commitments in the order of the plan's text."""
    assessments = {
        assessment.commitment_id: assessment for assessment in view.assessed_plan.assessments.commitments
    }
    return [
        CommitmentRow(
            commitment.id,
            view.named(commitment.subject, commitment.subject_en),
            commitment.locator,
            phrases.commitment(view, commitment),
            _link(view, commitment),
            _summary(view, commitment),
            _remarks(view, commitment),
            assessments[commitment.id].status.value,
            assessments[commitment.id].explanation,
            assessments[commitment.id].cautions,
            indicators.dated(view, assessments[commitment.id].dated),
            _document(view, assessments[commitment.id]),
        )
        for commitment in _in_order(view)
    ]


def _in_order(view: PlanView) -> list[Commitment]:
    return sorted(view.plan.commitments, key=lambda row: text_order(row.locator))


def _summary(view: PlanView, commitment: Commitment) -> Markup:
    """The promise in the editor's words, where it is not shown as the promise already."""
    if commitment.target_kind is TargetKind.TEXT:
        return Markup("")
    return view.writer.show(view.named(commitment.summary, commitment.summary_en))


def _document(view: PlanView, assessment: CommitmentAssessment) -> Markup:
    """Where its own newest figure stands; an indicator's stands on that indicator's page."""
    row = assessment.latest
    return view.writer.show(document(view.plan, row.source_id, row.locator)) if row else Markup("")


def _remarks(view: PlanView, commitment: Commitment) -> list[Markup]:
    """What was read as a figure, and where the promise is counted if not here."""
    text, said = view.writer.text, []
    if commitment.reading:
        figure = phrases.figure(view, commitment.target_value, commitment.unit)
        said.append(text("pages.commitments.reading", words=commitment.reading, figure=figure))
    other = next((row for row in view.plan.commitments if row.id == commitment.same_as), None)
    if other is not None:
        subject = view.named(other.subject, other.subject_en)
        said.append(
            text(
                "pages.commitments.same_as",
                subject=subject,
                locator=place_in(other.locator, view.writer.catalogue.language),
            )
        )
    return said


def _link(view: PlanView, commitment: Commitment) -> Link | None:
    if commitment.indicator_id:
        return indicators.link(view, view.plan.indicator(commitment.indicator_id))
    for project in view.plan.projects:
        if project.id == commitment.project_id:
            return Link(view.name_of(project), view.project_path(project.id))
    return None


def page(view: PlanView) -> Page:
    """The table of commitments."""
    lines = rows(view)
    repeated = view.repeated_commitments
    counted = [row for row in lines if row.id not in repeated]
    reported = sum(row.status != "not_reported" for row in counted)
    return view.writer.page(
        f"{view.folder}/commitments/index.md",
        "commitments.md.j2",
        PageSearch(entries=[_entry(view, row) for row in lines]),
        view=view,
        lead=view.writer.text("pages.commitments.lead", count=len(counted), reported=reported),
        rows=counted,
        silent=sum(row.silent for row in counted),
        repeated=[row for row in lines if row.id in repeated],
        filters=_filters(view),
        notes=notes.lines(view, "commitments", "commitment_updates"),
        shapes=SHAPES,
    )


def _entry(view: PlanView, row: CommitmentRow) -> Entry:
    """A commitment as a search finds it."""
    linked = row.link.label if row.link else ""
    said = (row.locator, row.promise.striptags(), linked, view.writer.catalogue.render(row.explanation))
    return Entry(row.id, row.subject, " · ".join(filter(None, said)), row.status)


def _filters(view: PlanView) -> filters.Filters | None:
    facts = [
        filters.Facts(
            row.id,
            order,
            assessment.status.value,
            reported=assessment.status is not Status.NOT_REPORTED,
            department=row.department_id,
        )
        for order, row in enumerate(_in_order(view))
        for assessment in [view.assessed_plan.assessments.commitment(row.id)]
    ]
    return filters.filters(view, facts, table="commitments", key="id", columns=("order", "", "rank"))

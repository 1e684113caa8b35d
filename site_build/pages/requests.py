"""Asking for what is overdue: ready applications to print, copy or open in Word, and what was answered."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from site_build.data.model import Request
from site_build.exports import letters
from site_build.exports.letters import Letter
from site_build.pages import clock, notes, phrases
from site_build.pages.plan_view import Link, PlanView
from site_build.pages.writer import Page


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One application in a list: whom it goes to, what it asks for, its page."""

    label: str
    figures: int
    path: str


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """The applications to one body: all at once, then one by one."""

    body: str
    named: bool
    whole: LetterRow
    single: list[LetterRow]

    @property
    def rows(self) -> list[LetterRow]:
        """All of them, that for everything first."""
        return [self.whole, *self.single]


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request that was made, and what came of it."""

    subject: Link
    filed: Markup
    due: Markup
    outcome: Markup
    note: str


def of_plan(view: PlanView) -> tuple[Letter, ...]:
    """Every application of a plan; none where nothing is overdue."""
    return letters.letters(view.plan, view.assessed_plan.assessments)


def path(view: PlanView, letter_id: str = "") -> str:
    """The page of an application, or of all of them."""
    return f"{view.folder}/requests/{letter_id + '/' if letter_id else ''}index.md"


def shown(view: PlanView) -> bool:
    """Whether there is anything to ask for, or was asked for."""
    return "requests" in dict(view.menu)


def table(view: PlanView) -> Page:
    """All applications by whom they go to, and the requests that are on record."""
    return view.writer.page(
        path(view),
        "requests.md.j2",
        view=view,
        groups=groups(view),
        requests=[_request(view, row) for row in view.plan.requests],
        duty=clock.duty(view),
        count=len(view.assessed_plan.assessments.overdue),
    )


def pages(view: PlanView) -> Iterator[Page]:
    """One page per application."""
    for letter in of_plan(view):
        yield view.writer.page(
            path(view, letter.id),
            "letter.md.j2",
            view=view,
            letter=letter,
            label=_label(view, letter),
            lines=letters.paragraphs(letter),
            document=view.data_path(f"requests/{letter.id}.docx"),
            duty=clock.duty(view),
            back=path(view),
            indicator=view.indicator_path(letter.asked[0].indicator.id) if letter.of_one else "",
        )


def groups(view: PlanView) -> list[LetterGroup]:
    """The applications to each body."""
    found = of_plan(view)
    return [
        LetterGroup(
            _body(view, whole),
            bool(whole.department_id),
            _row(view, whole),
            [
                _row(view, letter)
                for letter in found
                if letter.of_one and letter.department_id == whole.department_id
            ],
        )
        for whole in found
        if not whole.of_one
    ]


def of_indicator(view: PlanView, indicator_id: str) -> list[RequestRow]:
    """The requests on record for one indicator."""
    return [
        _request(view, row)
        for row in view.plan.requests
        if row.resource in {"indicators", "observations"} and row.row_id == indicator_id
    ]


def _body(view: PlanView, letter: Letter) -> str:
    if letter.department_id:
        return view.department_name(letter.department_id)
    return view.named(view.plan.authority, view.plan.authority_en)


def _label(view: PlanView, letter: Letter) -> str:
    if letter.of_one:
        return phrases.name_of(view, letter.asked[0].indicator)
    return str(view.writer.catalogue.text("pages.request.all_of", body=_body(view, letter)))


def _row(view: PlanView, letter: Letter) -> LetterRow:
    return LetterRow(
        _label(view, letter), sum(len(one.periods) for one in letter.asked), path(view, letter.id)
    )


def _request(view: PlanView, row: Request) -> RequestRow:
    text = view.writer.text
    label = notes.name_of_row(view, row.resource or "", row.row_id)
    answered = row.outcome_date and text("pages.request.on", day=row.outcome_date)
    return RequestRow(
        Link(label, view.row_path(row.resource or "", row.row_id)),
        view.writer.show(row.filed),
        view.writer.show(row.due) if row.due else Markup("—"),
        Markup("%s%s") % (text(f"pages.request.outcome.{row.outcome.value}"), answered or ""),
        view.named(row.note, row.note_en),
    )

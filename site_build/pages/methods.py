"""Other published methods beside ours: on an indicator's page, and over all indicators of the site."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from site_build.data.model import Indicator
from site_build.pages import phrases
from site_build.pages.plan_view import Link, PlanView
from site_build.pages.writer import Writer
from site_build.progress.other_methods import METHODS, Grade, Outlook, SideBySide, agreement


@dataclass(frozen=True, slots=True)
class MethodRow:
    """One method's word for an indicator, and the arithmetic or the reason why it has none."""

    method: Markup
    applies: bool
    assessment: Markup
    why: Markup


@dataclass(frozen=True, slots=True)
class MethodsTable:
    """Our status, then every other method; ``disagreement`` says who concludes what if they differ."""

    status: str
    rows: list[MethodRow]
    disagreement: Markup | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """How often any two methods agree, over all plans of the site; ``said`` is it in words."""

    said: Markup
    methods: list[Markup]
    cells: list[tuple[Markup, list[Markup]]]
    plans: list[Markup]
    apart: list[tuple[Link, Markup]]


def table(view: PlanView, indicator: Indicator) -> MethodsTable | None:
    """The methods side by side; None without a figure, and when the time is over and they cannot differ."""
    assessment = view.assessment(indicator.id)
    found = view.assessed_plan.methods[indicator.id]
    if assessment.latest_value is None or not found.running:
        return None
    return MethodsTable(
        assessment.status.value,
        [_row(view.writer, grade) for grade in found.grades],
        disagreement(view.writer, found) if found.disagree else None,
    )


def _row(writer: Writer, grade: Grade) -> MethodRow:
    label = grade.label
    assessment = writer.say(label) if label else writer.text("pages.methods.not_applicable")
    return MethodRow(
        _name(writer, grade.method), label is not None, assessment, writer.say(grade.explanation)
    )


def _name(writer: Writer, method: str) -> Markup:
    return writer.text(f"progress.method.{method}")


def disagreement(writer: Writer, found: SideBySide) -> Markup:
    """Which methods come to which outlook."""
    return writer.text("pages.methods.disagree", groups=_groups(writer, found))


def _groups(writer: Writer, found: SideBySide) -> Markup:
    by_outlook: dict[Outlook, list[Markup]] = defaultdict(list)
    for method in METHODS:
        outlook = found.outlook_of(method)
        if outlook is not None:
            by_outlook[outlook].append(_name(writer, method))
    return writer.text("pages.methods.groups_joint").join(
        writer.text(
            "pages.methods.group",
            methods=writer.text("common.separator").join(by_outlook[outlook]),
            outlook=writer.text(f"progress.outlook.{outlook.value}"),
        )
        for outlook in Outlook
        if outlook in by_outlook
    )


def matrix(writer: Writer, views: Sequence[PlanView]) -> Matrix:
    """All indicators of all plans, each pair of methods."""
    every = [row for view in views for row in view.assessed_plan.methods.values()]
    found = [row for row in every if row.running]
    counts = {"total": len(every), "judged": _assessed(found), "apart": _apart(found)}
    key = "lead" if counts["judged"] else "none"
    said = writer.text(f"pages.matrix.{key}", **counts)
    if ended := len(every) - len(found):
        said = Markup("%s %s") % (said, writer.text("pages.matrix.ended", count=ended))
    return Matrix(
        said,
        [_name(writer, method) for method in METHODS],
        [
            (_name(writer, method), [_cell(writer, cell.same, cell.both) for cell in line])
            for method, line in zip(METHODS, agreement(found), strict=True)
        ]
        if counts["judged"]
        else [],
        [_of_plan(view) for view in views],
        [
            (
                Link(
                    phrases.name_of(view, view.plan.indicator(row.indicator_id)),
                    view.indicator_path(row.indicator_id),
                ),
                _groups(writer, row),
            )
            for view in views
            for row in view.assessed_plan.methods.values()
            if row.disagree
        ],
    )


def _assessed(rows: Sequence[SideBySide]) -> int:
    """How many at least two methods judge."""
    return sum(sum(row.outlook_of(method) is not None for method in METHODS) > 1 for row in rows)


def _apart(rows: Sequence[SideBySide]) -> int:
    return sum(row.disagree for row in rows)


def _cell(writer: Writer, same: int, both: int) -> Markup:
    return writer.text("pages.matrix.cell" if both else "pages.matrix.never", same=same, both=both)


def _of_plan(view: PlanView) -> Markup:
    rows = list(view.assessed_plan.methods.values())
    if rows and not any(row.running for row in rows):
        return view.writer.text("pages.matrix.plan_ended", plan=view.title, total=len(rows))
    judged = _assessed([row for row in rows if row.running])
    reported = any(
        assessment.latest_value is not None for assessment in view.assessed_plan.assessments.indicators
    )
    key = "plan_some" if judged else "plan_none" if reported else "plan_unreported"
    return view.writer.text(
        f"pages.matrix.{key}", plan=view.title, total=len(rows), judged=judged, apart=_apart(rows)
    )

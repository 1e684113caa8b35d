"""What was published when: the plan's figures and reports by day, the newest first."""

from itertools import groupby

from site_build.data.publications import publications
from site_build.pages.plan_view import PlanView
from site_build.pages.writer import Page


def page(view: PlanView) -> Page:
    """A day's publications under that day."""
    rows = publications(view.plan, view.assessed_plan.assessments.as_of)
    return view.writer.page(
        f"{view.folder}/changes/index.md",
        "changes.md.j2",
        view=view,
        days=[
            (day, [(row.said, view.row_path(row.resource, row.row_id), row.document) for row in group])
            for day, group in groupby(rows, key=lambda row: row.day)
        ],
    )

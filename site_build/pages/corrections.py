"""The page of corrections: what was published anew, with what it was before and who says so."""

from collections.abc import Sequence
from datetime import date

from site_build.data.corrections import corrections
from site_build.data.publications import feed_name
from site_build.language import Quantity
from site_build.pages.plan_view import PlanView
from site_build.pages.writer import Page, Writer


def page(writer: Writer, views: Sequence[PlanView], as_of: date) -> Page:
    """All plans' corrections, the newest first."""
    by_plan = {view.plan.id: view for view in views}
    found = corrections([view.plan for view in views], as_of)
    return writer.page(
        "corrections/index.md",
        "corrections.md.j2",
        rows=[
            (
                by_plan[one.plan.id],
                one,
                *(
                    row.text
                    if row.value is None
                    else Quantity(row.value, one.indicator.unit, one.indicator.unit_en)
                    for row in (one.before, one.after)
                ),
                one.plan.source(one.after.source_id),
            )
            for one in found
        ],
        feeds=[
            f"data/{feed_name(writer.catalogue.language)}",
            f"data/{feed_name(writer.catalogue.language).removesuffix('.atom')}.json",
        ],
    )

"""Charts to be shown in other sites' pages: documents of their own, complete without a script."""

from collections.abc import Iterator

from markupsafe import Markup

from site_build.data.model import Indicator
from site_build.hosting.policy import POLICY
from site_build.pages import chart_figure, phrases
from site_build.pages.plan_view import PlanView
from site_build.pages.writer import Page
from site_build.progress.marks import SHAPES
from site_build.settings import Settings


def documents(view: PlanView, settings: Settings) -> Iterator[Page]:
    """One document per indicator that has a chart."""
    for assessment in view.assessed_plan.assessments.indicators:
        indicator = view.plan.indicator(assessment.indicator_id)
        chart = chart_figure.inline(view, settings, indicator)
        if chart is not None:
            yield _document(view, settings, indicator, chart)


def _document(view: PlanView, settings: Settings, indicator: Indicator, chart: chart_figure.Figure) -> Page:
    """Name, status, newest figure and promise, the chart, its source, and the way to the whole page."""
    assessment = view.assessment(indicator.id)
    page = view.indicator_path(indicator.id)
    return view.writer.document(
        chart.embed,
        "embed.html.j2",
        view=view,
        shapes=SHAPES,
        indicator=indicator,
        chart=chart,
        promise=phrases.target(view, indicator),
        latest=phrases.latest(view, indicator, assessment),
        assessment=assessment,
        page=page,
        policy=Markup(POLICY),  # noqa: S704 - ours
        canonical=f"{settings.url}{view.writer.path(page).removesuffix('index.md')}" if settings.url else "",
    )

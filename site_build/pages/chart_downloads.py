"""What can be taken away of one indicator besides its figures as CSV."""

from site_build.charts.pictures import share, standalone
from site_build.data.model import Indicator
from site_build.pages.plan_view import PlanView
from site_build.settings import Settings


def files(view: PlanView, indicator: Indicator, settings: Settings) -> list[tuple[str, str]]:
    """Text keys and paths: the indicator's workbook and document, its chart as a picture, its share image."""
    pictures = ("svg", "png") if settings.chart_png else ("svg",)
    language = view.writer.catalogue.language
    found = [
        (f"charts.drawing.download.{suffix}", view.data_path(f"indicators/{indicator.id}.{suffix}"))
        for suffix in ("xlsx", "json")
    ]
    if indicator.id in view.charts:
        found += [
            (
                f"charts.drawing.download.{suffix}",
                view.data_path(standalone.file_name(indicator.id, language, suffix)),
            )
            for suffix in pictures
        ]
    image = share.page_path(view.plan.id, f"indicators/{indicator.id}", language)
    return [*found, ("charts.drawing.download.share", image)]


def to_make(view: PlanView, indicator: Indicator, settings: Settings) -> str:
    """The SVG that a reader's browser can make a PNG of; empty where there is a PNG, or no chart."""
    if settings.chart_png or indicator.id not in view.charts:
        return ""
    return view.data_path(standalone.file_name(indicator.id, view.writer.catalogue.language, "svg"))

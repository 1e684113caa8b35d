"""What can be taken away of one indicator besides its figures as CSV."""

from site_build.charts.pictures import share, standalone
from site_build.data.model import Indicator
from site_build.pages.plan_view import PlanView


def files(view: PlanView, indicator: Indicator) -> list[tuple[str, str]]:
    """Text keys and paths: the indicator's workbook and document, its chart as a picture, its share image."""
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
            for suffix in ("svg", "png")
        ]
    image = share.page_path(view.plan.id, f"indicators/{indicator.id}", language)
    return [*found, ("charts.drawing.download.share", image)]

"""The pictures of a whole site: charts to download and images to share, drawn in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from site_build import language
from site_build.charts.pictures import gallery, raster, share
from site_build.charts.pictures.raster import Picture
from site_build.pages import Book


@dataclass(frozen=True, slots=True)
class Pictures:
    """``downloads`` by plan and by name among its files; ``shared`` by path in the Markdown tree."""

    downloads: Mapping[str, Mapping[str, bytes]]
    shared: Mapping[str, bytes]


def draw(books: Mapping[str, Sequence[Book]], as_of: date, site_url: str, kept: Path | None) -> Pictures:
    """All pictures of ``books``, which are given by language; ``kept`` is where drawn ones are kept."""
    documents: dict[str, dict[str, str]] = {}
    waiting: dict[tuple[str, str], Picture] = {}
    for code, of_language in books.items():
        catalogue = language.load(code)
        plans = [book.plan for book in of_language]
        site = Picture(share.svg(share.of_site(plans, as_of, catalogue)))
        waiting["", share.site_path(code)] = site
        for book in of_language:
            elements = {name: charts.wide.svg for name, charts in book.charts.items()}
            charts = gallery.charts(book.plan, book.judged, elements, catalogue, site_url)
            documents.setdefault(book.plan.id, {}).update(charts)
            for name, picture in gallery.chart_pictures(charts).items():
                waiting[book.plan.id, name] = picture
            for path, picture in gallery.share_pictures(book.plan, book.judged, catalogue).items():
                waiting["", path] = picture
    drawn = raster.pngs(waiting, kept)
    downloads = {
        plan_id: {name: svg.encode("utf-8") for name, svg in charts.items()}
        | {name: data for (owner, name), data in drawn.items() if owner == plan_id}
        for plan_id, charts in documents.items()
    }
    return Pictures(downloads, {path: data for (owner, path), data in drawn.items() if not owner})

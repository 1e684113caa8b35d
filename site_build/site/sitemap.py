"""``sitemap.xml`` and ``robots.txt``: every page with the day on which what it shows last changed.

A site built without its address keeps the pages and days in ``data/pages.json``; once the address is known,
:func:`write` makes both files from it.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from site_build.data.model import Plan
from site_build.data.publications import publications
from site_build.language import LANGUAGES

PAGES = "data/pages.json"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def pages(paths: Sequence[str], plans: Sequence[Plan], as_of: date) -> list[dict[str, str]]:
    """The pages' addresses below the site's, in order, with the days of their newest publications.

    ``paths`` are those of the Markdown tree.  A page of a plan changes with the plan, an indicator's with
    the indicator; the others with the newest of all plans.
    """
    days = _days(plans, as_of)
    addresses = sorted(path.removesuffix("index.md") for path in paths if path.endswith("index.md"))
    return [{"address": address, "modified": _day(address, days).isoformat()} for address in addresses]


def _days(plans: Sequence[Plan], as_of: date) -> dict[str, date]:
    """By the beginning of an address: the newest publication; that of all plans by ``""``."""
    days: dict[str, date] = {}
    for plan in plans:
        first = plan.adopted or plan.start
        # No page is older than its plan, though its history may be.
        newest: dict[tuple[str, str], date] = {}
        for row in publications(plan, as_of):
            about = row.resource, row.row_id
            newest[about] = max(first, row.day, newest.get(about, first))
        days[f"{plan.id}/"] = max(newest.values(), default=first)
        for indicator in plan.indicators:
            days[f"{plan.id}/indicators/{indicator.id}/"] = newest.get(("indicators", indicator.id), first)
    return days | {"": max(days.values(), default=as_of)}


def _day(address: str, days: Mapping[str, date]) -> date:
    for code in LANGUAGES:
        address = address.removeprefix(f"{code}/")
    parts = address.split("/")
    plan = f"{parts[0]}/"
    return days.get(address) or days.get(plan) or days[""]


def write(out: Path, url: str) -> None:
    """Write both files of the built site ``out`` for its address ``url``; none is told where it is empty."""
    known = json.loads((out / PAGES).read_text(encoding="utf-8"))
    root = ElementTree.Element("urlset", xmlns=_NAMESPACE)
    for page in known if url else []:
        entry = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(entry, "loc").text = f"{url}{page['address']}"
        ElementTree.SubElement(entry, "lastmod").text = page["modified"]
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    (out / "sitemap.xml").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n', encoding="utf-8", newline="\n"
    )
    # The renderer's own, of other days.
    (out / "sitemap.xml.gz").unlink(missing_ok=True)
    told = f"\nSitemap: {url}sitemap.xml\n" if url else ""
    (out / "robots.txt").write_text(f"User-agent: *\nAllow: /\n{told}", encoding="utf-8", newline="\n")

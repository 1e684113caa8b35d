"""``CITATION.cff``: how to cite the data of a whole site, as citation managers read it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import yaml

from site_build.data.citations import publisher_name
from site_build.data.model import Plan
from site_build.language import DEFAULT_LANGUAGE, load
from site_build.settings import Settings

NAME = "CITATION.cff"


def citation_file(plans: Sequence[Plan], as_of: date, settings: Settings) -> bytes:
    """The file (Citation File Format 1.2.0); no address where the site's is not known.

    The author is whoever runs the site; the plans are references, by the authorities that made them.
    """
    text = load(DEFAULT_LANGUAGE).text
    licences = sorted({row.name for plan in plans for row in plan.licences if row.name})
    about: dict[str, object] = {
        "cff-version": "1.2.0",
        "message": text("exports.catalogue.cite"),
        "type": "dataset",
        "title": text("exports.catalogue.title"),
        "abstract": text("exports.catalogue.description"),
        "authors": [{"name": publisher_name(settings.publisher, DEFAULT_LANGUAGE)}],
        "date-released": as_of,
        "version": as_of.isoformat(),
    }
    if licences:
        about["license"] = licences if len(licences) > 1 else licences[0]
    if settings.url:
        about["url"] = settings.url
    if plans:
        about["references"] = [_reference(plan) for plan in plans]
    return yaml.safe_dump(about, allow_unicode=True, sort_keys=False).encode("utf-8")


def _reference(plan: Plan) -> dict[str, Any]:
    return {"type": "government-document", "title": plan.title, "authors": [{"name": plan.authority}]}

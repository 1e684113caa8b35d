"""``CITATION.cff``: how to cite the data of a whole site, as citation managers read it."""

from collections.abc import Sequence
from datetime import date

import yaml

from site_build.data.model import Plan
from site_build.language import DEFAULT_LANGUAGE, load

NAME = "CITATION.cff"


def citation_file(plans: Sequence[Plan], as_of: date, site_url: str) -> bytes:
    """The file (Citation File Format 1.2.0); no address where the site's is not known."""
    text = load(DEFAULT_LANGUAGE).text
    licences = sorted({row.name for plan in plans for row in plan.licences if row.name})
    about: dict[str, object] = {
        "cff-version": "1.2.0",
        "message": text("exports.catalogue.cite"),
        "type": "dataset",
        "title": text("exports.catalogue.title"),
        "abstract": text("exports.catalogue.description"),
        "authors": [{"name": name} for name in sorted({plan.authority for plan in plans})]
        or [{"name": text("common.product")}],
        "date-released": as_of,
        "version": as_of.isoformat(),
    }
    if licences:
        about["license"] = licences if len(licences) > 1 else licences[0]
    if site_url:
        about["url"] = site_url
    return yaml.safe_dump(about, allow_unicode=True, sort_keys=False).encode("utf-8")

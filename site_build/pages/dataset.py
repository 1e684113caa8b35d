"""What search engines of data sets are told of a page that offers data: a schema.org Dataset as JSON-LD."""

import json
from typing import Any

from site_build.data.citations import citation, cited_site, publisher_name
from site_build.data.model import Indicator, Kind
from site_build.pages.plan_view import PlanView
from site_build.pages.writer import Writer, placed
from site_build.settings import Settings

_MEDIA = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "zip": "application/zip",
}


def of_page(view: PlanView, path: str, settings: Settings) -> str:
    """The Dataset of a plan's page by its path in the tree, as a script element's text; empty for others."""
    own = path.removeprefix(f"{placed(view.folder, view.writer.catalogue.language)}/")
    parts = own.split("/")
    if parts in (["index.md"], ["data", "index.md"]):
        return _text(_of_plan(view, settings))
    if len(parts) == 3 and parts[0] == "indicators":
        return _text(_of_indicator(view, view.plan.indicator(parts[1]), settings))
    return ""


def of_site(writer: Writer, path: str, settings: Settings) -> str:
    """The DataCatalog of the page of all data; empty for the others."""
    code = writer.catalogue.language
    if path != placed("data/index.md", code):
        return ""
    text = writer.catalogue.text
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "name": text("exports.catalogue.title"),
        "description": text("exports.catalogue.description"),
        "inLanguage": code,
        "isAccessibleForFree": True,
        "dataset": [
            {
                "@type": "Dataset",
                "name": text("exports.catalogue.all.title"),
                "description": text("exports.catalogue.all.description"),
                "distribution": _downloads(["data/observations.csv", "data/progress.csv"], settings),
            }
        ],
    }
    if settings.url:
        about["url"] = f"{settings.url}{placed('data/', code)}"
    return _text(about)


def _of_plan(view: PlanView, settings: Settings) -> dict[str, Any]:
    plan = view.plan
    about = _dataset(view, None, view.title, plan.description or view.title, settings)
    files = [view.data_path(f"{plan.id}.{end}") for end in ("zip", "xlsx", "json")]
    keywords = [view.named(theme.name, theme.name_en) for theme in plan.themes]
    return about | {"keywords": keywords, "distribution": _downloads(files, settings)}


def _of_indicator(view: PlanView, indicator: Indicator, settings: Settings) -> dict[str, Any]:
    name = view.named(indicator.name, indicator.name_en)
    files = [view.data_path(f"indicators/{indicator.id}.{end}") for end in ("csv", "xlsx", "json")]
    return _dataset(view, indicator, name, f"{view.title}: {name}", settings) | {
        "isPartOf": {"@type": "Dataset", "name": view.title},
        "variableMeasured": {
            "@type": "PropertyValue",
            "name": name,
            **_unit(view, indicator),
        },
        "distribution": _downloads(files, settings),
    }


def _unit(view: PlanView, indicator: Indicator) -> dict[str, str]:
    """What the figures are counted in; a ratio of parts has no unit."""
    if indicator.kind is Kind.COMPOSITION:
        return {}
    return {"unitText": view.writer.catalogue.unit(indicator.unit, indicator.unit_en)}


def _dataset(
    view: PlanView, indicator: Indicator | None, name: str, description: str, settings: Settings
) -> dict[str, Any]:
    """What a plan's Dataset and an indicator's share; addresses only where the site's own is known."""
    plan, code = view.plan, view.writer.catalogue.language
    as_of = view.assessed_plan.assessments.as_of
    page = f"{plan.id}/indicators/{indicator.id}/" if indicator else f"{plan.id}/"
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": name,
        "description": description,
        "inLanguage": code,
        "version": plan.version,
        # The assessment is of whoever runs the site; the plan it rests on is the authority's.
        "creator": {
            "@type": "Organization",
            "name": publisher_name(settings.publisher, code),
        },
        "isBasedOn": {
            "@type": "CreativeWork",
            "name": view.title,
            "author": {"@type": "Organization", "name": view.named(plan.authority, plan.authority_en)},
        },
        "license": [row.path or row.name for row in plan.licences],
        "temporalCoverage": f"{plan.start.isoformat()}/{plan.end.isoformat()}",
        "spatialCoverage": view.jurisdiction,
        "isAccessibleForFree": True,
        "citation": citation(plan, indicator, as_of, cited_site(settings), "apa", code),
    }
    if settings.url:
        about["url"] = f"{settings.url}{placed(page, code)}"
    return about


def _downloads(paths: list[str], settings: Settings) -> list[dict[str, str]]:
    return [
        {
            "@type": "DataDownload",
            "encodingFormat": _MEDIA[path.rpartition(".")[2]],
            "contentUrl": f"{settings.url or '/'}{path}",
        }
        for path in paths
    ]


def _text(document: dict[str, Any]) -> str:
    """JSON in which nothing ends the script element that it stands in."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")

"""The pages of the data: where each file is, the data dictionary, the interface for programs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from site_build.data import schemas
from site_build.exports import all_plans, api, dictionary
from site_build.exports.catalogue import JSON_LD, TURTLE
from site_build.exports.openapi import PATHS, summary
from site_build.pages.plan_view import PlanView
from site_build.pages.writer import Page, Writer


@dataclass(frozen=True, slots=True)
class TableFiles:
    """A table over all plans, and its files by format."""

    title: str
    files: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a published table."""

    name: str
    title: str
    meaning: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class DictionaryTable:
    """A published table with its columns explained."""

    name: str
    title: str
    columns: list[Column]


def index(writer: Writer, views: Sequence[PlanView]) -> Page:
    """Every file of the site: tables over all plans, each plan's files, catalogues."""
    newest_first = sorted(views, key=lambda view: (-view.plan.start.toordinal(), view.plan.id))
    return writer.page(
        "data/index.md",
        "data_index.md.j2",
        tables=[_table(writer, name) for name in all_plans.FILES],
        plans=[(view, _files(view)) for view in newest_first],
        catalogues=[
            ("turtle", f"data/{TURTLE}"),
            ("json_ld", f"data/{JSON_LD}"),
            ("data_json", "data.json"),
            ("sdmx", "data/observations.sdmx.csv"),
            ("sums", "data/SHA256SUMS"),
        ],
    )


def dictionary_page(writer: Writer) -> Page:
    """Every column of every table."""
    english = writer.catalogue.language == "en"
    found = [
        DictionaryTable(name, schema["title_en" if english else "title"], _columns(writer, schema))
        for name in dictionary.NAMES
        for schema in [schemas.published(name)]
    ]
    return writer.page("data/dictionary/index.md", "dictionary.md.j2", tables=found)


@dataclass(frozen=True, slots=True)
class Answer:
    """A path of the interface, what it answers, and one of its files to look at."""

    path: str
    summary: str
    example: str


def api_page(writer: Writer, views: Sequence[PlanView]) -> Page:
    """The interface for programs: every path, with an answer to look at."""
    chosen = next((view.plan for view in views if view.plan.indicators), None)
    named = {"plan": chosen.id, "indicator": chosen.indicators[0].id} if chosen else {}
    return writer.page(
        "data/api/index.md",
        "api.md.j2",
        root=api.ROOT,
        openapi=api.OPENAPI,
        tried="/index.json",
        paths=[path.format(**named) for path in PATHS if named or "{" not in path],
        answers=[
            Answer(path, summary(name, writer.catalogue.language), f"{api.ROOT}{path.format(**named)}")
            for path, name in PATHS.items()
            if named or "{" not in path
        ],
    )


def _table(writer: Writer, name: str) -> TableFiles:
    schema = schemas.read(all_plans.FILES[name])
    return TableFiles(
        schema["title_en" if writer.catalogue.language == "en" else "title"],
        [
            ("CSV", f"data/{name}.csv"),
            ("plain", f"data/plain/{name}.csv"),
            ("Parquet", f"data/parquet/{name}.parquet"),
        ],
    )


def _files(view: PlanView) -> list[tuple[str, str]]:
    plan = view.plan.id
    return [(end.upper(), view.data_path(f"{plan}.{end}")) for end in ("xlsx", "zip", "json")]


def _columns(writer: Writer, schema: Mapping[str, Any]) -> list[Column]:
    """The columns of a table in the writer's language."""
    suffix = "_en" if writer.catalogue.language == "en" else ""
    return [
        Column(field["name"], field[f"title{suffix}"], field[f"description{suffix}"], field.get("unit", ""))
        for field in schema["fields"]
    ]

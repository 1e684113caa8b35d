"""What a clerk sees in place of the package's names: sheets, columns, choices, ids with their names.

The titles come from the Table Schemas, the choices' labels from the catalogue.  What a clerk typed
is read in either language, and the package's own names are understood too.
"""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from site_build import language
from site_build.data import schemas
from site_build.data.rules.cells import SPAN_TABLES, is_period
from site_build.language import Words

# The tables whose rows are published one after the other, and never rewritten.
SERIES = tuple(name for name in schemas.RESOURCES if "published" in schemas.read(name)["primaryKey"])
# What is filled in most comes first; then what the rows refer to; then the plan itself.
SHEETS = tuple(sorted(schemas.RESOURCES, key=lambda name: (name not in SERIES, name != "sources")))


class Form(StrEnum):
    """How the cells of a column are to be read."""

    FIGURE = "figure"
    PERIOD = "period"
    SPAN = "span"
    DAY = "day"
    CHOICE = "choice"
    REFERENCE = "reference"
    ID = "id"
    TEXT = "text"


def fields(resource: str) -> Mapping[str, dict[str, Any]]:
    """The schema's fields by name, in order."""
    return _fields(resource)


@cache
def _fields(resource: str) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in schemas.read(resource)["fields"]}


def key(resource: str) -> tuple[str, ...]:
    """The columns of a table's key."""
    return tuple(schemas.read(resource)["primaryKey"])


@cache
def references(resource: str) -> Mapping[str, str]:
    """The columns that name a row of another table (or of this one), and which table."""
    return {
        link["fields"][0]: link["reference"]["resource"] or resource
        for link in schemas.read(resource).get("foreignKeys", [])
    }


@cache
def form(resource: str, name: str) -> Form:
    """How a column is read."""
    field = fields(resource)[name]
    if choices(resource, name):
        return Form.CHOICE
    if name in references(resource):
        return Form.REFERENCE
    if field["type"] in {"number", "integer"}:
        return Form.FIGURE
    if field["type"] == "date":
        return Form.DAY
    if is_period(field):
        return Form.SPAN if resource in SPAN_TABLES else Form.PERIOD
    return Form.ID if name == "id" else Form.TEXT


def choices(resource: str, name: str) -> tuple[str, ...]:
    """The values an enumeration allows; none if the column is no enumeration."""
    return tuple(fields(resource)[name].get("constraints", {}).get("enum", ()))


def required(resource: str, name: str) -> bool:
    """Whether a row must have something in this column."""
    return bool(fields(resource)[name].get("constraints", {}).get("required"))


def sheet_title(resource: str, lang: str) -> str:
    """The name of a table's sheet; spreadsheets allow 31 characters."""
    schema = schemas.read(resource)
    return str(schema["title_en" if lang == "en" else "title"])[:31]


@cache
def own_titles(name: str) -> frozenset[str]:
    """What a sheet of ours without a table (guide, lists, record) is called, as :func:`plain` writes it."""
    return frozenset(plain(language.load(lang).text(f"workbook.sheet.{name}")) for lang in language.LANGUAGES)


def column_title(resource: str, name: str, lang: str) -> str:
    """The header of a column."""
    return str(fields(resource)[name]["title_en" if lang == "en" else "title"])


def sheet_words(resource: str) -> Words:
    """A sheet's name in both languages, for a sentence."""
    return Words(sheet_title(resource, "zh"), sheet_title(resource, "en"))


def column_words(resource: str, name: str) -> Words:
    """A column's header in both languages, for a sentence."""
    return Words(column_title(resource, name, "zh"), column_title(resource, name, "en"))


def choice_label(value: str, lang: str) -> str:
    """What an enumeration's value is called; a table's name is its sheet's."""
    if value in schemas.RESOURCES:
        return sheet_title(value, lang)
    return language.load(lang).text(f"workbook.choice.{value}")


def row_label(resource: str, record: Mapping[str, str], lang: str) -> str:
    """An id with what it names, as drop-down lists show it: ``plan-14 东源县…规划``.

    An indicator's unit stands with it, and that its figures are running totals if they are.
    """
    text = f"{record['id']} {row_name(record)}"
    if resource != "indicators" or record.get("kind") == "composition":
        return text
    key_ = "running_total" if record.get("kind") == "cumulative" else "in_unit"
    return language.load(lang).text(f"workbook.label.{key_}", label=text, unit=record["unit"])


def row_name(record: Mapping[str, str]) -> str:
    """What a row with an id is called."""
    return next((record[column] for column in ("name", "title", "subject") if record.get(column)), "")


def plain(text: str) -> str:
    """Text for comparison: full-width forms as ASCII, no white space around it, one case."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


@cache
def resource_of_sheet() -> Mapping[str, str]:
    """Sheet titles as :func:`plain` writes them, in every language, and the tables they hold."""
    return {plain(sheet_title(name, lang)): name for lang in language.LANGUAGES for name in schemas.RESOURCES}


@cache
def columns_of_headers(resource: str) -> Mapping[str, str]:
    """Headers as :func:`plain` writes them, in every language and as the package writes them, by column."""
    known = {
        plain(column_title(resource, name, lang)): name
        for lang in language.LANGUAGES
        for name in fields(resource)
    }
    return known | {name: name for name in fields(resource)}


@cache
def values_of_labels(resource: str, name: str) -> Mapping[str, str]:
    """Labels as :func:`plain` writes them, in every language and as the package writes them, by value."""
    allowed = choices(resource, name)
    known = {plain(choice_label(value, lang)): value for lang in language.LANGUAGES for value in allowed}
    return known | {value: value for value in allowed}

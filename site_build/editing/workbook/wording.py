"""What a clerk sees in place of the package's names: sheets, columns, choices, ids with their names.

The titles come from the Table Schemas, the choices' labels from the catalogue.  What a clerk typed
is read in either language, and the package's own names are understood too.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from site_build import language
from site_build.data import schemas
from site_build.editing.cells import plain
from site_build.language import Words

# The tables whose rows are published one after the other, and never rewritten.
SERIES = tuple(name for name in schemas.RESOURCES if "published" in schemas.read(name)["primaryKey"])
# What is filled in most comes first; then what the rows refer to; then the plan itself.
SHEETS = tuple(sorted(schemas.RESOURCES, key=lambda name: (name not in SERIES, name != "sources")))


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


def required(resource: str, name: str) -> bool:
    """Whether a row must have something in this column."""
    return bool(fields(resource)[name].get("constraints", {}).get("required"))


def sheet_title(resource: str, lang: str) -> str:
    """The name of a table's sheet; spreadsheets allow 31 characters."""
    return schemas.title(schemas.read(resource)).in_language(lang)[:31]


@cache
def own_titles(name: str) -> frozenset[str]:
    """What a sheet of ours without a table (guide, lists, record) is called, as :func:`plain` writes it."""
    return frozenset(plain(language.load(lang).text(f"workbook.sheet.{name}")) for lang in language.LANGUAGES)


def column_title(resource: str, name: str, lang: str) -> str:
    """The header of a column."""
    return schemas.title(fields(resource)[name]).in_language(lang)


def sheet_words(resource: str) -> Words:
    """A sheet's name in both languages, for a sentence."""
    return Words(sheet_title(resource, "zh"), sheet_title(resource, "en"))


def column_words(resource: str, name: str) -> Words:
    """A column's header in both languages, for a sentence."""
    return Words(column_title(resource, name, "zh"), column_title(resource, name, "en"))


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

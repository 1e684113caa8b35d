"""The whole plan as an Excel workbook: periods and ratios stay text, figures stay numbers."""

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from site_build import language
from site_build.data import schemas
from site_build.data.citations import CitedSite, citation
from site_build.data.model import Indicator, Plan
from site_build.exports.spreadsheet import defused
from site_build.exports.tables import INDICATOR_FILE, PROGRESS, PublishedTables
from site_build.files import xlsx_writer
from site_build.progress import PlanAssessment


def workbook(tables: PublishedTables) -> bytes:
    """A read-me sheet, the judgement, then every resource; headers in Chinese over the columns' names."""
    plan, assessments = tables.plan, tables.assessments
    book, formats, out = _opened(plan.title)
    _read_me(book, formats, plan, assessments, None, tables.site)
    for name in (PROGRESS, *schemas.RESOURCES):
        _sheet(book, formats, name, tables.rows[name])
    book.close()
    return out.getvalue()


def indicator_workbook(tables: PublishedTables, indicator: Indicator) -> bytes:
    """One indicator's workbook: read-me, its figures, its row, its judgement, the remarks on it."""
    book, formats, out = _opened(indicator.name)
    _read_me(book, formats, tables.plan, tables.assessments, indicator, tables.site)
    _sheet(book, formats, INDICATOR_FILE, tables.indicator_file(indicator))
    for name in ("indicators", PROGRESS, "notes"):
        _sheet(book, formats, name, tables.indicator_rows(name, indicator.id))
    book.close()
    return out.getvalue()


def _opened(title: str) -> tuple[Any, dict[str, Any], io.BytesIO]:
    """An empty workbook, the looks of its cells, and where its bytes go once it is closed."""
    book, out = xlsx_writer.new_book(title)
    header = xlsx_writer.header_formats()
    formats = {
        "head": book.add_format(header["title"]),
        "name": book.add_format(header["name"]),
        "text": book.add_format({"num_format": "@"}),
        "title": book.add_format({"bold": True, "font_size": 14}),
    }
    return book, formats, out


def _read_me(
    book: Any,
    formats: dict[str, Any],
    plan: Plan,
    assessments: PlanAssessment,
    indicator: Indicator | None,
    site: CitedSite,
) -> None:
    catalogue = language.load("zh")
    sheet = book.add_worksheet(catalogue.text("exports.read_me"))
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, defused(indicator.name if indicator else plan.title), formats["title"])
    lines = [
        plan.title if indicator else plan.description,
        catalogue.text("exports.as_of", day=assessments.as_of),
        catalogue.text("exports.licence", licence="; ".join(row.title or row.name for row in plan.licences)),
        catalogue.text(
            "exports.cite", citation=citation(plan, indicator, assessments.as_of, site, "gbt7714", "zh")
        ),
    ]
    for number, line in enumerate(lines, start=2):
        sheet.write_string(number, 0, defused(line))


def _sheet(book: Any, formats: dict[str, Any], name: str, rows: Sequence[Sequence[object]]) -> None:
    schema = schemas.published(name)
    heads = [(field["name"], field["title"]) for field in schema["fields"]]
    _table(book, formats, schema["title"], heads, rows)


def _table(
    book: Any,
    formats: dict[str, Any],
    name: str,
    columns: Sequence[tuple[str, str]],
    rows: Sequence[Sequence[object]],
) -> None:
    """A sheet of ``rows``; each column has its name and the title that stands over it."""
    sheet = book.add_worksheet(name[:31])
    sheet.freeze_panes(xlsx_writer.FIRST, 1)
    for place, (column, title) in enumerate(columns):
        sheet.write_string(xlsx_writer.TITLES, place, title, formats["head"])
        sheet.write_string(xlsx_writer.NAMES, place, column, formats["name"])
        shown = [str(row[place] or "") for row in rows]
        sheet.set_column(place, place, xlsx_writer.width([title, column, *shown]))
    sheet.autofilter(xlsx_writer.NAMES, 0, xlsx_writer.NAMES + len(rows), len(columns) - 1)
    for number, row in enumerate(rows, start=xlsx_writer.FIRST):
        for place, value in enumerate(row):
            _write(sheet, number, place, value, formats)


def _write(sheet: Any, row: int, place: int, value: object, formats: dict[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, Decimal | int):
        sheet.write_number(row, place, float(value))
    elif isinstance(value, date):
        sheet.write_string(row, place, value.isoformat(), formats["text"])
    else:
        sheet.write_string(row, place, defused(str(value)), formats["text"])

"""The whole plan as an Excel workbook: periods and ratios stay text, figures stay numbers."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from site_build import language, schemas, spreadsheets
from site_build.exports import tables
from site_build.exports.spreadsheet import defused
from site_build.model import Plan
from site_build.progress import PlanAssessment
from site_build.record import citation


def workbook(plan: Plan, judged: PlanAssessment, site_url: str) -> bytes:
    """A read-me sheet, the judgement, then every resource; headers in Chinese over the columns' names."""
    book, out = spreadsheets.new_book(plan.title)
    header = spreadsheets.header_formats()
    formats = {
        "head": book.add_format(header["title"]),
        "name": book.add_format(header["name"]),
        "text": book.add_format({"num_format": "@"}),
        "title": book.add_format({"bold": True, "font_size": 14}),
    }
    _read_me(book, formats, plan, judged, site_url)
    _sheet(book, formats, tables.PROGRESS, tables.progress(plan, judged))
    for name in schemas.RESOURCES:
        _sheet(book, formats, name, tables.rows(plan, name))
    book.close()
    return out.getvalue()


def _read_me(book: Any, formats: dict[str, Any], plan: Plan, judged: PlanAssessment, site_url: str) -> None:
    catalogue = language.load("zh")
    sheet = book.add_worksheet(catalogue.text("exports.read_me"))
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, plan.title, formats["title"])
    lines = [
        plan.description,
        catalogue.text("exports.as_of", day=judged.as_of),
        catalogue.text("exports.licence", licence="; ".join(row.title or row.name for row in plan.licences)),
        catalogue.text(
            "exports.cite", citation=citation(plan, None, judged.as_of, site_url, "gbt7714", "zh")
        ),
    ]
    for number, line in enumerate(lines, start=2):
        sheet.write_string(number, 0, defused(line))


def _sheet(book: Any, formats: dict[str, Any], name: str, rows: Sequence[Sequence[object]]) -> None:
    fields = schemas.read(name)["fields"]
    sheet = book.add_worksheet(schemas.read(name)["title"][:31])
    sheet.freeze_panes(spreadsheets.FIRST, 1)
    for place, field in enumerate(fields):
        sheet.write_string(spreadsheets.TITLES, place, field["title"], formats["head"])
        sheet.write_string(spreadsheets.NAMES, place, field["name"], formats["name"])
        shown = [str(row[place] or "") for row in rows]
        sheet.set_column(place, place, spreadsheets.width([field["title"], field["name"], *shown]))
    sheet.autofilter(spreadsheets.NAMES, 0, spreadsheets.NAMES + len(rows), len(fields) - 1)
    for number, row in enumerate(rows, start=spreadsheets.FIRST):
        for place, value in enumerate(row):
            _write(sheet, number, place, value, formats)


def _write(sheet: Any, row: int, place: int, value: object, formats: dict[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, Decimal | Fraction | int):
        sheet.write_number(row, place, float(round(value, 6) if isinstance(value, Fraction) else value))
    elif isinstance(value, date):
        sheet.write_string(row, place, value.isoformat(), formats["text"])
    else:
        sheet.write_string(row, place, defused(str(value)), formats["text"])

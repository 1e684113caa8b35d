"""The workbook's first sheet: how to add, how to correct, what not to fill in, how to hand it back."""

from typing import Any

from site_build.editing.workbook import wording
from site_build.editing.workbook.tables import Package
from site_build.files.xlsx_writer import display_width
from site_build.language import Catalogue

# The paragraphs in order; each has a heading and a text in the catalogue.
PARAGRAPHS = (
    "what",
    "add",
    "running-total",
    "correct",
    "not-reported",
    "new-id",
    "understood",
    "never",
    "hand-in",
)


def write_guide(book: Any, package: Package, catalogue: Catalogue) -> None:
    """Add the sheet; it is the one the workbook opens with."""
    formats = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "font_color": "#1b5e20", "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "quiet": book.add_format({"font_color": "#56636c"}),
    }
    sheet = book.add_worksheet(catalogue.text("workbook.sheet.guide"))
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 96)
    sheet.hide_gridlines(2)
    title = catalogue.text("workbook.guide.title", plan=package.title)
    sheet.write_string(0, 0, title, formats["title"])
    file = catalogue.text("workbook.file_name", plan=package.name)
    row = 2
    for name in PARAGRAPHS:
        text = catalogue.text(f"workbook.guide.{name}", file=file)
        sheet.write_string(row, 0, catalogue.text(f"workbook.guide.{name}-head"), formats["head"])
        sheet.write_string(row, 1, text, formats["text"])
        sheet.set_row(row, 16 * _lines(text) + 6)
        row += 1
    row = _tables(sheet, row + 1, package, catalogue, formats)
    sheet.write_string(row + 1, 0, catalogue.text("workbook.guide.plan"), formats["quiet"])
    sheet.write_string(row + 1, 1, package.name, formats["quiet"])
    sheet.activate()
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _lines(text: str) -> int:
    """How many lines a text takes in the wide column: about 49 Han or 98 Latin characters each."""
    found = 0
    for line in text.split("\n"):
        found += 1 + display_width(line) // 98
    return found


def _tables(sheet: Any, row: int, package: Package, catalogue: Catalogue, formats: dict[str, Any]) -> int:
    """Every sheet with what it holds and how many rows; returns the next free row."""
    sheet.write_string(row, 0, catalogue.text("workbook.guide.sheets"), formats["head"])
    for resource in wording.SHEETS:
        often = resource in wording.SERIES or resource == "sources"
        said = catalogue.text(
            f"workbook.guide.{'sheet-often' if often else 'sheet-sometimes'}",
            text=catalogue.text(f"workbook.about.{resource}"),
            count=len(package.tables[resource].lines),
        )
        row += 1
        sheet.write_string(row, 0, wording.sheet_title(resource, catalogue.language), formats["text"])
        sheet.write_string(row, 1, said, formats["text"])
    return row + 1

"""The rule on quotation marks: a cell is one line, and a mark that opens also closes."""

from collections.abc import Iterator, Sequence

from site_build.data.rules.tables import RawPackage, problem
from site_build.files import csv_rows
from site_build.files.csv_rows import CsvRow
from site_build.language import sentence
from site_build.problem import Problem


def swallowing_rows(lines: Sequence[CsvRow]) -> frozenset[int]:
    """The rows, counted as a spreadsheet does, in which a cell goes on over several lines."""
    return frozenset(number for number, line in enumerate(lines, start=1) if _swallowed(line))


def line_break(package: RawPackage) -> Iterator[Problem]:
    """A quotation mark left open takes the rows below it into its cell; a cell has no line breaks."""
    for table in package.tables.values():
        for number, line in enumerate(csv_rows.split(csv_rows.plain_lines(table.text)), start=1):
            if not _swallowed(line):
                continue
            place = next(place for place, cell in enumerate(line.cells) if "\n" in cell)
            field = table.header[place] if number > 1 and place < len(table.header) else None
            why = "unclosed" if _unclosed(line.raw) else "closed"
            yield problem(
                "line-break",
                table,
                number,
                field,
                line=line.line,
                count=_swallowed(line),
                why=sentence(f"rules.line-break.why.{why}"),
            )


def _swallowed(line: CsvRow) -> int:
    """How many lines the record goes on for after its first."""
    return line.raw.rstrip("\n").count("\n")


def _unclosed(raw: str) -> bool:
    """Whether a quotation mark of the record is never closed: then their number is odd."""
    return raw.count('"') % 2 == 1

"""A CSV taken apart and put together again."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from site_build.files import csv_rows

CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=8) | st.sampled_from(
    ['"', '""', ",", "\n", '",', 'a"b', "人"]
)
TEXT = st.lists(st.sampled_from(['"', ",", "\n", "a", "人", '""', ' "']), max_size=20).map("".join)


@given(TEXT)
def test_the_records_put_together_are_the_text(text: str) -> None:
    found = csv_rows.split(text)
    assert "".join(record.raw for record in found) == text
    assert [list(record.cells) for record in found] == list(csv.reader(io.StringIO(text, newline="")))


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), max_size=4))
def test_a_rendered_row_reads_back_and_begins_in_its_line(rows: list[list[str]]) -> None:
    text = "".join(csv_rows.line(row) for row in rows)
    found = csv_rows.split(text)
    assert [list(record.cells) for record in found] == rows
    lines = text.split("\n")
    for record in found:
        assert record.raw.startswith(lines[record.line - 1])


@given(st.lists(CELL, min_size=2, max_size=5), st.integers(0, 4))
def test_a_span_covers_just_its_cell(row: list[str], place: int) -> None:
    record = csv_rows.split("x,y\n" + csv_rows.line(row))[1]
    span = csv_rows.span(record, place)
    if place >= len(row) or not record.raw.removesuffix("\n"):
        return
    lines = record.raw.split("\n")
    first, last = span.line - record.line, span.end_line - record.line
    taken = lines[first : last + 1]
    taken[-1] = taken[-1][: span.end_column]
    taken[0] = taken[0][span.column - 1 :]
    covered = "\n".join(taken)
    if row[place]:
        assert list(csv.reader(io.StringIO(covered, newline=""))) == [[row[place]]]
    assert span.line == 2 + "".join(row[:place]).count("\n")


def test_the_third_cell_of_a_line_with_quotes_is_found() -> None:
    header, record = csv_rows.split('id,name,text\na,"甲,乙",丙\n')
    assert header.line == 1
    assert csv_rows.span(record, 2) == csv_rows.Span(2, 9, 2, 9)
    assert csv_rows.span(record, 1) == csv_rows.Span(2, 3, 2, 7)
    assert csv_rows.span(record, 9) == csv_rows.Span(2, 1, 2, 9)

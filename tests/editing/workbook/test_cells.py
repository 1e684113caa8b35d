"""What a clerk meant by a cell: understood where there is one reading, reported where there are two."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_build.editing.cells import CellTrouble, Form, ReadCell
from site_build.editing.workbook.cells import number_text, read_cell
from site_build.editing.workbook.problem import problem
from site_build.files.xlsx_reader import Value, XlsxCell
from site_build.language import LANGUAGES, load

JUNE = datetime(2023, 6, 1)  # noqa: DTZ001 - spreadsheets know no zone
NEW_YEAR = datetime(2023, 1, 1)  # noqa: DTZ001
IDES = datetime(2024, 3, 15)  # noqa: DTZ001
NOON = datetime(2024, 3, 15, 12)  # noqa: DTZ001

READ: list[tuple[Form, Value, str, str]] = [
    (Form.FIGURE, 2021, "General", "2021"),
    (Form.FIGURE, 2021.0, "General", "2021"),
    (Form.FIGURE, 96.799999999999997, "General", "96.8"),
    (Form.FIGURE, 0.1 + 0.2, "General", "0.3"),
    (Form.FIGURE, 1e20, "General", "100000000000000000000"),
    (Form.FIGURE, 1e-7, "General", "0.0000001"),
    (Form.FIGURE, -0.0, "General", "0"),
    (Form.FIGURE, 1234567, "#,##0", "1234567"),
    (Form.FIGURE, 5, '0"%"', "5"),
    (Form.PERIOD, 2023, "General", "2023"),
    (Form.PERIOD, 2023.0, "General", "2023"),
    (Form.PERIOD, 202306, "General", "2023-06"),
    (Form.PERIOD, 2023.12, "General", "2023-12"),
    (Form.PERIOD, JUNE, "mmm-yy", "2023-06"),
    (Form.PERIOD, JUNE, 'yyyy"年"m"月"', "2023-06"),
    (Form.PERIOD, JUNE, "[$-804]yyyy\\-mm;@", "2023-06"),
    (Form.PERIOD, NEW_YEAR, "yyyy", "2023"),
    (Form.SPAN, 2020, "General", "2020"),
    (Form.DAY, 20240315, "General", "2024-03-15"),
    (Form.DAY, IDES, "yyyy/m/d", "2024-03-15"),
    (Form.DAY, IDES, "mm-dd-yy", "2024-03-15"),
    (Form.DAY, IDES, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2024-03-15"),
    (Form.DAY, date(2024, 3, 15), "General", "2024-03-15"),
    (Form.ID, 2023, "General", "2023"),
    (Form.TEXT, 3, "General", "3"),
    (Form.TEXT, 3.0, "General", "3"),
    (Form.TEXT, 1.75, "General", "1.75"),
]


@pytest.mark.parametrize(("form", "value", "number_format", "text"), READ, ids=lambda value: repr(value))
def test_a_cell_with_one_reading_is_understood(
    form: Form, value: Value, number_format: str, text: str
) -> None:
    reading = read_cell(XlsxCell(value, number_format=number_format), form)
    assert isinstance(reading, ReadCell), reading
    assert reading.text == text


TROUBLED: list[tuple[Form, Value, str, str]] = [
    (Form.FIGURE, 0.968, "0.00%", "percent"),
    (Form.FIGURE, float("inf"), "General", "figure"),
    (Form.FIGURE, JUNE, "m/d", "date-for-figure"),
    (Form.FIGURE, time(6, 33, 12), "h:mm:ss", "date-for-figure"),
    (Form.FIGURE, True, "General", "boolean"),
    (Form.PERIOD, JUNE, "yyyy-mm-dd", "date-for-period"),
    (Form.PERIOD, IDES, "mmm-yy", "date-for-period"),
    (Form.PERIOD, JUNE, "yyyy", "date-for-period"),
    (Form.PERIOD, NOON, "yyyy-mm", "date-for-period"),
    (Form.PERIOD, 2023.1, "General", "nought-lost"),
    (Form.PERIOD, 45078, "General", "period"),
    (Form.DAY, JUNE, "mmm-yy", "day-unsure"),
    (Form.DAY, NOON, "yyyy-mm-dd hh:mm", "day-unsure"),
    (Form.DAY, 45366, "General", "day"),
    (Form.TEXT, 1.06, "0%", "percent-for-text"),
    (Form.TEXT, IDES, "yyyy-mm-dd", "date-for-text"),
    (Form.TEXT, timedelta(hours=31), "[h]:mm:ss", "date-for-text"),
    (Form.ID, datetime(2003, 1, 1), "yyyy-mm-dd", "date-for-text"),  # noqa: DTZ001
    (Form.CHOICE, False, "General", "boolean"),
]


@pytest.mark.parametrize(("form", "value", "number_format", "code"), TROUBLED, ids=lambda value: repr(value))
def test_a_cell_with_two_readings_or_none_is_reported(
    form: Form, value: Value, number_format: str, code: str
) -> None:
    reading = read_cell(XlsxCell(value, number_format=number_format), form)
    assert isinstance(reading, CellTrouble), reading
    assert reading.code == code
    for lang in LANGUAGES:
        for part in ("message", "remedy"):
            assert load(lang).render(getattr(problem(code, "", **reading.values), part))


def test_a_percentage_is_told_the_figure_to_write() -> None:
    reading = read_cell(XlsxCell(0.968, number_format="0.0%"), Form.FIGURE)
    assert isinstance(reading, CellTrouble)
    assert dict(reading.values) == {"shown": "96.8%", "figure": "96.8"}


def test_of_a_formula_its_saved_result_counts_and_the_clerk_is_told() -> None:
    assert read_cell(XlsxCell(12.5, formula=True), Form.FIGURE) == ReadCell("12.5", "formula")
    unsaved = read_cell(XlsxCell(None, formula=True), Form.FIGURE)
    assert isinstance(unsaved, CellTrouble)
    assert unsaved.code == "formula-unsaved"


def test_an_error_value_is_reported_whatever_the_column() -> None:
    for form in Form:
        reading = read_cell(XlsxCell("#REF!", error=True), form)
        assert isinstance(reading, CellTrouble)
        assert reading.code == "error-value"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=5))
def test_a_number_typed_is_the_figure_in_the_csv(value: Decimal) -> None:
    text = number_text(float(value))
    assert Decimal(text) == value
    assert "E" not in text.upper()
    assert not text.endswith(".")
    assert read_cell(XlsxCell(text), Form.FIGURE) == ReadCell(text)


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_has_no_point(value: int) -> None:
    assert number_text(float(value)) == str(value)


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_thousands_separators_change_nothing(whole: int, cents: int) -> None:
    assert read_cell(XlsxCell(f"{whole:,}.{cents:02d}"), Form.FIGURE).text == f"{whole}.{cents:02d}"


_VALUES = (
    st.text(max_size=10)
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
)


@given(st.sampled_from(Form), _VALUES, st.text(max_size=8), st.booleans(), st.booleans())
def test_no_cell_whatever_raises(
    form: Form, value: Value, number_format: str, formula: bool, error: bool
) -> None:
    reading = read_cell(XlsxCell(value, error, formula, number_format), form)
    assert isinstance(reading.text, str)
    if isinstance(reading, CellTrouble):
        assert load("zh").render(problem(reading.code, "", **reading.values).message)

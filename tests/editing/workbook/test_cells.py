"""What a clerk meant by a cell: understood where there is one reading, reported where there are two."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_build import periods
from site_build.editing.workbook.cells import Trouble, UnderstoodCell, number, period_text, read_cell
from site_build.editing.workbook.reader import Cell, Value
from site_build.editing.workbook.wording import Form
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
    (Form.FIGURE, "１２３４．５", "@", "1234.5"),
    (Form.FIGURE, "1,234,567.8", "@", "1234567.8"),
    (Form.FIGURE, "１，２３４", "@", "1234"),
    (Form.FIGURE, " 12.50 ", "@", "12.50"),
    (Form.FIGURE, "−5", "@", "-5"),
    (Form.FIGURE, "－5", "@", "-5"),
    (Form.PERIOD, "2023-06", "@", "2023-06"),
    (Form.PERIOD, "２０２３－０６", "@", "2023-06"),
    (Form.PERIOD, 2023, "General", "2023"),
    (Form.PERIOD, 2023.0, "General", "2023"),
    (Form.PERIOD, "2023年", "@", "2023"),
    (Form.PERIOD, "2023年度", "@", "2023"),
    (Form.PERIOD, "2023年6月", "@", "2023-06"),
    (Form.PERIOD, "2023/6", "@", "2023-06"),
    (Form.PERIOD, "2023年上半年", "@", "2023-H1"),
    (Form.PERIOD, "2023下半年", "@", "2023-H2"),
    (Form.PERIOD, "2023-h2", "@", "2023-H2"),
    (Form.PERIOD, "2023年第三季度", "@", "2023-Q3"),
    (Form.PERIOD, "2023年四季度", "@", "2023-Q4"),
    (Form.PERIOD, "2023q1", "@", "2023-Q1"),
    (Form.PERIOD, JUNE, "mmm-yy", "2023-06"),
    (Form.PERIOD, JUNE, 'yyyy"年"m"月"', "2023-06"),
    (Form.PERIOD, JUNE, "[$-804]yyyy\\-mm;@", "2023-06"),
    (Form.PERIOD, NEW_YEAR, "yyyy", "2023"),
    (Form.SPAN, "2016/2020", "@", "2016/2020"),
    (Form.SPAN, "2016年/2020年", "@", "2016/2020"),
    (Form.SPAN, 2020, "General", "2020"),
    (Form.DAY, "2024-03-15", "@", "2024-03-15"),
    (Form.DAY, "2024/3/15", "@", "2024-03-15"),
    (Form.DAY, "2024.3.15", "@", "2024-03-15"),
    (Form.DAY, "２０２４年３月１５日", "@", "2024-03-15"),
    (Form.DAY, "20240315", "@", "2024-03-15"),
    (Form.DAY, 20240315, "General", "2024-03-15"),
    (Form.DAY, IDES, "yyyy/m/d", "2024-03-15"),
    (Form.DAY, IDES, "mm-dd-yy", "2024-03-15"),
    (Form.DAY, IDES, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2024-03-15"),
    (Form.DAY, date(2024, 3, 15), "General", "2024-03-15"),
    (Form.ID, "ｐｌａｎ－１５", "@", "plan-15"),
    (Form.ID, 2023, "General", "2023"),
    (Form.TEXT, 3, "General", "3"),
    (Form.TEXT, 3.0, "General", "3"),
    (Form.TEXT, 1.75, "General", "1.75"),
    (Form.TEXT, "专栏２ 序号８", "@", "专栏2 序号8"),
    (Form.TEXT, " 第一行\n第二行 ", "@", "第一行\n第二行"),
    (Form.TEXT, "＞９６", "@", "＞96"),
]


@pytest.mark.parametrize(("form", "value", "number_format", "text"), READ, ids=lambda value: repr(value))
def test_a_cell_with_one_reading_is_understood(
    form: Form, value: Value, number_format: str, text: str
) -> None:
    reading = read_cell(Cell(value, number_format=number_format), form)
    assert isinstance(reading, UnderstoodCell), reading
    assert reading.text == text


TROUBLED: list[tuple[Form, Value, str, str]] = [
    (Form.FIGURE, 0.968, "0.00%", "percent"),
    (Form.FIGURE, "96.8%", "@", "unit"),
    (Form.FIGURE, "96.8％", "@", "unit"),
    (Form.FIGURE, "12 万人", "@", "unit"),
    (Form.FIGURE, "￥200", "@", "unit"),
    (Form.FIGURE, "1,200人", "@", "unit"),
    (Form.FIGURE, "1,23", "@", "thousands"),
    (Form.FIGURE, "12,3456", "@", "thousands"),
    (Form.FIGURE, "未公布", "@", "nothing"),
    (Form.FIGURE, "—", "@", "nothing"),
    (Form.FIGURE, "／", "@", "nothing"),
    (Form.FIGURE, "约200", "@", "figure"),
    (Form.FIGURE, "1e5", "@", "figure"),
    (Form.FIGURE, "5-6", "@", "figure"),
    (Form.FIGURE, "12.", "@", "figure"),
    (Form.FIGURE, float("inf"), "General", "figure"),
    (Form.FIGURE, JUNE, "m/d", "date-for-figure"),
    (Form.FIGURE, time(6, 33, 12), "h:mm:ss", "date-for-figure"),
    (Form.FIGURE, True, "General", "boolean"),
    (Form.PERIOD, JUNE, "yyyy-mm-dd", "date-for-period"),
    (Form.PERIOD, IDES, "mmm-yy", "date-for-period"),
    (Form.PERIOD, JUNE, "yyyy", "date-for-period"),
    (Form.PERIOD, NOON, "yyyy-mm", "date-for-period"),
    (Form.PERIOD, 2023.1, "General", "period"),
    (Form.PERIOD, 45078, "General", "period"),
    (Form.PERIOD, 202306, "General", "period"),
    (Form.PERIOD, "2023-13", "@", "period"),
    (Form.PERIOD, "2023年第五季度", "@", "period"),
    (Form.PERIOD, "0000", "@", "period"),
    (Form.PERIOD, "2016/2020", "@", "period"),
    (Form.SPAN, "2016/6", "@", "period"),
    (Form.DAY, JUNE, "mmm-yy", "day-unsure"),
    (Form.DAY, NOON, "yyyy-mm-dd hh:mm", "day-unsure"),
    (Form.DAY, "2024-02-30", "@", "day"),
    (Form.DAY, "3/15/2024", "@", "day"),
    (Form.DAY, "24-3-15", "@", "day"),
    (Form.DAY, 45366, "General", "day"),
    (Form.DAY, "99999999", "@", "day"),
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
    reading = read_cell(Cell(value, number_format=number_format), form)
    assert isinstance(reading, Trouble), reading
    assert reading.code == code
    for lang in LANGUAGES:
        for part in ("message", "remedy"):
            assert load(lang).text(f"workbook.problem.{code}.{part}", **reading.values)


def test_a_percentage_is_told_the_figure_to_write() -> None:
    reading = read_cell(Cell(0.968, number_format="0.0%"), Form.FIGURE)
    assert isinstance(reading, Trouble)
    assert dict(reading.values) == {"shown": "96.8%", "figure": "96.8"}


def test_of_a_formula_its_saved_result_counts_and_the_clerk_is_told() -> None:
    assert read_cell(Cell(12.5, formula=True), Form.FIGURE) == UnderstoodCell("12.5", "formula")
    unsaved = read_cell(Cell(None, formula=True), Form.FIGURE)
    assert isinstance(unsaved, Trouble)
    assert unsaved.code == "formula-unsaved"


def test_an_error_value_is_reported_whatever_the_column() -> None:
    for form in Form:
        reading = read_cell(Cell("#REF!", error=True), form)
        assert isinstance(reading, Trouble)
        assert reading.code == "error-value"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=5))
def test_a_number_typed_is_the_figure_in_the_csv(value: Decimal) -> None:
    text = number(float(value))
    assert Decimal(text) == value
    assert "E" not in text.upper()
    assert not text.endswith(".")
    assert read_cell(Cell(text), Form.FIGURE) == UnderstoodCell(text)


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_has_no_point(value: int) -> None:
    assert number(float(value)) == str(value)


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_thousands_separators_change_nothing(whole: int, cents: int) -> None:
    assert read_cell(Cell(f"{whole:,}.{cents:02d}"), Form.FIGURE) == UnderstoodCell(f"{whole}.{cents:02d}")


@given(
    st.text(max_size=12)
    | st.from_regex(r"\d{4}[-/.年]?[HQhq上下第]?[0-9一二三四半]{0,2}[月年季度]{0,2}", fullmatch=True)
)
def test_what_is_taken_for_a_period_is_one(text: str) -> None:
    found = period_text(text)
    if found:
        assert str(periods.parse(found)) == found
        assert found[:4] in text


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
    reading = read_cell(Cell(value, error, formula, number_format), form)
    assert isinstance(reading.text, str)
    if isinstance(reading, Trouble):
        assert load("zh").text(f"workbook.problem.{reading.code}.message", **reading.values)

"""One table of spellings: what each is read as in every way in, or where and why it is refused."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_build import periods
from site_build.editing.cells import CellTrouble, Form, ReadCell, read_cell, read_text
from site_build.editing.workbook.cells import read_cell as read_workbook_cell
from site_build.files.xlsx_reader import XlsxCell
from site_build.language import LANGUAGES, load

YEARS = range(2021, 2026)


@dataclass(frozen=True)
class Spelling:
    """What somebody typed, and what it is read as; ``why`` says why it is refused (``code``).

    ``in_csv`` stands where a CSV, which a spreadsheet may have rewritten, is read otherwise.
    """

    form: Form
    typed: str
    read: str = ""
    code: str = ""
    why: str = ""
    in_csv: str = ""


def _all(form: Form, read: str, *typed: str) -> list[Spelling]:
    return [Spelling(form, one, read) for one in typed]


def _none(form: Form, code: str, why: str, *typed: str) -> list[Spelling]:
    return [Spelling(form, one, code=code, why=why) for one in typed]


# fmt: off
PERIODS = [
    *_all(Form.PERIOD, "2023", "2023", " 2023 ", "２０２３", "2023年", "2023 年", "2023年度", "2023年全年",
          "2023全年",
          "2023.0", "二〇二三年", "二零二三年", "二○二三年度", "2023年末", "2023年底", "2023年年末",
          "2023年1-12月"),
    *_all(Form.PERIOD, "2023-H1", "2023-H1", "2023-h1", "2023H1", "2023 H1", "2023年H1", "２０２３－Ｈ１",
          "2023年上半年",
          "2023上半年", "2023 年上半年", "2023年1-6月", "2023年1—6月", "2023年1～6月份", "2023年1月至6月"),
    *_all(Form.PERIOD, "2023-H2", "2023年下半年", "2023下半年", "2023-H2", "2023年7-12月"),
    *_all(Form.PERIOD, "2023-Q3", "2023-Q3", "2023Q3", "2023 Q3", "2023q3", "2023年Q3", "2023年第三季度",
          "2023年三季度",
          "2023年3季度", "2023三季度", "2023年第3季度", "2023年第三季度末", "2023年7-9月"),
    *_all(Form.PERIOD, "2023-06", "2023-06", "2023-6", "2023/6", "2023/06", "2023.06", "2023.6",
          "2023年6月", "2023年06月",
          "2023年6月份", "2023 年 6 月", "2023年六月", "２０２３年６月", "2023年6月末", "202306", "2023年6⽉",
          "Jun-23", '="2023-06"', "2023‐06", "2023–06", "\ufeff2023-06"),
    *_all(Form.PERIOD, "2023-10", "2023.10", "2023/10", "2023年十月", "202310"),
    *_all(Form.PERIOD, "2023-12", "2023年十二月"),
    Spelling(Form.PERIOD, "2023.1", "2023-01", why="a CSV may have lost the nought of 2023.10",
          in_csv="nought-lost"),
    *_none(Form.PERIOD, "day-for-period", "a day: the month, the quarter or the year may be meant",
           "2023/6/1", "2023-06-01", "2023年6月1日", "20230601", "2023-06-30 00:00:00"),
    *_none(Form.PERIOD, "three-quarters", "January to September is no quarter, half or year",
           "2023年前三季度", "2023前三季度", "2023年1-9月", "2023年前三个季度", "2023年前9个月"),
    *_none(Form.PERIOD, "months", "months that make no quarter, half or year", "2023年1-8月",
          "2023年5月至6月"),
    *_none(Form.PERIOD, "period", "no month, quarter or half of this number", "2023-13", "2023年第五季度",
          "2023-Q5",
           "2023-H3", "202313", "2023年0月"),
    *_none(Form.PERIOD, "period", "no such year", "0000", "1234", "20230"),
    *_none(Form.PERIOD, "period", "a spreadsheet's day count, from 1900 or from 1904: nobody knows",
          "45078", "45078.0"),
    *_none(Form.PERIOD, "period", "the century is not written", "23年6月", "23-06", "Jun-30"),
    *_none(Form.PERIOD, "period", "two years are a span, which only a fact may have", "2016/2020",
          "2021-2025年"),
    *_none(Form.PERIOD, "period", "no period at all", "上半年", "最近", "2023财年", "FY2023", "2023?"),
]
SPANS = [
    *_all(Form.SPAN, "2016/2020", "2016/2020", "2016年/2020年", "2016-2020", "2016—2020年", "2016至2020年",
          "2016 / 2020"),
    *_all(Form.SPAN, "2020-12", "2020-12", "2020年12月"),
    *_none(Form.SPAN, "period", "a slash stands between two periods here", "2016/6", "2016/2017/2018"),
]
DAYS = [
    *_all(Form.DAY, "2024-04-05", "2024-04-05", "2024-4-5", "2024/4/5", "2024/04/05", "2024.4.5",
          "2024．4．5", "20240405",
          "2024年4月5日", "2024年04月05日", "2024 年 4 月 5 日", "2024年4月5号", "2024年4月5",
          "２０２４年４月５日",
          "二〇二四年四月五日", "2024-04-05 00:00:00", "2024/4/5 0:00", "2024-04-05T00:00:00",
          '="2024-04-05"', "2024-04-05\u200b"),
    *_all(Form.DAY, "2024-03-31", "二○二四年三月三十一日", "2024年三月三十一日"),
    *_all(Form.DAY, "2024-10-20", "二〇二四年十月二十日"),
    *_none(Form.DAY, "day", "no such day", "2024-02-30", "99999999", "20241301"),
    *_none(Form.DAY, "day", "day and month may be either", "3/15/2024", "15/3/2024", "03-04-2024"),
    *_none(Form.DAY, "day", "the century is not written", "24-3-15", "24年3月15日"),
    *_none(Form.DAY, "day", "no day is written", "2024年3月", "2024-03", "2024", "3月15日"),
    *_none(Form.DAY, "day", "a spreadsheet's day count, from 1900 or from 1904: nobody knows", "45366"),
    *_none(Form.DAY, "day", "an hour is written: it is no day's own", "2024-04-05 08:30"),
]
FIGURES = [
    *_all(Form.FIGURE, "1234", "1234", "１２３４", "1,234", "1，234", "１，２３４", "1 234", "1\u00a0234",
          "1\u202f234", "+1234", "+1,234"),
    *_all(Form.FIGURE, "1234567.8", "1234567.8", "1,234,567.8", "1 234 567.8"),
    *_all(Form.FIGURE, "5", "5", "+5", "＋5", "5.", "５", "\u30005", '="5"'),
    *_all(Form.FIGURE, "0.5", "0.5", ".5", "０．５"), *_all(Form.FIGURE, "-0.5", "-.5"),
    *_all(Form.FIGURE, "-5", "-5", "−5", "－5", "–5"), *_all(Form.FIGURE, "12.50", "12.50", " 12.50 "),
    *_none(Form.FIGURE, "unit", "a unit may be another than the column's", "96.8%", "96.8％", "12万人",
          "12 万人", "￥200", "1,200人",
           "5‰", "1.2万"),
    *_none(Form.FIGURE, "thousands", "commas that part no thousands may be points", "1,23", "12,3456",
          "1,2345"),
    *_none(Form.FIGURE, "footnote", "a footnote's mark is no digit", "88¹", "50.3①", "3.2*", "1,200②",
          "77.3※"),
    *_none(Form.FIGURE, "nothing", "nothing is no figure: an empty cell says so", "-", "—", "／",
          "暂无", "无", "N/A", "null",
           "None", "……"),
    *_all(Form.FIGURE, "", "未公布", "未见公布", "尚未公布", "暂未发布", " 未公布 ", "（未公布）", "没有公布",
          "Not reported"),
    *_none(Form.FIGURE, "figure", "words around a figure belong to the text", "约200", "200左右", "超过96",
          "≥96.8", "近百", "(5)"),
    *_none(Form.FIGURE, "figure", "two figures", "5-6", "79～82", "2.2、2.5", "6:33:12"),
    *_none(Form.FIGURE, "figure", "a spreadsheet has rounded it", "1e5", "1.23E+05"),
    *_none(Form.FIGURE, "figure", "the text keeps the plan's words, the value is digits", "一百二十",
          "百分之五"),
    *_none(Form.FIGURE, "figure", "two lines of a cell", "12\n5"),
    *_none(Form.FIGURE, "figure", "no number", "NaN", "Infinity", "--5", "5.5.5", "1 23"),
]
TEXTS = [
    *_all(Form.TEXT, "专栏2 序号8", "专栏２ 序号８", "\u3000专栏2 序号8 ", "专栏2\u00a0序号8"),
    *_all(Form.TEXT, "＞96", "＞96", "＞９６"), *_all(Form.TEXT, "None", "None", " None"),
          *_all(Form.TEXT, "NA", "NA"),
    *_all(Form.TEXT, "第一行 第二行", " 第一行\n第二行 "), *_all(Form.TEXT, "3.2①", "3.2①"),
    *_all(Form.ID, "plan-15", "plan-15", "ｐｌａｎ－１５", " plan-15\u3000", "plan–15"),
          *_all(Form.ID, "none", "none"),
]
# fmt: on
SPELLINGS = [*PERIODS, *SPANS, *DAYS, *FIGURES, *TEXTS]


@pytest.mark.parametrize("one", SPELLINGS, ids=lambda one: f"{one.form}-{one.typed!r}")
def test_every_way_in_reads_a_spelling_alike_or_refuses_it_for_its_reason(one: Spelling) -> None:
    typed = read_text(one.typed, one.form, years=YEARS)
    in_csv = read_text(one.typed, one.form, years=YEARS, rewritten=True)
    in_workbook = read_workbook_cell(XlsxCell(one.typed), one.form, YEARS)
    assert _outcome(typed) == _outcome(in_workbook) == (one.read or one.code)
    assert _outcome(in_csv) == (one.in_csv or one.read or one.code)
    assert bool(one.why) == bool(one.code or one.in_csv)
    for reading in (typed, in_csv):
        if isinstance(reading, CellTrouble):
            for lang in LANGUAGES:
                for part in ("message", "remedy"):
                    assert load(lang).text(f"editing.cell.{reading.code}.{part}", **reading.values)


def _outcome(reading: ReadCell | CellTrouble) -> str:
    return reading.text if isinstance(reading, ReadCell) else reading.code


def test_no_spelling_stands_in_the_table_twice() -> None:
    places = [(one.form, one.typed) for one in SPELLINGS]
    assert len(set(places)) == len(places) > 200


def test_a_choice_is_read_by_its_label_in_either_language_and_any_capitals() -> None:
    for typed in ("final", "FINAL", " final ", "正式", "Final"):
        assert _outcome(read_cell(typed, "observations", "status")) == "final"
    trouble = read_cell("定稿", "observations", "status")
    assert isinstance(trouble, CellTrouble)
    assert "正式" in load("zh").text("editing.cell.choice.message", **trouble.values) + load("zh").text(
        "editing.cell.choice.remedy", **trouble.values
    )


def test_a_whole_number_loses_the_point_that_a_spreadsheet_gave_it() -> None:
    assert _outcome(read_cell("3.0", "themes", "order")) == "3"
    assert _outcome(read_cell("3.0", "observations", "value")) == "3.0"


def test_what_was_done_to_a_cell_is_named_once_and_in_order() -> None:
    reading = read_text('="２０２３年"', Form.PERIOD)
    assert isinstance(reading, ReadCell)
    assert (reading.text, reading.done) == ("2023", ("as-text", "full-width", "period"))
    assert read_text("2023", Form.PERIOD) == ReadCell("2023")


def test_a_reading_that_stretches_the_words_is_pointed_out() -> None:
    for typed, notice in (("2023年末", "year-end"), ("2023年1-6月", "months"), ("2023年上半年", "")):
        reading = read_text(typed, Form.PERIOD)
        assert isinstance(reading, ReadCell)
        assert reading.notice == notice


@given(
    st.text(max_size=12)
    | st.from_regex(r"\d{4}[-/.年]?[HQhq上下第]?[0-9一二三四半]{0,2}[月年季度]{0,2}", fullmatch=True),
    st.booleans(),
)
def test_what_is_taken_for_a_period_is_one(text: str, rewritten: bool) -> None:
    reading = read_text(text, Form.PERIOD, rewritten=rewritten)
    if isinstance(reading, ReadCell) and reading.text:
        assert str(periods.parse(reading.text)) == reading.text


@given(st.sampled_from([Form.FIGURE, Form.PERIOD, Form.DAY, Form.TEXT, Form.ID]), st.text(max_size=12))
def test_reading_twice_changes_nothing_more(form: Form, text: str) -> None:
    once = read_text(text, form)
    if isinstance(once, ReadCell):
        assert _outcome(read_text(once.text, form)) == once.text

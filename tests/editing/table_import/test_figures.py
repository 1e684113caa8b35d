"""What a printed cell says."""

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_build.data.model import TargetKind
from site_build.editing.table_import.figures import Form, read

AT_LEAST, ABOVE, AT_MOST, BELOW, FLOOR = (
    TargetKind.AT_LEAST,
    TargetKind.ABOVE,
    TargetKind.AT_MOST,
    TargetKind.BELOW,
    TargetKind.FLOOR,
)


@pytest.mark.parametrize(
    ("cell", "value", "relation"),
    [
        ("97", "97", None),
        ("９７．５％", "97.5", None),
        ("1,234.50", "1234.50", None),
        (">70", "70", ABOVE),
        ("＞７０", "70", ABOVE),
        ("超过70%", "70", ABOVE),
        ("≥ 95", "95", AT_LEAST),
        ("≧95", "95", AT_LEAST),
        ("不低于90%", "90", AT_LEAST),
        ("90%以上", "90", AT_LEAST),
        ("达到1000人次以上", "1000", AT_LEAST),
        ("稳定在95以上", "95", FLOOR),
        ("稳定在 95 以上", "95", FLOOR),
        ("保持在95%及以上", "95", FLOOR),
        ("控制在3.0%以内", "3.0", AT_MOST),
        ("控制在4%左右", "4", AT_MOST),
        ("≤3", "3", AT_MOST),
        ("不超过3%", "3", AT_MOST),
        ("降至2.5以下", "2.5", AT_MOST),
        ("<0.5", "0.5", BELOW),
        ("低于0.5‰", "0.5", BELOW),
        ("-3.2", "-3.2", None),
        ("−3.2", "-3.2", None),
        (".5", "0.5", None),
    ],
)
def test_a_figure_is_read_with_what_the_words_say_of_it(
    cell: str, value: str, relation: TargetKind | None
) -> None:
    found = read(cell)
    assert (found.form, found.value, found.relation) == (Form.FIGURE, value, relation)


@pytest.mark.parametrize(
    "cell", ["[1.75]", "［1.75］", "【1.75】", "〔1.75〕", "[ 1.75 ]", "累计1.75", "[1.75]万人"]
)
def test_square_brackets_are_a_sum(cell: str) -> None:
    found = read(cell)
    assert (found.form, found.value, found.cumulative) == (Form.FIGURE, "1.75", True)


@pytest.mark.parametrize("cell", [">[1000]", "[>1000]", "[1000]以上", "[1000以上]"])
def test_brackets_and_words_go_together(cell: str) -> None:
    found = read(cell)
    assert (found.value, found.cumulative) == ("1000", True)
    assert found.relation in {ABOVE, AT_LEAST}


@pytest.mark.parametrize("cell", ["保持稳定", "基本稳定", "总体稳定", "保持基本稳定", "基本持平", "保持不变"])
def test_kept_stable_has_no_figure(cell: str) -> None:
    assert (read(cell).form, read(cell).value) == (Form.STABLE, "")


@pytest.mark.parametrize("cell", ["6:33:12", "6：33：12", "6∶33∶12", "6 : 33 : 12", "６：３３：１２"])
def test_a_ratio_is_a_composition(cell: str) -> None:
    assert (read(cell).form, read(cell).text) == (Form.RATIO, "6:33:12")


@pytest.mark.parametrize(
    "cell", ["", " ", "—", "——", "-", "/", "－", "无", "未公布", "未见公布", "尚未公布", "…"]
)
def test_nothing_is_nothing(cell: str) -> None:
    assert read(cell).form is Form.NONE


@pytest.mark.parametrize("cell", ["提高5个百分点", "年均增长5%", "下降13.5%", "翻一番", "较2020年提高3%"])
def test_how_much_more_is_no_level(cell: str) -> None:
    assert read(cell).form is Form.RELATIVE


@pytest.mark.parametrize("cell", ["完成省下达任务", "明显提高", "3/5", "=1+1", "<b>95</b>", "二十", "1.2.3"])
def test_words_are_not_guessed_at(cell: str) -> None:
    assert (read(cell).form, read(cell).value) == (Form.WORDS, "")


def test_the_looks_of_a_cell_are_kept_for_flags() -> None:
    assert read("95①").marked
    assert read("95①").value == "95"
    assert read("（308）").rounded
    assert read("约95").about
    assert read("95左右").about
    assert read("不低于95以下").contradictory
    assert (read("95%~97%").form, read("95%~97%").value, read("95%~97%").upper) == (Form.RANGE, "95", "97")
    assert read("5.4万人").unit == "万人"


@settings(deadline=None)
@given(st.text())
@example("[" * 500)
@example("稳定在" * 100 + "9")
@example("9" * 1000)
@example("٣")
@example("1" + "," * 70)
@example("\ud800")
def test_no_cell_makes_the_reader_fail(cell: str) -> None:
    found = read(cell)
    assert (found.form in {Form.FIGURE, Form.RANGE}) == bool(found.value)


@settings(deadline=None)
@given(
    st.text(alphabet="0123456789.,-%[]()>＞≥≤<约稳定在以上内控制保持不低于高超过万人次：:∶ 　①", max_size=20)
)
def test_cells_made_of_what_cells_are_made_of_give_a_figure_or_none(cell: str) -> None:
    found = read(cell)
    for digits in (found.value, found.upper):
        assert not digits or Decimal(digits).is_finite()


FIGURES = st.decimals(min_value=0, max_value=10**7, places=2, allow_nan=False).map(str)
WORDED = st.sampled_from(
    [
        ("", "", None),
        (">", "", ABOVE),
        ("＞ ", "", ABOVE),
        ("超过", "", ABOVE),
        ("≥", "", AT_LEAST),
        ("不低于", "", AT_LEAST),
        ("", "以上", AT_LEAST),
        ("达到", "及以上", AT_LEAST),
        ("稳定在", "以上", FLOOR),
        ("保持在 ", " 以上", FLOOR),
        ("≤", "", AT_MOST),
        ("控制在", "以内", AT_MOST),
        ("不超过", "", AT_MOST),
        ("", "以下", AT_MOST),
        ("＜", "", BELOW),
        ("少于", "", BELOW),
    ]
)


@settings(deadline=None)
@given(
    figure=FIGURES,
    worded=WORDED,
    unit=st.sampled_from(["", "%", "％", "万人", "人次", "个"]),
    bracketed=st.booleans(),
    wide=st.booleans(),
    grouped=st.booleans(),
)
def test_a_printed_target_is_read_back_as_it_was_made(
    figure: str,
    worded: tuple[str, str, TargetKind | None],
    unit: str,
    bracketed: bool,
    wide: bool,
    grouped: bool,
) -> None:
    before, after, relation = worded
    digits = f"{Decimal(figure):,}" if grouped else figure
    digits = digits.translate(str.maketrans("0123456789.,", "０１２３４５６７８９．，")) if wide else digits
    digits = f"[{digits}]" if bracketed else digits
    found = read(f"{before}{digits}{unit}{after}")
    assert found.form is Form.FIGURE
    assert Decimal(found.value) == Decimal(figure)
    assert found.relation is relation
    assert found.cumulative is bracketed


@settings(deadline=None)
@given(st.lists(st.integers(0, 999), min_size=2, max_size=5), st.sampled_from([":", "：", "∶", " : "]))
def test_a_ratio_is_read_back_as_it_was_made(parts: list[int], colon: str) -> None:
    found = read(colon.join(map(str, parts)))
    one = len(parts) == 2 and parts[1] == 1
    form = Form.FIGURE if one else Form.RATIO
    assert (found.form, found.text, found.to_one) == (form, ":".join(map(str, parts)), one)

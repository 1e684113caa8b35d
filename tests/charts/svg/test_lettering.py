"""Text in pictures: broken well, and never wider than the picture."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_build.charts.pictures.raster import Picture, png
from site_build.charts.svg import lettering
from tests.pixels import ink

TEXT = st.text(alphabet="东源县就业人数“”（），。 abcXYZW mM 0123456789.%-/", max_size=80)


@given(TEXT, st.floats(60, 600))
def test_no_line_is_wider_than_asked_and_no_character_is_lost(text: str, across: float) -> None:
    lines = lettering.wrapped(text, 20, across)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(lettering.width(line, 20) <= across for line in lines)


@given(st.lists(st.sampled_from(["东", "源县，", "就业。", "（人）", "“数”"]), min_size=1, max_size=30))
def test_no_line_begins_with_a_sign_that_closes_or_ends_with_one_that_opens(words: list[str]) -> None:
    lines = lettering.wrapped("".join(words), 20, 130)
    assert not any(line[0] in "，。）”" or line[-1] in "（“" for line in lines)


def test_words_and_numbers_stay_whole() -> None:
    assert lettering.wrapped("promised 1.75 persons in total", 20, 190) == [
        "promised 1.75",
        "persons in total",
    ]


def test_a_word_longer_than_the_line_is_parted() -> None:
    lines = lettering.wrapped("W" * 30, 20, 100)
    assert "".join(lines) == "W" * 30
    assert len(lines) > 5


@given(TEXT, st.floats(40, 300))
def test_a_text_is_set_smaller_until_it_fits(text: str, down: float) -> None:
    size, lines = lettering.fitted(text * 4, (60, 40, 20), 500, down)
    assert len(lines) * size * 1.3 <= down
    assert size <= 60


@pytest.mark.parametrize(
    "text",
    [
        "城乡居民基本医疗保险政策范围内住院费用基金支付比例",
        "东源县“粤菜师傅”培训基地（2021—2025年）：1.75 万人，97%",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "abcdefghijklmnopqrstuvwxyz",
        "0123456789 0.5102 99.75%",
        "WMWMWM mwmwmw @@@ %%%",
        "Iilt.,;:!|()[] 'quoted' -–—",
        "Share of in-policy inpatient costs paid by the resident basic medical insurance fund",
    ],
)
@pytest.mark.parametrize("bold", [False, True])
def test_a_line_is_no_wider_than_reckoned(text: str, bold: bool) -> None:
    size = 24
    body = lettering.written([text], 0, 60, size, "#000000", bold=bold)
    edges = ink(
        png(
            Picture(
                '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="90">'
                f'<rect width="1200" height="90" fill="#fff"/>{body}</svg>'
            )
        )
    )
    assert edges is not None
    assert edges[2] <= lettering.width(text, size) + size * 0.04


def test_hostile_text_stays_text() -> None:
    written = lettering.written(['<script>"&'], 0, 0, 10, "#000000")
    assert "<script>" not in written
    assert "&lt;script&gt;" in written


@pytest.mark.parametrize("text", ["W", "字", "（", "，", "W字", "ab "])
def test_a_text_of_ten_thousand_characters_is_set_in_a_moment(text: str) -> None:
    long = text * (10_000 // len(text))
    started = time.process_time()
    lines = lettering.wrapped(long, 13, 300)
    size, cut = lettering.fitted(long, (72, 48, 30), 1052, 190)
    # In time that grows with the square of the length it would take minutes.
    assert time.process_time() - started < 10
    assert "".join("".join(lines).split()) == "".join(long.split())
    assert cut[-1].endswith(lettering.MORE)
    assert len(cut) * size * 1.3 <= 190
    assert all(lettering.width(line, size) <= 1052 for line in cut)


def test_what_fits_is_not_shortened() -> None:
    assert lettering.shortened("东源县", 3) == "东源县"
    assert lettering.shortened("东源县的指标", 4) == "东源县…"

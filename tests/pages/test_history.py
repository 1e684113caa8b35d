"""How statuses have changed, drawn and told."""

import re
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings

from site_build.data.model import Plan
from site_build.language import LANGUAGES
from site_build.pages import history
from tests import fictional
from tests.builders import a_plan, an_indicator, an_observation
from tests.pages.views import a_view, text_of
from tests.progress.strategies import DAYS, plans

TODAY = date(2026, 11, 26)
RISEN = a_plan(
    indicators=(an_indicator(), an_indicator(id="fictional-silent", name="虚构的沉默指标", number="2")),
    observations=(an_observation("2021", "120"), an_observation("2022", "125")),
)


def test_nothing_to_draw_is_said_in_words() -> None:
    silent = a_plan(indicators=(an_indicator(), an_indicator(id="fictional-second", number="2")))
    text = text_of(history.page(a_view(silent, TODAY)))
    assert "2 项指标的评判从规划开始一直没有变过，没有变化可画" in text
    assert "<svg" not in text


def test_before_the_plan_begins_and_without_indicators_it_is_said_in_words() -> None:
    before = text_of(history.page(a_view(RISEN, date(2020, 12, 31))))
    assert "规划还没有开始，没有变化可画" in before
    assert "没有可评判的指标" in text_of(history.page(a_view(a_plan(), TODAY)))


def test_a_change_is_drawn_told_and_counted() -> None:
    text = text_of(history.page(a_view(RISEN, date(2023, 12, 31))))
    assert text.count("<svg") == 1
    assert (
        'aria-label="虚构指标：2021年1月1日起未见公布；2022年3月31日起进度正常；2023年3月31日起进度偏慢。"'
        in text
    )
    assert "2 项指标中有 1 项的评判变过" in text
    counts = re.findall(r"^\| (20\S+) \| (.*) \|$", re.sub(r"<[^>]*>", "", text), re.M)
    assert counts == [
        ("2023年3月31日", "◐ 进度偏慢 1 项、○ 未见公布 1 项"),
        ("2022年3月31日", "● 进度正常 1 项、○ 未见公布 1 项"),
        ("2021年1月1日", "○ 未见公布 2 项"),
    ]
    assert "虚构的沉默指标" in text.split("## 一直没有变过的")[1]


def test_a_day_in_the_past_knows_nothing_of_later_figures() -> None:
    text = text_of(history.page(a_view(RISEN, date(2022, 12, 31))))
    assert "2023年" not in text
    assert "进度偏慢" not in text


def test_each_step_has_the_sentence_of_its_day() -> None:
    found = history.of_indicator(a_view(RISEN, TODAY), "fictional-level")
    assert found is not None
    assert [step.status for step in found.steps] == ["not_reported", "on_track", "at_risk", "not_reported"]
    assert len({step.explanation for step in found.steps}) == 4
    assert history.of_indicator(a_view(RISEN, TODAY), "fictional-silent") is None


def _share(text: str) -> Decimal:
    return Decimal(text.removesuffix("%"))


@settings(max_examples=60, deadline=None)
@given(plans(), DAYS)
def test_the_stretches_of_a_drawing_fill_it_without_gap_or_overlap(plan: Plan, as_of: date) -> None:
    view = a_view(plan, as_of)
    for row in view.assessed_plan.histories.values():
        if not row.changed:
            continue
        stretches = history.line(view, row).stretches
        assert _share(stretches[0].left) == 0
        for one, following in pairwise(stretches):
            assert _share(one.width) >= 0
            assert abs(_share(one.left) + _share(one.width) - _share(following.left)) <= Decimal("0.02")
        assert abs(_share(stretches[-1].left) + _share(stretches[-1].width) - 100) <= Decimal("0.02")


@pytest.mark.parametrize("years", [1, 5, 6, 7, 15, 40])
def test_the_years_on_the_axis_are_few_enough_for_a_phone(years: int) -> None:
    plan = a_plan(end=date(2020 + years, 12, 31), indicators=(an_indicator(),))
    ticks = history.ticks(a_view(plan, plan.end))
    assert len(ticks) == years
    assert 1 <= sum(bool(tick.label) for tick in ticks) <= 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_counts_of_every_day_add_up_in_every_language(language: str, fictional_plan: Plan) -> None:
    view = a_view(fictional_plan, fictional.AS_OF, language=language)
    text = re.sub(r"<[^>]*>", "", text_of(history.page(view)))
    rows = re.findall(r"^\| [^|]*20\d\d[^|]* \| (.*) \|$", text, re.M)
    assert len(rows) > 5
    for row in rows:
        assert sum(int(count) for count in re.findall(r"\d+", row)) == len(fictional_plan.indicators)

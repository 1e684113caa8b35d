"""A plan's own clock: on every day the pages say where the plan stands, and what silence means."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from site_build import pages
from site_build.data.model import DutyBasis, Plan
from site_build.language import LANGUAGES
from site_build.pages import clock
from site_build.progress import assess_plan
from site_build.progress.assessed_plan import AssessedPlan
from site_build.settings import Settings
from tests.builders import a_plan, an_indicator, an_observation
from tests.pages.views import a_view

DAYS = (
    date(2021, 6, 30),
    date(2024, 12, 31),
    date(2025, 12, 31),
    date(2026, 7, 1),
    date(2026, 11, 26),
)
SAID = {
    "zh": (
        ("规划期走到第 181 天，共 1826 天", "到这一天，规划还没有印发"),
        ("规划期走到第 1461 天，共 1826 天", "逾期未见：指标 18"),
        ("规划期走到第 1826 天，共 1826 天，2025年12月31日结束", "逾期未见：指标 18"),
        ("规划已于2025年12月31日结束。最后一批数字应在2026年6月30日以前公布，期限已过", "任务举措 79"),
        ("规划已于2025年12月31日结束。最后一批数字应在2026年6月30日以前公布，期限已过", "2026年11月26日"),
    ),
    "en": (
        ("Day 181 of 1826 of the plan's period", "the plan had not been issued"),
        ("Day 1461 of 1826 of the plan's period", "Overdue, not found: Indicators 18"),
        ("Day 1826 of 1826 of the plan's period", "Overdue, not found: Indicators 18"),
        ("The plan ended on 31 December 2025. Its last figures were due by 30 June 2026", "Measures 79"),
        ("The plan ended on 31 December 2025. Its last figures were due by 30 June 2026", "26 November 2026"),
    ),
}


def _written(plan: Plan, day: date, language: str, *paths: str) -> list[str]:
    book = AssessedPlan(plan, assess_plan(plan, day))
    folder = "" if language == "zh" else f"{language}/"
    wanted = [folder + path for path in paths]
    found: dict[str, str] = {}
    # A page is written when it is asked for.
    for page in pages.write([book], day, Settings(), language, {}):
        if page.path in wanted:
            found[page.path] = unescape(page.markdown)
        if len(found) == len(wanted):
            break
    # Words that lead to the glossary are links; a reader sees the words.
    return [re.sub(r"\[([^\]]+)\]\([^)]*\)(?:\{ \.mz-term \})?", r"\1", found[path]) for path in wanted]


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_five_days_the_front_page_and_the_plans_page_say_different_and_true_things(
    language: str, plan_14: Plan
) -> None:
    seen: list[list[str]] = []
    for day, told in zip(DAYS, SAID[language], strict=True):
        found = _written(plan_14, day, language, "index.md", "dongyuan-hrss-14/index.md")
        for text in found:
            assert told[0] in text, day
        assert told[1] in found[0], day
        seen.append(found)
    for place in (0, 1):
        assert len({texts[place] for texts in seen}) == len(DAYS)


def test_between_the_end_and_the_last_due_day_figures_are_awaited_not_overdue() -> None:
    plan = a_plan(
        indicators=(an_indicator(),),
        observations=tuple(an_observation(str(year), 100 + 20 * (year - 2020)) for year in range(2021, 2025)),
    )
    view = a_view(plan, date(2026, 3, 1))
    (row,) = clock.silences(view)
    assert dict(row.counts) == {"reported": 0, "not_due": 0, "awaited": 1, "overdue": 0}
    assert "最后一批数字最迟2026年6月30日公布" in clock.of_plan(view)


def test_whose_duty_it_is_is_said_in_the_same_breath() -> None:
    ours = a_plan(indicators=(an_indicator(),))
    assert "期限是本站的读法" in clock.duty(a_view(ours, date(2024, 1, 1)))
    theirs = replace(
        ours,
        indicators=(an_indicator(frequency_basis=DutyBasis.SOURCE),),
        grace_months=3,
        grace_basis=DutyBasis.SOURCE,
    )
    view = a_view(theirs, date(2022, 4, 1))
    assert "来源写明了：年度数字在年后 3 个月以内" in clock.duty(view)
    state = clock.state(view.writer, view.assessment("fictional-level").reporting)
    assert "逾期未见 1 个数字，最早的是2021年的，最迟应在2022年3月31日公布（来源写明）" in state


def test_every_page_of_an_indicator_says_when_its_next_figure_is_due_and_by_whose_rule(
    plan_14: Plan,
) -> None:
    (text,) = _written(plan_14, DAYS[4], "zh", "dongyuan-hrss-14/indicators/urban-new-employment/index.md")
    assert "逾期未见 5 个数字，最早的是2021年的，最迟应在2023年11月26日公布" in text
    assert "规划没有写明，这是本站的读法" in text

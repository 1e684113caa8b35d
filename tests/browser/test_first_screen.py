"""The answer in one screen, and everything on it with a shape, a word and a name."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def _bottom(place: Locator) -> float:
    box = place.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


@pytest.mark.parametrize("plan", ["dongyuan-hrss-14", "dongyuan-hrss-13"])
def test_the_questions_and_the_counts_stand_on_a_phones_first_screen(open_page: Open, plan: str) -> None:
    page = open_page(f"/{plan}/", java_script_enabled=False)
    assert _bottom(page.locator(".mz-questions")) <= 844
    assert _bottom(page.locator("#answer .mz-outcome").nth(1)) <= 844
    for part in (".mz-outcomes", ".mz-line", ".mz-board", ".mz-last"):
        expect(page.locator(f"#answer {part}")).to_be_visible()
    expect(page.locator(".mz-last a").first).to_have_text("2023年11月26日")


@pytest.mark.parametrize("plan", ["dongyuan-hrss-14", "dongyuan-hrss-13"])
def test_in_english_the_questions_stand_there_too(open_page: Open, plan: str) -> None:
    page = open_page(f"/en/{plan}/", java_script_enabled=False)
    assert _bottom(page.locator(".mz-questions")) <= 844


def test_promises_kept_and_not_published_are_counted_and_binding_ones_come_first(open_page: Open) -> None:
    page = open_page("/dongyuan-hrss-14/")
    outcomes = page.locator(".mz-outcome")
    assert [" ".join(text.split()) for text in outcomes.all_inner_texts()] == [
        "121 项承诺",
        "0 ✓ 做到了",
        "120 ○ 未见公布，无法评判",
        "1 – 不作评价",
    ]
    first = page.locator(".mz-board > div").first
    expect(first.locator("dt")).to_have_text("约束性指标")
    assert [mark.get_attribute("title") for mark in first.locator(".mz-mark").all()] == [
        "基本医疗保险参保率",
        "失业保险参保人数",
        "工伤保险参保人数",
    ]


def test_a_miss_is_counted_as_one_and_not_hidden_in_a_sum(open_page: Open) -> None:
    page = open_page("/dongyuan-hrss-13/")
    expect(page.locator(".mz-outcome--not_kept")).to_contain_text("1")
    expect(page.get_by_role("link", name="专业技术人才总量：未达成")).to_be_visible()


def test_every_indicator_has_one_mark_with_a_name_a_shape_and_room_for_a_finger(
    open_page: Open,
) -> None:
    page = open_page("/dongyuan-hrss-14/")
    marks = page.locator(".mz-board .mz-mark")
    expect(marks).to_have_count(18)
    expect(page.locator(".mz-board > div:not(.mz-board__binding) .mz-mark")).to_have_count(15)
    for mark in marks.all():
        box = mark.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
    link = page.get_by_role("link", name="城镇新增就业人数：未见公布")
    assert link.inner_text().split("\n")[0].strip().startswith("○")
    link.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("城镇新增就业人数")


def test_the_front_page_gives_each_plan_its_answer_and_leads_to_it(open_page: Open) -> None:
    page = open_page("/", java_script_enabled=False)
    cards = page.locator(".mz-card")
    expect(cards).to_have_count(2)
    assert _bottom(cards.first.locator(".mz-questions")) <= 844
    expect(cards.first).to_contain_text("121 项承诺")
    cards.first.locator("h2 a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("十四五")


def test_what_changed_last_leads_to_that_day(open_page: Open) -> None:
    page = open_page("/dongyuan-hrss-13/")
    page.locator(".mz-last a").first.click()
    expect(page.locator("#d2023-11-26")).to_be_visible()
    assert page.url.endswith("/dongyuan-hrss-13/changes/#d2023-11-26")

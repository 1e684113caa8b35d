"""Every status with its sentence, history and other methods, as a reader of the fictional plans sees them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from site_build.data.model import Plan
from site_build.language import load
from site_build.progress import MeasureStatus, ProjectStatus, Status, assess_plan, repeated_commitments
from tests import fictional

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
PLAN = "/fictional-plan"
ZH = load("zh")


@pytest.mark.parametrize("status", list(Status))
def test_each_status_stands_on_an_indicators_page_with_the_sentence_that_led_to_it(
    open_fictional: Open, fictional_plan: Plan, status: Status
) -> None:
    assessment = next(
        row for row in assess_plan(fictional_plan, fictional.AS_OF).indicators if row.status is status
    )
    page = open_fictional(f"{PLAN}/indicators/{assessment.indicator_id}/", java_script_enabled=False)
    answer = page.locator("#status")
    expect(answer.locator(".mz-status")).to_contain_text(ZH.text(f"progress.status.{status.value}"))
    expect(answer).to_contain_text(ZH.render(assessment.explanation))


def test_every_commitment_and_measure_shows_its_status_and_sentence(
    open_fictional: Open, fictional_plan: Plan
) -> None:
    assessments = assess_plan(fictional_plan, fictional.AS_OF)
    page = open_fictional(f"{PLAN}/commitments/", java_script_enabled=False)
    elsewhere = repeated_commitments(fictional_plan)
    for commitment in assessments.commitments:
        row = page.get_by_role("row").filter(has=page.locator(f"#{commitment.commitment_id}"))
        expect(row).to_contain_text(ZH.text(f"progress.status.{commitment.status.value}"))
        # What holds of many is said once above them; what repeats an indicator, on that indicator's page.
        if commitment.latest and commitment.commitment_id not in elsewhere:
            expect(row).to_contain_text(ZH.render(commitment.explanation))
    page = open_fictional(f"{PLAN}/measures/", java_script_enabled=False)
    # The fictional plan still runs: what no report showed as completed is told once a plan is over.
    assert {row.status for row in assessments.measures} == set(MeasureStatus) - {
        MeasureStatus.NOT_SEEN_COMPLETED
    }
    for measure in assessments.measures:
        said = page.locator(f"#m-{measure.measure_id}")
        expect(said).to_contain_text(ZH.text(f"progress.status.{measure.status.value}"))
        if measure.latest:
            expect(said).to_contain_text(ZH.render(measure.explanation).strip())


@pytest.mark.parametrize("status", list(ProjectStatus))
def test_each_projects_page_shows_its_status_with_time_progress_and_money(
    open_fictional: Open, fictional_plan: Plan, status: ProjectStatus
) -> None:
    assessments = assess_plan(fictional_plan, fictional.AS_OF).projects
    # "Completed" is said where the plan sets no day: then no share of the time can have passed.
    dated = status is not ProjectStatus.COMPLETED
    assessment = next(
        row for row in assessments if row.status is status and (row.elapsed_share is not None) is dated
    )
    page = open_fictional(f"{PLAN}/projects/{assessment.project_id}/", java_script_enabled=False)
    expect(page.locator("#status")).to_contain_text(ZH.text(f"progress.status.{status.value}"))
    expect(page.locator("#status")).to_contain_text(ZH.render(assessment.explanation))
    row = page.get_by_role("row").filter(has_text="已过的时间")
    if not dated:
        expect(row).to_have_count(0)
        return
    expect(row).to_contain_text("%")
    bar = row.locator("svg")
    box = bar.bounding_box()
    assert box is not None
    assert box["height"] == 12
    assert box["width"] > 60


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_history_is_drawn_without_javascript_to_the_full_width(
    open_fictional: Open, width: int, scheme: str
) -> None:
    page = open_fictional(f"{PLAN}/history/", width=width, color_scheme=scheme, java_script_enabled=False)
    bars = page.locator("svg.mz-history__bar")
    assert bars.count() > 15
    for place in range(bars.count()):
        bar = bars.nth(place)
        box = bar.bounding_box()
        assert box is not None
        rects = [rect.bounding_box() for rect in bar.locator("rect").all()]
        assert len(rects) > 1
        assert all(rect is not None and rect["height"] >= 18 for rect in rects)
        last = rects[-1]
        assert last is not None
        assert abs(last["x"] + last["width"] - box["x"] - box["width"]) < 2


def test_a_revision_changes_the_history_and_the_old_figure_stays_to_be_seen(open_fictional: Open) -> None:
    page = open_fictional(f"{PLAN}/indicators/fictional-revised/", java_script_enabled=False)
    steps = page.locator("#history ~ ul").first.get_by_role("listitem")
    expect(steps).to_have_count(4)
    expect(steps.nth(1)).to_contain_text("2022年2月28日 ● 进度正常")
    expect(steps.nth(2)).to_contain_text("2024年6月30日 ◐ 进度偏慢")
    crossed_out = page.locator("#figures ~ div").first.locator("del")
    expect(crossed_out).to_have_text(["61 所", "71 所", "70 所", "79 所"])
    row = page.get_by_role("row").filter(has_text="70 所")
    expect(row).to_contain_text("结果，已被后来公布的数字取代")


def test_what_was_published_after_the_day_of_judgement_is_on_no_page(open_fictional: Open) -> None:
    for path in ("indicators/fictional-revised/", "history/", "changes/", ""):
        page = open_fictional(f"{PLAN}/{path}", java_script_enabled=False)
        expect(page.locator("article")).not_to_contain_text("2026年3月31日")


def test_a_share_above_the_whole_is_remarked_on(open_fictional: Open) -> None:
    page = open_fictional(f"{PLAN}/indicators/fictional-share-above-all/", java_script_enabled=False)
    expect(page.locator("#status .mz-apart")).to_contain_text(
        "2024年公布的 101.3% 超出了可能的范围（0% 至 100%）"
    )


def test_where_methods_disagree_the_reader_sees_each_ones_word_and_numbers(open_fictional: Open) -> None:
    page = open_fictional(f"{PLAN}/indicators/fictional-methods-disagree/", java_script_enabled=False)
    table = page.locator(".mz-methods table")
    rows = table.locator("tbody tr")
    expect(rows).to_have_count(4)
    expect(rows.nth(0)).to_contain_text("进度正常")
    expect(rows.nth(1)).to_contain_text("中等进展")
    expect(rows.nth(1)).to_contain_text("从2020年的 100 件到2024年的 28 件")
    expect(rows.nth(3)).to_contain_text("太阳")
    expect(page.locator("#methods ~ .mz-apart").first).to_contain_text(
        "本站、德国联邦统计局：赶得上；欧盟统计局、加拿大统计局：赶不上"
    )


def test_the_methods_lead_to_their_formulas(open_fictional: Open) -> None:
    page = open_fictional(f"{PLAN}/indicators/fictional-off-track/")
    page.locator("#methods ~ p").first.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/methodology/#other-methods$"))
    expect(page.locator("#other-methods")).to_be_in_viewport()


def test_the_matrix_shows_how_often_any_two_methods_agree(open_fictional: Open) -> None:
    page = open_fictional("/methodology/", java_script_enabled=False)
    rows = page.get_by_role("table").filter(has_text="16/16").locator("tbody tr")
    expect(rows).to_have_count(4)
    cells = [row.locator("td").all_inner_texts()[1:] for row in rows.all()]
    for line, row in enumerate(cells):
        for column, cell in enumerate(row):
            same, both = (int(part) for part in cell.split("/"))
            assert both > 0
            assert same <= both
            assert cell == cells[column][line]
            assert (same == both) or line != column
    expect(page.locator("#apart ~ ul").first.get_by_role("listitem").first).to_be_visible()


def test_departments_are_ranked_and_disagreeing_rates_listed(open_fictional: Open) -> None:
    page = open_fictional("/quality/", java_script_enabled=False)
    departments = page.get_by_role("table").filter(has_text="虚构乙局").locator("tbody tr")
    expect(departments).to_have_count(3)
    for place, name in enumerate(("虚构甲局", "虚构乙局", "虚构丙局")):
        expect(departments.nth(place)).to_contain_text(name)
    rates = page.get_by_role("table").filter(has_text="来源写的").first.locator("tbody tr")
    expect(rates).to_have_count(1)
    expect(rates).to_contain_text("97%")
    expect(rates).to_contain_text("96.35%，取同样的小数位是 96%")


def test_the_overview_counts_the_binding_indicators_apart(open_fictional: Open) -> None:
    page = open_fictional(f"{PLAN}/", java_script_enabled=False)
    expect(page.locator("article")).to_contain_text("约束性指标 4 项：✓ 已达成 1 项、● 进度正常 1 项")
    expect(page.locator("article")).to_contain_text("预期性指标 28 项")
    expect(page.locator("article")).to_contain_text("属性没有写明的指标 1 项")
    expect(page.locator("article")).to_contain_text("不合成总分")


def test_an_indicator_is_compared_with_the_plan_before_and_after(open_fictional: Open) -> None:
    page = open_fictional(f"{PLAN}/indicators/fictional-share-above-all/")
    expect(page.locator("#plans ~ .mz-apart").first).to_contain_text("前一个规划的单位是人，后一个规划是%")
    page.get_by_role("link", name="上一个规划").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("上一个规划里按人数算")
    expect(page.get_by_role("link", name="下一个规划")).to_be_visible()


def test_no_page_of_the_fictional_plans_is_wider_than_a_phone(open_fictional: Open) -> None:
    page = open_fictional("/")
    root = page.url.rstrip("/")
    for path in (
        f"{PLAN}/",
        f"{PLAN}/history/",
        f"{PLAN}/indicators/",
        f"{PLAN}/indicators/fictional-long-unreported-with-a-very-long-name/",
        f"{PLAN}/indicators/fictional-cumulative/",
        f"{PLAN}/projects/fictional-project-late/",
        f"{PLAN}/commitments/",
        "/methodology/",
        "/quality/",
    ):
        page.goto(f"{root}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path

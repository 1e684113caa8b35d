"""Tables that a reader sorts, filters, sends on and takes away."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
PLAN_13, PLAN_14 = "/dongyuan-hrss-13/indicators/", "/dongyuan-hrss-14/indicators/"


def _names(page: Page) -> list[str]:
    # The form is shown once its script has read the address.
    expect(page.locator(".mz-filters [role=status]")).not_to_be_empty()
    return page.locator("article table").first.locator("tbody tr:visible td:nth-child(2)").all_inner_texts()


def _state(page: Page) -> str:
    return page.locator(".mz-filters [role=status]").inner_text()


def test_an_answer_of_the_interface_is_tried_on_its_page(open_page: Open) -> None:
    page = open_page("/data/api/")
    form = page.locator("form.mz-try")
    page.get_by_label("路径").fill("/plans/dongyuan-hrss-14/progress.json")
    form.get_by_role("button").click()
    expect(form.locator("pre")).to_contain_text("urban-new-employment")
    for outside in ("/plans/nowhere.json", "../../data.json", "https://elsewhere.example/index.json", "//a"):
        page.get_by_label("路径").fill(outside)
        form.get_by_role("button").click()
        expect(form.get_by_role("status")).to_contain_text("没有这个路径")
        expect(form.locator("pre")).to_be_hidden()


def test_rows_are_chosen_by_theme_and_verdict_and_the_choice_stands_in_the_address(open_page: Open) -> None:
    page = open_page(PLAN_13)
    everything = _names(page)
    assert len(everything) == 15
    page.get_by_label("评判").select_option(label="未达成")
    assert _names(page) == ["专业技术人才总量"]
    assert "显示 1 项，共 15 项" in _state(page)
    assert "status=missed" in page.url
    sent = page.url.split("/", 3)[3]
    again = open_page(f"/{sent}")
    assert _names(again) == ["专业技术人才总量"]
    again.get_by_role("button", name="清除筛选").click()
    expect(again.locator(".mz-filters [role=status]")).to_contain_text("显示 15 项")
    assert "status" not in again.url


def test_words_filter_as_they_are_typed_and_nothing_left_is_said(open_page: Open) -> None:
    page = open_page(PLAN_14)
    page.get_by_label("名称里含有").fill("参保")
    assert all("参保" in name for name in _names(page))
    page.get_by_label("名称里含有").fill("没有这样的指标")
    assert not _names(page)
    assert "显示 0 项" in _state(page)


def test_columns_sort_by_keyboard_and_the_order_stands_in_the_address(open_page: Open) -> None:
    page = open_page(PLAN_13, width=1280)
    button = page.get_by_role("columnheader", name="评判").get_by_role("button")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="评判")).to_have_attribute("aria-sort", "ascending")
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="评判")).to_have_attribute("aria-sort", "descending")
    page.wait_for_url("**sort=rank*")
    order = page.locator("article table").first.locator("tbody tr td:last-child").all_inner_texts()
    assert "不作评价" in order[0]
    assert "未达成" in order[1]
    again = open_page("/" + page.url.split("/", 3)[3], width=1280)
    expect(again.get_by_role("columnheader", name="评判")).to_have_attribute("aria-sort", "descending")


def test_the_rows_shown_can_be_taken_away(open_page: Open, site: Path) -> None:
    page = open_page(PLAN_13)
    page.get_by_label("评判").select_option(label="未达成")
    with page.expect_download() as taken:
        page.get_by_role("button", name="下载这些行").click()
    assert taken.value.suggested_filename == "dongyuan-hrss-13-progress-筛选.csv"
    data = Path(taken.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    published = (site / "data/dongyuan-hrss-13/progress.csv").read_bytes().decode("utf-8-sig")
    whole = {row["indicator_id"]: row for row in csv.DictReader(io.StringIO(published, newline=""))}
    assert rows == [whole["professional-technical-personnel"]]


@pytest.mark.parametrize("path", ["/dongyuan-hrss-14/commitments/", "/dongyuan-hrss-14/projects/"])
def test_commitments_and_projects_can_be_chosen_from_too(open_page: Open, path: str) -> None:
    page = open_page(path)
    page.get_by_label("名称里含有").fill("粤菜师傅")
    rows = page.locator("article table").first.locator("tbody tr:visible")
    assert 0 < rows.count() < 8
    with page.expect_download() as taken:
        page.get_by_role("button", name="下载这些行").click()
    assert Path(taken.value.path()).read_bytes().count(b"\r\n") >= rows.count()


def _tasks(page: Page) -> list[str]:
    expect(page.locator(".mz-filters [role=status]")).not_to_be_empty()
    summaries = page.locator(".mz-tasks li:visible summary").all_inner_texts()
    # The sign and, where a report was published, the word before the title.
    return [text.splitlines()[-1].split(" ")[-1] for text in summaries]


def test_the_tasks_of_a_plans_text_are_chosen_by_chapter_and_words(open_page: Open) -> None:
    page = open_page("/dongyuan-hrss-14/measures/")
    assert len(_tasks(page)) == 79
    page.get_by_label("章").select_option(label="第 3 章")
    page.get_by_label("名称里含有").fill("创业")
    found = _tasks(page)
    assert "促进创业带动就业" in found
    assert f"显示 {len(found)} 项，共 79 项" in _state(page)
    assert "chapter=3" in page.url
    assert _tasks(open_page("/" + page.url.split("/", 3)[3])) == found
    with page.expect_download() as taken:
        page.get_by_role("button", name="下载这些行").click()
    rows = list(csv.DictReader(io.StringIO(Path(taken.value.path()).read_text("utf-8-sig"), newline="")))
    assert [row["title"] for row in rows] == found
    # What all rows share is no choice: nothing was published, no department is named.
    expect(page.get_by_label("评判")).to_have_count(0)


def test_tasks_are_chosen_by_department_state_and_whether_reported(open_fictional: Open) -> None:
    path = "/fictional-plan/measures/"
    page = open_fictional(path)
    assert len(_tasks(page)) == 5
    page.get_by_label("有没有公布").select_option(label="未见公布")
    assert _tasks(page) == ["虚构任务：未公布"]
    page.get_by_role("button", name="清除筛选").click()
    page.get_by_label("责任部门").select_option(index=2)
    page.get_by_label("评判").select_option(label="已放弃")
    assert _tasks(page) == ["虚构任务：已放弃"]
    expect(page.locator(".mz-chapter:visible")).to_have_count(1)


def test_english_tables_speak_english(open_page: Open) -> None:
    page = open_page(f"/en{PLAN_14}")
    page.get_by_label("Theme").select_option(label="Employment")
    assert _names(page) == ["New urban employment"]
    assert "1 of 18 shown" in _state(page)


def test_without_javascript_the_table_is_complete_and_no_idle_form_is_shown(open_page: Open) -> None:
    rows = "article table tbody tr:visible:has(.mz-row)"
    for path, shown, count in (
        (PLAN_14, rows, 18),
        ("/dongyuan-hrss-14/commitments/", rows, 30),
        ("/dongyuan-hrss-14/measures/", ".mz-tasks li:visible", 79),
    ):
        page = open_page(path, java_script_enabled=False)
        expect(page.locator(shown)).to_have_count(count)
        expect(page.locator(".mz-filters")).to_be_hidden()


def test_a_task_says_what_it_is_about_once_opened_without_a_script_too(open_page: Open) -> None:
    page = open_page("/dongyuan-hrss-14/measures/", java_script_enabled=False)
    page.get_by_text("促进创业带动就业").first.click()
    expect(page.get_by_text("改进创业培训并监管其质量")).to_be_visible()


def test_an_address_of_a_task_opens_it(open_page: Open) -> None:
    page = open_page("/dongyuan-hrss-14/measures/#m-3-2-2")
    expect(page.get_by_text("改进创业培训并监管其质量")).to_be_visible()


def test_no_sentence_is_said_of_every_task_or_promise_again(open_page: Open) -> None:
    for path in ("measures/", "commitments/"):
        text = open_page(f"/dongyuan-hrss-14/{path}").locator("article").text_content() or ""
        for said in ("未见公布进展", "未见公布数字", "与指标表相同"):
            assert text.count(said) <= 1, (path, said)

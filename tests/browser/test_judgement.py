"""Every status with its sentence, as a reader of the fictional plans sees them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from site_build.language import load
from site_build.model import Plan
from site_build.progress import Status, assess_plan
from tests import fictional

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
PLAN = "/fictional-plan"


@pytest.mark.parametrize("status", list(Status))
def test_each_status_stands_on_an_indicators_page_with_the_sentence_that_led_to_it(
    open_fictional: Open, fictional_plan: Plan, status: Status
) -> None:
    verdict = next(
        row for row in assess_plan(fictional_plan, fictional.AS_OF).indicators if row.status is status
    )
    page = open_fictional(f"{PLAN}/indicators/{verdict.indicator_id}/", java_script_enabled=False)
    answer = page.locator("#status")
    expect(answer.locator(".mz-status")).to_contain_text(load("zh").text(f"status.{status.value}"))
    expect(answer).to_contain_text(load("zh").render(verdict.explanation))

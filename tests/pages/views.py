"""Views of plans for tests of single pages, without charts; and a page's text as a reader sees it."""

from datetime import date
from html import unescape

from site_build.data.model import Plan
from site_build.language import load
from site_build.pages.plan_view import PlanView
from site_build.pages.writer import Page, Writer
from site_build.progress import THRESHOLDS, Grace, Thresholds, assess_plan
from site_build.progress.assessed_plan import AssessedPlan


def a_view(
    plan: Plan,
    day: date,
    *,
    language: str = "zh",
    previous: Plan | None = None,
    following: Plan | None = None,
    thresholds: Thresholds = THRESHOLDS,
    grace: Grace | None = None,
) -> PlanView:
    """A plan judged on a day, with its neighbours, in a language."""

    def assessed_plan(of: Plan) -> AssessedPlan:
        return AssessedPlan(of, assess_plan(of, day, thresholds, grace))

    whole = AssessedPlan(
        plan,
        assess_plan(plan, day, thresholds, grace),
        previous and assessed_plan(previous),
        following and assessed_plan(following),
    )
    return PlanView(whole, Writer(load(language)))


def text_of(page: Page) -> str:
    """A page's Markdown with its entities read."""
    return unescape(page.markdown)

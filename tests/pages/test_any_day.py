"""The pages of a past day: whole, and silent about what came later."""

from datetime import date, timedelta
from html import unescape

import pytest

from site_build import pages
from site_build.data.model import Plan
from site_build.language import LANGUAGES, load
from site_build.progress import assess_plan
from site_build.progress.assessed_plan import AssessedPlan
from site_build.settings import Settings


def written(plans: tuple[Plan, ...], day: date, language: str) -> dict[str, str]:
    bare = {plan.id: AssessedPlan(plan, assess_plan(plan, day)) for plan in plans}
    assessed_plans = [
        AssessedPlan(
            plan,
            bare[plan.id].assessments,
            bare.get(plan.predecessor),
            next((bare[later.id] for later in plans if later.predecessor == plan.id), None),
        )
        for plan in plans
    ]
    made = pages.write(assessed_plans, day, Settings(), language, {})
    return {page.path: unescape(page.markdown) for page in made}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "day",
    [
        date(2015, 6, 30),
        date(2021, 1, 1),
        date(2022, 2, 28),
        date(2023, 6, 30),
        date(2024, 1, 1),
        date(2026, 11, 26),
    ],
)
def test_every_page_is_written_and_names_no_later_day_of_publication(
    fictional_plans: tuple[Plan, ...], day: date, language: str
) -> None:
    catalogue = load(language)
    reported = {
        row.published
        for plan in fictional_plans
        for rows in (plan.observations, plan.project_updates, plan.commitment_updates, plan.measure_updates)
        for row in rows
    }
    # A document's own day, the days that end a period and those that a figure is due by may be named
    # before they come.
    later = {published for published in reported if published > day + timedelta(days=1)}
    later -= {source.published for plan in fictional_plans for source in plan.sources}
    for plan in fictional_plans:
        judged = assess_plan(plan, day)
        later -= {row.reporting.due for row in (*judged.indicators, *judged.projects)}
    found = written(fictional_plans, day, language)
    assert len(found) > 50
    for path, text in found.items():
        told = [published for published in later if catalogue.date(published) in text]
        assert not told, f"{path} tells of {told}"


@pytest.mark.parametrize("day", [date(2022, 12, 31), date(2026, 11, 26)])
def test_the_real_plans_are_written_on_any_day(plans: tuple[Plan, ...], day: date) -> None:
    assert len(written(plans, day, "zh")) > 50

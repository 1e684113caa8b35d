"""A project's time, progress and money as its page shows them."""

from datetime import date

import pytest

from site_build.data.model import Plan
from site_build.pages import projects
from tests import fictional
from tests.pages.views import a_view


@pytest.mark.parametrize(
    ("project", "shown"),
    [
        ("fictional-project-on-time", ["50.0%", "52.0%", "51.7%"]),
        ("fictional-project-delayed", ["75.0%", "未见公布", "40.0%"]),
        ("fictional-project-planned", ["0.0%", "未见公布", "未见公布"]),
        ("fictional-project-late", ["100.0%", "100.0%", "113.3%"]),
    ],
)
def test_time_stands_beside_physical_progress_and_investment(
    fictional_plan: Plan, project: str, shown: list[str]
) -> None:
    found = projects.shares(a_view(fictional_plan, fictional.AS_OF), project)
    assert found is not None
    assert [name for name, _, _ in found.rows] == ["elapsed", "physical", "money"]
    assert [text for _, text, _ in found.rows] == shown


def test_a_bar_ends_at_the_whole_and_is_missing_where_nothing_is_known(fictional_plan: Plan) -> None:
    view = a_view(fictional_plan, fictional.AS_OF)
    late = projects.shares(view, "fictional-project-late")
    delayed = projects.shares(view, "fictional-project-delayed")
    assert late is not None
    assert delayed is not None
    assert [width for _, _, width in late.rows] == ["100.0%", "100.0%", "100.0%"]
    assert [width for _, _, width in delayed.rows] == ["75.0%", "", "40.0%"]


def test_a_programme_of_which_nothing_is_known_has_no_shares(fictional_plan: Plan) -> None:
    assert projects.shares(a_view(fictional_plan, fictional.AS_OF), "fictional-programme") is None


def test_the_real_training_base_was_finished_before_its_time_was_over(plan_14: Plan) -> None:
    found = projects.shares(a_view(plan_14, date(2026, 11, 26)), "cantonese-chef-training-base")
    assert found is not None
    assert "2022年4月" in found.until
    assert [text for _, text, _ in found.rows] == ["77.8%", "未见公布", "未见公布"]

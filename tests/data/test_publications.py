"""What was published when, told once for the page, the overview and the feed."""

from datetime import date

from site_build.data.model import ObservationStatus, Plan
from site_build.data.publications import publications
from site_build.language import load
from tests.builders import a_plan, an_indicator, an_observation

AS_OF = date(2026, 11, 24)


def test_the_newest_day_comes_first_and_nothing_from_after_the_day_of_judgement() -> None:
    plan = a_plan(
        indicators=(an_indicator(),),
        observations=(
            an_observation("2021", 110),
            an_observation("2022", 130),
            an_observation("2023", 150, published="2027-01-01"),
        ),
    )
    rows = publications(plan, AS_OF)
    assert [row.day for row in rows] == [date(2023, 3, 31), date(2022, 3, 31)]
    assert load("zh").render(rows[0].said) == "虚构指标，2022年：130 人"
    assert load("en").render(rows[0].said) == "Fictional indicator, 2022: 130 people"


def test_a_revised_figure_says_that_it_is_one() -> None:
    plan = a_plan(
        indicators=(an_indicator(),),
        observations=(
            an_observation("2022", 130),
            an_observation("2022", 128, status=ObservationStatus.REVISED, published="2024-01-01"),
        ),
    )
    assert load("zh").render(publications(plan, AS_OF)[0].said).endswith("（修订数）")


def test_the_only_report_of_the_fourteenth_plan_is_the_finished_training_base(plan_14: Plan) -> None:
    rows = publications(plan_14, AS_OF)
    assert [(row.day, row.resource, row.row_id) for row in rows] == [
        (date(2023, 11, 26), "projects", "cantonese-chef-training-base")
    ]
    assert load("en").render(rows[0].said) == "Dongyuan Cantonese Chef Training Base, April 2022: Completed"

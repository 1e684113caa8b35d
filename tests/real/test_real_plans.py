"""Real plans with real figures are read, judged and written: what is known, and gaps as gaps."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from site_build import exports, pages
from site_build.data import package
from site_build.data.citations import CitedSite
from site_build.data.model import AmountBasis, Plan, Qualifier, TargetKind
from site_build.language import LANGUAGES, load
from site_build.progress import PlanAssessment, assess_plan
from site_build.progress.assessed_plan import AssessedPlan
from site_build.settings import Settings

AS_OF = date(2026, 11, 26)
FOLDER = Path(__file__).parent


@pytest.fixture(scope="module")
def plans() -> tuple[Plan, ...]:
    """The nation's plan for human resources, its main indicators, and a province's plan."""
    return package.read_all(package.find(FOLDER))


def _plan(plans: Sequence[Plan], name: str) -> tuple[Plan, PlanAssessment]:
    plan = next(plan for plan in plans if plan.id == name)
    return plan, assess_plan(plan, AS_OF)


def _explained(assessments: PlanAssessment, indicator_id: str) -> str:
    row = next(row for row in assessments.indicators if row.indicator_id == indicator_id)
    return load("zh").render(row.explanation)


def test_all_main_indicators_of_the_nation_fit_the_model(plans: Sequence[Plan]) -> None:
    plan, assessments = _plan(plans, "national-fyp-14")
    assert len(plan.indicators) == len(assessments.indicators) == 20
    kinds = {row.name: row.target_kind for row in plan.indicators}
    assert kinds["居民人均可支配收入增长"] is TargetKind.TEXT
    assert kinds["人均预期寿命"] is TargetKind.INCREASE_BY
    assert kinds["全社会研发经费投入增长"] is TargetKind.ANNUAL_GROWTH
    assert sorted(row.name for row in plan.indicators if row.target_kind is TargetKind.NONE) == [
        "地级及以上城市空气质量优良天数比率",
        "地表水达到或好于Ⅲ类水体比例",
        "能源综合生产能力",
    ]
    told = {row.indicator_id: row.status.value for row in assessments.indicators}
    assert {told["income-growth"], told["gdp-growth"], told["energy-capacity"]} == {"not_assessable"}


def test_new_urban_jobs_are_summed_from_years_and_agree_with_the_printed_total(plans: Sequence[Plan]) -> None:
    plan, assessments = _plan(plans, "national-hrss-14")
    rows = plan.observations_of("urban-new-employment")
    years = [row for row in rows if row.basis is AmountBasis.IN_PERIOD]
    assert sum(row.value or 0 for row in years) == Decimal(6242)
    assert {str(row.period) for row in rows if row.basis is AmountBasis.YEAR_TO_DATE} >= {
        "2023-Q1",
        "2023-H1",
        "2023-09",
    }
    total = next(row for row in rows if row.text == "超过6200")
    assert (total.qualifier, total.basis, str(total.period)) == (Qualifier.MORE_THAN, "to_date", "2025")
    status = next(row.status for row in assessments.indicators if row.indicator_id == "urban-new-employment")
    assert status.value == "achieved"
    assert "5000" in _explained(assessments, "urban-new-employment")


def test_a_year_above_the_ceiling_is_told_even_where_the_last_one_is_below(plans: Sequence[Plan]) -> None:
    plan, assessments = _plan(plans, "national-hrss-14")
    indicator = plan.indicator("surveyed-unemployment-rate")
    assert (indicator.target_kind, indicator.target_value) == (TargetKind.AT_MOST, Decimal("5.5"))
    row = next(row for row in assessments.indicators if row.indicator_id == indicator.id)
    assert row.status.value == "achieved"
    assert any("2022" in load("zh").render(caution) for caution in row.cautions)


def test_what_is_known_from_reports_only_says_so_and_what_was_not_found_is_empty(
    plans: Sequence[Plan],
) -> None:
    for plan in plans:
        for indicator in plan.indicators:
            remarks = {note.id for note in plan.notes_on("indicators", indicator.id)}
            if indicator.target_kind is TargetKind.NONE:
                assert f"{indicator.id}-no-target" in remarks
        assert all(row.source_id and row.text for row in plan.observations)
    plan, _ = _plan(plans, "national-hrss-14")
    assert not plan.observations_of("dispute-mediation-success-rate")
    assert Counter(note.kind.value for note in plan.notes)["noteworthy"] > 10


def test_their_files_are_made_also_where_a_document_has_no_day(plans: Sequence[Plan]) -> None:
    assert any(source.published is None for plan in plans for source in plan.sources)
    for plan in plans:
        found = exports.plan_data(
            plan, assess_plan(plan, AS_OF), exports.read_source(plan, FOLDER / plan.id), CitedSite()
        )
        assert f"data/{plan.id}/progress.csv" in found


def test_their_pages_are_written_in_both_languages(plans: Sequence[Plan]) -> None:
    assessed = [AssessedPlan(plan, assess_plan(plan, AS_OF)) for plan in plans]
    for language in LANGUAGES:
        found = {
            page.path: page.markdown for page in pages.write(assessed, AS_OF, Settings(), language, {}, {})
        }
        prefix = "" if language == "zh" else "en/"
        page = found[f"{prefix}national-hrss-14/indicators/surveyed-unemployment-rate/index.md"]
        assert "5.6" in page

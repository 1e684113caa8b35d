"""The numbers on the methodology page are the program's own, in every language."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from site_build.language import LANGUAGES, load
from site_build.pages import hand_written, methodology
from site_build.pages.plan_view import PlanView
from site_build.pages.writer import Writer
from site_build.progress import GRACE, THRESHOLDS, Status
from site_build.progress.other_methods import eurostat, germany, statistics_canada
from tests.builders import a_plan, an_indicator, an_observation
from tests.pages.views import a_view, text_of

ROOT = Path(__file__).resolve().parents[2]
SLOW = a_plan(indicators=(an_indicator(),), observations=(an_observation("2021", "118.5"),))
DAY = date(2022, 12, 31)


def written(language: str, views: Sequence[PlanView] = ()) -> str:
    writer = Writer(load(language))
    source = hand_written.read(ROOT, language)["methodology/index.md"]
    page = writer.page_from_text("methodology/index.md", source, **methodology.context(writer, views))
    return text_of(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_changed_threshold_changes_the_page_and_the_verdict_together(language: str) -> None:
    usual = a_view(SLOW, DAY, language=language)
    strict = a_view(
        SLOW,
        DAY,
        language=language,
        thresholds=replace(THRESHOLDS, on_track=Fraction(9, 10), trend_figures=7),
    )
    assert usual.assessment("fictional-level").status is Status.AT_RISK
    assert strict.assessment("fictional-level").status is Status.ON_TRACK
    before, after = written(language, [usual]), written(language, [strict])
    assert "0.95 × s" in before
    assert "0.9 × s" in after
    assert "0.95" not in after
    assert re.search(r"至少要有 7 个不同年份|at least 7 different years", after)


@pytest.mark.parametrize("language", LANGUAGES)
def test_changed_months_of_grace_change_the_page_and_what_is_overdue(language: str) -> None:
    patient = a_view(SLOW, date(2023, 12, 31), language=language, grace=replace(GRACE, annual=14))
    hasty = a_view(SLOW, date(2023, 12, 31), language=language)
    assert len(hasty.assessed_plan.assessments.overdue) == 1
    assert patient.assessed_plan.assessments.overdue == ()
    assert re.search(r"\| 14 个月以内 \||\| 14 \|", written(language, [patient]))
    assert re.search(r"最迟2025年2月28日|by 28 February 2025", written(language, [patient]))
    assert re.search(r"最迟2024年6月30日|by 30 June 2024", written(language, [hasty]))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("module", "name", "value", "shown"),
    [
        (eurostat, "SIGNIFICANT", Fraction(88, 100), "R ≥ 88%"),
        (eurostat, "MODERATE", Fraction(44, 100), "0% ≤ R < 44%"),
        (statistics_canada, "ON_TRACK", Fraction(93, 100), "R ≥ 93%"),
        (statistics_canada, "ACCELERATION", Fraction(47, 100), "47% ≤ R <"),
        (statistics_canada, "LOWEST", Fraction(-33, 100), "−33%"),
        (statistics_canada, "HIGHEST", Fraction(222, 100), "222%"),
        (germany, "SLIGHT", Fraction(7, 100), "7% ≤"),
        (germany, "WIDE", Fraction(23, 100), "> 23%"),
        (germany, "MOST_POINTS", 11, "11"),
        (germany, "FEWEST_POINTS", 9, "9"),
    ],
)
def test_the_lines_of_other_methods_are_printed_from_the_code_that_grades(
    monkeypatch: pytest.MonkeyPatch, language: str, module: object, name: str, value: Fraction, shown: str
) -> None:
    before = written(language)
    monkeypatch.setattr(module, name, value)
    after = written(language)
    assert after != before
    assert shown in after


def test_those_constants_are_the_ones_that_grade(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eurostat, "SIGNIFICANT", Fraction(88, 100))
    monkeypatch.setattr(statistics_canada, "ON_TRACK", Fraction(88, 100))
    monkeypatch.setattr(germany, "WIDE", Fraction(88, 100))
    assert eurostat.category(Fraction(9, 10)) == "significant"
    assert statistics_canada.category(Fraction(9, 10)) == "on_track"
    assert germany.category(Fraction(1), Fraction(1, 2)) == "sun_and_cloud"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_typed_by_hand_into_the_page(language: str) -> None:
    source = hand_written.read(ROOT, language)["methodology/index.md"]
    prose = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{: .*?\}", "", source)
    assert re.findall(r"(?<![\d(−] )\b(?:[1-9]\d*(?:\.\d+)?)%", prose) == []
    assert "0.95" not in prose
    assert "0.6" not in prose
    assert re.findall(r"\d+ (?:个月|months|个数字|figures|个百分点|percentage points)", prose) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_publications_are_cited(language: str) -> None:
    text = written(language)
    for cited in (
        "Sustainable development in the European Union: Monitoring report on progress towards the SDGs",
        "open-sdg.readthedocs.io/en/latest/progress-methodology",
        "sdgcif-data-canada-oddcic-donnee.github.io/methodology",
        "dns-indikatoren.de/en/status",
    ):
        assert cited in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_every_method_is_brought_to_one_of_three(language: str) -> None:
    writer = Writer(load(language))
    rows = methodology.outlooks(writer)
    assert len(rows) == 3
    said = " ".join(word for _, words in rows for word in words)
    for module in (eurostat, statistics_canada, germany):
        for category in module.CATEGORIES:
            assert load(language).text(f"progress.{module.METHOD}.{category}") in said

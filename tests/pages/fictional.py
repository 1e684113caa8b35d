"""Plans of odd shapes, made up for tests, and pages rendered from them.  No figure here was published."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, replace
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from site_build import language, pages, periods
from site_build.charts import vega
from site_build.charts.vega import Charts
from site_build.data.model import (
    Attribute,
    Commitment,
    Department,
    Direction,
    Fact,
    Indicator,
    Measure,
    MeasureState,
    MeasureUpdate,
    Note,
    NoteKind,
    Observation,
    Plan,
    Project,
    ProjectKind,
    ProjectUpdate,
    Stage,
    TargetKind,
    Theme,
)
from site_build.progress import PlanAssessment, assess_plan
from site_build.progress.assessed_plan import AssessedPlan
from site_build.settings import Settings
from site_build.site import assets, layout
from site_build.site.renderer import render_tree
from tests.builders import a_plan, an_indicator, an_observation

ROOT = Path(__file__).resolve().parent.parent.parent
AS_OF = date(2024, 6, 30)
REPOSITORY = "https://github.com/fictional/data"
LONG = "虚构的、名字长得出奇的、分为许多类别并且跨部门跨层级统计的公共服务事项办理情况综合指标"
LONG_EN = (
    "A fictional indicator whose name goes on and on across classes, departments and levels of government, "
    "with anunreasonablylongwordthatnobodyhasbrokenanywhere in it"
)


def a_project(**changes: Any) -> Project:
    """A fictional project from 2021 to 2023."""
    row: dict[str, Any] = {field.name: "" for field in fields(Project) if field.default is MISSING} | {
        "id": "fictional-project",
        "name": "虚构项目",
        "name_en": "Fictional project",
        "kind": ProjectKind.PROJECT,
        "start": periods.parse("2021"),
        "end": periods.parse("2023"),
        "total_investment": Decimal(100),
        "invested_before": None,
        "invested_planned": None,
        "currency_unit": "万元",
        "source_id": "fictional-source",
        "locator": "虚构附件",
    }
    return Project(**(row | changes))


def a_report(period: str, stage: Stage, **changes: Any) -> ProjectUpdate:
    """A fictional report on the project, published in the following March."""
    row: dict[str, Any] = {
        "project_id": "fictional-project",
        "period": periods.parse(period),
        "published": date(int(period[:4]) + 1, 3, 1),
        "stage": stage,
        "invested_to_date": None,
        "physical_progress": None,
        "text": "虚构进展",
        "source_id": "fictional-source",
        "locator": "",
    }
    return ProjectUpdate(**(row | changes))


def a_commitment(**changes: Any) -> Commitment:
    """A fictional commitment of 30 things by 2025."""
    row: dict[str, Any] = {field.name: "" for field in fields(Commitment) if field.default is MISSING} | {
        "id": "fictional-commitment",
        "subject": "虚构承诺",
        "subject_en": "Fictional commitment",
        "target_kind": TargetKind.AT_LEAST,
        "target_value": Decimal(30),
        "unit": "个",
        "due": periods.parse("2025"),
        "source_id": "fictional-source",
        "locator": "虚构章节",
    }
    return Commitment(**(row | changes))


def a_measure(number: int, **changes: Any) -> Measure:
    """A fictional measure of the first chapter."""
    row: dict[str, Any] = {
        "id": f"1-1-{number}",
        "chapter": "1",
        "section": "1",
        "item": str(number),
        "title": f"虚构任务 {number}",
        "summary": "虚构内容。",
        "department_id": "",
        "locator": "虚构章节",
    }
    return Measure(**(row | changes))


def a_measure_report(number: int, state: MeasureState) -> MeasureUpdate:
    """A fictional report on that measure."""
    return MeasureUpdate(
        f"1-1-{number}", periods.parse("2023"), date(2024, 2, 1), state, "虚构", "", "fictional-source"
    )


@cache
def nothing() -> Plan:
    """A plan whose tables are all empty."""
    return a_plan(id="fictional-nothing", title="虚构空规划（仅供测试）", themes=(), description="")


@cache
def one() -> Plan:
    """One indicator with one figure, no English anywhere, no department, no project."""
    return a_plan(
        id="fictional-one",
        title="虚构独项规划（仅供测试）",
        title_en="",
        authority_en="",
        jurisdiction_en="",
        themes=(Theme("fictional-theme", "虚构分组", "", 1),),
        indicators=(an_indicator(name_en="", unit_en="", target_text="", baseline_text=""),),
        observations=(an_observation("2022", 150),),
    )


@cache
def measures_only() -> Plan:
    """No indicator at all, only tasks, one of them delivered."""
    return a_plan(
        id="fictional-measures",
        title="虚构任务规划（仅供测试）",
        themes=(),
        measures=tuple(a_measure(number) for number in range(1, 5)),
        measure_updates=(a_measure_report(1, MeasureState.DELIVERED),),
    )


@cache
def hundred() -> Plan:
    """A hundred indicators of every fate in themes with long names, and everything else a plan can have."""
    themes = (
        Theme("theme-a", "虚构分组甲", "Fictional theme A", 1),
        Theme("theme-b", LONG, LONG_EN, 2),
        Theme("theme-c", "丙", "C", 3),
    )
    indicators = tuple(_numbered(number) for number in range(1, 101))
    return a_plan(
        id="fictional-hundred",
        title=f"{LONG}百项规划（仅供测试）",
        title_en=f"{LONG_EN}: a plan of a hundred (for tests only)",
        themes=themes,
        departments=(
            Department("fictional-bureau", LONG + "局", LONG_EN),
            Department("fictional-idle", "虚构闲局", ""),
        ),
        indicators=indicators,
        observations=tuple(row for each in indicators for row in _figures(each)),
        projects=(a_project(name=LONG, name_en=LONG_EN, department_id="fictional-bureau"),),
        project_updates=(a_report("2023", Stage.COMPLETED, invested_to_date=Decimal(90)),),
        commitments=(
            a_commitment(),
            a_commitment(
                id="fictional-repeat", indicator_id="fictional-1", unit="人", target_value=Decimal(200)
            ),
        ),
        measures=tuple(a_measure(number, department_id="fictional-bureau") for number in range(1, 4)),
        measure_updates=(
            a_measure_report(1, MeasureState.DROPPED),
            a_measure_report(2, MeasureState.IN_PROGRESS),
        ),
        facts=(
            Fact(
                "fictional-fact",
                "虚构回顾",
                Decimal("7.5"),
                "亿元",
                "2016/2020",
                "fictional-source",
                "虚构章节",
            ),
        ),
        notes=(
            Note("n1", "indicators", "fictional-1", "", NoteKind.CONTRADICTION, "虚构编者注。", ""),
            Note("n2", "sources", "fictional-source", "", NoteKind.CONTRADICTION, "虚构来源注。", ""),
        ),
    )


def _numbered(number: int) -> Indicator:
    return an_indicator(
        id=f"fictional-{number}",
        number=str(number),
        theme_id=("theme-a", "theme-b", "theme-b", "theme-c")[number % 4],
        name=LONG if number % 7 == 0 else f"虚构指标 {number}",
        name_en=LONG_EN if number % 7 == 0 else "",
        unit="虚构万人次标准单位" if number % 11 == 0 else "人",
        attribute=Attribute.BINDING if number % 5 == 0 else Attribute.EXPECTED,
        department_id="fictional-bureau" if number % 3 == 0 else "",
        parent_id="fictional-1" if number == 2 else "",
        direction=Direction.UP,
        definition="虚构定义。" if number == 1 else "",
    )


def _figures(indicator: Indicator) -> list[Observation]:
    """Of every eight indicators one is not reported; the others run from falling behind to achieved."""
    place = int(indicator.number) % 8
    if place == 0:
        return []
    return [an_observation("2023", 70 + 20 * place, indicator_id=indicator.id)]


def many(count: int) -> list[Plan]:
    """That many plans, for the front page."""
    shapes = (one(), measures_only(), nothing())
    return [
        replace(
            shapes[number % 3],
            id=f"fictional-{number}",
            title=f"虚构规划第 {number} 号（仅供测试）",
            title_en="",
        )
        for number in range(1, count + 1)
    ]


def assessed_plans(plans: Sequence[Plan]) -> list[AssessedPlan]:
    """The plans, assessed."""
    return [AssessedPlan(plan, assess_plan(plan, AS_OF)) for plan in plans]


def charts_of(plans: Sequence[Plan], code: str) -> dict[str, dict[str, Charts]]:
    """The first charts of each plan, in a language."""
    return {plan.id: _charts(plan, assess_plan(plan, AS_OF), code) for plan in plans}


def _charts(plan: Plan, assessments: PlanAssessment, code: str) -> dict[str, Charts]:
    drawn = {}
    for assessment in assessments.indicators[:2]:
        indicator = plan.indicator(assessment.indicator_id)
        seen = [row for row in plan.observations if row.indicator_id == indicator.id]
        narrow, wide = (
            vega.indicator_chart(plan, indicator, assessment, seen, code, width)
            for width in ("narrow", "wide")
        )
        if narrow and wide:
            drawn[indicator.id] = Charts(narrow, wide)
    return drawn


def written(
    plans: Sequence[Plan], code: str = "zh", settings: Settings | None = None, *, drawn: bool = False
) -> dict[str, str]:
    """Every page of a site of these plans, by path; with charts if wanted."""
    return dict(_written(tuple(plans), code, settings or Settings(), drawn))


@lru_cache(maxsize=12)
def _written(plans: tuple[Plan, ...], code: str, settings: Settings, drawn: bool) -> Mapping[str, str]:
    """The same, kept: many tests look at the pages of the same plans."""
    charts = charts_of(plans, code) if drawn else {}
    found = pages.write(assessed_plans(plans), AS_OF, settings, code, {}, charts)
    return {page.path: page.markdown for page in found}


def rendered(plans: Sequence[Plan], folder: Path, wanted: Callable[[str], bool]) -> Path:
    """The wanted pages as a site, in both languages; links to the others lead nowhere."""
    docs, out = folder / "docs", folder / "site"
    assets.copy(ROOT, docs)
    for code in language.LANGUAGES:
        found = written(plans, code, Settings(repository=REPOSITORY), drawn=True)
        for path, text in found.items():
            if wanted(path):
                (docs / path).parent.mkdir(parents=True, exist_ok=True)
                (docs / path).write_text(text, encoding="utf-8")
    out.mkdir()
    render_tree(layout.read(ROOT, Settings(), AS_OF), ROOT, docs, out)
    return out

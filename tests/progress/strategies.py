"""Fictional indicators, figures and whole plans, as wild as the table schemas allow."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from site_build.data.model import (
    AmountBasis,
    Attribute,
    Commitment,
    CommitmentUpdate,
    Direction,
    Frequency,
    Indicator,
    Kind,
    Mark,
    Measure,
    MeasureState,
    MeasureUpdate,
    Note,
    NoteKind,
    Observation,
    ObservationStatus,
    Plan,
    Project,
    ProjectKind,
    ProjectUpdate,
    Qualifier,
    Stage,
    TargetKind,
)
from site_build.periods import Period
from tests.builders import a_plan, an_indicator, an_observation

# Few small figures, so that bases, targets and values meet; and some of any size.
SMALL = tuple(Decimal(text) for text in ("0", "1", "2", "95", "96.5", "100", "-1", "-20", "0.5"))
VALUES = st.sampled_from(SMALL) | st.decimals(
    min_value=-(10**6), max_value=10**6, allow_nan=False, allow_infinity=False, places=3
)
LENGTHS = (12, 6, 3, 1)
PERIODS = st.builds(
    lambda year, length, part: Period(
        year, (part % (12 // length)) * length + 1, (part % (12 // length) + 1) * length
    ),
    st.integers(2019, 2027),
    st.sampled_from(LENGTHS),
    st.integers(0, 11),
)
DAYS = st.dates(date(2020, 6, 1), date(2028, 12, 31))
MAYBE = st.none() | VALUES


WITHOUT_A_FIGURE = frozenset(
    {
        TargetKind.MAINTAIN,
        TargetKind.STAY_OR_IMPROVE,
        TargetKind.COMPOSITION,
        TargetKind.TEXT,
        TargetKind.NONE,
    }
)
# Mostly exact figures, as they are published; amounts of any span.
QUALIFIERS = st.sampled_from([Qualifier.EXACT] * 6 + list(Qualifier))
BASES = st.sampled_from([None, None, None, *AmountBasis])


@st.composite
def indicators(draw: st.DrawFn, /, **fixed: Any) -> Indicator:
    """An indicator of any kind; ``fixed`` columns stay as they are."""
    target_kind = fixed.get("target_kind") or draw(st.sampled_from([TargetKind.COMPOSITION, *TARGET_KINDS]))
    row: dict[str, Any] = {
        "kind": draw(st.sampled_from([Kind.COMPOSITION, *KINDS])),
        "direction": draw(st.sampled_from(Direction)),
        "attribute": draw(st.sampled_from(Attribute)),
        "frequency": draw(st.sampled_from(Frequency)),
        "target_kind": target_kind,
        "baseline_period": draw(st.sampled_from([None, Period(2020), Period(2019), Period(2020, 7, 12)])),
        "baseline_value": draw(MAYBE),
        "target_period": draw(st.sampled_from([Period(2025), Period(2023), Period(2024, 1, 6)])),
        "target_value": draw(VALUES),
        "tolerance": draw(st.none() | st.decimals(0, 5, places=1)),
        "unit": draw(st.sampled_from(["人", "%", "万人"])),
        "decimals": draw(st.sampled_from([None, None, None, 0, 1])),
    }
    row["unit_en"] = {"人": "persons", "%": "%", "万人": "10,000 persons"}[row["unit"]]
    if target_kind in WITHOUT_A_FIGURE:
        row["target_value"] = draw(st.none() | VALUES)
    return an_indicator(**(row | fixed))


@st.composite
def series(draw: st.DrawFn, indicator_id: str = "fictional-level", most: int = 8) -> tuple[Observation, ...]:
    """Published rows of one indicator; no two of one period are published on one day."""
    keys = draw(st.lists(st.tuples(PERIODS, st.integers(0, 900)), max_size=most, unique=True))
    rows = [
        an_observation(
            str(period),
            draw(MAYBE),
            indicator_id=indicator_id,
            published=period.start + timedelta(days=days),
            status=draw(st.sampled_from(ObservationStatus)),
            stated_completion=draw(st.sampled_from(["", "—", "106%", "96.3%", "约106%", "106％"])),
            qualifier=draw(QUALIFIERS),
            basis=draw(BASES),
            series_break=draw(st.sampled_from([None, None, None, Mark.YES])),
        )
        for period, days in keys
    ]
    unique = {(row.period, row.published): row for row in rows}
    return tuple(unique.values())


Judged = tuple[Indicator, tuple[Observation, ...], date]

KINDS = [Kind.STOCK, Kind.RATE, Kind.CUMULATIVE]
TARGET_KINDS = [
    TargetKind.AT_LEAST,
    TargetKind.ABOVE,
    TargetKind.AT_MOST,
    TargetKind.BELOW,
    TargetKind.FLOOR,
    TargetKind.MAINTAIN,
]


@st.composite
def wild_cases(draw: st.DrawFn) -> Judged:
    """Any indicator with any figures and any day of judgement."""
    return draw(indicators()), draw(series()), draw(DAYS)


@st.composite
def likely_cases(draw: st.DrawFn) -> Judged:
    """An indicator on its way from 2020 to 2025 with a figure a year (or half-year) near its path."""
    target_kind = draw(st.sampled_from(TARGET_KINDS))
    base, target = draw(VALUES), draw(VALUES)
    indicator = draw(
        indicators(
            kind=draw(st.sampled_from(KINDS)),
            target_kind=target_kind,
            baseline_period=Period(2020),
            baseline_value=base,
            target_period=Period(2025),
            target_value=None if target_kind in WITHOUT_A_FIGURE else _likely_target(target_kind, target),
            tolerance=Decimal(2) if target_kind in _STABLE else None,
        )
    )
    rows = []
    basis = draw(BASES)
    for year in range(2021, draw(st.integers(2022, 2025)) + 1):
        period = draw(st.sampled_from([Period(year), Period(year), Period(year, 1, 6)]))
        value, qualifier = _near(draw, indicator, base, target), draw(QUALIFIERS)
        rows.append(an_observation(str(period), value, qualifier=qualifier, basis=basis))
    return indicator, tuple(rows), draw(st.dates(date(2023, 1, 1), date(2026, 12, 31)))


_STABLE = frozenset({TargetKind.MAINTAIN, TargetKind.STAY_OR_IMPROVE})


def _likely_target(kind: TargetKind, target: Decimal) -> Decimal:
    """Growth is a few per cent, whatever the level is."""
    return target % 12 if kind is TargetKind.ANNUAL_GROWTH else target


def _near(draw: st.DrawFn, indicator: Indicator, base: Decimal, target: Decimal) -> Decimal:
    if indicator.target_kind in _STABLE:
        return base + draw(st.decimals(-3, 3, places=1))
    start = Decimal(0) if indicator.kind is Kind.CUMULATIVE else base
    share: Decimal = draw(st.sampled_from([Decimal(n) / 20 for n in range(-4, 25)]))
    return start + (target - start) * share


def judged_pairs() -> st.SearchStrategy[Judged]:
    """Mostly likely cases, some wild ones."""
    return st.one_of(likely_cases(), likely_cases(), likely_cases(), wild_cases())


@st.composite
def plans(draw: st.DrawFn, name: str = "fictional-plan") -> Plan:
    """A whole plan: some indicators with figures, a commitment, a project, a measure, a note."""
    found = tuple(draw(indicators(id=f"fictional-{number}")) for number in range(draw(st.integers(0, 3))))
    observations = tuple(row for each in found for row in draw(series(each.id, most=4)))
    return a_plan(
        id=name,
        indicators=found,
        observations=observations,
        commitments=(draw(commitments()),),
        commitment_updates=draw(st.lists(_commitment_updates(), max_size=2).map(tuple)),
        projects=(draw(projects()),),
        project_updates=draw(st.lists(_project_updates(), max_size=2).map(tuple)),
        measures=(Measure("fictional-measure", "1", "1", "1", "虚构任务", "", "", ""),),
        measure_updates=draw(st.lists(_measure_updates(), max_size=2).map(tuple)),
        notes=(
            Note("fictional-note", "indicators", "fictional-0", "", NoteKind.DEFINITION_CHANGE, "虚构", ""),
        ),
    )


@st.composite
def commitments(draw: st.DrawFn) -> Commitment:
    """A commitment, perhaps about the first indicator."""
    return Commitment(
        id="fictional-commitment",
        subject="虚构承诺",
        subject_en="Fictional commitment",
        target_kind=draw(st.sampled_from(TARGET_KINDS)),
        target_value=draw(MAYBE),
        unit=draw(st.sampled_from(["人", "万人", "%"])),
        due=draw(PERIODS),
        indicator_id=draw(st.sampled_from(["", "fictional-0"])),
        project_id="",
        department_id="",
        source_id="fictional-source",
        locator="",
        summary="",
    )


@st.composite
def _commitment_updates(draw: st.DrawFn) -> CommitmentUpdate:
    period = draw(PERIODS)
    return CommitmentUpdate("fictional-commitment", period, draw(DAYS), draw(MAYBE), "", "", "")


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """A project, perhaps without years or money."""
    money = st.none() | st.decimals(0, 1000, places=2)
    return Project(
        id="fictional-project",
        number="1",
        name="虚构项目",
        name_en="Fictional project",
        kind=draw(st.sampled_from(ProjectKind)),
        description="",
        location="",
        start=draw(st.none() | PERIODS),
        end=draw(st.none() | PERIODS),
        total_investment=draw(money),
        invested_before=draw(money),
        invested_planned=draw(money),
        currency_unit="万元",
        department_id="",
        source_id="",
        locator="",
    )


@st.composite
def _project_updates(draw: st.DrawFn) -> ProjectUpdate:
    return ProjectUpdate(
        "fictional-project",
        draw(PERIODS),
        draw(DAYS),
        draw(st.sampled_from(Stage)),
        draw(st.none() | st.decimals(0, 1000, places=2)),
        draw(st.none() | st.decimals(0, 100, places=1)),
        "",
        "",
        "",
    )


@st.composite
def _measure_updates(draw: st.DrawFn) -> MeasureUpdate:
    state = draw(st.sampled_from(MeasureState))
    return MeasureUpdate("fictional-measure", draw(PERIODS), draw(DAYS), state, "虚构", "", "")

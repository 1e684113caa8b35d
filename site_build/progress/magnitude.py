"""A figure ten times the last, or a tenth of it: most likely a slip of the unit or of the point."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from site_build.data.model import (
    AmountBasis,
    Commitment,
    CommitmentUpdate,
    Indicator,
    Kind,
    Observation,
    Plan,
    Project,
    ProjectUpdate,
    TargetKind,
)
from site_build.language import Sentence, sentence
from site_build.periods import Period

# How many times larger or smaller a figure may be before a reviewer is asked to look.
LIMIT = 10
# Targets that say by how much, not up to what.
_NO_LEVEL = {TargetKind.INCREASE_BY, TargetKind.ANNUAL_GROWTH}
# A factor between these is a forgotten 万.
_TEN_THOUSAND = (3_000, 30_000)


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What a figure is measured by: ``what`` names it, ``period`` is that of an earlier figure.

    ``months``: over how many it added up, else 1; of running totals the paces are compared.
    ``either_way`` is false where only too large a figure is suspicious.
    """

    value: Decimal
    what: str
    period: Period | None = None
    months: int = 1
    either_way: bool = True

    @property
    def said(self) -> Sentence:
        """The yardstick in words."""
        when = {} if self.period is None else {"period": self.period}
        return sentence(f"progress.magnitude.{self.what}", usual=self.value, **when)


def suspicion(value: Decimal, months: int, yardstick: Yardstick | None) -> Sentence | None:
    """What is odd about a figure, None if nothing is.  ``months``: over how many it added up, else 1."""
    if yardstick is None or not value or not yardstick.value or months <= 0 or yardstick.months <= 0:
        return None
    pace = abs(Fraction(value)) / months
    usual = abs(Fraction(yardstick.value)) / yardstick.months
    times = max(pace, usual) / min(pace, usual)
    larger = pace > usual
    if times < LIMIT or not (larger or yardstick.either_way):
        return None
    low, high = _TEN_THOUSAND
    return sentence(
        f"progress.magnitude.{'larger' if larger else 'smaller'}",
        yardstick=yardstick.said,
        times=str(round(times)),
        hint=sentence(f"progress.magnitude.{'ten_thousand' if low <= times <= high else 'unit'}"),
    )


def of_observation(
    plan: Plan,
    indicator: Indicator,
    row: Observation,
    series: Iterable[Observation],
    replaces: Decimal | None,
) -> Sentence | None:
    """A figure against the one it replaces, else the last one before it, else the base or the target."""
    if row.value is None or indicator.kind is Kind.COMPOSITION:
        return None
    if replaces is not None:
        return suspicion(row.value, 1, _replaced(replaces))
    since_start = row.basis in {None, AmountBasis.TO_DATE}
    adds_up = indicator.kind is Kind.CUMULATIVE and since_start
    months = _months(plan, row.period) if adds_up else 1
    # A running total and the amounts of single years are of different sizes.
    same = (one for one in series if indicator.kind is not Kind.CUMULATIVE or one.basis is row.basis)
    last = _last(((other.period, other.published, other.value) for other in same), row.period)
    if last is None:
        alike = indicator.kind is not Kind.CUMULATIVE or since_start
        return suspicion(row.value, months, _promised(plan, indicator)) if alike else None
    period, value = last
    return suspicion(
        row.value, months, Yardstick(value, "last", period, _months(plan, period) if adds_up else 1)
    )


def of_target(indicator: Indicator) -> Sentence | None:
    """A target against the base; not where either says something other than a level."""
    value, base = indicator.target_value, indicator.baseline_value
    if value is None or base is None or indicator.target_kind in _NO_LEVEL:
        return None
    if indicator.kind in {Kind.CUMULATIVE, Kind.COMPOSITION}:
        return None
    return suspicion(value, 1, Yardstick(base, "baseline"))


def of_commitment(
    commitment: Commitment,
    row: CommitmentUpdate,
    series: Iterable[CommitmentUpdate],
    replaces: Decimal | None,
) -> Sentence | None:
    """A figure against the one it replaces, else the last one before it, else ten times the target."""
    if row.value is None:
        return None
    if replaces is not None:
        return suspicion(row.value, 1, _replaced(replaces))
    last = _last(((other.period, other.published, other.value) for other in series), row.period)
    if last is not None:
        return suspicion(row.value, 1, Yardstick(last[1], "last", last[0]))
    return suspicion(row.value, 1, _at_most(commitment.target_value, "target"))


def of_project(
    project: Project, row: ProjectUpdate, series: Iterable[ProjectUpdate], replaces: Decimal | None
) -> Sentence | None:
    """Money spent so far against what it replaces, else ten times the total, else the last report.

    Where the total is known, spending may well grow tenfold from one report to the next.
    """
    spent = row.invested_to_date
    if spent is None:
        return None
    if replaces is not None:
        return suspicion(spent, 1, _replaced(replaces))
    if project.total_investment:
        return suspicion(spent, 1, _at_most(project.total_investment, "total"))
    last = _last(((other.period, other.published, other.invested_to_date) for other in series), row.period)
    return None if last is None else suspicion(spent, 1, Yardstick(last[1], "last", last[0]))


def _replaced(value: Decimal) -> Yardstick:
    return Yardstick(value, "replaced")


def _at_most(value: Decimal | None, what: str) -> Yardstick | None:
    if value is None:
        return None
    return Yardstick(value, what, either_way=False)


def _last(
    series: Iterable[tuple[Period, date, Decimal | None]], period: Period
) -> tuple[Period, Decimal] | None:
    """The newest figure of the last period that ends before this one's end."""
    earlier = (
        (other, published, value)
        for other, published, value in series
        if value is not None and other.end < period.end
    )
    newest = max(earlier, key=lambda row: row[:2], default=None)
    return None if newest is None else (newest[0], newest[2])


def _promised(plan: Plan, indicator: Indicator) -> Yardstick | None:
    """The base; of a running total the pace that its target asks for; without a base the target."""
    adds_up = indicator.kind is Kind.CUMULATIVE
    if indicator.baseline_value is not None and not adds_up:
        return Yardstick(indicator.baseline_value, "baseline")
    if indicator.target_value is None:
        return None
    if not adds_up:
        return Yardstick(indicator.target_value, "target")
    return Yardstick(indicator.target_value, "pace", months=_months(plan, indicator.target_period))


def _months(plan: Plan, period: Period) -> int:
    """Months from the plan's start to the end of the period."""
    return (period.end.year - plan.start.year) * 12 + period.end.month - plan.start.month + 1

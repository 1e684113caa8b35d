"""A plan beside its predecessor: what was reached there, what is promised here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from site_build.data.model import Indicator, NoteKind, Plan
from site_build.language import Sentence, Words, sentence
from site_build.progress.assessment import Assessment
from site_build.progress.indicators import assess
from site_build.progress.order import plan_order
from site_build.progress.thresholds import THRESHOLDS, Thresholds
from site_build.progress.units import converted
from site_build.progress.wording import amount, unit


@dataclass(frozen=True, slots=True)
class Pairing:
    """The same indicator in two plans.

    ``previous_target`` and ``previous_result`` are in the current plan's unit, exactly converted;
    ``None`` where nothing was promised or reported, or where the units measure different things
    (then ``convertible`` is False).  ``warnings`` say what keeps the two from being compared.
    """

    previous: Indicator
    current: Indicator
    assessment: Assessment
    convertible: bool
    previous_target: Decimal | None
    previous_result: Decimal | None
    warnings: tuple[Sentence, ...] = ()

    @property
    def attribute_changed(self) -> bool:
        """Whether a binding indicator became an expected one, or the other way round."""
        return self.previous.attribute is not self.current.attribute


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two plans side by side: the shared indicators, those dropped, those added, in each plan's order."""

    previous_id: str
    current_id: str
    pairs: tuple[Pairing, ...]
    dropped: tuple[Indicator, ...]
    added: tuple[Indicator, ...]

    def pair(self, indicator_id: str) -> Pairing | None:
        """The pairing of an indicator of the current plan, None if the previous one did not have it."""
        return next((row for row in self.pairs if row.current.id == indicator_id), None)


def compare(previous: Plan, current: Plan, as_of: date, thresholds: Thresholds = THRESHOLDS) -> Comparison:
    """Pair the indicators of the same id; the previous plan is judged on what was published by ``as_of``."""
    before = {row.id: row for row in previous.indicators}
    now = {row.id for row in current.indicators}
    return Comparison(
        previous.id,
        current.id,
        tuple(
            _pair(previous, current, before[row.id], row, as_of, thresholds)
            for row in plan_order(current)
            if row.id in before
        ),
        tuple(row for row in plan_order(previous) if row.id not in now),
        tuple(row for row in plan_order(current) if row.id not in before),
    )


def _pair(
    previous: Plan, current: Plan, before: Indicator, now: Indicator, as_of: date, thresholds: Thresholds
) -> Pairing:
    assessment = assess(previous, before, as_of, thresholds)
    target, result = (
        None if value is None else converted(value, before.unit, now.unit)
        for value in (before.target_value, assessment.latest_value)
    )
    convertible = converted(Decimal(1), before.unit, now.unit) is not None
    warnings = [*_unit_warning(before, now, convertible), *_definition_warning(previous, current, now.id)]
    warnings += _base_warning(now, assessment, result)
    return Pairing(before, now, assessment, convertible, target, result, tuple(warnings))


def _unit_warning(before: Indicator, now: Indicator, convertible: bool) -> Iterator[Sentence]:
    if not convertible:
        yield sentence(
            "progress.compare.units",
            before=Words(before.unit, before.unit_en),
            now=Words(now.unit, now.unit_en),
        )
    elif before.kind is not now.kind:
        yield sentence(
            "progress.compare.kinds",
            before=sentence(f"progress.compare.kind.{before.kind.value}"),
            now=sentence(f"progress.compare.kind.{now.kind.value}"),
        )


def _definition_warning(previous: Plan, current: Plan, indicator_id: str) -> Iterator[Sentence]:
    """A remark on either side that the definition changed, on the indicator or on its figures."""
    if any(
        note.kind is NoteKind.DEFINITION_CHANGE
        for plan in (previous, current)
        for resource in ("indicators", "observations")
        for note in plan.notes_on(resource, indicator_id)
    ):
        yield sentence("progress.compare.definition")


def _base_warning(now: Indicator, assessment: Assessment, result: Decimal | None) -> Iterator[Sentence]:
    """The base is not what the previous plan reports for the same period."""
    row = assessment.latest
    if row is None or result is None or now.baseline_value is None or now.baseline_value == result:
        return
    if now.baseline_period is not None and row.period.end == now.baseline_period.end:
        yield sentence(
            "progress.compare.base",
            period=row.period,
            result=amount(now, result),
            base=amount(now, now.baseline_value),
            unit=unit(now),
        )

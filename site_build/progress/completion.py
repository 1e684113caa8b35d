"""完成率, the completion rate: ours, and the one that a source prints."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from site_build.data.model import Indicator
from site_build.language.numbers import rounded
from site_build.progress.assessment import Assessment
from site_build.progress.targets import DOWNWARD, UPWARD

_RATE = re.compile(r"\s*(\d+(?:\.(\d+))?)\s*[%％]\s*", re.ASCII)


def completion_rate(indicator: Indicator, value: Decimal | None) -> Fraction | None:
    """完成率 in per cent: v/T·100, or T/v·100 where less is better.

    None where it says nothing: no figure, a figure or target of zero or below, stability, a composition, an
    increase over the base.
    """
    target = indicator.target_value
    if value is None or target is None or target <= 0 or value <= 0:
        return None
    if indicator.target_kind in UPWARD:
        return Fraction(value) / Fraction(target) * 100
    if indicator.target_kind in DOWNWARD:
        return Fraction(target) / Fraction(value) * 100
    return None


@dataclass(frozen=True, slots=True)
class StatedDifference:
    """A printed rate, ours at the same number of decimals, and whether the two still differ."""

    stated: Decimal
    computed: Decimal

    @property
    def beyond_rounding(self) -> bool:
        """Whether rounding (halves up) does not explain the difference."""
        return self.stated != self.computed


def stated_difference(assessment: Assessment) -> StatedDifference | None:
    """Compare the printed rate at its own precision; None if the source prints none that can be read."""
    return compare_stated(assessment.stated_completion, assessment.completion_rate)


def compare_stated(stated: str, computed: Fraction | None) -> StatedDifference | None:
    """A printed rate beside the computed one, at the printed precision; None if either is missing."""
    found = _RATE.fullmatch(stated)
    if found is None or computed is None:
        return None
    return StatedDifference(Decimal(found[1]), rounded(computed, len(found[2] or "")))


def stated_differences(assessments: Iterable[Assessment]) -> tuple[tuple[str, StatedDifference], ...]:
    """The printed rates that rounding does not explain, with their indicators' ids, in the order given."""
    compared = ((assessment.indicator_id, stated_difference(assessment)) for assessment in assessments)
    return tuple((name, found) for name, found in compared if found is not None and found.beyond_rounding)

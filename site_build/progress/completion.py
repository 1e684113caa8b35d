"""The completion rate that a source prints, held against the one its own figures give."""

import re
from dataclasses import dataclass
from decimal import Decimal

from site_build.language.numbers import rounded
from site_build.progress.assessment import Assessment

_RATE = re.compile(r"\s*(\d+(?:\.(\d+))?)\s*[%％]\s*")


@dataclass(frozen=True, slots=True)
class StatedDifference:
    """A printed rate, ours at the same number of decimals, and whether the two still differ."""

    stated: Decimal
    computed: Decimal

    @property
    def beyond_rounding(self) -> bool:
        """Whether rounding (halves up) does not explain the difference."""
        return self.stated != self.computed


def stated_difference(verdict: Assessment) -> StatedDifference | None:
    """Compare the printed rate at its own precision; None if the source prints none that can be read."""
    found = _RATE.fullmatch(verdict.stated_completion)
    if found is None or verdict.completion_rate is None:
        return None
    return StatedDifference(Decimal(found[1]), rounded(verdict.completion_rate, len(found[2] or "")))

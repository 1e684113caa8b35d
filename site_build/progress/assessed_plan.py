"""A plan with its assessment, its history, other methods, and the plans before and after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from site_build.data.last_good import LastGood
from site_build.data.model import Plan, state
from site_build.progress.assessment import PlanAssessment
from site_build.progress.comparison import Comparison, compare
from site_build.progress.history import IndicatorHistory, history
from site_build.progress.other_methods import SideBySide, all_side_by_side


@dataclass(frozen=True)
class AssessedPlan:
    """One plan, its assessment and what follows from both: all that its pages need but drawings and words.

    ``previous`` and ``following`` are the plans before and after it, where they are on the site.
    ``last_good`` says of a plan whose package has problems which version it is.
    """

    plan: Plan
    assessments: PlanAssessment
    previous: "AssessedPlan | None" = None
    following: "AssessedPlan | None" = None
    last_good: LastGood | None = None

    def __getstate__(self) -> dict[str, object]:
        """What goes to another process: nothing that was worked out from the fields."""
        return state(self)

    @cached_property
    def histories(self) -> Mapping[str, IndicatorHistory]:
        """How the status of each indicator has changed, by its id."""
        found = history(self.plan, self.assessments.as_of, self.assessments.thresholds)
        return {row.indicator_id: row for row in found}

    @cached_property
    def methods(self) -> Mapping[str, SideBySide]:
        """Each indicator as every method grades it, by its id."""
        found = all_side_by_side(self.plan, self.assessments.indicators)
        return {row.indicator_id: row for row in found}

    @cached_property
    def since_previous(self) -> Comparison | None:
        """The plan beside the one before it."""
        return self._compared(self.previous, self)

    @cached_property
    def until_following(self) -> Comparison | None:
        """The plan beside the one after it."""
        return self._compared(self, self.following)

    def _compared(self, before: "AssessedPlan | None", after: "AssessedPlan | None") -> Comparison | None:
        if before is None or after is None:
            return None
        return compare(before.plan, after.plan, self.assessments.as_of, self.assessments.thresholds)

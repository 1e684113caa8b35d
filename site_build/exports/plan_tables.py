"""A plan's tables for users of pandas: what ``site_build.read_plan`` gives."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from site_build.data import frames, package, schemas
from site_build.data.model import Plan
from site_build.exports.tables import FIGURES, PROGRESS, figures_frame, progress_frame
from site_build.progress import assess_plan

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class PlanTables:
    """A plan and its tables as pandas frames.

    ``progress`` (the assessment of each indicator) and ``figures`` (each indicator's baseline, periods
    and target) depend on what had been published by a day, which must be given.
    """

    plan: Plan

    @property
    def names(self) -> tuple[str, ...]:
        """The tables that :meth:`frame` knows."""
        return (*schemas.RESOURCES, PROGRESS, FIGURES)

    def frame(self, name: str, as_of: date | str | None = None) -> "pd.DataFrame":
        """The table ``name``; ``as_of`` is the day up to which publications count, such as ``2026-11-26``.

        Raises KeyError for a table that is not there, ValueError where a day is missing or is none.
        """
        self._known(name)
        if name in schemas.RESOURCES:
            return frames.plan_frame(self.plan, name)
        if as_of is None:
            raise ValueError(f'{name} depends on a day: frame("{name}", as_of="2026-11-26")')
        day = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
        if name == FIGURES:
            return figures_frame(self.plan, day)
        return progress_frame(self.plan, assess_plan(self.plan, day))

    def columns(self, name: str) -> "pd.DataFrame":
        """The columns of a table: type, unit, title and meaning of each; KeyError for an unknown table."""
        self._known(name)
        return frames.describe_columns(schemas.read(name))

    def _known(self, name: str) -> None:
        if name not in self.names:
            raise KeyError(f"no table {name!r}; there are {', '.join(self.names)}")


def read_plan(folder: Path) -> PlanTables:
    """The plan in the package ``folder``.  Raises PackageError with every problem if there is any."""
    return PlanTables(package.read(folder))

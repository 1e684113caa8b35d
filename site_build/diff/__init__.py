"""A change of the data read as meaning: two sets of plans → what changed, and how to tell it.

Pure: :func:`compare` takes plans and a day and gives a frozen :class:`Changes`; ``text``, ``markdown``
and ``machine`` tell a :class:`Comparison`, which adds where both sides come from.
"""

from site_build.diff.compare import compare
from site_build.diff.values import (
    Caution,
    CellChange,
    Changes,
    Comparison,
    CountChange,
    FigureChange,
    FigureChangeKind,
    Invalid,
    PlanChangeKind,
    PlanChanges,
    Publication,
    Rename,
    RowChange,
    RowChangeKind,
    Side,
    StatusChange,
    Subject,
)

__all__ = [
    "Caution",
    "CellChange",
    "Changes",
    "Comparison",
    "CountChange",
    "FigureChange",
    "FigureChangeKind",
    "Invalid",
    "PlanChangeKind",
    "PlanChanges",
    "Publication",
    "Rename",
    "RowChange",
    "RowChangeKind",
    "Side",
    "StatusChange",
    "Subject",
    "compare",
]

"""What a change is: frozen values, each with the words a reader sees it by, in no language yet."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from site_build.language import Sentence, Words
from site_build.periods import Period
from site_build.problem import Problem

# What a column of a row holds; enumerations are strings.
Cell = str | int | Decimal | date | Period | None
# What the catalogues can show.
Spoken = str | Words | Sentence


class RowChangeKind(StrEnum):
    """What happened to a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class FigureChangeKind(StrEnum):
    """What happened to a published row; only the last two rewrite what was published."""

    ADDED = "added"  # the first row of its period
    REVISED = "revised"  # corrects an older row of its period, which stays
    WITHDRAWN = "withdrawn"  # the same, without a figure: the old one no longer counts
    BACKFILLED = "backfilled"  # older than a row of its period that was there already: counts for nothing
    EDITED = "edited"
    REMOVED = "removed"


class PlanChangeKind(StrEnum):
    """What happened to a plan as a whole."""

    KEPT = "kept"
    RENAMED = "renamed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a change is about: a row by its id (of a renamed one the new id) and its name."""

    resource: str
    id: str
    name: Spoken


@dataclass(frozen=True, slots=True)
class CellChange:
    """One column of a row: what it held, what it holds, and how each reads."""

    field: str
    title: Spoken
    before: Cell
    after: Cell
    said_before: Spoken
    said_after: Spoken


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of any resource but the published series; of an added or removed one, all filled cells."""

    kind: RowChangeKind
    subject: Subject
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """A published row as it is read: ``value`` in ``unit`` where it has one, ``said`` in any case.

    ``state`` is how firm a figure is, the stage of a project or the state of a measure; empty for
    a commitment's.
    """

    period: Period
    published: date
    value: Decimal | None
    unit: Words
    said: Spoken
    state: str
    source: Spoken
    locator: str


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure or a report (``resource`` is its series) on ``subject``.

    ``before`` is the row it corrects, edits or removes, ``after`` the row that is there now; ``cells``
    are those of an edited row.
    """

    kind: FigureChangeKind
    resource: str
    subject: Subject
    before: Publication | None
    after: Publication | None
    cells: tuple[CellChange, ...] = ()

    @property
    def period(self) -> Period:
        """The period it is a figure of: where an edit moved it, the new one."""
        row = self.after or self.before
        if row is None:
            raise ValueError("a change of a figure has a row before or after")
        return row.period


@dataclass(frozen=True, slots=True)
class Rename:
    """The same row under another id; everything that referred to it follows."""

    subject: Subject
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A verdict before and after, ``None`` where there was nothing to judge yet or is no more.

    The same word before and after means that its arithmetic changed.  ``explanation`` is the new
    one; of a row that is gone, the last.
    """

    subject: Subject
    before: str | None
    after: str | None
    explanation: Sentence

    @property
    def changed(self) -> bool:
        """Whether the word itself changed."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class CountChange:
    """How many of a resource have a status; of ``observations`` how many figures are overdue."""

    resource: str
    status: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Caution:
    """Something a reviewer should look at before accepting the change; ``code`` is permanent.

    ``explanation`` is what the change itself says about it, empty where it says nothing.
    """

    code: str
    subject: Subject
    message: Sentence
    cells: tuple[CellChange, ...] = ()
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """Everything that changed in one plan; ``before_id`` is empty where it is new."""

    kind: PlanChangeKind
    id: str
    before_id: str
    title: Words
    figures: tuple[FigureChange, ...] = ()
    rows: tuple[RowChange, ...] = ()
    renames: tuple[Rename, ...] = ()
    statuses: tuple[StatusChange, ...] = ()
    counts: tuple[CountChange, ...] = ()
    cautions: tuple[Caution, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return self.kind is PlanChangeKind.KEPT and not (
            self.figures or self.rows or self.renames or self.statuses or self.counts
        )


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between two sets of plans, both judged on ``as_of``; only plans that changed, by id."""

    as_of: date
    plans: tuple[PlanChanges, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return not self.plans

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """Those of all plans."""
        return tuple(caution for plan in self.plans for caution in plan.cautions)

    @property
    def unexplained(self) -> tuple[Caution, ...]:
        """Those that the change does not explain."""
        return tuple(caution for caution in self.cautions if not caution.explanation)


@dataclass(frozen=True, slots=True)
class Invalid:
    """A package with problems; ``compared`` says whether what could be read of it was compared."""

    plan_id: str
    problems: tuple[Problem, ...]
    compared: bool


@dataclass(frozen=True, slots=True)
class Side:
    """Where one set of plans comes from (``commit`` is empty for a folder), and what is wrong with it."""

    said: Sentence
    commit: str = ""
    invalid: tuple[Invalid, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of the data and what changed from one to the other."""

    base: Side
    new: Side
    changes: Changes

    @property
    def empty(self) -> bool:
        """Whether everything could be compared and nothing changed."""
        left_out = any(not one.compared for side in (self.base, self.new) for one in side.invalid)
        return self.changes.empty and not left_out

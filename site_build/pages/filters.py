"""What the rows of a table can be chosen by: told in the page, used by ``tables/tables.js`` of the theme."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from site_build.pages.plan_view import PlanView
from site_build.progress import MeasureStatus, ProjectStatus, Status

# Verdicts from best to worst, then those that judge nothing.
_PROJECTS = (
    ProjectStatus.COMPLETED_ON_TIME,
    ProjectStatus.COMPLETED,
    ProjectStatus.ON_TIME,
    ProjectStatus.COMPLETED_LATE,
    ProjectStatus.DELAYED,
    ProjectStatus.SUSPENDED,
    ProjectStatus.CANCELLED,
    ProjectStatus.PLANNED,
    ProjectStatus.UNKNOWN,
    ProjectStatus.COMPLETED_BEFORE_ADOPTION,
)
_MEASURES = (
    MeasureStatus.DELIVERED,
    MeasureStatus.IN_PROGRESS,
    MeasureStatus.NOT_STARTED,
    MeasureStatus.DROPPED,
    MeasureStatus.NOT_SEEN_COMPLETED,
)
# Only the order within one kind of promise counts: no table holds two.  Measures share the word for
# "not reported" with indicators, so theirs come first.
_RANKS = {status.value: place for place, status in enumerate((*_MEASURES, *Status, *_PROJECTS))}
_YES, _NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a row can be chosen and ordered by; ``id`` is its key in the published table.

    Values are codes and ids; an empty one means that the row has none.
    """

    id: str
    order: int
    status: str
    reported: bool
    theme: str = ""
    department: str = ""
    binding: str = ""
    kind: str = ""
    chapter: str = ""

    @property
    def attributes(self) -> Mapping[str, str]:
        """The facts by the names the page's script knows them by."""
        return {
            "id": self.id,
            "order": str(self.order),
            "rank": str(_RANKS.get(self.status, len(_RANKS))),
            "status": self.status,
            "reported": _YES if self.reported else _NO,
            "theme": self.theme,
            "department": self.department or "none",
            "binding": self.binding,
            "kind": self.kind,
            "chapter": self.chapter,
        }


@dataclass(frozen=True, slots=True)
class Choice:
    """One list to choose from: its name and the values that occur, each with its words."""

    name: str
    options: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Filters:
    """The form above a table.

    ``columns`` names, column by column, the fact the column is ordered by (empty: not at all);
    ``csv`` is the published table that a selection is cut from, by its column ``key``.
    """

    choices: Sequence[Choice]
    columns: Sequence[str]
    csv: str
    key: str
    file: str
    facts: Mapping[str, Facts]


def filters(
    view: PlanView, rows: Iterable[Facts], *, table: str, key: str, columns: Sequence[str]
) -> Filters | None:
    """The form for a table's rows; None where there are too few to choose from."""
    facts = {row.id: row for row in rows}
    if len(facts) < 2:
        return None
    names = ("theme", "chapter", "kind", "status", "binding", "reported", "department")
    choices = [Choice(name, options) for name in names if len(options := _options(view, name, facts)) > 1]
    return Filters(
        choices,
        columns,
        view.data_path(f"{table}.csv"),
        key,
        f"{view.plan.id}-{table}-{view.writer.text('pages.table.filter.file')}.csv",
        facts,
    )


def _options(view: PlanView, name: str, facts: Mapping[str, Facts]) -> list[tuple[str, str]]:
    """The values that occur, in the order readers expect: verdicts from best to worst, themes as printed."""
    found = dict.fromkeys(row.attributes[name] for row in facts.values() if row.attributes[name])
    order = list(found)
    if name == "status":
        order.sort(key=lambda code: _RANKS.get(code, len(_RANKS)))
    return [(value, _words(view, name, value)) for value in order]


def _words(view: PlanView, name: str, value: str) -> str:
    text = view.writer.catalogue.text
    match name:
        case "theme":
            return view.name_of(view.plan.theme(value))
        case "department":
            return (
                text("pages.table.filter.no_department") if value == "none" else view.department_name(value)
            )
        case "status":
            return text(f"progress.status.{value}")
        case "binding":
            return text(f"pages.attribute.{value}")
        case "chapter":
            return text("pages.measures.chapter", chapter=value)
        case "kind":
            return text(f"pages.project_kind.{value}")
    return text(f"pages.table.filter.reported_{value}")

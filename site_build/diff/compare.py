"""Two sets of plans → what changed between them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from site_build.data import schemas
from site_build.data.model import Plan
from site_build.diff.cautions import Found, cautions, vanished
from site_build.diff.dictionary import dictionary
from site_build.diff.figures import changed_figures
from site_build.diff.renames import find
from site_build.diff.rows import changed_rows
from site_build.diff.statuses import JUDGED, changed_counts, changed_statuses
from site_build.diff.tables import DESCRIPTOR, rows
from site_build.diff.values import Changes, PlanChangeKind, PlanChanges, Rename, Subject
from site_build.language import Words
from site_build.progress import assess_plan

# A plan that vanished and one that appeared are one plan if this share of their ids is the same.
SAME_PLAN = 0.5
_NOTHING: Mapping[str, Any] = dict.fromkeys(schemas.RESOURCES, ())


def compare(before: Sequence[Plan], after: Sequence[Plan], as_of: date) -> Changes:
    """What changed from ``before`` to ``after``, both judged on ``as_of``; plans by their id."""
    found = (_plan_changes(old, new, as_of) for old, new in _pairs(before, after))
    return Changes(as_of, tuple(sorted((one for one in found if not one.empty), key=lambda one: one.id)))


def _pairs(before: Sequence[Plan], after: Sequence[Plan]) -> Iterator[tuple[Plan | None, Plan | None]]:
    """Each plan with its former self: of the same id, else of a renamed one."""
    old, new = ({plan.id: plan for plan in side} for side in (before, after))
    renamed = _renamed_plans(
        [plan for name, plan in old.items() if name not in new],
        [plan for name, plan in new.items() if name not in old],
    )
    for name, plan in new.items():
        yield old.get(renamed.get(name, name)), plan
    for name, plan in old.items():
        if name not in new and name not in renamed.values():
            yield plan, None


def _renamed_plans(gone: Sequence[Plan], come: Sequence[Plan]) -> dict[str, str]:
    """New id → old id, of plans that are the same under another id."""
    shares = sorted(
        (-share, old.id, new.id)
        for old in gone
        for new in come
        if (share := _shared_ids(old, new)) >= SAME_PLAN
    )
    found: dict[str, str] = {}
    for _, old_id, new_id in shares:
        if new_id not in found and old_id not in found.values():
            found[new_id] = old_id
    return found


def _shared_ids(old: Plan, new: Plan) -> float:
    # Two plans in succession share the ids of their indicators, too; their years tell them apart.
    if (old.start, old.end) != (new.start, new.end):
        return 0.0
    mine, theirs = (
        {(resource, getattr(row, "id", "")) for resource in JUDGED for row in rows(plan, resource)}
        for plan in (old, new)
    )
    return len(mine & theirs) / len(mine | theirs) if mine or theirs else float(old.title == new.title)


def _plan_changes(old: Plan | None, new: Plan | None, as_of: date) -> PlanChanges:
    if new is None:
        if old is None:
            raise ValueError("a plan is on one side at least")
        return _of_both(old, replace(old, **_NOTHING), PlanChangeKind.REMOVED, as_of)
    if old is None:
        return _of_both(replace(new, **_NOTHING), new, PlanChangeKind.ADDED, as_of)
    kind = PlanChangeKind.KEPT if old.id == new.id else PlanChangeKind.RENAMED
    return _of_both(old, new, kind, as_of)


def _of_both(old: Plan, new: Plan, kind: PlanChangeKind, as_of: date) -> PlanChanges:
    ids, moved = find(old, new)
    before, after = dictionary(moved), dictionary(new)
    was, now = assess_plan(moved, as_of), assess_plan(new, as_of)
    renames = tuple(
        Rename(after.subject(resource, renamed), name, renamed)
        for resource, names in ids.items()
        for name, renamed in sorted(names.items())
    )
    subject = Subject(DESCRIPTOR, new.id, Words(new.title, new.title_en))
    if kind is PlanChangeKind.RENAMED:
        renames = (Rename(subject, old.id, new.id), *renames)
    found = Found(changed_figures(before, after), changed_rows(before, after), renames)
    gone = kind is PlanChangeKind.REMOVED
    return PlanChanges(
        kind=kind,
        id=new.id,
        before_id="" if kind is PlanChangeKind.ADDED else old.id,
        title=Words(new.title, new.title_en),
        figures=found.figures,
        rows=found.rows,
        renames=renames,
        statuses=changed_statuses(before, was, after, now),
        counts=changed_counts(was, now),
        # That all its rows are gone needs saying once.
        cautions=(vanished(subject),) if gone else cautions(after, found, as_of),
    )

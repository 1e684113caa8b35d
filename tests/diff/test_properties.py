"""What holds of any two versions of any plan."""

import json
import random
from dataclasses import replace
from typing import Any

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from site_build.data import schemas
from site_build.data.model import Plan
from site_build.diff import (
    Changes,
    FigureChangeKind,
    PlanChanges,
    RowChangeKind,
    compare,
    machine,
    markdown,
    text,
)
from site_build.diff.tables import by_key
from site_build.language import LANGUAGES, load
from tests.builders import an_observation
from tests.diff.builders import told_of
from tests.progress.strategies import DAYS, MAYBE, PERIODS, indicators, plans

VALID = jsonschema.Draft202012Validator(machine.schema())
NEW_ROW = frozenset(
    {
        FigureChangeKind.ADDED,
        FigureChangeKind.REVISED,
        FigureChangeKind.WITHDRAWN,
        FigureChangeKind.BACKFILLED,
    }
)
TEXTS = st.text(max_size=20) | st.sampled_from(["虚构指标", "@a|<b>", "https://example.org"])


def _kept(plan: Plan) -> Plan:
    """The plan with one row a key and nothing that names a row that is not there, as the rules demand."""
    one = replace(plan, **{name: tuple(by_key(plan, name).values()) for name in schemas.RESOURCES})
    there = {row.id for row in one.indicators}
    return replace(
        one,
        observations=tuple(row for row in one.observations if row.indicator_id in there),
        commitments=tuple(
            row if row.indicator_id in there else replace(row, indicator_id="") for row in one.commitments
        ),
        notes=tuple(row for row in one.notes if row.row_id in there),
    )


@st.composite
def _edited(draw: st.DrawFn, plan: Plan) -> Plan:
    """The plan after some edits: rows taken away, changed, added; an id renamed; a text rewritten."""
    found = list(plan.indicators)
    for number in range(len(found)):
        match draw(st.sampled_from(["keep", "keep", "drop", "rename", "edit", "text"])):
            case "drop":
                found[number] = None  # type: ignore[call-overload]
            case "rename":
                found[number] = replace(found[number], id=f"renamed-{number}")
            case "edit":
                found[number] = draw(indicators(id=found[number].id))
            case "text":
                found[number] = replace(found[number], name=draw(TEXTS), definition=draw(TEXTS))
    renamed = {f"fictional-{n}": row.id for n, row in enumerate(found) if row is not None}
    follow = draw(st.booleans())
    figures = tuple(
        replace(row, indicator_id=renamed.get(row.indicator_id, row.indicator_id)) if follow else row
        for row in plan.observations
        if draw(st.integers(0, 3))
    )
    there = [row.id for row in found if row is not None]
    more = tuple(
        an_observation(
            str(draw(PERIODS)),
            draw(MAYBE),
            published=draw(DAYS),
            indicator_id=draw(st.sampled_from(there)),
            note=draw(TEXTS),
        )
        for _ in range(draw(st.integers(0, 2)) if there else 0)
    )
    return replace(
        plan,
        indicators=tuple(row for row in found if row is not None),
        observations=(*figures, *more),
        commitments=tuple(
            replace(row, indicator_id=renamed.get(row.indicator_id, "")) if follow else row
            for row in plan.commitments
        ),
        title=draw(st.just(plan.title) | TEXTS),
        notes=plan.notes if draw(st.booleans()) else (),
    )


@st.composite
def versions(draw: st.DrawFn) -> tuple[Plan, Plan]:
    """Two versions of a plan: one edited from the other, or two that have nothing to do with each other."""
    old = draw(plans())
    new = draw(_edited(old)) if draw(st.integers(0, 3)) else draw(plans())
    return _kept(old), _kept(new)


def _shuffled(plan: Plan, seed: int) -> Plan:
    """The same plan with its rows in another order."""
    turned: dict[str, Any] = {}
    for name in schemas.RESOURCES:
        rows = list(getattr(plan, name))
        random.Random(seed).shuffle(rows)  # noqa: S311 - an order, no secret
        turned[name] = tuple(rows)
    return replace(plan, **turned)


def _plan(changes: Changes) -> PlanChanges | None:
    return changes.plans[0] if changes.plans else None


@settings(deadline=None)
@given(plans(), DAYS, st.integers())
def test_a_plan_has_not_changed_from_itself_whatever_the_order_of_its_rows(
    plan: Plan, day: Any, seed: int
) -> None:
    one = _kept(plan)
    assert compare([one], [one], day).empty
    assert compare([one], [_shuffled(one, seed)], day).empty


@settings(deadline=None)
@given(versions(), DAYS)
def test_on_the_way_back_what_was_added_is_removed(pair: tuple[Plan, Plan], day: Any) -> None:
    old, new = pair
    there, back = _plan(compare([old], [new], day)), _plan(compare([new], [old], day))
    if there is None or back is None:
        assert there is back is None
        return
    ids = {(row.subject.resource, row.before): row.after for row in there.renames}
    assert ids == {(row.subject.resource, row.after): row.before for row in back.renames}

    def forth(resource: str, name: str) -> str:
        return ids.get((resource, name), name)

    added = {
        (row.resource, row.subject.id, str(row.period), row.after.published)
        for row in there.figures
        if row.kind in NEW_ROW and row.after
    }
    removed = {
        (row.resource, forth(row.subject.resource, row.subject.id), str(row.period), row.before.published)
        for row in back.figures
        if row.kind is FigureChangeKind.REMOVED and row.before
    }
    assert added == removed
    assert {
        (row.subject.resource, row.subject.id) for row in there.rows if row.kind is RowChangeKind.ADDED
    } == {(row.subject.resource, row.subject.id) for row in back.rows if row.kind is RowChangeKind.REMOVED}
    moved = {(row.subject.resource, row.subject.id): (row.before, row.after) for row in there.statuses}
    assert moved == {
        (row.subject.resource, forth(row.subject.resource, row.subject.id)): (row.after, row.before)
        for row in back.statuses
    }
    assert {(row.resource, row.status, row.before, row.after) for row in there.counts} == {
        (row.resource, row.status, row.after, row.before) for row in back.counts
    }


@settings(deadline=None)
@given(versions(), DAYS, st.integers())
def test_the_order_of_rows_changes_nothing(pair: tuple[Plan, Plan], day: Any, seed: int) -> None:
    old, new = pair
    one = _plan(compare([old], [new], day))
    other = _plan(compare([_shuffled(old, seed)], [_shuffled(new, seed + 1)], day))
    if one is None or other is None:
        assert one is other is None
        return
    assert one.renames == other.renames
    assert one.rows == other.rows
    assert one.figures == other.figures
    assert one.counts == other.counts
    assert set(one.statuses) == set(other.statuses)


@settings(deadline=None, max_examples=40)
@given(versions(), DAYS, st.integers(1500, 70_000))
def test_any_change_can_be_told(pair: tuple[Plan, Plan], day: Any, limit: int) -> None:
    old, new = pair
    for before, after in (([old], [new]), ([], [new]), ([old], [])):
        found = told_of(compare(before, after, day))
        for lang in LANGUAGES:
            assert all(line.text.isprintable() for line in text.lines(found, load(lang)))
            said = markdown.text(found, load(lang), limit)
            assert said.startswith(markdown.COMMENT_MARKER)
            assert len(said) < limit
        VALID.validate(json.loads(machine.text(found)))

"""Published figures and reports: added, corrected as they should be, or rewritten."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from site_build.data.model import Observation
from site_build.diff.cells import changed_cells
from site_build.diff.dictionary import Dictionary
from site_build.diff.similarity import filled
from site_build.diff.tables import SERIES, Key, Published, Series, key, published, published_on
from site_build.diff.values import FigureChange, FigureChangeKind

# A removed and an added row are one row with another date or period if this share of the rest is the same.
_MOVED = 0.5

Rows = Mapping[Key, Published]


def changed_figures(before: Dictionary, after: Dictionary) -> tuple[FigureChange, ...]:
    """By series, then by subject, period and day of publication.

    ``before`` must have its ids renamed already: a figure under a renamed id is the same figure.
    """
    return tuple(change for series in SERIES for change in _of_series(series, before, after))


def _of_series(series: Series, before: Dictionary, after: Dictionary) -> Iterator[FigureChange]:
    old, new = (_by_key(side, series) for side in (before, after))
    moved = _moved(series, old, new)
    about = published_on(after.plan, series)
    for name in sorted({*old, *new} - {*moved.values()}):
        was, now = old.get(name), new.get(moved.get(name, name))
        if was is None and now is not None:
            yield _added(series, after, now, about[name[0]], old)
        elif was is not None and now is None:
            yield _removed(series, before, was)
        elif was is not None and now is not None:
            yield from _edited(series, (before, was), (after, now))


def _by_key(side: Dictionary, series: Series) -> Rows:
    return {key(series.resource, row): row for row in published(side.plan, series)}


def _removed(series: Series, before: Dictionary, row: Published) -> FigureChange:
    subject = before.subject(series.about, getattr(row, series.column))
    shown = before.publication(series, row)
    return FigureChange(FigureChangeKind.REMOVED, series.resource, subject, shown, None)


def _edited(
    series: Series, before: tuple[Dictionary, Published], after: tuple[Dictionary, Published]
) -> Iterator[FigureChange]:
    cells = changed_cells(series.resource, before, after)
    if not cells:
        return
    yield FigureChange(
        FigureChangeKind.EDITED,
        series.resource,
        after[0].subject(series.about, getattr(after[1], series.column)),
        before[0].publication(series, before[1]),
        after[0].publication(series, after[1]),
        cells,
    )


def _added(
    series: Series, after: Dictionary, row: Published, about: Iterable[Published], old: Rows
) -> FigureChange:
    """A new row, next to the others of its subject and period."""
    others = [other for other in about if other.period == row.period and other is not row]
    older = max(
        (other for other in others if other.published < row.published),
        key=lambda other: other.published,
        default=None,
    )
    outdated = any(other.published > row.published and key(series.resource, other) in old for other in others)
    return FigureChange(
        _kind(row, older, outdated),
        series.resource,
        after.subject(series.about, getattr(row, series.column)),
        None if older is None else after.publication(series, older),
        after.publication(series, row),
    )


def _kind(row: Published, older: Published | None, outdated: bool) -> FigureChangeKind:
    if outdated:
        return FigureChangeKind.BACKFILLED
    if older is None:
        return FigureChangeKind.ADDED
    if isinstance(row, Observation) and row.value is None and not row.text:
        return FigureChangeKind.WITHDRAWN
    return FigureChangeKind.REVISED


def _moved(series: Series, old: Rows, new: Rows) -> dict[Key, Key]:
    """Rows that only changed the period or the day of publication in their key: old → new."""
    come: dict[str, list[Key]] = defaultdict(list)
    for name in new:
        if name not in old:
            come[name[0]].append(name)
    pairs = sorted(
        (-share, name, other)
        for name, row in old.items()
        if name not in new
        for other in come[name[0]]
        if (share := _same(series, row, new[other])) >= _MOVED
    )
    found: dict[Key, Key] = {}
    taken: set[Key] = set()
    for _, name, other in pairs:
        if name not in found and other not in taken:
            found[name] = other
            taken.add(other)
    return found


def _same(series: Series, row: Published, other: Published) -> float:
    """The share of equal cells beside the key, 0 if both parts of the key differ."""
    if row.period != other.period and row.published != other.published:
        return 0.0
    beside = (series.column, "period", "published")
    mine, theirs = (set(filled(one, without=beside)) for one in (row, other))
    return len(mine & theirs) / len(mine | theirs) if mine or theirs else 1.0

"""Which theme a row belongs to, and which row it is a part of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from site_build.data.model import Theme
from site_build.editing.pinyin import pinyin_slug
from site_build.editing.table_import.context import Context
from site_build.editing.table_import.entries import Entry, EntryLine, Group
from site_build.editing.table_import.flags import Certainty, ReadingWarning, warning
from site_build.editing.table_import.names import slug
from site_build.language import sentence
from site_build.problem import UserError

Values = Mapping[str, str]
_LONGEST_ID = 40


@dataclass(frozen=True, slots=True)
class Themes:
    """The themes that have to be added, each row's theme, and the rows that stood under no heading."""

    made: tuple[Values, ...]
    of: Mapping[int, str]
    ungrouped: tuple[int, ...] = ()


def themes(found: Sequence[Entry], readable: frozenset[int], context: Context) -> Themes:
    """Give every readable row the theme of the heading above it.

    A theme that the package or its predecessor has under that name keeps its id.  Raises UserError if
    ``options.theme`` names none.
    """
    heading: tuple[str, str] | None = None
    of: dict[int, str] = {}
    made: dict[str, Values] = {}
    ungrouped = []
    outside = _outside(context, any(isinstance(entry, Group) for entry in found))
    for entry in found:
        if isinstance(entry, Group):
            heading = (entry.name, entry.name_en)
        elif isinstance(entry, EntryLine) and entry.row.number in readable:
            if heading is None:
                ungrouped.append(entry.row.number)
            name, name_en = heading or outside
            theme_id = _existing(name, context.plan.themes) or next(
                (row["id"] for row in made.values() if row["name"] == name), ""
            )
            if not theme_id:
                row = _new(name, name_en, context, made)
                theme_id = row["id"]
                made[theme_id] = row
            of[entry.row.number] = theme_id
    asked = () if context.options.theme else tuple(ungrouped)
    return Themes(tuple(made.values()), of, asked)


def _outside(context: Context, grouped: bool) -> tuple[str, str]:
    """The theme of rows above the first heading: the one asked for, the package's only one, or a new one."""
    wanted, known = context.options.theme, context.plan.themes
    if wanted:
        for theme in known:
            if wanted in {theme.id, theme.name}:
                return theme.name, theme.name_en
        if wanted.isascii():
            listed = ", ".join(theme.id for theme in known) or "—"
            raise UserError(sentence("table_import.choose.unknown_theme", wanted=wanted, known=listed))
        return wanted, ""
    if len(known) == 1 and not grouped:
        return known[0].name, known[0].name_en
    return context.table.title or context.box, ""


def _existing(name: str, known: Iterable[Theme]) -> str:
    return next((theme.id for theme in known if theme.name == name), "")


def _new(name: str, name_en: str, context: Context, made: Mapping[str, Values]) -> Values:
    plan, before = context.plan, context.before
    same = next((theme for theme in before.themes if theme.name == name), None) if before else None
    taken = {theme.id for theme in plan.themes} | set(made)
    order = max((theme.order for theme in plan.themes), default=0) + len(made) + 1
    wanted = (same.id if same else "") or slug(name_en)
    if not wanted and name not in {context.table.title, context.box}:
        wanted = pinyin_slug(name, _LONGEST_ID)
    return {
        "id": wanted if wanted and wanted not in taken else _numbered(taken),
        "name": name,
        "name_en": name_en or (same.name_en if same else ""),
        "order": str(order),
    }


def _numbered(taken: set[str]) -> str:
    count = 1
    while f"theme-{count:02}" in taken:
        count += 1
    return f"theme-{count:02}"


@dataclass(frozen=True, slots=True)
class Parts:
    """The row that each part (其中) belongs to, row → row, and the warnings about it."""

    of: Mapping[int, int]
    warnings: tuple[tuple[EntryLine, ReadingWarning], ...]


def parts(found: Sequence[Entry]) -> Parts:
    """A part belongs to the last row above it, in its group, that is no part itself."""
    of: dict[int, int] = {}
    warnings: list[tuple[EntryLine, ReadingWarning]] = []
    above: EntryLine | None = None
    part_above = False
    for entry in found:
        if isinstance(entry, Group):
            above, part_above = None, False
        if not isinstance(entry, EntryLine):
            continue
        # 其中：甲 / 乙: a second part may stand without the word, and then without a number.
        further = part_above and not entry.number and above is not None and bool(above.number)
        if above is not None and (entry.child or further):
            of[entry.row.number] = above.row.number
        elif entry.child:
            warnings.append((entry, warning("no_parent", "name", entry.name, "", Certainty.UNSURE)))
        if further and above is not None and not entry.child:
            warnings.append(
                (entry, warning("further_part", "name", entry.name, above.name, Certainty.UNSURE))
            )
        part_above = entry.row.number in of
        above = above if part_above else entry
    return Parts(of, tuple(warnings))

"""The body of a table: which rows are indicators, which head a group, which are notes."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from site_build.editing.table_import.characters import compact, name_text, unmarked_name
from site_build.editing.table_import.columns import OF_FIGURES, Header, Role, same_heading
from site_build.editing.table_import.figures import Form, read
from site_build.editing.table_import.grid import GridRow
from site_build.editing.table_import.tables import FoundTable
from site_build.editing.table_import.units import is_unit, split_name, unit_text

_CHINESE_NUMERAL = "[一二三四五六七八九十百零〇]{1,4}"
_ENUMERATED = re.compile(rf"^(?:第?{_CHINESE_NUMERAL}(?:部分|类)?[、.．,，:：]|\({_CHINESE_NUMERAL}\)[、.]?)")
_COUNTED = re.compile(
    rf"^(?:第?{_CHINESE_NUMERAL}(?:部分|类)?[、.．,，:：]|[(（]{_CHINESE_NUMERAL}[)）][、.．]?)\s*"
)
_ONLY_NUMERAL = re.compile(rf"\(?{_CHINESE_NUMERAL}\)?[、.]?")
_NOTE = re.compile(r"^(?:注|说明|备注)(?:[:\d(.、]|$)|^(?:资料|数据)来源[:]|^[*※]")
_END = re.compile(r"^#|^第[一二三四五六七八九十]+[章节篇]")
_CONTINUED = re.compile(r"^[(]?(?:续表?|接上表)[)]?")
_CHILD = re.compile(r"^(?:[-—–#·]*其中[:,、]?|[-—–]{1,2}|#)")
_FIGURES = (Role.UNIT, Role.BASELINE, Role.TARGET, Role.YEARLY, Role.RESULT, Role.ATTRIBUTE, Role.COMPLETION)
_FEWEST_PARTS = 2
# Names above an indicator's own, at most; and how short a name says nothing by itself (城镇, 农村).
_MOST_LEVELS, _SHORT = 2, 6
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Group:
    """A row that heads a group of indicators."""

    row: GridRow
    name: str
    name_en: str
    enumerated: bool


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A row that is an indicator; ``number`` as printed, empty if the row has none.

    ``child`` says that 其中 stands before its name; ``unit`` is the unit in brackets behind it, read
    where its column says nothing; ``level`` is the name above it in a table with names on several levels;
    ``marked`` that a footnote's mark stood behind its name.
    """

    row: GridRow
    number: str
    name: str
    child: bool
    unit: str
    level: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A row below or among the others that is a note."""

    row: GridRow
    text: str


@dataclass(frozen=True, slots=True)
class Stray:
    """A row that could be read as nothing."""

    row: GridRow
    text: str


Entry = Group | EntryLine | Remark | Stray


def entries(table: FoundTable) -> tuple[Entry, ...]:
    """Every row of a table's body that holds something, in order, as what it is."""
    found: list[Entry] = []
    noting = False
    level = ""
    for given in table.body:
        if not given.texts or same_heading(table.header, given):
            continue
        row, levels = _align(given, table.header)
        names = _names(row, levels, table.header)
        if len(names) > 1:
            level = names[-2]
        elif names and (
            names[0] != name_text(_cell(row, table.header, Role.NAME)) or _begins_anew(row, table.header)
        ):
            # What stands in a higher column alone is the row's own name.
            level = ""
        text = compact(row.texts[0])
        if noting and len(row.texts) == 1 and _END.match(text):
            break
        noting = bool(_NOTE.match(text)) or (noting and not _has_target(row, table.header))
        if noting:
            found.append(Remark(row, name_text(" ".join(row.texts))))
        elif not (_CONTINUED.match(text) and len(row.texts) == 1):
            found += _entry(row, table.header, level)
    return tuple(_with_levels(list(_under_wholes(list(_grouped(found)), table.header))))


def _begins_anew(row: GridRow, header: Header) -> bool:
    """Whether a row is under no name of the rows above: a heading, or one with a number of its own.

    Where the header has columns for names on several levels, each row may be numbered.
    """
    if header.column(Role.LEVEL) is not None:
        return False
    number = _cell(row, header, Role.NUMBER) or split_number(name_text(_cell(row, header, Role.NAME)))[0]
    return len(row.texts) == 1 or bool(number.strip())


def _has_target(row: GridRow, header: Header) -> bool:
    target = header.column(Role.TARGET)
    return target is not None and bool(row.cell(target.place).strip()) and len(row.texts) > 2


def _entry(row: GridRow, header: Header, level: str) -> Iterator[Entry]:
    number, name_en = (name_text(_cell(row, header, role)) for role in (Role.NUMBER, Role.NAME_EN))
    name = next(iter(_names(row, (), header)[-1:]), "")
    category = _cell(row, header, Role.GROUP)
    figures = any(_cell(row, header, role).strip() for role in _FIGURES)
    if len(row.texts) == 1 or not figures:
        yield from _heading(row, number, name, name_en)
        return
    if not name and (told := re.match(r"^(\d{1,3})[.、．]?\s*([^\d.\s].*)$", number)):
        number, name = told[1], told[2]
    if category.strip():
        yield Group(row, _group_name(category), "", True)
    if not _LETTER.search(name):
        yield Stray(row, name_text(" ".join(row.texts)))
        return
    yield _line(row, number, name, header, level)


def _heading(row: GridRow, number: str, name: str, name_en: str) -> Iterator[Entry]:
    """A row without figures: a group's heading, or an indicator that the plan gives no figures for."""
    counted = bool(_ONLY_NUMERAL.fullmatch(compact(number))) and bool(name)
    text = (
        name if counted else "".join(dict.fromkeys(filter(None, (number, name)))) or name_text(row.texts[0])
    )
    if name and re.fullmatch(r"\(?\d+(?:[.-]\d+)*\)?[.、]?", compact(number)):
        yield EntryLine(row, number, name, False, "")
    elif _LETTER.search(text):
        enumerated = counted or bool(_ENUMERATED.match(compact(text)))
        yield Group(row, _group_name(text), name_en, enumerated)
    else:
        yield Stray(row, text)


def _grouped(found: Sequence[Entry]) -> Iterator[Entry]:
    """A heading that nothing follows heads nothing; one repeated down a column counts once."""
    name = ""
    for place, entry in enumerate(found):
        if not isinstance(entry, Group):
            yield entry
            continue
        following = found[place + 1] if place + 1 < len(found) else None
        if not isinstance(following, EntryLine | Group):
            yield Stray(entry.row, entry.name)
        elif entry.name != name:
            name = entry.name
            yield entry


def _line(row: GridRow, number: str, name: str, header: Header, level: str) -> EntryLine:
    if not header.column(Role.NUMBER):
        number, name = split_number(name)
    child = _CHILD.match(compact(name))
    name = re.sub(r"^[-—–#·\s]*(?:其中\s*[:：,，、]?)?[-—–#·\s]*", "", name) if child else name
    printed = name
    name, unit = (name, "") if unit_text(_cell(row, header, Role.UNIT)) else split_name(name)
    marked = unmarked_name(printed) != printed
    return EntryLine(
        row, number, unmarked_name(name), child is not None, unit, "" if level == name else level, marked
    )


_NUMBERED = re.compile(r"(?:[(（](\d{1,3})[)）][.、．]?|(\d{1,3})[.、．)）](?!\d))\s*(.+)")


def split_number(name: str) -> tuple[str, str]:
    """The number printed before a name and the name: 1.甲, 1、甲, （1）甲; no number where none is."""
    found = _NUMBERED.fullmatch(name)
    return (found[1] or found[2], found[3]) if found else ("", name)


def _align(row: GridRow, header: Header) -> tuple[GridRow, list[str]]:
    """A row with more cells than the header, as its name stands in several: one name, and those above."""
    name = header.column(Role.NAME)
    width = max(column.place for column in header.columns) + 1
    more = len(row.cells) - width
    if name is None or not 1 <= more <= _MOST_LEVELS:
        return row, []
    place = name.place
    names = [name_text(cell) for cell in row.cells[place : place + more + 1]]
    if any(
        not _LETTER.search(text) or read(text).form is not Form.WORDS or is_unit(text) for text in names[1:]
    ):
        return row, []
    cells = (*row.cells[:place], names[-1], *row.cells[place + more + 1 :])
    return GridRow(row.number, cells), names[:-1]


def _names(row: GridRow, levels: Sequence[str], header: Header) -> list[str]:
    """The row's names from the highest level to its own, those that are printed, none twice."""
    columns = [column for column in header.columns if column.role in {Role.LEVEL, Role.NAME}]
    told = [*levels, *(name_text(row.cell(column.place)) for column in columns)]
    return list(dict.fromkeys(text for text in told if text))


def _under_wholes(found: Sequence[Entry], header: Header) -> Iterator[Entry]:
    """A row without figures above short names without numbers (城镇, 农村) is the level over them."""
    place = 0
    while place < len(found):
        entry = found[place]
        place += 1
        if not isinstance(entry, EntryLine) or _has_figures(entry.row, header):
            yield entry
            continue
        parts = list(takewhile(_is_part, found[place:]))
        if len(parts) < _FEWEST_PARTS:
            yield entry
            continue
        place += len(parts)
        above = unit_text(_cell(entry.row, header, Role.UNIT)) or entry.unit
        for count, part in enumerate(parts, start=1):
            if isinstance(part, EntryLine):
                number = f"{entry.number}-{count}" if entry.number else ""
                yield replace(part, number=number, level=entry.name, unit=part.unit or above)


def _is_part(entry: Entry) -> bool:
    """Whether a row's name says too little by itself and nothing else tells what it belongs to."""
    return (
        isinstance(entry, EntryLine)
        and not (entry.number or entry.level or entry.child)
        and len(entry.name) <= _SHORT
    )


def _has_figures(row: GridRow, header: Header) -> bool:
    return any(read(_cell(row, header, role)).form is not Form.NONE for role in OF_FIGURES)


def _with_levels(found: list[Entry]) -> Iterator[Entry]:
    """Lines whose name alone says too little with the name above it, and numbers that stand before that."""
    lines = [entry for entry in found if isinstance(entry, EntryLine)]
    names = Counter(line.name for line in lines)
    under = Counter(line.level for line in lines if line.level)
    count: Counter[str] = Counter()
    for entry in found:
        if not isinstance(entry, EntryLine) or not entry.level:
            yield entry
            continue
        number, level = split_number(entry.level)
        count[entry.level] += 1
        if not entry.number and number:
            number = f"{number}-{count[entry.level]}" if under[entry.level] > 1 else number
            entry = replace(entry, number=number)
        short = len(entry.name) <= _SHORT and not _shares_word(level, entry.name)
        full = f"{level}（{entry.name}）" if names[entry.name] > 1 or short else entry.name
        yield replace(entry, name=full, level=level)


def _shares_word(one: str, other: str) -> bool:
    return any(other[place : place + 2] in one for place in range(len(other) - 1))


def _group_name(text: str) -> str:
    """A group's name without what counts it: 一、就业 and （一）就业 are 就业."""
    shown = unmarked_name(name_text(text))
    return _COUNTED.sub("", shown).rstrip(":：") or shown


def _cell(row: GridRow, header: Header, role: Role) -> str:
    column = header.column(role)
    return row.cell(column.place) if column else ""

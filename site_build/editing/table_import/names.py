"""What a table's rows are called in the package: numbers, ids and English names."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from site_build.data.model import Indicator
from site_build.data.standard import StandardIndicator, find_standard
from site_build.editing.pinyin import pinyin_slug
from site_build.editing.table_import.characters import compact, name_text
from site_build.editing.table_import.columns import Role
from site_build.editing.table_import.context import Context
from site_build.editing.table_import.entries import EntryLine
from site_build.editing.table_import.flags import Certainty, ReadingWarning, warning

_LONGEST_ID = 60
_PREFIX = "indicator"


class Origin(StrEnum):
    """What an id is made of; the later ones are the worse."""

    PREDECESSOR = "predecessor_id"
    ENGLISH = "english_id"
    STANDARD = "standard_id"
    PINYIN = "pinyin_id"
    COUNT = "numbered_ids"


@dataclass(frozen=True, slots=True)
class Named:
    """A row's id, its number (as printed; made up where none is) and its English name.

    ``origin`` says what the id is made of; ``unnumbered`` that the table prints no number.
    """

    id: str
    number: str
    name_en: str
    origin: Origin = Origin.ENGLISH
    unnumbered: bool = False
    warnings: tuple[ReadingWarning, ...] = ()


def names(lines: Sequence[EntryLine], wholes: Mapping[int, int], context: Context) -> Mapping[int, Named]:
    """Every line's name, by row; ``wholes`` says which row each part belongs to.

    The id is the predecessor's where it has an indicator of that name, else made of the English
    name, else the standard indicator's of that name, else pinyin, else of the prefix and the number; with a
    prefix of the caller's own always of that.  It depends on nothing but the table, the predecessor and
    the prefix, so that reading the same table again gives the same ids.
    """
    numbers = _numbers(lines, wholes)
    known = {row.name: row for row in context.before.indicators} if context.before else {}
    there = {row.name for row in context.plan.indicators}
    taken: Counter[str] = Counter()
    alike = Counter(line.name for line in lines)
    named: dict[int, Named] = {}
    for line, number, count in zip(lines, numbers, _counts(lines, numbers), strict=True):
        english = name_text(context.cell(line, Role.NAME_EN))
        same = known.get(line.name)
        standard = find_standard(line.name)
        origin, wanted = _id(line, english, same, standard, context)
        wanted = wanted or f"{context.options.prefix or _PREFIX}-{count}"
        taken[wanted] += 1
        row_id = wanted if taken[wanted] == 1 else f"{wanted}-{taken[wanted]}"
        warnings = [
            warning(code, Role.NAME, line.name, row_id, Certainty.UNSURE)
            for raised, code in (
                (row_id != wanted or alike[line.name] > 1, "same_name"),
                (line.name in there, "name_taken"),
            )
            if raised
        ]
        named[line.row.number] = Named(
            row_id,
            number,
            english or (same.name_en if same else "") or (standard.name_en if standard else ""),
            origin,
            not line.number,
            tuple(warnings),
        )
    return named


def _id(
    line: EntryLine,
    english: str,
    same: Indicator | None,
    standard: StandardIndicator | None,
    context: Context,
) -> tuple[Origin, str]:
    """What an id is made of, and the id; empty if it is to be counted."""
    if same:
        return Origin.PREDECESSOR, same.id
    if made := slug(english):
        return Origin.ENGLISH, made
    if context.options.prefix:
        return Origin.COUNT, ""
    if standard:
        return Origin.STANDARD, standard.id
    made = pinyin_slug(line.name, _LONGEST_ID)
    return (Origin.PINYIN, made) if made else (Origin.COUNT, "")


def slug(text: str) -> str:
    """An id made of an English name: ``New urban employment`` → ``new-urban-employment``."""
    words = re.findall(r"[a-z0-9]+", _words(text))
    made = ""
    for word in words:
        longer = f"{made}-{word}" if made else word
        if len(longer) > _LONGEST_ID:
            break
        made = longer
    return made if re.match("[a-z]", made) else ""


def _words(text: str) -> str:
    """Lower-case text whose apostrophes join: ``people's`` → ``peoples``."""
    return re.sub("['\u2019]", "", name_text(text)).lower()


def _numbers(lines: Sequence[EntryLine], wholes: Mapping[int, int]) -> list[str]:
    """Numbers as printed; a part without one is counted under its whole (``8-1``), another row by itself."""
    numbers: dict[int, str] = {}
    count, parts = 0, Counter[int]()
    for line in lines:
        row = line.row.number
        if line.number:
            numbers[row] = line.number
        elif row in wholes:
            parts[wholes[row]] += 1
            numbers[row] = f"{numbers[wholes[row]]}-{parts[wholes[row]]}"
        else:
            count += 1
            numbers[row] = str(count)
    return list(numbers.values())


def _counts(lines: Sequence[EntryLine], numbers: Sequence[str]) -> Iterator[str]:
    """The numbers as they stand in ids: ``07``; if numbers are missing or occur twice, the rows' order."""
    digits = ["-".join(re.findall(r"\d+", compact(number))) for number in numbers]
    usable = all(digits) and len(set(digits)) == len(digits) and all(len(one) <= 20 for one in digits)
    if not usable:
        digits = [str(place) for place in range(1, len(lines) + 1)]
    width = max(2, *(len(one.split("-")[0]) for one in digits)) if digits else 2
    for one in digits:
        first, *rest = one.split("-")
        yield "-".join((first.zfill(width), *rest))

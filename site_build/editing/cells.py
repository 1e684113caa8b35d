"""What people type, read once for every way in: the workbook, ``--fix``, issue forms, the import of tables.

Read without asking is what allows one reading: full-width digits, thousands separators, 2023年6月份,
2023 Q3, 二〇二四年三月十五日, 20240405.  Never guessed: a percentage, a unit, a date where a period belongs.
The table of spellings in this module's test says of each what it is read as, or why it is refused.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from site_build import language, periods
from site_build.data import schemas
from site_build.data.rules.cells import SPAN_TABLES, is_period
from site_build.data.rules.sizes import is_id

NO_YEARS = range(0)


class Form(StrEnum):
    """How the cells of a column are to be read."""

    FIGURE = "figure"
    PERIOD = "period"
    SPAN = "span"
    DAY = "day"
    CHOICE = "choice"
    REFERENCE = "reference"
    ID = "id"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class ReadCell:
    """The text for the CSV.

    ``notice`` is the code of a remark for the person who typed it, if one is due; ``done`` names what was
    changed, in order: ``as-text``, ``space``, ``full-width`` and what is particular to the form.
    """

    text: str
    notice: str = ""
    done: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CellTrouble:
    """What is wrong with a cell: a code of the catalogue, its values, and the cell as plain text."""

    code: str
    text: str
    values: Mapping[str, object]


Reading = ReadCell | CellTrouble


@cache
def form_of(resource: str, name: str) -> Form:
    """How a column of a table is read."""
    schema = schemas.read(resource)
    field = next(one for one in schema["fields"] if one["name"] == name)
    if field.get("constraints", {}).get("enum"):
        return Form.CHOICE
    if any(name in link["fields"] for link in schema.get("foreignKeys", [])):
        return Form.REFERENCE
    if field["type"] in {"number", "integer"}:
        return Form.FIGURE
    if field["type"] == "date":
        return Form.DAY
    if is_period(field):
        return Form.SPAN if resource in SPAN_TABLES else Form.PERIOD
    return Form.ID if is_id(name) else Form.TEXT


def read_text(text: str, form: Form, *, years: range = NO_YEARS, rewritten: bool = False) -> Reading:
    """Read a text of a column of this form; an empty one is empty.

    ``years`` are the plan's own.  ``rewritten`` says that a spreadsheet may have changed what was typed, as
    it does to a CSV and to numbers.  Choices and references come back as they were typed.
    """
    done: list[str] = []
    for name, step in _steps(form, rewritten=rewritten):
        after = step(text)
        if after != text and name not in done:
            done.append(name)
        text = after
    if not text or form not in _READERS:
        return ReadCell(text, done=tuple(done))
    reading = _READERS[form](text, years, rewritten)
    if isinstance(reading, ReadCell):
        own = (
            "unpublished"
            if reading.notice == "unpublished"
            else "number"
            if form is Form.FIGURE
            else "date"
            if form is Form.DAY
            else "period"
        )
        steps = (*done, own) if reading.text != text else tuple(done)
        return ReadCell(reading.text, reading.notice, steps)
    return reading


def _steps(form: Form, *, rewritten: bool) -> list[tuple[str, Callable[[str], str]]]:
    steps: list[tuple[str, Callable[[str], str]]] = [("as-text", _as_text), ("space", tidy_spaces)]
    if form is Form.TEXT:
        one_line = ("space", lambda text: _LINE_BREAKS.sub(" ", text))
        return [*steps, one_line, ("full-width", lambda text: text.translate(_DIGITS))]
    if rewritten:
        steps.append(("as-text", lambda text: text.removeprefix("'")))
    steps.append(("quotes", _without_quotes))
    if form in {Form.CHOICE, Form.REFERENCE}:
        return steps
    return [*steps, ("full-width", lambda text: fold(text).strip())]


# ── what is done to every text ──

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_BREAKS = re.compile(r"\s*[\r\n]+\s*")
_DIGITS = {code: code - 0xFEE0 for code in range(ord("０"), ord("９") + 1)}
# Dashes that stand for a minus sign before a figure and for a hyphen between the parts of a period.
_DASHES = str.maketrans("−‐‑‒–—―﹣－", "---------")
_AS_TEXT = re.compile(r'="([^"]*)"')
# Characters that a footnote's mark is made of: they are no digits of a figure.
_RAISED = ("<super>", "<sub>", "<circle>")
MARKS = re.compile("[\u00b9\u00b2\u00b3\u2070\u2074-\u207e\u2460-\u24ff\u2776-\u277f*\u203b\u2020\u2021]+")


_QUOTED = re.compile("[“”\"‘’'「『＂＇](.*)[“”\"‘’'」』＂＇]", re.DOTALL)


def _without_quotes(text: str) -> str:
    """What stands between quotation marks that are around the whole text, as around a figure or a choice."""
    found = _QUOTED.fullmatch(text)
    return found[1].strip() if found else text


def _as_text(text: str) -> str:
    """``="2023-06"``: how people make a spreadsheet leave a cell alone."""
    found = _AS_TEXT.fullmatch(text.strip())
    return found[1] if found else text


def tidy_spaces(text: str) -> str:
    """Without space around it and without characters that cannot be seen; every other space a plain one."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()


def fold(text: str) -> str:
    """Full-width and other shapes of a character as the plain one; raised and circled digits stay."""
    return "".join(
        one if unicodedata.decomposition(one).startswith(_RAISED) else unicodedata.normalize("NFKC", one)
        for one in text.translate(_DASHES)
    )


def plain(text: str) -> str:
    """Text for comparison: full-width forms as ASCII, no white space around it, one case."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


# ── figures ──

_FIGURE = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_GROUPED = re.compile(r"(-?[1-9]\d{0,2})((?:,\d{3})+|(?: \d{3})+)(\.\d+)?", re.ASCII)
_WITH_UNIT = re.compile(r"([¥$]?)\s*(-?\d[\d,]*(?:\.\d+)?)\s*([^\d\s.,]\D{0,9})?", re.ASCII)
_MARKED = re.compile(rf"(-?[\d,]+(?:\.\d+)?)\s*({MARKS.pattern})", re.ASCII)
_QUALIFIERS = ("左右", "上下", "以上", "以下", "以内", "多", "余")
# How people write that no figure was published: that is what an empty cell says.
_UNPUBLISHED = re.compile(
    r"(?:[尚暂还]未|[尚暂]?未见|未|没有|没)(?:对外)?(?:公布|发布|公开)(?:数据|数字)?|未见"
    r"|not (?:yet )?(?:published|reported)|no (?:report|figure) (?:was )?found|unpublished",
    re.IGNORECASE,
)
# How they write that there is nothing to write, which may also be a figure they do not know.
_NOTHING = re.compile(
    r"[-/*.…~×]+|暂?未(?:统计|知)|待(?:公布|定|核)|暂?无|不详|没有|n/?a|null|none|nil",
    re.IGNORECASE,
)


def _figure(text: str, _: range, __: bool) -> Reading:
    found = plain_figure(text)
    if found:
        return ReadCell(found)
    if unpublished(text):
        return ReadCell("", "unpublished")
    if _NOTHING.fullmatch(text):
        return _trouble("nothing", text)
    marked = _MARKED.fullmatch(text)
    if marked:
        return _trouble("footnote", text, mark=marked[2], figure=marked[1].replace(",", ""))
    parts = _WITH_UNIT.fullmatch(text)
    if parts and (parts[1] or parts[3]) and parts[3] not in _QUALIFIERS:
        unit = f"{parts[1]}{parts[3] or ''}".strip()
        return _trouble("unit", text, unit=unit, figure=parts[2].replace(",", ""))
    return _trouble("thousands" if parts and "," in text else "figure", text)


def unpublished(text: str) -> bool:
    """Whether a text only says that nothing was published: 未公布, 未见公布, 尚未公布."""
    return bool(_UNPUBLISHED.fullmatch(plain(text).strip("（）()[]【】。. ")))


def plain_figure(text: str) -> str:
    """A figure as the data writes it, of ``1,234``, ``1 234``, ``+5``, ``.5``, ``5.``; empty if none."""
    grouped = _GROUPED.fullmatch(text.removeprefix("+"))
    if grouped:
        return grouped[1] + re.sub("[, ]", "", grouped[2]) + (grouped[3] or "")
    text = re.sub(r"\+(?=[\d.])", "", text, count=1) if text.startswith("+") else text
    text = re.sub(r"(?<!\d)\.(?=\d)", "0.", text, count=1) if re.match(r"-?\.", text) else text
    text = text[:-1] if re.fullmatch(r"-?\d+\.", text, re.ASCII) else text
    return text if _FIGURE.fullmatch(text) else ""


# ── periods and days ──

_NUMERALS = "〇一二三四五六七八九"
_CHINESE_YEAR = re.compile("[〇零○OＯ一二三四五六七八九]{4}(?=年)")
_CHINESE_NUMBER = re.compile("[一二三四五六七八九十]{1,3}(?=个?月|日|号)")
_GAP = re.compile(r"(?<!\d) +| +(?!\d)")
_YEAR = re.compile(r"(\d{4})(?:\.0+|年|年度|年?全年|(?P<end>年年?[末底终]))?", re.ASCII)
_HALF = re.compile(r"(\d{4})(?:[年-]?H([12])|年?([上下])半年?末?)", re.ASCII | re.IGNORECASE)
_QUARTER = re.compile(r"(\d{4})(?:[年-]?Q([1-4])|年?第?([一二三四1-4])季度?末?)", re.ASCII | re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})|(0[1-9]|1[0-2]))(?:月份?)?[末底]?", re.ASCII)
_MONTHS = re.compile(r"(\d{4})年?(\d{1,2})月?(?:份)?[-~至到](\d{1,2})月(?:份|末|底)?", re.ASCII)
_THREE_QUARTERS = re.compile(r"(\d{4})年?(?:前(?:三个?|3个?)季度?|前(?:九|9)个?月)末?", re.ASCII)
_NAMED_MONTH = re.compile(r"([A-Z][a-z]{2})-(\d{2})", re.ASCII)
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# A spreadsheet drops the nought of 2023.10: this may be January and October.
_NOUGHT_LOST = re.compile(r"\d{4}\.1", re.ASCII)
_DAY = re.compile(
    r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?|(\d{2})(\d{2}))", re.ASCII
)
_MIDNIGHT = re.compile(r"[ T]0?0:00(?::00(?:\.0+)?)?")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


def _period(text: str, years: range, rewritten: bool) -> Reading:
    compact = _chinese_numbers(_GAP.sub("", text))
    if _THREE_QUARTERS.fullmatch(compact):
        return _trouble("three-quarters", text, year=compact[:4])
    if rewritten and _NOUGHT_LOST.fullmatch(compact):
        return _trouble("nought-lost", text, year=compact[:4])
    months = _MONTHS.fullmatch(compact)
    if months:
        return _months(text, *months.groups())
    found, notice = _one_period(compact, years)
    if found:
        return ReadCell(found, notice)
    day = _day(text, years, rewritten)
    return _trouble("day-for-period" if isinstance(day, ReadCell) else "period", text)


def _one_period(text: str, years: range) -> tuple[str, str]:
    """A period as the package writes it and the notice that is due; empty if the text is none."""
    notice = ""
    if found := _YEAR.fullmatch(text):
        candidate, notice = found[1], "year-end" if found["end"] else ""
    elif found := _HALF.fullmatch(text):
        candidate = f"{found[1]}-H{found[2] or '上下'.index(found[3]) + 1}"
    elif found := _QUARTER.fullmatch(text):
        spoken = found[2] or found[3]
        candidate = f"{found[1]}-Q{_NUMERALS.find(spoken) if spoken in _NUMERALS else spoken}"
    elif found := _MONTH.fullmatch(text):
        candidate = f"{found[1]}-{int(found[2] or found[3]):02d}"
    elif (found := _NAMED_MONTH.fullmatch(text)) and found[1] in _NAMES and 2000 + int(found[2]) in years:
        candidate = f"20{found[2]}-{_NAMES.index(found[1]) + 1:02d}"
    else:
        return "", ""
    try:
        period = periods.parse(candidate)
    except ValueError:
        return "", ""
    return (str(period), notice) if _FIRST_YEAR <= period.year <= _LAST_YEAR else ("", "")


def _months(text: str, year: str, first: str, last: str) -> Reading:
    """Months from one to another: a quarter, a half or the year, else no period of ours."""
    known = {(1, 12): "", (1, 6): "-H1", (7, 12): "-H2"}
    known |= {(3 * part - 2, 3 * part): f"-Q{part}" for part in (1, 2, 3, 4)}
    span = (int(first), int(last))
    if span in known:
        return ReadCell(f"{year}{known[span]}", "months")
    if span == (1, 9):
        return _trouble("three-quarters", text, year=year)
    return _trouble("months", text)


def _span(text: str, years: range, rewritten: bool) -> Reading:
    """A period, or two with a stroke between them: a slash is never a month's here."""
    compact = _chinese_numbers(_GAP.sub("", text))
    between = re.fullmatch(r"(\d{4})年?(?:/|-|~|至|到)(\d{4})年?", compact, re.ASCII)
    if between and between[1] < between[2]:
        return ReadCell(f"{between[1]}/{between[2]}")
    if "/" not in compact:
        return _period(text, years, rewritten)
    parts = [_one_period(part, years)[0] for part in compact.split("/")]
    return ReadCell("/".join(parts)) if len(parts) == 2 and all(parts) else _trouble("period", text)


def _day(text: str, _: range, __: bool) -> Reading:
    compact = _chinese_numbers(_GAP.sub("", _MIDNIGHT.sub("", text)))
    found = _DAY.fullmatch(compact)
    if found:
        year, month, day = (int(part) for part in found.groups() if part)
        try:
            if _FIRST_YEAR <= year <= _LAST_YEAR:
                return ReadCell(date(year, month, day).isoformat())
        except ValueError:
            pass
    return _trouble("day", text)


def _chinese_numbers(text: str) -> str:
    """二〇二四年三月十五日 → 2024年3月15日."""

    def year(found: re.Match[str]) -> str:
        digits = re.sub("[零○OＯ]", "〇", found[0])
        return "".join(str(_NUMERALS.index(one)) for one in digits)

    def number(found: re.Match[str]) -> str:
        tens, ten, ones = found[0].rpartition("十")
        if not ten:
            return str(_NUMERALS.index(ones)) if len(ones) == 1 else found[0]
        if len(tens) > 1 or len(ones) > 1:
            return found[0]
        return str((_NUMERALS.index(tens) if tens else 1) * 10 + (_NUMERALS.index(ones) if ones else 0))

    return _CHINESE_NUMBER.sub(number, _CHINESE_YEAR.sub(year, text))


def _trouble(code: str, text: str, /, **values: object) -> CellTrouble:
    return CellTrouble(code, text, {"shown": text, **values})


_READERS: Mapping[Form, Callable[[str, range, bool], Reading]] = {
    Form.FIGURE: _figure,
    Form.PERIOD: _period,
    Form.SPAN: _span,
    Form.DAY: _day,
}


# ── choices ──


@cache
def choices(resource: str, name: str) -> tuple[str, ...]:
    """The values an enumeration allows; none if the column is no enumeration."""
    field = next(one for one in schemas.read(resource)["fields"] if one["name"] == name)
    return tuple(field.get("constraints", {}).get("enum", ()))


@cache
def _todays() -> Mapping[str, str]:
    """Today's word for each value that an enumeration had formerly."""
    fields = [field for name in schemas.RESOURCES for field in schemas.read(name)["fields"]]
    return {old: new for field in fields for old, new in field.get("formerly", {}).items()}


def of_today(value: str) -> str:
    """An enumeration's value as it is written today, of one that may be an older package's."""
    return _todays().get(value, value)


def choice_label(value: str, lang: str) -> str:
    """What an enumeration's value is called, a former one as today's; a table's name is its sheet's."""
    value = of_today(value)
    if value in schemas.RESOURCES:
        return schemas.title(schemas.read(value)).in_language(lang)
    return language.load(lang).text(f"workbook.choice.{value}")


@cache
def values_of_labels(resource: str, name: str) -> Mapping[str, str]:
    """Labels as :func:`plain` writes them, in every language and as the package writes them, by value."""
    allowed = choices(resource, name)
    known = {plain(choice_label(value, lang)): value for lang in language.LANGUAGES for value in allowed}
    return known | {value: value for value in allowed}


def read_choice(text: str, resource: str, name: str) -> Reading:
    """The value of an enumeration that a label (or the value itself) means."""
    if not text:
        return ReadCell("")
    value = values_of_labels(resource, name).get(plain(text))
    if value is not None:
        return ReadCell(value, done=("choice",) if value != text else ())
    labels = {
        lang: language.load(lang)
        .text("common.separator")
        .join(choice_label(value, lang) for value in choices(resource, name))
        for lang in language.LANGUAGES
    }
    return _trouble("choice", text, allowed=language.Words(labels["zh"], labels["en"]))


def _is_whole(resource: str, name: str) -> bool:
    return any(one["name"] == name and one["type"] == "integer" for one in schemas.read(resource)["fields"])


def read_cell(
    text: str, resource: str, name: str, *, years: range = NO_YEARS, rewritten: bool = False
) -> Reading:
    """Read a text of a column of a table: :func:`read_text`, and choices by their labels."""
    form = form_of(resource, name)
    reading = read_text(text, form, years=years, rewritten=rewritten)
    if isinstance(reading, CellTrouble):
        return reading
    if _is_whole(resource, name) and re.fullmatch(r"-?\d+\.0+", reading.text):
        return ReadCell(reading.text.partition(".")[0], "", (*reading.done, "number"))
    if form is not Form.CHOICE:
        return reading
    chosen = read_choice(reading.text, resource, name)
    return (
        ReadCell(chosen.text, "", (*reading.done, *chosen.done)) if isinstance(chosen, ReadCell) else chosen
    )

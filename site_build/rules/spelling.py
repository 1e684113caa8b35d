"""How cells are meant to be written, and what a slip in writing was evidently meant to be.

Every function takes a cell and gives it back as it should have been typed; a cell that it cannot
make sense of comes back unchanged (or as ``None`` where said so).
"""

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Longer figures than this occur in no plan; Python and spreadsheets would disagree about them.
LONGEST_NUMBER = 30

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD_SPACE = re.compile(f"[{ODD_SPACES}]")
_PLACEHOLDERS = frozenset(
    ["—", "——", "-", "--", "–", "−", "/", "\\", "…", "……", "*", "?", "？", "无", "空", "暂无", "不详", "未公布"]
    + ["n/a", "na", "null", "none", "nil", "tbd"]
)
_EXCEL_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|#+)")
_MONTHS = {
    name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
_MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"


def trimmed(cell: str) -> str:
    """Without space of any sort, or invisible characters, around it."""
    return cell.strip().strip(INVISIBLE).strip()


def plain_spaces(cell: str) -> str:
    """With every no-break, ideographic or typographic space made an ordinary one."""
    return _ODD_SPACE.sub(" ", cell)


def half_width(cell: str) -> str:
    """With full-width and other digits, letters and signs made ASCII where they have an equivalent."""
    folded = unicodedata.normalize("NFKC", cell)
    return "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in folded)


def is_placeholder(cell: str) -> bool:
    """Whether a sign stands where an empty cell is meant."""
    return cell.lower() in _PLACEHOLDERS


def is_excel_error(cell: str) -> bool:
    """Whether a spreadsheet's error value was saved in place of a value."""
    return _EXCEL_ERROR.fullmatch(cell) is not None


def without_thousands(cell: str) -> str | None:
    """``1,234.5`` as ``1234.5``; ``None`` if the cell is not written with separators."""
    if re.fullmatch(r"-?[0-9]{1,3}(?:[,' ][0-9]{3})+(?:\.[0-9]+)?", cell):
        return re.sub("[,' ]", "", cell)
    return None


def canonical_number(cell: str) -> str | None:
    """``1e5``, ``+5``, ``.5`` or ``00123`` in plain digits; ``""`` for NaN, infinity and monsters.

    ``None`` if the cell is a plain number already, or no number at all.
    """
    if NUMBER.fullmatch(cell):
        return None if len(cell) <= LONGEST_NUMBER else ""
    if re.fullmatch(r"0[xX][0-9a-fA-F]+", cell):
        return ""
    try:
        value = Decimal(cell.replace("−", "-").replace("–", "-"))
    except InvalidOperation:
        return None
    if not value.is_finite() or abs(value.adjusted()) > LONGEST_NUMBER or len(cell) > LONGEST_NUMBER:
        return ""
    text = format(value, "f")
    return text if NUMBER.fullmatch(text) else ""


def number_within(cell: str) -> str | None:
    """The one number in ``95%``, ``[2.56]`` or ``1.75万人``; ``None`` if there are none or several."""
    if NUMBER.fullmatch(cell) or is_excel_error(cell):
        return None
    numbers = re.findall(r"-?[0-9][0-9,]*(?:\.[0-9]+)?", cell)
    if len(numbers) != 1:
        return None
    number = numbers[0].replace(",", "")
    return number if NUMBER.fullmatch(number) else None


def meant_date(cell: str) -> date | None:
    """The day meant by ``2021/1/1``, ``2021年1月1日``, ``1-Jan-21`` or Excel's serial ``44197``."""
    text = re.sub(r"[T ]?[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?Z?$", "", cell.strip())
    if match := re.fullmatch(r"([0-9]{4})\s?[-/.年]\s?([0-9]{1,2})\s?[-/.月]\s?([0-9]{1,2})日?", text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})", text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(rf"([0-9]{{1,2}})[-/ ]{_MONTH}[-/ ]([0-9]{{2}}|[0-9]{{4}})", text.lower()):
        return _day(_year(match[3]), _MONTHS[match[2]], int(match[1]))
    if re.fullmatch(r"[2-6][0-9]{4}", text):
        return date(1899, 12, 30) + timedelta(days=int(text))
    return None


def looks_like_date(cell: str) -> bool:
    """Whether a spreadsheet may have rewritten a day this way, even if it cannot be read with certainty."""
    if DATE.fullmatch(cell):
        return False
    # 1/2/2021 is a day in two orders: nobody but the writer knows which.
    either_order = r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.]([0-9]{2}|[0-9]{4})"
    year_first = r"[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?"
    return meant_date(cell) is not None or bool(re.fullmatch(f"{either_order}|{year_first}", cell))


def meant_period(cell: str) -> str | None:
    """The period meant by ``2023年``, ``2023.0``, ``2023/6``, ``Jun-23`` or ``2023年上半年``."""
    text = re.sub(r"\s", "", cell).lower()
    if match := re.fullmatch(r"([0-9]{4})(?:年度?|\.0+)", text):
        return match[1]
    if match := re.fullmatch(r"([0-9]{4})(?:年|[-/.])?(?:第?([1-4一二三四])季度?|q([1-4]))", text):
        quarter = match[3] or str("一二三四".find(match[2]) + 1 or match[2])
        return f"{match[1]}-Q{quarter}"
    if match := re.fullmatch(r"([0-9]{4})(?:年|[-/.])?(?:(上|下)半年|h([12]))", text):
        return f"{match[1]}-H{match[3] or ('1' if match[2] == '上' else '2')}"
    return _meant_month(text)


def meant_span(cell: str) -> str | None:
    """The span meant by ``2016-2020`` or ``2016—2020年``, or the period meant."""
    match = re.fullmatch(r"([0-9]{4})年?(?:[-—–~/]+|至|到)([0-9]{4})年?", re.sub(r"\s", "", cell))
    return f"{match[1]}/{match[2]}" if match else meant_period(cell)


def _meant_month(text: str) -> str | None:
    if match := re.fullmatch(r"([0-9]{4})[-/.年]([0-9]{1,2})(?:月份?)?(?:[-/.]?[0-9]{1,2}日?)?", text):
        year, month = match[1], int(match[2])
    elif match := re.fullmatch(rf"{_MONTH}[-/]?([0-9]{{2}}|[0-9]{{4}})", text):
        year, month = str(_year(match[2])), _MONTHS[match[1]]
    elif match := re.fullmatch(rf"([0-9]{{2}}|[0-9]{{4}})[-/]?{_MONTH}", text):
        year, month = str(_year(match[1])), _MONTHS[match[2]]
    else:
        return None
    return f"{year}-{month:02d}" if 1 <= month <= 12 else None


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

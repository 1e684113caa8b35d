"""What a printed cell says: ``[1.75]``, ``>70``, ``稳定在95以上``, ``保持稳定``, ``6:33:12``."""

import re
from dataclasses import dataclass
from enum import StrEnum

from site_build.data.model import TargetKind
from site_build.editing.cells import unpublished
from site_build.editing.table_import.characters import compact, figure_text, name_text, without_marks

# No cell of a plan's table is longer; what is, is prose.
LONGEST = 80


class Form(StrEnum):
    """What sort of thing a cell holds."""

    NONE = "none"
    FIGURE = "figure"
    RANGE = "range"
    STABLE = "stable"
    RATIO = "ratio"
    RELATIVE = "relative"
    # A day or year by which something is done, or whose level is the measure: no amount.
    DATE = "date"
    # Two lines with a figure in each, out of merged or broken rows.
    LINES = "lines"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Printed:
    """A cell as printed and as read.

    ``value`` (and ``upper``, the other end of a range) are plain digits, empty where there are none.
    ``relation`` is what the words around the figure say of it, None where it stands alone;
    ``steady`` says that it is to be held (稳定在).  ``cumulative`` stands for square brackets, ``rounded``
    for round ones, ``marked`` for a footnote's mark, ``about`` for 约 or 左右, ``contradictory`` for
    words of both sides, ``to_one`` for a ratio such as 2.1:1,
    ``yearly`` for 年均 before a relative figure.  ``unit`` is the unit printed in the cell.
    """

    text: str
    form: Form
    value: str = ""
    upper: str = ""
    relation: TargetKind | None = None
    steady: bool = False
    cumulative: bool = False
    rounded: bool = False
    unit: str = ""
    marked: bool = False
    about: bool = False
    contradictory: bool = False
    to_one: bool = False
    yearly: bool = False


_NOTHING = re.compile(r"[-–—―/\\.…_*×~]*|无|暂无|没有|空|未统计|n/?a", re.IGNORECASE)
_STABLE = re.compile(
    r"(?:继续|总体|基本|持续|力争)*(?:保持|维持)?(?:在)?(?:总体|基本|相对|现有|现有水平|20\d\d年水平)*"
    r"(?:稳定|平稳|不变|持平)|(?:保持|维持)(?:现有|目前|20\d\d年)水平|与?(?:基期|上期|20\d\d年)(?:保持|基本)?持平"
)
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?|\.\d+"
_LINES = re.compile(r"\d\S*\s*\n\s*\S*\d")
_BY_YEAR = re.compile(
    r"^(?:到|至)?(?:19|20|21)\d\d年[底末]?(?=(?:达|不[低高少多超]|[≥≤<>]|控制|保持在|稳定在|[提升降]\S?[到至])\S*\d)"
)
_DATE = re.compile(r"(?<!\d)(?:19|20|21)\d\d年")
_TO_ONE = re.compile(r"(\d+(?:\.\d+)?):1(?:\.0+)?", re.ASCII)
_RATIO = re.compile(r"\[?(\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+)\]?", re.ASCII)
_BRACKETED = re.compile(r"\[([^\[\]]*)\]")
# （含95%） behind 95%以上 says what 以上 means anyway.
_INCLUDED = re.compile(r"\((?:含|包含|包括)(?:本数|\d+(?:\.\d+)?[%‰]?)?\)$")
# 5200余人, 2万多户: somewhat more than the figure.
_SOME_MORE = re.compile(r"(?<=[\d百千万亿])[多余](?=[^\d]{0,8}$)")
_ROUND = re.compile(rf"\((-?(?:{_DIGITS}))\)", re.ASCII)

_AT_LEAST = ">=|=>|≥|不低于|不少于|不小于|不得低于|至少|达到|达|(?:提高|提升|增加|增长)[到至]|升至"
_NEARLY = "将近|接近|近"
_ABOVE = ">|》|〉|超过|高于|大于|多于|突破|超"
_AT_MOST = "<=|=<|≤|不高于|不超过|不大于|不多于|不得超过|不突破|至多|降[到至]|(?:下降|降低|减少)[到至]"
_BELOW = "<|《|〈|低于|小于|少于|不足|不到"
_HOLD = "(?:基本|总体)?(?:保持)?稳定在|(?:基本|总体)?(?:保持|维持)在?"
_CONTROL = "控制在|严格控制在"
_LOOSE = "大约|约|力争|争取|累计|合计|共|为|=|在"
_BEFORE = re.compile(f"(?:{_AT_LEAST}|{_AT_MOST}|{_ABOVE}|{_BELOW}|{_HOLD}|{_CONTROL}|{_LOOSE}|{_NEARLY})")
_AFTER_WORDS = "及以上|或以上|以上|及以下|或以下|以下|以内|之内|内|左右|上下|\\+"
_FIGURE = re.compile(
    rf"(?P<first>-?(?:{_DIGITS}))(?P<inner>[^\d\s]{{0,8}}?)(?:(?P<to>[-~–—至到])(?P<second>{_DIGITS}))?"
    rf"(?P<unit>[^\d\s]{{0,12}}?(?:(?:[kcd]?m|米)[23²³](?:/[^\d\s]{{1,6}})?)?)"
    rf"(?P<after>(?:{_AFTER_WORDS})*)",
    re.ASCII,
)
_RELATIVE = re.compile(
    r"(?:年均|累计|比20\d\d年|较20\d\d年)?(?:提高|提升|增长|增加|上升|下降|降低|减少|缩小|压减)(?![到至])"
    r"|百分点|翻番|翻一番"
)


def read(cell: str) -> Printed:
    """Read one cell of figures.  Never raises: what cannot be read is Form.WORDS."""
    if _LINES.search(cell.strip()):
        return Printed(name_text(cell), Form.LINES)
    bare = without_marks(cell)
    text, folded = figure_text(bare), compact(bare)
    marked = bare != cell.rstrip()
    if _NOTHING.fullmatch(folded) or unpublished(folded):
        return Printed(text if folded else "", Form.NONE, marked=marked and bool(folded))
    if len(folded) > LONGEST:
        return Printed(text, Form.WORDS, marked=marked)
    to_one = _TO_ONE.fullmatch(folded)
    if to_one:
        return Printed(text, Form.FIGURE, _plain(to_one[1]), marked=marked, to_one=True)
    ratio = _RATIO.fullmatch(folded)
    if ratio:
        return Printed(ratio[1], Form.RATIO, marked=marked)
    if _STABLE.fullmatch(folded):
        return Printed(text, Form.STABLE, steady=True, marked=marked)
    folded = _BY_YEAR.sub("", folded)
    if _RELATIVE.search(folded) and re.search(r"\d|翻", folded):
        return _relative(text, folded, marked)
    if _DATE.search(folded):
        return Printed(text, Form.DATE, marked=marked)
    return _with_figure(text, folded, marked)


_GROWTH = re.compile(
    r"(?P<yearly>(?:年均|每年|平均每年)?)(?:比(?:20\d\d年|基期)|较(?:20\d\d年|基期))?(?:增长|提高|提升|增加|上升|递增)"
    rf"(?P<words>(?:{_AT_LEAST}|{_ABOVE}|约)?)(?P<figure>{_DIGITS})(?P<unit>[^\d]{{0,6}}?)(?P<after>(?:{_AFTER_WORDS})?)",
    re.ASCII,
)


def _relative(text: str, folded: str, marked: bool) -> Printed:
    """How much more than before: 年均增长6%, 提高5个百分点; without a figure where it is less, or twofold."""
    found = _GROWTH.fullmatch(folded)
    if not found:
        return Printed(text, Form.RELATIVE, marked=marked)
    about = found["words"] == "约" or found["after"] in {"左右", "上下"}
    return Printed(
        text,
        Form.RELATIVE,
        _plain(found["figure"]),
        unit=found["unit"],
        marked=marked,
        about=about,
        yearly=bool(found["yearly"]),
    )


def _with_figure(text: str, folded: str, marked: bool) -> Printed:
    folded, more = _SOME_MORE.subn("", _INCLUDED.sub("", folded))
    inside = _BRACKETED.search(folded)
    if inside and re.search(r"\d", _BRACKETED.sub("", folded)):
        return Printed(text, Form.WORDS, marked=marked)
    bare = _BRACKETED.sub(r"\1", folded)
    circled = _ROUND.fullmatch(bare)
    bare = circled[1] if circled else bare
    words, rest = _prefix(bare)
    found = _FIGURE.fullmatch(rest)
    if found is None or (found["inner"] and not found["second"]):
        return Printed(text, Form.WORDS, marked=marked)
    after = found["after"] or ""
    relations = [*_relations(words, after), *([TargetKind.ABOVE] if more else [])]
    steady = any(re.fullmatch(_HOLD, word) for word in words)
    relation = _relation(words, relations, steady)
    return Printed(
        text,
        Form.RANGE if found["second"] else Form.FIGURE,
        _plain(found["first"]),
        _plain(found["second"] or ""),
        relation,
        steady,
        inside is not None or "累计" in words,
        circled is not None,
        found["unit"] or "",
        marked,
        "左右" in after or "上下" in after or any(re.fullmatch(f"约|大约|{_NEARLY}", word) for word in words),
        len(_sides(relations)) > 1,
    )


def _prefix(folded: str) -> tuple[list[str], str]:
    """The words before the figure, and the rest."""
    words = []
    while found := _BEFORE.match(folded):
        words.append(found[0])
        folded = folded[found.end() :]
    return words, folded.removeprefix("+")


def _relations(words: list[str], after: str) -> list[TargetKind]:
    told = []
    for pattern, kind in (
        (_AT_LEAST, TargetKind.AT_LEAST),
        (_AT_MOST, TargetKind.AT_MOST),
        (_ABOVE, TargetKind.ABOVE),
        (_BELOW, TargetKind.BELOW),
    ):
        told += [kind for word in words if re.fullmatch(pattern, word)]
    # By the Civil Code, article 1259, 以上, 以下 and 以内 include the figure itself.
    if "以上" in after or after.endswith("+"):
        told.append(TargetKind.AT_LEAST)
    if any(word in after for word in ("以下", "以内", "之内", "内")):
        told.append(TargetKind.AT_MOST)
    return told


_UPPER = {TargetKind.AT_LEAST, TargetKind.ABOVE}


def _sides(relations: list[TargetKind]) -> set[bool]:
    return {relation in _UPPER for relation in relations}


def _relation(words: list[str], told: list[TargetKind], steady: bool) -> TargetKind | None:
    """One relation out of all the words: the strict one of a pair, 稳定在…以上 as a floor."""
    if TargetKind.ABOVE in told or TargetKind.BELOW in told:
        return next(kind for kind in told if kind in {TargetKind.ABOVE, TargetKind.BELOW})
    if told:
        return TargetKind.FLOOR if steady and told[0] is TargetKind.AT_LEAST else told[0]
    if any(re.fullmatch(_CONTROL, word) for word in words):
        return TargetKind.AT_MOST
    return None


def _plain(digits: str) -> str:
    """Digits as the data writes them: no thousands separators, no leading zeros, ``.5`` → ``0.5``."""
    if not digits:
        return ""
    sign = "-" if digits.startswith("-") else ""
    whole, point, places = digits.removeprefix("-").replace(",", "").partition(".")
    return f"{sign}{whole.lstrip('0') or '0'}{point}{places}"

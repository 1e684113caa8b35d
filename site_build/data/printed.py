"""A figure within the words it is printed in: 近1.4万人, 达到95%以上."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from site_build.data.model import Qualifier
from site_build.data.units import in_unit

_FIGURE = re.compile(r"(?P<figure>\d+(?:,\d{3})*(?:\.\d+)?)\s*(?P<unit>[十百千万亿]*[^\W\d_]{0,4})")
# How a figure printed with 万 or 亿 may stand in another unit: 2.4亿 as 24,000 of 万人.
_MYRIADS = tuple(Decimal(10) ** (4 * power) for power in range(-3, 4))
# Where a word before a figure begins, at most.
_LOOK_BACK = 8
# The marks of footnotes: ¹ and ① are no digits.
_RAISED = ("<super>", "<sub>", "<circle>")
# Words before a figure, words behind it, and the qualifiers that say the same, the nearest first.
_WORDS: tuple[tuple[str, str, tuple[Qualifier, ...]], ...] = (
    ("大约|大概|约", "左右|上下", (Qualifier.ABOUT,)),
    ("将近|接近|近", "", (Qualifier.ABOUT, Qualifier.AT_MOST)),
    (
        "不超过|不高于|不大于|不多于|低于|小于|少于|不足|不到|≤|<",
        "及?以下|以内|之内",
        (Qualifier.AT_MOST,),
    ),
    ("不低于|不少于|不小于|至少|≥", "及?以上", (Qualifier.AT_LEAST, Qualifier.MORE_THAN)),
    ("超过?|突破|逾|高于|大于|多于|>", "有余|[多余]", (Qualifier.MORE_THAN, Qualifier.AT_LEAST)),
)
_AHEAD = "|".join(before for before, _, _ in _WORDS)
_BEHIND = "|".join(after for _, after, _ in _WORDS if after)
_BEFORE = re.compile(rf"({_AHEAD})\s*(?:占|为|达到?|有)?\s*[\[〔(（]?$")
_AFTER = re.compile(rf"[%‰\s]*[十百千万亿]*(?:([多余])(?![种样类元])|[^\W\d_]{{0,6}}?\s*({_BEHIND}))")


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure as it stands in a text, and what is printed right before and behind it."""

    value: Decimal
    unit: str
    before: str
    after: str

    @property
    def word(self) -> str:
        """The word that says how far the figure bears; empty where it stands alone."""
        before, after = _BEFORE.search(self.before), _AFTER.match(self.after)
        return before[1] if before else next(filter(None, after.groups()), "") if after else ""


def find_printed(text: str, value: Decimal, unit: str) -> PrintedFigure | None:
    """Where a value stands in a text, as it is or in a unit of other size: 2.56万 of 人 is 25600."""
    for found in _figures(text):
        values = (
            {found.value * times for times in _MYRIADS} if found.unit[:1] in {"万", "亿"} else {found.value}
        )
        if abs(value) in values | {in_unit(found.value, found.unit, unit)}:
            return found
    return None


def _figures(text: str) -> Iterator[PrintedFigure]:
    plain = "".join(
        " " if unicodedata.decomposition(one).startswith(_RAISED) else unicodedata.normalize("NFKC", one)
        for one in text
    )
    for found in _FIGURE.finditer(plain):
        figure = Decimal(found["figure"].replace(",", ""))
        end = found.end("figure")
        yield PrintedFigure(
            figure, found["unit"], plain[max(0, found.start() - 6) : found.start()], plain[end:]
        )


def qualifiers_of(word: str) -> tuple[Qualifier, ...]:
    """The qualifiers that say what a word beside a figure says, the nearest first; none for no word."""
    return next((told for one, other, told in _WORDS if re.fullmatch(f"{one}|{other}", word) and word), ())


def unconverted(printed: PrintedFigure, value: Decimal, unit: str) -> Decimal | None:
    """The value in the row's unit where it was copied in another: 14000人 as 14000 of 万人 is 1.4."""
    beside = re.sub(_BEHIND, "", printed.unit)
    right = in_unit(printed.value, beside, unit)
    return right if right is not None and abs(value) == printed.value != right else None


def read_alone(text: str, unit: str) -> tuple[Decimal, str] | None:
    """The one figure that a text is, in ``unit``, and the word beside it: 约5102人 of 万人 is 0.5102, 约.

    None where the text says anything else too, or measures something else.
    """
    found = list(_figures(text))
    if len(found) != 1:
        return None
    (printed,) = found
    share = re.match(r"\s*([%‰])", printed.after)
    beside = share[1] if share else re.sub(_BEHIND, "", printed.unit)
    rest = re.sub(
        rf"{_AHEAD}|{_BEHIND}|占|为|达到?|有|{re.escape(beside)}", "", f"{printed.before}{printed.after}"
    )
    value = None if rest.strip() else in_unit(printed.value, beside, unit)
    return None if value is None else (value, printed.word)

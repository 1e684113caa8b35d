"""A reader who trusts nothing but the numbers in an explanation, and works the status out again.

The sentences are taken apart by their words and figures only; nothing of the judging code is used.
"""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

NUMBER = r"-?\d+(?:\.\d+)?"
_IN_FORMULA = rf"{NUMBER}|\({NUMBER}\)"
_SUM = rf"\((?P<target>{_IN_FORMULA}) × (?P<m>\d+)/(?P<n>\d+)\)"
_LEVEL = (
    rf"\((?P<base>{_IN_FORMULA}) \+ \((?P<target>{_IN_FORMULA}) − "
    rf"(?P<again>{_IN_FORMULA})\) × (?P<m>\d+)/(?P<n>\d+)\)"
)
_GROWTH = rf"\((?P<base>{NUMBER}) × \(1 \+ (?P<rate>{_IN_FORMULA})%\)\^(?P<years>\d+)\)"
_CHAIN = rf"\(100 × ((?:\(1 \+ (?:{_IN_FORMULA})%\)(?: × )?)+)\)"
_APART = rf"\|(?P<word>\D*?)(?P<one>{NUMBER}) − (?P<other>{_IN_FORMULA})\| (?P<sign>[≤>]) (?P<apart>{NUMBER})"
_ADDED = r"\(([^()×%]* \+ [^()×%]*)\)"

Holds = Callable[[Fraction], bool]


@dataclass(frozen=True)
class Tongue:
    """The words of one language that figures stand beside, the more telling words first."""

    operators: tuple[tuple[str, Callable[[Fraction, Fraction], bool]], ...]
    stable: str
    value: str
    words: tuple[tuple[str, str], ...]
    projected: str
    start: str
    total: str
    early: str
    late: str
    each_year: str
    checked: str
    over: str
    silent: tuple[tuple[str, str], ...]


CHINESE = Tongue(
    operators=(
        (rf"不低于 ({NUMBER})", operator.ge),
        (rf"不高于 ({NUMBER})", operator.le),
        (rf"高于 ({NUMBER})", operator.gt),
        (rf"低于 ({NUMBER})", operator.lt),
        (rf"稳定在 ({NUMBER})", operator.ge),
    ),
    stable=rf"与基数 ({NUMBER})\S* ?\S*? 相差不超过 ({NUMBER})",
    value=rf"(?:(?:年|月|度|半年)为|累计|当年合计) (?P<word>约 |至少 |至多 |超 )?(?P<value>{NUMBER})",
    words=(("约", "about"), ("至少", "lower"), ("至多", "upper"), ("超", "above")),
    projected=rf"直线趋势，到.*?年\S*?为 ({NUMBER})",
    start=rf"起点就是 ({NUMBER})",
    total=rf"年合计 ({NUMBER})",
    early="提前",
    late="才第一次公布满足",
    each_year="每年",
    checked="期满逐年核对",
    over="目标期已满",
    silent=(
        ("构成比例", "not_assessable"),
        ("只跟踪，不评判", "not_assessable"),
        ("目标只有文字", "not_assessable"),
        ("还不能判断", "not_assessable"),
        ("旧数字不再用来评判", "not_reported"),
        ("规划期内的数字未见公布", "not_reported"),
        ("已经过去", "not_reported"),
        ("不能断定", "not_reported"),
        ("无从判断", "not_assessable"),
        ("无从评判", "not_assessable"),
    ),
)
ENGLISH = Tongue(
    operators=(
        (rf"at least ({NUMBER})", operator.ge),
        (rf"at most ({NUMBER})", operator.le),
        (rf"below ({NUMBER})", operator.lt),
        (rf"at or above ({NUMBER})", operator.ge),
        (rf"above ({NUMBER})", operator.gt),
    ),
    stable=rf"stable, no more than (?P<t>{NUMBER}).*? from the baseline of (?P<b>{NUMBER})",
    value=rf"\d{{4}}: (?P<word>about |no less than |no more than |over )?(?P<value>{NUMBER})",
    words=(("about", "about"), ("no less", "lower"), ("no more", "upper"), ("over", "above")),
    projected=rf"figures reaches ({NUMBER})",
    start=rf"it started at ({NUMBER})",
    total=rf"come to ({NUMBER})",
    early="ahead of time",
    late="first met by a later figure",
    each_year="in every year",
    checked="each year is checked",
    over="the time is over",
    silent=(
        ("composition", "not_assessable"),
        ("followed, not judged", "not_assessable"),
        ("words alone", "not_assessable"),
        ("does not settle it", "not_assessable"),
        ("no longer carries a verdict", "not_reported"),
        ("No figure of the plan's period", "not_reported"),
        ("is overdue and was not found; the last", "not_reported"),
        ("it cannot be said whether this comes to", "not_reported"),
        ("cannot be judged", "not_assessable"),
    ),
)
TONGUES = {"zh": CHINESE, "en": ENGLISH}


@dataclass(frozen=True)
class Printed:
    """A printed figure and the numbers it can be: None where nothing bounds it."""

    value: Fraction
    lower: Fraction | None
    upper: Fraction | None
    above: bool = False


def number(text: str) -> Fraction:
    """A printed figure, its brackets taken off."""
    return Fraction(text.strip("()"))


def recompute(text: str, language: str, on_track: Fraction, at_risk: Fraction) -> str:
    """The status that the numbers of an explanation lead to; AssertionError if they do not suffice."""
    tongue = TONGUES[language]
    text = text.replace("（", "(").replace("）", ")")
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    _check_sums(tongue, text)
    for words, status in tongue.silent:
        if words in text:
            return status
    if found := re.search(_GROWTH, text):
        return _growth(tongue, text, found, on_track, at_risk)
    if found := re.search(_LEVEL, text):
        assert found["base"] == found["again"]
        return _on_the_way(tongue, text, number(found["base"]), found, on_track, at_risk)
    if found := re.search(_SUM, text):
        return _on_the_way(tongue, text, Fraction(0), found, on_track, at_risk)
    if found := re.search(_APART, text):
        return _apart(tongue, text, found)
    holds = _promise(tongue, text)
    if found := re.search(tongue.start, text):
        return _from_the_start(tongue, text, number(found[1]), holds)
    if compared := _compared(tongue, text):
        return _by_comparison(tongue, text, compared, holds)
    return _line(tongue, text, holds)


def _compared(tongue: Tongue, text: str) -> tuple[str, Fraction, str, Fraction] | None:
    """The printed comparison: word, figure, sign, line."""
    words = "|".join(rf"{word}[^\d-]*" for word, _ in tongue.words)
    found = re.search(rf"(?P<word>{words})?(?P<one>{NUMBER}) (?P<sign>[≥>≤<]) (?P<other>{NUMBER})", text)
    if found is None:
        return None
    return found["word"] or "", number(found["one"]), found["sign"], number(found["other"])


def _by_comparison(
    tongue: Tongue, text: str, compared: tuple[str, Fraction, str, Fraction], holds: Holds
) -> str:
    word, one, sign, other = compared
    beyond = _printed(tongue, word, one).above
    signs = {
        "≥": operator.ge,
        ">": operator.ge if beyond else operator.gt,
        "≤": operator.le,
        "<": operator.lt,
    }
    assert signs[sign](one, other), f"the comparison in {text!r} is false"
    # “over 95” is above 95; no step is so small that it would be more than that.
    met = holds(one + Fraction(1, 10**12)) if beyond else holds(one)
    return _called(tongue, text, met)


def _called(tongue: Tongue, text: str, met: bool) -> str:
    """What a target that is met or not is called: by a later figure, by one of several years, at the end."""
    if tongue.late in text:
        assert met
        return "achieved_late"
    if tongue.each_year in text and tongue.checked not in text:
        return "on_track" if met else "off_track"
    return "achieved" if met else "missed"


def _check_sums(tongue: Tongue, text: str) -> None:
    """Every sum that is shown with its parts adds up."""
    for found in re.finditer(_ADDED, text):
        parts = [re.search(rf"({NUMBER})$", part.strip()) for part in found[1].split(" + ")]
        assert all(parts), f"a part without a number in {text!r}"
        added = sum((number(part[1]) for part in parts if part), Fraction(0))
        before = text[: found.start()]
        shown = re.findall(tongue.value, before)[-1:] if not re.search(tongue.total, before) else None
        total = number(shown[0][1]) if shown else number(re.findall(tongue.total, before)[-1])
        assert total == added, f"{total} is not {added} in {text!r}"


def _printed(tongue: Tongue, word: str, value: Fraction) -> Printed:
    sort = next((sort for form, sort in tongue.words if word.startswith(form)), "")
    match sort:
        case "lower":
            return Printed(value, value, None)
        case "above":
            return Printed(value, value, None, above=True)
        case "upper":
            return Printed(value, None, value)
        case "about":
            half = _rounding(value) / 2
            return Printed(value, value - half, value + half)
    return Printed(value, value, value)


def _rounding(value: Fraction) -> Fraction:
    """What a printed number is rounded to: the place of its last figure that is no nought."""
    step = Fraction(1)
    if value.denominator != 1:
        while (value / step).denominator != 1:
            step /= 10
        return step
    while value and (value / (step * 10)).denominator == 1:
        step *= 10
    return step


def _value(tongue: Tongue, text: str) -> Printed:
    found = re.search(tongue.value, text)
    assert found, f"no figure in {text!r}"
    return _printed(tongue, found["word"] or "", number(found["value"]))


def _band(tongue: Tongue, text: str) -> tuple[Fraction, Fraction]:
    found = re.search(tongue.stable, text)
    assert found, f"no band in {text!r}"
    if tongue is ENGLISH:
        return number(found["b"]), number(found["t"])
    return number(found[1]), number(found[2])


def _apart(tongue: Tongue, text: str, found: re.Match[str]) -> str:
    base, apart = _band(tongue, text)
    assert (number(found["other"]), number(found["apart"])) == (base, apart)
    printed = _printed(tongue, found["word"], number(found["one"]))
    ends = [end for end in (printed.lower, printed.upper) if end is not None]
    inside = [abs(end - base) <= apart for end in ends]
    if found["sign"] == "≤":
        assert len(ends) == 2
        assert all(inside)
        return _called(tongue, text, True)
    beyond = printed.above and printed.lower == base + apart
    assert beyond or not any(inside)
    return _called(tongue, text, False)


def _promise(tongue: Tongue, text: str) -> Holds:
    if re.search(tongue.stable, text):
        base, apart = _band(tongue, text)
        return lambda value: abs(value - base) <= apart
    for words, compare in tongue.operators:
        if found := re.search(words, text):
            line = number(found[1])
            return lambda value, compare=compare, line=line: compare(value, line)  # type: ignore[misc]
    raise AssertionError(f"no promise in {text!r}")


def _on_the_way(
    tongue: Tongue, text: str, base: Fraction, found: re.Match[str], on_track: Fraction, at_risk: Fraction
) -> str:
    share = Fraction(int(found["m"]), int(found["n"]))
    target, value = number(found["target"]), _value(tongue, text)
    printed = re.search(rf"(?:时序进度的|way is done,) ({NUMBER})%|({NUMBER})% of that", text)
    assert printed, f"no ratio in {text!r}"

    def status(at: Fraction) -> str:
        return _status((at - base) / (target - base), share, on_track, at_risk)

    told = status(value.value)
    assert _status(number(printed[1] or printed[2]) / 100, Fraction(1), on_track, at_risk) == told
    lower, upper = (value.lower, value.upper) if target > base else (value.upper, value.lower)
    worse, better = (None if end is None else status(end) for end in (lower, upper))
    if worse == better:
        return told
    if worse == "on_track":
        return "on_track"
    assert better in {"off_track", "regressed"}, f"{text!r} leaves it open"
    return "off_track"


def _status(done: Fraction, share: Fraction, on_track: Fraction, at_risk: Fraction) -> str:
    if done < 0:
        return "regressed"
    if done >= on_track * share:
        return "on_track"
    return "at_risk" if done >= at_risk * share else "off_track"


def _growth(tongue: Tongue, text: str, found: re.Match[str], on_track: Fraction, at_risk: Fraction) -> str:
    base = number(found["base"])
    asked = base * (1 + number(found["rate"]) / 100) ** int(found["years"])
    reached = _value(tongue, text).value
    if chain := re.search(_CHAIN, text):
        reached = Fraction(100)
        for rate in re.findall(rf"1 \+ ({_IN_FORMULA})%", chain[1]):
            reached *= 1 + number(rate) / 100
    promised = re.search(r"不高于|at most", text)
    met = reached <= asked if promised else reached >= asked
    if tongue.over in text:
        return "achieved" if met else "missed"
    if met:
        return "on_track"
    if asked == base:
        return "off_track"
    return _status((reached - base) / (asked - base), Fraction(1), on_track, at_risk)


def _from_the_start(tongue: Tongue, text: str, start: Fraction, holds: Holds) -> str:
    """The target is where it began: worse than that is a step back."""
    value = _value(tongue, text)
    worst = value.lower if holds(start + 1) else value.upper
    assert worst is not None
    assert not holds(worst)
    away = worst < start if holds(start + 1) else worst > start
    return "regressed" if away else "off_track"


def _line(tongue: Tongue, text: str, holds: Holds) -> str:
    value = _value(tongue, text)
    ends = [end for end in (value.lower, value.upper) if end is not None]
    kept = holds(value.value + Fraction(1, 10**12)) if value.above else all(holds(end) for end in ends)
    if tongue.early in text:
        assert kept
        return "achieved"
    if not kept:
        return "off_track"
    ahead = re.search(tongue.projected, text)
    return "on_track" if ahead is None or holds(number(ahead[1])) else "at_risk"

"""A reader who trusts nothing but the numbers in an explanation, and works the status out again.

The sentences are taken apart by their words and figures only; nothing of the judging code is used.
"""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

NUMBER = r"-?\d+(?:\.\d+)?"
_SUM = rf"\((?P<target>{NUMBER}|\({NUMBER}\)) × (?P<m>\d+)/(?P<n>\d+)\)"
_LEVEL = (
    rf"\((?P<base>{NUMBER}|\({NUMBER}\)) \+ \((?P<target>{NUMBER}|\({NUMBER}\)) − "
    rf"(?P<again>{NUMBER}|\({NUMBER}\))\) × (?P<m>\d+)/(?P<n>\d+)\)"
)
_FIGURES = rf"(?P<one>{NUMBER}) (?P<sign>[≥>≤<]) (?P<other>{NUMBER})"
_APART = rf"\|(?P<one>{NUMBER}) − (?P<other>{NUMBER}|\({NUMBER}\))\| (?P<sign>[≤>]) (?P<apart>{NUMBER})"


@dataclass(frozen=True)
class Tongue:
    """The words of one language that figures stand beside, the more telling words first."""

    operators: tuple[tuple[str, Callable[[Fraction, Fraction], bool]], ...]
    stable: str
    value: str
    projected: str
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
    value=rf"(?:(?:\d年|月|度|半年)为|累计) ({NUMBER})",
    projected=rf"直线趋势，到.*?年\S*?为 ({NUMBER})",
    silent=(
        ("构成比例", "not_assessable"),
        ("还没有公布", "not_reported"),
        ("已经过去", "not_reported"),
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
    value=rf"\d{{4}}: ({NUMBER})",
    projected=rf"figures reaches ({NUMBER})",
    silent=(
        ("composition", "not_assessable"),
        ("No figure of the plan's period", "not_reported"),
        ("is over, but", "not_reported"),
        ("cannot be judged", "not_assessable"),
    ),
)
TONGUES = {"zh": CHINESE, "en": ENGLISH}


def number(text: str) -> Fraction:
    """A printed figure, its brackets taken off."""
    return Fraction(text.strip("()"))


def recompute(text: str, language: str, on_track: Fraction, at_risk: Fraction) -> str:
    """The status that the numbers of an explanation lead to; AssertionError if they do not suffice."""
    tongue = TONGUES[language]
    text = text.replace("（", "(").replace("）", ")")
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    for words, status in tongue.silent:
        if words in text:
            return status
    if found := re.search(_LEVEL, text):
        assert found["base"] == found["again"]
        return _on_the_way(tongue, text, number(found["base"]), found, on_track, at_risk)
    if found := re.search(_SUM, text):
        return _on_the_way(tongue, text, Fraction(0), found, on_track, at_risk)
    if found := re.search(_APART, text):
        base, apart = _band(tongue, text)
        assert (number(found["other"]), number(found["apart"])) == (base, apart)
        return "achieved" if abs(number(found["one"]) - base) <= apart else "missed"
    holds = _promise(tongue, text)
    if found := re.search(_FIGURES, text):
        assert _is_true(found), f"the comparison in {text!r} is false"
        return "achieved" if holds(number(found["one"])) else "missed"
    return _line(tongue, text, holds)


def _is_true(found: re.Match[str]) -> bool:
    sign = {"≥": operator.ge, ">": operator.gt, "≤": operator.le, "<": operator.lt}[found["sign"]]
    return bool(sign(number(found["one"]), number(found["other"])))


def _value(tongue: Tongue, text: str) -> Fraction:
    found = re.search(tongue.value, text)
    assert found, f"no figure in {text!r}"
    return number(found[1])


def _band(tongue: Tongue, text: str) -> tuple[Fraction, Fraction]:
    found = re.search(tongue.stable, text)
    assert found, f"no band in {text!r}"
    if tongue is ENGLISH:
        return number(found["b"]), number(found["t"])
    return number(found[1]), number(found[2])


def _promise(tongue: Tongue, text: str) -> Callable[[Fraction], bool]:
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
    done = (_value(tongue, text) - base) / (number(found["target"]) - base)
    printed = re.search(rf"(?:时序进度的|way is done,) ({NUMBER})%|({NUMBER})% of that", text)
    assert printed, f"no ratio in {text!r}"
    status = _status(done, share, on_track, at_risk)
    assert _status(number(printed[1] or printed[2]) / 100, Fraction(1), on_track, at_risk) == status
    return status


def _status(done: Fraction, share: Fraction, on_track: Fraction, at_risk: Fraction) -> str:
    if done < 0:
        return "regressed"
    if done >= on_track * share:
        return "on_track"
    return "at_risk" if done >= at_risk * share else "off_track"


def _line(tongue: Tongue, text: str, holds: Callable[[Fraction], bool]) -> str:
    kept = holds(_value(tongue, text))
    if "提前" in text or "ahead of time" in text:
        assert kept
        return "achieved"
    if not kept:
        return "off_track"
    ahead = re.search(tongue.projected, text)
    return "on_track" if ahead is None or holds(number(ahead[1])) else "at_risk"

"""The parts of a whole as the data prints them: 6:33:12, and what each part is called."""

import re
from collections.abc import Sequence

from site_build.data.model import Indicator
from site_build.language import DEFAULT_LANGUAGE

_RATIO = re.compile(r"\d+(?:\.\d+)?(?:\s*[:：∶]\s*\d+(?:\.\d+)?)+")
_COLON = re.compile(r"\s*[:：∶]\s*")
_CHINESE = r"[\u4e00-\u9fff]{1,8}"
_ENGLISH = r"[A-Za-z-]+"


def parts(text: str) -> tuple[float, ...]:
    """The parts of a printed ratio; empty if there is none."""
    found = _RATIO.search(text)
    return tuple(float(part) for part in _COLON.split(found[0])) if found else ()


def part_names(indicator: Indicator, language: str) -> tuple[str, ...]:
    """What the data calls the parts of a composition, in the ratio's order; empty where it names none.

    They stand in its name or definition, 高、中、初级专业技术人才比例 or senior, intermediate and junior, or
    in a unit that names them, 城镇：农村.
    """
    count = len(parts(indicator.target_text) or parts(indicator.baseline_text))
    if count < 2:
        return ()
    if language == DEFAULT_LANGUAGE:
        texts = (indicator.unit, indicator.target_text, indicator.name, indicator.definition)
        found = (_chinese(text, count) for text in texts)
    else:
        found = (_english(text, count) for text in (indicator.name_en, indicator.definition_en))
    return next((names for names in found if names), ())


def named(text: str, names: Sequence[str]) -> str:
    """A printed ratio with what its parts are called: 高∶中∶初 = 7:31:15; without names as it is printed."""
    if not names or len(parts(text)) != len(names):
        return text
    between = " : " if all(map(str.isascii, names)) else "∶"
    return f"{between.join(names)} = {text}"


def _chinese(text: str, count: int) -> tuple[str, ...]:
    """Names with colons between them, or a list whose ends run into other words, as long as what is amid."""
    told = re.search(r"\s*[:：∶]\s*".join([f"({_CHINESE})"] * count), text)
    if told:
        return told.groups()
    listed = re.search("[、和与]".join([f"({_CHINESE}?)"] * (count - 1) + [f"({_CHINESE})"]), text)
    if listed is None:
        return ()
    names = listed.groups()
    length = len(names[1]) if count > 2 else len(names[0])
    return (names[0][-length:], *names[1:-1], names[-1][:length])


def _english(text: str, count: int) -> tuple[str, ...]:
    """A list as English writes it: A, B and C."""
    amid = [rf"({_ENGLISH})"] * (count - 1)
    told = re.search(r",\s*".join(amid) + rf",?\s+(?:and|to)\s+({_ENGLISH})", text)
    return told.groups() if told else ()

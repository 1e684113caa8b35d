"""Places in a Chinese document in English: ``第二章 第三节（五）`` → ``Chapter 2, section 3 (5)``."""

import re
from functools import cache

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
_NUMBER = r"([0-9]+|[零一二三四五六七八九十]+)"
# What a place is made of, each with its English; the number stands for {n}.
_PARTS = tuple(
    (re.compile(pattern), english)
    for pattern, english in (
        (f"第{_NUMBER}章", "chapter {n}"),
        (f"第{_NUMBER}节", "section {n}"),
        (f"第{_NUMBER}条", "article {n}"),
        (f"第{_NUMBER}项", "item {n}"),
        (f"第{_NUMBER}页", "page {n}"),
        (f"第{_NUMBER}段", "paragraph {n}"),
        (f"[（(]{_NUMBER}[）)]", "({n})"),
        (f"专栏{_NUMBER}", "box {n}"),
        ("专栏", "box"),
        (f"表{_NUMBER}", "table {n}"),
        (f"序号{_NUMBER}", "row {n}"),
        (f"注{_NUMBER}", "note {n}"),
        (f"附件{_NUMBER}", "annex {n}"),
        ("附件", "annex"),
        ("重大项目清单", "list of major projects"),
        ("正文", "text"),
    )
)
_STARTS = tuple(map(re.compile, (f"第{_NUMBER}章", "专栏", "表", "附件")))
_ANY_NUMBER = re.compile(_NUMBER)
_BETWEEN = " \t\u3000,，、"


def place_in(locator: str, language: str) -> str:
    """A place in a document in this language, as far as it is understood; else as it stands."""
    return (locator_en(locator) or locator) if language == "en" else locator


@cache
def locator_en(text: str) -> str:
    """A place in English; empty where any part of it is not understood."""
    rest, said = text.strip(), ""
    while rest:
        for pattern, english in _PARTS:
            found = pattern.match(rest)
            if found:
                part = english.format(n=_number(found[1])) if found.groups() else english
                said = f"{said} {part}" if part.startswith("(") else f"{said}, {part}" if said else part
                rest = rest[found.end() :].lstrip(_BETWEEN)
                break
        else:
            return ""
    return f"{said[:1].upper()}{said[1:]}"


def text_order(locator: str) -> tuple[int, tuple[int, ...]]:
    """Sorts places as a document has them: chapters, then boxes, tables and annexes, then what is neither."""
    text = locator.strip()
    kind = next((place for place, start in enumerate(_STARTS) if start.match(text)), len(_STARTS))
    return kind, tuple(_number(found[1]) for found in _ANY_NUMBER.finditer(text))


def _number(text: str) -> int:
    """``12`` or ``十二`` as a number, up to 99."""
    if text.isdigit() and text.isascii():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)

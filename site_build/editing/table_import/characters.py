"""Printed characters: the same sign in several shapes, spaces where a line was set or scanned."""

import re
import unicodedata

from site_build.editing.cells import MARKS, fold

# Full-width digits, letters and the signs of figures; Chinese punctuation stays as it is printed.
_WIDE = [chr(code) for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()]
_HALF = {ord(wide): unicodedata.normalize("NFKC", wide) for wide in _WIDE} | {
    ord(wide): half for wide, half in zip("％．＜＞＝［］＋－∶", "%.<>=[]+-:", strict=True)
}
_SIGNS = str.maketrans("∶−﹣‐‑≧⩾≦⩽【】〔〕", ":----≥≥≤≤[][]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
# A note's number in brackets behind a figure or a name: 95[1], 参保率【注2】, 95（注1）, 95^1.
_NOTED = r"(?:[\[〔【](?:注释?)?\d{1,2}[\]〕】]|[(（]注释?\d{0,2}[)）]|\^\d{1,2})"
_MARK = f"(?:{MARKS.pattern}|＊)"
# Behind a figure anywhere, at the end of a text unless it is a unit's exponent (km²), or before a figure.
_MARKS = re.compile(
    rf"(?<=[\d\])〕】%％]){_MARK}|(?<![A-Za-z米]){_MARK}$|^{_MARK}(?=[\d<>≥≤])"
    rf"|(?<=\d)\s*{_NOTED}(?=[^\d.]{{0,8}}$)|(?<=[%％上下内右])\s*{_NOTED}$"
)
_MARKS_OF_NAME = re.compile(rf"(?<=\S)\s*(?:{_NOTED}|(?<![A-Za-z米]){_MARK})+$")
_CHINESE = "\u2e80-\u303e\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef\u2018-\u201d"
_BETWEEN = re.compile(rf"(?<=[{_CHINESE}])\s+|\s+(?=[{_CHINESE}])")


def compact(text: str) -> str:
    """For reading: one shape for each sign, no spaces.  ``２０２５ 年`` → ``2025年``."""
    folded = fold(text.translate(_SIGNS)).translate(_SIGNS)
    return re.sub(r"\s", "", _INVISIBLE.sub("", folded))


def figure_text(text: str) -> str:
    """A figure as it is published beside the value as read: half-width, no spaces, else as printed."""
    shown = re.sub(r"\s", "", _INVISIBLE.sub("", text)).translate(_HALF)
    shown = re.sub(r"(?<=\d)，(?=\d)", ",", shown)
    if re.search(r"\d", shown):
        shown = re.sub(r"(?<=\d)：(?=\d)", ":", shown)
    shown = re.sub(r"(?<![\d.])\.(?=\d)", "0.", shown.removeprefix("+"))
    # A spreadsheet takes a leading hyphen for a formula; a minus sign it leaves alone.
    signed = shown.startswith("-") and not re.fullmatch(r"-\d+(\.\d+)?", shown, re.ASCII)
    return f"\u2212{shown[1:]}" if signed and len(shown) > 1 else shown


def name_text(text: str) -> str:
    """A name as it is published: half-width digits and letters, spaces only between Latin words."""
    shown = " ".join(_INVISIBLE.sub("", text).split()).translate(_HALF)
    return _BETWEEN.sub("", shown)


def without_marks(text: str) -> str:
    """A cell without footnote marks behind a figure or at its end: ``95①``, ``95[1]`` → ``95``; km² stays."""
    return _MARKS.sub("", text.rstrip())


def unmarked_name(text: str) -> str:
    """A name or a unit without the marks of footnotes behind it: ``参保率①`` → ``参保率``."""
    return _MARKS_OF_NAME.sub("", text.rstrip())

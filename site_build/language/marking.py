"""Chinese words on a page in another language, said to be Chinese.

A plan's words exist in Chinese only unless its package translates them.  On an English page a screen
reader must know where to change its voice, and a browser which font and line breaks to take.
"""

import re

from site_build.language import DEFAULT_LANGUAGE

CHINESE = "zh-CN"
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# A run begins and ends with a character of the script, or with a bracket or stop that only it uses; what
# stands between two such, figures or a space, belongs to the run.
_OWN = rf"[{_HAN}\u3001-\u301f\uff01-\uff60]"
_RUN = re.compile(rf"(?:“(?=[{_HAN}]))?{_OWN}(?:[^<>&A-Za-z]{{0,12}}?{_OWN})*(?:”)?")
_HAS = re.compile(f"[{_HAN}]")
_MARKED = re.compile(f'<span lang="{CHINESE}">([^<]*)</span>')
_SVG_TEXT = re.compile(r"<(text|tspan|desc)\b([^>]*)>([^<]+)")


def mark_chinese(text: str, language: str) -> str:
    """``text``, escaped for HTML and without elements, with an element around each run of Chinese.

    Nothing is marked for a page that is itself in Chinese.
    """
    return text if _is_silent(text, language) else _RUN.sub(_span, text)


def unmark(html: str) -> str:
    """The text without those elements, for where no element may stand: attributes, titles."""
    return _MARKED.sub(r"\1", html)


def chinese_attribute(text: str, language: str) -> str:
    """`` lang="zh-CN"`` for an element that holds this text alone; empty if it needs none."""
    return "" if _is_silent(text, language) else f' lang="{CHINESE}"'


def mark_svg(svg: str, language: str) -> str:
    """A drawing of an engine's own, whose text says where it is Chinese."""
    if _is_silent(svg, language):
        return svg
    return _SVG_TEXT.sub(
        lambda found: f"<{found[1]}{found[2]}{chinese_attribute(found[3], language)}>{found[3]}", svg
    )


def _is_silent(text: str, language: str) -> bool:
    return language == DEFAULT_LANGUAGE or text.isascii() or not _HAS.search(text)


def _span(run: re.Match[str]) -> str:
    return f'<span lang="{CHINESE}">{run[0]}</span>' if _HAS.search(run[0]) else run[0]

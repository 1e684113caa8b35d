"""Units as plans print them."""

import re

from site_build.editing.table_import.characters import compact, name_text, unmarked_name

_NONE = re.compile(r"[-–—―/\\]*|无")
# What is written where the plan prints no unit at all: the column may not be empty.
NO_UNIT = "—"
MYRIAD = re.compile("^万")
_COUNTED_IN = (
    "人次|人年|人|户|家|个|项|件|宗|所|张|名|岁|年|次|天|小时|元|美元|公里|千米|米|平方米|平方公里|立方米|亩|公顷|吨"
    "|千克|克|毫克|微克|千瓦时|千瓦|张床位|床|辆|套|座|处|条|种|册|级|分|篇|例|起|对|部|台|株|斤|公斤|升|次|人月"
    "|吨标准煤|吨标煤|千克标准煤|克标准煤|吨二氧化碳|k?m[²³23]|立方|平方"
)
_LIKELY = re.compile(rf"(?:[十百千万亿]*(?:{_COUNTED_IN})|[%‰]|百分点)(?:/[^/]{{1,8}})?")
_NAMED = re.compile(r"(.+?)[(（]([^()（）]{1,14})[)）]")


def unit_text(cell: str) -> str:
    """A unit as it is written: ``（％）`` → ``%``, ``万 人`` → ``万人``; empty where none is printed."""
    shown = unmarked_name(re.sub(r"\s", "", name_text(cell)))
    wrapped = re.fullmatch(r"[(（](.*)[)）]", shown)
    shown = wrapped[1] if wrapped else shown
    return "" if _NONE.fullmatch(compact(shown)) else shown.replace("：", ":")


def split_name(name: str) -> tuple[str, str]:
    """A name and the unit in brackets behind it, empty if there is none: ``参保率（%）`` gives ``%``."""
    told = _NAMED.fullmatch(unmarked_name(name))
    if told and _LIKELY.fullmatch(compact(told[2])):
        return told[1], unit_text(told[2])
    return name, ""


def is_unit(text: str) -> bool:
    """Whether a text is what plans count in: 人, 万人次, %, 元/人."""
    return bool(_LIKELY.fullmatch(compact(text)))

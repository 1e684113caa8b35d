"""Units as plans print them, and their English."""

import re

from site_build.plan_table.characters import compact, name_text

ENGLISH = {
    "%": "%",
    "‰": "‰",
    "百分点": "percentage points",
    "人": "persons",
    "万人": "10,000 persons",
    "人次": "person-times",
    "万人次": "10,000 person-times",
    "人年": "person-years",
    "户": "households",
    "家": "firms",
    "个": "units",
    "项": "items",
    "件": "cases",
    "岁": "years of age",
    "年": "years",
    "元": "yuan",
    "万元": "10,000 yuan",
    "亿元": "100 million yuan",
    "公里": "km",
    "平方米": "m²",
}
_NONE = re.compile(r"[-–—―/\\]*|无")
MYRIAD = re.compile("^万")


def unit_text(cell: str) -> str:
    """A unit as it is written: ``（％）`` → ``%``, ``万 人`` → ``万人``; empty where none is printed."""
    shown = re.sub(r"\s", "", name_text(cell))
    wrapped = re.fullmatch(r"[(（](.*)[)）]", shown)
    shown = wrapped[1] if wrapped else shown
    return "" if _NONE.fullmatch(compact(shown)) else shown.replace("：", ":")


def unit_en(unit: str) -> str:
    """The unit in English, empty where it is not known."""
    return ENGLISH.get(unit, "")

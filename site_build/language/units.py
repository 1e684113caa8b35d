"""Units as Chinese plans print them, and their English where the data gives none."""

import re

_ENGLISH = {
    "%": "%",
    "‰": "‰",
    "百分点": "percentage points",
    "人": "persons",
    "名": "persons",
    "人次": "person-times",
    "人年": "person-years",
    "户": "households",
    "家": "firms",
    "个": "units",
    "项": "items",
    "件": "cases",
    "宗": "cases",
    "起": "cases",
    "笔": "transactions",
    "所": "institutions",
    "类": "kinds",
    "期": "rounds",
    "场次": "events",
    "岁": "years of age",
    "年": "years",
    "元": "yuan",
    "公里": "km",
    "平方米": "m²",
}
_MULTIPLES = {"万": "10,000", "亿": "100 million"}
_COUNTED = re.compile(rf"([{''.join(_MULTIPLES)}])?(.+)")


def unit_en(unit: str) -> str:
    """``人次`` → ``person-times``, ``万人`` → ``10,000 persons``; empty where it is not known."""
    found = _COUNTED.fullmatch(unit)
    one = _ENGLISH.get(found[2], "") if found else ""
    return f"{_MULTIPLES[found[1]]} {one}" if found and found[1] and one else one

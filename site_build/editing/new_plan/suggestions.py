"""What the answer to the next question probably is, from those given and from the plans already there."""

import re
from collections.abc import Mapping

from site_build.editing.new_plan import licences
from site_build.editing.new_plan.answers import years
from site_build.editing.new_plan.existing_packages import ExistingPackage, ExistingPackages

# The first five-year plan began in 1953; the count has been unbroken since the third, of 1966–1970.
_ELEVENTH_BEGAN, _LENGTH = 2006, 5
_TENS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")
# Places that have a people's government of their own.
_GOVERNED = re.compile(r".+[省市州盟县区旗乡镇]")


def suggest(question: str, answers: Mapping[str, str], existing: ExistingPackages) -> str:
    """A likely answer, empty if there is none; never one that was not derived from what is known."""
    before = existing.package(answers.get("predecessor", "")) or existing.latest
    span = years(answers.get("period", ""))
    match question:
        case "period":
            return _following(existing.latest)
        case "predecessor":
            return _predecessor(span, existing)
        case "jurisdiction":
            return before.jurisdiction if before else ""
        case "code":
            return before.code if before and before.jurisdiction == answers.get("jurisdiction") else ""
        case "title":
            return _title(span, existing.package(answers.get("predecessor", "")))
        case "authority":
            return _authority(answers.get("jurisdiction", ""), before)
        case "licence":
            return before.licence if before and licences.licence(before.licence) else licences.DEFAULT
        case "id":
            return _id(span, answers, existing)
    return ""


def ordinal(first: int, last: int) -> str:
    """``十四五`` for the five-year plan of 2021–2025; empty for years that are no five-year plan's."""
    number, rest = divmod(first - _ELEVENTH_BEGAN, _LENGTH)
    if rest or last - first != _LENGTH - 1 or not 0 <= number <= 8:
        return ""
    return f"十{_TENS[number + 1]}五"


def _following(latest: ExistingPackage | None) -> str:
    if latest is None or not latest.last:
        return ""
    if latest.first == latest.last:
        return str(latest.last + 1)
    return f"{latest.last + 1}-{latest.last + _LENGTH}"


def _predecessor(span: tuple[int, int] | None, existing: ExistingPackages) -> str:
    found = [row.id for row in existing.packages if span and row.last == span[0] - 1]
    return found[0] if len(found) == 1 else ""


def _title(span: tuple[int, int] | None, before: ExistingPackage | None) -> str:
    """The predecessor's title with the next plan's number."""
    if span is None or before is None:
        return ""
    old, new = ordinal(before.first, before.last), ordinal(*span)
    if before.first == before.last and span[0] == span[1]:
        old, new = f"{before.first}年", f"{span[0]}年"
    return before.title.replace(old, new) if old and new and old in before.title else ""


def _authority(jurisdiction: str, before: ExistingPackage | None) -> str:
    if before and before.jurisdiction == jurisdiction and before.authority:
        return before.authority
    return f"{jurisdiction}人民政府" if _GOVERNED.fullmatch(jurisdiction) else ""


def _id(span: tuple[int, int] | None, answers: Mapping[str, str], existing: ExistingPackages) -> str:
    """The predecessor's id counted on (``…-14`` → ``…-15``), else the place's code and the first year."""
    counted = re.fullmatch(r"(.*-)(\d{1,4})", answers.get("predecessor", ""))
    if counted:
        guess = f"{counted[1]}{int(counted[2]) + 1}"
    elif span:
        guess = "-".join(filter(None, ("plan", answers.get("code", ""), str(span[0]))))
    else:
        return ""
    return "" if existing.package(guess) else guess

"""Answers on a new plan, believed only once each was checked."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from site_build.data.addresses import LONGEST_ID, is_plan_id, is_reserved
from site_build.data.model import Licence
from site_build.data.rules import RawPackage, RawRow, RawTable, cells
from site_build.data.rules.descriptor import EARLIEST_YEAR, LATEST_YEAR, LONGEST_PLAN
from site_build.editing.new_plan import licences
from site_build.editing.new_plan.existing_packages import ExistingPackages
from site_build.editing.new_plan.questions import QUESTIONS
from site_build.language import Sentence, sentence

LONGEST = {"id": LONGEST_ID, "title": 120, "jurisdiction": 60, "authority": 120, "document_number": 60}
_YEARS = re.compile(r"(\d{4})年?(?:度|(?:[-–—~至到]+(\d{4})年?))?", re.ASCII)
_CODE = re.compile(r"\d{6}|\d{9}|\d{12}", re.ASCII)


@dataclass(frozen=True, slots=True)
class NewPlan:
    """A plan as it will be written; ``first`` and ``last`` are years."""

    id: str
    title: str
    jurisdiction: str
    code: str
    first: int
    last: int
    authority: str
    document_number: str
    adopted: date
    predecessor: str
    licence: Licence


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the answer to one question."""

    question: str
    said: Sentence


class WrongAnswers(Exception):  # noqa: N818 - answers, all of them told at once
    """Some answers will not do; ``faults`` says which and why."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(", ".join(fault.question for fault in faults))


def checked(answers: Mapping[str, str], existing: ExistingPackages) -> NewPlan:
    """The plan that ``answers`` (by question; an unanswered one is empty) describe.

    Raises WrongAnswers with everything that is wrong or missing.
    """
    told = {question.name: tidy(answers.get(question.name, "")) for question in QUESTIONS}
    faults = [
        Fault(question.name, said)
        for question in QUESTIONS
        if (said := find_fault(question.name, told[question.name], told, existing)) is not None
    ]
    if faults:
        raise WrongAnswers(tuple(faults))
    first, last = _years(told["period"]) or (0, 0)
    return NewPlan(
        id=told["id"],
        title=told["title"],
        jurisdiction=told["jurisdiction"],
        code=told["code"],
        first=first,
        last=last,
        authority=told["authority"],
        document_number=told["document_number"],
        adopted=date.fromisoformat(told["adopted"]),
        predecessor=told["predecessor"],
        licence=licences.licence(told["licence"] or licences.DEFAULT) or licences.LICENCES[licences.DEFAULT],
    )


def tidy(answer: str) -> str:
    """An answer without the spaces around it."""
    return answer.strip()


def find_fault(
    question: str, answer: str, answers: Mapping[str, str], existing: ExistingPackages
) -> Sentence | None:
    """Why ``answer`` will not do, in the light of the other ``answers``; None if it will."""
    if not answer:
        required = next(row.required for row in QUESTIONS if row.name == question)
        return sentence("new_plan.fault.missing") if required else None
    return _text_fault(question, answer) or _CHECKS[question](answer, answers, existing)


def _text_fault(question: str, answer: str) -> Sentence | None:
    """What no answer may hold: it becomes a cell, a folder's name, a heading."""
    longest = LONGEST.get(question, 40)
    if len(answer) > longest:
        return sentence("new_plan.fault.long", longest=longest, length=len(answer))
    if len(answer.splitlines()) > 1 or "\t" in answer:
        return sentence("new_plan.fault.line")
    table = RawTable("sources", "", b"", "", None, ("title",), (RawRow(2, (answer,)),))
    raw = RawPackage("", {}, {"sources": table})
    for check in (cells.control_character, cells.html, cells.surrounding_space, cells.formula):
        for problem in check(raw):
            return sentence("new_plan.fault.text", message=problem.message, remedy=problem.remedy)
    if any(sign in answer for sign in "<>"):
        return sentence("new_plan.fault.angle")
    if any(sign in answer for sign in "/\\") or ".." in answer:
        return sentence("new_plan.fault.separator")
    return None


def years(answer: str) -> tuple[int, int] | None:
    """First and last year of an answer such as ``2026-2030``, or ``2026``; None if it names no such span."""
    found = _years(answer)
    return found if found and found[0] <= found[1] else None


def _years(answer: str) -> tuple[int, int] | None:
    found = _YEARS.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", answer)))
    return (int(found[1]), int(found[2] or found[1])) if found else None


def _period(answer: str, _: Mapping[str, str], __: ExistingPackages) -> Sentence | None:
    found = _years(answer)
    if found is None:
        return sentence("new_plan.fault.period", found=answer)
    first, last = found
    if first > last:
        return sentence("new_plan.fault.reversed", first=str(first), last=str(last))
    if last - first >= LONGEST_PLAN or first < EARLIEST_YEAR or last > LATEST_YEAR:
        return sentence("new_plan.fault.span", first=str(first), last=str(last), longest=LONGEST_PLAN)
    return None


def _id(answer: str, _: Mapping[str, str], existing: ExistingPackages) -> Sentence | None:
    if not is_plan_id(answer):
        return sentence("new_plan.fault.id", found=answer)
    if is_reserved(answer):
        return sentence("new_plan.fault.reserved", found=answer)
    path = existing.folder / answer
    if path.exists() or path.is_symlink():
        return sentence("new_plan.fault.exists", path=str(path))
    return None


def _code(answer: str, _: Mapping[str, str], __: ExistingPackages) -> Sentence | None:
    return (
        None
        if _CODE.fullmatch(answer) and answer.isascii()
        else sentence("new_plan.fault.code", found=answer)
    )


def _adopted(answer: str, answers: Mapping[str, str], _: ExistingPackages) -> Sentence | None:
    try:
        day = date.fromisoformat(answer)
    except ValueError:
        return sentence("new_plan.fault.day", found=answer)
    if day.isoformat() != answer:
        return sentence("new_plan.fault.day", found=answer)
    span = years(answers.get("period", ""))
    if span and day.year > span[1]:
        return sentence("new_plan.fault.late", day=day, last=str(span[1]))
    if span and day.year < span[0] - 5:
        return sentence("new_plan.fault.early", day=day, first=str(span[0]))
    return None


def _predecessor(answer: str, answers: Mapping[str, str], existing: ExistingPackages) -> Sentence | None:
    package = existing.package(answer)
    if package is None:
        known = "、".join(row.id for row in existing.packages)
        key = "unknown_predecessor" if known else "no_predecessor"
        return sentence(f"new_plan.fault.{key}", found=answer, known=known)
    span = years(answers.get("period", ""))
    if span and package.first >= span[0]:
        return sentence("new_plan.fault.successor", found=answer, first=str(package.first))
    return None


def _licence(answer: str, _: Mapping[str, str], __: ExistingPackages) -> Sentence | None:
    if licences.licence(answer):
        return None
    return sentence("new_plan.fault.licence", found=answer, known="、".join(licences.LICENCES))


def _any_text(_: str, __: Mapping[str, str], ___: ExistingPackages) -> None:
    return None


_CHECKS: Mapping[str, Callable[[str, Mapping[str, str], ExistingPackages], Sentence | None]] = {
    "period": _period,
    "predecessor": _predecessor,
    "jurisdiction": _any_text,
    "code": _code,
    "title": _any_text,
    "authority": _any_text,
    "document_number": _any_text,
    "adopted": _adopted,
    "licence": _licence,
    "id": _id,
}

"""new-plan: ask what a plan is called and make its package."""

import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from site_build import language
from site_build.cli.common import (
    Data,
    Failure,
    Language,
    app,
    guarded,
    packages_folder,
    say,
    say_sentence,
    site_folder,
)
from site_build.dates import DateError, resolve_as_of
from site_build.editing.new_plan import (
    QUESTIONS,
    ExistingPackages,
    NewPlan,
    Question,
    WrongAnswers,
    checked,
    find_existing,
    find_fault,
    make,
    suggest,
)

# What is typed for “there is none” where a suggestion would be taken by Enter alone.
NONE = "-"


def _option(name: str, about: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(f"--{name}", help=about)
    return option


@app.command()
@guarded
def new_plan(
    plan_id: Annotated[str, _option("id", "规划编号 · the plan's id")] = "",
    title: Annotated[str, _option("title", "规划全称 · title")] = "",
    jurisdiction: Annotated[str, _option("jurisdiction", "地区名称 · name of the place")] = "",
    code: Annotated[str, _option("code", "行政区划代码 · code of the place")] = "",
    period: Annotated[str, _option("period", "起止年份，如 2026-2030 · first and last year")] = "",
    authority: Annotated[str, _option("authority", "制定机关 · issuing authority")] = "",
    document_number: Annotated[str, _option("document-number", "文号 · document number")] = "",
    adopted: Annotated[str, _option("adopted", "印发日期，如 2026-05-20 · day of issue")] = "",
    predecessor: Annotated[str, _option("predecessor", "上一个规划的编号 · the previous plan's id")] = "",
    licence: Annotated[str, _option("licence", "许可协议，默认 CC-BY-4.0 · licence")] = "",
    data: Data = None,
    lang: Language = "zh",
) -> None:
    """建立新规划的数据包 · make the package of a new plan."""
    existing = find_existing(packages_folder(data))
    answers = {
        "id": plan_id,
        "title": title,
        "jurisdiction": jurisdiction,
        "code": code,
        "period": period,
        "authority": authority,
        "document_number": document_number,
        "adopted": adopted,
        "predecessor": predecessor,
        "licence": licence,
    }
    missing = [row for row in QUESTIONS if row.required and not answers[row.name].strip()]
    if missing and at_terminal():
        answers = _ask(answers, existing, lang)
    elif missing:
        options = " ".join(question.option for question in missing)
        say(lang, "new_plan.unattended", "red", options=options)
        say(lang, "new_plan.example_line")
        _checked(answers, existing, lang)
    plan = _checked(answers, existing, lang)
    _report(plan, make(plan, existing.folder, lang, _created()), lang)


def at_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty()


def _checked(answers: dict[str, str], existing: ExistingPackages, lang: str) -> NewPlan:
    try:
        return checked(answers, existing)
    except WrongAnswers as error:
        say(lang, "new_plan.wrong_answers", "red", count=len(error.faults))
        options = {question.name: question.option for question in QUESTIONS}
        for fault in error.faults:
            asked = language.sentence(f"new_plan.question.{fault.question}")
            option = options[fault.question]
            say(lang, "new_plan.wrong", option=option, question=asked, said=fault.said)
        raise Failure from None


def _ask(given: dict[str, str], existing: ExistingPackages, lang: str) -> dict[str, str]:
    """Ask for what was not given; an answer that will not do is asked for again."""
    answers = dict(given)
    say(lang, "new_plan.intro")
    try:
        for question in QUESTIONS:
            answers[question.name] = _answer(question, answers, existing, lang)
        for question in QUESTIONS:
            asked = language.sentence(f"new_plan.question.{question.name}")
            say(lang, "new_plan.answer", question=asked, answer=answers[question.name])
        agreed = typer.confirm(language.load(lang).text("new_plan.confirm"), default=True)
    except typer.Abort:
        raise KeyboardInterrupt from None
    if not agreed:
        say(lang, "new_plan.declined", "yellow")
        raise Failure
    return answers


def _answer(question: Question, answers: dict[str, str], existing: ExistingPackages, lang: str) -> str:
    """The answer given as an option, or asked for, until it will do."""
    texts = language.load(lang)
    words = texts.text(f"new_plan.question.{question.name}")
    if question.may_be_none:
        words = texts.text("new_plan.optional", question=words)
    answer = answers[question.name].strip()
    asked = bool(answer)
    while True:
        if not asked:
            default = suggest(question.name, answers, existing)
            answer = str(typer.prompt(words, default=default, show_default=bool(default))).strip()
            answer = "" if answer == NONE and question.may_be_none else answer
        wrong = find_fault(question.name, answer, answers, existing)
        if wrong is None:
            return answer
        say_sentence(lang, wrong)
        say(lang, "new_plan.again")
        asked = False


def _created() -> date | None:
    """The day written into the descriptor, reckoned as a build reckons its day; none where none is known."""
    try:
        return resolve_as_of(None, os.environ, site_folder())
    except DateError:
        return None


def _report(plan: NewPlan, made: Path, lang: str) -> None:
    texts = language.load(lang)
    say(
        lang,
        "new_plan.made",
        "green",
        folder=str(made),
        title=plan.title,
        first=str(plan.first),
        last=str(plan.last),
    )
    say(lang, "new_plan.next", "bold")
    guide = made / texts.text("new_plan.guide.file")
    say(lang, "new_plan.next_guide", guide=str(guide))
    say(lang, "new_plan.next_import", id=plan.id)
    say(lang, "new_plan.next_build")

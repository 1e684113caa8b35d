"""Ready applications for information on figures that are overdue, under the regulations on open government.

《中华人民共和国政府信息公开条例》 (国务院令第711号, in force since 15 May 2019) says whom to ask (article
27), what an application must contain (29), when the answer is due (33).  The applicant is a blank.
"""

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import pairwise
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from site_build.data.model import Indicator, Kind, Plan
from site_build.exports.archive import zipped
from site_build.language import DEFAULT_LANGUAGE, load
from site_build.periods import Period
from site_build.progress import PlanAssessment

# The letter that asks for everything nobody in particular answers for.
NOBODY = "all"
_MADE = datetime(2019, 5, 15)  # noqa: DTZ001 - a document's time has no zone; this one says nothing


@dataclass(frozen=True, slots=True)
class Asked:
    """The overdue figures of one indicator."""

    indicator: Indicator
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """One application: its name in addresses, whom it goes to, what it asks for.

    ``department_id`` is empty where the plan names nobody: it goes to the authority that issued the plan.
    """

    id: str
    plan: Plan
    department_id: str
    asked: tuple[Asked, ...]

    @property
    def body(self) -> str:
        """Whom it goes to."""
        if self.department_id:
            return self.plan.department(self.department_id).name
        return self.plan.authority

    @property
    def of_one(self) -> bool:
        """Whether it asks for one indicator alone."""
        return self.id == self.asked[0].indicator.id


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the letter: ``title``, ``heading``, ``text`` or ``sign``."""

    role: str
    text: str


def letters(plan: Plan, assessments: PlanAssessment) -> tuple[Letter, ...]:
    """The applications for what is overdue: all of a department at once, then each indicator's."""
    periods: dict[str, list[Period]] = defaultdict(list)
    for row in assessments.overdue:
        periods[row.indicator_id].append(row.period)
    asked = [
        Asked(plan.indicator(row.indicator_id), tuple(sorted(periods[row.indicator_id])))
        for row in assessments.indicators
        if row.indicator_id in periods
    ]
    by_department: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        by_department[one.indicator.department_id].append(one)
    whole = [
        Letter(f"department-{name}" if name else NOBODY, plan, name, tuple(own))
        for name, own in sorted(by_department.items())
    ]
    return (*whole, *(Letter(one.indicator.id, plan, one.indicator.department_id, (one,)) for one in asked))


def paragraphs(letter: Letter) -> list[Paragraph]:
    """The letter in Chinese, line by line; what the applicant fills in is a blank."""
    text = load(DEFAULT_LANGUAGE).text
    plan = letter.plan
    number = text("exports.letter.number", number=plan.document_number) if plan.document_number else ""

    def say(role: str, key: str, **values: object) -> Paragraph:
        return Paragraph(role, text(f"exports.letter.{key}", **values))

    return [
        say("title", "title"),
        say("text", "addressed", body=letter.body),
        say("text", "basis"),
        say("heading", "applicant"),
        say("text", "name"),
        say("text", "identity"),
        say("text", "contact"),
        say("heading", "information"),
        say("text", "document", plan=plan.title.strip("《》"), number=number),
        *(Paragraph("text", line) for line in _lines(letter)),
        say("text", "otherwise"),
        say("heading", "form"),
        say("text", "manner"),
        say("text", "answer"),
        say("sign", "sign"),
    ]


def _lines(letter: Letter) -> list[str]:
    """What is asked for, the indicators of the same periods together."""
    text = load(DEFAULT_LANGUAGE).text
    by_periods: dict[tuple[Period, ...], list[str]] = defaultdict(list)
    for one in letter.asked:
        indicator = one.indicator
        counted = indicator.unit and indicator.kind is not Kind.COMPOSITION
        unit = text("exports.letter.unit", unit=indicator.unit) if counted else ""
        total = text("exports.letter.total") if indicator.kind is Kind.CUMULATIVE else ""
        by_periods[one.periods].append(f"{indicator.name}{unit}{total}")
    separator = text("exports.letter.separator")
    return [
        text("exports.letter.line", periods=spelt(periods), indicators=separator.join(names))
        for periods, names in by_periods.items()
    ]


def spelt(periods: Sequence[Period]) -> str:
    """``2021年至2025年各年`` where whole years follow each other, else each period."""
    catalogue = load(DEFAULT_LANGUAGE)
    years = len(periods) > 1 and all(period.months == 12 for period in periods)
    if years and all(later.year == earlier.year + 1 for earlier, later in pairwise(periods)):
        return catalogue.text("exports.letter.years", first=periods[0], last=periods[-1])
    return catalogue.text("common.separator").join(map(catalogue.period, periods))


def files(found: Iterable[Letter]) -> dict[str, bytes]:
    """Every letter as a document for Word and WPS, by its name below the plan's files."""
    return {f"requests/{letter.id}.docx": document(letter) for letter in found}


def document(letter: Letter) -> bytes:
    """The letter as a .docx on A4 whose bytes depend on the letter alone."""
    made, parts = _blank()
    made.element.body.clear_content()
    for line in paragraphs(letter):
        paragraph = made.add_paragraph()
        run = paragraph.add_run(line.text)
        run.bold = line.role in {"title", "heading"}
        shape = paragraph.paragraph_format
        shape.space_after = Pt(4)
        if line.role == "title":
            run.font.size = Pt(18)
            shape.alignment = 1
            shape.space_after = Pt(10)
        elif line.role == "sign":
            shape.space_before = Pt(18)
    return zipped({**parts, made.part.partname.lstrip("/"): made.part.blob})


@cache
def _blank() -> tuple[Any, dict[str, bytes]]:
    """A letter without words, and its archive's parts: all letters differ in their words alone."""
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(26)
    section.top_margin = section.bottom_margin = Mm(22)
    style = made.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    about = made.core_properties
    title = load(DEFAULT_LANGUAGE).text("exports.letter.title")
    about.title, about.author, about.language = title, "", "zh-CN"
    about.created = about.modified = _MADE
    out = io.BytesIO()
    made.save(out)
    with zipfile.ZipFile(out) as archive:
        return made, {name: archive.read(name) for name in archive.namelist()}

"""What the plan reports about the past, outside its tables."""

from dataclasses import dataclass

from markupsafe import Markup

from site_build.pages import notes, phrases
from site_build.pages.plan_view import PlanView
from site_build.pages.writer import Page


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact, ready to show."""

    id: str
    subject: str
    subject_en: str
    figure: Markup
    period: str


def page(view: PlanView) -> Page:
    """All facts, grouped by their place in the source."""
    groups: dict[str, list[FactRow]] = {}
    for fact in sorted(view.plan.facts, key=lambda fact: (_numbered(fact.locator), fact.id)):
        row = FactRow(
            fact.id,
            fact.subject,
            fact.subject_en,
            phrases.figure(view, fact.value, fact.unit),
            fact.period.replace("/", "–"),
        )
        groups.setdefault(fact.locator, []).append(row)
    return view.writer.page(
        f"{view.folder}/facts/index.md",
        "facts.md.j2",
        view=view,
        lead=view.writer.text("pages.facts.lead", count=len(view.plan.facts)),
        groups=list(groups.items()),
        notes=notes.lines(view, "facts"),
        chinese_only=view.writer.catalogue.language != "zh"
        and not all(row.subject_en for row in view.plan.facts),
    )


_DIGITS = str.maketrans("一二三四五六七八九", "123456789")


def _numbered(locator: str) -> str:
    """So that （三） comes before （四）: Chinese numerals do not sort by value."""
    return locator.translate(_DIGITS)

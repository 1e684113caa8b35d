"""The glossary: what each term of the method and of the plans means, and where it is used.

Labels are those the pages themselves use; what only some plans speak of is explained only where a plan
on this site does.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from site_build.data.model import Indicator, Plan
from site_build.language import DEFAULT_LANGUAGE, Catalogue, load
from site_build.pages import phrases
from site_build.pages.glossary_links import Term
from site_build.pages.plan_view import Link, PlanView
from site_build.pages.writer import GLOSSARY, Page, Writer
from site_build.progress import Status
from site_build.progress.marks import SHAPES

# Terms by group, each with the catalogue's key of its label, where the pages have a word for it;
# otherwise the glossary has its own.
METHOD: Mapping[str, str] = {
    "not-reported": "common.not_reported",
    "as-of": "",
    "elapsed": "",
    "achieved-share": "",
    "completion": "pages.indicator.completion",
    "provisional": "pages.what.provisional",
    "revised": "pages.what.revised",
    "note": "pages.indicator.notes",
}
PLAN: Mapping[str, str] = {
    "binding": "pages.attribute.binding",
    "expected": "pages.attribute.expected",
    "baseline": "pages.what.baseline",
    "target": "",
    "cumulative": "",
    "stock": "pages.kind.stock",
    "rate": "pages.kind.rate",
    "composition": "pages.kind.composition",
    "floor": "",
    "maintain": "",
    "definition": "",
    "person-times": "",
    "commitment": "pages.menu.commitments",
    "measure": "pages.menu.measures",
    "programme": "pages.project_kind.programme",
    "physical": "pages.column.physical",
}
# Words of one field of government, listed where a plan uses them.
FIELD = (
    "new-urban-employment",
    "registered-unemployment",
    "coverage-rate",
    "participants",
    "inpatient-share",
    "professionals",
    "senior-titles",
    "subsidised-training",
    "mediation-success",
    "closure-rate",
)
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A term, what it means, and some of the indicators that use it (``more`` others do)."""

    id: str
    label: str
    meaning: Markup
    used: list[Link]
    more: int


def terms(catalogue: Catalogue, plans: Iterable[Plan]) -> tuple[Term, ...]:
    """The terms to link on the pages of these plans: those of the method, and what the plans use."""
    names = [row.name for plan in plans for row in plan.indicators]
    used = [name for name in FIELD if any(_uses(text, name) for text in names)]
    return tuple(Term(name, forms(catalogue, name)) for name in [*METHOD, *PLAN, *used])


def forms(catalogue: Catalogue, name: str) -> tuple[str, ...]:
    """The words that stand for a term on a page of that language."""
    return tuple(filter(None, catalogue.text(f"pages.glossary.forms.{_key(name)}").split("|")))


def of_indicator(view: PlanView, indicator: Indicator) -> list[Link]:
    """The terms of the field that an indicator's name uses, each with its place in the glossary."""
    text = view.writer.catalogue.text
    return [
        Link(text(f"pages.glossary.label.{_key(name)}"), f"{GLOSSARY}#{name}")
        for name in FIELD
        if _uses(indicator.name, name)
    ]


def page(writer: Writer, views: Sequence[PlanView]) -> Page:
    """All terms: the statuses, the method's, the plans', and those of the plans' field."""
    return writer.page(
        GLOSSARY,
        "glossary.md.j2",
        statuses=[status.value for status in Status],
        groups=[
            ("method", [_entry(writer, name, label) for name, label in METHOD.items()]),
            ("plan", [_entry(writer, name, label) for name, label in PLAN.items()]),
            ("field", [entry for name in FIELD if (entry := _used(writer, name, views)).used]),
        ],
        shapes=SHAPES,
    )


def _entry(writer: Writer, name: str, label: str, used: Sequence[Link] = ()) -> Entry:
    text = writer.catalogue.text
    shown = text(label or f"pages.glossary.label.{_key(name)}")
    return Entry(
        name,
        f"{shown[:1].upper()}{shown[1:]}",
        writer.text(f"pages.glossary.meaning.{_key(name)}"),
        list(used[:_SHOWN]),
        max(len(used) - _SHOWN, 0),
    )


def _used(writer: Writer, name: str, views: Sequence[PlanView]) -> Entry:
    return _entry(
        writer,
        name,
        "",
        [
            Link(phrases.name_of(view, row), view.indicator_path(row.id))
            for view in sorted(views, key=lambda view: (-view.plan.start.toordinal(), view.plan.id))
            for row in view.plan.indicators
            if _uses(row.name, name)
        ],
    )


def _uses(text: str, name: str) -> bool:
    """Whether a plan's own Chinese words name the term: English names are translations."""
    return any(form in text for form in forms(load(DEFAULT_LANGUAGE), name))


def _key(name: str) -> str:
    return name.replace("-", "_")

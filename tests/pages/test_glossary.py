"""Every term that a page links is explained, with words that the catalogues and the data use."""

import re

import pytest

from site_build.data.model import Plan
from site_build.language import LANGUAGES, load
from site_build.pages import glossary
from site_build.pages.writer import placed
from tests.builders import an_indicator
from tests.pages import fictional

TERM = re.compile(r"glossary/index\.md#([a-z-]+)\)")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_linked_term_has_its_place_in_the_glossary(plans: tuple[Plan, ...], code: str) -> None:
    pages = fictional.written(plans, code)
    anchors = set(re.findall(r"\{: #([a-z-]+) \}", pages[placed("glossary/index.md", code)]))
    linked = {term for text in pages.values() for term in TERM.findall(text)}
    assert linked <= anchors
    assert len(linked) > 10


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_form_stands_for_two_terms(code: str) -> None:
    names = [*glossary.METHOD, *glossary.PLAN, *glossary.FIELD]
    found = [form for name in names for form in glossary.forms(load(code), name)]
    assert len(found) == len(set(found))


def test_words_of_a_field_are_explained_only_where_a_plan_uses_them() -> None:
    assert "{: #coverage-rate }" not in fictional.written([fictional.one()])["glossary/index.md"]
    insured = fictional.replace(
        fictional.one(), indicators=(an_indicator(name="虚构保险参保率", name_en="", unit_en=""),)
    )
    page = fictional.written([insured])["glossary/index.md"]
    assert "{: #coverage-rate }" in page
    assert "[虚构保险参保率](../fictional-one/indicators/fictional-level/index.md)" in page


def test_a_plans_pages_depend_on_no_other_plan(plan_14: Plan) -> None:
    """What another plan speaks of changes neither text nor links."""

    def own(pages: dict[str, str]) -> dict[str, str]:
        return {path: text for path, text in pages.items() if path.startswith("fictional-one/")}

    assert own(fictional.written([fictional.one()])) == own(fictional.written([fictional.one(), plan_14]))

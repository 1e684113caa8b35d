"""Plans with nothing, one thing or a hundred: every page still looks intended."""

import re

import markdown
import pytest
from bs4 import BeautifulSoup

from site_build.data.model import Plan
from site_build.settings import Settings
from tests.pages import fictional

SHAPES = {
    "nothing": fictional.nothing(),
    "one": fictional.one(),
    "measures": fictional.measures_only(),
    "hundred": fictional.hundred(),
}
EXTENSIONS = ["attr_list", "md_in_html", "tables", "admonition", "toc"]


def _body(markdown: str) -> str:
    return markdown.split("---\n", 2)[2]


@pytest.mark.parametrize("code", ["zh", "en"])
@pytest.mark.parametrize("plan", SHAPES.values(), ids=SHAPES)
def test_no_heading_is_empty_and_no_hole_of_the_program_shows(plan: Plan, code: str) -> None:
    for path, page in fictional.written([plan], code).items():
        body = _body(page)
        assert not re.search(r"(?<![A-Za-z])(None|NaN|nan|undefined)(?![A-Za-z])", body), path
        assert "Sentence(" not in body, path
        lines = [line for line in body.split("\n") if line.strip()]
        for place, line in enumerate(lines):
            if line.startswith("#"):
                assert re.sub(r"[#\s]|\{:.*\}", "", line), f"empty heading in {path}"
                level = len(line) - len(line.lstrip("#"))
                following = lines[place + 1] if place + 1 < len(lines) else "#"
                deeper = following.startswith("#" * (level + 1))
                assert deeper or not following.startswith("#"), f"nothing under {line} in {path}"


@pytest.mark.parametrize("plan", SHAPES.values(), ids=SHAPES)
def test_no_table_is_left_with_a_head_alone(plan: Plan) -> None:
    for path, page in fictional.written([plan]).items():
        for head in re.finditer(r"^\|(?:\s*:?-+:?\s*\|)+\n(.?)", page, re.MULTILINE):
            assert head[1] == "|", f"an empty table in {path}"


def test_pages_of_kinds_that_a_plan_has_not_are_neither_written_nor_linked() -> None:
    pages = fictional.written([fictional.one()])
    absent = ("projects", "commitments", "measures", "facts", "departments")
    assert not [path for path in pages if any(f"/{name}/" in path for name in absent)]
    overview = pages["fictional-one/index.md"]
    assert not any(f"({name}/index.md)" in overview for name in absent)


def test_where_english_is_missing_the_chinese_name_stands() -> None:
    pages = fictional.written([fictional.one()], "en")
    overview = pages["en/fictional-one/index.md"]
    assert '# <span lang="zh-CN">虚构独项规划（仅供测试）</span>' in overview
    assert '<span lang="zh-CN">虚构指标</span>: On track' in overview
    assert 'title="虚构指标"' in overview


def test_a_plan_without_promises_says_so_instead_of_counting_zeros() -> None:
    overview = fictional.written([fictional.nothing()])["fictional-nothing/index.md"]
    assert "这个规划还没有录入承诺。" in overview
    assert "mz-outcome" not in overview


@pytest.mark.parametrize("count", [0, 1, 2, 20])
def test_the_front_page_gives_each_of_few_plans_a_card_and_many_a_place(count: int) -> None:
    home = fictional.written(fictional.many(count))["index.md"]
    assert home.count('<div class="mz-card"') == (count if count < 20 else 0)
    assert ("mz-places" in home) is (count == 20)
    assert ("还没有收录规划" in home) is (count == 0)


def test_every_figure_leads_to_a_form_with_its_row_filled_in_and_none_without_a_repository() -> None:
    plan = fictional.hundred()
    pages = fictional.written([plan], settings=Settings(repository=fictional.REPOSITORY))
    wanted = {
        "indicators/fictional-1": ("table=indicators&#38;indicator=fictional-1&#38;period=2020", 1),
        "commitments": ("table=commitments&#38;indicator=fictional-commitment", 1),
        "projects": ("table=projects&#38;indicator=fictional-project", 1),
        "projects/fictional-project": ("table=projects&#38;indicator=fictional-project", 1),
        "facts": ("table=facts&#38;indicator=fictional-fact", 1),
        "measures": ("table=measures&#38;indicator=1-1-1", 1),
    }
    for path, (query, count) in wanted.items():
        text = pages[f"fictional-hundred/{path}/index.md"].replace("&amp;", "&#38;")
        assert text.count(query) == count, path
    figures = pages["fictional-hundred/indicators/fictional-1/index.md"]
    rows = [line for line in figures.split("\n") if line.startswith("| 20")]
    assert all("mz-correct" in row for row in rows)
    assert "period=2021" in figures  # also where nothing was published: that is what a reader can add
    assert "mz-correct" not in "".join(fictional.written([plan]).values())


def test_hostile_names_reach_labels_and_forms_as_text() -> None:
    plan = fictional.one()
    hostile = '"><script>alert(1)</script>|[x](javascript:1)'
    row = fictional.an_indicator(name=hostile, name_en="", unit_en="")
    plan = fictional.replace(plan, indicators=(row,))
    pages = fictional.written([plan], settings=Settings(repository=fictional.REPOSITORY))
    for path, page in pages.items():
        soup = BeautifulSoup(markdown.markdown(_body(page), extensions=EXTENSIONS), "html.parser")
        assert not soup.find_all("script"), path
        assert not soup.select('[href^="javascript"]'), path
    shown = markdown.markdown(_body(pages["fictional-one/index.md"]), extensions=EXTENSIONS)
    assert hostile in BeautifulSoup(shown, "html.parser").get_text()

"""The comment on a pull request: found again, never too long, and no cell in it does anything."""

import html
import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from site_build.data.model import Plan
from site_build.data.rules import at
from site_build.diff import Comparison, Invalid, Side, compare, markdown
from site_build.language import load, sentence
from site_build.language.markdown import LONGEST, escape_comment
from tests.builders import an_indicator, an_observation
from tests.diff.builders import AS_OF, a_measure, comparison, told_of, whole_plan

OLD = whole_plan()
ZH = load("zh")
HOSTILE = [
    "@maintainers",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[点我](https://example.org)",
    "![](https://example.org/a.png)",
    "https://example.org/a",
    "www.example.org",
    "a@example.org",
    "`code` **bold** _i_ ~~s~~ $x^2$",
    "| a | b |",
    "a\n\n| --- |\n# 标题",
    "/close",
    "#1 !1 GH-1 user/repo#2",
    ":tada: :100:",
    "<!-- mingzhang-diff -->",
    "&lt;b&gt;",
    "\\| \\@",
    "1. a",
    "- a",
    "```",
    "\u202eabc\u200b\u0007",
]
# What a host looks for in the text that Markdown leaves.
DOING = re.compile(r"@\w|#\d|!\d|GH-\d|://|www\.|:[a-z0-9_+-]+:")


def _rendered(text: str) -> str:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)


def _named(name: str) -> Plan:
    return replace(OLD, indicators=(an_indicator(name=name, name_en=""),))


def test_it_begins_with_the_marker_and_tells_figures_statuses_and_counts_in_tables() -> None:
    new = replace(OLD, observations=(*OLD.observations, an_observation("2023", 160)))
    said = markdown.text(comparison(OLD, new), ZH)
    assert said.splitlines()[0] == "<!-- mingzhang-diff -->"
    page = _rendered(said)
    for cell in ("新增", "虚构指标", "2023年", "160 人", "进度正常"):
        assert f"<td>{cell}</td>" in page
    assert "2024年3月31日公布；正式数；来源：虚构来源，虚构出处" in page


def test_nothing_changed_is_said_in_a_sentence_in_either_language() -> None:
    for lang, said in (("zh", "没有变化。"), ("en", "Nothing changed.")):
        text = markdown.text(comparison(OLD, OLD), load(lang))
        assert text.startswith("<!-- mingzhang-diff -->\n")
        assert said in text


@pytest.mark.parametrize("name", HOSTILE)
def test_no_cell_mentions_links_runs_or_breaks_the_table(name: str) -> None:
    new = replace(_named(name), observations=(*OLD.observations, an_observation("2023", 1600, locator=name)))
    plain = replace(_named("虚构名"), observations=(*OLD.observations, an_observation("2023", 1600)))
    said, harmless = (markdown.text(comparison(OLD, one), ZH) for one in (new, plain))
    page = _rendered(said)
    tags = re.findall(r"<(/?\w+)", page)
    assert tags == re.findall(r"<(/?\w+)", _rendered(harmless))
    assert page.count("<!--") == said.count("<!--") == 1
    shown = html.unescape(re.sub(r"<[^>]*>", "", page.split("-->", 1)[1]))
    assert not DOING.search(shown)
    assert "/close" not in [line.strip() for line in said.splitlines()]


@settings(deadline=None)
@given(st.text(max_size=400) | st.sampled_from(HOSTILE))
@example("https://example.org | @a")
def test_quoted_text_shows_as_it_is(value: str) -> None:
    said = escape_comment(value)
    assert "\n" not in said
    assert "|" not in said
    page = _rendered(f"| a |\n| --- |\n| {said} |\n")
    assert page.count("<td>") == 1
    shown = html.unescape(page[page.index("<td>") + 4 : page.index("</td>")])
    assert shown.replace("\u200b", "").strip() == quoted_back(value)


def quoted_back(value: str) -> str:
    """What may be seen of a text: one line, nothing invisible, no more than the longest."""
    line = re.sub(r"\s+", " ", value).strip()
    line = "".join(c for c in line if unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cs", "Cn"})
    return (line if len(line) <= LONGEST else line[: LONGEST - 1] + "…").strip()


@pytest.mark.parametrize("limit", [2_000, 10_000, markdown.LIMIT])
def test_what_does_not_fit_is_counted_and_what_matters_most_is_kept(limit: int) -> None:
    rows = tuple(
        a_measure(id=f"fictional-{n}", title=f"|{n}|" * 50, summary="虚构概述" * 80) for n in range(300)
    )
    new = replace(OLD, measures=(*OLD.measures, *rows), observations=())
    said = markdown.text(comparison(OLD, new), ZH, limit)
    assert len(said) < limit
    found = re.search(r"还有 (\d+) 处放不下", said)
    assert found
    assert int(found[1]) > 0
    assert "2022年公布过的一行被删去了" in said
    assert "未见公布" in said


def test_every_row_is_either_listed_or_counted() -> None:
    rows = tuple(a_measure(id=f"fictional-{n}", title=f"虚构任务{n}号") for n in range(400))
    new = replace(OLD, measures=(*OLD.measures, *rows))
    whole, cut = (markdown.text(comparison(OLD, new), ZH, limit) for limit in (10**7, 20_000))
    assert "放不下" not in whole

    def lines(text: str) -> int:
        return sum(line.startswith(("| ", "- ")) for line in text.splitlines())

    found = re.search(r"还有 (\d+) 处放不下", cut)
    assert found
    # A table of which no row fits is left out with its two lines of heading.
    lost_tables = whole.count("| --- |\n") - cut.count("| --- |\n")
    assert lines(whole) - lines(cut) - 2 * lost_tables == int(found[1])


def test_many_plans_fit_and_their_cautions_come_before_any_plans_rows() -> None:
    plans = [replace(OLD, id=f"fictional-{n}", title=f"虚构规划{n}") for n in range(40)]
    more = tuple(a_measure(id=f"new-{n}", title="虚构" * 100) for n in range(20))
    news = [replace(plan, measures=(*plan.measures, *more), observations=()) for plan in plans]
    said = markdown.text(told_of(compare(plans, news, AS_OF)), ZH)
    assert len(said) < markdown.LIMIT
    assert said.count("公布过的一行被删去了") == 40


def test_data_with_problems_is_told_in_the_comment_instead() -> None:
    problem = at("number", "observations", "observations.csv", 7, "value", cell="<b>@x</b>|")
    sides = (
        Side(sentence("diff.side.working"), invalid=one)
        for one in ((), (Invalid("fictional-plan", (problem,), compared=False),))
    )
    said = markdown.text(Comparison(*sides, compare([], [], AS_OF)), ZH)
    page = _rendered(said)
    assert "没有变化" not in said
    assert "<td>fictional-plan/observations.csv 第 7 行 “value”列</td>" in page
    assert "<b>" not in page


def test_a_base_that_cannot_be_read_is_told() -> None:
    problem = at("file-missing", "facts", "datapackage.json", None, "path", path="facts.csv")
    base = Side(sentence("diff.side.working"), invalid=(Invalid("fictional-plan", (problem,), False),))
    said = markdown.text(Comparison(base, Side(sentence("diff.side.working")), compare([], [], AS_OF)), ZH)
    assert "没有比较" in said
    assert "没有变化" not in said

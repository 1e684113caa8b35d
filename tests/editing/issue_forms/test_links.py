"""A link opens the right form on each host, filled in as far as the page knows."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_build.editing.issue_forms.fields import FORMS
from site_build.editing.issue_forms.reading import read
from site_build.hosting.issue_links import correction_link, issue_link

FIGURE = ("dongyuan-hrss-14", "observations", "urban-new-employment", "2023")


def _query(link: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(link).query, strict_parsing=True).items()}


def test_github_fills_in_each_field_by_its_id() -> None:
    link = correction_link("https://github.com/county/plans/", *FIGURE, "城镇新增就业人数")
    assert link.startswith("https://github.com/county/plans/issues/new?template=report-error.yml&")
    assert _query(link) == {
        "template": "report-error.yml",
        "title": "[有误] 城镇新增就业人数 2023",
        "plan": "dongyuan-hrss-14",
        "table": "observations",
        "indicator": "urban-new-employment",
        "period": "2023",
    }


@pytest.mark.parametrize(
    ("repository", "begins", "text"),
    [
        ("https://gitlab.example.org/county/plans.git", "/county/plans/-/issues/new", "issue[description]"),
        ("https://gitee.com/county/plans", "/county/plans/issues/new", "description"),
    ],
)
def test_other_hosts_get_the_whole_text_and_it_reads_back(repository: str, begins: str, text: str) -> None:
    link = correction_link(repository, *FIGURE, "城镇新增就业人数")
    assert urlsplit(link).path == begins
    submission = read(_query(link)[text])
    assert submission is not None
    assert submission.form.name == "report-error"
    assert dict(submission.answers) == dict(
        zip(("plan", "table", "indicator", "period"), FIGURE, strict=True)
    )


def test_without_a_repository_there_is_no_link() -> None:
    assert correction_link("", *FIGURE, "x") == ""
    assert issue_link("javascript:alert(1)", "submit-figure") == ""


def test_an_unknown_host_leads_to_the_list_of_issues() -> None:
    assert (
        correction_link("https://code.example.org/a/b", *FIGURE, "x") == "https://code.example.org/a/b/issues"
    )


def test_what_is_not_known_is_left_out_and_what_is_not_asked_is_refused() -> None:
    assert _query(issue_link("https://github.com/a/b", "ask-for-data", plan="p", period="")) == {
        "template": "ask-for-data.yml",
        "plan": "p",
    }
    with pytest.raises(KeyError):
        issue_link("https://github.com/a/b", "ask-for-data", colour="red")
    with pytest.raises(KeyError):
        issue_link("https://github.com/a/b", "unknown")


@given(st.sampled_from(["github.com", "gitee.com", "gitlab.com"]), st.text(), st.text(), st.text())
def test_no_value_leaves_its_place_in_the_link(host: str, plan: str, row: str, title: str) -> None:
    link = correction_link(f"https://{host}/a/b", plan, "observations", row, "2023", title)
    assert link.isascii()
    assert not set(link) & set("\"'<> \n`")
    assert urlsplit(link).hostname == host
    assert urlsplit(link).fragment == ""
    if host == "github.com":
        readable = "utf-8", "replace"
        expected = row.encode(*readable).decode()
        assert _query(link).get("indicator", "") == expected


def test_every_form_can_be_filled_in_with_plan_indicator_and_period() -> None:
    for form in FORMS:
        link = issue_link("https://github.com/a/b", form.name, plan="p", indicator="i", period="2023")
        assert _query(link)["indicator"] == "i"

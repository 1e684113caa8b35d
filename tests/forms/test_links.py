"""A reader who finds a mistake comes to a form that already knows which row is meant."""

from urllib.parse import parse_qs, urlsplit

import pytest

from site_build.forms.links import correction_link

ROW = ("fictional-plan", "observations", "fictional-level", "2022", "更正：虚构指标 & 其他 2022")


def _asked(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def test_github_opens_its_form_with_every_field_filled_in() -> None:
    address = correction_link("https://github.com/fictional/data.git", *ROW)
    assert address.startswith("https://github.com/fictional/data/issues/new?")
    assert address.isascii()
    assert _asked(address) == {
        "template": "correction.yml",
        "title": ROW[4],
        "plan": "fictional-plan",
        "resource": "observations",
        "row": "fictional-level",
        "period": "2022",
    }


@pytest.mark.parametrize(
    ("repository", "path"),
    [
        ("https://gitlab.com/fictional/data", "/fictional/data/-/issues/new"),
        ("https://gitlab.fictional.gov.cn/data/", "/data/-/issues/new"),
        ("https://gitee.com/fictional/data", "/fictional/data/issues/new"),
    ],
)
def test_gitlab_and_gitee_get_the_row_as_text(repository: str, path: str) -> None:
    address = correction_link(repository, *ROW)
    assert urlsplit(address).path == path
    asked = _asked(address)
    assert asked["issue[title]"] == ROW[4]
    assert asked["issue[description]"].splitlines() == [
        "plan: fictional-plan",
        "resource: observations",
        "row: fictional-level",
        "period: 2022",
    ]


def test_a_row_without_a_period_names_none() -> None:
    address = correction_link("https://gitee.com/fictional/data", *ROW[:3], "", ROW[4])
    assert "period" not in _asked(address)["issue[description]"]


def test_without_a_repository_there_is_no_link() -> None:
    assert correction_link("", *ROW) == ""

"""Who answers for what: what the plan says, and what it leaves open."""

from site_build.data.model import Plan
from tests.pages import fictional


def test_the_list_counts_what_each_answers_for_and_what_nobody_does(plan_14: Plan) -> None:
    page = fictional.written([plan_14])["dongyuan-hrss-14/departments/index.md"]
    assert "一共 121 条，写明由哪个部门负责的有 2 条" in page
    assert "| 规划没有写明<br>" in page
    assert "| 119 | 118 |" in page


def test_a_department_shows_what_is_not_reported_before_what_is() -> None:
    pages = fictional.written([fictional.hundred()])
    page = pages["fictional-hundred/departments/fictional-bureau/index.md"]
    assert page.index("{: #not-reported }") < page.index("{: #reported }")
    assert "虚构任务 3" in page.split("{: #reported }")[0]
    assert "虚构任务 1" in page.split("{: #reported }")[1]


def test_a_department_with_nothing_to_answer_for_says_so() -> None:
    page = fictional.written([fictional.hundred()])["fictional-hundred/departments/fictional-idle/index.md"]
    assert "没有写明哪一条由它负责" in page
    assert "{: #reported }" not in page


def test_an_indicators_page_leads_to_its_department() -> None:
    page = fictional.written([fictional.hundred()])["fictional-hundred/indicators/fictional-3/index.md"]
    assert "(../../departments/fictional-bureau/index.md)" in page

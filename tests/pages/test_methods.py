"""Other methods beside ours, on pages."""

from datetime import date

import pytest

from site_build.data.model import Kind, Plan, TargetKind
from site_build.language import LANGUAGES, load
from site_build.pages import methods
from site_build.pages.writer import Writer
from tests import fictional
from tests.builders import a_plan, an_indicator, an_observation
from tests.pages.views import a_view

TODAY = date(2025, 6, 30)
FALLING = an_indicator(baseline_value="100", target_value="10", target_kind=TargetKind.AT_MOST)
# By the straight way just in time; growth would have had to be faster from the start.
IN_TIME = tuple(an_observation(str(2020 + n), str(100 - 18 * n)) for n in range(1, 5))


def test_every_method_gives_its_own_word_with_its_numbers() -> None:
    view = a_view(a_plan(indicators=(FALLING,), observations=IN_TIME), TODAY)
    found = methods.table(view, FALLING)
    assert found is not None
    assert [(row.method, row.assessment) for row in found.rows] == [
        ("欧盟统计局", "中等进展"),
        ("加拿大统计局", "有进展，但须加快"),
        ("德国联邦统计局", "太阳"),
    ]
    assert "年均增长" in found.rows[0].why


def test_where_methods_disagree_it_is_said_who_concludes_what() -> None:
    view = a_view(a_plan(indicators=(FALLING,), observations=IN_TIME), TODAY)
    found = methods.table(view, FALLING)
    assert found is not None
    assert found.disagreement is not None
    assert "本站、德国联邦统计局：赶得上；欧盟统计局、加拿大统计局：赶不上" in found.disagreement


def test_a_method_that_does_not_apply_says_why() -> None:
    total = an_indicator(kind=Kind.CUMULATIVE)
    view = a_view(a_plan(indicators=(total,), observations=(an_observation("2021", "20"),)), TODAY)
    found = methods.table(view, total)
    assert found is not None
    assert [row.assessment for row in found.rows] == ["不适用"] * 3
    assert "没有增长率可算" in found.rows[0].why
    assert found.disagreement is None


def test_an_indicator_without_a_figure_has_no_table() -> None:
    assert methods.table(a_view(a_plan(indicators=(FALLING,)), TODAY), FALLING) is None


def test_a_site_with_nothing_to_compare_says_so_in_words() -> None:
    view = a_view(a_plan(indicators=(FALLING,)), TODAY)
    found = methods.matrix(view.writer, [view])
    assert found.cells == []
    assert "没有一项能用两种方法评判，没有可比的" in found.said
    assert "1 项指标在规划期内的数字都未见公布，任何方法都用不上" in found.plans[0]
    assert methods.matrix(Writer(load("zh")), []).cells == []


def test_the_matrix_is_over_all_plans_of_the_site() -> None:
    one = a_view(a_plan(indicators=(FALLING,), observations=IN_TIME), TODAY)
    other = a_view(a_plan(id="fictional-other", indicators=(FALLING,), observations=IN_TIME), TODAY)
    cells = [methods.matrix(view[0].writer, view).cells[0][1] for view in ([one], [one, other])]
    assert cells == [["1/1", "0/1", "0/1", "1/1"], ["2/2", "0/2", "0/2", "2/2"]]
    apart = methods.matrix(one.writer, [one, other]).apart
    assert [link.path for link, _ in apart] == [
        "fictional-plan/indicators/fictional-level/index.md",
        "fictional-other/indicators/fictional-level/index.md",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fictional_plans_show_every_method_and_some_disagreement(
    language: str, fictional_plan: Plan
) -> None:
    view = a_view(fictional_plan, fictional.AS_OF, language=language)
    found = methods.matrix(view.writer, [view])
    assert len(found.cells) == len(found.methods) == 4
    assert found.apart
    assert not any(cell == "—" for _, line in found.cells for cell in line)

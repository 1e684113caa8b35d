"""The same as lines for a terminal, and as JSON for other programs."""

from dataclasses import replace
from decimal import Decimal

import jsonschema
import pytest

from site_build.data.rules import at
from site_build.diff import Comparison, Invalid, Side, compare, machine, text
from site_build.language import LANGUAGES, load, sentence
from tests.builders import an_indicator, an_observation
from tests.diff.builders import AS_OF, a_project, comparison, whole_plan

OLD = whole_plan()
NEW = replace(
    OLD,
    indicators=(an_indicator(id="new-level", target_value="250", target_text="250"),),
    observations=tuple(
        replace(row, indicator_id="new-level") for row in (*OLD.observations, an_observation("2023", 1600))
    ),
    projects=(a_project(total_investment=Decimal(210)),),
)


def _said(found: Comparison, lang: str = "zh") -> str:
    return "\n".join(line.text for line in text.lines(found, load(lang)))


def test_the_text_tells_everything_in_chinese() -> None:
    said = _said(comparison(OLD, NEW))
    for part in (
        "比较：文件夹 虚构旧 → 文件夹 虚构新。",
        "按截至2024年6月30日已公布的数字评判",
        "! 虚构指标：编号由 fictional-level 改成了 new-level。",
        "目标值由“200 人”改为“250 人”",
        "上一个数字 130（2022年）的 12 倍",
        "+ 新增 虚构指标，2023年：1600 人（2024年3月31日公布；正式数；来源：虚构来源，虚构出处）",
        "~ 修改 项目与专项：虚构项目",
        "总投资由“200 万元”改为“210 万元”",
    ):
        assert part in said


def test_the_text_tells_everything_in_english() -> None:
    said = _said(comparison(OLD, NEW), "en")
    assert "Target changed from “200 persons” to “250 persons”" in said
    words = [line for line in said.splitlines() if not line.startswith("Compared")]
    for fictional in ("虚构承诺", "虚构来源", "虚构出处", "万元"):
        words = [line.replace(fictional, "") for line in words]
    assert not any("\u4e00" <= c <= "\u9fff" for line in words for c in line)


def test_nothing_changed_is_said() -> None:
    assert _said(comparison(OLD, OLD)).endswith("没有变化。")


def test_a_new_plan_is_told_by_its_counts_not_row_by_row() -> None:
    found = replace(comparison(OLD, OLD), changes=compare([], [OLD], AS_OF))
    said = _said(found)
    assert "新的规划" in said
    assert "指标，进度偏慢：0 → 1" in said
    assert "虚构任务" not in said


def test_nothing_invisible_reaches_a_terminal() -> None:
    new = replace(OLD, indicators=(an_indicator(name="虚构\x1b[31m\u202e名", name_en=""),))
    assert all(line.text.isprintable() for line in text.lines(comparison(OLD, new), load("zh")))


@pytest.mark.parametrize(("old", "new"), [(OLD, NEW), (NEW, OLD), (OLD, OLD)])
def test_json_keeps_to_its_schema(old: object, new: object) -> None:
    document = machine.document(comparison(old, new))  # type: ignore[arg-type]
    jsonschema.Draft202012Validator.check_schema(machine.schema())
    jsonschema.validate(document, machine.schema())


def test_json_of_new_gone_and_broken_plans_keeps_to_its_schema() -> None:
    problem = at("number", "observations", "observations.csv", 7, "value", cell="x")
    broken = Side(sentence("diff.side.working"), "abc", (Invalid("other", (problem,), False),))
    for old, new in (([], [OLD]), ([OLD], []), ([], [])):
        document = machine.document(Comparison(broken, broken, compare(old, new, AS_OF)))
        jsonschema.validate(document, machine.schema())
        assert document["empty"] is False


def test_json_says_the_same_in_machine_names() -> None:
    (plan,) = machine.document(comparison(OLD, NEW))["plans"]
    assert plan["renames"][0]["after"] == "new-level"
    (figure,) = plan["figures"]
    assert (figure["change"], figure["period"], figure["after"]["value"]) == ("added", "2023", 1600)
    cells = {cell["column"]: (cell["before"], cell["after"]) for row in plan["rows"] for cell in row["cells"]}
    assert cells["target_value"] == ("200", "250")
    assert {one["code"] for one in plan["warnings"]} == {"id-renamed", "target-changed", "magnitude"}
    assert set(figure["name"]) == set(LANGUAGES)


def test_the_schema_knows_every_status() -> None:
    from site_build.diff.statuses import JUDGED

    known = set(machine.schema()["$defs"]["status"]["properties"]["before"]["anyOf"][0]["enum"])
    assert known == {status.value for kind in JUDGED.values() for status in kind}

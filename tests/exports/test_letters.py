"""Applications for overdue figures: what the regulations ask for, and nothing of the applicant."""

import io
import zipfile
from dataclasses import replace
from datetime import date

from docx import Document

from site_build.data.model import Department, Frequency, Kind, Plan
from site_build.exports import letters
from site_build.periods import Period
from site_build.progress import assess_plan
from tests.builders import a_plan, an_indicator, an_observation

DAY = date(2023, 12, 31)
PLAN = a_plan(
    departments=(Department("fictional-bureau", "虚构局", "Fictional Bureau"),),
    document_number="虚构〔2021〕1号",
    indicators=(
        an_indicator(),
        an_indicator(id="fictional-sum", name="虚构累计", kind=Kind.CUMULATIVE, baseline_value="50"),
        an_indicator(id="fictional-owned", name="虚构主管", unit="%", department_id="fictional-bureau"),
    ),
    observations=(an_observation("2021", "110"),),
)


def _letters(plan: Plan = PLAN, day: date = DAY) -> dict[str, letters.Letter]:
    return {letter.id: letter for letter in letters.letters(plan, assess_plan(plan, day))}


def _text(letter: letters.Letter) -> str:
    return "\n".join(paragraph.text for paragraph in letters.paragraphs(letter))


def test_there_is_a_letter_for_each_overdue_indicator_and_one_for_all_of_a_body() -> None:
    found = _letters()
    assert list(found) == [
        "all",
        "department-fictional-bureau",
        "fictional-level",
        "fictional-owned",
        "fictional-sum",
    ]
    assert [len(found[name].asked) for name in ("all", "department-fictional-bureau")] == [2, 1]
    assert _letters(day=date(2022, 6, 30)) == {}


def test_it_names_the_body_the_document_each_figure_its_periods_and_unit() -> None:
    text = _text(_letters()["all"])
    assert text.startswith("政府信息公开申请\n虚构机关（政府信息公开工作机构）：")
    assert "《虚构规划（仅供测试）》（虚构〔2021〕1号）" in text
    assert "2022年：虚构指标（单位：人）。" in text
    assert "2021年至2022年各年：虚构累计（单位：人），当年数和规划开始以来的累计数。" in text
    assert _text(_letters()["department-fictional-bureau"]).splitlines()[1].startswith("虚构局（")


def test_it_has_what_article_29_asks_for_and_cites_article_33() -> None:
    text = _text(_letters()["fictional-level"])
    for part in (
        "姓名或者名称：＿",
        "身份证明",
        "联系方式",
        "获取方式",
        "电子文本",
        "第三十三条",
        "20个工作日",
    ):
        assert part in text


def test_quarters_are_asked_for_one_by_one_and_years_apart_too() -> None:
    quarterly = replace(
        PLAN,
        indicators=(an_indicator(frequency=Frequency.QUARTERLY, target_period="2021-Q2"),),
        observations=(),
    )
    assert "2021年一季度、2021年二季度：虚构指标" in _text(_letters(quarterly)["fictional-level"])
    assert letters.spelt([Period(2021), Period(2023)]) == "2021年、2023年"


def test_the_document_opens_reads_the_same_and_is_made_of_the_same_bytes() -> None:
    letter = _letters()["all"]
    made = letters.document(letter)
    assert made == letters.document(letter)
    read = [paragraph.text for paragraph in Document(io.BytesIO(made)).paragraphs]
    assert read == [paragraph.text for paragraph in letters.paragraphs(letter)]
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}

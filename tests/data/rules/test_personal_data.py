"""Nobody's number, address or name is published; numbers of documents, dates and figures are."""

import pytest

from site_build.data.rules.inquiries import tells_of_a_person

# Made up: no area of China has these numbers' first six digits.
PERSONAL = [
    "身份证 990000199001011234",
    "99000019900101123X",
    "99000019900101123x",
    "９９００００１９９００１０１１２３Ｘ",
    "990000 19900101 1234",
    "990000-1990-01-01-1234",
    "99000019900101123×",
    "990000900101123",
    "13800000000",
    "１３８００００００００",
    "138 0000 0000",
    "138-0000-0000",
    "138 000 00000",
    "138.0000.0000",
    "1 3 8 0 0 0 0 0 0 0 0",
    "一三八〇〇〇〇〇〇〇〇",
    "+86 138 0000 0000",
    "86-13800000000",
    "1380000\u200b0000",
    "0762-8000000",
    "0762—8000000",
    "（0762）8000000",
    "07628000000",
    "010 80000000",
    "０２０－８０００００００",
    "电话：8000000",
    "联系电话 8000 0000",
    "applicant@example.com",
    "applicant＠example.com",
    "a.b+c@mail.example.org",
    "applicant [at] example.com",
    "QQ：800000000",
    "微信号 fictional_name",
    "申请人：张某",
    "Applicant: Zhang",
    "住址：某镇某村",
]
HARMLESS = [
    "东府〔2023〕99号",
    "国办发〔2021〕36号，2021-06-27印发",
    "2021-2025年、2026-11-25、2026年11月25日",
    "2021—2025年，20210101至20251231",
    "投资项目代码 2020-441625-78-03-012345",
    "统一社会信用代码 11441625007026514X",
    "GB/T 8170-2008、ISBN 978-7-5037-1234-5",
    "12345 热线、12333",
    "索引号 007026514/2023-00123",
    "https://example.com/post_202311261234567.html",
    "参保 1234567 人，收入 945000000 元，135.5 亿元",
    "第0762期；0.7628，第 13 章 2021 年 2025 年 6 项",
    "向县人力资源和社会保障局申请公开2025年的参保人数，20个工作日内答复",
    "二〇二三年十一月二十六日",
    "申请人可以要求更正；联系人未列",
    "微信公众号 东源发布，qq邮箱未用",
]


@pytest.mark.parametrize("text", PERSONAL)
def test_what_tells_of_a_person_is_found_however_it_is_written(text: str) -> None:
    assert tells_of_a_person(f"申请公开，{text}，望答复")


@pytest.mark.parametrize("text", HARMLESS)
def test_numbers_of_documents_dates_and_figures_are_left_alone(text: str) -> None:
    assert not tells_of_a_person(f"申请公开，{text}，望答复")

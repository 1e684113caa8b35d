"""What a search can find on a page, told by the page when it is written."""

from dataclasses import replace
from datetime import date

from site_build.data.model import Plan
from site_build.language import load
from site_build.pages import plan_pages
from site_build.pages.search_documents import (
    WORDS_ALONE,
    Entry,
    PageSearch,
    documents,
    synonym_groups,
    words,
)
from site_build.settings import Settings
from tests.pages.views import a_view

PAGE = """---
title: "x"
---

[明账](../index.md) › [虚构规划](index.md)
{ .mz-crumbs }

# 量化承诺

<nav class="mz-menu" markdown="1">

- [总览](index.md)

</nav>

一共[两条](a/index.md){ .mz-term }，不低于 3 &#60;人&#62;。
{ .mz-lead }

<svg><text>刻度</text></svg>

| 名称 | 评判 |
|---|--:|
| <span id="one"></span>**第一条**<br>第一章 | ○ 未见公布 |
| 一般的行 | <a href="x" title="a|b">好</a> |

<pre><code>&lt;iframe&gt;</code></pre>

<pre tabindex="0">id,name</pre>

```python
frame("observations")["value"]
```

1.  先装：

    ```sh
    pip install x
    ```

!!! note "口径变化"
    a < b
"""


def test_a_page_and_its_rows_are_found_apart() -> None:
    row = Entry("one", "第一条", "第一章", "not_reported")
    page, entry = documents("plan/", PAGE, PageSearch("虚构规划", entries=[row]), load("zh"))
    assert (page.url, page.language, page.title, page.context) == ("plan/", "zh", "量化承诺", "虚构规划")
    assert "一共两条，不低于 3 <人>。" in page.text
    assert "一般的行 · 好" in page.text
    assert "口径变化" in page.text
    assert "a < b" in page.text
    for elsewhere in ("总览", "刻度", "第一条", "iframe", "id,name", "frame", "pip", "mz-", "---", "明账"):
        assert elsewhere not in page.text
    assert (entry.url, entry.title, entry.context) == ("plan/#one", "第一条", "虚构规划 › 量化承诺")
    assert (entry.status, entry.verdict) == ("not_reported", "○ 未见公布")
    assert "未见公布" in entry.text


def test_a_page_without_more_to_say_is_found_by_its_words() -> None:
    (page,) = documents("", "# 标题\n\n内容\n", WORDS_ALONE, load("zh"))
    assert (page.title, page.text, page.status, page.context) == ("标题", "内容", "", "")


def test_what_a_page_names_is_found_under_the_glossarys_other_words() -> None:
    (page,) = documents("", "# 社会保障卡持卡人数\n\n高校毕业生\n", WORDS_ALONE, load("zh"))
    assert "社保卡" in page.title_synonyms
    assert "大学生" in page.text_synonyms
    for language in ("zh", "en"):
        assert all(group and all(group) for group in synonym_groups(language))


def test_the_words_of_a_page_hold_no_markup() -> None:
    assert words("1. **粗** `码` [a [b]](c.md){ .x }\n- 二") == "粗 码 a [b] · 二 ·"


def test_every_indicator_project_commitment_and_measure_is_found_with_its_status(
    fictional_plan: Plan,
) -> None:
    view = a_view(fictional_plan, date(2026, 11, 26))
    found = [document for page in plan_pages(view, Settings()) for document in page.documents]
    judged = [document for document in found if document.status]
    plan = fictional_plan
    promises = (plan.indicators, plan.projects, plan.commitments, plan.measures)
    assert len(judged) == sum(map(len, promises))
    assert {view.assessment(row.id).status.value for row in plan.indicators} <= {
        document.status for document in judged
    }
    assert len({document.url for document in found}) == len(found)
    for document in found:
        assert document.title
        assert "{" not in document.text
    assert replace(found[0], title="") != found[0]

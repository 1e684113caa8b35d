"""What a search can find on a page."""

from site_build.site.search.documents import Document, documents

PAGE = """<!doctype html><html lang="zh" class="no-js"><head></head><body><nav>menu</nav>
<article class="md-content__inner">
<p class="mz-crumbs"><a href="/">明账</a> › <a href="../">虚构规划</a></p>
<h1 id="a">量化承诺<a class="headerlink" href="#a">¶</a></h1>
<svg><text>刻度</text></svg>
<p>一共两条。</p>
<table><tr><td><span id="one"></span>第一条<br><span>第一章</span></td>
<td><span class="mz-status mz-status--not_reported"><span>○</span> 未公布</span></td></tr>
<tr><td>没有编号</td><td>一般的行</td></tr></table>
<h3 id="m-1">一项任务</h3><p><span class="mz-status mz-status--delivered">✓ 已完成</span> 说明</p><p>内容</p>
<h3 id="x">别的小节</h3><p>没有评判</p>
</article></body></html>"""


def test_a_page_its_rows_and_its_sections_are_found_apart() -> None:
    page, row, section = documents("plan/commitments/", PAGE)
    assert page == Document("plan/commitments/", "zh", "量化承诺", page.text, "虚构规划")
    assert "一共两条" in page.text
    assert "别的小节" in page.text
    assert "一般的行" in page.text
    for elsewhere in ("menu", "刻度", "第一条", "一项任务", "¶"):
        assert elsewhere not in page.text
    assert (row.url, row.title, row.status, row.assessment) == (
        "plan/commitments/#one",
        "第一条",
        "not_reported",
        "○ 未公布",
    )
    assert row.context == "虚构规划 › 量化承诺"
    assert (section.url, section.title, section.status) == ("plan/commitments/#m-1", "一项任务", "delivered")
    assert "内容" in section.text
    assert "别的小节" not in section.text


def test_a_page_without_an_article_is_not_found() -> None:
    assert not list(documents("", "<html lang='zh'><body>404</body></html>"))
    assert not list(documents("", ""))

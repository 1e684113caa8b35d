"""Two sites compared as a reader sees them."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from site_build.cli import app
from site_build.site.compare import compare_sites, read_page

PAGE = "<html><head><title>计划</title></head><body><p>完成 <b>{figure}</b> 人</p>{more}</body></html>"


def _site(folder: Path, **pages: str) -> Path:
    for name, html in pages.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "index.html").write_text(html, encoding="utf-8")
    return folder


def test_a_site_does_not_differ_from_itself(tmp_path: Path) -> None:
    one = _site(tmp_path / "a", plan=PAGE.format(figure=1, more=""))
    found = compare_sites(one, one)
    assert (found.same, found.pages, found.files, found.markup) == (1, (), (), ())


def test_it_tells_text_numbers_links_and_markup_apart(tmp_path: Path) -> None:
    before = {
        "number": PAGE.format(figure="1,201", more=""),
        "text": PAGE.format(figure=1, more="<p>未公布</p>"),
        "link": PAGE.format(figure=1, more='<a href="../a/">看</a>'),
        "markup": PAGE.format(figure=1, more="<p>就业 training</p>"),
        "label": PAGE.format(figure=1, more='<svg aria-label="一月"></svg>'),
        "script": PAGE.format(figure=1, more="<script>a = 1</script>"),
        "gone": PAGE.format(figure=1, more=""),
    }
    after = {
        "number": PAGE.format(figure="1,202", more=""),
        "text": PAGE.format(figure=1, more="<p>未见公布</p>"),
        "link": PAGE.format(figure=1, more='<a href="../b/">看</a>'),
        "markup": PAGE.format(figure=1, more='<p><span lang="zh-CN">就业</span> training</p>'),
        "label": PAGE.format(figure=1, more='<svg aria-label="二月"></svg>'),
        "script": PAGE.format(figure=1, more="<script>a = 2</script>"),
        "new": PAGE.format(figure=1, more=""),
    }
    found = compare_sites(_site(tmp_path / "a", **before), _site(tmp_path / "b", **after))
    assert {page.path.split("/")[0]: page.parts for page in found.pages} == {
        "number": ("text", "numbers"),
        "text": ("text",),
        "link": ("links",),
        "label": ("text",),
    }
    assert found.markup == ("markup/index.html", "script/index.html")
    assert (found.added, found.removed) == (("new/index.html",), ("gone/index.html",))
    (number,) = (page for page in found.pages if page.path.startswith("number"))
    assert number.lines == ("-完成 1,201 人", "+完成 1,202 人")


def test_other_files_are_compared_by_their_bytes_and_may_be_left_out(tmp_path: Path) -> None:
    for name, data in (("a", b"1\r\n"), ("b", b"1\n")):
        (tmp_path / name / "data").mkdir(parents=True)
        (tmp_path / name / "data" / "rows.csv").write_bytes(data)
    assert compare_sites(tmp_path / "a", tmp_path / "b").files == ("data/rows.csv",)
    assert compare_sites(tmp_path / "a", tmp_path / "b", ["data/*"]).files == ()


@given(st.text(alphabet="<>/=\"' &;abp!-[]就业12", max_size=80))
def test_no_page_whatever_raises(html: str) -> None:
    read_page(html)


def test_the_command_says_what_differs_and_fails_then_alone(tmp_path: Path) -> None:
    one = _site(tmp_path / "a", plan=PAGE.format(figure=1, more=""))
    other = _site(tmp_path / "b", plan=PAGE.format(figure=2, more=""))
    run = CliRunner().invoke
    assert run(app, ["compare-sites", str(one), str(one)]).exit_code == 0
    told = run(app, ["compare-sites", str(one), str(other)])
    assert told.exit_code == 1
    assert "plan/index.html：文字、数字不同" in told.output
    assert "+完成 2 人" in told.output
    nowhere = run(app, ["compare-sites", str(one), str(tmp_path / "none"), "--lang", "en"])
    assert nowhere.exit_code == 1
    assert "is not a folder" in nowhere.output

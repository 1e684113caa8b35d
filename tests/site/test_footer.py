"""Below every page stands who runs the site; a wrong address leads on to a search, in both languages."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from site_build import settings
from site_build.settings import Settings, SettingsError
from site_build.site.footer import contact_link, footers
from tests import hostile, page_tree


def test_the_publisher_and_the_contact_are_said_where_they_are_set() -> None:
    found = footers(Settings(publisher="虚构机关", contact="desk@example.org"))
    assert found["zh"]["lines"] == [
        "本站由虚构机关开办。",
        '联系：<a href="mailto:desk@example.org">desk@example.org</a>',
    ]
    assert found["en"]["links"][0] == ("en/about/", "About this site")  # type: ignore[index]
    assert footers(Settings())["zh"]["lines"] == []


@pytest.mark.parametrize("contact", [*hostile.TEXTS, *hostile.ADDRESSES, "a@b@c", 'a"@b', 'a@b" onclick=x'])
def test_a_contact_ends_no_attribute_and_runs_nothing(contact: str) -> None:
    soup = BeautifulSoup(f"<p>{contact_link(contact)}</p>", "html.parser")
    assert {element.name for element in soup.find_all(True)} <= {"p", "a"}
    for link in soup.find_all("a"):
        assert set(link.attrs) == {"href"}
        assert str(link["href"]).startswith(("https://", "http://", "mailto:"))
    assert soup.get_text() == contact


def test_every_page_leads_to_the_page_about_the_site_and_tells_its_plans_last_change(site: Path) -> None:
    for path in sorted(site.rglob("index.html")):
        inside = path.relative_to(site)
        if inside.parts[0] in {"embed", "releases"} or "embed" in inside.parts:
            continue
        (footer,) = page_tree.read(path).find_class("mz-footer")
        assert footer.tag == "footer", inside
        about = footer.xpath(".//a/@href")[0]
        folder = "en/about" if inside.parts[0] == "en" else "about"
        assert (path.parent / str(about)).resolve() == (site / folder).resolve(), inside
    plan = (site / "dongyuan-hrss-14" / "index.html").read_text(encoding="utf-8")
    assert "这个规划的数据最近一次公布：" in plan


def test_a_wrong_address_leads_to_a_search_in_both_languages(site: Path) -> None:
    soup = BeautifulSoup((site / "404.html").read_text(encoding="utf-8"), "html.parser")
    forms = [str(form["action"]) for form in soup.select("form.mz-lost")]
    assert [form.strip("/") for form in forms] == ["search", "en/search"]
    assert [section["lang"] for section in soup.select("article section")] == ["zh", "en"]


@pytest.mark.parametrize("line", ["publisher = 7", 'contact = "a\\nb"', f'publisher = "{"x" * 201}"'])
def test_a_publisher_is_one_line_of_words(tmp_path: Path, line: str) -> None:
    (tmp_path / settings.FILE).write_text(line + "\n", encoding="utf-8")
    with pytest.raises(SettingsError):
        settings.read(tmp_path)

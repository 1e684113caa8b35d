"""Whatever an id or an address holds, it ends no attribute, no link and no front matter."""

import re

import markdown
import pytest
import yaml
from bs4 import BeautifulSoup
from markupsafe import Markup

from site_build.pages.writer import (
    anchor,
    front_matter,
    relative_address,
    relative_link,
    web_address,
)
from tests import hostile
from tests.conftest import ROOT

EXTENSIONS = ["attr_list", "md_in_html", "tables"]
IDS = [hostile.NAME, hostile.attacked_id("a"), *hostile.TEXTS, *hostile.ADDRESSES]


@pytest.mark.parametrize("name", IDS)
def test_an_id_ends_no_attribute_and_no_link(name: str) -> None:
    path = f"{name}/index.md"
    for address in (relative_link("a/index.md", path), relative_address("a/index.md", path), anchor(name)):
        assert isinstance(address, Markup)
        assert not re.search(r"[\s\"'<>()\[\]{}]", address)
    html = markdown.markdown(
        f"# x {{: #{anchor(name)} }}\n\n[x]({relative_link('a/index.md', f'b/index.md#{name}')})",
        extensions=EXTENSIONS,
    )
    soup = BeautifulSoup(html, "html.parser")
    assert {key for element in soup.find_all(True) for key in element.attrs} <= {"id", "href"}
    assert len(soup.find_all(True)) == 3


@pytest.mark.parametrize(
    "url", [*hostile.ADDRESSES, "https://example.org/a(b", "https://example.org/a_b_c*d*)"]
)
def test_an_address_of_data_leads_to_the_web_or_nowhere(url: str) -> None:
    target = web_address(url)
    html = markdown.markdown(f"[x]({target})" if target else "x", extensions=EXTENSIONS)
    soup = BeautifulSoup(html, "html.parser")
    assert soup.get_text().strip() == "x"
    links = soup.find_all("a")
    assert all(link["href"] == url and url.startswith("https://") for link in links)
    assert not {key for element in soup.find_all(True) for key in element.attrs} - {"href"}


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_front_matter_is_read_back_whatever_a_title_holds(text: str) -> None:
    for value in (text, text + "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF, 0xFEFF)))):
        read = yaml.safe_load(f"title: {front_matter(value)}\nlanguage: zh\n")
        assert read["language"] == "zh"
        assert BeautifulSoup(read["title"], "html.parser").get_text().split() == value.split()
        joined = yaml.safe_load(f"title: {front_matter(Markup('x') + value)}")
        assert joined["title"] == yaml.safe_load(f"title: {front_matter('x' + value)}")["title"]


def test_every_list_of_attributes_in_a_template_takes_its_id_through_the_filter() -> None:
    ours = {"day.isoformat()", "table.name | replace('_', '-')", "loop.index", "kind | replace('_', '-')"}
    for path in sorted((ROOT / "site_build" / "pages" / "templates").glob("*.j2")):
        for found in re.finditer(r"\{:([^}]|\}\})*?\{\{(.*?)\}\}", path.read_text(encoding="utf-8")):
            value = found[2].strip()
            assert value.endswith("| anchor") or value in ours, f"{path.name}: {value}"


def test_every_link_of_a_template_leads_into_the_tree_or_through_the_filter_for_addresses() -> None:
    for path in sorted((ROOT / "site_build" / "pages" / "templates").glob("*.j2")):
        text = path.read_text(encoding="utf-8")
        for found in re.finditer(r"(?:\]\(|href=\"|src=\")\{\{(.*?)\}\}", text):
            value = found[1].strip()
            assert (
                value.startswith(("to(", "href(")) or value.endswith("| web_address") or value in OUR_TARGETS
            ), f"{path.name}: {value}"


# What has passed the filter or comes from the settings and is quoted there.
OUR_TARGETS = {"address", "address | e", "canonical", "embed_link", "home"}

"""What shows where a page is shared: with an address of the site an image, without one none."""

import struct
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from site_build.build import make_site
from site_build.data import package
from tests.data.rules import fictional

AS_OF = date(2026, 11, 24)
URL = "https://example.org/county/"
PAGE = "fictional-package/indicators/fictional-cumulative"
NAME = '虚构 "累计" 数 & 其他'


@pytest.fixture(scope="module")
def online(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site that knows its address."""
    root = tmp_path_factory.mktemp("online")
    (root / "mingzhang.toml").write_text(f'url = "{URL}"\n', encoding="utf-8")
    data = root / "datapackage"
    data.mkdir()
    fictional.write(data)
    cell = NAME.replace('"', '""')
    fictional.swap("indicators.csv", "虚构累计数", f'"{cell}"')(data / fictional.NAME)
    plans = package.read_all(package.find(data))
    out = root / "site"
    warnings = make_site(
        root, plans, AS_OF, out=out, docs=root / "build", data=data, strict=True, report=lambda _: None
    )
    assert not warnings
    return out


def _meta(page: Path) -> dict[str, str]:
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    found = {}
    for element in soup.select("meta[property], meta[name]"):
        found[str(element.get("property") or element.get("name"))] = str(element["content"])
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "image", "locale"),
    [
        (PAGE, f"{PAGE}.zh.png", "zh_CN"),
        (f"en/{PAGE}", f"{PAGE}.en.png", "en_GB"),
        ("fictional-package", "fictional-package/plan.zh.png", "zh_CN"),
        ("fictional-package/data", "fictional-package/plan.zh.png", "zh_CN"),
        (".", "site.zh.png", "zh_CN"),
        ("en/methodology", "site.en.png", "en_GB"),
    ],
)
def test_every_page_names_the_address_of_an_image_that_is_there(
    online: Path, path: str, image: str, locale: str
) -> None:
    meta = _meta(online / path / "index.html")
    address = f"{URL}assets/share/{image}"
    assert meta["og:image"] == meta["twitter:image"] == address
    assert meta["twitter:card"] == "summary_large_image"
    assert meta["og:url"] == (URL if path == "." else f"{URL}{path}/")
    assert meta["og:locale"] == locale
    assert {locale, meta["og:locale:alternate"]} == {"zh_CN", "en_GB"}
    assert meta["og:type"] == ("website" if path == "." else "article")
    assert meta["og:description"] == meta["description"] == meta["twitter:description"]
    picture = (online / address.removeprefix(URL)).read_bytes()
    size = struct.unpack(">II", picture[16:24])
    assert size == (int(meta["og:image:width"]), int(meta["og:image:height"])) == (1200, 630)


@pytest.mark.slow
def test_a_title_with_signs_of_markup_arrives_as_it_is(online: Path) -> None:
    meta = _meta(online / PAGE / "index.html")
    assert meta["og:title"] == meta["twitter:title"] == NAME
    assert NAME in meta["og:description"]


@pytest.mark.slow
def test_the_pictures_and_the_paper_name_the_address(online: Path) -> None:
    chart = (online / "data/fictional-package/charts/fictional-cumulative.zh.svg").read_text("utf-8")
    assert f"{URL}{PAGE}/" in chart
    soup = BeautifulSoup((online / PAGE / "index.html").read_text("utf-8"), "html.parser")
    line = soup.select_one("article .mz-printed, .md-content .mz-printed")
    assert line is not None
    assert line.get_text() == f"明账 · {URL}{PAGE}/ · 按截至2026年11月24日已公布的数字评判"


def test_without_an_address_of_the_site_no_image_is_named(site: Path) -> None:
    for path in ("index.html", "dongyuan-hrss-14/indicators/urban-new-employment/index.html"):
        meta = _meta(site / path)
        assert meta["og:title"]
        assert meta["twitter:card"] == "summary"
        assert not {"og:image", "og:url", "twitter:image"} & set(meta)


def test_every_indicator_page_offers_its_chart_and_its_image(site: Path) -> None:
    for page in (site / "dongyuan-hrss-13/indicators").glob("*/index.html"):
        name = page.parent.name
        links = {
            str(link["href"]).split("/")[-1]
            for link in BeautifulSoup(page.read_text("utf-8"), "html.parser").select("#download + ul a")
        }
        assert {f"{name}.{kind}" for kind in ("csv", "xlsx", "json", "zh.svg", "zh.png")} <= links
        assert (site / f"assets/share/dongyuan-hrss-13/indicators/{name}.zh.png").is_file()

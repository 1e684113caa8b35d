"""The real site as a whole: every link resolves, no page needs another host, the data is all there."""

import csv
import hashlib
import io
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlparse

import pytest

from site_build.data.model import Plan
from tests import page_tree

CONTACTING = {"link": "href", "script": "src", "img": "src", "iframe": "src", "source": "src", "use": "href"}


def _pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_every_link_of_every_page_resolves(site: Path) -> None:
    trees = {page: page_tree.read(page) for page in _pages(site)}
    anchors = {page: set(tree.xpath("//@id")) for page, tree in trees.items()}
    broken = []
    for page, tree in trees.items():
        if page.name == "404.html":
            continue
        base = "/" + page.relative_to(site).as_posix()
        for address in tree.xpath("//a/@href"):
            if urlparse(address).scheme:
                continue
            path, fragment = urldefrag(urljoin(base, address))
            target = site / unquote(path).lstrip("/")
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file() or (
                fragment and target in anchors and unquote(fragment) not in anchors[target]
            ):
                broken.append((base, address))
    assert not broken


def test_no_page_and_no_stylesheet_contacts_another_host(site: Path) -> None:
    foreign = []
    for page in _pages(site):
        tree = page_tree.read(page)
        for tag, attribute in CONTACTING.items():
            for element in tree.iter(tag):
                address = element.get(attribute, "")
                if urlparse(address).netloc and element.get("rel") != "canonical":
                    foreign.append((page.name, address))
    for sheet in site.rglob("*.css"):
        foreign += [
            (sheet.name, found)
            for found in re.findall(r"url\(\s*['\"]?(?:https?:)?//[^)]*", sheet.read_text("utf-8"))
        ]
    assert not foreign


# “None of them …” is English; “None” where a value should be is a hole.
HOLE = re.compile(r"(?<![A-Za-z])(?:None(?! [a-z])|NaN|nan|undefined|\{%|Sentence\(|Markup\()(?![A-Za-z])")


def test_no_page_shows_a_hole_in_the_program(site: Path) -> None:
    for page in _pages(site):
        for article in page_tree.read(page).iter("article"):
            assert not HOLE.search(page_tree.text(article, " ")), page
            for heading in article.iter("h1", "h2", "h3"):
                assert page_tree.text(heading).strip(), f"empty heading in {page}"


def test_the_fourteenth_plans_indicators_can_be_taken_away_as_printed(site: Path) -> None:
    rows = _rows(site / "data/dongyuan-hrss-14/indicators.csv")
    assert len(rows) == 18
    by_number = {row["number"]: row for row in rows}
    printed = {
        "1": ("[2.56]", "[1.75]"), "2": ("96.8", "97"), "3": ("99", "稳定在95以上"), "4": ("3.72", "3.8"),
        "5": ("4.76", "5.7"), "6": ("85.2", "保持稳定"), "7": ("70", "保持稳定"), "8": ("5102", "5490"),
        "9": ("611", "649"), "10": ("[308]", "[821]"), "11": ("0.14", "0.4"), "12": ("[722]", "[1000]"),
        "13": ("[827]", "[2000]"), "14": ("[100]", "[600]"), "15": ("79", ">70"), "16": ("99", ">96"),
        "17": ("100", ">96"), "18": ("50", "53"),
    }  # fmt: skip
    assert {n: (row["baseline_text"], row["target_text"]) for n, row in by_number.items()} == printed


def test_the_thirteenth_plans_results_are_judged_with_the_printed_figures(site: Path) -> None:
    rows = {row["number"]: row for row in _rows(site / "data/dongyuan-hrss-13/progress.csv")}
    assert len(rows) == 15
    results = {
        "1": ("2.4", "2.56", "106%"), "2": ("3", "2.55", "—"), "3": ("90", "96.8", "107.5%"),
        "4": ("3.45", "3.72", "107.9%"), "5": ("3.9", "4.76", "122%"), "6": ("4.2", "4.48", "107%"),
        "7": ("98", "99", "101%"), "8": ("0.53", "0.5102", "96.3%"), "9": ("", "", "—"),
        "10": ("2", "2.6", "130%"),
        "11": ("98.5", "100", "101%"), "12": ("75", "79", "105%"), "13": ("95", "99", "104%"),
        "14": ("96", "100", "104%"), "15": ("95", "99", "104%"),
    }  # fmt: skip
    assert {
        n: (row["target_value"], row["latest_value"], row["stated_completion"]) for n, row in rows.items()
    } == results
    statuses = {n: row["status"] for n, row in rows.items()}
    assert statuses == dict.fromkeys(results, "achieved") | {"8": "missed", "9": "not_assessable"}
    assert rows["8"]["completion_rate"] == "96.26"


def test_the_fourteenth_plan_is_not_reported_throughout(site: Path) -> None:
    rows = _rows(site / "data/dongyuan-hrss-14/progress.csv")
    assert [row["status"] for row in rows] == ["not_reported"] * 18


def test_the_published_files_open_in_a_spreadsheet_and_match_their_sums(
    site: Path, plans: tuple[Plan, ...]
) -> None:
    for plan in plans:
        folder = site / "data" / plan.id
        for sheet in (*folder.glob("*.csv"), *folder.glob("indicators/*.csv")):
            data = sheet.read_bytes()
            assert data.startswith(b"\xef\xbb\xbf"), sheet
            assert b"\n" not in data.replace(b"\r\n", b""), sheet
        sums = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
        assert sums
        for line in sums:
            digest, name = line.split(maxsplit=1)
            assert hashlib.sha256((folder / name.lstrip("*")).read_bytes()).hexdigest() == digest


@pytest.mark.slow
def test_frictionless_accepts_the_sources_the_published_files_and_the_unzipped_package(
    site: Path, plans: tuple[Plan, ...], tmp_path: Path
) -> None:
    from frictionless import validate

    root = Path(__file__).resolve().parent.parent.parent
    for plan in plans:
        with zipfile.ZipFile(site / "data" / plan.id / f"{plan.id}.zip") as archive:
            archive.extractall(tmp_path / plan.id)
        unzipped = next((tmp_path / plan.id).rglob("datapackage.json"))
        for descriptor in (
            root / "datapackage" / plan.id / "datapackage.json",
            site / "data" / plan.id / "datapackage.json",
            unzipped,
        ):
            report = validate(str(descriptor))
            assert report.valid, report.flatten(["resourceName", "rowNumber", "fieldName", "note"])

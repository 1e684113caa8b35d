"""What the browser is given to make charts interactive."""

import gzip
import json
import re

import pytest

from site_build.charts.vega import bundle, bundle_path, document
from site_build.site import theme
from tests.charts.vega.fictional import SHAPES, a_chart


@pytest.fixture(scope="module")
def text() -> str:
    return bundle()


def test_the_bundle_bears_its_version_and_licence(text: str) -> None:
    version = re.fullmatch(r"assets/vega/vega-(\d+\.\d+\.\d+)\.js", bundle_path())
    assert version is not None
    assert text.startswith(f"/*! Vega {version[1]},")
    assert "BSD 3-Clause" in (theme.ASSETS / "vega" / "LICENSE.txt").read_text("utf-8")


def test_the_bundle_is_a_module_that_names_no_other_host(text: str) -> None:
    exported = re.search(r"export\{([^}]*)\};?\s*$", text)
    assert exported is not None
    assert {part.split(" as ")[-1] for part in exported[1].split(",")} == {
        "parse",
        "View",
        "expressionInterpreter",
    }
    assert not re.search(r"\bimport\b\s*[({'\"]", text)
    assert set(re.findall(r"https?://[\w.]+", text)) <= {"http://www.w3.org"}


def test_bundle_and_modules_stay_light(text: str) -> None:
    assert len(gzip.compress(text.encode())) < 215_000
    assert len(gzip.compress((theme.ASSETS / "charts" / "loader.js").read_bytes())) < 1_500
    assert len(gzip.compress((theme.ASSETS / "charts" / "live.js").read_bytes())) < 5_000


@pytest.mark.parametrize("name", SHAPES)
def test_a_charts_document_is_vega_with_plain_colours_and_its_two_sizes(name: str) -> None:
    narrow, wide = a_chart(name, "narrow"), a_chart(name, "wide")
    said = json.loads(document(narrow, wide))
    assert "/vega/" in said["$schema"]
    assert "var(" not in json.dumps(said)
    assert said["usermeta"]["sizes"]["narrow"][0] < said["usermeta"]["sizes"]["wide"][0]
    stops = next(table for table in said["data"] if table["name"] == "stops")
    assert stops["values"] == narrow.spec["datasets"]["stops"]

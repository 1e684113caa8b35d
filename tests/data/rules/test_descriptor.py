"""Whatever ``datapackage.json`` says, what is wrong is told with its place in the file, and nothing fails."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_build.data import addresses, package
from site_build.data.rules.descriptor import check_descriptor
from site_build.data.rules.descriptor_text import DEEPEST
from site_build.language import LANGUAGES, load
from site_build.problem import PackageError
from tests.conftest import ROOT
from tests.data.rules import fictional

TEXT = json.dumps(fictional.descriptor(), ensure_ascii=False)
WRONG: tuple[object, ...] = (7, 1.5, True, None, [], {}, [[]], [None], ["x", 1], {"x": 1})
# Every value that is read, and where.
READ = [
    *("$schema", "name", "id", "title", "description", "version", "created", "homepage", "keywords"),
    *("licenses", "licenses.0", "licenses.0.name", "licenses.0.title", "licenses.0.path"),
    *("sources", "sources.0", "sources.0.title", "contributors", "contributors.0", "contributors.0.title"),
    *("contributors.0.roles", "plan", "plan.title_en", "plan.period", "plan.period.start", "plan.period.end"),
    *("plan.baseline", "plan.authority", "plan.authority_en", "plan.document_number", "plan.adopted"),
    *("plan.jurisdiction", "plan.jurisdiction.name", "plan.jurisdiction.name_en", "plan.jurisdiction.code"),
    *("plan.predecessor", "resources", "resources.0", "resources.0.name", "resources.0.path"),
    "resources.0.schema",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The minimal package, unbroken."""
    return fictional.write(tmp_path)


def _written(folder: Path, text: str | bytes) -> dict[str, str | None]:
    """Codes of the problems of the package with that descriptor, by code the place in the file."""
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    (folder / "datapackage.json").write_bytes(raw)
    _, problems = check_descriptor(folder, folder.name)
    for one in problems:
        for language in LANGUAGES:
            said = load(language).render(one.message) + load(language).render(one.remedy)
            said.encode("utf-8")
            assert len(said) < 2_000
            (one.field or "").encode("utf-8")
    return {one.code: one.field for one in problems if one.file == "datapackage.json"}


def _with(path: str, value: object) -> dict[str, Any]:
    """The descriptor with another value at a place, which is made where it is not."""
    document: Any = {
        "sources": [{"title": "x"}],
        "contributors": [{"title": "x", "roles": ["x"]}],
        "keywords": ["x"],
        **json.loads(TEXT),
    }
    here, *steps = document, *path.split(".")
    for step in steps[:-1]:
        here = here[int(step)] if isinstance(here, list) else here[step]
    last = steps[-1]
    here[int(last) if isinstance(here, list) else last] = value
    return document  # type: ignore[no-any-return]


def test_a_value_of_another_kind_is_a_problem_at_its_place(folder: Path) -> None:
    for path in READ:
        for wrong in WRONG:
            if (path, wrong) in NO_HARM or (
                path in {"keywords", "sources", "contributors", "contributors.0.roles"} and wrong == []
            ):
                continue
            found = _written(folder, json.dumps(_with(path, wrong)))
            assert found, (path, wrong)
            shown = path.replace(".0", "[0]")
            assert any(
                (place or "resources").startswith((shown, "resources", "schema")) for place in found.values()
            ), (path, wrong, found)


# Where a value may be left out, null says that it is; an object of nothing says nothing.
NO_HARM: list[tuple[str, object]] = [
    ("plan.baseline", None),
    ("plan.adopted", None),
    ("sources.0", {}),
    ("sources.0", {"x": 1}),
    ("contributors.0", {}),
    ("contributors.0", {"x": 1}),
]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        (TEXT.replace('"1.0.0"', "NaN"), "number", "version"),
        (TEXT.replace('"1.0.0"', "-Infinity"), "number", "version"),
        (TEXT.replace('"1.0.0"', "1e999"), "digits", "version"),
        (TEXT.replace('"1.0.0"', "9" * 5_000), "digits", "version"),
        (TEXT.replace('"1.0.0"', '{"a": [0, ' + "9" * 5_000 + "]}"), "digits", "version.a[1]"),
        (TEXT.replace('"虚构机关"', '"虚\\u0000构"'), "control-character", "plan.authority"),
        (TEXT.replace('"虚构机关"', '"虚\\ud800构"'), "control-character", "plan.authority"),
        (TEXT.replace('"虚构机关"', '"虚\\u202e构"'), "control-character", "plan.authority"),
        (TEXT.replace('"虚构机关"', '"虚\\u0085构"'), "control-character", "plan.authority"),
        (TEXT.replace('"虚构机关"', '"虚\\uffff构"'), "control-character", "plan.authority"),
        (TEXT.replace('"虚构机关"', '"<b>虚构</b>"'), "html", "plan.authority"),
        (TEXT.replace('"虚构机关"', json.dumps("虚" * 3_000)), "cell-too-long", "plan.authority"),
        (TEXT.replace('"虚构机关"', json.dumps("w" * 1_600)), "word-too-long", "plan.authority"),
        (TEXT.replace('"version"', '"ver\\u200bsion"'), "control-character", "ver\u200bsion"),
        (TEXT.replace('"version"', '"version": "1", "version"'), "key-repeated", "version"),
        (TEXT.replace('"start"', '"end": "2025-12-31", "start"'), "key-repeated", "plan.period.end"),
        (TEXT.replace("2025-12-31", "9999-12-31"), "descriptor-value", "plan.period.end"),
        (TEXT.replace("2021-01-01", "0001-01-01"), "descriptor-value", "plan.period.start"),
        (TEXT.replace("2025-12-31", "2020-12-31"), "descriptor-value", "plan.period.end"),
        (TEXT.replace("2021-01-01", "2021-02-30"), "descriptor-value", "plan.period.start"),
        (TEXT.replace('"1.0.0"', "[" * 100_000 + "]" * 100_000), "descriptor", None),
        (TEXT.replace('"1.0.0"', "[" * (DEEPEST + 2) + "]" * (DEEPEST + 2)), "descriptor", "version"),
        (TEXT + " " * 1_000_001, "descriptor", None),
        (TEXT.encode("utf-16"), "descriptor", None),
        (b"", "descriptor", None),
        ("[]", "descriptor", None),
        ("null", "descriptor", None),
    ],
)
def test_what_is_no_text_no_number_or_no_end_is_told_with_its_place(
    folder: Path, text: str | bytes, code: str, place: str | None
) -> None:
    found = _written(folder, text)
    assert code in found
    assert (found[code] or "").startswith(place or "")
    with pytest.raises(PackageError):
        package.read(folder)


ADDRESSES = (
    "javascript:alert(1)",
    "data:text/html,x",
    "JavaScript:x",
    "//example.org/x",
    "/etc/passwd",
    "../x",
    "file:///x",
)


@pytest.mark.parametrize(
    "path", ["licenses.0.path", "sources.0.path", "contributors.0.path", "homepage", "image", "more.url"]
)
def test_an_address_is_of_the_web_or_a_path_inside_the_package(folder: Path, path: str) -> None:
    document = _with("more", {})
    (folder / "datapackage.json").write_text(json.dumps(document), encoding="utf-8")
    for address in ADDRESSES:
        (folder / "datapackage.json").write_text(TEXT, encoding="utf-8")
        here: Any = document
        for step in path.split(".")[:-1]:
            here = here[int(step)] if isinstance(here, list) else here[step]
        for value, wrong in ((address, True), ("https://example.org/x", False), ("LICENSE.md", False)):
            here[path.rpartition(".")[2]] = value
            assert bool(_written(folder, json.dumps(document))) is wrong, (path, value)


@pytest.mark.parametrize(
    "path", ["a\x00b", "a" * 5_000, "\ud800", "schemas/../../x", "C:x", "x\\y", "loop/x"]
)
def test_a_table_whose_path_is_none_is_outside_or_missing(folder: Path, path: str) -> None:
    (folder / "loop").symlink_to("loop")
    found = _written(folder, json.dumps(_with("resources.0.path", path)))
    assert {"path-outside", "file-missing", "control-character"} & set(found)


NO_IDS = (
    "con",
    "nul",
    "com1",
    "lpt9",
    'x"onmouseover="y',
    "a--b",
    "A",
    "1a",
    "a" * 61,
    "..",
    "a/b",
    "a.b",
    "",
)


def test_a_plan_takes_no_page_s_place_and_no_device_s_name(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    for name in (*addresses.RESERVED, *NO_IDS):
        assert _written(folder, json.dumps(_with("name", name)))["plan-id"] == "name"


def test_of_two_packages_of_one_id_the_second_is_refused(tmp_path: Path) -> None:
    first = fictional.write(tmp_path)
    (tmp_path / "other-name").symlink_to(first, target_is_directory=True)
    folders = package.find(tmp_path)
    assert len(folders) == 2
    assert [one.code for one in package.repeated(folders).values()] == ["package-repeated"]
    with pytest.raises(ExceptionGroup):
        package.read_all(folders)


def test_the_published_descriptors_keep_the_schema() -> None:
    for folder in package.find(ROOT / "datapackage"):
        assert not [one for one in package.check(folder) if one.file == "datapackage.json"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(READ), JSON)
def test_no_value_whatever_raises_anything_but_problems(path: str, value: object) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as parent:
        folder = fictional.write(Path(parent))
        _written(folder, json.dumps(_with(path, value)))
        if not package.check(folder):
            package.read(folder)

"""The examples on the rules' pages are true: the broken one breaks the rule, the mended one keeps it."""

import json
from pathlib import Path

import pytest

from site_build.data import package, schemas
from site_build.data.rules import RULES
from site_build.data.rules.examples import Example, all_examples
from site_build.files import csv_rows
from site_build.language import LANGUAGES, load
from site_build.progress.plausibility import check_plausibility
from tests.data.rules import fictional

EXAMPLES = all_examples()
# The examples speak of what a clerk knows; the test's package has other ids in their place.
NAMES = {
    "fictional-cumulative": "urban-new-employment",
    "fictional-source": "annual-report-2023",
    "fictional-bureau": "hrss-bureau",
    "fictional-ratio": "vocational-mix",
    "fictional-stable": "wages-paid-in-time",
}
TRIED = sorted(code for code, example in EXAMPLES.items() if example.kind != "words")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The fictional package under the examples' ids, its tables in the order of their keys."""
    folder = fictional.write(tmp_path)
    for name in schemas.RESOURCES:
        path = folder / f"{name}.csv"
        text = path.read_text("utf-8")
        for old, new in NAMES.items():
            text = text.replace(old, new)
        path.write_bytes(text.encode())
    return folder


def _try(folder: Path, example: Example, shown: str) -> dict[str, tuple[object, ...]]:
    """Codes of the problems with the example in its place, with the values of their messages."""
    path = folder / example.file
    if example.kind == "json":
        text = json.dumps(fictional.descriptor(), ensure_ascii=False, indent=2)
        pieces = [line.strip() for line in example.mended.split("\n")]
        flat = "\n".join(line.strip() for line in text.split("\n"))
        assert "\n".join(pieces) in flat
        path.write_text(flat.replace("\n".join(pieces), shown), encoding="utf-8")
    elif example.kind == "lines":
        header = "" if example.whole else csv_rows.line(schemas.columns(example.resource))
        path.write_bytes((header + shown).encode())
    else:
        rows = [list(record.cells) for record in csv_rows.split(path.read_text("utf-8"))]
        rows[example.row - 1][rows[0].index(example.column)] = shown
        path.write_bytes("".join(csv_rows.line(row) for row in rows).encode())
    raw, errors = package.load(folder)
    found = (*errors, *check_plausibility(raw))
    return {one.code: one.message.values for one in found}


def test_every_rule_has_an_example_and_a_reason() -> None:
    assert set(EXAMPLES) == {rule.code for rule in RULES}
    for language in LANGUAGES:
        for code, example in EXAMPLES.items():
            assert load(language).has(f"rules.{code}.reason")
            assert load(language).has(f"rules.{code}.broken") == (example.kind == "words")
            assert "{" not in load(language).render(example.message)
            assert load(language).render(example.remedy)


@pytest.mark.parametrize("code", TRIED)
def test_what_the_page_calls_broken_breaks_the_rule_and_is_told_in_the_words_shown(
    folder: Path, code: str
) -> None:
    found = _try(folder, EXAMPLES[code], EXAMPLES[code].broken)
    assert code in found
    said = load("zh").text(f"rules.{code}.message", **dict(found[code]))  # type: ignore[arg-type]
    assert load("zh").render(EXAMPLES[code].message) == said


@pytest.mark.parametrize("code", TRIED)
def test_what_the_page_calls_mended_keeps_the_rule(folder: Path, code: str) -> None:
    assert code not in _try(folder, EXAMPLES[code], EXAMPLES[code].mended)

"""A submitted form becomes the row that was meant, at its place, or says why not."""

import csv
import io
import re
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from site_build.data import package, schemas
from site_build.editing.issue_forms import rows
from site_build.editing.issue_forms.fields import ASK_FOR_DATA, FORMS, REPORT_ERROR, SUBMIT_FIGURE, Form
from site_build.editing.issue_forms.reading import Submission, read
from site_build.editing.issue_forms.rows import FormError, entry
from tests.data.rules import fictional

GIVEN = {
    "plan": fictional.NAME,
    "indicator": "fictional-cumulative",
    "period": "2023",
    "published": "2024-03-01",
    "value": "60",
    "text": "60",
    "status": "final",
    "source": "fictional-source",
    "locator": "虚构页",
}


def body(form: Form, answers: Mapping[str, str]) -> str:
    """The form as GitHub writes it into an issue."""
    parts = []
    for field in form.fields:
        answer = answers.get(field.id, "")
        shown = field.option(answer) if answer in field.options else answer
        parts.append(f"### {field.label}\n\n{shown or '_No response_'}")
    return "\n\n".join(parts)


def _submission(form: Form, answers: Mapping[str, str]) -> Submission:
    found = read(body(form, answers))
    assert found is not None
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The fictional package, with a commitment."""
    folder = fictional.write(tmp_path)
    row = "fictional-promise,虚构承诺,,at_least,5,项,2025,,,,fictional-source,虚构页,虚构概述,,,,\n"
    path = folder / "commitments.csv"
    path.write_bytes(path.read_bytes() + row.encode())
    assert package.check(folder) == ()
    return folder


def test_a_figure_goes_to_its_sorted_place_and_changes_no_other_byte(folder: Path) -> None:
    found = entry(folder, _submission(SUBMIT_FIGURE, GIVEN))
    assert found.problems == ()
    assert found.line == "fictional-cumulative,2023,2024-03-01,60,60,final,,fictional-source,虚构页,,,,,\n"
    assert found.row == 4
    before, after = found.before.decode().split("\n"), found.after.decode().split("\n")
    assert after[:3] + after[4:] == before
    assert found.before == (folder / "observations.csv").read_bytes()


def test_a_figure_of_a_commitment_goes_into_its_own_table(folder: Path) -> None:
    given = GIVEN | {"indicator": "fictional-promise", "note": "一句话", "value": "3", "text": ""}
    found = entry(folder, _submission(SUBMIT_FIGURE, given))
    assert found.problems == ()
    assert found.path.name == "commitment_updates.csv"
    assert found.line == "fictional-promise,2023,2024-03-01,3,,fictional-source,虚构页,,\n"
    # The table has no such columns: what was answered there is told.
    assert {dict(one.values)["answer"] for one in found.remarks} == {"final", "一句话"}


def test_an_error_report_becomes_a_further_row_and_no_edit(folder: Path) -> None:
    given = GIVEN | {"table": "observations", "found": "20", "period": "2021", "value": "21", "text": "21"}
    found = entry(folder, _submission(REPORT_ERROR, given))
    assert found.problems == ()
    assert found.line == "fictional-cumulative,2021,2024-03-01,21,21,revised,,fictional-source,虚构页,,,,,\n"
    assert b"fictional-cumulative,2021,2022-03-01,20,20,final" in found.after


def test_a_figure_in_the_wrong_unit_is_wondered_at_before_it_is_taken(folder: Path) -> None:
    found = entry(folder, _submission(SUBMIT_FIGURE, GIVEN | {"value": "600000", "text": "600000"}))
    assert found.problems == ()
    assert (found.remarks, [one.code for one in found.warnings]) == ((), ["magnitude"])


@pytest.mark.parametrize("given", [{"value": "未见公布", "text": ""}, {"value": "未公布", "text": "未公布"}])
def test_that_nothing_was_published_is_no_row(folder: Path, given: dict[str, str]) -> None:
    with pytest.raises(FormError) as told:
        entry(folder, _submission(SUBMIT_FIGURE, GIVEN | given))
    assert told.value.sentence.key == "issue_forms.error.nothing_published"


def test_a_document_is_known_by_its_title(folder: Path) -> None:
    found = entry(folder, _submission(SUBMIT_FIGURE, GIVEN | {"source": "虚构文件"}))
    assert found.problems == ()
    assert ",fictional-source," in found.line


def test_an_unlisted_document_is_told_once_with_how_it_is_registered(folder: Path) -> None:
    given = GIVEN | {"source": "虚构公报", "url": "https://example.org/x.pdf"}
    found = entry(folder, _submission(SUBMIT_FIGURE, given))
    (problem,) = found.problems
    assert (problem.code, problem.message.key) == ("source", "issue_forms.outcome.unknown_source.message")
    assert found.remarks == ()
    mended = entry(folder, _submission(SUBMIT_FIGURE, given), {"source_id": "fictional-source"})
    assert mended.problems == mended.remarks == ()


def test_what_hands_and_spreadsheets_write_is_understood(folder: Path) -> None:
    given = GIVEN | {"period": "`2023年`", "published": "２０２４/3/1", "value": "６０ "}
    assert (
        entry(folder, _submission(SUBMIT_FIGURE, given)).line
        == entry(folder, _submission(SUBMIT_FIGURE, GIVEN)).line
    )


def test_everything_wrong_is_told_at_once(folder: Path) -> None:
    given = GIVEN | {"period": "去年", "published": "2024-02-30", "value": "60吨", "locator": ""}
    found = entry(folder, _submission(SUBMIT_FIGURE, given))
    assert {(one.code, one.field) for one in found.problems} == {
        ("period", "period"),
        ("date", "published"),
        ("number", "value"),
        ("locator", "locator"),
    }
    assert {one.row for one in found.problems} == {found.row}


def test_a_figure_published_already_is_told_as_twice(folder: Path) -> None:
    given = GIVEN | {"period": "2021", "published": "2022-03-01", "value": "20", "text": "20"}
    assert [one.code for one in entry(folder, _submission(SUBMIT_FIGURE, given)).problems] == [
        "duplicate-key"
    ]


@pytest.mark.parametrize(
    ("form", "change", "key"),
    [
        (SUBMIT_FIGURE, {"plan": "another-plan"}, "other_plan"),
        (SUBMIT_FIGURE, {"indicator": "unknown"}, "unknown_id"),
        (SUBMIT_FIGURE, {"indicator": ""}, "unknown_id"),
        (ASK_FOR_DATA, {"wanted": "什么时候公布？"}, "no_row"),
        (REPORT_ERROR, {"value": "", "text": ""}, "not_a_figure"),
        (REPORT_ERROR, {"table": "projects"}, "not_a_figure"),
    ],
)
def test_what_becomes_no_row_says_why(folder: Path, form: Form, change: dict[str, str], key: str) -> None:
    with pytest.raises(FormError) as told:
        entry(folder, _submission(form, GIVEN | change))
    assert told.value.sentence.key == f"issue_forms.error.{key}"


def test_a_table_with_problems_of_its_own_takes_no_row(folder: Path) -> None:
    path = folder / "observations.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    with pytest.raises(FormError) as told:
        entry(folder, _submission(SUBMIT_FIGURE, GIVEN))
    assert told.value.sentence.key == "issue_forms.error.package"


def test_headings_inside_the_last_answer_belong_to_it() -> None:
    note = f"见附件\n\n### {SUBMIT_FIGURE.fields[4].label}\n\n99"
    assert _submission(SUBMIT_FIGURE, GIVEN | {"note": note}).answers == GIVEN | {"note": note}


BODIES = st.lists(
    st.sampled_from([f"### {field.label}" for form in FORMS for field in form.fields])
    | st.sampled_from(
        ["", "_No response_", "```", "~~~", "<!--", "-->", "> ###", "- ###", "<div>", "===", "\t"]
    )
    | st.text(max_size=12),
    max_size=30,
).map("\n".join)


@given(st.text() | BODIES)
def test_no_text_whatever_raises_in_reading(text: str) -> None:
    found = read(text)
    if found is not None:
        assert found.form in FORMS
        assert set(found.answers) <= {field.id for field in found.form.fields}


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(BODIES, st.dictionaries(st.sampled_from(sorted(GIVEN)), st.text(max_size=8) | st.just("\n### x")))
def test_no_submission_whatever_raises_anything_but_a_reason(text: str, change: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = fictional.write(Path(parent))
        for submission in (read(text), Submission(SUBMIT_FIGURE, {**GIVEN, **change})):
            if submission is None:
                continue
            try:
                found = entry(folder, submission)
            except FormError:
                continue
            assert found.problems or package.load(folder, {"observations.csv": found.after})[1] == ()


# Cells that keep every rule.  Headings and the hosts' words for nothing are the forms' own language.
LETTERS = st.characters(codec="gb18030", categories=["L", "P", "S", "Zs"], exclude_characters="\u3000\u00a0#")
WORD = (
    st.text(LETTERS | st.sampled_from("0123456789"), max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text[:1] not in {"=", "+", "-", "@"} and not any(sign in text for sign in "<&:"))
)
FIGURES = st.decimals(0, 10**6, places=2).map(lambda value: format(value.normalize(), "f"))
FIGURE = st.tuples(FIGURES, WORD).map(lambda pair: (pair[0], f"{pair[0]} {pair[1]}".strip()))


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@example("2023", "2025-06-01", ("1", "1 None"), "final", "None", "None", "None")
@example("2023", "2025-06-01", ("1", "1 NA"), "final", "null", "N/A", "无")
@given(
    st.sampled_from(["2023", "2023-H1", "2024-Q4", "2025-06"]),
    st.dates(date(2025, 6, 1)).map(str),
    FIGURE,
    st.sampled_from(["final", "provisional", "revised"]),
    WORD,
    WORD.filter(bool),
    st.lists(WORD, max_size=3).map(lambda words: "\n".join(words).strip()),
)
def test_a_form_filled_in_with_any_valid_row_comes_back_as_that_row(
    period: str, published: str, figure: tuple[str, str], status: str, rate: str, locator: str, note: str
) -> None:
    row = ("fictional-stable", period, published, *figure, status, rate, "fictional-source", locator, note)
    later = len(schemas.defaults("observations"))
    given = dict(zip(schemas.columns("observations"), (*row, *[""] * later), strict=True))
    # A cell is one line: the lines that were typed are put together.
    row = (*row[:-1], re.sub(r"\s*[\r\n]+\s*", " ", note), *[""] * later)
    with tempfile.TemporaryDirectory() as parent:
        folder = fictional.write(Path(parent))
        path = folder / "observations.csv"
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerow(row)
        whole = path.read_bytes() + out.getvalue().encode()
        renamed = {"indicator_id": "indicator", "source_id": "source"}
        answers = {"plan": fictional.NAME} | {renamed.get(name, name): cell for name, cell in given.items()}
        found = entry(folder, _submission(SUBMIT_FIGURE, answers))
        assert found.line == out.getvalue()
        assert found.after == whole
        assert found.problems == ()


def test_every_table_that_a_form_fills_has_the_id_first() -> None:
    for measured, resource in rows.TABLES.items():
        assert schemas.columns(resource)[0] == f"{measured.removesuffix('s')}_id"

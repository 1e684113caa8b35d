"""Each rule has a package that breaks just it, and says where and how to mend it."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_build.data import package, schemas
from site_build.data.rules import RULES
from site_build.files import csv_rows
from site_build.language import LANGUAGES, load
from site_build.problem import PackageError, Problem
from tests.data.rules import fictional
from tests.data.rules.fictional import Mutation, data, describe, swap

OBSERVED = "observations.csv"
FIRST = "fictional-cumulative,2021,2022-03-01,20,20,final"
LINE = "fictional-cumulative,2021,2022-03-01,20,20,final,,fictional-source,虚构页,,,,,\n"


def _drop(document: dict[str, Any], name: str) -> None:
    document["resources"] = [row for row in document["resources"] if row["name"] != name]


def _path(document: dict[str, Any], path: str) -> None:
    document["resources"][0]["path"] = path


def _rows(file: str, line: str) -> Mutation:
    return data(file, lambda found: found + f"{line}\n".encode())


PERSONAL = (
    "110101199003078515",
    "13800000000",
    "138-0000-0000",
    "+86 13800000000",
    "0762-8831234",
    "a.b@example.org",
)


BROKEN: list[tuple[str, Mutation, str, int | None, str | None]] = [
    ("descriptor", data("datapackage.json", lambda found: found[:-5]), "datapackage.json", 1, None),
    ("descriptor-value", describe(lambda d: d.pop("licenses")), "datapackage.json", None, "licenses"),
    (
        "key-repeated",
        data(
            "datapackage.json", lambda d: d.replace(b'"plan": {', b'"plan": {"title_en": "", "title_en": "",')
        ),
        "datapackage.json",
        None,
        "plan.title_en",
    ),
    ("plan-id", describe(lambda d: d.update(name="fictional--package")), "datapackage.json", None, "name"),
    ("resource-missing", describe(lambda d: _drop(d, "facts")), "datapackage.json", None, "resources"),
    (
        "resource-unknown",
        describe(lambda d: d["resources"].append({"name": "more", "path": "more.csv"})),  # type: ignore[attr-defined]
        "datapackage.json",
        None,
        "resources",
    ),
    ("path-outside", describe(lambda d: _path(d, "../themes.csv")), "datapackage.json", None, "path"),
    ("path-outside", describe(lambda d: _path(d, "/etc/passwd")), "datapackage.json", None, "path"),
    ("file-missing", lambda folder: (folder / "facts.csv").unlink(), "datapackage.json", None, "path"),
    ("not-text", data("facts.csv", lambda _: b"PK\x03\x04\x14\x00"), "facts.csv", None, None),
    ("not-text", data("facts.csv", lambda d: d + b"\x00"), "facts.csv", None, None),
    ("too-large", data("facts.csv", lambda d: d + b",,,,,,\n" * 50_001), "facts.csv", None, None),
    ("too-large", data("facts.csv", lambda d: d + b"x" * 11_000_000), "facts.csv", None, None),
    (
        "encoding",
        data("departments.csv", lambda d: d.decode("utf-8").encode("gbk")),
        "departments.csv",
        2,
        None,
    ),
    ("byte-order-mark", data(OBSERVED, lambda d: b"\xef\xbb\xbf" + d), OBSERVED, 1, None),
    ("line-endings", data(OBSERVED, lambda d: d.replace(b"\n", b"\r\n")), OBSERVED, 1, None),
    ("last-newline", data(OBSERVED, lambda d: d[:-1]), OBSERVED, 4, None),
    ("last-newline", data("facts.csv", lambda d: d[:-1]), "facts.csv", 1, None),
    (
        "merge-conflict",
        swap(OBSERVED, LINE, f"<<<<<<< HEAD\n{LINE}=======\n>>>>>>> correction\n"),
        OBSERVED,
        2,
        None,
    ),
    ("line-break", swap(OBSERVED, "虚构页,,,,,\n", '虚构页,"\n'), OBSERVED, 2, "note"),
    ("line-break", swap("departments.csv", "虚构局", '"虚构\n局"'), "departments.csv", 2, "name"),
    ("empty-file", data("facts.csv", lambda _: b""), "facts.csv", 1, None),
    (
        "column-unknown",
        data("facts.csv", lambda d: d.replace(b"locator", b"locator,colour")),
        "facts.csv",
        1,
        "colour",
    ),
    ("column-missing", data("facts.csv", lambda d: d.replace(b",locator", b"")), "facts.csv", 1, "locator"),
    (
        "column-duplicate",
        data("facts.csv", lambda d: d.replace(b"locator", b"locator,unit")),
        "facts.csv",
        1,
        "unit",
    ),
    (
        "column-order",
        data("facts.csv", lambda d: d.replace(b"value,unit", b"unit,value")),
        "facts.csv",
        1,
        "unit",
    ),
    ("cell-count", swap(OBSERVED, "虚构页,,,,,\n", "虚构页,,,,,,\n"), OBSERVED, 2, None),
    ("blank-row", data(OBSERVED, lambda d: d + b",,,,,,,,,\n"), OBSERVED, 5, None),
    ("control-character", swap("departments.csv", "虚构局", "虚\u202e构局"), "departments.csv", 2, "name"),
    ("html", swap("departments.csv", "虚构局", "<b>虚构局</b>"), "departments.csv", 2, "name"),
    ("html", swap("departments.csv", "虚构局", "虚构局&lt;"), "departments.csv", 2, "name"),
    ("cell-too-long", swap("indicators.csv", ",人,", f",{'人' * 41},"), "indicators.csv", 2, "unit"),
    ("cell-too-long", swap("departments.csv", "虚构局", "局" * 301), "departments.csv", 2, "name"),
    ("word-too-long", swap(OBSERVED, "虚构页", "w" * 201), OBSERVED, 2, "locator"),
    ("surrounding-space", swap("departments.csv", "虚构局", "虚构局\u3000"), "departments.csv", 2, "name"),
    ("full-width", swap(OBSERVED, ",20,20,", ",２0,20,"), OBSERVED, 2, "value"),
    ("full-width", swap("indicators.csv", "[90]", "[９0]"), "indicators.csv", 2, "baseline_text"),
    ("formula", swap("departments.csv", "虚构局", "=1+1"), "departments.csv", 2, "name"),
    ("formula", swap("departments.csv", "虚构局", "@SUM(A1)"), "departments.csv", 2, "name"),
    ("excel-date", swap(OBSERVED, "2022-03-01", "2022/3/1"), OBSERVED, 2, "published"),
    ("excel-date", swap("indicators.csv", "2025", "2025年"), "indicators.csv", 2, "target_period"),
    ("number", swap(OBSERVED, ",20,20,", ",2e1,20,"), OBSERVED, 2, "value"),
    ("number", swap(OBSERVED, ",20,20,", ",NaN,20,"), OBSERVED, 2, "value"),
    ("number", swap(OBSERVED, ",20,20,", ",20人,20,"), OBSERVED, 2, "value"),
    ("digits", swap(OBSERVED, ",20,20,", ",20.0000000000000001,20,"), OBSERVED, 2, "value"),
    ("date", swap(OBSERVED, "2022-03-01", "2022-02-30"), OBSERVED, 2, "published"),
    ("period", swap(OBSERVED, "cumulative,2021,", "cumulative,2021-Q5,"), OBSERVED, 2, "period"),
    ("source", swap(OBSERVED, "fictional-source", ""), OBSERVED, 2, "source_id"),
    ("locator", swap(OBSERVED, "虚构页", ""), OBSERVED, 2, "locator"),
    ("required", swap("departments.csv", "虚构局", ""), "departments.csv", 2, "name"),
    ("choice", swap(OBSERVED, "final", "finished"), OBSERVED, 2, "status"),
    ("id", swap("departments.csv", "fictional-bureau", "Fictional_bureau"), "departments.csv", 2, "id"),
    ("id", swap("departments.csv", "fictional-bureau", "nul"), "departments.csv", 2, "id"),
    ("id", swap("departments.csv", "fictional-bureau", "a" * 61), "departments.csv", 2, "id"),
    ("id", swap("departments.csv", "fictional-bureau", "a--b-"), "departments.csv", 2, "id"),
    ("url", swap("sources.csv", ",2021-01-01,,", ",2021-01-01,ftp:here,"), "sources.csv", 2, "url"),
    *(
        (
            "stored-copy",
            swap("sources.csv", ",2021-01-01,,,,", f",2021-01-01,,,{cell},"),
            "sources.csv",
            2,
            "stored_copy",
        )
        for cell in (
            "年报.pdf",
            "documents/there-is-none.pdf",
            "documents/../sources.pdf",
            "documents/a.html",
        )
    ),
    ("range", swap("indicators.csv", "保持稳定,2", "保持稳定,-2"), "indicators.csv", 4, "tolerance"),
    (
        "value",
        data("measures.csv", lambda d: d + "x,three,1,1,题,概述,,出处,,\n".encode()),
        "measures.csv",
        2,
        "chapter",
    ),
    ("duplicate-key", swap(OBSERVED, LINE, LINE + LINE), OBSERVED, 3, "indicator_id"),
    ("foreign-key", swap(OBSERVED, "fictional-source", "other-source"), OBSERVED, 2, "source_id"),
    (
        "unsorted",
        data(OBSERVED, lambda d: b"\n".join([(rows := d.split(b"\n"))[0], rows[2], rows[1], *rows[3:]])),
        OBSERVED,
        3,
        "indicator_id",
    ),
    (
        "parent-cycle",
        swap("indicators.csv", "[100],,,,annual", "[100],,fictional-cumulative,,annual"),
        "indicators.csv",
        2,
        "parent_id",
    ),
    ("note-target", swap("notes.csv", "fictional-stable", "fictional-gone"), "notes.csv", 2, "row_id"),
    ("note-target", swap("notes.csv", "tolerance", "colour"), "notes.csv", 2, "field"),
    ("target-value", swap("indicators.csv", ",100,[100]", ",,[100]"), "indicators.csv", 2, "target_value"),
    (
        "target-value-superfluous",
        swap("indicators.csv", ",,保持稳定", ",85,保持稳定"),
        "indicators.csv",
        4,
        "target_value",
    ),
    ("tolerance", swap("indicators.csv", "保持稳定,2,", "保持稳定,,"), "indicators.csv", 4, "tolerance"),
    ("text-value", swap(OBSERVED, ",20,20,", ",20,21,"), OBSERVED, 2, "value"),
    ("composition-value", swap(OBSERVED, "2023-03-01,,1:2:4", "2023-03-01,4,1:2:4"), OBSERVED, 4, "value"),
    (
        "period-outside",
        swap("indicators.csv", "[90],2025", "[90],2052"),
        "indicators.csv",
        2,
        "target_period",
    ),
    ("target-words", swap("indicators.csv", ",100,[100],", ",100,,"), "indicators.csv", 2, "target_text"),
    (
        "amount-basis",
        swap(
            OBSERVED,
            "2023-03-01,,1:2:4,final,,fictional-source,虚构页,,,",
            "2023-03-01,,1:2:4,final,,fictional-source,虚构页,,,to_date",
        ),
        OBSERVED,
        4,
        "basis",
    ),
    (
        "search",
        _rows("searches.csv", "s,plan,,,虚构网站,,2023-01-05,2021,found,,,,"),
        "searches.csv",
        2,
        "source_id",
    ),
    (
        "search",
        _rows("searches.csv", "s,row,indicators,,虚构网站,,2023-01-05,2021,nothing_found,,,,"),
        "searches.csv",
        2,
        "row_id",
    ),
    (
        "request",
        _rows("requests.csv", "r,,,2023-01-05,fictional-bureau,,pending,2023-01-09,,,"),
        "requests.csv",
        2,
        "outcome_date",
    ),
    (
        "request",
        _rows("requests.csv", "r,,,2023-01-05,fictional-bureau,2023-01-04,pending,,,,"),
        "requests.csv",
        2,
        "due",
    ),
    (
        "note-target",
        _rows("requests.csv", "r,indicators,gone,2023-01-05,fictional-bureau,,pending,,,,"),
        "requests.csv",
        2,
        "row_id",
    ),
    *[
        (
            "personal-data",
            _rows("requests.csv", f"r,,,2023-01-05,fictional-bureau,,pending,,,申请人{found}提出,"),
            "requests.csv",
            2,
            "note",
        )
        for found in PERSONAL
    ],
    (
        "personal-data",
        _rows("searches.csv", "s,plan,,,县档案馆,,2023-01-05,2022,nothing_found,,问过联系人：张某,,"),
        "searches.csv",
        2,
        "note",
    ),
    (
        "personal-data",
        swap(OBSERVED, LINE, LINE.replace("虚构页,,,,,", "虚构页,见 13800000000 短信,,,,")),
        OBSERVED,
        2,
        "note",
    ),
    ("published-before", swap(OBSERVED, "2022-03-01", "2020-03-01"), OBSERVED, 2, "published"),
    ("cumulative-falls", swap(OBSERVED, ",40,40,", ",19,19,"), OBSERVED, 3, "value"),
    (
        "sum-contradicts",
        swap(
            OBSERVED,
            LINE,
            LINE.replace("虚构页,,,,,", "虚构页,,,in_period,,")
            + LINE.replace("2022-03-01,20,20", "2022-05-01,25,25").replace(
                "虚构页,,,,,", "虚构页,,,to_date,,"
            ),
        ),
        OBSERVED,
        3,
        "value",
    ),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The minimal package, unbroken."""
    return fictional.write(tmp_path)


def test_the_unbroken_package_has_no_problem(folder: Path) -> None:
    assert package.check(folder) == ()
    assert len(package.read(folder).indicators) == 3


@pytest.mark.parametrize(
    ("code", "mutation", "file", "row", "field"),
    BROKEN,
    ids=[row[0] for row in BROKEN],
)
def test_a_broken_package_is_told_what_where_and_how_to_mend_it(
    folder: Path, code: str, mutation: Mutation, file: str, row: int | None, field: str | None
) -> None:
    mutation(folder)
    problems = package.check(folder)
    assert [(one.code, one.file, one.row, one.field) for one in problems] == [(code, file, row, field)]
    for language in LANGUAGES:
        for said in (problems[0].message, problems[0].remedy):
            text = load(language).render(said)
            assert text
            assert not re.search(r"\{[a-z_]+\}", text)
    with pytest.raises(PackageError):
        package.read(folder)


def test_unicode_text_is_no_windows_text_because_a_byte_of_its_letters_is_a_carriage_return(
    folder: Path,
) -> None:
    data(OBSERVED, lambda text: text.decode().replace("虚构页", "不虚构").encode("utf-16-le"))(folder)
    path = folder / OBSERVED
    path.write_bytes(b"\xff\xfe" + path.read_bytes())
    assert b"\r" in path.read_bytes()
    assert {problem.code for problem in package.check(folder)} == {"encoding"}


def test_what_an_office_asks_for_is_no_applicants_data(folder: Path) -> None:
    _rows(
        "requests.csv",
        "r,,,2023-01-05,fictional-bureau,2023-02-06,answered,2023-02-01,,第441625号文，2021—2025年共12345678元,",
    )(folder)
    assert package.check(folder) == ()


def test_figures_from_before_the_plan_are_history_and_kept(folder: Path) -> None:
    swap(OBSERVED, LINE, LINE.replace(",2021,2022-03-01,", ",2012,2013-03-01,") + LINE)(folder)
    assert package.check(folder) == ()
    assert package.read(folder).observations[0].period.year == 2012


def test_an_indicator_may_have_no_target_at_all(folder: Path) -> None:
    swap("indicators.csv", "hold,maintain,2020,85.2,85.2,2025,,保持稳定,2", "none,none,,,,,,,")(folder)
    assert package.check(folder) == ()
    indicator = package.read(folder).indicator("fictional-stable")
    assert (indicator.target_kind, indicator.target_value, str(indicator.target_period)) == (
        "none",
        None,
        "2025",
    )


def test_a_package_from_before_the_later_columns_and_tables_is_read_with_what_they_stand_for(
    folder: Path,
) -> None:
    for name in schemas.RESOURCES:
        path = folder / f"{name}.csv"
        lines = csv_rows.split(path.read_text("utf-8"))
        kept = [place for place, column in enumerate(lines[0].cells) if column not in schemas.defaults(name)]
        path.write_bytes(
            "".join(csv_rows.line([line.cells[place] for place in kept]) for line in lines).encode()
        )
    swap("notes.csv", ",contradiction,", ",discrepancy,")(folder)
    for name in schemas.OPTIONAL:
        (folder / f"{name}.csv").unlink()
    describe(lambda d: d.update(resources=[r for r in d["resources"] if r["name"] not in schemas.OPTIONAL]))(  # type: ignore[attr-defined]
        folder
    )
    plan = package.read(folder)
    assert (plan.searches, plan.requests, plan.grace_months, plan.grace_basis) == ((), (), None, "editor")
    assert {row.frequency_basis for row in plan.indicators} == {"editor"}
    assert {(row.qualifier, row.basis, row.series_break) for row in plan.observations} == {
        ("exact", None, None)
    }
    assert plan.notes[0].kind == "contradiction"


def test_every_rule_has_its_package_and_its_words() -> None:
    found = {rule.code for rule in RULES if not rule.warning}
    assert {row[0] for row in BROKEN} == found - {"package-repeated"}  # Of no package by itself.
    for language in LANGUAGES:
        for rule in RULES:
            for part in ("title", "message", "remedy"):
                assert load(language).has(f"rules.{rule.code}.{part}")


def test_a_table_that_stays_is_judged_anew_when_what_its_rows_name_changes(folder: Path) -> None:
    """What a table was found to be is remembered, together with all that it was judged by."""
    good = (folder / "sources.csv").read_bytes()
    assert package.check(folder) == ()
    swap("sources.csv", "fictional-source", "fictional-renamed")(folder)
    lost = {(one.code, one.file) for one in package.check(folder)}
    assert lost >= {("foreign-key", OBSERVED), ("foreign-key", "indicators.csv")}
    assert {code for code, _ in lost} == {"foreign-key"}
    (folder / "sources.csv").write_bytes(good)
    assert package.check(folder) == ()


def test_a_table_with_problems_has_them_still_when_it_is_read_again(folder: Path) -> None:
    swap(OBSERVED, LINE, LINE * 300)(folder)
    swap("departments.csv", "虚构局", "")(folder)
    found = [package.check(folder) for _ in range(2)]
    assert found[0] == found[1]
    assert {one.code for one in found[0]} == {"duplicate-key", "required"}


def test_all_problems_of_all_files_are_told_at_once(folder: Path) -> None:
    data("departments.csv", lambda d: d.decode("utf-8").replace("虚构局", "=1").encode("gbk"))(folder)
    swap(OBSERVED, "2022-03-01", "2022/3/1")(folder)
    swap("notes.csv", "tolerance", "colour")(folder)
    found = {(one.code, one.file) for one in package.check(folder)}
    assert found == {
        ("formula", "departments.csv"),
        ("excel-date", OBSERVED),
        ("note-target", "notes.csv"),
    }


CELLS = st.text(max_size=12) | st.sampled_from(
    ["=cmd|' /C calc'!A0", "<script>", "２０２３", "\x00", '"', "1e999", "-"]
)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["observations.csv", "indicators.csv", "notes.csv"]), st.data())
def test_no_cell_whatever_raises_anything_but_problems(file: str, draw: st.DataObject) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as parent:
        folder = fictional.write(Path(parent))
        lines = (folder / file).read_text("utf-8").split("\n")
        cells = lines[1].split(",")
        cells[draw.draw(st.integers(0, len(cells) - 1))] = draw.draw(CELLS)
        lines[1] = ",".join(cells)
        (folder / file).write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
        _read_or_problems(folder)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_whatever_raise_anything_but_problems(found: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as parent:
        folder = fictional.write(Path(parent))
        (folder / "facts.csv").write_bytes(found)
        _read_or_problems(folder)


def _read_or_problems(folder: Path) -> tuple[Problem, ...]:
    problems = package.check(folder)
    if problems:
        for one in problems:
            assert load("zh").render(one.message)
    else:
        package.read(folder)
    return problems

"""What is possible but unlikely is told as a warning, once, and a note explains it away."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from site_build.cli import app
from site_build.data import package, schemas
from site_build.data.printed import find_printed, qualifiers_of
from site_build.data.rules import RULES
from site_build.files import csv_rows
from site_build.language import LANGUAGES, load
from site_build.problem import Problem, Severity
from site_build.progress.plausibility import check_plausibility
from tests.conftest import ROOT
from tests.data.rules import fictional

TODAY = date(2026, 3, 1)
Mutation = Callable[[Path], None]


def _rows(folder: Path, resource: str) -> list[dict[str, str]]:
    lines = [list(row.cells) for row in csv_rows.split((folder / f"{resource}.csv").read_text("utf-8"))]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def _write(folder: Path, resource: str, rows: list[dict[str, str]]) -> None:
    columns = schemas.columns(resource)
    text = "".join(csv_rows.line(row.get(name, "") for name in columns) for row in rows)
    (folder / f"{resource}.csv").write_text(csv_rows.line(columns) + text, encoding="utf-8", newline="")


def _cell(resource: str, place: int, **cells: str) -> Mutation:
    def change(folder: Path) -> None:
        rows = _rows(folder, resource)
        rows[place] |= cells
        _write(folder, resource, rows)

    return change


def _figures(
    *figures: tuple[str, str, str, str], indicator: str = "fictional-cumulative", **cells: str
) -> Mutation:
    """Instead of the package's figures of an indicator: period, day, value, status."""

    def change(folder: Path) -> None:
        rows = _rows(folder, "observations")
        other = [row for row in rows if row["indicator_id"] != indicator]
        like = next(row for row in rows if row["indicator_id"] == "fictional-cumulative")
        own = [
            like
            | {"indicator_id": indicator, "period": period, "published": day, "status": status}
            | {"value": value, "text": value}
            | cells
            for period, day, value, status in figures
        ]
        _write(folder, "observations", sorted([*own, *other], key=lambda row: row["indicator_id"]))

    return change


def _warnings(folder: Path) -> tuple[Problem, ...]:
    raw, errors = package.load(folder)
    assert not errors
    return check_plausibility(raw, TODAY)


WARNED: list[tuple[str, Mutation, str, int, str]] = [
    (
        "share-range",
        _cell("indicators", 2, baseline_value="852", baseline_text="852"),
        "indicators",
        4,
        "baseline_value",
    ),
    ("magnitude", _figures(("2021", "2022-03-01", "200000", "final")), "observations", 2, "value"),
    (
        "magnitude",
        _figures(
            *(
                (f"{year}", f"{year + 1}-03-01", value, "final")
                for year, value in ((2021, "20"), (2022, "4000"), (2023, "4001"))
            )
        ),
        "observations",
        3,
        "value",
    ),
    ("published-future", _cell("observations", 1, published="2062-03-01"), "observations", 3, "published"),
    ("published-future", _cell("sources", 0, published="2062-03-01"), "sources", 2, "published"),
    ("published-early", _cell("observations", 0, published="2021-11-01"), "observations", 2, "published"),
    ("older-than-source", _cell("sources", 0, published="2022-06-01"), "observations", 2, "published"),
    (
        "final-twice",
        _figures(("2021", "2022-03-01", "20", "final"), ("2021", "2022-06-01", "21", "final")),
        "observations",
        3,
        "status",
    ),
    (
        "lonely-zero",
        _figures(("2021", "2022-03-01", "0", "final"), ("2022", "2023-03-01", "40", "final")),
        "observations",
        2,
        "value",
    ),
    (
        "not-running-total",
        _figures(*((f"{year}", f"{year + 1}-03-01", "20", "final") for year in (2021, 2022, 2023))),
        "observations",
        4,
        "value",
    ),
    (
        "stated-completion",
        _cell("observations", 0, stated_completion="25%"),
        "observations",
        2,
        "stated_completion",
    ),
    (
        "magnitude",
        _cell(
            "indicators",
            2,
            target_kind="at_least",
            target_value="8.5",
            target_text="8.5",
            direction="up",
            tolerance="",
        ),
        "indicators",
        4,
        "target_value",
    ),
    (
        "published-early",
        _cell("observations", 0, published="2021-11-01", status="revised"),
        "observations",
        2,
        "published",
    ),
    (
        "final-twice",
        _figures(("2021", "2022-03-01", "20", "final"), ("2021", "2022-06-01", "20", "final")),
        "observations",
        3,
        "status",
    ),
    (
        "not-running-total",
        _figures(("2021", "2022-03-01", "20", "final"), ("2022", "2023-03-01", "21", "final")),
        "observations",
        3,
        "value",
    ),
    (
        "running-total",
        _figures(
            *(
                (f"{year}", f"{year + 1}-03-01", value, "final")
                for year, value in ((2021, "20"), (2022, "41"), (2023, "62"))
            ),
            basis="in_period",
        ),
        "observations",
        4,
        "basis",
    ),
    ("unit-not-converted", _cell("observations", 0, text="0.2万人", value="0.2"), "observations", 2, "value"),
    (
        "unit-not-converted",
        _cell("indicators", 0, target_text="0.01万", target_value="0.01"),
        "indicators",
        2,
        "target_value",
    ),
    ("qualifier-missing", _cell("observations", 0, text="20余人"), "observations", 2, "qualifier"),
    (
        "qualifier-missing",
        _cell("observations", 0, text="约20人", qualifier="at_least"),
        "observations",
        2,
        "qualifier",
    ),
    (
        "qualifier-unsaid",
        _cell("observations", 0, text="20人", qualifier="about"),
        "observations",
        2,
        "qualifier",
    ),
    ("text-missing", _cell("observations", 0, text=""), "observations", 2, "text"),
    ("same-name", _cell("indicators", 1, name="虚构累计数"), "indicators", 3, "name"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The minimal package, about which there is nothing to wonder."""
    return fictional.write(tmp_path)


def test_nothing_is_wondered_at_in_the_minimal_package_or_the_real_plans(folder: Path) -> None:
    assert _warnings(folder) == ()
    for real in package.find(ROOT / "datapackage"):
        assert _warnings(real) == ()


def test_every_warning_is_tried() -> None:
    assert {row[0] for row in WARNED} == {rule.code for rule in RULES if rule.warning}


@pytest.mark.parametrize(
    ("code", "mutation", "resource", "row", "field"), WARNED, ids=[row[0] for row in WARNED]
)
def test_it_is_told_where_and_why_and_a_note_explains_it(
    folder: Path, code: str, mutation: Mutation, resource: str, row: int, field: str
) -> None:
    mutation(folder)
    found = [one for one in _warnings(folder) if one.code == code]
    assert (found[0].file, found[0].row, found[0].field) == (f"{resource}.csv", row, field)
    assert {one.severity for one in found} == {Severity.WARNING}
    for language in LANGUAGES:
        for text in (found[0].message, found[0].remedy):
            assert "{" not in load(language).render(text)
    row_id = _rows(folder, resource)[row - 2][schemas.columns(resource)[0]]
    note = {"id": "a-note", "resource": resource, "row_id": row_id, "field": field, "text": "确实如此"}
    kept = _rows(folder, "notes")
    _write(folder, "notes", [kept[0] | note, *kept])
    assert not [one for one in _warnings(folder) if (one.code, one.row) == (code, row)]


def test_a_figure_explains_itself_in_its_own_note(folder: Path) -> None:
    _figures(("2021", "2022-03-01", "0", "final"), ("2022", "2023-03-01", "40", "final"))(folder)
    assert [one.code for one in _warnings(folder)] == ["lonely-zero"]
    _cell("observations", 0, note="当年确实没有")(folder)
    assert _warnings(folder) == ()


def test_the_figure_after_a_wrong_one_is_not_wondered_at(folder: Path) -> None:
    years = (("2021", "85"), ("2022", "8520"), ("2023", "85.1"))
    figures = [(year, f"{int(year) + 1}-03-01", value, "final") for year, value in years]
    _figures(*figures, indicator="fictional-stable")(folder)
    wrong = [(one.code, one.row) for one in _warnings(folder)]
    row = next(n for n, one in enumerate(_rows(folder, "observations"), start=2) if one["value"] == "8520")
    assert wrong == [("magnitude", row), ("share-range", row)]


def test_validation_passes_with_warnings_unless_they_are_errors(folder: Path) -> None:
    _cell("observations", 0, stated_completion="25%")(folder)
    run = CliRunner().invoke
    plain = run(app, ["validate", str(folder)])
    assert plain.exit_code == 0
    assert "提醒" in plain.output
    assert "25%" in plain.output
    assert run(app, ["validate", str(folder), "--strict"]).exit_code == 1
    for form, mark in (
        ("github", "::warning file="),
        ("gitlab", '"minor"'),
        ("json", '"severity": "warning"'),
    ):
        told = run(app, ["validate", str(folder), "--format", form])
        assert told.exit_code == 0
        assert mark in told.output


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifiers"),
    [
        ("近1.4万人", "1.4", "万人", {"about", "at_most"}),
        ("95%以上", "95", "%", {"at_least", "more_than"}),
        ("超过88", "88", "%", {"more_than", "at_least"}),
        ("2.5万多户", "25000", "户", {"more_than", "at_least"}),
        ("约占88%", "88", "%", {"about"}),
        ("控制在3.5%以内", "3.5", "%", {"at_most"}),
        ("≥96.8", "96.8", "%", {"at_least", "more_than"}),
        ("120亿元左右", "120", "亿元", {"about"}),
        ("达到88%", "88", "%", set()),
        ("95①", "95", "%", set()),
        ("全县60岁以上老人参保5万人", "5", "万人", set()),
        ("规模以上工业增长5%，超过上年", "5", "%", set()),
        ("近三年累计120人", "120", "人", set()),
    ],
)
def test_the_words_beside_a_figure_tell_its_qualifier(
    text: str, value: str, unit: str, qualifiers: set[str]
) -> None:
    found = find_printed(text, Decimal(value), unit)
    assert found is not None
    assert {one.value for one in qualifiers_of(found.word)} == qualifiers


def test_what_is_usual_is_not_wondered_at(folder: Path) -> None:
    """A further document that agrees, amounts that grow, a total of a second basis, an index above 100."""
    _figures(("2021", "2022-03-01", "20", "final"), ("2022", "2023-03-01", "24", "final"))(folder)
    assert _warnings(folder) == ()
    growing = ((2021, "20"), (2022, "23"), (2023, "25"))
    _figures(*((f"{y}", f"{y + 1}-03-01", v, "final") for y, v in growing), basis="in_period")(folder)
    assert _warnings(folder) == ()
    rows = _rows(folder, "observations")
    own = next(row for row in rows if row["indicator_id"] == "fictional-cumulative")
    total = own | {"published": "2022-05-01", "basis": "to_date"}
    _write(folder, "observations", [own, total, *rows[1:]])
    assert "final-twice" not in {one.code for one in _warnings(folder)}
    _cell("indicators", 2, name="居民消费价格指数", baseline_value="100.3", baseline_text="100.3")(folder)
    assert "share-range" not in {one.code for one in _warnings(folder)}

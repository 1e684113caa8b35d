"""Each format read back by a program that is not ours, and equal row by row."""

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
from frictionless import Package

from site_build.data import frames, schemas
from site_build.data.model import Plan
from site_build.exports import publish
from site_build.exports.tables import TABLES, PublishedTables
from site_build.progress import assess_plan
from tests import fictional
from tests.conftest import AS_OF, ROOT


@pytest.fixture(scope="module")
def published_plans(
    plans: Sequence[Plan], fictional_plans: Sequence[Plan], tmp_path_factory: pytest.TempPathFactory
) -> dict[Path, PublishedTables]:
    """The files of the real plans and of the fictional ones, with the tables they were made from."""
    folder = tmp_path_factory.mktemp("published")
    found = {}
    for source, given in ((ROOT / "datapackage", plans), (fictional.FOLDER, fictional_plans)):
        for plan in given:
            tables = PublishedTables(plan, assess_plan(plan, AS_OF))
            publish(plan, tables.assessments, folder / plan.id, source_folder=source / plan.id)
            found[folder / plan.id] = tables
    return found


def _as_read(value: object) -> object:
    """A value of ours as other programs give it: missing text is null, figures are doubles."""
    if value is None or value == "":
        return None
    return value if isinstance(value, str | bool | date) else float(value)  # type: ignore[arg-type]


def _expected(tables: PublishedTables, name: str) -> list[tuple[object, ...]]:
    return [tuple(map(_as_read, row)) for row in tables.rows[name]]


def test_duckdb_reads_parquet_and_plain_csv_alike(published_plans: dict[Path, PublishedTables]) -> None:
    for folder, tables in published_plans.items():
        for name in TABLES:
            kinds = {"number": "DOUBLE", "integer": "DOUBLE", "date": "DATE", "boolean": "BOOLEAN"}
            fields = schemas.published(name)["fields"]
            columns = {field["name"]: kinds.get(field["type"], "VARCHAR") for field in fields}
            parquet = duckdb.read_parquet(str(folder / "parquet" / f"{name}.parquet")).fetchall()
            plain = duckdb.read_csv(
                str(folder / "plain" / f"{name}.csv"),
                dtype=columns,
                header=True,
                delimiter=",",
                quotechar='"',
                escapechar='"',
            )
            assert plain.columns == list(columns)
            assert [tuple(map(_as_read, row)) for row in parquet] == _expected(tables, name)
            assert plain.fetchall() == _expected(tables, name)


def test_pandas_reads_parquet_into_the_types_of_the_frames(
    published_plans: dict[Path, PublishedTables],
) -> None:
    for folder, tables in published_plans.items():
        for name in TABLES:
            path = folder / "parquet" / f"{name}.parquet"
            table = pd.read_parquet(path, dtype_backend="numpy_nullable")
            expected = tables.frames[name]
            for column in expected.select_dtypes(["Float64", "string", "boolean"]):
                assert table[column].equals(expected[column]), (name, column)


def test_parquet_says_what_each_column_means(published_plans: dict[Path, PublishedTables]) -> None:
    folder, tables = next(iter(published_plans.items()))
    schema = pq.read_schema(folder / "parquet" / "progress.parquet")
    assert schema.metadata[b"plan"].decode() == tables.plan.title
    assert json.loads(schema.metadata[b"licences"])[0]["name"] == "CC-BY-4.0"
    for row in frames.describe_columns(schemas.published("progress")).itertuples():
        found = schema.field(row.column).metadata
        assert found[b"title_en"].decode() == row.title_en
        assert found.get(b"unit", b"").decode() == row.unit


def test_frictionless_finds_the_archive_valid(
    published_plans: dict[Path, PublishedTables], tmp_path: Path
) -> None:
    # Those of the real plans are checked with the whole site.
    for folder, tables in list(published_plans.items())[-2:]:
        with zipfile.ZipFile(folder / f"{tables.plan.id}.zip") as archive:
            archive.extractall(tmp_path / tables.plan.id)
        report = Package(str(tmp_path / tables.plan.id / "datapackage.json")).validate()
        assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])[:5]


def test_the_csv_for_spreadsheets_and_that_for_programs_hold_the_same(
    published_plans: dict[Path, PublishedTables],
) -> None:
    for folder in published_plans:
        for name in TABLES:
            safe = (folder / f"{name}.csv").read_bytes()
            plain = (folder / "plain" / f"{name}.csv").read_bytes()
            assert safe.startswith(b"\xef\xbb\xbf")
            assert not plain.startswith(b"\xef\xbb\xbf")
            assert b"\r" not in plain
            read = [
                list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""))) for text in (safe, plain)
            ]
            assert [[cell.removeprefix("'") for cell in row] for row in read[0]] == read[1]

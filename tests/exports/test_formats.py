"""Each format read back by a program that is not ours, and equal row by row.

The programs are loaded where they are used: no other process of the tests waits for them.
"""

import csv
import io
import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from frictionless import Package
from openpyxl import load_workbook
from openpyxl.cell import Cell
from rdflib import Graph, Namespace
from rdflib.compare import isomorphic

from site_build.data import frames, package, schemas
from site_build.data.model import Licence
from site_build.exports import publish
from site_build.exports.all_plans import FILES
from site_build.exports.archive import sha256
from site_build.exports.site import publish_site
from site_build.exports.tables import TABLES, PublishedTables
from site_build.progress import assess_plan
from site_build.settings import Settings
from tests import fictional
from tests.builders import a_plan, an_indicator
from tests.conftest import AS_OF, ROOT
from tests.exports.conftest import Publication


def _as_read(value: object) -> object:
    """A value of ours as other programs give it: missing text is null, figures are doubles."""
    if value is None or value == "":
        return None
    return value if isinstance(value, str | bool | date) else float(value)  # type: ignore[arg-type]


def _expected(tables: PublishedTables, name: str) -> list[tuple[object, ...]]:
    return [tuple(map(_as_read, row)) for row in tables.rows[name]]


def test_duckdb_reads_parquet_and_plain_csv_alike(published_plans: Mapping[Path, PublishedTables]) -> None:
    import duckdb

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
    published_plans: Mapping[Path, PublishedTables],
) -> None:
    for folder, tables in published_plans.items():
        for name in TABLES:
            path = folder / "parquet" / f"{name}.parquet"
            table = pd.read_parquet(path, dtype_backend="numpy_nullable")
            expected = tables.frames[name]
            for column in expected.select_dtypes(["Float64", "string", "boolean"]):
                assert table[column].equals(expected[column]), (name, column)


def test_parquet_says_what_each_column_means(published_plans: Mapping[Path, PublishedTables]) -> None:
    folder, tables = next(iter(published_plans.items()))
    schema = pq.read_schema(folder / "parquet" / "progress.parquet")
    assert schema.metadata[b"plan"].decode() == tables.plan.title
    assert json.loads(schema.metadata[b"licences"])[0]["name"] == "CC-BY-4.0"
    for row in frames.describe_columns(schemas.published("progress")).itertuples():
        found = schema.field(row.column).metadata
        assert found[b"title_en"].decode() == row.title_en
        assert found.get(b"unit", b"").decode() == row.unit


def test_frictionless_finds_the_archive_valid(
    published_plans: Mapping[Path, PublishedTables], tmp_path: Path
) -> None:
    # Those of the real plans are checked with the whole site.
    for folder, tables in list(published_plans.items())[-2:]:
        with zipfile.ZipFile(folder / f"{tables.plan.id}.zip") as archive:
            archive.extractall(tmp_path / tables.plan.id)
        report = Package(str(tmp_path / tables.plan.id / "datapackage.json")).validate()
        assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])[:5]


def test_the_csv_for_spreadsheets_and_that_for_programs_hold_the_same(
    published_plans: Mapping[Path, PublishedTables],
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


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_csv_for_spreadsheets_as_what_it_says(
    published_plans: Mapping[Path, PublishedTables], tmp_path: Path
) -> None:
    """Comma, double quotes and UTF-8 are what its dialogue proposes; nothing is a formula."""
    wanted = {}
    for folder, tables in published_plans.items():
        for name in ("progress", "figures", "observations", "notes"):
            copy = tmp_path / f"{tables.plan.id}.{name}.csv"
            shutil.copyfile(folder / f"{name}.csv", copy)
            wanted[copy] = list(csv.reader(io.StringIO(copy.read_text("utf-8-sig"), newline="")))
    line = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    line += ["--infilter=CSV:44,34,76", "--convert-to", "xlsx", "--outdir", str(tmp_path)]
    subprocess.run([*line, *map(str, wanted)], check=True, capture_output=True, timeout=300)
    for path, rows in wanted.items():
        sheet = load_workbook(path.with_suffix(".xlsx"))[path.stem[:31]]
        assert [[_shown(cell) for cell in row] for row in sheet.iter_rows()] == rows
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def _shown(cell: Cell) -> str:
    """The cell as the file has it: days, percentages and compositions are kept as numbers."""
    value = cell.value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, time):
        return str(value).removeprefix("0")
    if isinstance(value, int | float) and "%" in cell.number_format:
        return f"{(Decimal(str(value)) * 100).normalize():f}%"
    return "" if value is None else str(value)


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_r_reads_the_plain_tables(published_plans: Mapping[Path, PublishedTables], tmp_path: Path) -> None:
    code = """
    for (path in commandArgs(TRUE)) {
      table <- read.csv(path, fileEncoding = "UTF-8", colClasses = "character", na.strings = NULL)
      write.csv(table, sub("[.]csv$", ".r", path), row.names = FALSE, fileEncoding = "UTF-8")
    }
    """
    wanted = {}
    for folder, tables in published_plans.items():
        for name in ("progress", "figures", "observations", "notes"):
            copy = tmp_path / f"{tables.plan.id}.{name}.csv"
            shutil.copyfile(folder / "plain" / f"{name}.csv", copy)
            wanted[copy.with_suffix(".r")] = copy.read_text("utf-8")
    paths = [str(path.with_suffix(".csv")) for path in wanted]
    subprocess.run(
        ["Rscript", "-e", code, *paths],
        check=True,
        capture_output=True,
        timeout=300,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    for path, text in wanted.items():
        read, plain = (
            list(csv.reader(io.StringIO(one, newline=""))) for one in (path.read_text("utf-8"), text)
        )
        assert read == plain


@pytest.fixture(scope="module")
def catalogued(publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the site's own files beside those of the plans, to be published again under an address."""
    return shutil.copytree(publication.root, tmp_path_factory.mktemp("catalogued") / "site")


def test_csvw_finds_the_described_files_valid(published_plans: Mapping[Path, PublishedTables]) -> None:
    import csvw

    for folder, tables in published_plans.items():
        described = csvw.CSVW(str(folder / "csvw.json"))
        assert described.is_valid, [str(one.message) for one in described.warnings]
        group = csvw.TableGroup.from_file(folder / "csvw.json")
        for name, table in group.tabledict.items():
            plain = name.removeprefix("plain/").removesuffix(".csv")
            read = [tuple(map(_normal, row.values())) for row in table]
            assert read == _expected(tables, plain)


def test_mlcroissant_reads_the_tables(published_plans: Mapping[Path, PublishedTables]) -> None:
    import mlcroissant

    for folder, tables in published_plans.items():
        dataset = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
        assert not dataset.metadata.ctx.issues.errors
        assert not dataset.metadata.ctx.issues.warnings
        names = [one.id for one in dataset.metadata.record_sets]
        assert names == [name for name in TABLES if tables.rows[name]]
        read = [tuple(_normal(value) for value in record.values()) for record in dataset.records("figures")]
        assert read == _expected(tables, "figures")


def _normal(value: object) -> object:
    if isinstance(value, bytes):
        return value.decode("utf-8")
    return value.date() if isinstance(value, datetime) else _as_read(value)


def test_pysdmx_reads_every_figure_that_is_a_number(
    catalogued: Path, published_plans: Mapping[Path, PublishedTables]
) -> None:
    from pysdmx.io import read_sdmx

    message = read_sdmx(catalogued / "data" / "observations.sdmx.csv", validate=False)
    (dataset,) = message.data
    read = {
        (str(row.PLAN), str(row.INDICATOR), str(row.TIME_PERIOD)): float(row.OBS_VALUE)
        for row in dataset.data.itertuples()
    }
    wanted = {
        (one.plan.id, row.indicator_id, str(row.period).replace("-H", "-S")): float(row.value)
        for one in published_plans.values()
        for row in sorted(one.plan.observations, key=lambda row: row.published)
        if row.value is not None and row.published <= AS_OF
    }
    assert read == wanted
    assert len(wanted) > 50


def test_the_catalogue_is_one_graph_in_both_writings_and_keeps_the_profile(catalogued: Path) -> None:
    import pyshacl

    shapes = Path(__file__).with_name("dcat_ap.ttl")
    for address in ("", "https://plans.example/"):
        if address:
            _republish(catalogued, address)
        here = f"{address or 'https://elsewhere.example/'}data/"
        turtle = Graph().parse(catalogued / "data/catalog.ttl", publicID=f"{here}catalog.ttl")
        json_ld = Graph().parse(
            catalogued / "data/catalog.jsonld", format="json-ld", publicID=f"{here}catalog.jsonld"
        )
        assert isomorphic(turtle, json_ld)
        conforms, _, told = pyshacl.validate(turtle, shacl_graph=str(shapes))
        assert conforms, told
        dcat = Namespace("http://www.w3.org/ns/dcat#")
        for one in turtle.objects(predicate=dcat.downloadURL):
            assert (catalogued / str(one).removeprefix(here.removesuffix("data/"))).is_file()
        assert len(set(turtle.objects(predicate=dcat.dataset))) == 5


def test_data_json_has_what_its_profile_asks_of_every_publisher(catalogued: Path) -> None:
    """DCAT-US 1.1, without the two codes that are for the United States' own offices."""
    _republish(catalogued, "https://plans.example/")
    found = json.loads((catalogued / "data.json").read_text("utf-8"))
    asked = {"title", "description", "keyword", "modified", "publisher", "identifier", "accessLevel"}
    for row in found["dataset"]:
        assert asked <= {name for name, value in row.items() if value}
        assert row["publisher"] == {"@type": "org:Organization", "name": "虚构县统计局"}
        assert row["contactPoint"]["hasEmail"] == "mailto:open@plans.example"
        assert row["distribution"]
        for one in row["distribution"]:
            path = one["downloadURL"].removeprefix("https://plans.example/")
            assert (catalogued / path).is_file()


def _republish(root: Path, address: str) -> None:
    settings = Settings(address, publisher="虚构县统计局", contact="open@plans.example")
    plans = package.read_all([*package.find(ROOT / "datapackage"), *package.find(fictional.FOLDER)])
    publish_site([(plan, assess_plan(plan, AS_OF)) for plan in plans], AS_OF, root, settings)


def test_the_sums_of_the_sites_files_hold(catalogued: Path) -> None:
    data = catalogued / "data"
    for line in (data / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, name = line.split("  ", 1)
        assert sha256((data / name).read_bytes()) == digest


def test_the_table_over_all_plans_is_every_plans_figures(
    catalogued: Path, published_plans: Mapping[Path, PublishedTables]
) -> None:
    table = pd.read_csv(catalogued / "data/plain/observations.csv", dtype=str, keep_default_na=False)
    for tables in published_plans.values():
        own = table[table["plan_id"] == tables.plan.id]
        assert list(zip(own["indicator_id"], own["period"], own["text"], strict=True)) == [
            (row.indicator_id, str(row.period), row.text) for row in tables.plan.observations
        ]
        assert (own["period_start"] <= own["period_end"]).all()
    assert len(table) == sum(len(tables.plan.observations) for tables in published_plans.values())


def test_the_dictionary_has_every_column_that_is_published(catalogued: Path) -> None:
    rows = json.loads((catalogued / "data/dictionary.json").read_text("utf-8"))
    known = {(row["table"], row["column"]) for row in rows}
    for path in catalogued.rglob("plain/*.csv"):
        table = path.stem if path.parent.parent.name != "data" else FILES[path.stem]
        header = path.read_text("utf-8").partition("\n")[0].split(",")
        assert {(table, column) for column in header} <= known
    assert all(row["description"] and row["description_en"] for row in rows)


def test_a_plan_of_another_shape_is_catalogued(tmp_path: Path) -> None:
    """In English only, no code of the place, no licence's address, no theme, nothing published yet."""
    import csvw
    import mlcroissant
    import pyshacl

    plan = a_plan(
        title="A fictional plan of another country",
        title_en="",
        description="",
        version="",
        authority="A fictional ministry",
        authority_en="",
        jurisdiction="Fictionland",
        jurisdiction_en="",
        licences=(Licence("ODC-BY-1.0", "", ""),),
        sources=(replace(a_plan().sources[0], title="A fictional act", publisher="A fictional ministry"),),
        indicators=(an_indicator(name="A fictional share", name_en="", unit="per cent", unit_en=""),),
    )
    (tmp_path / "datapackage.json").write_text("{}", "utf-8")
    assessments = assess_plan(plan, AS_OF)
    folder = tmp_path / "data" / plan.id
    publish(plan, assessments, folder, source_folder=tmp_path, root=tmp_path)
    publish_site([(plan, assessments)], AS_OF, tmp_path, Settings())
    here = "https://elsewhere.example/data/catalog.ttl"
    graph = Graph().parse(tmp_path / "data/catalog.ttl", publicID=here)
    conforms, _, told = pyshacl.validate(graph, shacl_graph=str(Path(__file__).with_name("dcat_ap.ttl")))
    assert conforms, told
    assert csvw.CSVW(str(folder / "csvw.json")).is_valid
    dataset = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
    assert not dataset.metadata.ctx.issues.errors
    assert "A fictional share" in (folder / "plain/figures.csv").read_text("utf-8")

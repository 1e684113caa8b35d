"""Every figure leads to the document and the place it comes from, and to the commit that recorded it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF

from site_build.data import package
from site_build.data.citations import CitedSite
from site_build.data.model import Plan
from site_build.exports import published
from site_build.exports.provenance import figure_id
from site_build.exports.tables import PublishedTables
from site_build.files import git
from site_build.progress import assess_plan
from tests.conftest import AS_OF
from tests.gitting import commit, fictional_data
from tests.gitting import git as git_

PROV = Namespace("http://www.w3.org/ns/prov#")
HERE = "https://plans.example/data/plan/prov.jsonld"


def _graph(plan: Plan, folder: Path) -> Graph:
    data = published(plan, assess_plan(plan, AS_OF), folder, CitedSite())["prov.jsonld"]
    return Graph().parse(data=data, format="json-ld", publicID=HERE)


def test_every_figure_leads_to_its_place_and_document(
    published_plans: Mapping[Path, PublishedTables],
) -> None:
    for folder, tables in published_plans.items():
        plan = tables.plan
        graph = Graph().parse(folder / "prov.jsonld", format="json-ld", publicID=HERE)
        for row in plan.observations:
            figure = URIRef(f"{HERE}{figure_id(row)}")
            place = graph.value(figure, PROV.hadPrimarySource)
            source = graph.value(place, DCTERMS.isPartOf)
            assert str(graph.value(source, DCTERMS.title)) == plan.source(row.source_id).title
            assert graph.value(source, PROV.wasAttributedTo) is not None
            value = graph.value(figure, PROV.value)
            if row.value is None:
                assert str(value) == row.text
            else:
                assert float(str(value)) == float(row.value)
            assert (URIRef(HERE.replace("prov.jsonld", "figures.csv")), PROV.hadMember, figure) in graph
        for one in graph.subjects(PROV.hadPrimarySource):
            assert (one, RDF.type, PROV.Entity) in graph


def test_each_row_names_the_commit_that_recorded_it(tmp_path: Path) -> None:
    data = fictional_data(tmp_path)
    folder = next(data.glob("*/observations.csv")).parent
    before = {line: one.commit for line, one in git.recorded(folder / "observations.csv").items()}
    rows = (folder / "observations.csv").read_text("utf-8").splitlines(keepends=True)
    rows[1] = rows[1].replace(",final,", ",revised,", 1)
    (folder / "observations.csv").write_text("".join(rows), "utf-8", newline="\n")
    uncommitted = git.recorded(folder / "observations.csv")
    assert set(before) - set(uncommitted) == {2}
    second = commit(tmp_path, day="2026-10-01T12:00:00+00:00")
    after = git.recorded(folder / "observations.csv")
    assert after[2] == git.Recorded(second, date(2026, 10, 1))
    assert {line: one.commit for line, one in after.items() if line != 2} == {
        line: one for line, one in before.items() if line != 2
    }
    plan = package.read(folder)
    graph = _graph(plan, folder)
    made = graph.value(URIRef(f"{HERE}{figure_id(plan.observations[0])}"), PROV.wasGeneratedBy)
    assert str(graph.value(made, DCTERMS.identifier)) == second


def test_a_clone_without_its_history_names_no_commit_that_only_seems_to_be_the_first(tmp_path: Path) -> None:
    data = fictional_data(tmp_path / "whole")
    commit(data.parent)
    clone = tmp_path / "clone"
    git_(tmp_path, "clone", "--quiet", "--depth=1", f"file://{data.parent}", str(clone))
    path = next((clone / "datapackage").glob("*/observations.csv"))
    assert git.recorded(next(data.glob("*/observations.csv")))
    assert git.recorded(path) == {}


def test_a_package_outside_a_repository_has_no_commits(tmp_path: Path) -> None:
    (tmp_path / "observations.csv").write_text("a\n")
    assert git.recorded(tmp_path / "observations.csv") == {}

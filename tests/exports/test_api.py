"""The interface for programs: described, valid, read back by the client, and never narrower than promised."""

import json
import threading
from collections.abc import Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

import mingzhang
from site_build.exports.openapi import PATHS, openapi
from site_build.exports.tables import TABLES, PublishedTables
from tests.conftest import AS_OF
from tests.exports.conftest import Publication

# What version 1 promised; a new field is added to it, nothing is taken out.
PROMISED = Path(__file__).with_name("api_v1.json")


@pytest.fixture
def answered(publication: Publication) -> tuple[Path, list[PublishedTables]]:
    """The published files of all plans, and the tables they were made from."""
    return publication.root, list(publication.tables.values())


def test_the_description_is_valid_openapi_and_every_answer_is_what_it_says(
    answered: tuple[Path, list[PublishedTables]],
) -> None:
    root, found = answered
    described = json.loads((root / "api/v1/openapi.json").read_text("utf-8"))
    validate(described)
    checked = set()
    for path, name in PATHS.items():
        schema = described["components"]["schemas"][name] | {"components": described["components"]}
        validator = Draft202012Validator(schema)
        for tables in found:
            for indicator in tables.plan.indicators:
                file = root / f"api/v1{path.format(plan=tables.plan.id, indicator=indicator.id)}"
                if file not in checked:
                    validator.validate(json.loads(file.read_text("utf-8")))
                    checked.add(file)
    others = {root / "api/v1/openapi.json", *(root / "api/v1/schemas").iterdir()}
    assert set((root / "api").rglob("*.json")) == checked | others


def test_the_client_reads_every_table_as_it_was_published(
    answered: tuple[Path, list[PublishedTables]],
) -> None:
    root, found = answered
    site = mingzhang.open(root)
    assert site.plans == tuple(one.plan.id for one in found)
    for tables in found:
        plan = site.plan(tables.plan.id)
        assert set(plan.names) == set(TABLES)
        for name in TABLES:
            assert plan.frame(name).equals(tables.frames[name]), name
    assert len(site.frame("observations")) == sum(len(one.plan.observations) for one in found)
    assert len(site.frame("progress")) == sum(len(one.plan.indicators) for one in found)
    for ask in (site.frame, site.plan, site.plan("dongyuan-hrss-14").frame):
        with pytest.raises(KeyError, match="there are"):
            ask("nothing")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def address(answered: tuple[Path, list[PublishedTables]]) -> Iterator[str]:
    """The same served over HTTP below a folder, as a site may be."""
    handler = partial(_Quiet, directory=str(answered[0].parent))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{answered[0].name}"
    server.shutdown()
    server.server_close()


def test_the_client_reads_a_site_by_its_address(
    address: str, answered: tuple[Path, list[PublishedTables]]
) -> None:
    site, copy = mingzhang.open(address), mingzhang.open(answered[0])
    assert site.index["as_of"] == AS_OF.isoformat()
    assert site.frame("observations").equals(copy.frame("observations"))
    with pytest.raises(OSError, match="404"):
        mingzhang.open(f"{address}/nowhere").frame("observations")


def _shape(schema: Mapping[str, Any]) -> Any:
    """Names and types alone: what a program relies on."""
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    if schema.get("type") == "array":
        return [_shape(schema["items"])]
    if "properties" in schema:
        return {name: _shape(one) for name, one in schema["properties"].items()}
    return schema.get("type", "constant")


def test_nothing_that_version_1_promised_is_gone() -> None:
    described = openapi()
    now = {
        "paths": {path: PATHS[path] for path in described["paths"]},
        "answers": {name: _shape(one) for name, one in described["components"]["schemas"].items()},
    }
    promised = json.loads(PROMISED.read_text("utf-8"))
    assert now["paths"] | promised["paths"] == now["paths"]
    for name, shape in promised["answers"].items():
        _contains(now["answers"][name], shape, name)


def _contains(now: Any, promised: Any, where: str) -> None:
    if isinstance(promised, dict):
        for name, shape in promised.items():
            assert name in now, f"{where}.{name} is gone"
            _contains(now[name], shape, f"{where}.{name}")
    elif isinstance(promised, list) and len(promised) == 1:
        _contains(now[0], promised[0], f"{where}[]")
    else:
        assert now == promised, where

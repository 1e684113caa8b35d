"""Where each figure comes from, as W3C PROV in JSON-LD: figure → place → document; commit; published file.

Addresses are relative to the document, which stands beside a plan's other files.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from site_build.data.model import Indicator, Observation, Plan, Source
from site_build.exports.archive import as_json
from site_build.exports.machine import plain
from site_build.exports.tables import PublishedTables
from site_build.files.git import Recorded

NAME = "prov.jsonld"
# By resource: who recorded its rows, in their order; shorter or empty where that is not known.
Records = Mapping[str, list[Recorded | None]]
_CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def document(tables: PublishedTables, records: Records) -> bytes:
    """The provenance of a plan's figures: baselines, targets and everything published."""
    plan = tables.plan
    nodes: dict[str, dict[str, Any]] = {}
    for node in (*_documents(plan), *_promises(plan, records), *_observations(plan, records)):
        nodes.setdefault(node["@id"], node)
    figures = [node["@id"] for node in nodes.values() if "prov:hadPrimarySource" in node]
    build = {
        "@id": "#publication",
        "@type": "prov:Activity",
        "dct:date": _day(tables.assessments.as_of),
        "prov:used": [{"@id": one} for one in figures],
    }
    files = [
        {
            "@id": name,
            "@type": ["prov:Entity", "prov:Collection"],
            "prov:wasGeneratedBy": {"@id": "#publication"},
            "prov:hadMember": [{"@id": one} for one in figures],
        }
        for name in ("figures.csv", f"{plan.id}.zip")
    ]
    return as_json({"@context": _CONTEXT, "@graph": [*nodes.values(), build, *files]})


def _documents(plan: Plan) -> Iterator[dict[str, Any]]:
    for source in plan.sources:
        node: dict[str, Any] = {
            "@id": f"#source/{source.id}",
            "@type": "prov:Entity",
            "dct:title": source.title,
            "prov:wasAttributedTo": {"@id": f"#publisher/{quote(source.publisher, safe='')}"},
        }
        if source.published:
            node["dct:issued"] = _day(source.published)
        if source.document_number:
            node["dct:identifier"] = source.document_number
        if source.url:
            node["foaf:page"] = {"@id": source.url}
        if copy := plan.stored_copy(source):
            node["prov:alternateOf"] = {"@id": copy.path}
            yield {
                "@id": copy.path,
                "@type": "prov:Entity",
                "dct:identifier": f"sha256:{copy.sha256}",
            }
        yield node
        yield {
            "@id": f"#publisher/{quote(source.publisher, safe='')}",
            "@type": "prov:Agent",
            "foaf:name": source.publisher,
        }


def _promises(plan: Plan, records: Records) -> Iterator[dict[str, Any]]:
    recorded = records.get("indicators", [])
    for place, row in enumerate(plan.indicators):
        source = plan.source(row.source_id)
        by = recorded[place] if place < len(recorded) else None
        parts = (
            ("baseline", row.baseline_period, row.baseline_value, row.baseline_text),
            ("target", row.target_period, row.target_value, row.target_text),
        )
        for what, period, value, text in parts:
            if period is not None:
                identity = f"#{what}/{row.id}"
                yield from _figure(identity, row, str(period), value, text, source, row.locator, by)


def _observations(plan: Plan, records: Records) -> Iterator[dict[str, Any]]:
    recorded = records.get("observations", [])
    before: dict[tuple[str, str], str] = {}
    for place, row in enumerate(plan.observations):
        by = recorded[place] if place < len(recorded) else None
        identity = figure_id(row)
        found = _figure(
            identity,
            plan.indicator(row.indicator_id),
            str(row.period),
            row.value,
            row.text,
            plan.source(row.source_id),
            row.locator,
            by,
        )
        for node in found:
            key = (row.indicator_id, str(row.period))
            if node["@id"] == identity:
                node["dct:issued"] = _day(row.published)
                if key in before:
                    node["prov:wasRevisionOf"] = {"@id": before[key]}
                before[key] = identity
            yield node


def figure_id(row: Observation) -> str:
    """A published figure's own anchor in the document."""
    return f"#figure/{row.indicator_id}/{row.period}/{row.published.isoformat()}"


def _figure(
    identity: str,
    indicator: Indicator,
    period: str,
    value: object,
    text: str,
    source: Source,
    locator: str,
    recorded: Recorded | None,
) -> Iterator[dict[str, Any]]:
    place = f"#place/{source.id}/{quote(locator, safe='')}"
    node = {
        "@id": identity,
        "@type": "prov:Entity",
        "rdfs:label": f"{indicator.name} {period}",
        "prov:value": plain(value) if value is not None else text,
        "dct:temporal": period,
        "prov:hadPrimarySource": {"@id": place},
    }
    if recorded is not None:
        node["prov:wasGeneratedBy"] = {"@id": f"#commit/{recorded.commit}"}
        yield {
            "@id": f"#commit/{recorded.commit}",
            "@type": "prov:Activity",
            "dct:identifier": recorded.commit,
            "dct:date": _day(recorded.day),
        }
    yield node
    yield {
        "@id": place,
        "@type": "prov:Entity",
        "dct:isPartOf": {"@id": f"#source/{source.id}"},
        "prov:atLocation": {
            "@id": f"{place}/location",
            "@type": "prov:Location",
            "rdfs:label": locator,
        },
    }


def _day(day: Any) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": day.isoformat()}

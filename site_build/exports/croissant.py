"""Croissant 1.0 (MLCommons): a plan's Parquet files, their sums and their columns, for machine learning."""

from collections.abc import Mapping
from typing import Any

from site_build.data import schemas
from site_build.exports.archive import as_json, sha256
from site_build.exports.tables import TABLES, PublishedTables

NAME = "croissant.json"
_TYPES = {
    "number": "sc:Float",
    "integer": "sc:Integer",
    "date": "sc:Date",
    "boolean": "sc:Boolean",
    "string": "sc:Text",
}
# The context that the format's specification prescribes.
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataBiases": "cr:dataBiases",
    "dataCollection": "cr:dataCollection",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "personalSensitiveInformation": "cr:personalSensitiveInformation",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def metadata(tables: PublishedTables, files: Mapping[str, bytes], citation: str) -> bytes:
    """The document that stands beside a plan's other files; addresses are relative to it."""
    plan = tables.plan
    folder = f"{tables.site.url}data/{plan.id}/" if tables.site.url else ""
    filled = [name for name in TABLES if tables.rows[name]]
    about = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": plan.id,
        "alternateName": [title for title in (plan.title, plan.title_en) if title],
        "description": plan.description or plan.title,
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "url": folder or ".",
        "version": plan.version or "1.0.0",
        "datePublished": tables.assessments.as_of.isoformat(),
        "license": [row.path or row.name for row in plan.licences],
        "citeAs": citation,
        "creator": {"@type": "sc:Organization", "name": plan.authority},
        "distribution": [_file_object(name, files[_file(name)], folder) for name in filled],
        "recordSet": [_record_set(name) for name in filled],
    }
    return as_json(about)


def _file(name: str) -> str:
    return f"parquet/{name}.parquet"


def _file_object(name: str, data: bytes, folder: str) -> dict[str, Any]:
    schema = schemas.published(name)
    return {
        "@type": "cr:FileObject",
        "@id": _file(name),
        "name": name,
        "description": f"{schema['title']} · {schema['title_en']}",
        "contentUrl": f"{folder}{_file(name)}",
        "contentSize": f"{len(data)} B",
        "encodingFormat": "application/x-parquet",
        "sha256": sha256(data),
    }


def _record_set(name: str) -> dict[str, Any]:
    schema = schemas.published(name)
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": schema["title_en"],
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{name}/{field['name']}",
                "name": field["name"],
                "description": f"{field['description']} · {field['description_en']}",
                "dataType": _TYPES[field["type"]],
                "source": {
                    "fileObject": {"@id": _file(name)},
                    "extract": {"column": field["name"]},
                },
            }
            for field in schema["fields"]
        ],
    }

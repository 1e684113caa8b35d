"""The catalogue of a site's data: DCAT 3 after the profile DCAT-AP, and ``data.json`` after DCAT-US 1.1.

A dataset for each plan and one over all plans.  Addresses are whole where the site's is known, else relative
to the catalogue's file.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from site_build.data.citations import publisher_name
from site_build.data.model import Plan
from site_build.data.publications import publications
from site_build.exports.archive import as_json
from site_build.language import DEFAULT_LANGUAGE, LANGUAGES, load
from site_build.progress import PlanAssessment
from site_build.settings import Settings

JSON_LD, TURTLE = "catalog.jsonld", "catalog.ttl"
_TAGS = {"zh": "zh", "en": "en"}
_MEDIA = {
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "atom": "application/atom+xml",
}
_FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type/"
_LANGUAGE_CODES = {
    "zh": "http://publications.europa.eu/resource/authority/language/ZHO",
    "en": "http://publications.europa.eu/resource/authority/language/ENG",
}
_CONTEXT: dict[str, Any] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}


def _contact(settings: Settings) -> dict[str, str] | None:
    """Whom to write to, after vCard; DCAT-US knows mail only."""
    if "@" not in settings.contact:
        return None
    return {
        "@type": "vcard:Contact",
        "fn": publisher_name(settings.publisher, DEFAULT_LANGUAGE),
        "hasEmail": f"mailto:{settings.contact}",
    }


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A published file's size in bytes and its SHA-256 sum."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Catalogue:
    """What a site publishes; ``files`` are known by their paths below the site's root."""

    plans: Sequence[tuple[Plan, PlanAssessment]]
    as_of: date
    settings: Settings
    files: Mapping[str, FileFacts]

    def json_ld(self) -> dict[str, Any]:
        """The catalogue as one JSON-LD document, its context within."""
        datasets = [self._plan(plan) for plan, _ in self.plans]
        return {
            "@context": _CONTEXT,
            "@id": self._at("data/"),
            "@type": "dcat:Catalog",
            "dct:title": _said("exports.catalogue.title"),
            "dct:description": _said("exports.catalogue.description"),
            "dct:publisher": self._publisher(),
            "dct:language": _languages(),
            "dct:modified": _day(self.as_of),
            "foaf:homepage": _thing(self._at(""), "foaf:Document"),
            "dcat:dataset": [self._all(), *datasets],
            "dcat:service": self._service(),
        }

    def turtle(self) -> bytes:
        """The same as Turtle."""
        # Imported here: the library takes a quarter of a second to load.
        from rdflib import Graph

        graph = Graph()
        graph.parse(io.BytesIO(as_json(self.json_ld())), format="json-ld", publicID=_NOWHERE)
        for prefix, address in _CONTEXT.items():
            graph.bind(prefix, address)
        text: str = graph.serialize(format="turtle")
        return text.replace(f"<{_NOWHERE}data/", "<./").replace(f"<{_NOWHERE}", "<../").encode("utf-8")

    def _at(self, path: str) -> str:
        return f"{self.settings.url or _NOWHERE}{path}"

    def _publisher(self) -> dict[str, Any]:
        name = self.settings.publisher or _said("common.product")
        return {"@id": self._at("#publisher"), "@type": "foaf:Agent", "foaf:name": name}

    def _service(self) -> dict[str, Any]:
        return {
            "@id": self._at("api/v1/"),
            "@type": "dcat:DataService",
            "dct:title": _said("exports.catalogue.service"),
            "dcat:endpointURL": {"@id": self._at("api/v1/")},
            "dcat:endpointDescription": {"@id": self._at("api/v1/openapi.json")},
        }

    def _all(self) -> dict[str, Any]:
        names = ("observations", "progress")
        paths = [f"data/{folder}{name}.{end}" for name in names for folder, end in _FORMATS]
        newest = max((self._modified(plan) for plan, _ in self.plans), default=self.as_of)
        licences = sorted({row.path for plan, _ in self.plans for row in plan.licences if row.path})
        return {
            "@id": self._at("data/#all"),
            "@type": "dcat:Dataset",
            "dct:title": _said("exports.catalogue.all.title"),
            "dct:description": _said("exports.catalogue.all.description"),
            "dct:identifier": "all-plans",
            "dct:publisher": {"@id": self._at("#publisher")},
            "dct:modified": _day(newest),
            "dcat:landingPage": {"@id": self._at("data/"), "@type": "foaf:Document"},
            "dcat:distribution": [self._distribution(path, licences) for path in paths if path in self.files],
        }

    def _plan(self, plan: Plan) -> dict[str, Any]:
        folder = f"data/{plan.id}/"
        licences = [row.path for row in plan.licences if row.path]
        whole = [f"{folder}{plan.id}.{end}" for end in ("zip", "xlsx", "json")]
        tables = [
            f"{folder}{place}{name}.{end}"
            for name in ("progress", "figures", "observations", "indicators")
            for place, end in _FORMATS
        ]
        return {
            "@id": self._at(f"{plan.id}/data/"),
            "@type": "dcat:Dataset",
            "dct:title": _named(plan.title, plan.title_en),
            "dct:description": _named(plan.description or plan.title, plan.title_en),
            "dct:identifier": plan.id,
            "dcat:version": plan.version,
            "dct:publisher": {"@id": self._at("#publisher")},
            "dct:creator": {
                "@id": self._at(f"{plan.id}/#authority"),
                "@type": "foaf:Agent",
                "foaf:name": _named(plan.authority, plan.authority_en),
            },
            "dct:spatial": {
                "@id": self._at(f"{plan.id}/#jurisdiction"),
                "@type": "dct:Location",
                "locn:geographicName": _named(plan.jurisdiction, plan.jurisdiction_en),
                **({"dct:identifier": plan.jurisdiction_code} if plan.jurisdiction_code else {}),
            },
            "dct:temporal": {
                "@id": self._at(f"{plan.id}/#period"),
                "@type": "dct:PeriodOfTime",
                "dcat:startDate": _day(plan.start),
                "dcat:endDate": _day(plan.end),
            },
            "dcat:keyword": [
                keyword for theme in plan.themes for keyword in _named(theme.name, theme.name_en)
            ],
            "dct:modified": _day(self._modified(plan)),
            "dct:language": _languages(),
            "dcat:landingPage": {"@id": self._at(f"{plan.id}/"), "@type": "foaf:Document"},
            "dcat:distribution": [
                self._distribution(path, licences) for path in (*whole, *tables) if path in self.files
            ],
        }

    def _modified(self, plan: Plan) -> date:
        """The newest day on which anything of the plan was published."""
        rows = publications(plan, self.as_of)
        return rows[0].day if rows else plan.adopted or plan.start

    def _distribution(self, path: str, licences: Sequence[str]) -> dict[str, Any]:
        end = path.rpartition(".")[2]
        facts = self.files[path]
        return {
            "@id": self._at(path),
            "@type": "dcat:Distribution",
            "dct:title": path.removeprefix("data/"),
            "dcat:accessURL": {"@id": self._at(path)},
            "dcat:downloadURL": {"@id": self._at(path)},
            "dcat:mediaType": _thing(
                f"https://www.iana.org/assignments/media-types/{_MEDIA[end]}", "dct:MediaType"
            ),
            "dct:format": _thing(f"{_FILE_TYPES}{end.upper()}", "dct:MediaTypeOrExtent"),
            "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(facts.size)},
            **_licence(licences),
            "spdx:checksum": {
                "@id": f"{self._at(path)}#sha256",
                "@type": "spdx:Checksum",
                "spdx:algorithm": _thing("spdx:checksumAlgorithm_sha256", "spdx:ChecksumAlgorithm"),
                "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": facts.sha256},
            },
        }

    def data_json(self) -> bytes:
        """``/data.json``: the plans after DCAT-US 1.1 (Project Open Data)."""
        publisher = {
            "@type": "org:Organization",
            "name": publisher_name(self.settings.publisher, DEFAULT_LANGUAGE),
        }
        return as_json(
            {
                "@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
                "@type": "dcat:Catalog",
                "conformsTo": "https://project-open-data.cio.gov/v1.1/schema",
                "describedBy": "https://project-open-data.cio.gov/v1.1/schema/catalog.json",
                "dataset": [self._plain_dataset(plan, publisher) for plan, _ in self.plans],
            }
        )

    def _plain_dataset(self, plan: Plan, publisher: Mapping[str, str]) -> dict[str, Any]:
        folder = f"data/{plan.id}/"
        paths = [f"{folder}{plan.id}.{end}" for end in ("zip", "xlsx", "json")]
        paths += [f"{folder}{name}.csv" for name in ("progress", "figures", "observations")]
        found: dict[str, Any] = {
            "@type": "dcat:Dataset",
            "title": plan.title,
            "description": plan.description or plan.title,
            "keyword": [theme.name for theme in plan.themes] or [plan.jurisdiction],
            "modified": self._modified(plan).isoformat(),
            "publisher": publisher,
            "identifier": plan.id,
            "accessLevel": "public",
            "spatial": plan.jurisdiction,
            "temporal": f"{plan.start.isoformat()}/{plan.end.isoformat()}",
            "language": [*LANGUAGES],
            "distribution": [self._plain_distribution(path) for path in paths if path in self.files],
        }
        if licences := [row.path for row in plan.licences if row.path]:
            found["license"] = licences[0]
        if contact := _contact(self.settings):
            found["contactPoint"] = contact
        if self.settings.url:
            found["landingPage"] = f"{self.settings.url}{plan.id}/"
        return found

    def _plain_distribution(self, path: str) -> dict[str, str]:
        end = path.rpartition(".")[2]
        return {
            "@type": "dcat:Distribution",
            "downloadURL": f"{self.settings.url}{path}",
            "mediaType": _MEDIA[end],
            "title": path.rpartition("/")[2],
        }


# Stands for the site's address where it is not known: what begins with it is written relative to the file.
_NOWHERE = "http://site.invalid/"
# Where a table lies below its folder, and how its name ends.
_FORMATS = (("", "csv"), ("parquet/", "parquet"))


def relative(document: str) -> str:
    """A document of ``data/`` with addresses relative to it, where the site's own is not known."""
    return document.replace(f'"{_NOWHERE}data/', '"./').replace(f'"{_NOWHERE}', '"../')


def _said(key: str) -> list[dict[str, str]]:
    return [{"@language": _TAGS[code], "@value": load(code).text(key)} for code in LANGUAGES]


def _named(chinese: str, english: str) -> list[dict[str, str]]:
    """A name in the languages that the data has."""
    found = [("zh", chinese), ("en", english)]
    return [{"@language": code, "@value": name} for code, name in found if name]


def _thing(address: str, kind: str) -> dict[str, str]:
    return {"@id": address, "@type": kind}


def _languages() -> list[dict[str, str]]:
    return [_thing(_LANGUAGE_CODES[code], "dct:LinguisticSystem") for code in LANGUAGES]


def _licence(addresses: Sequence[str]) -> dict[str, Any]:
    """A distribution has one licence; where its parts have several, each row of the table names its own."""
    if len(addresses) != 1:
        return {}
    return {"dct:license": _thing(addresses[0], "dct:LicenseDocument")}


def _day(day: date) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": day.isoformat()}

"""Publishing: everything that a reader or a program can take away of a plan."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from site_build import language
from site_build.data import schemas
from site_build.data.citations import CitedSite, citation
from site_build.data.model import Plan
from site_build.exports import (
    api,
    archive,
    calendars,
    croissant,
    csvw,
    feeds,
    letters,
    machine,
    parquet,
    provenance,
    workbook,
)
from site_build.exports.archive import as_json
from site_build.exports.spreadsheet import csv_bytes, plain_csv
from site_build.exports.tables import INDICATOR_FILE, TABLES, PublishedTables
from site_build.files import csv_rows, git
from site_build.progress import PlanAssessment, all_due

_NOWHERE = CitedSite()


@dataclass(frozen=True, slots=True)
class Source:
    """What of a package is published beside its rows.

    Its descriptor, who recorded the rows, by resource, and the copies of documents in it, by path.
    """

    descriptor: str
    recorded: Mapping[str, list[git.Recorded | None]]
    copies: Mapping[str, bytes]


def read_source(plan: Plan, folder: Path) -> Source:
    """What is published of the plan's package in ``folder``."""
    return Source(
        (folder / "datapackage.json").read_text(encoding="utf-8-sig"),
        recorded(folder),
        {copy.path: (folder / copy.path).read_bytes() for copy in plan.stored_copies},
    )


def publish(
    plan: Plan,
    assessments: PlanAssessment,
    folder: Path,
    *,
    source_folder: Path,
    site: CitedSite = _NOWHERE,
    pictures: Mapping[str, bytes] | None = None,
    root: Path | None = None,
) -> tuple[str, ...]:
    """Write a plan's files into ``folder`` (``site/data/<plan-id>``); returns their names, sorted.

    ``source_folder`` is the package the plan was read from: its descriptor is published too.
    ``pictures`` are the charts' files, which are drawn elsewhere.  What the interface for programs answers
    of the plan is written below the site's ``root``, if it is given.
    """
    tables = PublishedTables(plan, assessments, site)
    files = _files(tables, read_source(plan, source_folder), pictures)
    _write(folder, files)
    if root is not None:
        _write(root, api.plan_files(tables))
    return tuple(sorted(files))


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def published(
    plan: Plan,
    assessments: PlanAssessment,
    source_folder: Path,
    site: CitedSite,
    pictures: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """All files by name."""
    return _files(PublishedTables(plan, assessments, site), read_source(plan, source_folder), pictures)


def plan_data(plan: Plan, assessments: PlanAssessment, source: Source, site: CitedSite) -> dict[str, bytes]:
    """A plan's files by their paths below the site's root, the interface for programs with them.

    The charts' pictures are not among them, nor the list of sums, which has these too.
    """
    tables = PublishedTables(plan, assessments, site)
    files = _data(tables, source)
    return {f"{folder(plan.id)}/{name}": data for name, data in files.items()} | api.plan_files(tables)


def plan_sums(plan_id: str, sums: Mapping[str, str]) -> dict[str, bytes]:
    """The list of sums of a plan's files; ``sums`` are by their paths below the site's root."""
    start = f"{folder(plan_id)}/"
    inside = {name.removeprefix(start): one for name, one in sums.items()}
    return {f"{start}{archive.SUMS}": archive.sums_file(inside)}


def folder(plan_id: str) -> str:
    """Where a plan's files lie below the site's root."""
    return f"data/{plan_id}"


def _files(found: PublishedTables, source: Source, pictures: Mapping[str, bytes] | None) -> dict[str, bytes]:
    files = _data(found, source) | dict(pictures or {})
    return files | {archive.SUMS: archive.sums(files)}


def _data(found: PublishedTables, source: Source) -> dict[str, bytes]:
    plan, assessments, site_url = found.plan, found.assessments, found.site.url
    sheets = {name: csv_bytes(_columns(name), found.rows[name]) for name in TABLES}
    package = {f"{name}.csv": data for name, data in sheets.items()}
    package["datapackage.json"] = archive.descriptor(json.loads(source.descriptor), sheets)
    files = dict(package)
    files[f"{plan.id}.zip"] = archive.zipped(package)
    files[f"{plan.id}.xlsx"] = workbook.workbook(found)
    files[f"{plan.id}.json"] = machine.document(found)
    for name in TABLES:
        files[f"plain/{name}.csv"] = plain_csv(_columns(name), found.rows[name])
        files[f"parquet/{name}.parquet"] = parquet.table(name, found.frames[name], plan)
    files[csvw.NAME] = csvw.metadata(plan)
    files |= letters.files(letters.letters(plan, assessments))
    files[provenance.NAME] = provenance.document(found, source.recorded)
    cited = citation(plan, None, assessments.as_of, found.site, "apa", "en")
    files[croissant.NAME] = croissant.metadata(found, files, cited)
    for indicator in plan.indicators:
        name = f"indicators/{indicator.id}"
        files[f"{name}.csv"] = csv_bytes(_columns(INDICATOR_FILE), found.indicator_file(indicator))
        files[f"{name}.xlsx"] = workbook.indicator_workbook(found, indicator)
        files[f"{name}.json"] = machine.indicator_document(found, indicator)
    due = all_due(plan, assessments)
    for code in language.LANGUAGES:
        if due:
            files[calendars.name(code)] = calendars.calendar([(plan, due)], assessments.as_of, site_url, code)
        asked = feeds.of_requests(plan, assessments.as_of, site_url, code)
        files[f"{asked.name}.atom"] = asked.atom(site_url)
        files[f"{asked.name}.json"] = asked.json(site_url)
        for department in ("", *(row.id for row in plan.departments)):
            feed = feeds.of_plan(plan, assessments.as_of, site_url, code, department)
            name = feed.path.removeprefix(f"data/{plan.id}/")
            files[f"{name}.atom"] = feed.atom(site_url)
            files[f"{name}.json"] = feed.json(site_url)
    files |= source.copies
    return files


def recorded(folder: Path) -> dict[str, list[git.Recorded | None]]:
    """By resource: who recorded its rows, in the file's order."""
    found: dict[str, list[git.Recorded | None]] = {}
    for name in ("indicators", "observations"):
        path = folder / f"{name}.csv"
        if path.is_file() and (lines := git.recorded(path)):
            rows = csv_rows.split(path.read_text(encoding="utf-8-sig"))
            found[name] = [lines.get(row.line) for row in rows[1:]]
    return found


def _columns(name: str) -> list[str]:
    return [field["name"] for field in schemas.published(name)["fields"]]


__all__ = ["as_json", "plan_files", "publish", "published", "recorded"]

"""What a site publishes beside its plans' own files: tables over all plans, the dictionary, the catalogue."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from site_build.data import frames, schemas
from site_build.data.model import Plan
from site_build.exports import (
    all_plans,
    api,
    archive,
    calendars,
    citation_file,
    dictionary,
    feeds,
    parquet,
    sdmx,
)
from site_build.exports.catalogue import JSON_LD, TURTLE, Catalogue, FileFacts, relative
from site_build.exports.spreadsheet import csv_bytes, plain_csv
from site_build.language import LANGUAGES
from site_build.progress import PlanAssessment, all_due
from site_build.settings import Settings

if TYPE_CHECKING:
    import pandas as pd


def publish_site(
    plans: Sequence[tuple[Plan, PlanAssessment]], as_of: date, folder: Path, settings: Settings
) -> tuple[str, ...]:
    """Write the site's files into its root ``folder``, where each plan's (``data/<plan-id>``) are already.

    Returns their paths, sorted.
    """
    files = site_files(plans, as_of, folder, settings)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tuple(sorted(files))


def site_files(
    plans: Sequence[tuple[Plan, PlanAssessment]], as_of: date, folder: Path, settings: Settings
) -> dict[str, bytes]:
    """The site's files by path; ``folder`` is the site's root, where each plan's files are already."""
    found = all_plans.all_frames(plans)
    tables = {f"data/{name}": data for name, data in _tables(plans, as_of, found).items()}
    known = {name: _facts(data) for name, data in tables.items()}
    for plan, _ in plans:
        known |= _written(folder, f"data/{plan.id}")
    catalogue = Catalogue(plans, as_of, settings, known)
    about = archive.as_json(catalogue.json_ld()).decode("utf-8")
    progress = schemas.published(all_plans.FILES["progress"])
    columns = [field["name"] for field in progress["fields"]]
    for name, frame in all_plans.standard_frames([plan for plan, _ in plans], found["progress"]).items():
        tables[f"data/{name}"] = csv_bytes(columns, frames.rows(progress, frame))
    files = tables | {
        f"data/{JSON_LD}": relative(about).encode("utf-8"),
        f"data/{TURTLE}": catalogue.turtle(),
        "data.json": catalogue.data_json(),
        citation_file.NAME: citation_file.citation_file([plan for plan, _ in plans], as_of, settings),
    }
    inside = {name.removeprefix("data/"): data for name, data in files.items() if name.startswith("data/")}
    due = [(plan, all_due(plan, assessments)) for plan, assessments in plans]
    for code in LANGUAGES:
        if any(rows for _, rows in due):
            files[f"data/{calendars.name(code)}"] = calendars.calendar(due, as_of, settings.url, code)
        feed = feeds.of_site([plan for plan, _ in plans], as_of, settings.url, code)
        files |= {f"{feed.path}.atom": feed.atom(settings.url), f"{feed.path}.json": feed.json(settings.url)}
    files |= api.site_files(plans, as_of, found)
    files[f"data/{archive.SUMS}"] = archive.sums(inside)
    return files


def _tables(
    plans: Sequence[tuple[Plan, PlanAssessment]], as_of: date, found: "Mapping[str, pd.DataFrame]"
) -> dict[str, bytes]:
    """The tables over all plans in each format, and the dictionary, by path below ``data/``."""
    files = {
        "dictionary.csv": dictionary.sheet(),
        "dictionary.json": archive.as_json(dictionary.rows()),
        "observations.sdmx.csv": sdmx.sheet([plan for plan, _ in plans], as_of),
    }
    for name, frame in found.items():
        schema = schemas.published(all_plans.FILES[name])
        columns = [field["name"] for field in schema["fields"]]
        rows = frames.rows(schema, frame)
        files[f"{name}.csv"] = csv_bytes(columns, rows)
        files[f"plain/{name}.csv"] = plain_csv(columns, rows)
        files[f"parquet/{name}.parquet"] = parquet.table(all_plans.FILES[name], frame)
    return files


def _facts(data: bytes) -> FileFacts:
    return FileFacts(len(data), archive.sha256(data))


def _written(root: Path, folder: str) -> Mapping[str, FileFacts]:
    """The files of a plan as their list of sums has them."""
    lines = (root / folder / archive.SUMS).read_text(encoding="utf-8").splitlines()
    sums = (line.split("  ", 1) for line in lines)
    return {
        f"{folder}/{name}": FileFacts((root / folder / name).stat().st_size, sha256) for sha256, name in sums
    }

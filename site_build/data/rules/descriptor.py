"""Rules on ``datapackage.json``: what it must say, and where its files may lie."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from site_build import periods
from site_build.data import schemas
from site_build.data.rules.tables import at
from site_build.language import sentence
from site_build.problem import Problem

FILE = "datapackage.json"


def check_descriptor(folder: Path, name: str) -> tuple[dict[str, Any], list[Problem]]:
    """The descriptor as read (empty if it cannot be) and every problem in it."""
    try:
        descriptor = json.loads((folder / FILE).read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        return {}, [_unreadable("encoding")]
    except OSError:
        return {}, [_unreadable("missing")]
    except json.JSONDecodeError as error:
        return {}, [_unreadable("syntax", error.lineno)]
    except RecursionError:
        return {}, [_unreadable("nested")]
    if not isinstance(descriptor, dict) or not _resources(descriptor):
        return {}, [_unreadable("resources")]
    return descriptor, [*_values(descriptor, name), *_files(folder, descriptor)]


def _unreadable(why: str, line: int | None = None) -> Problem:
    return at("descriptor", "", FILE, line, None, reason=sentence(f"rules.descriptor.why.{why}"))


def _resources(descriptor: Mapping[str, Any]) -> bool:
    rows = descriptor.get("resources")
    return isinstance(rows, list) and all(
        isinstance(row, dict) and isinstance(row.get("name"), str) and isinstance(row.get("path"), str)
        for row in rows
    )


def table_path(folder: Path, resource: Mapping[str, Any]) -> Path | None:
    """Where a resource's file lies; None if that is not a file inside the folder."""
    if resource["name"] not in schemas.RESOURCES or not _inside(folder, resource["path"]):
        return None
    path: Path = folder / resource["path"]
    return path if path.is_file() else None


def _inside(folder: Path, path: str) -> bool:
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or "\\" in path or ":" in path or "\0" in path:
        return False
    return (folder / path).resolve().is_relative_to(folder.resolve())


def _files(folder: Path, descriptor: Mapping[str, Any]) -> Iterator[Problem]:
    names = [row["name"] for row in descriptor["resources"]]
    for wanted in schemas.RESOURCES:
        if wanted not in names and wanted not in schemas.OPTIONAL:
            yield at("resource-missing", wanted, FILE, None, "resources", found=wanted)
    for row in descriptor["resources"]:
        name, path = row["name"], row["path"]
        if name not in schemas.RESOURCES or names.count(name) > 1:
            yield at("resource-unknown", name, FILE, None, "resources", found=name)
        elif not _inside(folder, path):
            yield at("path-outside", name, FILE, None, "path", path=path)
        elif not (folder / path).is_file():
            yield at("file-missing", name, FILE, None, "path", path=path)
        elif row.get("schema") != f"schemas/{name}.json":
            yield at(
                "descriptor-value", name, FILE, None, "schema", key="schema", wanted=f"schemas/{name}.json"
            )


def _values(descriptor: Mapping[str, Any], name: str) -> Iterator[Problem]:
    if descriptor.get("name") != name:
        yield _value("name", name)
    plan = descriptor.get("plan")
    plan = plan if isinstance(plan, dict) else {}
    span = plan.get("period")
    span = span if isinstance(span, dict) else {}
    for key, value, example in (
        ("title", descriptor.get("title"), "…“十四五”规划"),
        ("version", descriptor.get("version"), "1.0.0"),
        ("plan.authority", plan.get("authority"), "…人民政府"),
        ("plan.jurisdiction.name", _get(plan.get("jurisdiction"), "name"), "…县"),
    ):
        if not isinstance(value, str) or not value.strip() or "<" in value:
            yield _value(key, example)
    for key, value in (("plan.period.start", span.get("start")), ("plan.period.end", span.get("end"))):
        if not _day(value):
            yield _value(key, "2021-01-01")
    if _day(span.get("start")) and _day(span.get("end")) and span["start"] >= span["end"]:
        yield _value("plan.period.end", f"> {span['start']}")
    if plan.get("adopted") is not None and not _day(plan["adopted"]):
        yield _value("plan.adopted", "2023-11-26")
    if plan.get("baseline") is not None and not _period(plan["baseline"]):
        yield _value("plan.baseline", "2020")
    yield from _reporting(plan.get("reporting"))
    licences = descriptor.get("licenses")
    if not isinstance(licences, list) or not licences or not all(isinstance(row, dict) for row in licences):
        yield _value("licenses", '[{"name": "CC-BY-4.0"}]')


def _reporting(found: object) -> Iterator[Problem]:
    if found is None:
        return
    found = found if isinstance(found, dict) else {"basis": found}
    months = found.get("grace_months")
    if months is not None and (
        not isinstance(months, int) or isinstance(months, bool) or not 0 <= months <= 60
    ):
        yield _value("plan.reporting.grace_months", "6")
    if found.get("basis", "editor") not in {"source", "editor"}:
        yield _value("plan.reporting.basis", "editor")


def _get(value: object, key: str) -> object:
    return value.get(key) if isinstance(value, dict) else None


def _day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _period(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(periods.parse(value))
    except ValueError:
        return False


def _value(field: str, wanted: str) -> Problem:
    return at("descriptor-value", "", FILE, None, field, key=field, wanted=wanted)

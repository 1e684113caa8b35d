"""Rules on ``datapackage.json``: what it must say, and where its files may lie."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from site_build import periods
from site_build.data import schemas
from site_build.data.addresses import (
    LONGEST_ID,
    is_device,
    is_path_inside,
    is_plan_id,
    is_reserved,
    is_web_address,
)
from site_build.data.rules.descriptor_text import check_texts, parse
from site_build.data.rules.tables import at
from site_build.language import sentence
from site_build.problem import Problem

FILE = "datapackage.json"
# In bytes; the longest descriptor here has seven thousand.
MOST_BYTES = 1_000_000
# Some plans reach fifteen years and more ahead; a longer span is a slip of the keyboard.
LONGEST_PLAN = 30
EARLIEST_YEAR, LATEST_YEAR = 1949, 2199


def check_descriptor(folder: Path, name: str) -> tuple[dict[str, Any], list[Problem]]:
    """The descriptor as read (empty if it cannot be) and every problem in it."""
    try:
        data = (folder / FILE).read_bytes()
        if len(data) > MOST_BYTES:
            return {}, [_unreadable("large")]
        descriptor = parse(data.decode("utf-8-sig"))
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
    cleaned, problems = check_texts(descriptor)
    problems += [*_values(cleaned), *_plan_id(cleaned, name), *_span(cleaned), *_files(folder, cleaned)]
    told = {(one.code, one.field) for one in problems}
    return cleaned, [one for one in problems if one.code != "descriptor-value" or not _told(one, told)]


def _told(one: Problem, told: set[tuple[str, str | None]]) -> bool:
    """Whether another rule has said more plainly what is wrong there."""
    return any((code, one.field) in told for code in ("number", "digits", "plan-id"))


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
    if not is_path_inside(path):
        return False
    try:
        return (folder / path).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # A name that is too long for a file, a link that leads to itself.
        return False


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


@cache
def _validator() -> Any:
    # Imported here: it takes a tenth of a second to load.
    from jsonschema import Draft202012Validator, FormatChecker

    text = (resources.files(__package__) / "descriptor.schema.json").read_text(encoding="utf-8")
    formats = FormatChecker(formats=())
    for name, is_right in (
        ("day", _day),
        ("period", _period),
        ("web-address", is_web_address),
        ("plan-id", lambda value: not value or is_plan_id(value)),
    ):
        formats.checks(name)(_of_text(is_right))
    return Draft202012Validator(json.loads(text), format_checker=formats)


def _of_text(is_right: Any) -> Any:
    """The check of a format; what is no text is the type's to tell."""
    return lambda value: not isinstance(value, str) or is_right(value)


def _values(descriptor: Mapping[str, Any]) -> Iterator[Problem]:
    """Every value that is not as the schema says, once each."""
    told = set()
    for error in _validator().iter_errors(descriptor):
        path = list(error.absolute_path)
        schema = error.schema
        if error.validator == "required":
            missing = next(name for name in error.validator_value if name not in error.instance)
            path, schema = [*path, missing], schema["properties"][missing]
        place = path_text(path)
        if place not in told:
            told.add(place)
            yield _value(place, _example(schema, path))


def _example(schema: Mapping[str, Any], path: list[Any]) -> str:
    """What stands there where it is right."""
    here: Any = _validator().schema
    for step in path:
        here = (
            here.get("items", here) if isinstance(step, int) else here.get("properties", {}).get(step, here)
        )
        if "$ref" in here and "properties" not in here:
            here = _validator().schema["$defs"][here["$ref"].rpartition("/")[2]] | here
    examples = here.get("examples") or schema.get("examples") or ["…"]
    return examples[0] if isinstance(examples[0], str) else json.dumps(examples[0], ensure_ascii=False)


def _plan_id(descriptor: Mapping[str, Any], folder: str) -> Iterator[Problem]:
    """The plan is called as its folder is, and no page of the site, no device is called so."""
    name = descriptor.get("name")
    if not isinstance(name, str):
        return
    why = (
        "form"
        if not is_plan_id(name)
        else "long"
        if len(name) > LONGEST_ID
        else "device"
        if is_device(name)
        else "reserved"
        if is_reserved(name)
        else "folder"
        if name != folder
        else ""
    )
    if why:
        reason = sentence(f"rules.plan-id.why.{why}", folder=folder, longest=LONGEST_ID)
        yield at("plan-id", "", FILE, None, "name", found=name, why=reason)


def _span(descriptor: Mapping[str, Any]) -> Iterator[Problem]:
    """A plan ends after it begins, in years that can be meant."""
    plan = descriptor.get("plan")
    span = plan.get("period") if isinstance(plan, dict) else None
    start, end = (span.get(name) if isinstance(span, dict) else None for name in ("start", "end"))
    if not (isinstance(start, str) and isinstance(end, str) and _day(start) and _day(end)):
        return
    first, last = int(start[:4]), int(end[:4])
    if start >= end:
        yield _value("plan.period.end", f"> {start}")
    elif first < EARLIEST_YEAR:
        yield _value("plan.period.start", f"≥ {EARLIEST_YEAR}-01-01")
    elif last > LATEST_YEAR or last - first >= LONGEST_PLAN:
        yield _value("plan.period.end", f"≤ {min(LATEST_YEAR, first + LONGEST_PLAN - 1)}-12-31")


def path_text(path: list[Any]) -> str:
    """A place inside the file: ``licenses[0].path``."""
    said = ""
    for step in path:
        said += f"[{step}]" if isinstance(step, int) else f".{step}" if said else str(step)
    return said


def _day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _period(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(periods.parse(value))
    except ValueError:
        return False


def _value(field: str, wanted: str) -> Problem:
    return at("descriptor-value", "", FILE, None, field, key=field, wanted=wanted)

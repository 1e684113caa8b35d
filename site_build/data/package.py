"""Reading packages: from files to a checked :class:`~site_build.model.Plan`, or to every problem at once."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_type_hints

from site_build import periods
from site_build.data import model, rules, schemas, stored_copies
from site_build.data.rules import RawPackage, RawRow, RawTable, at, files, quotes
from site_build.data.rules.descriptor import check_descriptor, table_path
from site_build.files import csv_rows
from site_build.files.decode import Encoding, decode
from site_build.files.kept import Kept
from site_build.problem import PackageError, Problem

DESCRIPTOR = "datapackage.json"
ROWS: Mapping[str, type] = {
    "themes": model.Theme,
    "departments": model.Department,
    "sources": model.Source,
    "indicators": model.Indicator,
    "observations": model.Observation,
    "projects": model.Project,
    "project_updates": model.ProjectUpdate,
    "commitments": model.Commitment,
    "commitment_updates": model.CommitmentUpdate,
    "measures": model.Measure,
    "measure_updates": model.MeasureUpdate,
    "facts": model.Fact,
    "notes": model.Note,
    "searches": model.Search,
    "requests": model.Request,
}
# A figure with more digits than this before or after its point is no figure.
_MOST_DIGITS = 40


def find(root: Path) -> tuple[Path, ...]:
    """Package folders at or below ``root``, sorted; ``root`` may be a package or a file of one."""
    folder = root if root.is_dir() else root.parent
    if (folder / DESCRIPTOR).is_file():
        return (folder,)
    return tuple(sorted(path.parent for path in folder.glob(f"*/{DESCRIPTOR}")))


@dataclass(frozen=True, slots=True)
class Passed:
    """The packages that were found without a problem, by their content; ``by`` is the sum of our code."""

    kept: Kept
    by: str

    def check(self, raw: RawPackage) -> tuple[Problem, ...]:
        """Every problem of a package; none, at once, if it had none before."""
        told = [repr((table.file, table.data)) for table in raw.tables.values()]
        told += [json.dumps(raw.descriptor, sort_keys=True), repr((raw.name, raw.copies, raw.copy_faults))]
        key = json.dumps([self.by, told])
        if self.kept.get(key) is not None:
            return ()
        problems = rules.check(raw)
        if not problems:
            self.kept.put(key, b"passed")
        return problems


def check(folder: Path) -> tuple[Problem, ...]:
    """Every problem of the package in ``folder``, none if it can be published."""
    return load(folder)[1]


def read(folder: Path, passed: Passed | None = None) -> model.Plan:
    """The plan in ``folder``.  Raises PackageError with every problem if there is any."""
    raw, problems = load(folder, passed=passed)
    if problems:
        raise PackageError(folder.name, problems)
    return _plan(raw)


def read_unchecked(folder: Path) -> tuple[model.Plan | None, tuple[Problem, ...]]:
    """What a package with problems seems to say, and the problems: to compare with, never to publish.

    An old version may lack columns that were added since; they are taken for empty.  None where even
    that makes no plan.
    """
    raw, problems = load(folder)
    return (plan_of(raw) if problems else _plan(raw)), problems


def plan_of(raw: RawPackage) -> model.Plan | None:
    """The plan that a package seems to tell of, whatever its problems; None where it makes none."""
    try:
        plan = _plan(raw)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return None
    return plan if _plain(plan) else None


def _plain(plan: model.Plan) -> bool:
    """Whether every text is a text, and every figure one that can be written out."""
    rows = (row for name in schemas.RESOURCES for row in getattr(plan, name))
    figures = (getattr(row, field.name) for row in rows for field in fields(row))
    hints = get_type_hints(model.Plan)
    return all(
        value.is_finite() and abs(value.adjusted()) <= _MOST_DIGITS
        for value in figures
        if isinstance(value, Decimal)
    ) and all(isinstance(getattr(plan, name), str) for name, hint in hints.items() if hint is str)


def read_all(folders: Sequence[Path]) -> tuple[model.Plan, ...]:
    """All plans.  Raises an ExceptionGroup of every package's PackageError if there is any."""
    plans, errors = read_each(folders)
    if errors:
        raise ExceptionGroup("packages with problems", list(errors.values()))
    return tuple(plans.values())


def read_each(
    folders: Sequence[Path], passed: Passed | None = None
) -> tuple[dict[Path, model.Plan], dict[Path, PackageError]]:
    """By folder the plans that can be read, and of the others what is wrong; ``passed`` need no check."""
    plans, errors = {}, {}
    twice = repeated(folders)
    for folder in folders:
        try:
            if folder in twice:
                raise PackageError(folder.name, [twice[folder]])
            plans[folder] = read(folder, passed)
        except PackageError as error:
            errors[folder] = error
    return plans, errors


def load(
    folder: Path, instead: Mapping[str, bytes] | None = None, passed: Passed | None = None
) -> tuple[RawPackage, tuple[Problem, ...]]:
    """The package as it lies in its files, and every problem in it.

    ``instead`` gives the bytes of a table or of a document's copy by its path within the package, in place
    of what lies there; what has ``passed`` before is not checked again.
    """
    name = folder_name(folder)
    descriptor, problems = check_descriptor(folder, name)
    tables = {}
    for resource in descriptor.get("resources", []) if not _fatal(problems) else []:
        path = table_path(folder, resource)
        if path is None:
            continue
        data = (instead or {}).get(resource["path"])
        data = path.read_bytes() if data is None else data
        if refused := files.find_unreadable(resource["name"], resource["path"], data):
            problems.append(refused)
        else:
            tables[resource["name"]] = _table(resource["name"], resource["path"], data)
    raw = RawPackage(name, descriptor, {n: tables[n] for n in schemas.RESOURCES if n in tables})
    named = [record.get("stored_copy", "") for _, record in raw.records("sources")]
    copies, faults = stored_copies.read_copies(folder, named, instead or {})
    raw = replace(raw, copies=copies, copy_faults=faults)
    return raw, (*problems, *(passed.check(raw) if passed else rules.check(raw)))


def folder_name(folder: Path) -> str:
    """What a package's folder is called where it lies; a link's own name, not that of what it leads to."""
    return Path(os.path.abspath(folder)).name  # noqa: PTH100 - resolve() would follow the link


def repeated(folders: Sequence[Path]) -> dict[Path, Problem]:
    """The problem of each package that is, or is called as, one before it."""
    found: dict[Path, Problem] = {}
    first: dict[Path | str, Path] = {}
    for folder in folders:
        keys = (folder.resolve(), folder_name(folder).casefold())
        before = next((first[key] for key in keys if key in first), None)
        if before is not None and before != folder:
            names = {"found": folder_name(folder), "before": folder_name(before)}
            found[folder] = at("package-repeated", "", DESCRIPTOR, None, "name", **names)
        first |= {key: folder for key in keys if key not in first}
    return found


def _fatal(problems: Sequence[Problem]) -> bool:
    return any(problem.code == "descriptor" for problem in problems)


def _table(resource: str, file: str, data: bytes) -> RawTable:
    # A file in another encoding is read too, so that the rest of it can be checked.
    found = decode(data)
    text, encoding = found.text, None if found.encoding is Encoding.UTF_8 else found.encoding.value
    lines = csv_rows.split(csv_rows.plain_lines(text))
    # What a merge left, and what a quotation mark swallowed, is no row of the table: their own rules tell it.
    left = frozenset(files.conflict_rows(text)) | quotes.swallowing_rows(lines)
    header = lines[0].cells if lines else ()
    rows = tuple(
        RawRow(number, () if number in left else record.cells)
        for number, record in enumerate(lines[1:], start=2)
    )
    return RawTable(resource, file, data, text, encoding, header, rows, left)


def _plan(raw: RawPackage) -> model.Plan:
    descriptor = raw.descriptor
    plan: dict[str, Any] = descriptor["plan"]
    where: dict[str, str] = plan["jurisdiction"]
    return model.Plan(
        id=descriptor["name"],
        title=descriptor["title"],
        title_en=plan.get("title_en", ""),
        description=descriptor.get("description", ""),
        version=str(descriptor.get("version", "")),
        authority=plan["authority"],
        authority_en=plan.get("authority_en", ""),
        document_number=plan.get("document_number", ""),
        adopted=date.fromisoformat(plan["adopted"]) if plan.get("adopted") else None,
        jurisdiction=where["name"],
        jurisdiction_en=where.get("name_en", ""),
        jurisdiction_code=where.get("code", ""),
        start=date.fromisoformat(plan["period"]["start"]),
        end=date.fromisoformat(plan["period"]["end"]),
        baseline=periods.parse(plan["baseline"]) if plan.get("baseline") else None,
        predecessor=plan.get("predecessor", ""),
        grace_months=(plan.get("reporting") or {}).get("grace_months"),
        grace_basis=model.DutyBasis((plan.get("reporting") or {}).get("basis", "editor")),
        description_en=plan.get("description_en", ""),
        licences=tuple(
            model.Licence(row.get("name", ""), row.get("title", ""), row.get("path", ""))
            for row in descriptor["licenses"]
        ),
        stored_copies=tuple(raw.copies[path] for path in sorted(raw.copies)),
        **{name: _rows(raw, name) for name in schemas.RESOURCES},
    )


def _rows(raw: RawPackage, resource: str) -> tuple[Any, ...]:
    kind = ROWS[resource]
    hints = get_type_hints(kind)
    wanted = {field.name: hints[field.name] for field in fields(kind)}
    meant = _meant(raw, resource)
    return tuple(
        kind(**{name: _typed(_cell(record, name, meant), hint) for name, hint in wanted.items()})
        for _, record in raw.records(resource)
    )


def _meant(raw: RawPackage, resource: str) -> dict[str, dict[str, str]]:
    """By column, the words that cells stand for: an empty cell for the default, a former word for today's."""
    meant = {name: {"": default} for name, default in schemas.defaults(resource).items()}
    for field in schemas.read(resource)["fields"]:
        meant.setdefault(field["name"], {}).update(field.get("formerly", {}))
    if resource == "indicators":
        meant["target_period"][""] = raw.descriptor["plan"]["period"]["end"][:4]
    return meant


def _cell(record: Mapping[str, str], name: str, meant: Mapping[str, Mapping[str, str]]) -> str:
    cell = record.get(name, "")
    return meant[name].get(cell, cell)


def _typed(cell: str, hint: Any) -> Any:
    """A checked cell as the model's type; an empty one is None where the model allows that."""
    kinds = [kind for kind in get_args(hint) or (hint,) if kind is not type(None)]
    kind = kinds[0]
    if kind is str:
        return cell if cell or kind is hint else None
    if not cell and kind is hint:
        raise ValueError("a cell that may not be empty is")
    if not cell:
        return None
    if kind is Decimal:
        return Decimal(cell)
    if kind is int:
        return int(cell)
    if kind is date:
        return date.fromisoformat(cell)
    if kind is periods.Period:
        return periods.parse(cell)
    if issubclass(kind, StrEnum):
        return kind(cell)
    raise TypeError(f"no reading for {kind}")

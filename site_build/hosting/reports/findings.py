"""A problem with its place in the repository: which file, which line, which characters of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from site_build.data import rules
from site_build.data.rules import RawPackage, RawTable
from site_build.data.rules.descriptor import FILE
from site_build.files import csv_rows
from site_build.files.csv_rows import Span
from site_build.problem import Problem


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, its package's name, its file's path in the repository, its span and its rule's page."""

    package: str
    problem: Problem
    path: str
    span: Span
    page: str


def findings(
    folder: Path, raw: RawPackage, problems: Sequence[Problem], root: Path, language: str, site_url: str
) -> tuple[Finding, ...]:
    """The problems of the package in ``folder``; paths are given from ``root``, the repository's top."""
    name = folder.resolve().name
    tables = {table.file: table for table in raw.tables.values()}
    split = {file: csv_rows.split(csv_rows.plain_lines(table.text)) for file, table in tables.items()}
    return tuple(
        Finding(
            name,
            one,
            _path(folder / one.file, root),
            _span(tables[one.file], split[one.file], one)
            if one.file in tables
            else _descriptor_span(folder, one),
            rules.page_of(one.code, language, site_url),
        )
        for one in problems
    )


def _path(path: Path, root: Path) -> str:
    """As the repository writes it; a path from elsewhere stays whole."""
    whole = path.absolute()
    for top in (root.absolute(), root.resolve()):
        if whole.is_relative_to(top):
            return whole.relative_to(top).as_posix()
    return whole.as_posix()


def _span(table: RawTable, lines: Sequence[csv_rows.CsvRow], one: Problem) -> Span:
    """The cell if there is one, else the row, else the first line."""
    if not lines:
        return Span(1, 1, 1, 1)
    record = lines[min(one.row or 1, len(lines)) - 1]
    known = one.field is not None and one.field in table.header
    return csv_rows.span(record, table.header.index(str(one.field)) if known else -1)


def _descriptor_span(folder: Path, one: Problem) -> Span:
    """The line of datapackage.json that a problem speaks of, as far as that can be seen."""
    try:
        lines = (folder / FILE).read_text(encoding="utf-8-sig", errors="replace").split("\n")
    except OSError:
        lines = [""]
    row = one.row or _line_of(lines, one)
    return Span(row, 1, row, max(1, len(lines[min(row, len(lines)) - 1])))


def _line_of(lines: Sequence[str], one: Problem) -> int:
    key = (one.field or "").rpartition(".")[2]
    marks = [re.compile(rf'"name"\s*:\s*"{re.escape(one.resource)}"')] if one.resource else []
    marks += [re.compile(rf'"{re.escape(key)}"\s*:')] if key else []
    for mark in marks:
        for number, line in enumerate(lines, start=1):
            if one.file == FILE and mark.search(line):
                return number
    return 1

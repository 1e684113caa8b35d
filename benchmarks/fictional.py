"""Plans of any size to measure with: a package's own rows, repeated under names that say 虚构.

Nothing is added to what the rows hold, and nothing of it is ever published: the copies lie in a
temporary folder for as long as they are measured.
"""

import json
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from site_build.data import package
from site_build.files import csv_rows

Row = dict[str, str]
# What an indicator cannot do without; of the rest of a plan there are the headers.
_SHARED = ("themes", "departments", "sources")
_REPEATED = ("indicators", "observations")


def multiplied(source: Path, parent: Path, count: int) -> Path:
    """A package of ``count`` indicators in ``parent``, each a copy of one in ``source`` with its figures.

    Raises PackageError if ``source`` breaks a rule, ValueError if it has no indicator.
    """
    raw, _ = package.load(source)
    package.read(source)
    tables = {name: [dict(row) for _, row in raw.records(name)] for name in (*_SHARED, *_REPEATED)}
    if not tables["indicators"]:
        raise ValueError("a package without indicators")
    copies = [
        (f"fictional-{number:06d}", number, indicator)
        for number, indicator in enumerate(islice(cycle(tables["indicators"]), count), start=1)
    ]
    written = {name: tables.get(name, []) for name in raw.tables} | {
        "indicators": [_indicator(id_, number, row) for id_, number, row in copies],
        "observations": [
            {**figure, "indicator_id": id_}
            for id_, _, row in copies
            for figure in tables["observations"]
            if figure["indicator_id"] == row["id"]
        ],
    }
    folder = parent / f"fictional-{count}"
    folder.mkdir(parents=True)
    for name, rows in written.items():
        header = raw.tables[name].header
        lines = [csv_rows.line(header), *(csv_rows.line([row[column] for column in header]) for row in rows)]
        (folder / raw.tables[name].file).write_text("".join(lines), encoding="utf-8", newline="\n")
    _describe(folder, dict(raw.descriptor))
    return folder


def _indicator(id_: str, number: int, row: Row) -> Row:
    return {
        **row,
        "id": id_,
        "number": str(number),
        "name": f"虚构指标{number}",
        "name_en": f"Fictional indicator {number}",
        "parent_id": "",
    }


def _describe(folder: Path, descriptor: dict[str, Any]) -> None:
    plan = dict(descriptor["plan"])
    plan.pop("predecessor", None)
    plan |= {"title_en": "Fictional plan", "authority": "虚构机关", "authority_en": "Fictional authority"}
    plan["jurisdiction"] = {"name": "虚构县", "name_en": "Fictional County", "code": ""}
    descriptor |= {
        "name": folder.name,
        "id": folder.name,
        "title": "虚构规划",
        "description": "虚构",
        "plan": plan,
    }
    text = json.dumps(descriptor, ensure_ascii=False, indent=2)
    (folder / package.DESCRIPTOR).write_text(text + "\n", encoding="utf-8", newline="\n")

"""Putting new tables in place of old ones: all are written in full before the first is swapped in."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from site_build.data import schemas
from site_build.editing.workbook.problem import refuse
from site_build.editing.workbook.tables import Package, PackageTable


def replace(base: Package, files: Mapping[str, bytes]) -> None:
    """Write the tables that differ.

    Raises WorkbookRefused if one was changed meanwhile or cannot be written.

    Each table is swapped in by one rename: whenever this is killed, a CSV is the old one or the new
    one, whole.  What is referred to comes before what refers to it, so that a package left half way
    keeps its rules, and running the import again completes it.
    """
    tables = [
        base.tables[name] for name in schemas.RESOURCES if files.get(name, b"") != base.tables[name].data
    ]
    # Of every table, so that what a killed import left beside another one goes too.
    stages = {name: _beside(table.path) for name, table in base.tables.items()}
    try:
        for table in tables:
            _stage(table, stages[table.resource], files[table.resource])
        for table in tables:
            if table.path.read_bytes() != table.data:
                raise refuse("changed_meanwhile", file=table.path.name)
        for table in tables:
            stages[table.resource].replace(table.path)
    except OSError as error:
        raise refuse("unwritable", reason=f"{type(error).__name__}: {error.strerror}") from None
    finally:
        for stage in stages.values():
            stage.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def _stage(table: PackageTable, stage: Path, data: bytes) -> None:
    with stage.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    shutil.copymode(table.path, stage)

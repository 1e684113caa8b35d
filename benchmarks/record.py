"""What was measured, written where the site's page about speed finds it."""

import json
import platform
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from site_build.units.workers import usable_cores

# The package's file, from which the page is written.
MEASURED = Path(__file__).resolve().parent.parent / "site_build" / "pages" / "measured.json"


def machine() -> str:
    """The machine and the Python that everything is measured with."""
    return f"{platform.machine()}, {usable_cores()} cores, Python {platform.python_version()}"


def record(section: str, found: Mapping[str, Any], file: Path | None) -> None:
    """Put what was measured into its section of a file of JSON, if one is given, with day and machine."""
    if file is None:
        return
    told = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    told[section] = {"day": date.today().isoformat(), "machine": machine(), **found}  # noqa: DTZ011 - here
    text = json.dumps(dict(sorted(told.items())), ensure_ascii=False, indent=2)
    file.write_text(f"{text}\n", encoding="utf-8", newline="\n")

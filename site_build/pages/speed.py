"""How long builds take, as the benchmarks measured: ``measured.json`` is what they printed."""

import json
from datetime import date
from importlib import resources
from typing import Any

# By the name that the benchmark gives a build: the one that the page's template knows it by.
_BUILDS = {
    "from nothing": "from_nothing",
    "unchanged": "unchanged",
    "one figure": "one_figure",
    "the next day": "next_day",
    "plain MkDocs": "plain",
}


def measured() -> dict[str, Any]:
    """Builds beside plain MkDocs, by name, and builds of more and more counties, with the machine's name."""
    text = (resources.files(__package__) / "measured.json").read_text(encoding="utf-8")
    told = json.loads(text)
    builds = {_BUILDS[row["build"]]: row for row in told["against_mkdocs"]["builds"]}
    counties = told["counties"]
    grown = [
        row | {"slope": slope, "megabytes": round(row["bytes"] / 1e6)}
        for row, slope in zip(counties["builds"], counties["slope"], strict=True)
    ]
    day = date.fromisoformat(told["day"])
    return {"machine": told["against_mkdocs"]["machine"], "day": day, "builds": builds, "grown": grown}

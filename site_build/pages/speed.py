"""How long builds take, as the benchmarks measured: ``measured.json`` is what they recorded."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
_MANY, _FLAT = 100, 1.1


@dataclass(frozen=True, slots=True)
class Aim:
    """What was aimed at, at most, and what was measured; both are ratios."""

    most: float
    found: float

    @property
    def reached(self) -> bool:
        """Whether it was reached."""
        return self.found <= self.most


def measured() -> dict[str, Any]:
    """What was measured, and the ``aims`` by name.

    ``builds`` beside plain MkDocs by name, ``large`` likewise of one large plan, ``shares`` of a build from
    nothing, ``grown`` sites of more and more counties, ``machines``.
    """
    text = (resources.files(__package__) / "measured.json").read_text(encoding="utf-8")
    told = json.loads(text)
    builds, large = (_by_name(told[section]["builds"]) for section in ("against_mkdocs", "large_plan"))
    grown = [row | {"megabytes": round(row["bytes"] / 1e6)} for row in told["counties"]["builds"]]
    return {
        "machine": told["against_mkdocs"]["machine"],
        "day": date.fromisoformat(max(section["day"] for section in told.values())),
        "builds": builds,
        "large": large | {"indicators": told["large_plan"]["indicators"]},
        "shares": [row | {"percent": round(row["share"] * 100)} for row in told["shares"]["shares"]],
        "grown": grown,
        "machines": told["machines"],
        "aims": _aims(builds, large, grown),
    }


def _by_name(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {_BUILDS[row["build"]]: row for row in rows}


def _aims(
    builds: Mapping[str, Any], large: Mapping[str, Any], grown: Sequence[Mapping[str, Any]]
) -> dict[str, Aim]:
    """The aims for which there are figures, by name."""
    found = {
        "from_nothing": Aim(1.3, builds["from_nothing"]["of_plain_mkdocs"]),
        "unchanged": Aim(0.15, builds["unchanged"]["of_a_build_from_nothing"]),
        "one_figure": Aim(0.35, builds["one_figure"]["of_a_build_from_nothing"]),
        "large": Aim(1.8, large["from_nothing"]["of_plain_mkdocs"]),
    }
    many = [row for row in grown if row["counties"] >= _MANY]
    if many:
        peaks = [row["nothing"]["megabytes"] for row in grown]
        found |= {
            "one_of_many": Aim(0.05, many[-1]["of_a_build_from_nothing"]["one_figure"]),
            "memory": Aim(_FLAT, round(peaks[-1] / peaks[0], 2)),
            "slope": Aim(1.1, max(row["slope"] for row in grown if row["plans"] >= 10)),
        }
    return found

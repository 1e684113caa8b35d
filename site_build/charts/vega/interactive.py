"""The chart's specification as the page's interactive chart takes it: ``<id>.<language>.json``."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from site_build.charts.vega import palette
from site_build.charts.vega.drawn import Chart


def document(narrow: Chart, wide: Chart) -> str:
    """The wide chart as Vega, for any Vega; ``usermeta`` tells our page what else it needs.

    ``sizes`` of the plot by width's name, ``narrow`` the signals and data that the narrow one has instead,
    ``roles`` the style sheet's names of the colours.
    """
    sizes = {
        name: [chart.vega["width"], chart.vega["height"]]
        for name, chart in (("narrow", narrow), ("wide", wide))
    }
    apart = {
        "signals": _changed(wide.vega.get("signals", ()), narrow.vega.get("signals", ()), "value"),
        "data": _changed(wide.vega["data"], narrow.vega["data"], "values"),
    }
    meta = {"sizes": sizes, "narrow": apart, "roles": palette.ROLES}
    return json.dumps(wide.vega | {"usermeta": meta}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _changed(
    usual: Iterable[Mapping[str, Any]], others: Iterable[Mapping[str, Any]], key: str
) -> dict[str, Any]:
    """What ``others`` hold under ``key``, by name, where that is not the usual."""
    known = {one["name"]: one.get(key) for one in usual}
    return {one["name"]: one[key] for one in others if key in one and one[key] != known.get(one["name"])}

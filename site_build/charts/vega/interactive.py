"""The chart's specification as the page's interactive chart takes it: ``<id>.<language>.json``."""

import json

from site_build.charts.vega import palette
from site_build.charts.vega.drawn import Chart


def document(narrow: Chart, wide: Chart) -> str:
    """The chart as Vega, for any Vega; ``usermeta`` tells our page what else it needs.

    ``sizes`` of the plot by width's name, ``roles`` the style sheet's names of the colours.
    """
    sizes = {
        name: [chart.vega["width"], chart.vega["height"]]
        for name, chart in (("narrow", narrow), ("wide", wide))
    }
    meta = {"sizes": sizes, "roles": palette.ROLES}
    return json.dumps(wide.vega | {"usermeta": meta}, ensure_ascii=False, separators=(",", ":")) + "\n"

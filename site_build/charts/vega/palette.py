"""Colours by what they stand for; in the page they are the stylesheet's, elsewhere these."""

from site_build.charts.colours import LIGHT

PAPER = LIGHT["paper"]
INK, MUTED, GRID, OBSERVED, TARGET, PATH, BAND = (
    LIGHT[f"chart-{role}"] for role in ("ink", "muted", "grid", "observed", "target", "path", "band")
)

ROLES = {
    INK: "ink",
    MUTED: "muted",
    GRID: "grid",
    OBSERVED: "observed",
    TARGET: "target",
    PATH: "path",
    BAND: "band",
}


def themed(svg: str) -> str:
    """Each colour as a variable of the page's stylesheet, with the colour itself to fall back on."""
    for colour, role in ROLES.items():
        svg = svg.replace(f'"{colour}"', f'"var(--mz-chart-{role}, {colour})"')
    return svg

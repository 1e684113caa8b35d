"""Colours by what they stand for; in the page they are the stylesheet's, elsewhere these."""

INK = "#1b252c"
MUTED = "#56636c"
GRID = "#e3e6e8"
OBSERVED = "#125e96"
TARGET = "#a83226"
PATH = "#6b7780"
BAND = "#dfe9f1"

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

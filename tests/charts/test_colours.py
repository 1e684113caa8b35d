"""Colours as the stylesheet has them: readable, and apart for every eye.

Colour vision is simulated with the matrices of Machado, Oliveira and Fernandes (2009), A
Physiologically-based Model for Simulation of Color Vision Deficiency, IEEE TVCG 15(6),
doi:10.1109/TVCG.2009.113, at severity 1.
Contrast is WCAG 2's; distance is that of CIE 1976 L*a*b*, of which about 2 can just be seen.
"""

import math
import re
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

import pytest

from site_build.charts.colours import DARK, LIGHT
from site_build.charts.svg import marks
from site_build.progress import ProjectStatus, Status
from site_build.progress.marks import SHAPES
from site_build.site import theme

ROOT = Path(__file__).resolve().parent.parent.parent
Colour = tuple[float, float, float]
PROTANOPIA = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
TRITANOPIA = (
    (1.255528, -0.076749, -0.178779),
    (-0.078411, 0.930809, 0.147602),
    (0.004733, 0.691367, 0.303900),
)
UNCHANGED = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
EYES = {"usual": UNCHANGED, "protan": PROTANOPIA, "deutan": DEUTERANOPIA, "tritan": TRITANOPIA}
EVERY = tuple(status.value for status in Status)
# What was achieved late has the colour of a risk, and another word.
STATUSES = tuple(status for status in EVERY if status != Status.ACHIEVED_LATE)
GRAPHICS = ("ink", "muted", "observed", "target", "path", "missing")


SCHEMES = pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])


def _of(scheme: Mapping[str, str], status: str) -> str:
    return scheme[status.replace("_", "-")]


def _linear(colour: str) -> Colour:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return _light(red), _light(green), _light(blue)


def _light(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _contrast(one: str, other: str) -> float:
    low, high = sorted(
        sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), _linear(colour), strict=True))
        for colour in (one, other)
    )
    return (high + 0.05) / (low + 0.05)


def _seen(colour: str, eye: tuple[Colour, Colour, Colour]) -> Colour:
    linear = _linear(colour)
    red, green, blue = (
        min(max(sum(a * b for a, b in zip(row, linear, strict=True)), 0.0), 1.0) for row in eye
    )
    return red, green, blue


def _lab(linear: Colour) -> Colour:
    """CIE 1976 L*a*b* of linear sRGB under D65."""
    red, green, blue = linear
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (
        part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116 for part in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def test_the_simulation_confuses_what_such_an_eye_confuses() -> None:
    red, green = "#c04000", "#6b6b00"
    apart = {name: math.dist(_lab(_seen(red, eye)), _lab(_seen(green, eye))) for name, eye in EYES.items()}
    assert apart["usual"] > 40
    assert apart["deutan"] < apart["usual"] / 2
    assert _contrast("#ffffff", "#000000") == pytest.approx(21)


@SCHEMES
@pytest.mark.parametrize("ground", ["paper", "surface"])
def test_every_status_word_can_be_read(scheme: Mapping[str, str], ground: str) -> None:
    for name in (*STATUSES, "ink", "muted", "seal"):
        assert _contrast(_of(scheme, name), scheme[ground]) >= 4.5, name


@SCHEMES
def test_every_line_and_dot_of_a_drawing_can_be_seen(scheme: Mapping[str, str]) -> None:
    for role in GRAPHICS:
        assert _contrast(scheme[f"chart-{role}"], scheme["paper"]) >= 3, role


@SCHEMES
def test_words_within_drawings_can_be_read(scheme: Mapping[str, str]) -> None:
    for role in ("ink", "muted", "target"):
        assert _contrast(scheme[f"chart-{role}"], scheme["paper"]) >= 4.5, role


@SCHEMES
@pytest.mark.parametrize("eye", EYES)
def test_no_two_statuses_look_alike_to_any_eye(scheme: Mapping[str, str], eye: str) -> None:
    for one, other in combinations(STATUSES, 2):
        assert SHAPES[one] != SHAPES[other]
        if _of(scheme, one) != _of(scheme, other):
            seen = (_lab(_seen(_of(scheme, name), EYES[eye])) for name in (one, other))
            assert math.dist(*seen) >= 10, f"{one} and {other}"


def test_only_the_two_statuses_that_judge_nothing_share_a_colour() -> None:
    for scheme in (LIGHT, DARK):
        alike = [
            {one, other} for one, other in combinations(STATUSES, 2) if _of(scheme, one) == _of(scheme, other)
        ]
        assert alike == [{"not_reported", "not_assessable"}]


def test_both_schemes_have_every_colour() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert len(LIGHT) > 20


def test_pictures_have_the_pages_shapes_and_a_projects_status_the_colour_of_its_page() -> None:
    known = {*EVERY, *(status.value for status in ProjectStatus)}
    assert set(marks.COLOURS) == known
    for status in known:
        assert "scale" in marks.mark(status, 0, 0, 20)
    css = (theme.ASSETS / "mingzhang.css").read_text("utf-8")
    for status in ProjectStatus:
        group = re.search(rf"\.mz-status--{status}\b[^{{]*\{{\s*--mz-status: var\(--mz-([\w-]+)\)", css)
        assert group is not None, status
        assert marks.COLOURS[status.value] == LIGHT[group[1]]


def test_no_other_sheet_or_drawing_of_ours_writes_one_of_these_colours_again() -> None:
    written = {*LIGHT.values(), *DARK.values()} - {"#ffffff"}
    sheets = [*theme.ASSETS.rglob("*.css")]
    drawn = [path for path in (ROOT / "site_build/charts").rglob("*.py") if path.name != "colours.py"]
    for path in (*sheets, *drawn, *(ROOT / "site_build/pages/templates").glob("*.j2")):
        again = written & set(re.findall(r"#[0-9a-f]{6}\b", path.read_text("utf-8")))
        # The mark is a picture with a colour of its own; a sheet of paper's margins know no variables.
        assert path.name in {"share.py", "print.css"} or not again, f"{path}: {again}"

"""The page about speed shows what the benchmarks printed, in both languages."""

from itertools import pairwise

import pytest

from site_build import language
from site_build.pages import hand_written, speed
from site_build.pages.writer import Writer


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_every_figure_that_was_measured_stands_on_the_page(code: str) -> None:
    source = (hand_written.FOLDER / code / "speed.md").read_text("utf-8")
    measured = speed.measured()
    page = Writer(language.load(code)).page_from_text("speed/index.md", source, speed=measured)
    lines = page.markdown.splitlines()
    for build in measured["builds"].values():
        assert any(f"| {build['median']} |" in line for line in lines)
    for row in measured["grown"]:
        told = f"| {row['counties']} | {row['plans']} | {row['processor_seconds']} | {row['unchanged']} |"
        assert any(line.startswith(told) for line in lines)
    # A table's rows stand without a gap.
    rows = [number for number, line in enumerate(lines) if line.startswith("|")]
    assert sum(later - former > 1 for former, later in pairwise(rows)) == bool(measured["grown"])

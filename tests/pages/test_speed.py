"""The page about speed shows what the benchmarks printed, in both languages."""

from itertools import pairwise

import pytest

from site_build import language
from site_build.pages import hand_written, speed
from site_build.pages.writer import Writer

_TABLES = 4


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_every_figure_that_was_measured_stands_on_the_page(code: str) -> None:
    source = (hand_written.FOLDER / code / "speed.md").read_text("utf-8")
    measured = speed.measured()
    page = Writer(language.load(code)).page_from_text("speed/index.md", source, speed=measured)
    lines = page.markdown.splitlines()
    for build in measured["builds"].values():
        told = f"| {build['median']} | {build['of_plain_mkdocs']} |"
        assert any(told in line for line in lines)
    for row in measured["grown"]:
        nothing = row["nothing"]
        told = (
            f"| {row['counties']} | {row['plans']} | {nothing['processor_seconds']} | {nothing['seconds']} |"
        )
        assert any(line.startswith(told) for line in lines)
    for row in (*measured["shares"], *measured["machines"]["builds"]):
        assert any(f"| {row['processor_seconds']} |" in line for line in lines)
    for aim in measured["aims"].values():
        assert any(str(aim.found) in line and ("**" in line) is not aim.reached for line in lines)
    # A table's rows stand without a gap.
    rows = [number for number, line in enumerate(lines) if line.startswith("|")]
    assert sum(later - former > 1 for former, later in pairwise(rows)) == _TABLES - 1


def test_an_aim_is_reached_up_to_its_bound() -> None:
    assert speed.Aim(0.15, 0.15).reached
    assert not speed.Aim(0.15, 0.151).reached

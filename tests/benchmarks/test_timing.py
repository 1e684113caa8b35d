"""Ratios of one run: what they are of, how far apart, how they grow.  None of them is asserted."""

import zlib
from pathlib import Path

import pytest

from benchmarks.sizes import sizes
from benchmarks.stages import growth
from benchmarks.timing import Measured, measured


def test_the_work_is_done_once_for_each_repetition() -> None:
    done: list[int] = []
    found = measured("check", 10, 3, lambda: done.append(1))
    assert len(done) == len(found.ratios) == 3
    assert all(ratio > 0 for ratio in found.ratios)


def test_the_middle_is_the_median_and_the_spread_a_share_of_it() -> None:
    found = Measured("check", None, (9.0, 2.0, 4.0))
    assert found.middle == 4
    assert found.spread == pytest.approx(7 / 4)


def test_growth_is_told_for_each_tenfold_of_a_stage() -> None:
    found = [Measured("draw", size, (ratio,)) for size, ratio in ((1, 2.0), (10, 10.0), (100, 90.0))]
    found += [Measured("draw", None, (5.0,)), Measured("judge", 10, (1.0,))]
    assert growth(found) == {("draw", 10): 5, ("draw", 100): 9}


def test_files_are_weighed_as_they_lie_and_compressed(tmp_path: Path) -> None:
    page = b"<p>" * 500
    for path in ("index.html", "fictional/indicators/a/index.html", "embed/fictional/a/index.html"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(page)
    found = {one.what: one for one in sizes(tmp_path, "fictional")}
    packed = len(zlib.compress(page, 9))
    for what in ("home", "indicator", "embed"):
        one = found[what]
        assert (one.files, one.bytes, one.compressed, one.largest) == (1, 1500, packed, 1500)
    assert (found["site"].files, found["site"].bytes) == (3, 4500)
    assert found["search"].files == found["search"].largest == 0

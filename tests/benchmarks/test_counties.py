"""Fictional counties to measure with: they keep every rule, and are as large as they say."""

from pathlib import Path

from benchmarks.counties import INDICATORS, STARTS, YEARS, write
from site_build.data import package


def test_each_county_has_two_plans_one_after_the_other_that_keep_every_rule(tmp_path: Path) -> None:
    write(tmp_path, 2)
    plans = package.read_all(package.find(tmp_path))
    assert len(plans) == 2 * len(STARTS)
    for plan in plans:
        assert (len(plan.indicators), len(plan.observations)) == (INDICATORS, INDICATORS * YEARS)
        assert "虚构" in plan.title
    assert [plan.predecessor for plan in plans] == ["", "fictional-001-2016", "", "fictional-002-2016"]

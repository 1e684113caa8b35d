"""A package multiplied: of the size asked for, without problems, and called fictional throughout."""

from pathlib import Path

import pytest

from benchmarks.fictional import multiplied
from site_build.data import package
from tests.conftest import ROOT

SOURCE = ROOT / "datapackage" / "dongyuan-hrss-13"


@pytest.mark.parametrize("count", [1, 40])
def test_a_multiplied_package_keeps_every_rule_and_is_called_fictional(tmp_path: Path, count: int) -> None:
    folder = multiplied(SOURCE, tmp_path, count)
    plan = package.read(folder)
    assert len(plan.indicators) == len({one.id for one in plan.indicators}) == count
    assert all(one.name.startswith("虚构") and "Fictional" in one.name_en for one in plan.indicators)
    assert "虚构" in plan.title
    assert "虚构" in plan.authority
    assert "虚构" in plan.jurisdiction
    assert not plan.predecessor


def test_each_copy_has_the_figures_of_its_original(tmp_path: Path) -> None:
    plan, original = package.read(multiplied(SOURCE, tmp_path, 30)), package.read(SOURCE)
    wanted = sorted(str(one.value) for one in original.observations)
    assert sorted(str(one.value) for one in plan.observations) == sorted(2 * wanted)


def test_a_package_without_indicators_cannot_be_multiplied(tmp_path: Path) -> None:
    folder = multiplied(SOURCE, tmp_path / "one", 1)
    for name in ("indicators", "observations"):
        path = folder / f"{name}.csv"
        path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="without indicators"):
        multiplied(folder, tmp_path / "two", 5)

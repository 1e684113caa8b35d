"""What is changed between the builds that are measured."""

from pathlib import Path

import pytest

from benchmarks.against_mkdocs import change_one_figure
from site_build.data import package
from tests.data.rules import fictional


def test_one_figure_of_one_package_is_changed_and_the_data_stay_good(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    folder = fictional.write(data)
    before = package.read(folder)
    after = package.read(change_one_figure(data, tmp_path / "copy") / folder.name)
    changed = [
        pair for pair in zip(before.observations, after.observations, strict=True) if pair[0] != pair[1]
    ]
    assert len(changed) == 1
    old, new = changed[0]
    assert old.value is not None
    assert new.value == old.value + 1


def test_data_without_figures_are_not_measured(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(ValueError, match="no figure"):
        change_one_figure(tmp_path / "data", tmp_path / "copy")

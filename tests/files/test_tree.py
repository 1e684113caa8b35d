"""Every file of the tree is written once and inside it."""

from pathlib import Path

import pytest

from site_build.build import OWN
from site_build.data import addresses
from site_build.files.tree import CollisionError, Tree
from site_build.language import load


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("plan/index.md", "plan/index.md"),
        ("plan/index.md", "Plan/index.md"),
        ("plan/index.md", "plan/index.html"),
        ("plan.md", "plan/index.md"),
        ("e\u0301/index.md", "\u00e9/index.md"),
        ("data/plan/facts.csv", "data/plan/FACTS.csv"),
    ],
)
def test_two_files_at_one_address_stop_the_build_and_both_are_named(
    tmp_path: Path, first: str, second: str
) -> None:
    tree = Tree(tmp_path / "docs")
    tree.write(first, b"first")
    with pytest.raises(CollisionError) as stopped:
        tree.write(second, b"second")
    said = load("zh").render(stopped.value.sentence)
    assert first in said
    assert second in said
    assert (tmp_path / "docs" / first).read_text(encoding="utf-8") == "first"


@pytest.mark.parametrize("path", ["../index.md", "/index.md", "a/../../index.md", ""])
def test_nothing_is_written_outside_the_tree(tmp_path: Path, path: str) -> None:
    with pytest.raises(CollisionError):
        Tree(tmp_path / "docs").write(path, b"x")
    assert not (tmp_path / "index.md").exists()


def test_what_the_renderer_writes_of_itself_is_kept_free(tmp_path: Path) -> None:
    for name in OWN:
        with pytest.raises(CollisionError):
            Tree(tmp_path, OWN).write(f"{name}/index.md", b"x")


def test_every_name_at_the_top_of_a_built_site_is_one_that_no_plan_may_have(site: Path) -> None:
    plans = {"dongyuan-hrss-13", "dongyuan-hrss-14"}
    names = {path.name.split(".")[0].casefold() for path in site.iterdir()}
    top = {name for name in names if addresses.is_row_id(name)}
    assert top - plans <= addresses.TAKEN
    assert top - plans | {"index"} >= addresses.TAKEN
    assert not addresses.TAKEN & addresses.KEPT_FREE
    folders = {path.name for path in (site / "data").iterdir() if path.is_dir()}
    assert folders - plans <= addresses.RESERVED

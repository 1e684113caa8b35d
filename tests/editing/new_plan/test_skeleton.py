"""A new package keeps every rule, explains itself, and is put in place whole or not at all."""

import csv
import io
import json
import os
import shutil
from pathlib import Path

import pytest
from frictionless import validate

from site_build.data import package, schemas
from site_build.editing.new_plan import NewPlan, checked, find_existing, make, skeleton
from site_build.editing.new_plan.guide import example
from site_build.language import load
from site_build.problem import UserError
from tests.conftest import ROOT
from tests.editing.new_plan.test_answers import GOOD


@pytest.fixture
def plan(tmp_path: Path) -> NewPlan:
    return checked(GOOD, find_existing(tmp_path))


def test_the_package_is_valid_and_holds_no_figure(tmp_path: Path, plan: NewPlan) -> None:
    made = make(plan, tmp_path, "zh")
    assert package.check(made) == ()
    read = package.read(made)
    assert [source.id for source in read.sources] == ["plan"]
    for name in set(schemas.RESOURCES) - {"sources"}:
        assert getattr(read, name) == ()
        assert (made / f"{name}.csv").read_text("utf-8").strip() == ",".join(schemas.columns(name))


def test_the_descriptor_has_the_form_of_the_real_ones(tmp_path: Path, plan: NewPlan) -> None:
    folder = make(plan, tmp_path, "zh")
    made = json.loads((folder / "datapackage.json").read_text("utf-8"))
    real = json.loads((ROOT / "datapackage/dongyuan-hrss-14/datapackage.json").read_text("utf-8"))
    assert made["resources"] == real["resources"]
    assert set(made) == set(real) - {"created"}
    assert set(made["plan"]) <= set(real["plan"])
    assert made["plan"]["baseline"] == "2025"
    assert "predecessor" not in made["plan"]


@pytest.mark.parametrize("where", ["here", "beside the source", "beside the source, without links"])
def test_the_schemas_lie_in_the_package_or_are_the_sources_own(
    where: str, tmp_path: Path, plan: NewPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link into the program would lead nowhere in a repository that holds only data."""
    if where != "here":
        source = tmp_path / "site_build" / "data" / "schemas"
        shutil.copytree(Path(schemas.__file__).parent, source)
        monkeypatch.setattr(schemas, "__file__", str(source / "__init__.py"))
    if "without" in where:

        def refuse(*_: object, **__: object) -> None:
            raise OSError("no right to make links")

        monkeypatch.setattr(Path, "symlink_to", refuse)
    folder = make(plan, tmp_path / "datapackage", "zh") / "schemas"
    assert folder.is_symlink() == (where == "beside the source")
    if folder.is_symlink():
        real = ROOT / "datapackage" / "dongyuan-hrss-14" / "schemas"
        assert os.readlink(folder) == os.readlink(real)  # noqa: PTH115
    for name in schemas.RESOURCES:
        assert json.loads((folder / f"{name}.json").read_text("utf-8")) == schemas.read(name)
    assert package.check(folder.parent) == ()
    assert validate(str(folder.parent / "datapackage.json")).valid


def test_a_half_made_package_never_shows(
    tmp_path: Path, plan: NewPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(stage: Path, _: Path) -> None:
        assert (stage / "datapackage.json").is_file()
        assert package.find(tmp_path) == ()
        raise KeyboardInterrupt

    monkeypatch.setattr(skeleton, "put_schemas", fail)
    with pytest.raises(KeyboardInterrupt):
        make(plan, tmp_path, "zh")
    assert list(tmp_path.iterdir()) == []


def test_a_package_made_meanwhile_is_left_alone(tmp_path: Path, plan: NewPlan) -> None:
    (tmp_path / plan.id).mkdir()
    (tmp_path / plan.id / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError):
        make(plan, tmp_path, "zh")
    assert [path.name for path in tmp_path.iterdir()] == [plan.id]
    assert [path.name for path in (tmp_path / plan.id).iterdir()] == ["mine.txt"]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, plan: NewPlan) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UserError) as refused:
        make(plan, tmp_path / "file", "zh")
    assert refused.value.sentence.key == "new_plan.fault.unwritable"


def _fill_in(folder: Path, plan: NewPlan, lang: str) -> None:
    for name in schemas.RESOURCES:
        path = folder / f"{name}.csv"
        header, *rows = path.read_text("utf-8").splitlines()
        rows = sorted([*rows, example(plan, name, load(lang))])
        path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_guides_examples_keep_every_rule_once_filled_in(tmp_path: Path, plan: NewPlan, lang: str) -> None:
    folder = make(plan, tmp_path, lang)
    _fill_in(folder, plan, lang)
    assert [(one.file, one.row, one.field, one.code) for one in package.check(folder)] == []
    filled = package.read(folder)
    assert all(getattr(filled, name) for name in schemas.RESOURCES)


@pytest.mark.parametrize(("lang", "file"), [("zh", "填表说明.md"), ("en", "GUIDE.md")])
def test_the_guide_explains_every_column_and_marks_its_examples(
    tmp_path: Path, plan: NewPlan, lang: str, file: str
) -> None:
    text = (make(plan, tmp_path, lang) / file).read_text("utf-8")
    for name in schemas.RESOURCES:
        assert f"## {name}.csv" in text
        for column in schemas.columns(name):
            assert f"| `{column}` |" in text
    blocks = text.split("```csv\n")[1:]
    assert len(blocks) == len(schemas.RESOURCES)
    for block in blocks:
        lines = block.split("```")[0].splitlines()
        assert len(lines) == 3
        assert all(line.startswith("# ") for line in lines), "an example is a comment, never a row"
        header, row = (next(csv.reader(io.StringIO(line[2:]))) for line in lines[1:])
        assert len(header) == len(row)

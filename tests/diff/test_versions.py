"""Two versions of the data, found by what people call them and read as far as they can be."""

import json
import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest

from site_build.data import package
from site_build.diff import Comparison, FigureChangeKind, PlanChangeKind, versions
from site_build.problem import UserError
from tests import gitting
from tests.data.rules import fictional
from tests.data.rules.fictional import data as changed_bytes
from tests.data.rules.fictional import swap
from tests.diff.builders import AS_OF

NEW_LINE = "fictional-cumulative,2023,2024-03-01,60,60,final,,fictional-source,虚构页,,,,,\n"
RATIO = "fictional-ratio,2022"


def add_a_figure(folder: Path) -> None:
    """Add a fictional figure of 2023, in its place."""
    swap("observations.csv", RATIO, NEW_LINE + RATIO)(folder)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """The data folder of a repository in which the fictional package is committed."""
    return gitting.fictional_data(tmp_path / "work")


def _compared(data: Path, base: str | None = None, to: str | None = None) -> Comparison:
    with ExitStack() as kept:
        before = kept.enter_context(versions.base_version(data, base))
        after = kept.enter_context(versions.new_version(data, to))
        return versions.compared(before, after, AS_OF)


def _copy(work: Path, where: Path) -> Path:
    shutil.copytree(work, where, symlinks=True)
    return where


def test_the_files_as_they_are_now_are_compared_with_the_last_commit(work: Path) -> None:
    assert _compared(work).empty
    add_a_figure(work / fictional.NAME)
    found = _compared(work)
    (plan,) = found.changes.plans
    assert [row.kind for row in plan.figures] == [FigureChangeKind.ADDED]
    assert found.base.commit == gitting.git(work, "rev-parse", "HEAD")
    assert found.base.invalid == found.new.invalid == ()


def test_two_revisions_are_compared_whatever_lies_in_the_folder(work: Path) -> None:
    add_a_figure(work / fictional.NAME)
    gitting.commit(work.parent)
    shutil.rmtree(work)
    work.mkdir()
    found = _compared(work, "HEAD~1", "HEAD")
    assert len(found.changes.plans[0].figures) == 1
    assert _compared(work, "HEAD", "HEAD~1").changes.plans[0].figures[0].kind is FigureChangeKind.REMOVED


def test_two_folders_or_two_packages_are_compared_without_git(work: Path, tmp_path: Path) -> None:
    new = _copy(work, tmp_path / "new")
    add_a_figure(new / fictional.NAME)
    elsewhere = tmp_path / "elsewhere"
    for base, to in (
        (work, new),
        (work / fictional.NAME, new / fictional.NAME),
        (work / fictional.NAME, new),
        (work, new / fictional.NAME / "datapackage.json"),
    ):
        found = _compared(elsewhere, str(base), str(to))
        assert len(found.changes.plans[0].figures) == 1
        assert found.base.commit == ""


def test_where_one_side_is_a_single_package_the_other_plans_are_no_change(work: Path, tmp_path: Path) -> None:
    new = _copy(work, tmp_path / "new")
    second = _copy(new / fictional.NAME, new / "second-plan")
    descriptor = json.loads((second / "datapackage.json").read_text("utf-8"))
    (second / "datapackage.json").write_text(json.dumps(descriptor | {"name": "second-plan"}), "utf-8")
    assert _compared(work, str(work / fictional.NAME), str(new)).empty
    assert [plan.id for plan in _compared(work, str(work), str(new)).changes.plans] == ["second-plan"]


def test_a_single_package_can_be_the_data_folder(work: Path) -> None:
    add_a_figure(work / fictional.NAME)
    found = _compared(work / fictional.NAME)
    assert found.base.invalid == ()
    assert len(found.changes.plans[0].figures) == 1


def test_a_plan_that_was_not_there_is_all_new(work: Path) -> None:
    shutil.rmtree(work)
    gitting.commit(work.parent)
    work.mkdir()
    fictional.write(work)
    assert [plan.kind for plan in _compared(work).changes.plans] == [PlanChangeKind.ADDED]


def test_a_plan_that_is_gone_is_said_to_be_gone(work: Path) -> None:
    shutil.rmtree(work / fictional.NAME)
    assert [plan.kind for plan in _compared(work).changes.plans] == [PlanChangeKind.REMOVED]


def test_new_data_with_problems_is_left_out_and_its_problems_are_told(work: Path) -> None:
    swap("observations.csv", ",20,20,", ",2o,20,")(work / fictional.NAME)
    found = _compared(work)
    assert found.changes.empty
    assert not found.empty
    ((invalid),) = found.new.invalid
    assert (invalid.plan_id, [one.code for one in invalid.problems]) == (fictional.NAME, ["number"])


def test_mending_data_that_had_problems_can_be_seen(work: Path) -> None:
    folder = work / fictional.NAME
    changed_bytes("departments.csv", lambda found: b"\xef\xbb\xbf" + found.replace(b"\n", b"\r\n"))(folder)
    swap("observations.csv", ",20,20,", ",20,2O,")(folder)
    gitting.commit(work.parent)
    shutil.rmtree(folder)
    fictional.write(work)
    found = _compared(work)
    assert [one.compared for one in found.base.invalid] == [True]
    assert [row.kind for row in found.changes.plans[0].figures] == [FigureChangeKind.EDITED]


def test_old_data_that_makes_no_plan_is_not_compared(work: Path) -> None:
    folder = work / fictional.NAME
    swap("observations.csv", ",20,20,", ",zwanzig,20,")(folder)
    gitting.commit(work.parent)
    shutil.rmtree(folder)
    fictional.write(work)
    found = _compared(work)
    assert [one.compared for one in found.base.invalid] == [False]
    assert found.changes.empty
    assert not found.empty


def test_a_version_from_before_a_column_existed_is_compared(work: Path) -> None:
    folder = work / fictional.NAME
    changed_bytes("departments.csv", lambda found: found.replace(b",name_en", b"").replace(b",\n", b"\n"))(
        folder
    )
    gitting.commit(work.parent)
    shutil.rmtree(folder)
    fictional.write(work)
    found = _compared(work)
    assert [one.compared for one in found.base.invalid] == [True]
    assert found.empty


def test_a_folder_that_holds_packages_comes_before_a_revision_of_that_name(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(work.parent)
    gitting.git(work, "branch", "datapackage")
    gitting.git(work, "branch", "empty")
    (work.parent / "empty").mkdir()
    assert _compared(work, "datapackage").base.commit == ""
    assert _compared(work, "empty").base.commit


@pytest.mark.parametrize(
    ("base", "key"),
    [
        ("no-such-thing", "diff.error.no_revision"),
        ("-x", "diff.error.no_revision"),
        ("x" * 5000, "diff.error.no_revision"),
        (".", "cli.error.no_package"),
    ],
)
def test_what_is_neither_folder_nor_revision_is_answered_with_a_sentence(
    work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, base: str, key: str
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    with pytest.raises(UserError) as refused:
        _compared(work, base)
    assert refused.value.sentence.key == key


def test_a_data_folder_that_is_not_there_is_answered_with_a_sentence(work: Path) -> None:
    with pytest.raises(UserError) as refused:
        _compared(work.parent / "datapackages")
    assert refused.value.sentence.key == "cli.error.no_package"


def test_what_is_read_unchecked_of_a_sound_package_is_the_plan(work: Path) -> None:
    folder = work / fictional.NAME
    assert package.read_unchecked(folder) == (package.read(folder), ())

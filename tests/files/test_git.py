"""What a change is compared with, and that an old version is read without being trusted."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from site_build.files import git
from site_build.files.git import Origin, RepositoryError
from site_build.language import load
from tests import gitting


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of a repository with one commit."""
    top = gitting.repository(tmp_path / "虚构 仓库")
    folder = top / "datapackage" / "fictional-plan"
    folder.mkdir(parents=True)
    (folder / "a.csv").write_text("one\n", encoding="utf-8")
    (top / "README.md").write_text("虚构\n", encoding="utf-8")
    gitting.commit(top)
    return top / "datapackage"


def _files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_on_the_default_branch_the_last_commit_is_the_base(data: Path) -> None:
    found = git.default_base(data)
    assert found.origin is Origin.HEAD
    assert found.commit == gitting.git(data, "rev-parse", "HEAD")
    assert found.day == date(2024, 6, 30)


def test_on_a_branch_the_base_is_where_it_left_the_default_one(data: Path) -> None:
    left = gitting.git(data, "rev-parse", "HEAD")
    gitting.git(data, "switch", "--quiet", "--create", "topic")
    gitting.commit(data.parent)
    gitting.git(data, "switch", "--quiet", "main")
    gitting.commit(data.parent, "虚构主分支")
    gitting.git(data, "switch", "--quiet", "topic")
    found = git.default_base(data)
    assert (found.origin, found.name, found.commit) == (Origin.BRANCHED, "main", left)
    assert "与 main 分开" in load("zh").render(found.said)


def test_what_a_clone_calls_the_default_branch_comes_before_local_ones(data: Path, tmp_path: Path) -> None:
    gitting.git(data, "branch", "--move", "trunk")
    gitting.git(tmp_path, "clone", "--quiet", str(data.parent), "clone")
    clone = tmp_path / "clone"
    left = gitting.git(clone, "rev-parse", "HEAD")
    gitting.commit(clone)
    found = git.default_base(clone / "datapackage")
    assert (found.name, found.commit) == ("origin/trunk", left)


def test_without_a_default_branch_or_a_common_past_the_last_commit_is_the_base(data: Path) -> None:
    gitting.git(data, "switch", "--quiet", "--orphan", "alone")
    head = gitting.commit(data.parent)
    assert (git.default_base(data).origin, git.default_base(data).commit) == (Origin.HEAD, head)
    gitting.git(data.parent, "branch", "--delete", "--force", "main")
    assert git.default_base(data).origin is Origin.HEAD


def test_a_revision_is_found_by_any_name_git_knows(data: Path) -> None:
    head = gitting.commit(data.parent)
    gitting.git(data, "tag", "--annotate", "v1", "--message", "虚构")
    for name in ("HEAD", "main", "v1", head, head[:8], "HEAD~0"):
        found = git.find(data, name)
        assert found is not None
        assert (found.commit, found.name) == (head, name)


@pytest.mark.parametrize(
    "name",
    ["", "no-such", "--all", "-h", "--output=x", "HEAD:datapackage", "HEAD;ls", "$(ls)", "x" * 5000, "a\nb"],
)
def test_what_is_no_commit_is_none(data: Path, name: str) -> None:
    assert git.find(data, name) is None


def test_the_old_files_are_laid_out_under_the_folders_own_name_and_vanish_again(data: Path) -> None:
    (data / "fictional-plan" / "a.csv").write_text("two\n", encoding="utf-8")
    (data / "new.csv").write_text("new\n", encoding="utf-8")
    with git.packages_at(data, git.default_base(data)) as folder:
        assert folder.name == "datapackage"
        assert _files(folder) == {"fictional-plan/a.csv": "one\n"}
    assert not folder.exists()
    assert (data / "fictional-plan" / "a.csv").read_text("utf-8") == "two\n"


def test_a_folder_that_was_not_there_yet_is_empty(data: Path) -> None:
    later = data.parent / "later"
    with git.packages_at(later, git.default_base(later)) as folder:
        assert _files(folder) == {}


def test_the_whole_repository_can_be_the_folder(data: Path) -> None:
    with git.packages_at(data.parent, git.default_base(data)) as folder:
        assert set(_files(folder)) == {"README.md", "datapackage/fictional-plan/a.csv"}


def test_links_and_submodules_are_left_out(data: Path) -> None:
    secret = data.parent.parent / "secret"
    secret.write_text("secret", encoding="utf-8")
    (data / "out.csv").symlink_to(secret)
    (data / "fictional-plan" / "schemas").symlink_to(data.parent, target_is_directory=True)
    head = gitting.git(data, "rev-parse", "HEAD")
    gitting.git(data, "add", "--all")
    gitting.git(data.parent, "update-index", "--add", "--cacheinfo", f"160000,{head},datapackage/module")
    gitting.git(data, "commit", "--quiet", "--message", "虚构链接")
    with git.packages_at(data, git.default_base(data)) as folder:
        assert _files(folder) == {"fictional-plan/a.csv": "one\n"}


def _tree(top: Path, entries: list[tuple[str, str, str]]) -> str:
    """A tree that git's own commands refuse to make: mode, hash and name of each entry."""
    raw = b"".join(f"{mode} {name}".encode() + b"\0" + bytes.fromhex(oid) for mode, oid, name in entries)
    done = subprocess.run(
        ["git", "-C", str(top), "hash-object", "-t", "tree", "-w", "--stdin", "--literally"],
        input=raw,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().strip()


@pytest.mark.parametrize("name", ["..", ".", ".git", ".GIT", "a\\b", "c:d", "x\ty"])
def test_paths_that_lead_elsewhere_are_left_out(data: Path, name: str) -> None:
    top = data.parent
    blob = gitting.git(top, "rev-parse", "HEAD:datapackage/fictional-plan/a.csv")
    inner = _tree(top, [("100644", blob, "evil.csv")])
    outer = _tree(top, [("40000", inner, name), ("100644", blob, "good.csv")])
    root = _tree(top, [("40000", outer, "datapackage")])
    commit = gitting.git(top, "commit-tree", root, "-m", "虚构恶意提交")
    found = git.find(data, commit)
    assert found is not None
    with git.packages_at(data, found) as folder:
        assert _files(folder) == {"good.csv": "one\n"}
        assert not list(folder.parent.glob("**/evil.csv"))


def test_no_filter_or_attribute_of_the_version_runs(data: Path) -> None:
    marks = data.parent / ".gitattributes"
    marks.write_text("*.csv export-ignore export-subst filter=evil\n", encoding="utf-8")
    (data / "b.csv").write_text("$Format:%H$\n", encoding="utf-8")
    gitting.commit(data.parent)
    gitting.git(data, "config", "filter.evil.smudge", "touch evil")
    with git.packages_at(data, git.default_base(data)) as folder:
        assert _files(folder)["b.csv"] == "$Format:%H$\n"
    assert not list(data.parent.rglob("evil"))


def test_bytes_come_back_as_they_were(data: Path) -> None:
    found = bytes(range(256)) + "\r\n虚构\n\n".encode("gb18030")
    (data / "b.csv").write_bytes(found)
    (data / "empty.csv").write_bytes(b"")
    gitting.git(data, "config", "core.autocrlf", "false")
    gitting.commit(data.parent)
    with git.packages_at(data, git.default_base(data)) as folder:
        assert (folder / "b.csv").read_bytes() == found
        assert (folder / "empty.csv").read_bytes() == b""


def test_too_much_data_is_refused_before_it_is_read(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git, "LARGEST", 3)
    found = git.default_base(data)
    with pytest.raises(RepositoryError) as refused, git.packages_at(data, found):
        pass
    assert refused.value.sentence.key == "diff.error.too_large"


def test_a_folder_in_no_repository_is_answered_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(RepositoryError) as refused:
        git.default_base(tmp_path)
    assert refused.value.sentence.key == "diff.error.no_repository"


def test_a_repository_without_commits_is_answered_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(RepositoryError) as refused:
        git.default_base(gitting.repository(tmp_path))
    assert refused.value.sentence.key == "diff.error.no_commit"


def test_without_git_it_says_so(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RepositoryError) as refused:
        git.default_base(data)
    assert refused.value.sentence.key == "diff.error.no_git"


def test_it_works_from_within_a_hook(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert git.default_base(data).origin is Origin.HEAD

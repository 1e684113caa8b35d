"""A form's change becomes a pull request, a slip's mend a commit; neither touches what people have done."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from site_build.hosting import __main__ as hosting
from site_build.hosting import branches
from site_build.hosting.attachments import fetch_attached, find_attached
from site_build.hosting.changed_files import TABLES, TABLES_AND_COPIES, read_changed
from site_build.hosting.proposals import mend, propose
from site_build.hosting.requests import HostError, download
from site_build.problem import UserError
from tests.conftest import ROOT
from tests.hosting.fake_repository import NAME, TOKEN, Repository, running

TABLE = "datapackage/fictional/observations.csv"
COPY = "datapackage/fictional/documents/bulletin.pdf"


@pytest.fixture
def repository() -> Iterator[Repository]:
    """A repository on this machine, with one commit on main."""
    with running() as found:
        found.branches["main"] = found.commit({TABLE: b"id\na\n", "README.md": b"x"}, "first", "somebody", [])
        yield found


def _of_form(repository: Repository) -> dict[str, str]:
    return {
        "GITHUB_ACTIONS": "true",
        "GITHUB_API_URL": repository.api,
        "GITHUB_SERVER_URL": "https://host.example",
        "GITHUB_REPOSITORY": NAME,
        "GITHUB_SHA": repository.branches["main"],
        "GITHUB_TOKEN": TOKEN,
        "ISSUE_NUMBER": "12",
        "DEFAULT_BRANCH": "main",
    }


def _propose(repository: Repository, files: dict[str, bytes]) -> str:
    said = propose(_of_form(repository), files)
    return said.key.rpartition(".")[2] if said else ""


def test_a_form_is_a_pull_request_of_its_own_that_follows_the_form(repository: Repository) -> None:
    assert _propose(repository, {TABLE: b"id\na\nb\n", COPY: b"%PDF-"}) == "opened"
    (pull,) = repository.pulls
    assert (pull["head"]["ref"], pull["base"], pull["state"]) == ("form/12", "main", "open")
    assert "Closes #12" in pull["body"]
    assert repository.files_of("form/12") == {TABLE: b"id\na\nb\n", COPY: b"%PDF-", "README.md": b"x"}
    # A workflow's own commit starts no check: it is started by name.
    assert repository.started == [("check.yml", "form/12")]
    # An edit that changes nothing of it leaves the commit where it is.
    before = repository.branches["form/12"]
    assert _propose(repository, {TABLE: b"id\na\nb\n", COPY: b"%PDF-"}) == "opened"
    assert repository.branches["form/12"] == before
    assert _propose(repository, {TABLE: b"id\na\nc\n"}) == "opened"
    assert len(repository.pulls) == 1
    assert repository.files_of("form/12") == {TABLE: b"id\na\nc\n", "README.md": b"x"}
    # The form has a problem now: what it said before is offered no longer.
    assert _propose(repository, {}) == "closed"
    assert repository.pulls[0]["state"] == "closed"
    assert _propose(repository, {}) == ""
    assert _propose(repository, {TABLE: b"id\na\nd\n"}) == "opened"
    assert [one["state"] for one in repository.pulls] == ["closed", "open"]
    assert repository.files_of("main") == {TABLE: b"id\na\n", "README.md": b"x"}


def test_a_branch_that_somebody_worked_on_is_left_alone(repository: Repository) -> None:
    _propose(repository, {TABLE: b"id\na\nb\n"})
    theirs = repository.commit(
        {TABLE: b"id\na\nb2\n"}, "核对过", "maintainer", [repository.branches["form/12"]]
    )
    repository.branches["form/12"] = theirs
    assert _propose(repository, {TABLE: b"id\na\nc\n"}) == "worked_on"
    assert _propose(repository, {}) == "worked_on"
    assert repository.branches["form/12"] == theirs
    assert repository.pulls[0]["state"] == "open"


def test_where_workflows_may_open_no_request_or_write_no_branch_the_form_is_told(
    repository: Repository,
) -> None:
    repository.forbidden = {"pulls"}
    said = propose(_of_form(repository), {TABLE: b"id\nb\n"})
    assert said is not None
    assert dict(said.values)["link"] == f"https://host.example/{NAME}/compare/main...form/12?expand=1"
    repository.forbidden = {"checks"}
    assert _propose(repository, {TABLE: b"id\nb\n"}) == "unchecked"
    repository.forbidden = {"branches"}
    assert _propose(repository, {TABLE: b"id\nc\n"}) == "no_branch"


def test_the_comment_under_the_form_says_where_its_pull_request_is(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in _of_form(repository).items():
        monkeypatch.setenv(name, value)
    changed = tmp_path / "change" / TABLE
    changed.parent.mkdir(parents=True)
    changed.write_bytes(b"id\na\nb\n")
    row = tmp_path / "row.md"
    row.write_text("这一行，@somebody", encoding="utf-8")
    assert hosting.main(["propose", str(tmp_path / "change"), str(row)]) == 0
    (comment,) = repository.comments
    assert f"https://host.example/{NAME}/pull/1" in comment["body"]
    assert "@somebody" not in comment["body"]
    # A step that read nothing left nothing: the request stays as it is.
    assert hosting.main(["propose", str(tmp_path / "none"), str(tmp_path / "none.md")]) == 0
    assert repository.pulls[0]["state"] == "open"


@pytest.mark.parametrize(
    "path",
    [
        ".github/workflows/check.yml",
        "datapackage/fictional/datapackage.json",
        "datapackage/fictional/schemas/sources.json",
        "datapackage/../x.csv",
        "datapackage/fictional/documents/page.html/x.pdf",
        "mingzhang.toml",
    ],
)
def test_nothing_but_tables_and_copies_is_ever_committed(tmp_path: Path, path: str) -> None:
    there = tmp_path / "change" / path
    there.parent.mkdir(parents=True, exist_ok=True)
    there.write_bytes(b"x")
    if (tmp_path / "change" / "x.csv").exists():
        path = "x.csv"
    with pytest.raises(UserError):
        read_changed(tmp_path / "change", TABLES_AND_COPIES)


def test_a_link_among_the_changed_files_is_refused(tmp_path: Path) -> None:
    there = tmp_path / "change" / TABLE
    there.parent.mkdir(parents=True)
    there.symlink_to("/etc/passwd")
    with pytest.raises(UserError):
        read_changed(tmp_path / "change", TABLES_AND_COPIES)
    there.unlink()
    (tmp_path / "change" / COPY).parent.mkdir()
    (tmp_path / "change" / COPY).write_bytes(b"%PDF-")
    assert set(read_changed(tmp_path / "change", TABLES_AND_COPIES)) == {COPY}
    with pytest.raises(UserError):
        read_changed(tmp_path / "change", TABLES)


def _of_change(repository: Repository, **other: str) -> dict[str, str]:
    return {
        "GITHUB_API_URL": repository.api,
        "GITHUB_REPOSITORY": NAME,
        "GITHUB_TOKEN": TOKEN,
        "HEAD_OWNER": "county",
        "HEAD_REPOSITORY": NAME,
        "HEAD_BRANCH": "figures",
        "HEAD_SHA": repository.branches["figures"],
        "DEFAULT_BRANCH": "main",
        **other,
    }


@pytest.fixture
def changed(repository: Repository) -> Repository:
    """The repository with a pull request of the branch ``figures``."""
    typed = repository.commit({TABLE: "id\nb，\n".encode()}, "typed", "clerk", [repository.branches["main"]])
    repository.branches["figures"] = typed
    repository.answer("POST", "pulls", {}, {"head": "figures", "base": "main", "title": "x", "body": ""})
    return repository


def test_a_mend_is_one_commit_on_the_changes_own_branch_and_its_check_runs_again(changed: Repository) -> None:
    typed = changed.branches["figures"]
    assert mend("github", _of_change(changed), {TABLE: b"id\nb\n"}).key == "hosting.mend.done"
    made = changed.commits[changed.branches["figures"]]
    assert made["parents"] == [typed]
    assert changed.files_of("figures")[TABLE] == b"id\nb\n"
    assert changed.started == [("check.yml", "figures")]
    # Were there something to mend in a mend, it would go on for ever.
    assert mend("github", _of_change(changed), {TABLE: b"id\nc\n"}).key == "hosting.mend.again"


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"HEAD_REPOSITORY": "stranger/plans"}, "by_hand"),
        ({"HEAD_BRANCH": "main"}, "by_hand"),
        ({"HEAD_SHA": "0" * 40}, "moved"),
    ],
)
def test_nothing_is_committed_to_a_fork_to_main_or_to_what_has_moved_on(
    changed: Repository, other: dict[str, str], said: str
) -> None:
    before = dict(changed.branches)
    environ = _of_change(changed, **other)
    assert mend("github", environ, {TABLE: b"id\nb\n"}).key == f"hosting.mend.{said}"
    assert changed.branches == before
    assert mend("github", _of_change(changed), {}).key == "hosting.mend.nothing"
    changed.forbidden = {"branches"}
    assert mend("github", _of_change(changed), {TABLE: b"id\nb\n"}).key == "hosting.mend.refused"
    assert mend("gitee", {}, {TABLE: b"id\nb\n"}).key == "hosting.mend.by_hand"


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({}, "done"),
        ({"source_project_id": 8}, "by_hand"),
        ({"source_branch": "main"}, "by_hand"),
        ({"sha": "2" * 40}, "moved"),
        ({"state": "merged"}, "moved"),
        ({"message": "自动改好 1 个文件"}, "again"),
    ],
)
def test_on_gitlab_a_mend_is_a_commit_on_top_of_what_was_checked(
    monkeypatch: pytest.MonkeyPatch, other: dict[str, object], said: str
) -> None:
    asked: list[tuple[str, str, Any]] = []
    request = {
        "source_project_id": 7,
        "target_project_id": 7,
        "source_branch": "figures",
        "target_branch": "main",
        "sha": "1" * 40,
        "state": "opened",
        "message": "typed",
    } | other

    def ask(method: str, url: str, *, headers: Any, body: Any = None) -> Any:
        assert headers == {"PRIVATE-TOKEN": TOKEN}
        asked.append((method, url, body))
        return request

    monkeypatch.setattr(branches, "ask", ask)
    environ = {
        "CI_API_V4_URL": "https://gitlab.example/api/v4",
        "CI_PROJECT_ID": "7",
        "CI_DEFAULT_BRANCH": "main",
        "MINGZHANG_MERGE_REQUEST": "3",
        "MINGZHANG_HEAD": "1" * 40,
        "MINGZHANG_TOKEN": TOKEN,
    }
    assert mend("gitlab", environ, {TABLE: b"id\nb\n"}).key == f"hosting.mend.{said}"
    commits = [body for method, _, body in asked if method == "POST"]
    assert len(commits) == (said == "done")
    for body in commits:
        assert body["branch"] == "figures"
        (action,) = body["actions"]
        assert (action["file_path"], action["last_commit_id"]) == (TABLE, "1" * 40)


FORM = """### 出自哪份文件

[x](https://host.example/user-attachments/files/1/no.pdf)

### 文件的副本

{}

### 在文件的哪一处

第1页"""
PICTURE = "https://host.example/user-attachments/assets/01234567-89ab-cdef-0123-456789abcdef"


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("[公报.pdf](https://host.example/user-attachments/files/23/2023.bulletin.pdf)", "2023.bulletin.pdf"),
        (f'<img width="1" alt="x" src="{PICTURE}" />', "01234567-89ab-cdef-0123-456789abcdef"),
        ("[x](https://host.example/county/plans/files/23/%2e%2e%2fx.pdf)", "x.pdf"),
        ("[x](https://elsewhere.example/user-attachments/files/23/x.pdf)", ""),
        ("[x](https://host.example.evil.example/user-attachments/files/23/x.pdf)", ""),
        ("[x](https://host.example@evil.example/user-attachments/files/23/x.pdf)", ""),
        ("[x](https://host.example/county/plans/raw/main/x.pdf)", ""),
        ("[x](https://host.example/user-attachments/files/23/../../x.pdf)", ""),
        ("_No response_", ""),
    ],
)
def test_only_what_the_host_itself_handed_out_is_fetched(answer: str, name: str) -> None:
    found = find_attached(FORM.format(answer), "https://host.example")
    assert (found.name if found else "") == name


def test_an_attachment_is_fetched_without_a_token_and_never_from_elsewhere(
    repository: Repository, tmp_path: Path
) -> None:
    repository.files["/user-attachments/files/1/x.pdf"] = b"%PDF-1.7"
    event = tmp_path / "event.json"
    link = f"[x]({repository.api}/user-attachments/files/1/x.pdf)"
    event.write_text(json.dumps({"issue": {"body": FORM.format(link)}}), encoding="utf-8")
    environ = {
        "GITHUB_EVENT_PATH": str(event),
        "GITHUB_SERVER_URL": repository.api,
        "GITHUB_TOKEN": TOKEN,
    }
    assert fetch_attached(environ, tmp_path / "copy", 100) == "x.pdf"
    assert (tmp_path / "copy" / "x.pdf").read_bytes() == b"%PDF-1.7"
    with pytest.raises(HostError):
        fetch_attached(environ, tmp_path / "copy", 3)
    del repository.files["/user-attachments/files/1/x.pdf"]
    with pytest.raises(HostError) as told:
        fetch_attached(environ, tmp_path / "copy", 100)
    assert told.value.sentence.key == "hosting.error.attachment"
    event.write_text(json.dumps({"issue": {"body": None}}), encoding="utf-8")
    assert fetch_attached(environ, tmp_path / "copy", 100) == ""
    with pytest.raises(HostError):
        download(f"{repository.api}/x", lambda host: host == "host.example", 100)


@pytest.mark.parametrize(
    "words", [["attachment", "copy"], ["mend", "mended"], ["propose", "change", "row.md"]]
)
def test_the_steps_on_the_hosts_machine_need_nothing_installed(tmp_path: Path, words: list[str]) -> None:
    script, *others = words
    done = subprocess.run(
        [sys.executable, "-S", "-E", str(ROOT / "scripts" / f"{script}.py"), *others],
        cwd=tmp_path,
        env={"GITHUB_ACTIONS": "true", "PATH": os.environ["PATH"], "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert list(tmp_path.iterdir()) == []

"""One comment under a change, on three hosts: written once, then kept up to date, whoever else writes."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_build.hosting.comments import keep
from site_build.hosting.requests import HostError
from site_build.hosting.text import LONGEST, comment
from site_build.hosting.threads import host_of, thread_of
from site_build.language import load
from site_build.language.markdown import COMMENT_MARKER
from tests.conftest import ROOT
from tests.hosting.fake import ME, OTHER, TOKEN, Host, running

HOSTS = ("github", "gitlab", "gitee")


@pytest.fixture
def host() -> Iterator[Host]:
    """A host on this machine."""
    with running() as found:
        yield found


def _environ(name: str, host: Host) -> dict[str, str]:
    return {
        "github": {
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": host.api,
            "GITHUB_REPOSITORY": "county/plans",
            "GITHUB_TOKEN": TOKEN,
            "HEAD_OWNER": "stranger",
            "HEAD_BRANCH": "a branch&state=closed",
            "HEAD_SHA": "newest",
        },
        "gitlab": {
            "GITLAB_CI": "true",
            "CI_API_V4_URL": host.api,
            "CI_PROJECT_ID": "county/plans",
            "MINGZHANG_MERGE_REQUEST": "7",
            "MINGZHANG_TOKEN": TOKEN,
        },
        "gitee": {
            "GITEE_REPO": "plans",
            "MINGZHANG_REPOSITORY": "county/plans",
            "MINGZHANG_PULL": "7",
            "GITEE_API_URL": host.api,
            "MINGZHANG_TOKEN": TOKEN,
        },
    }[name]


def _keep(environ: Mapping[str, str], text: str) -> str:
    thread = thread_of(host_of(environ), environ)
    assert thread is not None
    return keep(thread, text)


@pytest.mark.parametrize("name", HOSTS)
def test_the_comment_is_written_once_and_then_kept_up_to_date(host: Host, name: str) -> None:
    environ = _environ(name, host)
    # More than a page of other people's comments, one of them pretending to be ours.
    for number in range(150):
        host.write(f"{COMMENT_MARKER}\n\n别的话 {number}" if number == 3 else f"别的话 {number}", OTHER)
    others = host.texts(OTHER)
    assert _keep(environ, comment(["第一次"])) == "added"
    assert _keep(environ, comment(["第二次"])) == "changed"
    assert _keep(environ, comment(["第二次"])) == "same"
    assert host.texts() == [f"{COMMENT_MARKER}\n\n第二次\n"]
    assert host.texts(OTHER) == others


def test_the_number_of_a_pull_request_comes_from_the_host_and_its_commit(host: Host) -> None:
    environ = _environ("github", host)
    _keep(environ, comment(["x"]))
    assert all("/issues/7/comments" in path for method, path in host.asked if method == "POST")
    assert "head=stranger%3Aa+branch%26state%3Dclosed" in host.asked[0][1]
    assert thread_of("github", environ | {"HEAD_SHA": "unknown"}) is None


def test_an_issue_is_commented_under_its_own_number(host: Host) -> None:
    environ = _environ("github", host) | {"ISSUE_NUMBER": "12"}
    for name in ("HEAD_OWNER", "HEAD_BRANCH", "HEAD_SHA"):
        del environ[name]
    assert _keep(environ, comment(["x"])) == "added"
    assert {path.partition("?")[0] for _, path in host.asked} == {"/repos/county/plans/issues/12/comments"}
    with pytest.raises(HostError):
        thread_of("github", environ | {"ISSUE_NUMBER": "12/../13"})


@pytest.mark.parametrize("name", HOSTS)
@pytest.mark.parametrize("status", [401, 403, 404, 500, 302])
def test_a_host_that_fails_is_told_without_the_token(host: Host, name: str, status: int) -> None:
    with running() as elsewhere:
        host.instead = (status, f"{elsewhere.api}/steal")
        with pytest.raises(HostError) as told:
            _keep(_environ(name, host), comment(["x"]))
        said = load("zh").render(told.value.sentence)
        assert TOKEN not in said
        assert str(status) in said
        # A token follows no redirect.
        assert elsewhere.asked == []


def test_an_unreachable_host_is_told(host: Host) -> None:
    environ = _environ("gitlab", host) | {"CI_API_V4_URL": "http://127.0.0.1:9"}
    with pytest.raises(HostError) as told:
        _keep(environ, comment(["x"]))
    assert told.value.sentence.key == "hosting.error.network"


@pytest.mark.parametrize("name", HOSTS)
def test_a_missing_variable_is_named(host: Host, name: str) -> None:
    whole = _environ(name, host)
    for missing in set(whole) - {"GITEE_API_URL", "GITHUB_ACTIONS", "GITLAB_CI", "GITEE_REPO"}:
        with pytest.raises(HostError) as told:
            thread_of(name, {key: value for key, value in whole.items() if key != missing})
        assert dict(told.value.sentence.values)["name"] == missing


@given(
    st.lists(
        st.sampled_from(["@all", "a@b", "<!-- x", "-->", "\n", COMMENT_MARKER]) | st.text(max_size=9),
        max_size=9,
    )
)
def test_a_comment_calls_nobody_and_hides_nothing(parts: list[str]) -> None:
    text = comment(parts)
    assert text.startswith(f"{COMMENT_MARKER}\n")
    rest = text.removeprefix(COMMENT_MARKER)
    assert "<!--" not in rest or "-->" not in rest.split("<!--", 1)[1]
    assert not any(sign == "@" and (after.isalnum() or after == "_") for sign, after in pairwise(rest))


def test_a_comment_too_long_is_cut_and_says_so() -> None:
    text = comment(["一行\n" * LONGEST])
    assert len(text) < LONGEST + 100
    assert "太长" in text


def _script(environ: Mapping[str, str], *files: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-S", "-E", str(ROOT / "scripts" / "comment.py"), *map(str, files)],
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1", **environ},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_script_needs_nothing_installed(host: Host, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("校验通过", encoding="utf-8")
    (tmp_path / "b.md").write_text(f"{COMMENT_MARKER}\n数字添了一个", encoding="utf-8")
    (tmp_path / "link.md").symlink_to("/etc/passwd")
    files = [tmp_path / name for name in ("a.md", "b.md", "link.md", "missing.md")]
    exit_code, said = _script(_environ("github", host), *files)
    assert (exit_code, said.strip()) == (0, "已发出评论。")
    assert host.texts(ME) == [f"{COMMENT_MARKER}\n\n校验通过\n\n数字添了一个\n"]


def test_a_run_without_a_token_says_so_and_fails_nothing(host: Host, tmp_path: Path) -> None:
    environ = {key: value for key, value in _environ("gitlab", host).items() if key != "MINGZHANG_TOKEN"}
    exit_code, said = _script(environ, tmp_path / "a.md")
    assert exit_code == 0
    assert "没有设置 MINGZHANG_TOKEN" in said
    assert host.asked == []


def test_outside_of_a_host_the_script_says_where_it_belongs(tmp_path: Path) -> None:
    exit_code, said = _script({}, tmp_path / "a.md")
    assert exit_code == 1
    assert "GitHub Actions" in said

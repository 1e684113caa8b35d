"""The settings of editors, of git and of the hosts' machines: safe, pinned, and true to our commands."""

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from site_build.cli import app
from site_build.data import package
from site_build.editing.issue_forms.fields import FORMS
from site_build.hosting import proposals
from tests.conftest import ROOT
from tests.data.rules import fictional

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
GITEE = sorted((ROOT / ".workflow").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
PIN = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
# Who may write what: everything else only reads.
WRITES = {
    ("comment.yml", "comment"): {"pull-requests"},
    ("comment.yml", "mend"): {"actions", "contents"},
    ("issue.yml", "propose"): {"actions", "contents", "issues", "pull-requests"},
    ("publish.yml", "pages"): {"pages", "id-token"},
}
# Files that a stranger's change starts: they must know no secret.
OF_STRANGERS = ("check.yml", "tests.yml")


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def _jobs(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from _read(path)["jobs"].items()


def _steps(path: Path) -> Iterator[dict[str, Any]]:
    for _, job in _jobs(path):
        yield from job["steps"]


def _commands() -> Iterator[tuple[str, str]]:
    """Every command of every workflow with its file's name."""
    for path in WORKFLOWS:
        for step in _steps(path):
            if "run" in step:
                yield from ((path.name, line) for line in step["run"].splitlines())
    for name, job in _read(GITLAB).items():
        if isinstance(job, dict) and name not in {"workflow", "default", "variables"}:
            for part in ("before_script", "script", "after_script"):
                yield from ((GITLAB.name, line) for line in job.get(part, []))
    for path in GITEE:
        for stage in _read(path)["stages"]:
            for step in stage["steps"]:
                yield from ((f"gitee {path.name}", line) for line in step["commands"])


COMMANDS = sorted(set(_commands()))
# A command from whose surroundings a secret is taken first.
_WITHOUT = re.compile(r"(?:env (?:-u [A-Z_]+ )+)?(?=python3 scripts/)")
OURS = sorted({_WITHOUT.sub("", line, count=1) for _, line in COMMANDS if _WITHOUT.match(line)})


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_digest_with_their_version_beside(path: Path) -> None:
    lines = [line.strip().removeprefix("- ") for line in path.read_text("utf-8").splitlines()]
    uses = [line for line in lines if line.startswith("uses:")]
    assert uses
    for line in uses:
        action, _, version = line.removeprefix("uses:").partition("#")
        assert PIN.fullmatch(action.strip()), line
        assert re.fullmatch(r"v\d+\.\d+\.\d+", version.strip()), line


def test_one_action_has_one_version_in_all_files() -> None:
    found: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for line in path.read_text("utf-8").splitlines():
            if "uses:" in line:
                name, _, pin = line.partition("uses:")[2].strip().partition("@")
                found.setdefault(name, set()).add(pin)
    assert {name: pins for name, pins in found.items() if len(pins) > 1} == {}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_workflow_begins_with_the_least_and_no_job_writes_more_than_it_must(path: Path) -> None:
    assert _read(path)["permissions"] in ({}, {"contents": "read"})
    for name, job in _jobs(path):
        granted = job.get("permissions", {})
        assert {key for key, value in granted.items() if value != "read"} == WRITES.get(
            (path.name, name), set()
        )
        assert job["timeout-minutes"] <= 30


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_text_of_a_change_is_put_into_a_command(path: Path) -> None:
    for step in _steps(path):
        assert "${{" not in step.get("run", "")
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
            assert "ref" not in step["with"]
            assert "repository" not in step["with"]


def test_a_strangers_change_meets_no_secret() -> None:
    for path in WORKFLOWS:
        text = path.read_text("utf-8")
        # YAML 1.1 reads the key `on` as true.
        events = _read(path)[True]
        assert "pull_request_target" not in events
        if "pull_request" in events:
            assert path.name in OF_STRANGERS
            assert "secrets." not in text
            assert "github.token" not in text
        if "workflow_run" in events:
            assert "secrets." not in text
    check = (ROOT / ".workflow" / "check.yml").read_text("utf-8")
    assert not re.search(r"TOKEN|KEY", check)


def test_the_comment_waits_for_the_check_and_runs_only_what_is_merged() -> None:
    check, comment = (_read(ROOT / ".github" / "workflows" / f"{name}.yml") for name in ("check", "comment"))
    assert comment[True]["workflow_run"]["workflows"] == [check["name"]]
    named = {
        step["with"]["name"] for step in check["jobs"]["check"]["steps"] if "upload" in step.get("uses", "")
    }
    assert "comment" in named
    for name, job in comment["jobs"].items():
        wanted = [step["with"] for step in job["steps"] if "download" in step.get("uses", "")]
        assert [one["name"] for one in wanted] == ["comment"]
        # What a stranger's run left lies outside of the checkout.
        assert wanted[0]["path"].startswith("${{ runner.temp }}/")
        assert [step["run"].split()[1] for step in job["steps"] if "run" in step] == [f"scripts/{name}.py"]


def test_a_mend_is_committed_to_no_branch_of_a_fork_and_its_check_starts_again() -> None:
    check, comment = (_read(ROOT / ".github" / "workflows" / f"{name}.yml") for name in ("check", "comment"))
    job = comment["jobs"]["mend"]
    assert "github.event.workflow_run.head_repository.full_name == github.repository" in job["if"]
    # A commit of a workflow's own token starts no workflow by itself; this one is started by name.
    assert "workflow_dispatch" in check[True]
    assert all("workflow_dispatch" in one["if"] for one in comment["jobs"].values())
    assert (ROOT / ".github" / "workflows" / proposals.CHECK).is_file()


def test_every_night_and_after_every_merge_the_site_is_judged_by_that_day() -> None:
    workflow = _read(ROOT / ".github" / "workflows" / "publish.yml")
    assert workflow[True]["schedule"][0]["cron"]
    builds = [line for name, line in COMMANDS if "build.py" in line and "check" not in name]
    published = [line for line in builds if "--as-of" in line]
    assert len(published) == 3
    for line in published:
        day = subprocess.run(
            ["bash", "-c", f"echo {line.partition('--as-of ')[2]}"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert re.fullmatch(r"20\d\d-\d\d-\d\d\n", day.stdout)


def test_a_strangers_form_reaches_no_command_and_no_step_that_holds_a_token() -> None:
    path = ROOT / ".github" / "workflows" / "issue.yml"
    workflow = _read(path)
    assert workflow[True] == {"issues": {"types": ["opened", "edited", "reopened"]}}
    jobs = dict(_jobs(path))
    # What people write is looked at once, in a condition; the program reads it from the host's own file.
    label = FORMS[0].fields[0].label
    condition = f"github.event.issue.state == 'open' && contains(github.event.issue.body, '### {label}')"
    assert jobs["row"]["if"] == condition
    assert not re.search(r"issue\.(body|title|user|labels)", str({**jobs, "row": {**jobs["row"], "if": ""}}))
    reading = [step for step in jobs["row"]["steps"] if "run" in step]
    (writing,) = (step for step in jobs["propose"]["steps"] if "run" in step)
    for step in reading:
        assert "env" not in step
        assert step["continue-on-error"] is True
    assert "token" not in str(jobs["row"]).lower()
    assert "$GITHUB_EVENT_PATH" in reading[-1]["run"]
    assert set(writing["env"]) == {"GITHUB_TOKEN", "ISSUE_NUMBER", "DEFAULT_BRANCH"}
    assert writing["run"].split()[:2] == ["python3", "scripts/propose.py"]
    assert jobs["propose"]["needs"] == "row"


def test_gitlab_runs_what_a_change_brings_without_secrets_and_all_else_from_the_default_branch() -> None:
    jobs = {name: job for name, job in _read(GITLAB).items() if isinstance(job, dict) and "stage" in job}
    of_changes = {"validate", "diff", "preview", "ask-for-comment"}
    for name, job in jobs.items():
        (rule,) = job["rules"]
        wanted = 'merge_request_event"' if name in of_changes else "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"
        assert wanted in rule["if"], name
        # A variable of an environment is given to the jobs of that environment alone.
        assert ("environment" in job) == (name in {"comment", "rsync"}), name
    assert jobs["validate"]["artifacts"]["reports"]["codequality"] in jobs["validate"]["script"][0]
    assert jobs["validate"]["artifacts"]["when"] == "always"
    text = GITLAB.read_text("utf-8")
    for name in of_changes:
        assert not re.search(r"TOKEN|KEY", str(jobs[name]))
    for secret, environment in (("MINGZHANG_TOKEN", "comment"), ("MINGZHANG_SSH_KEY", "rsync")):
        assert re.search(
            rf"{secret}[^。]*Protected[^。]*环境范围写 {environment}", text.replace("\n# ", "")
        ), secret


def test_gitlabs_comment_is_written_by_the_merged_program_on_the_data_of_the_change() -> None:
    jobs = _read(GITLAB)
    asked, reads, writes = (jobs[name] for name in ("ask-for-comment", "read-change", "comment"))
    assert asked["trigger"] == {"project": "$CI_PROJECT_PATH", "branch": "$CI_DEFAULT_BRANCH"}
    assert asked["allow_failure"] is True
    assert list(asked["variables"]) == ["MINGZHANG_MERGE_REQUEST"]
    taken = [line for line in reads["script"] if line.startswith("git checkout")]
    assert taken == ["git checkout FETCH_HEAD -- datapackage"]
    assert "environment" not in reads
    programs = [word for line in writes["script"] for word in line.split() if word.startswith("scripts/")]
    assert programs == ["scripts/mend.py", "scripts/comment.py"]
    assert writes["needs"] == ["read-change"]
    # Whoever starts it gives a number, and nothing else comes into a command.
    for job in (reads, writes):
        assert "=~ /^[0-9]+$/" in job["rules"][0]["if"]


@pytest.mark.parametrize(
    ("file", "deploys"), [("gitlab", "rsync"), ("gitee", "publish"), ("github", "rsync")]
)
def test_the_step_that_builds_meets_no_key_of_the_deployment(file: str, deploys: str) -> None:
    if file == "gitlab":
        job = _read(GITLAB)[deploys]
        assert not any("build.py" in line for line in job["script"])
        assert job["needs"] == ["site"]
    elif file == "github":
        job = _read(ROOT / ".github" / "workflows" / "publish.yml")["jobs"][deploys]
        assert not any("build.py" in step.get("run", "") for step in job["steps"])
    else:
        lines = [line for name, line in COMMANDS if name == "gitee publish.yml" and "build.py" in line]
        assert lines
        for line in lines:
            assert line.startswith("env -u MINGZHANG_SSH_KEY -u MINGZHANG_SSH_KNOWN_HOSTS ")


@pytest.mark.parametrize("path", GITEE, ids=lambda path: path.name)
def test_gitees_pipelines_have_the_form_it_reads(path: Path) -> None:
    pipeline = _read(path)
    assert pipeline["version"] == "1.0"
    assert {"name", "displayName", "triggers", "stages"} <= set(pipeline)
    for stage in pipeline["stages"]:
        for step in stage["steps"]:
            assert step["step"] == "build@python"
            assert tuple(map(int, step["pythonVersion"].split("."))) >= (3, 11)
            assert all(isinstance(line, str) for line in step["commands"])


def test_gitees_token_meets_no_program_of_a_change() -> None:
    lines = [line for name, line in COMMANDS if name == "gitee comment.yml"]
    taken = [line for line in lines if "FETCH_HEAD" in line and line.startswith("git checkout")]
    assert taken == ["git checkout FETCH_HEAD -- datapackage"]
    assert _read(ROOT / ".workflow" / "comment.yml")["triggers"] == {"trigger": "manual"}


def _words(line: str) -> list[str]:
    """The words of one of our commands, without what a shell does around it."""
    return shlex.split(line.split(" || ")[0].replace('"$(git merge-base HEAD FETCH_HEAD)"', "BASE"))


@pytest.mark.parametrize("line", OURS)
def test_every_command_exists_and_takes_these_words(line: str) -> None:
    script, *words = _words(line)[1:]
    name = Path(script).stem.replace("_", "-")
    if not (ROOT / script).is_file():
        pytest.skip(f"{script} is not there yet")
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    if name in commands:
        commands[name].make_context(name, words)
    else:
        # Programs that run before anything is installed know no options.
        assert name in {"attachment", "comment", "deploy", "mend", "propose", "test"}
        assert not [word for word in words if word.startswith("-")]


RUN = sorted(
    {
        tuple(words)
        for words in map(_words, OURS)
        if words[1] in {f"scripts/{name}.py" for name in ("validate", "comment", "deploy")}
    }
)


@pytest.mark.parametrize("words", RUN, ids=" ".join)
def test_a_command_runs_here_as_it_does_there(words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "scripts").symlink_to(ROOT / "scripts")
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("GITHUB_", "MINGZHANG_"))}
    done = subprocess.run(
        [sys.executable, *words[1:]],
        cwd=tmp_path,
        env=plain | {"GITHUB_ACTIONS": "true", "MINGZHANG_PYTHON": sys.executable},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    if "--output" in words and "--changes" not in words:
        assert (tmp_path / words[words.index("--output") + 1]).read_text("utf-8")


def test_every_yaml_of_ours_is_sound_and_names_no_index_of_packages() -> None:
    for path in (*WORKFLOWS, *GITEE, GITLAB, ROOT / ".pre-commit-config.yaml"):
        assert _read(path)
        assert not re.search(r"pypi|index-url|simple/", path.read_text("utf-8"), re.IGNORECASE)


def test_hooks_before_a_commit_are_pinned_and_run_our_validation() -> None:
    ours, *others = _read(ROOT / ".pre-commit-config.yaml")["repos"]
    assert ours["repo"] == "local"
    (hook,) = ours["hooks"]
    assert (ROOT / hook["entry"].split()[1]).is_file()
    assert re.search(hook["files"], "datapackage/any-plan/observations.csv")
    text = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    for other in others:
        assert re.fullmatch("[0-9a-f]{40}", other["rev"])
        assert re.search(rf"{other['rev']} # frozen: v\d+\.\d+\.\d+\n", text)


def _git(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *words],
        cwd=folder,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("before", "ours", "theirs"),
    [
        (["a,1"], ["a,2"], ["a,3"]),
        # Each adds a row of its own at the same place: united in silence, both would stand there.
        (["a,1", "c,1"], ["a,1", "b,2022,1", "c,1"], ["a,1", "b,2023,2", "c,1"]),
        # The same figure twice, published on the same day, as two people read it.
        (["a,1"], ["a,1", "b,2023,1"], ["a,1", "b,2023,2"]),
    ],
    ids=["one row changed twice", "two rows added between", "one figure added twice at the end"],
)
def test_two_changes_of_one_place_conflict_even_where_git_is_set_to_unite_them(
    tmp_path: Path, before: list[str], ours: list[str], theirs: list[str]
) -> None:
    table = tmp_path / "datapackage" / "any-plan" / "observations.csv"
    table.parent.mkdir(parents=True)

    def commit(rows: list[str]) -> None:
        table.write_text("\n".join(["id,value", *rows, ""]), encoding="utf-8", newline="\n")
        _git(tmp_path, "add", "-A")
        assert _git(tmp_path, "commit", "-qm", "x").returncode == 0

    _git(tmp_path, "init", "-q", "-b", "main")
    _git(tmp_path, "config", "merge.default", "union")
    (tmp_path / ".gitattributes").write_text((ROOT / ".gitattributes").read_text("utf-8"), encoding="utf-8")
    commit(before)
    _git(tmp_path, "checkout", "-qb", "other")
    commit(theirs)
    _git(tmp_path, "checkout", "-q", "main")
    commit(ours)
    assert _git(tmp_path, "merge", "other").returncode != 0
    text = table.read_text("utf-8")
    assert "<<<<<<<" in text
    assert all(row in text for row in (*ours, *theirs))


def test_a_conflict_left_in_a_table_is_refused_by_the_rules(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    row = "fictional-stable,2021,2022-03-01,85,85,final,,fictional-source,虚构页,,,,,\n"
    left = f"<<<<<<< HEAD\n{row}=======\n{row}>>>>>>> other\n"
    fictional.data("observations.csv", lambda data: data + left.encode())(folder)
    assert "merge-conflict" in {one.code for one in package.check(folder)}


def test_git_keeps_the_line_ends_of_tables_on_every_machine(tmp_path: Path) -> None:
    _git(tmp_path, "init", "-q")
    _git(tmp_path, "config", "core.autocrlf", "true")
    (tmp_path / ".gitattributes").write_text((ROOT / ".gitattributes").read_text("utf-8"), encoding="utf-8")
    table = tmp_path / "observations.csv"
    table.write_bytes(b"id,value\r\na,1\r\n")
    _git(tmp_path, "add", "-A")
    assert _git(tmp_path, "ls-files", "--eol", table.name).stdout.split()[:2] == ["i/lf", "w/crlf"]
    table.unlink()
    _git(tmp_path, "checkout", "observations.csv")
    assert table.read_bytes() == b"id,value\na,1\n"


def test_git_keeps_a_documents_copy_byte_for_byte_on_every_machine(tmp_path: Path) -> None:
    """A PDF may hold nothing but text, and its sum is published."""
    _git(tmp_path, "init", "-q")
    _git(tmp_path, "config", "core.autocrlf", "true")
    (tmp_path / ".gitattributes").write_text((ROOT / ".gitattributes").read_text("utf-8"), encoding="utf-8")
    copy = tmp_path / "datapackage" / "any-plan" / "documents" / "bulletin.pdf"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(b"%PDF-1.7\r\nonly text\n")
    _git(tmp_path, "add", "-A")
    name = copy.relative_to(tmp_path).as_posix()
    assert _git(tmp_path, "ls-files", "--eol", name).stdout.split()[2] == "attr/-text"
    copy.unlink()
    _git(tmp_path, "checkout", name)
    assert copy.read_bytes() == b"%PDF-1.7\r\nonly text\n"


def test_owners_are_named_by_plan_and_by_team_never_by_person() -> None:
    lines = (ROOT / "CODEOWNERS").read_text("utf-8").splitlines()
    plans = {plan for line in lines for plan in re.findall(r"/datapackage/([^/]+)/", line)}
    assert plans
    assert all((ROOT / "datapackage" / plan).is_dir() for plan in plans)
    owners = {word for line in lines for word in line.split() if word.startswith("@")}
    assert all("/" in owner for owner in owners)


def test_editors_are_told_the_same_as_the_rules() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    assert (settings["files.encoding"], settings["files.eol"]) == ("utf8", "\n")
    editorconfig = (ROOT / ".editorconfig").read_text("utf-8")
    for line in ("charset = utf-8", "end_of_line = lf", "insert_final_newline = true"):
        assert line in editorconfig
    width = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["line-length"]
    assert f"max_line_length = {width}" in editorconfig
    assert settings["[python]"]["editor.rulers"] == [width]
    for task in json.loads((ROOT / ".vscode" / "tasks.json").read_text("utf-8"))["tasks"]:
        assert (ROOT / task["args"][0]).is_file()

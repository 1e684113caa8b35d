"""From a checked form to a pull request, and from a slip to its mend on the change's own branch.

What is committed was made by a step that holds no token; which branch it goes to comes from the host.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from site_build.hosting.branches import GitHubRepository, GitLabProject
from site_build.hosting.comments import github_pull
from site_build.hosting.requests import HostError
from site_build.hosting.threads import TOKENS, number_of, value_of
from site_build.language import DEFAULT_LANGUAGE, Sentence, load, sentence

# The workflow that checks a change; it is started by name where a commit of ours starts none.
CHECK = "check.yml"
# What the host answers where a token may not do what was asked, or a branch moved on meanwhile.
_REFUSED = frozenset({401, 403, 404, 409, 422})


def _text(key: str, **values: object) -> str:
    return load(DEFAULT_LANGUAGE).text(key, **values)


def propose(environ: Mapping[str, str], files: Mapping[str, bytes]) -> Sentence | None:
    """Put a form's change on a branch of its own, ``form/<number>``, and open a pull request for it.

    A branch that people have worked on is left alone.  Without ``files``, the form having problems, the
    request that was opened before is closed: it says what the form says no more.  None where there is
    nothing to say.  Raises HostError.
    """
    host = GitHubRepository(
        value_of(environ, "GITHUB_API_URL"),
        value_of(environ, "GITHUB_REPOSITORY"),
        value_of(environ, TOKENS["github"]),
    )
    number = number_of(environ, "ISSUE_NUMBER")
    branch, message = f"form/{number}", _text("hosting.form.message", number=number)
    head = host.head(branch)
    if head is not None and not host.is_ours(head, message):
        return sentence("hosting.form.worked_on", branch=branch)
    pull = host.pull_of(branch) if head is not None else None
    if not files:
        if pull is None:
            return None
        host.close_pull(int(pull["number"]))
        return sentence("hosting.form.closed", number=int(pull["number"]))
    try:
        _put_on_branch(host, branch, head, value_of(environ, "GITHUB_SHA"), files, message)
    except HostError as error:
        if error.status not in _REFUSED:
            raise
        return sentence("hosting.form.no_branch")
    return _open(host, environ, branch, number, pull)


def _put_on_branch(
    host: GitHubRepository,
    branch: str,
    head: Mapping[str, Any] | None,
    base: str,
    files: Mapping[str, bytes],
    message: str,
) -> None:
    """See that a branch holds the files; one that holds them already stays at its commit."""
    tree = host.tree(base, files)
    if head is None:
        host.make_branch(branch, host.commit(base, tree, message))
    elif head["tree"]["sha"] != tree:
        host.move_branch(branch, host.commit(base, tree, message), force=True)


def _open(
    host: GitHubRepository,
    environ: Mapping[str, str],
    branch: str,
    number: int,
    pull: Mapping[str, object] | None,
) -> Sentence:
    """See that there is a pull request and that its check runs; what is said of it."""
    address = f"{environ.get('GITHUB_SERVER_URL', 'https://github.com')}/{host.name}"
    base = value_of(environ, "DEFAULT_BRANCH")
    if pull is None:
        title, body = (_text(f"hosting.form.{part}", number=number) for part in ("title", "body"))
        try:
            pull = host.open_pull(branch, base, title, body)
        except HostError as error:
            if error.status not in _REFUSED:
                raise
            link = f"{address}/compare/{quote(base)}...{quote(branch)}?expand=1"
            return sentence("hosting.form.compare", link=link)
    key = "opened" if _starts(host, branch) else "unchecked"
    return sentence(f"hosting.form.{key}", link=f"{address}/pull/{pull['number']}")


def _starts(host: GitHubRepository, branch: str) -> bool:
    """Start the check of a branch; whether the host did."""
    try:
        host.start(CHECK, branch)
    except HostError as error:
        if error.status not in _REFUSED:
            raise
        return False
    return True


def mend(name: str, environ: Mapping[str, str], files: Mapping[str, bytes]) -> Sentence:
    """Commit mended tables to the branch of the change that a run was for; says what was done.

    Nothing is committed to the default branch, to a branch of another repository, to one that has moved on,
    or on top of a mend of ours.  Raises HostError.
    """
    message = _text("hosting.mend.message", count=len(files))
    if not files:
        return sentence("hosting.mend.nothing")
    try:
        if name == "github":
            return _mend_on_github(environ, files, message)
        if name == "gitlab":
            return _mend_on_gitlab(environ, files, message)
    except HostError as error:
        if error.status not in _REFUSED:
            raise
        return sentence("hosting.mend.refused")
    return sentence("hosting.mend.by_hand")


def _mend_on_github(environ: Mapping[str, str], files: Mapping[str, bytes], message: str) -> Sentence:
    host = GitHubRepository(
        value_of(environ, "GITHUB_API_URL"),
        value_of(environ, "GITHUB_REPOSITORY"),
        value_of(environ, TOKENS["github"]),
    )
    branch, commit = value_of(environ, "HEAD_BRANCH"), value_of(environ, "HEAD_SHA")
    owner = value_of(environ, "HEAD_OWNER")
    its_own = value_of(environ, "HEAD_REPOSITORY") == host.name
    if not its_own or branch == value_of(environ, "DEFAULT_BRANCH"):
        return sentence("hosting.mend.by_hand")
    pull = github_pull(host.api, host.name, host.token, owner=owner, branch=branch, commit=commit)
    head = host.head(branch)
    if pull is None or head is None or head["sha"] != commit:
        return sentence("hosting.mend.moved")
    if host.is_ours(head, _text("hosting.mend.title")):
        return sentence("hosting.mend.again")
    made = host.commit(commit, host.tree(commit, files), message)
    host.move_branch(branch, made, force=False)
    key = "done" if _starts(host, branch) else "unchecked"
    return sentence(f"hosting.mend.{key}", count=len(files))


def _mend_on_gitlab(environ: Mapping[str, str], files: Mapping[str, bytes], message: str) -> Sentence:
    project = value_of(environ, "CI_PROJECT_ID")
    host = GitLabProject(value_of(environ, "CI_API_V4_URL"), project, value_of(environ, TOKENS["gitlab"]))
    request = host.request(number_of(environ, "MINGZHANG_MERGE_REQUEST"))
    branch, commit = str(request["source_branch"]), str(request["sha"])
    if (
        str(request["source_project_id"]) != str(request["target_project_id"])
        or branch == request["target_branch"]
        or branch == environ.get("CI_DEFAULT_BRANCH")
    ):
        return sentence("hosting.mend.by_hand")
    if request["state"] != "opened" or commit != value_of(environ, "MINGZHANG_HEAD"):
        return sentence("hosting.mend.moved")
    if host.message_of(commit).startswith(_text("hosting.mend.title")):
        return sentence("hosting.mend.again")
    host.commit(branch, commit, files, message)
    return sentence("hosting.mend.done", count=len(files))

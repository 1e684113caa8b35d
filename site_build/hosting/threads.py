"""Which change, or which issue, a run belongs to, from the environment variables of the host it runs on.

Nothing of it comes from a file of the change: a stranger's change cannot name another.
"""

from collections.abc import Mapping

from site_build.hosting.comments import Gitee, GitHub, GitLab, Thread, github_pull
from site_build.hosting.requests import HostError
from site_build.language import sentence

TOKENS = {"github": "GITHUB_TOKEN", "gitlab": "MINGZHANG_TOKEN", "gitee": "MINGZHANG_TOKEN"}


def host_of(environ: Mapping[str, str]) -> str:
    """The host a run is on.  Raises HostError if it is none that is known."""
    for name, mark in (("github", "GITHUB_ACTIONS"), ("gitlab", "GITLAB_CI"), ("gitee", "GITEE_REPO")):
        if environ.get(mark):
            return name
    raise HostError(sentence("hosting.error.no_host"))


def thread_of(host: str, environ: Mapping[str, str]) -> Thread | None:
    """The comments of the change that the run is for; None where the change is open no more.

    GitHub: HEAD_OWNER, HEAD_BRANCH and HEAD_SHA as the event that started the run gives them; ISSUE_NUMBER
    instead where the run is for an issue.
    GitLab, whose run is on the default branch: MINGZHANG_MERGE_REQUEST, the request's number.
    Gitee, whose run is started by hand: MINGZHANG_PULL, the request's number, and MINGZHANG_REPOSITORY,
    ``owner/name``.
    Raises HostError, naming what is missing.
    """
    token = value_of(environ, TOKENS[host])
    if host == "github":
        api, repository = value_of(environ, "GITHUB_API_URL"), value_of(environ, "GITHUB_REPOSITORY")
        if environ.get("ISSUE_NUMBER"):
            return GitHub(api, repository, number_of(environ, "ISSUE_NUMBER"), token)
        pull = github_pull(
            api,
            repository,
            token,
            owner=value_of(environ, "HEAD_OWNER"),
            branch=value_of(environ, "HEAD_BRANCH"),
            commit=value_of(environ, "HEAD_SHA"),
        )
        return GitHub(api, repository, pull, token) if pull is not None else None
    if host == "gitlab":
        api, project = value_of(environ, "CI_API_V4_URL"), value_of(environ, "CI_PROJECT_ID")
        return GitLab(api, project, number_of(environ, "MINGZHANG_MERGE_REQUEST"), token)
    api = environ.get("GITEE_API_URL", "https://gitee.com/api/v5")
    return Gitee(api, value_of(environ, "MINGZHANG_REPOSITORY"), number_of(environ, "MINGZHANG_PULL"), token)


def value_of(environ: Mapping[str, str], name: str) -> str:
    """An environment variable.  Raises HostError, naming it, where it is missing."""
    found = environ.get(name, "").strip()
    if not found:
        raise HostError(sentence("hosting.error.variable", name=name))
    return found


def number_of(environ: Mapping[str, str], name: str) -> int:
    """An environment variable that is a number.  Raises HostError, naming it, where it is none."""
    found = value_of(environ, name)
    if not found.isascii() or not found.isdigit():
        raise HostError(sentence("hosting.error.variable", name=name))
    return int(found)

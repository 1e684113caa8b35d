"""Commits and pull requests made through a host's API: no git, no shell, every name and text as data.

GitHub https://docs.github.com/en/rest/git, https://docs.github.com/en/rest/pulls, GitLab
https://docs.gitlab.com/api/commits/.
"""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from site_build.hosting.requests import HostError, ask


@dataclass(frozen=True)
class GitHubRepository:
    """A repository on GitHub; the workflow's own token commits as ``github-actions[bot]``."""

    api: str
    name: str
    token: str
    author: str = "github-actions[bot]"

    def tree(self, base: str, files: Mapping[str, bytes]) -> str:
        """All files of the commit ``base`` with these in their places."""
        tree = self._ask("GET", f"git/commits/{base}")["tree"]["sha"]
        entries = [
            {"path": path, "mode": "100644", "type": "blob", "sha": self._blob(data)}
            for path, data in files.items()
        ]
        return str(self._ask("POST", "git/trees", {"base_tree": tree, "tree": entries})["sha"])

    def commit(self, base: str, tree: str, message: str) -> str:
        """A new commit of a tree on top of ``base``, on no branch yet."""
        told = {"message": message, "tree": tree, "parents": [base]}
        return str(self._ask("POST", "git/commits", told)["sha"])

    def _blob(self, data: bytes) -> str:
        given = {"content": b64encode(data).decode("ascii"), "encoding": "base64"}
        return str(self._ask("POST", "git/blobs", given)["sha"])

    def head(self, branch: str) -> dict[str, Any] | None:
        """The commit that a branch stands at; None if there is no such branch."""
        try:
            found = self._ask("GET", f"git/ref/heads/{quote(branch)}")
        except HostError as error:
            if error.status == 404:
                return None
            raise
        commit: dict[str, Any] = self._ask("GET", f"git/commits/{found['object']['sha']}")
        return commit

    def is_ours(self, commit: Mapping[str, Any], message: str) -> bool:
        """Whether a commit was made here, for the same purpose: its message begins so."""
        said = str(commit.get("message") or "")
        return commit["author"]["name"] == self.author and said.startswith(message)

    def make_branch(self, branch: str, commit: str) -> None:
        """A new branch at a commit."""
        self._ask("POST", "git/refs", {"ref": f"refs/heads/{branch}", "sha": commit})

    def move_branch(self, branch: str, commit: str, *, force: bool) -> None:
        """Move a branch to a commit; without ``force`` only onwards."""
        self._ask("PATCH", f"git/refs/heads/{quote(branch)}", {"sha": commit, "force": force})

    def pull_of(self, branch: str) -> dict[str, Any] | None:
        """The open pull request of a branch of this repository."""
        owner = self.name.partition("/")[0]
        rows = self._ask("GET", "pulls", query={"state": "open", "head": f"{owner}:{branch}"})
        return next((row for row in rows if row["head"]["ref"] == branch), None)

    def open_pull(self, branch: str, base: str, title: str, body: str) -> dict[str, Any]:
        """Open a pull request.  Raises HostError, with status 403, where workflows may open none."""
        told = {"title": title, "body": body, "head": branch, "base": base}
        made: dict[str, Any] = self._ask("POST", "pulls", told)
        return made

    def close_pull(self, number: int) -> None:
        """Close a pull request without merging it."""
        self._ask("PATCH", f"pulls/{number}", {"state": "closed"})

    def start(self, workflow: str, branch: str) -> None:
        """Start a workflow on a branch: what a workflow's own token does starts no other by itself."""
        self._ask("POST", f"actions/workflows/{workflow}/dispatches", {"ref": branch})

    def _ask(
        self,
        method: str,
        path: str,
        body: Mapping[str, object] | None = None,
        query: Mapping[str, str | int] | None = None,
    ) -> Any:
        headers = {"Authorization": f"Bearer {self.token}", "X-GitHub-Api-Version": "2022-11-28"}
        return ask(method, f"{self.api}/repos/{self.name}/{path}", headers=headers, body=body, query=query)


@dataclass(frozen=True)
class GitLabProject:
    """A project on GitLab."""

    api: str
    project: str
    token: str

    def request(self, number: int) -> dict[str, Any]:
        """A merge request as the host tells of it."""
        found: dict[str, Any] = self._ask("GET", f"merge_requests/{number}")
        return found

    def commit(self, branch: str, last: str, files: Mapping[str, bytes], message: str) -> None:
        """A commit of changed files on a branch that stands at ``last``."""
        actions = [
            {
                "action": "update",
                "file_path": path,
                "content": b64encode(data).decode("ascii"),
                "encoding": "base64",
                "last_commit_id": last,
            }
            for path, data in files.items()
        ]
        told = {"branch": branch, "commit_message": message, "actions": actions}
        self._ask("POST", "repository/commits", told)

    def message_of(self, commit: str) -> str:
        """A commit's message."""
        return str(self._ask("GET", f"repository/commits/{quote(commit, safe='')}")["message"])

    def _ask(self, method: str, path: str, body: Mapping[str, object] | None = None) -> Any:
        url = f"{self.api}/projects/{quote(self.project, safe='')}/{path}"
        return ask(method, url, headers={"PRIVATE-TOKEN": self.token}, body=body)

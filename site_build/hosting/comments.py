"""One comment under a change on GitHub, GitLab or Gitee: written the first time, then kept up to date.

GitHub https://docs.github.com/en/rest/issues/comments, GitLab https://docs.gitlab.com/api/notes/,
Gitee https://gitee.com/api/v5/swagger.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote

from site_build.hosting.requests import ask
from site_build.language.markdown import COMMENT_MARKER

# Comments a page, and pages that are looked through for ours.
_PAGE, _PAGES = 100, 20


class Thread(Protocol):
    """The comments under one change."""

    def mine(self) -> Iterator[tuple[str, str]]:
        """Number and text of the comments that this token's own user wrote."""

    def add(self, text: str) -> None:
        """Write a new comment."""

    def change(self, number: str, text: str) -> None:
        """Change a comment."""


def keep(thread: Thread, text: str) -> str:
    """See that ``text`` is our one comment; says whether it was ``added``, ``changed`` or the ``same``."""
    for number, before in thread.mine():
        if before.lstrip().startswith(COMMENT_MARKER):
            if before.strip() == text.strip():
                return "same"
            thread.change(number, text)
            return "changed"
    thread.add(text)
    return "added"


def _pages(get: Callable[[int], list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    for page in range(1, _PAGES + 1):
        rows = get(page)
        yield from rows
        if len(rows) < _PAGE:
            return


@dataclass(frozen=True)
class GitHub:
    """A pull request, or an issue, on GitHub.  The workflow's own token writes as ``github-actions[bot]``."""

    api: str
    repository: str
    number: int
    token: str
    author: str = "github-actions[bot]"

    @property
    def _headers(self) -> Mapping[str, str]:
        return _github_headers(self.token)

    def mine(self) -> Iterator[tuple[str, str]]:
        """Number and text of our comments."""
        url = f"{self.api}/repos/{self.repository}/issues/{self.number}/comments"
        for row in _pages(
            lambda page: ask("GET", url, headers=self._headers, query={"per_page": _PAGE, "page": page})
        ):
            if row["user"]["login"] == self.author:
                yield str(row["id"]), row["body"] or ""

    def add(self, text: str) -> None:
        """Write a new comment."""
        url = f"{self.api}/repos/{self.repository}/issues/{self.number}/comments"
        ask("POST", url, headers=self._headers, body={"body": text})

    def change(self, number: str, text: str) -> None:
        """Change a comment."""
        url = f"{self.api}/repos/{self.repository}/issues/comments/{number}"
        ask("PATCH", url, headers=self._headers, body={"body": text})


def github_pull(api: str, repository: str, token: str, *, owner: str, branch: str, commit: str) -> int | None:
    """The open pull request of ``branch`` in ``owner``'s repository that stands at ``commit``.

    Whoever opened it cannot choose another's: all three come from the host, none from the change.
    """
    rows = ask(
        "GET",
        f"{api}/repos/{repository}/pulls",
        headers=_github_headers(token),
        query={"state": "open", "head": f"{owner}:{branch}", "per_page": _PAGE},
    )
    return next((int(row["number"]) for row in rows if row["head"]["sha"] == commit), None)


def _github_headers(token: str) -> Mapping[str, str]:
    return {"Authorization": f"Bearer {token}", "X-GitHub-Api-Version": "2022-11-28"}


@dataclass(frozen=True)
class GitLab:
    """A merge request on GitLab, own or public."""

    api: str
    project: str
    number: int
    token: str

    @property
    def _notes(self) -> str:
        return f"{self.api}/projects/{quote(self.project, safe='')}/merge_requests/{self.number}/notes"

    @property
    def _headers(self) -> Mapping[str, str]:
        return {"PRIVATE-TOKEN": self.token}

    def mine(self) -> Iterator[tuple[str, str]]:
        """Number and text of our comments."""
        me = ask("GET", f"{self.api}/user", headers=self._headers)["id"]
        for row in _pages(
            lambda page: ask(
                "GET", self._notes, headers=self._headers, query={"per_page": _PAGE, "page": page}
            )
        ):
            if row["author"]["id"] == me:
                yield str(row["id"]), row["body"] or ""

    def add(self, text: str) -> None:
        """Write a new comment."""
        ask("POST", self._notes, headers=self._headers, body={"body": text})

    def change(self, number: str, text: str) -> None:
        """Change a comment."""
        ask("PUT", f"{self._notes}/{number}", headers=self._headers, body={"body": text})


@dataclass(frozen=True)
class Gitee:
    """A pull request on Gitee."""

    api: str
    repository: str
    number: int
    token: str

    def mine(self) -> Iterator[tuple[str, str]]:
        """Number and text of our comments."""
        known: dict[str, str | int] = {"access_token": self.token}
        me = ask("GET", f"{self.api}/user", headers={}, query=known)["id"]
        url = f"{self.api}/repos/{self.repository}/pulls/{self.number}/comments"
        for row in _pages(
            lambda page: ask("GET", url, headers={}, query={**known, "per_page": _PAGE, "page": page})
        ):
            if row["user"]["id"] == me:
                yield str(row["id"]), row["body"] or ""

    def add(self, text: str) -> None:
        """Write a new comment."""
        url = f"{self.api}/repos/{self.repository}/pulls/{self.number}/comments"
        ask("POST", url, headers={}, body={"access_token": self.token, "body": text})

    def change(self, number: str, text: str) -> None:
        """Change a comment."""
        url = f"{self.api}/repos/{self.repository}/pulls/comments/{number}"
        ask("PATCH", url, headers={}, body={"access_token": self.token, "body": text})

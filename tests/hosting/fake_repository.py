"""A repository on GitHub in miniature: the addresses of its API that commit, branch and open requests."""

import json
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha1
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.hosting.fake import listening

NAME, TOKEN, BOT = "county/plans", "a-secret-token", "github-actions[bot]"
TOP = f"/repos/{NAME}/"


@dataclass
class Repository:
    """Blobs, trees (path → blob), commits and branches by their names, and everything that was asked."""

    api: str = ""
    blobs: dict[str, bytes] = field(default_factory=dict)
    trees: dict[str, dict[str, str]] = field(default_factory=dict)
    commits: dict[str, dict[str, Any]] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)
    pulls: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    started: list[tuple[str, str]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    # What a workflow's token may not do here: pulls, branches.
    forbidden: set[str] = field(default_factory=set)

    def commit(self, files: dict[str, bytes], message: str, author: str, parents: list[str]) -> str:
        """A commit of these files over those of its first parent."""
        tree = dict(self.trees[self.commits[parents[0]]["tree"]["sha"]]) if parents else {}
        for path, data in files.items():
            tree[path] = self._keep(self.blobs, data)
        return self._commit(self._keep(self.trees, tree), message, author, parents)

    def files_of(self, branch: str) -> dict[str, bytes]:
        """A branch's files by path."""
        tree = self.trees[self.commits[self.branches[branch]]["tree"]["sha"]]
        return {path: self.blobs[blob] for path, blob in tree.items()}

    def _keep(self, store: dict[str, Any], what: Any) -> str:
        sha = sha1(repr(what).encode(), usedforsecurity=False).hexdigest()
        store[sha] = what
        return sha

    def _commit(self, tree: str, message: str, author: str, parents: list[str]) -> str:
        sha = sha1(repr((tree, message, parents)).encode(), usedforsecurity=False).hexdigest()
        self.commits[sha] = {
            "sha": sha,
            "message": message,
            "author": {"name": author},
            "tree": {"sha": tree},
            "parents": parents,
        }
        return sha

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: Any) -> tuple[int, Any]:
        """What the host says: a status and JSON."""
        kind, _, rest = path.partition("/")
        found = getattr(self, f"_{kind}")(method, rest, query, body)
        return found if isinstance(found, tuple) else (200, found)

    def _git(self, method: str, rest: str, _: Any, body: Any) -> Any:
        kind, _, name = rest.partition("/")
        if method == "GET" and kind == "ref":
            branch = name.removeprefix("heads/")
            return {"object": {"sha": self.branches[branch]}} if branch in self.branches else (404, {})
        if method == "GET":
            return self.commits.get(name, (404, {}))
        if "branches" in self.forbidden:
            return 403, {}
        match kind:
            case "blobs":
                return {"sha": self._keep(self.blobs, b64decode(body["content"]))}
            case "trees":
                over = {one["path"]: one["sha"] for one in body["tree"]}
                return {"sha": self._keep(self.trees, self.trees[body["base_tree"]] | over)}
            case "commits":
                return {"sha": self._commit(body["tree"], body["message"], BOT, body["parents"])}
        branch = (name or body["ref"].removeprefix("refs/")).removeprefix("heads/")
        if name and not body["force"] and self.commits[body["sha"]]["parents"] != [self.branches[branch]]:
            return 422, {}
        self.branches[branch] = body["sha"]
        return {}

    def _pulls(self, method: str, rest: str, query: dict[str, list[str]], body: Any) -> Any:
        if method == "GET":
            branch = query["head"][0].partition(":")[2]
            rows = [one for one in self.pulls if one["state"] == "open" and one["head"]["ref"] == branch]
            for row in rows:
                row["head"]["sha"] = self.branches[branch]
            return rows
        if method == "PATCH":
            self.pulls[int(rest) - 1].update(body)
            return {}
        if "pulls" in self.forbidden:
            return 403, {}
        number = len(self.pulls) + 1
        self.pulls.append({**body, "number": number, "state": "open", "head": {"ref": body["head"]}})
        return self.pulls[-1]

    def _actions(self, _: str, rest: str, __: Any, body: Any) -> Any:
        if "checks" in self.forbidden:
            return 403, {}
        self.started.append((rest.split("/")[1], body["ref"]))
        return {}

    def _issues(self, method: str, rest: str, query: dict[str, list[str]], body: Any) -> Any:
        if method == "GET":
            return self.comments if query["page"] == ["1"] else []
        if method == "PATCH":
            self.comments[int(rest.rpartition("/")[2]) - 1]["body"] = body["body"]
        else:
            row = {"id": len(self.comments) + 1, "body": body["body"], "user": {"login": BOT}}
            self.comments.append(row)
        return {}


class Handler(BaseHTTPRequestHandler):
    """Answers for the repository that its server belongs to; files are given to anybody."""

    repository: Repository

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def _answer(self) -> None:
        parts = urlsplit(self.path)
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"null")
        if parts.path in self.repository.files:
            assert "Authorization" not in self.headers
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self.repository.files[parts.path])
            return
        status, said = 401, {}
        if self.headers.get("Authorization") == f"Bearer {TOKEN}" and parts.path.startswith(TOP):
            path = unquote(parts.path.removeprefix(TOP))
            status, said = self.repository.answer(self.command, path, parse_qs(parts.query), body)
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    do_GET = do_POST = do_PATCH = _answer  # noqa: N815 - named by the base class


@contextmanager
def running() -> Iterator[Repository]:
    """The repository, listening on this machine."""
    repository = Repository()
    with listening(type("OfOneRepository", (Handler,), {"repository": repository})) as repository.api:
        yield repository

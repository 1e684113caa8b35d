"""A host of repositories in miniature: the few addresses of three APIs that a comment needs."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "a-secret-token"  # noqa: S105 - made up
ME, OTHER = "github-actions[bot]", "somebody"


@dataclass
class Host:
    """Comments by number, and every request that was made."""

    api: str = ""
    comments: dict[int, dict[str, Any]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    # What to answer instead, if anything: a status, with the address of a redirect.
    instead: tuple[int, str] | None = None

    def write(self, text: str, login: str) -> None:
        """A comment by somebody."""
        number = len(self.comments) + 1
        person = {"login": login, "id": login}
        self.comments[number] = {"id": number, "body": text, "user": person, "author": person}

    def texts(self, login: str = ME) -> list[str]:
        """What somebody wrote."""
        return [row["body"] for row in self.comments.values() if row["user"]["login"] == login]


class Handler(BaseHTTPRequestHandler):
    """Answers for the host that its server belongs to."""

    host: Host

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def _answer(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"null")
        self.host.asked.append((self.command, self.path))
        status, location = self.host.instead or (200 if self._allowed(body) else 401, "")
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if status == 200:
            self.wfile.write(json.dumps(self._do(body)).encode())

    do_GET = do_POST = do_PUT = do_PATCH = _answer  # noqa: N815 - named by the base class

    def _allowed(self, body: Any) -> bool:
        query = parse_qs(urlsplit(self.path).query)
        return TOKEN in {
            self.headers.get("Authorization", "").removeprefix("Bearer "),
            self.headers.get("PRIVATE-TOKEN"),
            query.get("access_token", [""])[0],
            (body or {}).get("access_token"),
        }

    def _do(self, body: Any) -> Any:
        parts = urlsplit(self.path)
        if parts.path == "/user":
            return {"id": ME, "login": ME}
        if parts.path == "/repos/county/plans/pulls":
            return [{"number": 6, "head": {"sha": "older"}}, {"number": 7, "head": {"sha": "newest"}}]
        if self.command == "GET":
            query = parse_qs(parts.query)
            size, page = (int(query[name][0]) for name in ("per_page", "page"))
            return list(self.host.comments.values())[size * (page - 1) : size * page]
        if self.command == "POST":
            self.host.write(body["body"], ME)
        else:
            self.host.comments[int(parts.path.rsplit("/", 1)[1])]["body"] = body["body"]
        return {}


@contextmanager
def listening(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address at which requests are answered on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def running() -> Iterator[Host]:
    """The host, listening on this machine."""
    host = Host()
    with listening(type("OfOneHost", (Handler,), {"host": host})) as host.api:
        yield host

"""Serving the built site on this machine, and watching what it is made of."""

import errno
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from site_build.hosting.policy import HEADERS, POLICY
from site_build.language import sentence
from site_build.problem import UserError

WATCHED = ("datapackage", "docs", "site_build", "mkdocs.yml", "mingzhang.toml")
# A save is often several writes: wait this long, in seconds, for the last of them.
QUIET = 0.4
# Whoever asks for this machine by another name was led here by somebody else's page.
_OWN_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})


class PortError(UserError):
    """The port cannot be used; ``sentence`` says why."""


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012 - the base class's own attribute
        **SimpleHTTPRequestHandler.extensions_map,
        ".csv": "text/csv; charset=utf-8",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".html": "text/html; charset=utf-8",
    }

    def __init__(self, *request: Any, directory: str, policy: str) -> None:
        self._policy = policy
        # The base class answers within its own initialiser.
        super().__init__(*request, directory=directory)

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Answer with a file that lies in the site, to who asks for it by this machine's own name."""
        if not self._is_asked_by_its_name():
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        try:
            inside = self._lies_in_the_site()
        except (OSError, ValueError):
            inside = False
        if not inside:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def _is_asked_by_its_name(self) -> bool:
        host = self.headers.get("Host", "127.0.0.1")
        name, colon, port = host.rpartition(":")
        return (name if colon and port.isdigit() else host).lower() in _OWN_NAMES

    def _lies_in_the_site(self) -> bool:
        """Whether the path is there, and no link leads it out of the site."""
        site = Path(self.directory).resolve()
        path = Path(self.translate_path(self.path))
        found = [path, *(path / name for name in ("index.html", "index.htm") if (path / name).exists())]
        return all(Path(os.path.realpath(one, strict=True)).is_relative_to(site) for one in found)

    def list_directory(self, path: str | os.PathLike[str]) -> BytesIO | None:  # noqa: ARG002 - the base class's
        """A folder without a page is nothing to see, as on a host."""
        self.send_error(HTTPStatus.NOT_FOUND)
        return None

    def end_headers(self) -> None:
        """Every answer bears the policy, so that a preview shows what it forbids."""
        for name, value in {**HEADERS, "Content-Security-Policy": self._policy}.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing: the console is for builds."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing of who hung up."""


@contextmanager
def serving(folder: Path, port: int, policy: str = POLICY) -> Iterator[str]:
    """Serve ``folder`` on the loopback address; gives the address.  Raises PortError."""
    if not 0 <= port <= 65535:
        raise PortError(sentence("cli.error.port_range", port=str(port)))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        handler = partial(_Handler, directory=str(folder), policy=policy)
        server = _Server(("127.0.0.1", port), handler)
    except OSError as error:
        refused = error.errno in {errno.EACCES, errno.EPERM}
        raise PortError(
            sentence("cli.error.port_permission" if refused else "cli.error.port", port=str(port))
        ) from error
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def watch(paths: Sequence[Path], changed: Callable[[], None]) -> None:
    """Call ``changed`` after each burst of changes below ``paths``, until interrupted."""
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer

    stirred = threading.Event()

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            name = str(event.src_path)
            if event.event_type in {"created", "modified", "moved", "deleted"} and "__pycache__" not in name:
                stirred.set()

    observer = Observer()
    for path in paths:
        if path.exists():
            observer.schedule(Handler(), str(path), recursive=True)
    observer.start()
    try:
        while True:
            stirred.wait()
            while stirred.is_set():
                stirred.clear()
                stirred.wait(QUIET)
            changed()
    finally:
        observer.stop()
        observer.join()

"""Serving the built site on this machine, and watching what it is made of."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

WATCHED = ("datapackage", "docs", "site_build", "mkdocs.yml", "mingzhang.toml")
# A save is often several writes: wait this long, in seconds, for the last of them.
QUIET = 0.4
# The Content-Security-Policy that every page works under, and that a host should send: nothing but the
# site's own files.  Search is WebAssembly.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'"
)


class PortTaken(Exception):  # noqa: N818 - says what happened
    """Something else listens on the port."""


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

    def end_headers(self) -> None:
        """Every answer bears the policy, so that a preview shows what it forbids."""
        self.send_header("Content-Security-Policy", self._policy)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing: the console is for builds."""


@contextmanager
def serving(folder: Path, port: int, policy: str = POLICY) -> Iterator[str]:
    """Serve ``folder`` on the loopback address; gives the address.  Raises PortTaken."""
    folder.mkdir(exist_ok=True)
    try:
        handler = partial(_Handler, directory=str(folder), policy=policy)
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise PortTaken(str(error)) from error
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

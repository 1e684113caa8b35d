"""The preview shows the site and nothing else, to this machine and to nobody else's page."""

import http.client
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from typer.testing import CliRunner

from site_build.cli import app, common
from site_build.hosting.policy import POLICY
from site_build.language import load, sentence
from site_build.site import serve
from site_build.site.staging import StagingError


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """A small site with links out of it."""
    site = tmp_path / "site"
    (site / "plan").mkdir(parents=True)
    (site / "index.html").write_text("home", encoding="utf-8")
    (site / "plan" / "index.html").write_text("plan", encoding="utf-8")
    (site / "empty").mkdir()
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "secret" / "index.html").write_text("secret", encoding="utf-8")
    (site / "key.txt").symlink_to(tmp_path / "secret" / "key.txt")
    (site / "away").symlink_to(tmp_path / "secret", target_is_directory=True)
    (site / "linked").mkdir()
    (site / "linked" / "index.html").symlink_to(tmp_path / "secret" / "key.txt")
    (site / "inside.html").symlink_to("index.html")
    (site / "round").symlink_to("round")
    with serve.serving(site, 0) as address:
        yield urlsplit(address).port or 0


def _ask(port: int, path: str, host: str | None = None, method: str = "GET") -> tuple[int, str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.putrequest(method, path, skip_host=True)
    if host is not None:
        connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, answer.read().decode(), answer.headers.get("Content-Security-Policy", "")
    connection.close()
    return found


def test_pages_are_given_with_the_policy(port: int) -> None:
    for path, text in (("/", "home"), ("/plan/", "plan"), ("/inside.html", "home")):
        assert _ask(port, path, f"127.0.0.1:{port}") == (200, text, POLICY)
    assert _ask(port, "/", f"localhost:{port}")[0] == 200
    assert _ask(port, "/", None)[0] == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil:80", "", ":80"],
)
def test_whoever_calls_this_machine_by_another_name_gets_nothing(port: int, host: str) -> None:
    for method in ("GET", "HEAD"):
        status, text, _ = _ask(port, "/", host, method)
        assert status == 421
        assert "home" not in text


@pytest.mark.parametrize(
    "path",
    [
        "/key.txt", "/away/key.txt", "/away/", "/linked/", "/linked/index.html", "/round", "/empty/", "/none",
        "/../secret/key.txt", "/%2e%2e/secret/key.txt", "/..%2fsecret/key.txt", "/%00", "/index.html%00.txt",
        "/" + "a" * 5000, "/%ff%fe", "/index.html/", "//etc/passwd", "/\\..\\secret",
    ],
)  # fmt: skip
def test_nothing_out_of_the_site_is_given_and_odd_paths_are_answered(
    port: int, path: str, capfd: pytest.CaptureFixture[str]
) -> None:
    status, text, _ = _ask(port, path, f"127.0.0.1:{port}")
    assert status == 404
    assert "secret" not in text.replace(path, "")
    assert capfd.readouterr() == ("", "")


def test_who_talks_nonsense_or_hangs_up_leaves_no_traceback(
    port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    for said in (b"\x16\x03\x01\x02\x00\x01\xfc", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b""):
        with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            line.sendall(said)
    assert _ask(port, "/", f"127.0.0.1:{port}")[0] == 200
    assert capfd.readouterr() == ("", "")


def test_a_port_that_cannot_be_used_is_told_with_the_reason(port: int, tmp_path: Path) -> None:
    for wrong, key in ((port, "port"), (99999, "port_range"), (-1, "port_range")):
        with pytest.raises(serve.PortError) as refused, serve.serving(tmp_path / "site", wrong):
            pass
        assert refused.value.sentence.key == f"cli.error.{key}"
        assert str(wrong) in load("zh").render(refused.value.sentence)


def test_a_port_of_the_administrators_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(serve, "_Server", refuse)
    with pytest.raises(serve.PortError) as refused, serve.serving(tmp_path / "site", 80):
        pass
    assert refused.value.sentence.key == "cli.error.port_permission"


def test_the_preview_outlives_builds_that_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another build holds the lock, the disk is full, the data are wrong: the last site is still shown."""
    from site_build.cli import serve as command

    busy, full = StagingError(sentence("cli.error.busy", path="site")), OSError(28, os.strerror(28), "x")
    ends = iter([busy, full, common.Failure()])
    built: list[object] = []

    def build(*words: object) -> None:
        if (error := next(ends, None)) is not None:
            raise error
        built.append(words)

    def watch(_: object, changed: object) -> None:
        for _ in range(3):
            changed()  # type: ignore[operator]

    monkeypatch.setattr(command, "build_site", build)
    monkeypatch.setattr(serve, "watch", watch)
    monkeypatch.setenv(common.SITE_FOLDER, str(tmp_path))
    done = CliRunner().invoke(app, ["serve", "--port", "0", "--as-of", "2024-01-01"])
    assert done.exit_code == 0, done.output
    assert "另一次生成正在写" in done.output
    assert "磁盘满了" in done.output
    assert done.output.count("继续显示上一次生成的网站") == 3
    assert len(built) == 1

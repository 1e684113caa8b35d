"""A site goes to a folder of its own on another machine, with one key and to one known host."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from site_build.hosting.rsync import DeployError, command, deploy
from tests.conftest import ROOT

REMOTE = {
    "MINGZHANG_RSYNC_TARGET": "web@example.org:/srv/www/plans",
    "MINGZHANG_SSH_KEY": "a private key",
    "MINGZHANG_SSH_KNOWN_HOSTS": "example.org ssh-ed25519 AAAA",
    "MINGZHANG_SSH_PORT": "2222",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("now", encoding="utf-8")
    return site


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in rsync's place that writes down how it was called, and with which files."""
    folder = tmp_path / "bin"
    folder.mkdir()
    out = tmp_path / "calls.txt"
    program = folder / "rsync"
    program.write_text(
        f"#!{sys.executable}\n"
        "import os, shlex, sys\n"
        "lines = list(sys.argv[1:])\n"
        "for word in lines[:]:\n"
        "    if word.startswith('--rsh='):\n"
        "        words = shlex.split(word[6:])\n"
        "        key = words[words.index('-i') + 1]\n"
        "        lines += words + [oct(os.stat(key).st_mode & 0o777), open(key).read(), key]\n"
        f"open({str(out)!r}, 'w').write('\\n'.join(lines))\n"
        "print('the disk is full', file=sys.stderr)\n"
        f"raise SystemExit(int(os.environ.get('RSYNC_FAILS', 0)))\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return out


def test_the_key_is_secret_the_host_is_known_and_both_vanish(site: Path, calls: Path) -> None:
    assert deploy(site, REMOTE) == "web@example.org:/srv/www/plans"
    said = calls.read_text("utf-8").split("\n")
    assert {"--delay-updates", "--delete-delay", "--", f"{site}/", "web@example.org:/srv/www/plans/"} <= set(
        said
    )
    assert {"StrictHostKeyChecking=yes", "BatchMode=yes", "2222", "0o600", "a private key"} <= set(said)
    assert not Path(said[-1]).exists()


def test_a_failure_is_told_in_one_sentence(site: Path, calls: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RSYNC_FAILS", "23")
    with pytest.raises(DeployError) as told:
        deploy(site, REMOTE)
    assert dict(told.value.sentence.values)["reason"] == "the disk is full"
    assert calls.exists()


@pytest.mark.parametrize(
    "target",
    [
        "",
        "/",
        "/srv",
        "-e sh",
        "host:",
        "host:/",
        "host:/srv",
        "host:~",
        "host:.",
        "host:/a/../..",
        "rsync://host/a",
        "host::module",
        "a b:/srv/www",
        "host:/srv/../etc/x",
        "site",
        "~",
        "/home/../..",
    ],
)
def test_nothing_that_is_no_folder_of_its_own_is_overwritten(site: Path, calls: Path, target: str) -> None:
    with pytest.raises(DeployError) as told:
        deploy(site, REMOTE | {"MINGZHANG_RSYNC_TARGET": target})
    assert told.value.sentence.key == "hosting.error.target"
    assert not calls.exists()


@pytest.mark.parametrize("missing", ["MINGZHANG_SSH_KEY", "MINGZHANG_SSH_KNOWN_HOSTS"])
def test_without_key_or_known_host_nothing_is_sent(site: Path, calls: Path, missing: str) -> None:
    with pytest.raises(DeployError) as told:
        deploy(site, REMOTE | {missing: " "})
    assert dict(told.value.sentence.values)["name"] == missing
    assert not calls.exists()


def test_a_folder_without_a_site_is_not_sent(tmp_path: Path, calls: Path) -> None:
    with pytest.raises(DeployError):
        deploy(tmp_path, REMOTE)
    assert not calls.exists()


def test_the_call_of_ssh_survives_a_space_in_a_path() -> None:
    (rsh,) = [word for word in command(Path("s"), "h:/a/b", ["ssh", "-i", "/a b/k"]) if "--rsh=" in word]
    assert shlex.split(rsh.removeprefix("--rsh=")) == ["ssh", "-i", "/a b/k"]


def test_the_script_needs_nothing_installed_and_without_a_target_does_nothing(site: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-E", str(ROOT / "scripts" / "deploy.py"), str(site)],
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "不部署" in done.stdout

"""Putting a built site on any host that rsync reaches, so that readers never meet half of it."""

import re
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from site_build.language import sentence
from site_build.problem import UserError

# ``user@host:/folder``; a folder of this machine is for trying it out.
_REMOTE = re.compile(
    r"(?:[A-Za-z0-9._-]+@)?(?P<host>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]):(?P<path>/?[^:\s/][^:\s]*)"
)
# Left of the path after this, nothing is named that may be emptied.
_NO_FOLDER = re.compile(r"(?:/|\.|\.\.|~|~[^/]*|/[^/]*|~/)/?")


class DeployError(UserError):
    """The site was not put anywhere; ``sentence`` says why."""


def deploy(site: Path, environ: Mapping[str, str]) -> str:
    """Make the folder that MINGZHANG_RSYNC_TARGET names the same as ``site``; returns the target.

    MINGZHANG_SSH_KEY (a private key) and MINGZHANG_SSH_KNOWN_HOSTS (the host's public key, as
    ``ssh-keyscan`` prints it) are needed for a remote target; MINGZHANG_SSH_PORT may give a port.
    Raises DeployError.
    """
    target = environ.get("MINGZHANG_RSYNC_TARGET", "").strip()
    if not (site / "index.html").is_file():
        raise DeployError(sentence("hosting.error.no_site", site=str(site)))
    remote = _checked(target)
    if shutil.which("rsync") is None:
        raise DeployError(sentence("hosting.error.no_rsync"))
    with _shell(environ) if remote else _no_shell() as shell:
        done = subprocess.run(  # noqa: S603 - no shell; the target was checked
            command(site, target, shell), capture_output=True, text=True, check=False
        )
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or [str(done.returncode)])[-1]
        raise DeployError(sentence("hosting.error.rsync", target=target, reason=reason))
    return target


def command(site: Path, target: str, shell: list[str]) -> list[str]:
    """The call of rsync: new files first and all at once, what is gone removed last."""
    words = ["rsync", "--archive", "--compress", "--delay-updates", "--delete-delay", "--exclude=/.mingzhang"]
    words += ["--chmod=D755,F644", "--no-owner", "--no-group"]
    words += [f"--rsh={shlex.join(shell)}"] if shell else []
    return [*words, "--", f"{site}/", f"{target.rstrip('/')}/"]


def _checked(target: str) -> bool:
    """Whether the target is on another machine.  Raises DeployError if it is no folder of its own."""
    remote = _REMOTE.fullmatch(target)
    path = remote["path"] if remote else target
    local = target.startswith("/") and ":" not in target
    if not (remote or local) or _NO_FOLDER.fullmatch(path) or ".." in Path(path).parts:
        raise DeployError(sentence("hosting.error.target", target=target))
    return remote is not None


@contextmanager
def _no_shell() -> Iterator[list[str]]:
    yield []


@contextmanager
def _shell(environ: Mapping[str, str]) -> Iterator[list[str]]:
    """The call of ssh with just this key and just this host's key, both in files that vanish afterwards."""
    port = environ.get("MINGZHANG_SSH_PORT", "22").strip() or "22"
    texts = {name: environ.get(f"MINGZHANG_SSH_{name}", "").strip() for name in ("KEY", "KNOWN_HOSTS")}
    for name, text in {**texts, "PORT": port if port.isascii() and port.isdigit() else ""}.items():
        if not text:
            raise DeployError(sentence("hosting.error.variable", name=f"MINGZHANG_SSH_{name}"))
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as folder:
        files = {}
        for name, text in texts.items():
            files[name] = Path(folder) / name.lower()
            files[name].touch(mode=0o600)
            files[name].write_text(f"{text}\n", encoding="utf-8", newline="\n")
        yield [
            "ssh",
            *("-i", str(files["KEY"]), "-p", port),
            *("-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes"),
            *("-o", "StrictHostKeyChecking=yes", "-o", f"UserKnownHostsFile={files['KNOWN_HOSTS']}"),
        ]

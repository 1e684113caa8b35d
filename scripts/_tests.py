"""Check the code and run every test, with a browser if one is to be had."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from _environment import ROOT, environ, prepare, run, say, words

# The one without a window first: it needs half the time.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)


def chromium(python: Path) -> str:
    """A Chromium for the browser tests, installed if need be; empty if there is none to be had."""
    found = os.environ.get("MINGZHANG_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")
    if found:
        return found
    say(words("chromium"))
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
        run(["apt-get", "update", "-qq"])
        for name in NAMES[:2]:
            run(["apt-get", "install", "-y", "-qq", name])
            if found := shutil.which(name) or "":
                break
    if not found:
        run([str(python), "-m", "playwright", "install", "chromium"])
        asked = run(
            [
                str(python),
                "-c",
                "from playwright.sync_api import sync_playwright as p\n"
                "with p() as q: print(q.chromium.executable_path)",
            ]
        )
        path = asked.stdout.strip()
        found = path if path and Path(path).exists() else ""
    if not found:
        say(words("no_chromium"))
    return found


def main() -> int:
    """Every step, even if one fails; the exit code says whether all passed."""
    asked = [word for word in sys.argv[1:] if word != "--without-browser"]
    without_browser = "--without-browser" in sys.argv
    python = prepare("test")
    variables = environ()
    # What one process of the tests has compiled the others need not.
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    # One process more than there are cores, as tests also wait, for a browser or for each other's sites;
    # whoever is done takes over tests of the others.
    tests = ["pytest", "-n", str((os.cpu_count() or 1) + 1), "--dist", "worksteal", *asked]
    if without_browser:
        tests += ["-m", "not browser"]
    else:
        variables["MINGZHANG_CHROMIUM"] = chromium(python)

    def line(step: list[str]) -> list[str]:
        return [str(python), "-m", *step]

    failed = []
    # Types are checked, by one core, while the tests begin; what was found is said at the end.
    with tempfile.TemporaryFile() as told:
        types = subprocess.Popen(line(["mypy"]), cwd=ROOT, env=variables, stdout=told, stderr=told)
        for step in (["ruff", "check", "."], ["ruff", "format", "--check", "."], tests):
            say(words("step", name=" ".join(step)))
            if subprocess.run(line(step), cwd=ROOT, env=variables).returncode != 0:
                failed.append(step[0])
        say(words("step", name="mypy"))
        if types.wait() != 0:
            failed.append("mypy")
        told.seek(0)
        say(told.read().decode("utf-8", "replace").rstrip())
    if failed:
        say(words("failed", names=", ".join(failed)))
        return 1
    say(words("passed"))
    return 0

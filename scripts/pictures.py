"""Draw the pictures of README.md and CONTRIBUTING.md again: python3 scripts/pictures.py --help."""

import _python  # noqa: F401 - ends with a sentence on a Python that is too old
from _environment import ROOT, asks_for_help, environ, explain, prepare

if asks_for_help():
    explain()

import subprocess

line = [str(prepare("test")), "-m", "tests.guide_pictures"]
raise SystemExit(subprocess.run(line, cwd=ROOT, env=environ()).returncode)

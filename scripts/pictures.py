"""Draw the pictures of README.md and CONTRIBUTING.md again: ``python3 scripts/pictures.py``."""

import subprocess

from _environment import ROOT, environ, prepare

if __name__ == "__main__":
    line = [str(prepare("test")), "-m", "tests.guide_pictures"]
    raise SystemExit(subprocess.run(line, cwd=ROOT, env=environ()).returncode)

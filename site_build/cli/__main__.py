"""``python -m site_build.cli <command>``."""

from site_build.cli import app

app()

"""The site's colours: ``colours.css`` for its pages, for embedded charts, and as values for drawings."""

import re
from collections.abc import Mapping
from importlib import resources

SHEET = (resources.files(__package__) / "colours.css").read_text(encoding="utf-8")
_THEME_DARK = '@media screen {\n  [data-md-color-scheme="slate"] {'
_SYSTEM_DARK = "@media screen and (prefers-color-scheme: dark) {\n  :root {"
_DECLARED = re.compile(r"--mz-([\w-]+):\s*(#[0-9a-f]{6});")


def of_system() -> str:
    """The sheet for a document outside the theme: dark where the reader's system is."""
    return SHEET.replace(_THEME_DARK, _SYSTEM_DARK)


def _values(sheet: str) -> Mapping[str, str]:
    return dict(_DECLARED.findall(sheet))


_light, _dark = SHEET.split(_THEME_DARK)
# The colours of each scheme by name, ``--mz-`` left out: ``at-risk`` → ``#946200``.
LIGHT = _values(_light)
DARK = _values(_dark)

"""Write sitemap.xml and robots.txt of a built site: python3 scripts/sitemap.py --help."""

import _python  # noqa: F401 - ends with a sentence on a Python that is too old
from _environment import command

command("site_build.cli", "sitemap")

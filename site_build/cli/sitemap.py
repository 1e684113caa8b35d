"""sitemap: write sitemap.xml and robots.txt of a built site, once its address is known."""

from pathlib import Path
from typing import Annotated

import typer

from site_build import settings
from site_build.cli.common import Language, Out, app, guarded, say, site_folder
from site_build.language import sentence
from site_build.problem import UserError


@app.command()
@guarded
def sitemap(
    url: Annotated[str, typer.Argument(metavar="URL", help="网站的网址 · the site's address")],
    out: Out = None,
    lang: Language = "zh",
) -> None:
    """为已生成的网站写 sitemap.xml 和 robots.txt · write both for a built site's address."""
    from site_build.site import sitemap as made

    folder: Path = out or site_folder() / "site"
    try:
        address = settings.address(url)
    except ValueError:
        raise UserError(sentence("cli.sitemap.address", url=url)) from None
    if not (folder / made.PAGES).is_file():
        raise UserError(sentence("cli.sitemap.no_site", path=str(folder)))
    made.write(folder, address)
    say(lang, "cli.sitemap.written", "green", path=str(folder / "sitemap.xml"))

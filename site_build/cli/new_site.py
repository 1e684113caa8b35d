"""new-site: make the repository of another site, or renew what came from the program."""

from pathlib import Path
from typing import Annotated

import typer

from site_build.cli.common import Language, app, guarded, say


@app.command("new-site")
@guarded
def new_site(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="建在哪个文件夹 · folder to make it in")],
    engine: Annotated[
        str,
        typer.Option(
            "--engine", help="程序从哪里安装，写进 requirements.txt · what pip installs the program from"
        ),
    ] = "",
    owners: Annotated[
        str,
        typer.Option(
            "--owners",
            metavar="@ORG/TEAM …",
            help="谁来审核，写进 CODEOWNERS，几个团队用空格隔开 · the teams that review changes",
        ),
    ] = "",
    renew: Annotated[
        bool,
        typer.Option("--renew", help="换上这一版程序的流程文件，不动数据和设置 · renew the workflows only"),
    ] = False,
    lang: Language = "zh",
) -> None:
    """为另一个县建好只有设置和数据的仓库 · make a repository for another county."""
    from site_build.hosting import new_site

    if renew:
        new_site.renew(folder, engine.strip())
        say(lang, "new_site.renewed", "green", folder=str(folder))
        return
    new_site.make(folder, engine.strip(), owners)
    say(lang, "new_site.made", "green", folder=str(folder))
    if not owners.strip():
        say(lang, "new_site.no_owners", "yellow", file=str(folder / new_site.OWNERS))
    say(lang, "new_site.next")

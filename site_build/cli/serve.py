"""serve: build, serve on this machine, rebuild on change."""

from typing import Annotated

import typer

from site_build.cli.build import build_site
from site_build.cli.common import AsOf, Failure, Language, app, guarded, say, site_folder


@app.command()
@guarded
def serve(
    port: Annotated[int, typer.Option(help="端口 · port")] = 8000,
    as_of: AsOf = None,
    lang: Language = "zh",
) -> None:
    """生成网站，在本机打开，数据一改就重新生成 · build, serve, rebuild on change."""
    from site_build.site import serve

    def rebuild() -> None:
        try:
            build_site(as_of, False, site_folder() / "site", site_folder() / "datapackage", lang)
        except Failure:
            say(lang, "cli.serving_last", "yellow")

    rebuild()
    try:
        with serve.serving(site_folder() / "site", port) as address:
            say(lang, "cli.serving", "green", address=address)
            serve.watch([site_folder() / name for name in serve.WATCHED], rebuild)
    except serve.PortTaken:
        say(lang, "cli.error.port", "red", port=str(port))
        raise Failure from None

"""serve: build, serve on this machine, rebuild on change."""

import os
from pathlib import Path
from typing import Annotated

import typer

from site_build.cli.build import build_site
from site_build.cli.common import AsOf, Failure, Language, app, guarded, say, say_sentence, site_folder
from site_build.cli.system_errors import explain_system_error
from site_build.dates import resolve_as_of
from site_build.problem import UserError


@app.command()
@guarded
def serve(
    port: Annotated[int, typer.Option(help="端口 · port")] = 8000,
    as_of: AsOf = None,
    lang: Language = "zh",
) -> None:
    """生成网站，在本机打开，数据一改就重新生成 · build, serve, rebuild on change."""
    from site_build.site import serve

    folder = site_folder()
    # What no later build would mend ends the command at once.
    resolve_as_of(as_of, os.environ, folder)
    with serve.serving(folder / "site", port) as address:
        _rebuild(folder, as_of, lang)
        say(lang, "cli.serving", "green", address=address)
        serve.watch([folder / name for name in serve.WATCHED], lambda: _rebuild(folder, as_of, lang))


def _rebuild(folder: Path, as_of: str | None, lang: str) -> None:
    """Build again; what stops a build, another one that is running too, does not stop the preview."""
    try:
        build_site(as_of, False, folder / "site", folder / "datapackage", lang)
    except Failure:
        pass
    except UserError as refusal:
        say_sentence(lang, refusal.sentence)
    except OSError as error:
        told = explain_system_error(error)
        if told is None:
            raise
        say_sentence(lang, told)
    else:
        return
    say(lang, "cli.serving_last", "yellow")

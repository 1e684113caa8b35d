"""validate: check packages, all problems at once."""

from pathlib import Path
from typing import Annotated

import typer

from site_build.cli.common import ROOT, Failure, Language, app, guarded, print_problems, say


@app.command()
@guarded
def validate(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="数据包文件夹或其中的文件 · packages or files in them")
    ] = None,
    lang: Language = "zh",
) -> None:
    """只校验数据 · validate only."""
    from site_build import package

    folders: list[Path] = []
    for path in paths or [ROOT / "datapackage"]:
        found = package.find(path) if path.exists() else ()
        if not found:
            say(lang, "cli.error.no_package", "red", path=str(path))
            raise Failure
        folders += [folder for folder in found if folder not in folders]
    wrong = 0
    for folder in folders:
        problems = package.check(folder)
        wrong += len(problems)
        if problems:
            print_problems(folder.resolve().name, problems, lang)
    if wrong:
        raise Failure
    say(lang, "cli.valid", "green", count=len(folders))

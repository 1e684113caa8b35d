"""release: freeze the data of a tagged version.  verify: check files against their sums."""

from pathlib import Path
from typing import Annotated

import typer

from site_build import settings
from site_build.cli.common import (
    Data,
    Failure,
    Language,
    app,
    guarded,
    packages_folder,
    print_problems,
    say,
    site_folder,
)
from site_build.problem import PackageError


@app.command()
@guarded
def release(
    tag: Annotated[str, typer.Argument(metavar="TAG", help="git 标签 · a git tag")],
    sign: Annotated[
        Path | None, typer.Option(metavar="KEY", help="用来签名的 SSH 私钥 · a private SSH key to sign with")
    ] = None,
    data: Data = None,
    lang: Language = "zh",
) -> None:
    """把一个版本的数据冻结成发布 · freeze a version of the data as a release."""
    from site_build.hosting import releases

    root = site_folder()
    try:
        made = releases.freeze(root, packages_folder(data), tag, settings.read(root), sign)
    except* PackageError as group:
        for error in group.exceptions:
            if isinstance(error, PackageError):
                print_problems(error.package, error.problems, lang)
        raise Failure from None
    say(lang, "cli.release.made", "green", path=str(root / releases.FOLDER / made.day), tag=tag)


@app.command()
@guarded
def verify(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="有 SHA256SUMS 的文件夹 · a folder with SHA256SUMS")
    ],
    lang: Language = "zh",
) -> None:
    """核对下载的文件是不是原样 · check that files are as they were published."""
    from site_build.hosting import releases

    found = releases.verify(folder)
    for part in ("changed", "missing", "unlisted"):
        for name in getattr(found, part):
            say(lang, f"cli.verify.{part}", "red", name=name)
    say(lang, "cli.verify.intact", count=found.intact)
    if found.changed or found.missing or found.unlisted:
        raise Failure

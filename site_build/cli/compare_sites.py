"""compare-sites: which pages of two built sites differ in text, numbers or links."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from site_build import language
from site_build.cli.common import Failure, Language, app, console, guarded, printable, say
from site_build.language import sentence
from site_build.problem import UserError

if TYPE_CHECKING:
    from site_build.site.compare import SiteDifference

# Of one page this many changed lines are shown, unless all are asked for.
SHOWN = 6


@app.command("compare-sites")
@guarded
def compare_sites(
    before: Annotated[Path, typer.Argument(metavar="A", help="原来的网站 · the site as it was")],
    after: Annotated[Path, typer.Argument(metavar="B", help="现在的网站 · the site as it is")],
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="PATTERN", help="不比的文件 · files to leave out")
    ] = None,
    whole: Annotated[bool, typer.Option("--all", help="每一处都列出 · every changed line")] = False,
    form: Annotated[str, typer.Option("--format", help="text / json")] = "text",
    lang: Language = "zh",
) -> None:
    """比较两次生成的网站：哪些页面的文字、数字、链接不同 · which pages of two builds differ."""
    from site_build.site import compare

    for folder in (before, after):
        if not folder.is_dir():
            raise UserError(sentence("cli.compare.no_site", path=str(folder)))
    found = compare.compare_sites(before, after, ignore or ())
    if form == "json":
        typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
    else:
        _tell(found, lang, whole=whole)
    if found.added or found.removed or found.pages or found.markup or found.files:
        raise Failure


def _tell(found: "SiteDifference", lang: str, *, whole: bool) -> None:
    for part in ("removed", "added"):
        for path in getattr(found, part):
            say(lang, f"cli.compare.{part}", path=printable(path))
    for page in found.pages:
        parts = (
            language.load(lang)
            .text("common.separator")
            .join(language.load(lang).text(f"cli.compare.part.{part}") for part in page.parts)
        )
        say(lang, "cli.compare.page", "bold", path=printable(page.path), parts=parts)
        for line in page.lines if whole else page.lines[:SHOWN]:
            console.print(f"  {printable(line)}", style="green" if line[0] == "+" else "red", markup=False)
        if not whole and len(page.lines) > SHOWN:
            say(lang, "cli.compare.more", "dim", count=len(page.lines) - SHOWN)
    for part in ("markup", "files"):
        for path in getattr(found, part):
            say(lang, f"cli.compare.{part}", path=printable(path))
    counts = {name: len(getattr(found, name)) for name in ("removed", "added", "pages", "markup", "files")}
    say(lang, "cli.compare.summary", "bold", same=found.same, **counts)

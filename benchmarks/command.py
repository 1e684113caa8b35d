"""bench: how long the work takes, in ratios of one run, and how much is published."""

import json
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from site_build import language
from site_build.cli.common import AsOf, Data, app, console, guarded, packages_folder, say, site_folder
from site_build.dates import resolve_as_of
from site_build.language import sentence
from site_build.problem import UserError

if TYPE_CHECKING:
    from benchmarks.rooms import Benchmark

NAME = "bench"
FORMATS = ("text", "json")
Text = Callable[..., str]


@app.command(NAME)
@guarded
def bench(
    quick: Annotated[
        bool, typer.Option("--quick", help="只量小的，各一次 · small plans only, each measure once")
    ] = False,
    form: Annotated[str, typer.Option("--format", help=" / ".join(FORMATS))] = "text",
    as_of: AsOf = None,
    data: Data = None,
    lang: Annotated[str, typer.Option("--lang", "--language", help="zh / en")] = "zh",
) -> None:
    """量一量各步要多久、发布多大 · how long each step takes, how much is published."""
    if form not in FORMATS:
        raise UserError(sentence("benchmarks.format", found=form, allowed=", ".join(FORMATS)))
    day = resolve_as_of(as_of, os.environ, site_folder())
    # Imported here so that --help and a wrong option answer at once.
    from benchmarks.rooms import run
    from site_build.cli.common import Failure, print_problems
    from site_build.problem import PackageError

    def report(part: str, size: int | None) -> None:
        if form == "text":
            say(
                lang, f"benchmarks.doing.{part}{'' if size is None else '_fictional'}", "dim", count=size or 0
            )

    try:
        found = run(site_folder(), packages_folder(data), day, quick=quick, report=report)
    except PackageError as error:
        print_problems(error.package, error.problems, lang)
        raise Failure from None
    if form == "json":
        typer.echo(json.dumps(_machine(found), ensure_ascii=False, indent=2))
        return
    text = language.load(lang).text
    console.print(_times(found, text), _sizes(found, text))
    say(lang, "benchmarks.note", "dim")


def _machine(found: "Benchmark") -> dict[str, object]:
    return {
        "yardstick": 1,
        "plan": found.plan,
        "repetitions": found.repetitions,
        "stages": [
            {
                "stage": one.stage,
                "fictional_indicators": one.size,
                "ratio": round(one.middle, 3),
                "spread": round(one.spread, 3),
                "ratios": [round(ratio, 3) for ratio in one.ratios],
                "per_tenfold": _rounded(found.growth.get((one.stage, one.size or 0))),
            }
            for one in found.measured
        ],
        "sizes": [
            {
                "what": one.what,
                "files": one.files,
                "bytes": one.bytes,
                "compressed": one.compressed,
                "largest": one.largest,
            }
            for one in found.sizes
        ],
    }


def _rounded(ratio: float | None) -> float | None:
    return None if ratio is None else round(ratio, 2)


def _times(found: "Benchmark", text: Text) -> Table:
    table = Table(title=text("benchmarks.times", plan=found.plan))
    for column in ("stage", "of", "ratio", "spread", "tenfold"):
        table.add_column(
            text(f"benchmarks.column.{column}"), justify="left" if column in {"stage", "of"} else "right"
        )
    for one in found.measured:
        of = text("benchmarks.fictional", count=one.size) if one.size else text("benchmarks.given")
        tenfold = found.growth.get((one.stage, one.size or 0))
        table.add_row(
            text(f"benchmarks.stage.{one.stage}"),
            of,
            f"{one.middle:.2f}",
            f"{one.spread:.0%}" if len(one.ratios) > 1 else "",
            "" if tenfold is None else f"×{tenfold:.1f}",
        )
    return table


def _sizes(found: "Benchmark", text: Text) -> Table:
    table = Table(title=text("benchmarks.sizes"))
    table.add_column(text("benchmarks.column.what"))
    for column in ("files", "bytes", "compressed", "largest"):
        table.add_column(text(f"benchmarks.column.{column}"), justify="right")
    for one in found.sizes:
        figures = (one.files, one.bytes, one.compressed, one.largest)
        table.add_row(text(f"benchmarks.what.{one.what}"), *(f"{figure:,}" for figure in figures))
    return table

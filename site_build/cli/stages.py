"""What a build tells while it runs: a line a stage and, in a terminal, a bar with the time left."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from site_build.cli.common import console, say

Tellers = tuple[Callable[[str], None], Callable[[int, int], None]]


@contextmanager
def told(lang: str) -> Iterator[Tellers]:
    """Two functions: one is told each stage's name, one how many of how many of its steps are done."""
    if not console.is_terminal:
        yield (lambda stage: say(lang, f"cli.stage.{stage}", "bold"), lambda _done, _steps: None)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # No thread of its own: where there are threads, no processes are forked.
    with Progress(*columns, console=console, auto_refresh=False, transient=True) as bars:
        shown: list[TaskID] = []

        def begin(stage: str) -> None:
            while shown:
                bars.remove_task(shown.pop())
            bars.refresh()
            say(lang, f"cli.stage.{stage}", "bold")

        def move(done: int, steps: int) -> None:
            if not shown:
                shown.append(bars.add_task("", total=steps))
            bars.update(shown[0], completed=done, total=steps, refresh=True)

        yield begin, move

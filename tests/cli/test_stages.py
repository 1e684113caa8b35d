"""A terminal shows how far a stage is; everything else gets one line a stage."""

import io

import pytest
from rich.console import Console

from site_build.cli import common, stages


@pytest.mark.parametrize("terminal", [True, False])
def test_a_line_a_stage_and_in_a_terminal_a_bar(monkeypatch: pytest.MonkeyPatch, terminal: bool) -> None:
    shown = io.StringIO()
    console = Console(file=shown, force_terminal=terminal, width=80)
    monkeypatch.setattr(stages, "console", console)
    monkeypatch.setattr(common, "console", console)
    with stages.told("en") as (report, progress):
        for stage in ("make", "render"):
            report(stage)
            for done in range(3):
                progress(done, 2)
    text = shown.getvalue()
    assert text.count("Rendering the site…") == 1
    assert ("2/2" in text and "0:00:00" in text) is terminal
    assert ("\x1b" in text) is terminal

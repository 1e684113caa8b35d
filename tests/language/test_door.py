"""Commands are named as they are typed: the scripts here, the installed program where there are none."""

import re

import pytest
import typer

from site_build import language
from site_build.cli import app
from site_build.pages import hand_written
from site_build.pages.writer import Writer
from tests.conftest import ROOT


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_where_the_program_is_installed_no_text_names_a_script(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = language.load(code).texts
    assert "python3 scripts/build.py" in here["new_plan.next_build"]
    monkeypatch.setenv(language.DOOR, "mingzhang")
    there = language.load(code).texts
    assert there.keys() == here.keys()
    assert "mingzhang build" in there["new_plan.next_build"]
    about_scripts = {key for key in there if key.startswith(("cli.setup.", "benchmarks."))}
    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for key in there.keys() - about_scripts:
        assert "scripts/" not in there[key], key
        if there[key] != here[key]:
            assert set(re.findall(r"mingzhang ([a-z]+(?:-[a-z]+)*)", there[key])) <= set(known), key
    sheet = hand_written.read(ROOT, code)["cheat-sheet/index.md"]
    page = Writer(language.load(code)).page_from_text("cheat-sheet/index.md", sheet)
    assert "mingzhang excel export" in page.markdown
    assert "scripts/" not in page.markdown

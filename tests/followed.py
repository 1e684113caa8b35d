"""Whether the programmers' recipes of CONTRIBUTING.md took effect: ``python -m tests.followed``.

Run on a changed source.  Prints, as JSON, what is wrong by recipe; empty where nothing is.
"""

import json
import re
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from site_build import exports, language, pages
from site_build.charts.svg import marks
from site_build.data import package, schemas
from site_build.data.rules import RULES
from site_build.data.rules.examples import all_examples
from site_build.diff import machine
from site_build.language import load
from site_build.pages import hand_written
from site_build.pages.plan_view import PlanView
from site_build.pages.writer import Writer
from site_build.progress import Status, assess_plan
from site_build.progress.assessed_plan import AssessedPlan
from site_build.progress.marks import SHAPES
from site_build.progress.other_methods.side_by_side import OUR_OUTLOOKS
from site_build.progress.tally import _OF_STATUS
from site_build.settings import Settings
from site_build.site import theme
from tests.data.rules import fictional

DAY = date(2024, 1, 1)


def places_without_a_status() -> list[str]:
    """Where a status was forgotten; the last two of them judge nothing, and have no outlook."""
    sheets = {name: (theme.ASSETS / name).read_text("utf-8") for name in ("mingzhang.css", "embed.css")}
    schema = json.dumps(schemas.read("progress")) + json.dumps(schemas.published("progress"))
    found: list[str] = []
    for status in Status:
        keys = [f"progress.status.{status}", f"pages.answer.{status}", f"pages.methods.status.{status}"]
        found += [f"{code} {key}" for code in language.LANGUAGES for key in keys if not load(code).has(key)]
        places = {
            "SHAPES": status in SHAPES,
            "marks.COLOURS": status in marks.COLOURS,
            "tally": status in _OF_STATUS,
            "outlook": status in OUR_OUTLOOKS or status in list(Status)[-2:],
            "progress.json": f'"{status}"' in schema,
            "diff.schema.json": json.dumps(machine.schema()).count(f'"{status}"') >= 2,
            **{name: f".mz-status--{status}" in text for name, text in sheets.items()},
        }
        found += [f"{status} in {place}" for place, there in places.items() if not there]
    return found


def _view(folder: Path, code: str = "zh") -> PlanView:
    plan = package.read(folder)
    return PlanView(AssessedPlan(plan, assess_plan(plan, DAY)), Writer(load(code)))


def _pages(folder: Path, code: str = "zh") -> Mapping[str, str]:
    own = hand_written.read(folder, code)
    found = pages.write([_view(folder).assessed_plan], DAY, Settings(), code, own)
    return {page.path: page.markdown for page in found}


def _rule(folder: Path) -> None:
    example = all_examples()["theme-twice"]
    path = folder / "themes.csv"
    whole = path.read_bytes()
    head = whole.decode().splitlines()[0]
    for rows, wrong in ((example.broken, True), (example.mended, False)):
        path.write_text(f"{head}\n{rows}", encoding="utf-8")
        assert ("theme-twice" in {one.code for one in package.check(folder)}) == wrong, rows
    path.write_bytes(whole)
    assert "theme-twice" in {rule.code for rule in RULES}
    assert "两个主题同名" in _pages(folder)["contribute/rules/theme-twice/index.md"]


def _status(_: Path) -> None:
    assert "ahead" in list(map(str, Status))
    assert places_without_a_status() == []


def _chart(folder: Path) -> None:
    page = _pages(folder)["fictional-package/charts/index.md"]
    assert re.search(r'<div class="mz-plot"><svg [^>]*aria-labelledby="share-title', page)
    assert re.search(r"\d+ 项指标中，\d+ 项有公布的数字", page)


def _page(folder: Path) -> None:
    found = _pages(folder)
    assert "虚构" in found["fictional-package/sources/index.md"]
    assert "sources/index.md" in found["fictional-package/index.md"]


def _format(folder: Path) -> None:
    view = _view(folder)
    with tempfile.TemporaryDirectory() as out:
        exports.publish(view.plan, view.assessed_plan.assessments, Path(out), source_folder=folder)
        text = Path(out, "progress.tsv").read_text("utf-8")
        assert len(text.splitlines()) == len(view.plan.indicators) + 1
        assert "progress.tsv" in Path(out, "SHA256SUMS").read_text("utf-8")
    assert "progress.tsv" in _pages(folder)["fictional-package/data/index.md"]


def _language(folder: Path) -> None:
    french = _pages(folder, "fr")
    assert set(french) >= {"fr/index.md", "fr/how-to-read/index.md", "fr/fictional-package/index.md"}
    assert "fr: " in french["fr/index.md"].split("---")[1]
    assert 'fr: "' in _pages(folder)["index.md"].split("---")[1]
    assert "fr: Français" in theme.CONFIGURATION.read_text("utf-8")


CHECKS: Mapping[str, Callable[[Path], None]] = {
    "添一条校验规则": _rule,
    "添一种评判": _status,
    "添一幅图": _chart,
    "添一页": _page,
    "添一种格式": _format,
    "添一种语言": _language,
}


def _wrong() -> dict[str, str]:
    found = {}
    for name, check in CHECKS.items():
        with tempfile.TemporaryDirectory() as folder:
            try:
                check(fictional.write(Path(folder)))
            except Exception:
                found[name] = traceback.format_exc()
            else:
                found[name] = ""
    return found


if __name__ == "__main__":
    json.dump(_wrong(), sys.stdout, ensure_ascii=False)

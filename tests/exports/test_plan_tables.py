"""The door for users of pandas, and the page that explains it."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from site_build import read_plan
from site_build.data import schemas
from site_build.data.model import Plan
from site_build.language import LANGUAGES
from site_build.pages import downloads
from site_build.problem import PackageError
from site_build.progress import assess_plan
from site_build.settings import Settings
from tests.conftest import AS_OF, ROOT
from tests.exports.conftest import Publication
from tests.pages.views import a_view

PACKAGE = ROOT / "datapackage" / "dongyuan-hrss-14"


def test_the_package_is_imported_without_what_its_tables_need() -> None:
    code = "import site_build, sys; sys.exit('pandas' in sys.modules or 'frictionless' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_a_plan_is_read_into_frames() -> None:
    plan = read_plan(PACKAGE)
    assert set(plan.names) == {*schemas.RESOURCES, "progress", "figures"}
    indicators = plan.frame("indicators").set_index("id")
    assert indicators.loc["urban-new-employment", "target_value"] == 1.75
    assert plan.frame("observations").empty or plan.frame("observations")["value"].dtype == "Float64"


def test_what_depends_on_a_day_asks_for_it(plan_14: Plan) -> None:
    plan = read_plan(PACKAGE)
    with pytest.raises(ValueError, match="as_of"):
        plan.frame("progress")
    with pytest.raises(ValueError, match="26 November"):
        plan.frame("progress", as_of="26 November 2026")
    progress = plan.frame("progress", as_of=AS_OF)
    assert progress.equals(plan.frame("progress", as_of=AS_OF.isoformat()))
    assert progress["status"].tolist() == [row.status for row in assess_plan(plan_14, AS_OF).indicators]
    before = plan.frame("figures", as_of=date(2021, 1, 1))
    assert set(before["what"]) == {"baseline", "result", "target"}


def test_a_table_that_is_not_there_is_told_with_those_that_are() -> None:
    plan = read_plan(PACKAGE)
    for ask in (plan.frame, plan.columns):
        with pytest.raises(KeyError, match="observations"):
            ask("observation")


def test_a_package_with_problems_gives_no_frames(tmp_path: Path) -> None:
    with pytest.raises(PackageError) as caught:
        read_plan(tmp_path)
    assert caught.value.problems


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_pages_examples_run(
    code: str, plan_13: Plan, plan_14: Plan, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    day, site = AS_OF, publication.root
    views = [a_view(plan, day, language=code) for plan in (plan_13, plan_14)]
    sample = downloads.sample(views, day, Settings(url=f"{site.as_uri()}/"))
    source = (ROOT / "site_build/pages/hand_written" / code / "use-the-data.md").read_text(encoding="utf-8")
    page = views[0].writer.page_from_text("use-the-data/index.md", source, sample=sample)
    blocks = re.findall(r"```python\n(.*?)```", page.markdown, re.DOTALL)
    assert len(blocks) == 6
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    for block in blocks:
        exec(block, names)  # noqa: S102 - the page's own examples
    progress = names["progress"]
    assert isinstance(progress, pd.DataFrame)
    assert progress["status"].notna().all()
    assert progress["as_of"].eq(pd.Timestamp(day)).all()

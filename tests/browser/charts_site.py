"""Fictional charts in bare pages, served under a strict Content-Security-Policy."""

from dataclasses import replace
from itertools import product
from pathlib import Path

from site_build import language, pages
from site_build.charts import vega
from site_build.charts.vega import Charts
from site_build.data.model import Plan
from site_build.pages import chart_figure, embed
from site_build.pages.plan_view import PlanView
from site_build.pages.writer import Writer
from site_build.progress import assess_plan
from site_build.progress.assessed_plan import AssessedPlan
from site_build.settings import Settings
from site_build.site import assets
from tests.charts.vega.fictional import AS_OF, SHAPES, a_shaped_plan, chart_of

ROOT = Path(__file__).resolve().parent.parent.parent
POLICY = "; ".join(
    ["default-src 'none'", *(f"{kind}-src 'self'" for kind in ("script", "style", "connect", "img", "frame"))]
)
_PAGE = """<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{name}</title>
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/assets/site.css">
<script type="module" src="/assets/charts/loader.js"></script>
<body data-md-color-scheme="default"><a href="#figures">before</a>
<main class="md-typeset">{figure}<h2 id="figures">figures</h2></main></body></html>"""


def write(folder: Path) -> None:
    """For every shape ``/<shape>/`` with its chart, and ``/embed/<shape>/fictional-level/``."""
    assets.copy(ROOT, folder)
    _put(folder / vega.bundle_path(), vega.bundle())
    for name, code in product(SHAPES, language.LANGUAGES):
        plan = replace(a_shaped_plan(name, name=f"虚构“{name}”"), id=name)
        for path, text in _files(plan, code).items():
            _put(folder / path, text)


def _files(plan: Plan, code: str) -> dict[str, str]:
    """The plan's one chart in a page of its own, its specification, and its embedded form."""
    indicator = plan.indicators[0]
    pair = Charts(chart_of(plan, "narrow", code), chart_of(plan, "wide", code))
    writer = Writer(language.load(code))
    view = PlanView(AssessedPlan(plan, assess_plan(plan, AS_OF)), writer, charts={indicator.id: pair})
    chart = chart_figure.inline(view, Settings(), indicator)
    part = writer.document(f"{plan.id}/index.html", "_chart_figure.md.j2", chart=chart)
    files = {page.path: page.markdown for page in embed.documents(view, Settings())}
    files[part.path] = _PAGE.format(language=code, name=plan.id, figure=part.markdown)
    files[pages.chart_data_path(plan.id, indicator.id, code)] = vega.document(pair.narrow, pair.wide)
    return files


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")

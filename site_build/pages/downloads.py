"""The page where the data is taken away: files, columns, licence, citation, sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from site_build.data import schemas
from site_build.data.citations import citations, cited_site
from site_build.exports import croissant, csvw, provenance, series
from site_build.exports.added import AddedColumns
from site_build.pages.plan_view import PlanView
from site_build.pages.writer import Page
from site_build.settings import Settings


@dataclass(frozen=True, slots=True)
class DownloadTable:
    """A published table."""

    name: str
    title: str
    rows: int
    file: str
    path: str
    plain: str
    parquet: str


@dataclass(frozen=True, slots=True)
class Sample:
    """What the examples of code name: a plan of this site, the site's address, the day of judgement."""

    plan: str
    site: Markup
    as_of: str


def sample(views: Sequence[PlanView], as_of: date, settings: Settings) -> Sample:
    """The first plan that has figures, else the first; a stand-in where the site has no plan or address."""
    plans = [view.plan for view in views]
    chosen = next((plan for plan in plans if plan.observations), next(iter(plans), None))
    # Within a block of code nothing is escaped; the address is the maintainers' own.
    site = Markup(settings.url or "https://www.example.org/")  # noqa: S704
    return Sample(chosen.id if chosen else "plan-id", site, as_of.isoformat())


def page(view: PlanView, settings: Settings) -> Page:
    """Everything that can be downloaded of a plan."""
    plan = view.plan
    whole = [
        ("xlsx", f"{plan.id}.xlsx"),
        ("progress", "progress.csv"),
        ("zip", f"{plan.id}.zip"),
        ("json", f"{plan.id}.json"),
        ("descriptor", "datapackage.json"),
        ("csvw", csvw.NAME),
        ("croissant", croissant.NAME),
        ("prov", provenance.NAME),
        ("sums", "SHA256SUMS"),
    ]
    return view.writer.page(
        f"{view.folder}/data/index.md",
        "data.md.j2",
        view=view,
        whole=[(view.writer.text(f"pages.download.{kind}"), view.data_path(file)) for kind, file in whole],
        tables=tables(view),
        citations=citations(
            plan,
            None,
            view.assessed_plan.assessments.as_of,
            cited_site(settings),
            view.writer.catalogue.language,
        ),
    )


def tables(view: PlanView) -> list[DownloadTable]:
    """The published tables with their columns explained."""
    plan, as_of = view.plan, view.assessed_plan.assessments.as_of
    added = AddedColumns(plan)
    figures = sum(1 for one in plan.indicators for _ in series.lines(plan, added, one, as_of))
    found = [_table(view, "progress", len(plan.indicators)), _table(view, "figures", figures)]
    return found + [_table(view, name, len(getattr(view.plan, name))) for name in schemas.RESOURCES]


def _table(view: PlanView, name: str, rows: int) -> DownloadTable:
    schema = schemas.published(name)
    english = view.writer.catalogue.language == "en"
    return DownloadTable(
        name,
        schema["title_en" if english else "title"],
        rows,
        f"{name}.csv",
        view.data_path(f"{name}.csv"),
        view.data_path(f"plain/{name}.csv"),
        view.data_path(f"parquet/{name}.parquet"),
    )

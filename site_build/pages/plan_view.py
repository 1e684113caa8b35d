"""A plan with all that was made of it, as its pages need it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from site_build.charts.vega import Chart
from site_build.data.model import Department, Plan, Project, Theme
from site_build.data.publications import feed_name
from site_build.hosting.issue_links import correction_link
from site_build.pages.writer import Writer
from site_build.progress import (
    Assessment,
    Comparison,
    IndicatorHistory,
    PlanAssessment,
    Status,
    Tally,
    compare,
    history,
    tally,
)
from site_build.progress.other_methods import SideBySide, all_side_by_side


@dataclass(frozen=True, slots=True)
class Charts:
    """One chart of an indicator in its two widths."""

    narrow: Chart
    wide: Chart


@dataclass(frozen=True)
class Book:
    """One plan, its judgement and its charts; everything its pages are a function of.

    ``previous`` and ``following`` are the plans before and after it, where they are on the site.
    """

    plan: Plan
    judged: PlanAssessment
    charts: Mapping[str, Charts]
    previous: "Book | None" = None
    following: "Book | None" = None

    @property
    def folder(self) -> str:
        """The plan's folder in the Markdown tree."""
        return self.plan.id

    @property
    def path(self) -> str:
        """The overview's path."""
        return f"{self.folder}/index.md"

    @cached_property
    def histories(self) -> Mapping[str, IndicatorHistory]:
        """How the status of each indicator has changed, by its id."""
        found = history(self.plan, self.judged.as_of, self.judged.thresholds)
        return {row.indicator_id: row for row in found}

    @cached_property
    def methods(self) -> Mapping[str, SideBySide]:
        """Each indicator as every method grades it, by its id."""
        found = all_side_by_side(self.plan, self.judged.indicators)
        return {row.indicator_id: row for row in found}

    @cached_property
    def since_previous(self) -> Comparison | None:
        """The plan beside the one before it."""
        return self._compared(self.previous, self)

    @cached_property
    def until_following(self) -> Comparison | None:
        """The plan beside the one after it."""
        return self._compared(self, self.following)

    def _compared(self, before: "Book | None", after: "Book | None") -> Comparison | None:
        if before is None or after is None:
            return None
        return compare(before.plan, after.plan, self.judged.as_of, self.judged.thresholds)


@dataclass(frozen=True, slots=True)
class Link:
    """A label and the path of the tree it leads to."""

    label: str
    path: str


@dataclass(frozen=True)
class BookView:
    """A book in one language: what the plan's templates call ``book``.

    ``repository`` is the address of the data's repository, where corrections go; empty if there is none.
    """

    book: Book
    writer: Writer
    repository: str = ""

    @property
    def plan(self) -> Plan:
        """The plan itself."""
        return self.book.plan

    @property
    def folder(self) -> str:
        """The plan's folder in the tree."""
        return self.book.folder

    @property
    def path(self) -> str:
        """The overview's path."""
        return self.book.path

    @property
    def title(self) -> str:
        """The plan's title in this language."""
        return self.named(self.plan.title, self.plan.title_en)

    @property
    def jurisdiction(self) -> str:
        """Whose plan it is, in this language."""
        return self.named(self.plan.jurisdiction, self.plan.jurisdiction_en)

    @property
    def start_year(self) -> str:
        """The plan's first year."""
        return str(self.plan.start.year)

    @property
    def end_year(self) -> str:
        """The plan's last year."""
        return str(self.plan.end.year)

    @property
    def menu(self) -> list[tuple[str, str]]:
        """The plan's own pages that have something to show, in reading order."""
        sections = [
            ("indicators", bool(self.plan.indicators)),
            ("charts", bool(self.plan.indicators)),
            ("projects", bool(self.plan.projects)),
            ("commitments", bool(self.plan.commitments)),
            ("measures", bool(self.plan.measures)),
            ("departments", bool(self.plan.departments)),
            ("facts", bool(self.plan.facts)),
            ("history", True),
            ("changes", True),
            ("data", True),
        ]
        return [("overview", self.path)] + [
            (name, f"{self.folder}/{name}/index.md") for name, shown in sections if shown
        ]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Statuses that occur, best first, with how many indicators have them."""
        return [(status.value, count) for status in Status if (count := self.count(status))]

    @property
    def apart(self) -> list[tuple[str, int, list[tuple[str, int]]]]:
        """Binding and expected indicators: how many, and which statuses occur among them."""
        summary = self.book.judged.summary
        return [
            (name, counts.total, [(status.value, count) for status, count in counts.by_status if count])
            for name, counts in (("binding", summary.binding), ("expected", summary.expected))
            if counts.total
        ]

    @property
    def answer(self) -> Markup:
        """Did they do what they said?  One sentence."""
        total = len(self.book.judged.indicators)
        if not total:
            return self.writer.text("pages.answer.empty")
        not_reported = self.count(Status.NOT_REPORTED)
        if not_reported == total:
            return self.writer.text("pages.answer.nothing_reported", total=total)
        parts = [self.writer.text("pages.answer.total", total=total)]
        parts += [self.writer.text(f"pages.answer.{status}", count=count) for status, count in self.counts]
        return self.writer.text("pages.answer.separator").join(parts) + self.writer.text("common.stop")

    def count(self, status: Status) -> int:
        """How many indicators have that status."""
        return sum(verdict.status is status for verdict in self.book.judged.indicators)

    @property
    def tally(self) -> Tally:
        """Every promise of the plan in one count."""
        return tally(self.plan, self.book.judged)

    def verdict(self, indicator_id: str) -> Assessment:
        """The judgement of one indicator."""
        return self.book.judged.indicator(indicator_id)

    def indicator_path(self, indicator_id: str) -> str:
        """The page of an indicator."""
        return f"{self.folder}/indicators/{indicator_id}/index.md"

    def project_path(self, project_id: str) -> str:
        """The page of a project."""
        return f"{self.folder}/projects/{project_id}/index.md"

    def department_path(self, department_id: str) -> str:
        """The page of a department."""
        return f"{self.folder}/departments/{department_id}/index.md"

    def row_path(self, resource: str, row_id: str) -> str:
        """Where a row of the data is shown; the overview for one that has no place of its own."""
        match resource:
            case "indicators" | "observations":
                return self.indicator_path(row_id)
            case "projects" | "project_updates":
                return self.project_path(row_id)
            case "commitments" | "commitment_updates":
                return f"{self.folder}/commitments/index.md#{row_id}"
            case "measures" | "measure_updates":
                return f"{self.folder}/measures/index.md#m-{row_id}"
            case "facts":
                return f"{self.folder}/facts/index.md#{row_id}"
            case "departments":
                return self.department_path(row_id)
            case "sources":
                return f"{self.folder}/data/index.md#source-{row_id}"
        return self.path

    def correction(self, resource: str, row_id: str, period: str, name: str) -> str:
        """The address of the form that corrects a row, filled in; empty where no repository is known."""
        title = self.writer.catalogue.text("reader.correct.title", name=name, period=period).strip()
        return correction_link(self.repository, self.plan.id, resource, row_id, period, title)

    @property
    def feed_path(self) -> str:
        """The plan's news as a feed, in this language."""
        return self.data_path(feed_name(self.writer.catalogue.language))

    def data_path(self, file: str) -> str:
        """A file for download."""
        return f"data/{self.plan.id}/{file}"

    def named(self, chinese: str, english: str) -> str:
        """The name in this language; the Chinese one where there is no English."""
        return english if self.writer.catalogue.language == "en" and english else chinese

    def name_of(self, row: Theme | Department | Project) -> str:
        """A row's name in this language."""
        return self.named(row.name, row.name_en)

    def department_name(self, department_id: str) -> str:
        """A department's name; empty for no department."""
        return self.name_of(self.plan.department(department_id)) if department_id else ""

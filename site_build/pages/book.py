"""A plan with all that was made of it, as its pages need it."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from site_build.charts import Chart
from site_build.model import Department, Plan, Project, Theme
from site_build.pages.environment import Writer
from site_build.progress import Assessment, PlanAssessment, Status

# The mark beside the word: a status is told by shape and word, never by colour alone.
SHAPES: Mapping[str, str] = {
    "achieved": "✔",
    "on_track": "●",
    "at_risk": "◐",
    "off_track": "▲",
    "regressed": "▼",
    "missed": "✘",
    "not_reported": "○",
    "not_assessable": "–",
    "planned": "○",
    "on_time": "●",
    "delayed": "▲",
    "completed_on_time": "✔",
    "completed_late": "◐",
    "unknown": "○",
    "not_started": "○",
    "in_progress": "●",
    "delivered": "✔",
    "dropped": "✘",
}


@dataclass(frozen=True, slots=True)
class Charts:
    """One chart of an indicator in its two widths."""

    narrow: Chart
    wide: Chart


@dataclass(frozen=True)
class Book:
    """One plan, its judgement and its charts; everything its pages are a function of."""

    plan: Plan
    judged: PlanAssessment
    charts: Mapping[str, Charts]
    previous: "Book | None" = None

    @property
    def folder(self) -> str:
        """The plan's folder in the Markdown tree."""
        return self.plan.id

    @property
    def path(self) -> str:
        """The overview's path."""
        return f"{self.folder}/index.md"


@dataclass(frozen=True, slots=True)
class Link:
    """A label and the path of the tree it leads to."""

    label: str
    path: str


@dataclass(frozen=True)
class BookView:
    """A book in one language: what the plan's templates call ``book``."""

    book: Book
    writer: Writer

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
            ("facts", bool(self.plan.facts)),
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

    def verdict(self, indicator_id: str) -> Assessment:
        """The judgement of one indicator."""
        return self.book.judged.indicator(indicator_id)

    def indicator_path(self, indicator_id: str) -> str:
        """The page of an indicator."""
        return f"{self.folder}/indicators/{indicator_id}/index.md"

    def project_path(self, project_id: str) -> str:
        """The page of a project."""
        return f"{self.folder}/projects/{project_id}/index.md"

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

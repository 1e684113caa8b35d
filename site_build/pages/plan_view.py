"""A plan in one language, as its pages need it: names, paths, counts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from markupsafe import Markup

from site_build.charts.vega import Charts
from site_build.data.model import Department, Plan, Project, Source, Theme
from site_build.data.publications import feed_name, request_feed_name
from site_build.data.standard import place_of
from site_build.hosting.issue_links import correction_link
from site_build.pages.writer import Writer
from site_build.progress import (
    Assessment,
    Due,
    Status,
    Tally,
    next_due,
    repeated_commitments,
    tally,
)
from site_build.progress.assessed_plan import AssessedPlan


@dataclass(frozen=True, slots=True)
class Link:
    """A label and the path of the tree it leads to."""

    label: str
    path: str


@dataclass(frozen=True)
class PlanView:
    """An assessed plan in one language, with its charts by indicator id: ``view`` in the templates.

    ``repository`` is the address of the data's repository, where corrections go; empty if there is none.
    """

    assessed_plan: AssessedPlan
    writer: Writer
    repository: str = ""
    charts: Mapping[str, Charts] = field(default_factory=dict)

    @property
    def plan(self) -> Plan:
        """The plan itself."""
        return self.assessed_plan.plan

    @property
    def folder(self) -> str:
        """The plan's folder in the tree."""
        return self.plan.id

    @property
    def path(self) -> str:
        """The overview's path."""
        return f"{self.folder}/index.md"

    @property
    def title(self) -> str:
        """The plan's title in this language."""
        return self.named(self.plan.title, self.plan.title_en)

    @property
    def jurisdiction(self) -> str:
        """Whose plan it is, in this language."""
        return self.named(self.plan.jurisdiction, self.plan.jurisdiction_en)

    @property
    def place_path(self) -> str:
        """The page of the plan's place: by the division's code, else by a sum of the place's name."""
        code = self.plan.jurisdiction_code
        if not re.fullmatch(r"[A-Za-z0-9-]{1,20}", code):
            code = sha256(place_of(self.plan).encode("utf-8")).hexdigest()[:10]
        return f"places/{code.lower()}/index.md"

    @property
    def start_year(self) -> str:
        """The plan's first year."""
        return str(self.plan.start.year)

    @property
    def end_year(self) -> str:
        """The plan's last year."""
        return str(self.plan.end.year)

    @property
    def place_and_years(self) -> Markup:
        """Whose plan it is and for which years; a yearly plan's is one."""
        if self.start_year == self.end_year:
            return self.writer.text("pages.home.year", jurisdiction=self.jurisdiction, year=self.end_year)
        return self.writer.text(
            "pages.home.period", jurisdiction=self.jurisdiction, start=self.start_year, end=self.end_year
        )

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
            ("requests", bool(self.assessed_plan.assessments.overdue or self.plan.requests)),
            ("calendar", bool(self.next_due or self.assessed_plan.assessments.overdue)),
            ("history", True),
            ("changes", True),
            ("data", True),
        ]
        return [("overview", self.path)] + [
            (name, f"{self.folder}/{name}/index.md") for name, shown in sections if shown
        ]

    @cached_property
    def next_due(self) -> tuple[Due, ...]:
        """What is due next of every promise, the soonest first."""
        return next_due(self.plan, self.assessed_plan.assessments)

    def menu_label(self, name: str) -> Markup:
        """What the menu calls a page of the plan: its title, or a shorter word for it."""
        short = f"pages.menu_short.{name}"
        return self.writer.text(short if self.writer.catalogue.has(short) else f"pages.menu.{name}")

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Statuses that occur, best first, with how many indicators have them."""
        return [(status.value, count) for status in Status if (count := self.count(status))]

    @property
    def apart(self) -> list[tuple[str, int, list[tuple[str, int]]]]:
        """Binding, expected and unstated indicators: how many, and which statuses occur among them."""
        summary = self.assessed_plan.assessments.summary
        return [
            (name, counts.total, [(status.value, count) for status, count in counts.by_status if count])
            for name, counts in (
                ("binding", summary.binding),
                ("expected", summary.expected),
                ("unstated", summary.unstated),
            )
            if counts.total
        ]

    @property
    def answer(self) -> Markup:
        """Did they do what they said?  One sentence."""
        total = len(self.assessed_plan.assessments.indicators)
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
        return sum(assessment.status is status for assessment in self.assessed_plan.assessments.indicators)

    @property
    def tally(self) -> Tally:
        """Every promise of the plan in one count."""
        return tally(self.plan, self.assessed_plan.assessments)

    @property
    def repeated_commitments(self) -> frozenset[str]:
        """The ids of the commitments that are counted with an indicator or with another row."""
        return repeated_commitments(self.plan)

    def assessment(self, indicator_id: str) -> Assessment:
        """The judgement of one indicator."""
        return self.assessed_plan.assessments.indicator(indicator_id)

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
        title = self.writer.catalogue.text("pages.correct.title", name=name, period=period).strip()
        return correction_link(self.repository, self.plan.id, resource, row_id, period, title)

    @property
    def request_feed_path(self) -> str:
        """What was asked and answered as a feed, in this language."""
        return self.data_path(request_feed_name(self.writer.catalogue.language))

    @property
    def feed_path(self) -> str:
        """The plan's news as a feed, in this language."""
        return self.data_path(feed_name(self.writer.catalogue.language))

    def data_path(self, file: str) -> str:
        """A file for download."""
        return f"data/{self.plan.id}/{file}"

    def copy_path(self, source: Source) -> str:
        """Where a document's copy is published on the site; empty where it is not."""
        copy = self.plan.stored_copy(source)
        return self.data_path(copy.path) if copy else ""

    def named(self, chinese: str, english: str) -> str:
        """The name in this language; the Chinese one where there is no English."""
        return english if self.writer.catalogue.language == "en" and english else chinese

    def name_of(self, row: Theme | Department | Project) -> str:
        """A row's name in this language."""
        return self.named(row.name, row.name_en)

    def department_name(self, department_id: str) -> str:
        """A department's name; empty for no department."""
        return self.name_of(self.plan.department(department_id)) if department_id else ""

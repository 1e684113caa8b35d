"""What a drawing shows, in words of one language: names, figures, the sentence that stands in for it."""

from dataclasses import dataclass
from decimal import Decimal

from site_build.data.documents import document, places
from site_build.data.model import Indicator, Kind, Observation, Plan, TargetKind
from site_build.data.shown import quantity_of
from site_build.language import Catalogue, Words
from site_build.language.locators import place_in
from site_build.periods import Period
from site_build.progress import Assessment, wording
from site_build.progress.figures import Figure, drawn, qualifier_of


@dataclass(frozen=True)
class Caption:
    """One indicator with its judgement, told in one language."""

    plan: Plan
    indicator: Indicator
    assessment: Assessment
    catalogue: Catalogue

    @property
    def name(self) -> str:
        """The indicator's name."""
        return self.catalogue.show(Words(self.indicator.name, self.indicator.name_en))

    @property
    def plan_title(self) -> str:
        """The plan's title."""
        return self.catalogue.show(Words(self.plan.title, self.plan.title_en))

    @property
    def status(self) -> str:
        """The status as a word."""
        return self.catalogue.text(f"progress.status.{self.assessment.status}")

    @property
    def series(self) -> tuple[Figure, ...]:
        """The figures that count on the day of judgement, in time."""
        rows = self.plan.observations_of(self.indicator.id)
        return drawn(self.indicator, rows, self.plan.start, self.assessment.as_of)

    def figure(self, value: Decimal) -> str:
        """A figure with its unit."""
        return self.catalogue.show(quantity_of(self.indicator, value))

    def printed(self, row: Observation) -> str:
        """A published figure as far as it is printed; words where it has no value."""
        if row.value is None:
            return row.text
        return self.catalogue.text(f"progress.qualifier.{row.qualifier}", value=self.figure(row.value))

    def counted(self, figure: Figure) -> str:
        """A figure of the series as far as it is printed; of a sum the total."""
        qualifier = qualifier_of(figure)
        return self.catalogue.text(f"progress.qualifier.{qualifier}", value=self.figure(figure.value))

    @property
    def base(self) -> str:
        """The base, or the previous plan's total; empty where the plan prints none."""
        row = self.indicator
        if row.baseline_value is None or row.baseline_period is None:
            return ""
        key = "previous" if row.kind is Kind.CUMULATIVE else "base"
        return self.text(f"say.{key}", period=row.baseline_period, figure=self.figure(row.baseline_value))

    @property
    def target(self) -> str:
        """The target with its operator."""
        row = self.indicator
        composed = row.kind is Kind.COMPOSITION or row.target_kind is TargetKind.COMPOSITION
        in_words = composed or row.target_kind is TargetKind.TEXT
        promise = row.target_text if in_words else self.catalogue.render(wording.promise(row))
        return self.text("say.target", period=row.target_period, promise=promise)

    @property
    def latest(self) -> str:
        """The judged figure, of a sum the total, as far as it is printed; or that there is none."""
        row = self.assessment.latest
        if row is None:
            return self.text("say.nothing")
        if self.assessment.parts and self.assessment.latest_value is not None:
            shown = self.figure(self.assessment.latest_value)
        else:
            shown = self.printed(row)
        return self.text("say.figure", period=row.period, figure=shown)

    @property
    def documents(self) -> list[str]:
        """Where the promise stands, and where each figure that is drawn does."""
        row = self.indicator
        promised = self.catalogue.show(document(self.plan, row.source_id, row.locator))
        rows = [part for figure in self.series for part in figure.parts or (figure.row,)]
        if not rows and self.assessment.latest is not None:
            rows = [self.assessment.latest]
        followed = row.target_kind is TargetKind.NONE
        said = [self.text(f"file.{'indicator' if followed else 'source'}", sources=promised)]
        latest = self.assessment.latest
        named, more = places(rows, self.assessment.parts or ([latest] if latest else []))
        if named:
            shown = [
                self.text("file.document", document=self._title(source_id), places=self._places(own))
                for source_id, own in named.items()
            ]
            shown += [self.text("file.more", count=more)] if more else []
            said.append(self.text("file.figures", documents=self.text("file.joint").join(shown)))
        return said

    def _title(self, source_id: str) -> str:
        return self.catalogue.show(document(self.plan, source_id))

    def _places(self, places: list[tuple[str, list[Period]]]) -> str:
        """The places in one document, each with the periods whose figures stand there."""
        return self.text("file.and").join(
            self.text(
                "file.place",
                place=place_in(locator, self.catalogue.language),
                periods=self.text("file.and").join(self.catalogue.show(period) for period in periods),
            ).strip()
            for locator, periods in places
        )

    @property
    def sentence(self) -> str:
        """Base, every figure, target and status: what the drawing shows."""
        said = [self.base] if self.base else []
        said += [
            self.text("say.figure", period=figure.period, figure=self.counted(figure))
            for figure in self.series
        ] or [self.latest]
        said += [] if self.indicator.target_kind is TargetKind.NONE else [self.target]
        said.append(self.status)
        return self.text("say.whole", parts=self.text("say.joint").join(said))

    def text(self, name: str, /, **values: object) -> str:
        """A text of the drawings' catalogue."""
        return self.catalogue.text(f"charts.drawing.{name}", **values)

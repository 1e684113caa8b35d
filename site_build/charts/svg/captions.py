"""What a drawing shows, in words of one language: names, figures, the sentence that stands in for it."""

from dataclasses import dataclass
from decimal import Decimal

from site_build.charts.series import series_of
from site_build.data.model import Indicator, Kind, Observation, Plan, TargetKind
from site_build.language import Catalogue, Quantity, Words
from site_build.progress import Assessment, wording
from site_build.progress.figures import Figure


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
        """The figures that count on the day of judgement, in time; of a sum the totals."""
        rows = self.plan.observations_of(self.indicator.id)
        return series_of(self.plan, self.indicator, rows, self.assessment.as_of).figures

    def figure(self, value: Decimal) -> str:
        """A figure with its unit."""
        return self.catalogue.show(Quantity(value, self.indicator.unit, self.indicator.unit_en))

    def counted(self, figure: Figure) -> str:
        """A figure as it counts, as far as it is printed."""
        return self.catalogue.text(f"progress.qualifier.{figure.qualifier}", value=self.figure(figure.value))

    def printed(self, row: Observation) -> str:
        """A published figure as far as it is printed; words where it has no value."""
        if row.value is None:
            return row.text
        return self.catalogue.text(f"progress.qualifier.{row.qualifier}", value=self.figure(row.value))

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
        in_figures = row.target_value is not None or row.target_kind is TargetKind.MAINTAIN
        readable = in_figures and not composed
        promise = self.catalogue.render(wording.promise(row)) if readable else row.target_text
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
    def sentence(self) -> str:
        """Base, every figure, target and status: what the drawing shows."""
        said = [self.base] if self.base else []
        said += [
            self.text("say.figure", period=figure.period, figure=self.counted(figure))
            for figure in self.series
        ] or [self.latest]
        said += [self.target, self.status]
        return self.text("say.whole", parts=self.text("say.joint").join(said))

    def text(self, name: str, /, **values: object) -> str:
        """A text of the drawings' catalogue."""
        return self.catalogue.text(f"charts.drawing.{name}", **values)

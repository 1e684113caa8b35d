"""What every chart of an indicator starts from: the rows, the words, the size, the look."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from site_build.charts.vega import palette
from site_build.data.model import Direction, Indicator, Kind, Observation, Plan, TargetKind
from site_build.data.shown import as_shown, quantity_of
from site_build.language import Catalogue, Counted, Quantity, Words, counted
from site_build.progress import Assessment
from site_build.progress.figures import Figure, qualifier_of

FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"
# What is only figures: the same font to a reader, but one that the engine measures thrice as fast.
FIGURES = "system-ui, sans-serif"
# Inner widths in CSS pixels.  The stylesheet shows the narrow drawing from 288 px (a phone of 320) to
# 420 px, the wide one from 704 px on, so that text of 13 px is never shown smaller than 12.
WIDTHS = {"narrow": 262, "wide": 700}
FONT_SIZE = 13
# The widest whole drawings, axis included, whose letters are still 12 px in the narrowest column.
WIDEST = {"narrow": 288 * FONT_SIZE // 12, "wide": 704 * FONT_SIZE // 12}


@dataclass(frozen=True)
class Frame:
    """One indicator to be drawn in one language and width."""

    plan: Plan
    indicator: Indicator
    assessment: Assessment
    observations: tuple[Observation, ...]
    catalogue: Catalogue
    width: str

    @property
    def counted(self) -> Counted:
        """The unit as the chart's language counts."""
        return counted(
            self.indicator.unit, self.indicator.unit_en, self.catalogue.language, self.indicator.largest
        )

    @property
    def unit(self) -> str:
        """What the axis counts, and once the unit that the plan prints where that is another."""
        return self.catalogue.unit(self.indicator.unit, self.indicator.unit_en, self.indicator.largest)

    def place(self, value: Decimal | Fraction) -> float:
        """Where a figure stands on the axis: in the unit that the axis counts."""
        return float(value * self.counted.times)

    @property
    def title(self) -> str:
        """The indicator's name in the chart's language."""
        return self.catalogue.show(Words(self.indicator.name, self.indicator.name_en))

    def figure(self, value: Decimal | Fraction) -> str:
        """A figure with its unit."""
        return self.catalogue.show(quantity_of(self.indicator, value))

    def printed(self, row: Observation) -> str:
        """A published figure as far as it is printed: 超 6200 人; words where it has no value."""
        if row.value is None:
            return row.text
        return self.catalogue.text(f"progress.qualifier.{row.qualifier}", value=self.figure(row.value))

    def number(self, value: Decimal | Fraction) -> str:
        """The same figure without its unit, a percentage with its sign."""
        plain = "%" if self.counted.unit == "%" else ""
        return self.catalogue.show(Quantity(as_shown(self.indicator, value) * self.counted.times, plain))

    def told(self, figure: Figure, *, bare: bool = False) -> str:
        """A figure of the series, of a sum the total, as far as it is printed; without unit if ``bare``."""
        shown = self.number(figure.value) if bare else self.figure(figure.value)
        return self.catalogue.text(f"progress.qualifier.{qualifier_of(figure)}", value=shown)

    def judged(self, latest: Observation) -> str:
        """The judged figure as far as it is printed; of a sum the total."""
        total = self.assessment.parts and self.assessment.latest_value
        return self.figure(total) if total else self.printed(latest)

    def distance(self, value: Decimal | Fraction) -> str:
        """How far two figures lie apart: percentages by percentage points."""
        return self.text("points", value=value) if self.counted.unit == "%" else self.figure(value)

    @property
    def aim(self) -> str:
        """The target as a figure; by how much where it says no level; as printed where it is no figure."""
        row = self.indicator
        if row.target_value is None or row.kind is Kind.COMPOSITION:
            return row.target_text
        if row.target_kind is TargetKind.ANNUAL_GROWTH:
            return self.text("says.growth", value=row.target_value)
        if row.target_kind is TargetKind.INCREASE_BY:
            way = "decrease" if row.direction is Direction.DOWN else "increase"
            return self.text(f"says.{way}", figure=self.distance(row.target_value))
        return self.figure(row.target_value)

    def text(self, name: str, /, **values: object) -> str:
        """A text of the charts' catalogue."""
        return self.catalogue.text(f"charts.{name}", **values)

    def stop_text(self, name: str, /, **values: object) -> str:
        """A text of the catalogue of what is said at a point."""
        return self.catalogue.text(f"charts.stops.{name}", **values)


def styled(chart: Any) -> Any:
    """The chart with the common look."""
    return (
        chart.properties(background="transparent")
        # The description says in a sentence what roles and labels of every mark would say in fifty.
        .configure(font=FONT, aria=False, padding={"left": 2, "right": 8, "top": 6, "bottom": 4})
        .configure_axis(
            labelFont=FIGURES,
            labelFontSize=FONT_SIZE,
            titleFontSize=FONT_SIZE,
            labelColor=palette.MUTED,
            titleColor=palette.MUTED,
            titleFontWeight="normal",
            gridColor=palette.GRID,
            domainColor=palette.MUTED,
            tickColor=palette.MUTED,
            # No label is cut short, so none is measured once more: a third of what a chart takes.
            labelLimit=0,
        )
        .configure_view(stroke=None)
        .configure_text(fontSize=FONT_SIZE, color=palette.INK)
    )

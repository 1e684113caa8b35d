"""Projects in time: the planned years as a bar, how much of the money is spent, what was last reported."""

from dataclasses import dataclass

from site_build.charts.svg import fluid
from site_build.charts.svg.fluid import Scale
from site_build.data.model import Project
from site_build.periods import Period
from site_build.progress import ProjectAssessment

HEIGHT = 30
AXIS_HEIGHT = 22
# More years than this are not all written: on a phone their numbers would touch.
_WRITTEN = 7


@dataclass(frozen=True, slots=True)
class Span:
    """The years that all bars of a page are drawn on."""

    first: int
    last: int

    @property
    def scale(self) -> Scale:
        """Time as the end of a year; the first year begins at the left edge."""
        return Scale(self.first - 1, self.last, 0, 1)


def span(projects: list[Project], assessments: list[ProjectAssessment], plan: tuple[int, int]) -> Span:
    """From the first year of the plan or a project to the last one of a plan, project or report."""
    years = [*plan]
    for project in projects:
        years += [period.year for period in (project.start, project.end) if period is not None]
    years += [assessment.latest.period.year for assessment in assessments if assessment.latest is not None]
    return Span(min(years), max(years))


def axis(name: str, title: str, description: str, within: Span, language: str) -> str:
    """The years, once above all bars."""
    years = list(range(within.first, within.last + 1))
    step = -(-len(years) // _WRITTEN)
    shapes = [
        fluid.words(within.scale(year - 0.5), 14, str(year), "muted", "middle") for year in years[::step]
    ]
    shapes += [_tick(within, year, AXIS_HEIGHT, 17) for year in (within.first - 1, *years)]
    return fluid.drawing(name, title, description, AXIS_HEIGHT, shapes, language)


def bar(
    name: str,
    title: str,
    description: str,
    project: Project,
    assessment: ProjectAssessment,
    within: Span,
    language: str,
) -> str:
    """One project with both its years; ``within`` must contain them."""
    x = within.scale
    start = x(project.start.decimal_year - _length(project.start)) if project.start else 0.0
    end = x(project.end.decimal_year) if project.end else 1.0
    shapes = [_tick(within, year, HEIGHT) for year in range(within.first - 1, within.last + 1)]
    shapes.append(fluid.bar(start, end, 8, 14, "band"))
    if assessment.investment_share is not None:
        spent = min(float(assessment.investment_share), 1.0)
        shapes.append(fluid.bar(start, start + spent * (end - start), 8, 14, "observed"))
    shapes.append(fluid.bar(start, end, 8, 14, "path", outlined=True))
    if assessment.latest is not None:
        place = x(assessment.latest.period.decimal_year)
        shapes += [
            fluid.line((place, 3), (place, 27), "target", 2),
            fluid.dot(place, 15, "target", 5, hollow=True),
        ]
    return fluid.drawing(name, title, description, HEIGHT, shapes, language)


def _tick(within: Span, year: int, bottom: float, top: float = 0) -> str:
    place = within.scale(year)
    return fluid.line((place, top), (place, bottom), "grid", 1)


def _length(period: Period) -> float:
    """A period's length in years."""
    return period.months / 12

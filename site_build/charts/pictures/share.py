"""The picture that stands for a page where it is shared: title, status and figure, 1200 by 630 pixels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from site_build.charts.pictures import sheet
from site_build.charts.pictures.sheet import Line, Sheet, Sign
from site_build.charts.svg import lettering, marks
from site_build.charts.svg.captions import Caption
from site_build.charts.vega import palette
from site_build.data.model import Plan, Project
from site_build.language import Catalogue, Quantity, Words, sentence
from site_build.progress import PlanAssessment, ProjectAssessment, Status

WIDTH, HEIGHT = 1200, 630
_LEFT, _ACROSS = 76, 1052
_TOP, _BOTTOM = 46.0, 546.0
_FIGURE, _DETAIL = (54, 46, 38, 32, 26), (36, 32, 28, 24)
_EDGE = 24
_LOGO_BOX = 32
# assets/mark.svg of the theme, in that box.
_LOGO = (
    '<rect width="32" height="32" rx="6" fill="#a83226"/>'
    '<path d="M8 9h16M8 16h10M8 23h6" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/>'
    '<path d="m17.5 22 3 3 5.500-6.500" fill="none" stroke="#fff" stroke-width="2.600" '
    'stroke-linecap="round" stroke-linejoin="round"/>'
)


@dataclass(frozen=True, slots=True)
class Card:
    """What a share image says.

    ``above`` is where the page belongs, ``statuses`` are codes with their words, ``figure`` and
    ``detail`` a line each (a long one is broken and set smaller), ``foot`` who says so and as of when.
    """

    above: str
    title: str
    statuses: tuple[tuple[str, str], ...]
    figure: str
    detail: str
    foot: str


def page_path(plan_id: str, page: str, language: str) -> str:
    """Where an image lies in the tree: that of ``indicators/<id>``, ``projects/<id>`` or the ``plan``."""
    return f"assets/share/{plan_id}/{page}.{language}.png"


def site_path(language: str) -> str:
    """Where the image of the pages that belong to no plan lies."""
    return f"assets/share/site.{language}.png"


def images(plan: Plan, assessments: PlanAssessment, catalogue: Catalogue) -> Iterator[tuple[str, Sheet]]:
    """All share images of a plan in one language, with the paths of their PNG."""
    code = catalogue.language
    yield page_path(plan.id, "plan", code), drawn(of_plan(plan, assessments, catalogue))
    for assessment in assessments.indicators:
        told = Caption(plan, plan.indicator(assessment.indicator_id), assessment, catalogue)
        yield page_path(plan.id, f"indicators/{told.indicator.id}", code), drawn(of_indicator(told))
    for project in plan.projects:
        card = of_project(plan, project, assessments.project(project.id), catalogue)
        yield page_path(plan.id, f"projects/{project.id}", code), drawn(card)


def of_indicator(told: Caption) -> Card:
    """Name, status, newest figure, target."""
    return Card(
        told.plan_title,
        told.name,
        ((told.assessment.status.value, told.status),),
        told.latest,
        told.text("say.joint").join(filter(None, (told.base, told.target))),
        _foot(told.plan, told.assessment.as_of, told.catalogue),
    )


def of_plan(plan: Plan, assessments: PlanAssessment, catalogue: Catalogue) -> Card:
    """How many of the plan's indicators have which status."""
    counts = ((status, assessments.summary.all.of(status)) for status in Status)
    return Card(
        catalogue.show(Words(plan.jurisdiction, plan.jurisdiction_en)),
        catalogue.show(Words(plan.title, plan.title_en)),
        tuple(
            (
                status.value,
                catalogue.text(
                    "charts.drawing.share.count", count=count, status=sentence(f"progress.status.{status}")
                ),
            )
            for status, count in counts
            if count
        ),
        "",
        catalogue.text("charts.drawing.share.total", total=assessments.summary.all.total),
        _foot(plan, assessments.as_of, catalogue),
    )


def of_project(plan: Plan, project: Project, assessment: ProjectAssessment, catalogue: Catalogue) -> Card:
    """Name, status, years and money, the newest report."""
    text = catalogue.text
    said = []
    if project.start is not None and project.end is not None:
        said.append(text("charts.drawing.share.years", start=project.start, end=project.end))
    if project.total_investment is not None:
        money = Quantity(project.total_investment, project.currency_unit)
        said.append(text("charts.drawing.share.money", money=money))
    latest = assessment.latest
    report = (
        text("charts.drawing.share.unreported")
        if latest is None
        else text(
            "charts.drawing.share.report", period=latest.period, stage=sentence(f"pages.stage.{latest.stage}")
        )
    )
    return Card(
        catalogue.show(Words(plan.title, plan.title_en)),
        catalogue.show(Words(project.name, project.name_en)),
        ((assessment.status.value, text(f"progress.status.{assessment.status}")),),
        text("charts.drawing.say.joint").join(said),
        report,
        _foot(plan, assessment.as_of, catalogue),
    )


def of_site(plans: Sequence[Plan], as_of: date, catalogue: Catalogue) -> Card:
    """The site as a whole."""
    day = max((row.published_until(as_of) for row in plans), default=as_of)
    places = dict.fromkeys(catalogue.show(Words(row.jurisdiction, row.jurisdiction_en)) for row in plans)
    return Card(
        catalogue.text("charts.drawing.say.joint").join(places),
        catalogue.text("charts.drawing.share.site"),
        (),
        "",
        catalogue.text("charts.drawing.share.what"),
        catalogue.text("charts.drawing.share.as_of", day=day),
    )


def _foot(plan: Plan, as_of: date, catalogue: Catalogue) -> str:
    """Who says so, on what was published by which day: a picture stays the same until there is more."""
    return catalogue.text(
        "charts.drawing.share.foot",
        place=Words(plan.jurisdiction, plan.jurisdiction_en),
        day=plan.published_until(as_of),
    )


def drawn(card: Card) -> Sheet:
    """The card's picture: everything on it fits, however long; what room is left stands before the status."""
    above, y = _lines(card.above, (30, 26, 22), _TOP, 74, palette.MUTED)
    title, y = _lines(card.title, (72, 64, 56, 48, 42, 36, 30), y + 10, 190, palette.INK, bold=True)
    start = y + _spare(card, y) / 2
    statuses, y = _statuses(card.statuses, start)
    figure, y = _lines(card.figure, _FIGURE, y, _part(card.figure, card.detail, y), palette.INK, bold=True)
    detail, _ = _lines(card.detail, _DETAIL, y + 4, _BOTTOM - y, palette.MUTED)
    parts = (*above, *title, *statuses, *figure, *detail, *_signature(card.foot))
    return Sheet(WIDTH, HEIGHT, _EDGE, palette.TARGET, parts)


def _spare(card: Card, y: float) -> float:
    """The height left over below ``y``."""
    _, end = _statuses(card.statuses, y)
    _, end = _lines(card.figure, _FIGURE, end, _part(card.figure, card.detail, end), palette.INK)
    _, end = _lines(card.detail, _DETAIL, end + 4, _BOTTOM - end, palette.MUTED)
    return max(_BOTTOM - end, 0.0)


def _part(figure: str, detail: str, y: float) -> float:
    """How much of the height below ``y`` the figure may take, by its share of the words."""
    words = len(figure) + len(detail)
    return (_BOTTOM - y) * max(len(figure) / words, 0.4) if words else 0.0


def _lines(
    text: str, sizes: Sequence[float], y: float, down: float, colour: str, *, bold: bool = False
) -> tuple[list[Line | Sign], float]:
    """The text below ``y`` in at most ``down`` pixels, and where it ends."""
    if not text:
        return [], y
    size, lines = lettering.fitted(text[:1].upper() + text[1:], sizes, _ACROSS, max(down, 20))
    return sheet.lines(lines, _LEFT, y + size, size, colour, bold=bold), y + len(lines) * size * 1.3


def _statuses(statuses: Sequence[tuple[str, str]], y: float) -> tuple[list[Line | Sign], float]:
    """One status large; several side by side in rows."""
    if not statuses:
        return [], y
    size = 58.0 if len(statuses) == 1 else 34.0
    x, parts = float(_LEFT), list[Line | Sign]()
    for code, words in statuses:
        across = size * 1.2 + lettering.width(words, size) + size
        if x > _LEFT and x + across - size > _LEFT + _ACROSS:
            x, y = float(_LEFT), y + size * 1.45
        scale, colour = size * 0.9 / marks.BOX, marks.COLOURS[code]
        parts.append(Sign(marks.shape(code), x, y + size * 0.18, marks.BOX, scale, colour))
        parts.append(Line(words, x + size * 1.2, y + size, size, colour, bold=True))
        x += across
    return parts, y + size * 1.35


def _signature(foot: str) -> list[Line | Sign]:
    size, lines = lettering.fitted(foot, (24, 20, 17), _ACROSS - 60, 34)
    logo = Sign(_LOGO, _LEFT, HEIGHT - 66, _LOGO_BOX, 1.25, palette.TARGET)
    return [logo, *sheet.lines(lines, _LEFT + 56, HEIGHT - 46 + size * 0.36, size, palette.MUTED)]

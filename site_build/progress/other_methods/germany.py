"""Germany: a weather symbol by how far the target would be missed if the trend went on.

Publication: Federal Statistical Office (Destatis), “Status of indicators: Methodology” of the indicators
of the German Sustainable Development Strategy (dns-indikatoren.de/en/status), section “Indicators with
absolute or relative target values”; the same in the indicator reports “Nachhaltige Entwicklung in
Deutschland”.  The average of the last five annual changes (the last six data points, in exceptional
cases at least the last four consecutive ones) is carried to the target year.  The sun: the target would
be reached, or missed by less than 5 % of the distance between target and current value.  Sun and cloud:
missed by at least 5 % and at most 20 %.  Cloud: the right direction, missed by more than 20 %.
Thunderstorm: the distance stays or grows.  The first two are called “on track”, the last two “off track”.

Where we differ: the base of the plan is a data point, and so is the nothing that a running total begins
at; an indicator whose target holds now gets the sun (“already reached”, Destatis' press release of 6
December 2018).  Lines to hold are graded by another rule there, not taken over here.
"""

from fractions import Fraction

from site_build.language import sentence
from site_build.progress import wording
from site_build.progress.course import month
from site_build.progress.other_methods.case import Case
from site_build.progress.other_methods.grade import Grade, Outlook, label, not_applicable, reason
from site_build.progress.targets import holds_line, meets

METHOD = "germany"
SLIGHT = Fraction(5, 100)
WIDE = Fraction(20, 100)
MOST_POINTS = 6
FEWEST_POINTS = 4
CATEGORIES = ("sun", "sun_and_cloud", "cloud", "thunderstorm")

OUTLOOKS = {
    "sun": Outlook.ON_COURSE,
    "sun_and_cloud": Outlook.ON_COURSE,
    "cloud": Outlook.BEHIND,
    "thunderstorm": Outlook.AWAY,
}


def category(towards: Fraction, missed: Fraction) -> str:
    """The symbol: ``towards`` is the average change towards the target, ``missed`` the share of the
    distance still to go that would be missed in the target year (negative: more than reached).
    """
    if towards <= 0:
        return "thunderstorm"
    if missed < SLIGHT:
        return "sun"
    return "sun_and_cloud" if missed <= WIDE else "cloud"


def average_change(case: Case) -> tuple[Fraction, int] | None:
    """The average annual change over the last consecutive years (at most six points) and their number.

    None if fewer than four consecutive years up to the latest figure are there.
    """
    points = dict(case.yearly)
    last = case.period.year if case.period.last_month == 12 else case.period.year - 1
    count = 0
    while count < MOST_POINTS and last - count in points:
        count += 1
    if count < FEWEST_POINTS:
        return None
    first = last - count + 1
    return (Fraction(points[last]) - Fraction(points[first])) / (count - 1), count


def grade(case: Case) -> Grade:
    """Grade a case, or say why it cannot be graded."""
    indicator = case.indicator
    if holds_line(indicator):
        return not_applicable(METHOD, indicator.id, reason("line"))
    if meets(indicator, case.value):
        said = sentence(
            "progress.germany.because_reached",
            figure=wording.plain_figure(indicator, case.period, case.value),
            promise=wording.promise(indicator),
            label=label(METHOD, "sun"),
        )
        return Grade(METHOD, indicator.id, "sun", Outlook.ON_COURSE, said)
    left = Fraction(month(indicator.target_period.end) - month(case.period.end), 12)
    if left <= 0:
        return not_applicable(METHOD, indicator.id, reason("over"))
    change = average_change(case)
    if change is None:
        return not_applicable(METHOD, indicator.id, reason("too_few", needed=FEWEST_POINTS))
    if case.value == case.target:
        return not_applicable(METHOD, indicator.id, reason("no_way"))
    return _graded(case, left, *change)


def _graded(case: Case, left: Fraction, change: Fraction, count: int) -> Grade:
    value, target = Fraction(case.value), Fraction(case.target)
    projected = value + change * left
    sign = 1 if case.upward else -1
    missed = (target - projected) / (target - value)
    found = category(sign * change, missed)
    said = sentence(
        "progress.germany.because_trend",
        count=count,
        change=wording.computed(case.indicator, change, [Fraction(0)]),
        projected=wording.computed(case.indicator, projected, [target]),
        target=wording.amount(case.indicator, case.target),
        target_period=case.indicator.target_period,
        figure=wording.plain_figure(case.indicator, case.period, case.value),
        unit=wording.unit(case.indicator),
        apart=wording.difference_unit(case.indicator),
        missed=wording.enough(max(missed, Fraction(0)) * 100, [SLIGHT * 100, WIDE * 100], 1),
        label=label(METHOD, found),
    )
    return Grade(METHOD, case.indicator.id, found, OUTLOOKS[found], said, missed)

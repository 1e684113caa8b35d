"""An amount a year: each year is held against the target by itself, and the plan's sum is shown beside it."""

from decimal import Decimal

from site_build.language import Sentence, sentence
from site_build.periods import Period
from site_build.progress import wording
from site_build.progress.assessment import Method, Status
from site_build.progress.evidence import Evidence, Verdict, say
from site_build.progress.figures import Figure
from site_build.progress.final import comparison
from site_build.progress.path import open_verdict
from site_build.progress.targets import DOWNWARD, bears, operator_of

_FINAL = {Status.ACHIEVED: "final", Status.MISSED: "final"}


def flow_so_far(evidence: Evidence) -> Verdict | None:
    """On track while the newest whole year fulfils the target, off track if it does not; None without one."""
    found = [figure for figure in evidence.series if _whole(evidence, figure)]
    if not found:
        return None
    kept = bears(evidence.indicator, found[-1].amount)
    if kept is None:
        return open_verdict(evidence, found[-1])
    return _verdict(evidence, found, found[-1], Status.ON_TRACK if kept else Status.OFF_TRACK)


def final_flow(evidence: Evidence) -> Verdict | None:
    """When the time is over: one year that failed is a miss, all years together are achieved.

    None while years are missing and none of those known failed.
    """
    target = evidence.indicator.target_period
    found = [
        figure for figure in evidence.series if figure.period.end <= target.end and _whole(evidence, figure)
    ]
    failed = [figure for figure in found if bears(evidence.indicator, figure.amount) is False]
    if failed:
        return _verdict(evidence, found, failed[-1], Status.MISSED)
    wanted = set(range(evidence.schedule.begins.year, target.year + 1))
    if wanted - {figure.period.year for figure in found}:
        return None
    if any(bears(evidence.indicator, figure.amount) is None for figure in found):
        return open_verdict(evidence, found[-1])
    return _verdict(evidence, found, found[-1], Status.ACHIEVED)


def failed_years(evidence: Evidence, before: Figure) -> list[Figure]:
    """The years before that of ``before`` that did not fulfil the target."""
    return [
        figure
        for figure in evidence.series
        if figure.period.end < before.period.end
        and _whole(evidence, figure)
        and bears(evidence.indicator, figure.amount) is False
    ]


def _whole(evidence: Evidence, figure: Figure) -> bool:
    """A year known to its end; a part of it counts once it is enough, or too much, by itself."""
    if figure.period.last_month == 12 and not figure.missing:
        return True
    met = bears(evidence.indicator, figure.amount)
    return met is (operator_of(evidence.indicator) not in DOWNWARD)


def _verdict(evidence: Evidence, found: list[Figure], figure: Figure, status: Status) -> Verdict:
    met = status in {Status.ACHIEVED, Status.ON_TRACK}
    total = sum((each.value for each in found), Decimal(0))
    said = say(
        evidence,
        f"flow.{_FINAL.get(status) or ('of_all' if len(found) > 1 else 'of_one')}",
        figure,
        status,
        comparison=comparison(evidence, figure, met),
        years=_years(evidence, found),
        count=len(found),
        total=wording.amount(evidence.indicator, total),
    )
    return Verdict(status, Method.ANNUAL_FLOW, said, figure)


def _years(evidence: Evidence, found: list[Figure]) -> Sentence | str:
    """Every year with its amount, joined as each language joins a sum."""
    said: Sentence | str = ""
    for figure in found:
        one = sentence(
            "progress.figure.part",
            period=Period(figure.period.year),
            value=wording.value_of(evidence.indicator, figure),
        )
        said = sentence("progress.figure.plus", before=said, part=one) if said else one
    return said

"""The marks beside the words: text on every telephone."""

from itertools import chain

from site_build.progress import MeasureStatus, Outcome, ProjectStatus, Status
from site_build.progress.marks import OUTCOME_SHAPES, SHAPES

# The characters of the symbol blocks that have an emoji form, from Unicode's emoji-variation-sequences.txt.
EMOJI = frozenset(
    map(
        chr,
        chain(
            (0x203C, 0x2049, 0x2122, 0x2139, *range(0x2194, 0x219A), 0x21A9, 0x21AA, 0x231A, 0x231B, 0x2328),
            (0x23CF, *range(0x23E9, 0x23F4), 0x23F8, 0x23F9, 0x23FA, 0x24C2, 0x25AA, 0x25AB, 0x25B6, 0x25C0),
            (*range(0x25FB, 0x25FF), *range(0x2600, 0x2605), 0x260E, 0x2611, 0x2614, 0x2615, 0x2618, 0x261D),
            (0x2639, 0x263A, *range(0x2648, 0x2654), 0x2660, 0x2663, 0x2665, 0x2666, 0x267B, 0x2699, 0x26A0),
            (0x26A1, 0x26AA, 0x26AB, 0x26C4, 0x26C5, 0x26C8, 0x26D4, 0x2702, 0x2705, 0x2708, 0x2709, 0x270F),
            (0x2712, 0x2714, 0x2716, 0x2728, 0x2733, 0x2734, 0x274C, 0x274E, *range(0x2753, 0x2756), 0x2757),
            (0x2763, 0x2764, 0x2795, 0x2796, 0x2797, 0x27A1, 0x2934, 0x2935, 0x2B05, 0x2B06, 0x2B07, 0x2B1B),
            (0x2B1C, 0x2B50, 0x2B55),
        ),
    )
)


def test_every_verdict_has_a_mark_that_no_telephone_draws_as_a_coloured_picture() -> None:
    assessments = {str(status) for status in chain(Status, ProjectStatus, MeasureStatus)}
    assert set(SHAPES) == assessments
    assert set(OUTCOME_SHAPES) == {str(outcome) for outcome in Outcome}
    for mark in {*SHAPES.values(), *OUTCOME_SHAPES.values()}:
        assert len(mark) == 1
        assert mark not in EMOJI

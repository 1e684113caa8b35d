"""The mark of each verdict: a status is told by shape and word, never by colour alone.

Only characters that Unicode gives no emoji form (https://www.unicode.org/Public/UCD/latest/ucd/emoji/emoji-variation-sequences.txt):
a phone would draw U+2714 or U+2716 in colours of its own, whatever variation selector follows.
"""

from collections.abc import Mapping

SHAPES: Mapping[str, str] = {
    "achieved": "✓",
    "achieved_late": "◐",
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
    "completed_on_time": "✓",
    "suspended": "▲",
    "cancelled": "✘",
    "completed": "✓",
    "completed_late": "◐",
    "completed_before_adoption": "–",
    "unknown": "○",
    "not_started": "○",
    "in_progress": "●",
    "delivered": "✓",
    "dropped": "✘",
    "not_seen_completed": "○",
}

OUTCOME_SHAPES: Mapping[str, str] = {
    "kept": "✓",
    "under_way": "●",
    "behind": "▲",
    "not_kept": "✘",
    "not_reported": "○",
    "not_assessed": "–",
}

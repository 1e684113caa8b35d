"""Mending what spreadsheets and keyboards do to a table, where no person's judgement is needed.

Everything is shown as a list of changes before it is written; what allows more than one reading is left.
"""

from site_build.editing.fix.change import FixChange
from site_build.editing.fix.proposal import Proposal, propose

# Rules whose breaches can be mended, always or in the commonest cases.
MENDED = frozenset(
    {
        "blank-row",
        "byte-order-mark",
        "cell-count",
        "choice",
        "column-order",
        "column-unknown",
        "date",
        "duplicate-key",
        "encoding",
        "excel-date",
        "formula",
        "full-width",
        "last-newline",
        "line-endings",
        "number",
        "period",
        "surrounding-space",
        "unsorted",
    }
)

__all__ = ["MENDED", "FixChange", "Proposal", "propose"]

"""Fixing what spreadsheets and keyboards do to a table, where no person's judgement is needed.

Everything is shown as a list of changes before it is written; what allows more than one reading is left.
"""

from site_build.editing.fix.change import FixChange
from site_build.editing.fix.comment import comment
from site_build.editing.fix.proposal import Proposal, propose

__all__ = ["FixChange", "Proposal", "comment", "propose"]

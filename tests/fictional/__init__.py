"""A five-year plan and its predecessor, made up for tests: no figure, name or document in them is real.

The packages beside this file are read, judged and built like any other.  Between them they have
every status of an indicator, a commitment, a project and a measure on ``AS_OF``; their figures run to
2025, so that some were published after that day and do not count yet.
"""

from datetime import date
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
# Some target periods are over, most still run.
AS_OF = date(2025, 11, 24)
# The plan is over, and its last figures were due.
AFTERWARDS = date(2026, 7, 1)

"""Reading a table of indicators out of a plan: what can be read is not asked, what is unsure is flagged."""

from site_build.editing.table_import.context import Wishes, years_of
from site_build.editing.table_import.draft import Draft, draft
from site_build.editing.table_import.files import grids
from site_build.editing.table_import.flags import Certainty, Flag
from site_build.editing.table_import.grid import MOST_BYTES
from site_build.editing.table_import.placing import Prospect, prospect, write
from site_build.editing.table_import.report import as_json, as_lines
from site_build.editing.table_import.tables import the_table

__all__ = [
    "MOST_BYTES",
    "Certainty",
    "Draft",
    "Flag",
    "Prospect",
    "Wishes",
    "as_json",
    "as_lines",
    "draft",
    "grids",
    "prospect",
    "the_table",
    "write",
    "years_of",
]

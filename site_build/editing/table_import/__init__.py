"""Reading a table of indicators out of a plan: what can be read is not asked, what is unsure is flagged."""

from site_build.editing.table_import.context import ImportOptions, years_of
from site_build.editing.table_import.draft import IndicatorsDraft, draft_indicators
from site_build.editing.table_import.files import grids
from site_build.editing.table_import.flags import Certainty, Flag
from site_build.editing.table_import.grid import MOST_BYTES
from site_build.editing.table_import.placing import ImportPreview, preview, write
from site_build.editing.table_import.report import as_json, as_lines
from site_build.editing.table_import.tables import the_table

__all__ = [
    "MOST_BYTES",
    "Certainty",
    "Flag",
    "ImportOptions",
    "ImportPreview",
    "IndicatorsDraft",
    "as_json",
    "as_lines",
    "draft_indicators",
    "grids",
    "preview",
    "the_table",
    "write",
    "years_of",
]

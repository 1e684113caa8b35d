"""Mingzhang: publishes a government plan so that anyone can see whether it is being kept.

From Python: ``read_plan("datapackage/dongyuan-hrss-14").frame("observations")``.
"""

from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from site_build.exports.plan_tables import PlanTables

__version__ = "0.1.0"


def read_plan(folder: "str | PathLike[str]") -> "PlanTables":
    """The plan of a data package with its tables as pandas frames.

    Raises PackageError with every problem if the package has any.
    """
    # Imported here: the package's version must be had without pandas.
    from pathlib import Path

    from site_build.exports import plan_tables

    return plan_tables.read_plan(Path(folder))


__all__ = ["__version__", "read_plan"]

"""Reading a text as the commands do, without files."""

from site_build.data.model import Plan
from site_build.editing.table_import import (
    ImportOptions,
    IndicatorsDraft,
    draft_indicators,
    grids,
    the_table,
    years_of,
)
from tests.builders import a_plan


def read(text: str, plan: Plan | None = None, before: Plan | None = None, **options: str) -> IndicatorsDraft:
    """The draft of the one table in ``text``, for a fictional plan of 2021–2025 unless another is given."""
    current = plan or a_plan(themes=())
    table = the_table(grids(text.encode("utf-8")), years_of(current))
    return draft_indicators(table, current, before, ImportOptions(**options), "zh")


def codes(found: IndicatorsDraft, row: int | None = None) -> list[str]:
    """The codes of the flags (of a row), sorted."""
    return sorted(flag.warning.code for flag in found.flags if row is None or flag.rows == (row,))


def table(*rows: str, header: str = "序号|指标|单位|2020年|2025年目标|属性") -> str:
    """A table by tabs out of rows by bars, headed as 专栏2 is."""
    return "\n".join(("专栏2 虚构指标", header, *rows)).replace("|", "\t")

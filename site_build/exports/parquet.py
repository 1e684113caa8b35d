"""A table as Parquet: the types of its frame, and in its metadata what each column means.

Text is UTF-8, figures are doubles, days ``date32``, choices are text; an empty cell is null.
"""

import io
import json
from typing import TYPE_CHECKING, Any

from site_build.data import schemas
from site_build.data.model import Plan

if TYPE_CHECKING:
    import pandas as pd


def table(name: str, frame: "pd.DataFrame", plan: Plan | None = None) -> bytes:
    """The published table ``name``; of one plan, if it is given."""
    # Imported here: a command that publishes nothing need not load it.
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = schemas.published(name)
    kinds = {
        "number": pa.float64(),
        "integer": pa.int64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "string": pa.string(),
    }
    columns = [
        pa.field(field["name"], kinds[field["type"]], metadata=_about_column(field))
        for field in schema["fields"]
    ]
    arrays = [pa.array(_plain(frame[column.name]), type=column.type, from_pandas=True) for column in columns]
    arrow = pa.Table.from_arrays(arrays, schema=pa.schema(columns, metadata=_about_table(schema, plan)))
    out = io.BytesIO()
    pq.write_table(arrow, out, compression="zstd")
    return out.getvalue()


def _plain(column: "pd.Series[Any]") -> "pd.Series[Any]":
    return column.astype("string") if column.dtype == "category" else column


def _about_column(field: dict[str, Any]) -> dict[str, str]:
    names = ("title", "title_en", "description", "description_en", "unit")
    return {name: field[name] for name in names if field.get(name)}


def _about_table(schema: dict[str, Any], plan: Plan | None) -> dict[str, str]:
    about = {"title": schema["title"], "title_en": schema["title_en"]}
    if plan is not None:
        licences = [{"name": row.name, "path": row.path} for row in plan.licences]
        about |= {
            "plan_id": plan.id,
            "plan": plan.title,
            "plan_en": plan.title_en,
            "version": plan.version,
            "licences": json.dumps(licences, ensure_ascii=False),
        }
    return about

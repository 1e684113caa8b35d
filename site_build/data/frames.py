"""Every table of a plan as a pandas frame whose columns have the types that the table's schema gives them.

==================  ==========================  ==================================================
Table Schema        column of the frame         an empty cell
==================  ==========================  ==================================================
number              ``Float64``                 ``<NA>``
integer             ``Int64``                   ``<NA>``
boolean             ``boolean``                 ``<NA>``
date                ``datetime64[s]``           ``NaT``
string              ``string``                  ``<NA>``; a typed ``NA`` or ``None`` is text
string with enum    ``category``, in its order  missing
==================  ==========================  ==================================================

Nothing is lost: a float prints as the decimal it came from, and :func:`rows` gives the model's values back.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from site_build import periods
from site_build.data import schemas
from site_build.data.model import Plan
from site_build.language.numbers import rounded

# Loaded where a frame is made: it takes as long as all the rest of a build that has nothing to do.
if TYPE_CHECKING:
    import pandas as pd

# What we compute is a fraction; a table has it to so many decimals, and to no more digits than a float holds.
PLACES = 6
_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
Schema = Mapping[str, Any]
_TYPES = {"number": "Float64", "integer": "Int64", "boolean": "boolean", "string": "string"}


def plan_frame(plan: Plan, name: str) -> "pd.DataFrame":
    """The table ``name`` of a plan, in the plan's order; KeyError if a plan has no such table."""
    if name not in schemas.RESOURCES:
        raise KeyError(name)
    columns = schemas.columns(name)
    found = (tuple(getattr(row, column) for column in columns) for row in getattr(plan, name))
    return frame(schemas.read(name), found)


def frame(schema: Schema, rows: Iterable[Sequence[object]]) -> "pd.DataFrame":
    """Rows of the model's values, in the order of the schema's columns, as a frame.

    Raises ValueError for a figure with more digits than a float holds.
    """
    import pandas as pd

    fields = schema["fields"]
    columns = zip(*rows, strict=True)
    values = [list(column) for column in columns] or [[] for _ in fields]
    return pd.DataFrame(
        {field["name"]: _column(field, column) for field, column in zip(fields, values, strict=True)}
    )


def _column(field: dict[str, Any], values: list[Any]) -> Any:
    import pandas as pd

    kind = field["type"]
    if kind == "date":
        return pd.array([pd.NaT if day is None else day for day in values], dtype="datetime64[s]")
    if kind == "number":
        values = [None if value is None else _float(field["name"], value) for value in values]
    elif kind == "string":
        values = [None if value is None or value == "" else str(value) for value in values]
        if enum := field.get("constraints", {}).get("enum"):
            return pd.Categorical(values, categories=enum)
    return pd.array(values, dtype=_TYPES[kind])  # type: ignore[call-overload]


def _float(column: str, value: Decimal | Fraction | int) -> float:
    exact = computed(value) if isinstance(value, Fraction) else Decimal(value)
    number = float(exact)
    if Decimal(repr(number)) != exact:
        raise ValueError(f"{column}: {exact} has more digits than a float holds")
    return number


def computed(value: Fraction, places: int = PLACES) -> Decimal:
    """A figure that we computed, rounded as it is published."""
    return _DIGITS.plus(rounded(value, places))


def rows(schema: Schema, table: "pd.DataFrame") -> list[tuple[Any, ...]]:
    """A frame's rows as the model's plain values: text, Decimal, int, bool, date.

    An empty cell is ``""`` in a column of text, ``None`` in one of figures, days, periods and choices.
    """
    columns = [_values(field, table[field["name"]]) for field in schema["fields"]]
    return list(zip(*columns, strict=True))


def _values(field: dict[str, Any], column: "pd.Series[Any]") -> list[Any]:
    missing = column.isna().tolist()
    empty = "" if is_text(field) else None
    read = READ[field["type"]]
    values = zip(column.tolist(), missing, strict=True)
    return [empty if gone else read(value) for value, gone in values]


def _decimal(value: float) -> Decimal:
    exact = Decimal(repr(float(value)))
    return Decimal(int(exact)) if exact == exact.to_integral_value() else exact


def _day(value: Any) -> date:
    day: date = value.date()
    return day


READ: Mapping[str, Callable[[Any], Any]] = {
    "number": _decimal,
    "integer": int,
    "boolean": bool,
    "date": _day,
    "string": str,
}


def is_text(field: dict[str, Any]) -> bool:
    """Whether a schema's field holds free text: no period, no choice."""
    return field["type"] == "string" and not is_period(field) and "enum" not in field.get("constraints", {})


def is_period(field: dict[str, Any]) -> bool:
    """Whether a schema's field holds a period such as ``2023`` or ``2023-Q3``."""
    return bool(field.get("constraints", {}).get("pattern", "") == periods.SCHEMA_PATTERN)


def describe_columns(schema: Schema) -> "pd.DataFrame":
    """What the columns of a table are: one row each, in the table's order.

    ``unit`` is the unit of a column of figures, or which column gives it: ``= unit`` in the same row,
    ``= indicators.unit`` in the row of that table that the row points at.
    """
    import pandas as pd

    return pd.DataFrame(column_records(schema))


def column_records(schema: Schema) -> list[dict[str, Any]]:
    """The same, a mapping for each column."""
    return [
        {
            "column": field["name"],
            "type": "period" if is_period(field) else field["type"],
            "unit": field.get("unit", ""),
            "title": field["title"],
            "title_en": field["title_en"],
            "description": field["description"],
            "description_en": field["description_en"],
            "required": field.get("constraints", {}).get("required", False),
            "values": ", ".join(field.get("constraints", {}).get("enum", [])),
        }
        for field in schema["fields"]
    ]

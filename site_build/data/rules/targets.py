"""Rules on promises: a target's kind, its figure, its printed text."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from site_build.data.printed import find_printed
from site_build.data.rules.tables import RawPackage, problem
from site_build.problem import Problem

_WITHOUT_FIGURE = {"maintain", "stay_or_improve", "composition", "text", "none"}
_STABLE = {"maintain", "stay_or_improve"}
# Kinds that add up: an amount can be of one period, since January, or since the plan began.
_ADDING = {"cumulative", "annual_flow"}


def figure(cell: str) -> Decimal | None:
    """A cell as a figure, None if it is none."""
    try:
        value = Decimal(cell)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def target_value(package: RawPackage) -> Iterator[Problem]:
    """A target that names a figure has one; stability, composition and words have none."""
    for resource in ("indicators", "commitments"):
        for row, record in package.records(resource):
            kind, value = record.get("target_kind", ""), record.get("target_value", "")
            if kind and (kind in _WITHOUT_FIGURE) == bool(value):
                code = "target-value-superfluous" if value else "target-value"
                yield problem(code, package.tables[resource], row, "target_value", kind=kind)


def target_words(package: RawPackage) -> Iterator[Problem]:
    """A target stands as it is printed, with its period; only an indicator without a target has neither."""
    for row, record in package.records("indicators"):
        if record.get("target_kind", "none") == "none":
            continue
        table = package.tables["indicators"]
        for name in ("target_period", "target_text"):
            if name in record and not record[name]:
                yield problem("target-words", table, row, name, column=table.title(name))


def amount_basis(package: RawPackage) -> Iterator[Problem]:
    """Only what adds up has an amount since some day; a level or a share has none."""
    about = (
        ("observations", "indicator_id", "indicators"),
        ("commitment_updates", "commitment_id", "commitments"),
    )
    for resource, column, target in about:
        kinds = {record.get("id", ""): record.get("kind", "") for _, record in package.records(target)}
        for row, record in package.records(resource):
            kind = kinds.get(record.get(column, ""), "")
            if record.get("basis", "") in {"to_date", "year_to_date"} and kind and kind not in _ADDING:
                table = package.tables[resource]
                yield problem("amount-basis", table, row, "basis", basis=record["basis"], kind=kind)


def tolerance(package: RawPackage) -> Iterator[Problem]:
    """“Kept stable” says within what; and within what of which base; “no worse” says which way is worse."""
    for row, record in package.records("indicators"):
        kind, table = record.get("target_kind"), package.tables["indicators"]
        if kind not in _STABLE:
            continue
        if kind == "stay_or_improve" and record.get("direction") not in {"up", "down", ""}:
            yield problem("tolerance", table, row, "direction", column=table.title("direction"))
        for name in ("tolerance", "baseline_value"):
            if not record.get(name):
                yield problem("tolerance", table, row, name, column=table.title(name))


def text_value(package: RawPackage) -> Iterator[Problem]:
    """The figure as printed and the figure as read are the same figure."""
    pairs = {
        "indicators": (("baseline_text", "baseline_value"), ("target_text", "target_value")),
        "observations": (("text", "value"),),
    }
    units = {record.get("id", ""): record.get("unit", "") for _, record in package.records("indicators")}
    for resource, columns in pairs.items():
        for row, record in package.records(resource):
            unit = record.get("unit") or units.get(record.get("indicator_id", ""), "")
            for text_name, value_name in columns:
                text, value = record.get(text_name, ""), record.get(value_name, "")
                if text and value and not _agree(text, value, unit):
                    yield problem(
                        "text-value", package.tables[resource], row, value_name, text=text, value=value
                    )


def _agree(text: str, value: str, unit: str) -> bool:
    """Whether the value stands in the text, as it is or in a unit of other size."""
    read = figure(value)
    return read is None or find_printed(text, read, unit) is not None


def composition_value(package: RawPackage) -> Iterator[Problem]:
    """A composition such as 6:33:12 has parts, not a value."""
    compositions = {
        record.get("id") for _, record in package.records("indicators") if record.get("kind") == "composition"
    }
    for row, record in package.records("observations"):
        if record.get("indicator_id") in compositions and record.get("value"):
            yield problem(
                "composition-value", package.tables["observations"], row, "value", value=record["value"]
            )


def source(package: RawPackage) -> Iterator[Problem]:
    """Every figure names its source and the place in it."""
    for resource, table in package.tables.items():
        for name in ("source_id", "locator"):
            required = table.fields.get(name, {}).get("constraints", {}).get("required")
            for row, record in package.records(resource) if required else ():
                if name in record and not record[name].strip():
                    yield problem(name.replace("source_id", "source"), table, row, name)

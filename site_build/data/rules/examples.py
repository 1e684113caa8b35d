"""For each rule what breaks it and the same mended: shown on the rule's page, tried by a test."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from site_build.data import schemas
from site_build.language import Sentence, Words, sentence

# In these values of a message a column is named; the message says what people call it.
_TITLES = frozenset({"title", "column"})


@dataclass(frozen=True, slots=True)
class Example:
    """What breaks a rule, and the same mended.

    ``kind`` is ``cell``, ``lines``, ``json`` or ``words``; of ``words`` the two texts stand in the
    catalogues.  ``values`` are what the rule's message says of the broken one.
    """

    code: str
    kind: str
    file: str
    row: int
    column: str
    whole: bool
    broken: str
    mended: str
    values: tuple[tuple[str, object], ...]

    @property
    def resource(self) -> str:
        """The table's name."""
        return self.file.removesuffix(".csv")

    @property
    def message(self) -> Sentence:
        """What validation says of the broken one."""
        return sentence(f"rules.{self.code}.message", **dict(self.values))

    @property
    def remedy(self) -> Sentence:
        """How validation says to mend it."""
        return sentence(f"rules.{self.code}.remedy", **dict(self.values))


@cache
def all_examples() -> Mapping[str, Example]:
    """Every rule's example by the rule's code."""
    text = (resources.files(__package__) / "examples.toml").read_text(encoding="utf-8")
    return {code: _example(code, row) for code, row in tomllib.loads(text).items()}


def _example(code: str, row: Mapping[str, Any]) -> Example:
    values = {name: _value(name, value) for name, value in row.get("values", {}).items()}
    if "reason" in row:
        values["reason"] = sentence(f"rules.{code}.why.{row['reason']}")
    for name, reason in row.get("reasons", {}).items():
        values[name] = sentence(f"rules.{code}.why.{reason}")
    return Example(
        code,
        row["kind"],
        "datapackage.json" if row["kind"] == "json" else row.get("file", ""),
        row.get("row", 2),
        row.get("column", ""),
        row.get("whole", False),
        row.get("broken", "").removeprefix("\n"),
        row.get("mended", "").removeprefix("\n"),
        tuple(sorted(values.items())),
    )


def _value(name: str, value: object) -> object:
    """A value as a message takes it; ``departments.name`` stands for that column's name or description."""
    resource, dot, column = str(value).partition(".")
    if dot and resource in schemas.RESOURCES and (name in _TITLES or name == "meaning"):
        field = next(field for field in schemas.read(resource)["fields"] if field["name"] == column)
        part = "description" if name == "meaning" else "title"
        return Words(field[part], field[f"{part}_en"])
    return value

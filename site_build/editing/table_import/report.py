"""Telling a person, or a program, what a table was read as."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from site_build import language
from site_build.data.model import Plan
from site_build.editing.table_import.draft import IndicatorsDraft, Values
from site_build.editing.table_import.flags import Flag
from site_build.language import Catalogue


def as_lines(draft: IndicatorsDraft, plan: Plan, lang: str) -> Iterator[str]:
    """The reading as text: the rows by theme, then every flag."""
    texts = language.load(lang)
    counts = {"count": len(draft.indicators), "themes": len(draft.themes)}
    # A table pasted out of a page has neither a title nor a sheet's name.
    yield (
        texts.text("table_import.read", label=shown(draft.label), **counts)
        if draft.label
        else texts.text("table_import.read_unnamed", **counts)
    )
    if draft.observations:
        yield texts.text("table_import.results", count=len(draft.observations))
    new = {row["id"]: row["name"] for row in draft.themes}
    known = {theme.id: theme.name for theme in plan.themes}
    for theme_id, rows in groupby(draft.indicators, key=lambda row: row.values["theme_id"]):
        key = "theme_new" if theme_id in new else "theme_old"
        name = new.get(theme_id) or known.get(theme_id, "")
        yield texts.text(f"table_import.{key}", name=shown(name), id=theme_id)
        for row in rows:
            yield f"  {_line(row.row, row.values, texts)}"
    key = "flags" if draft.flags else "no_flags"
    yield texts.text(f"table_import.{key}", count=len(draft.flags))
    for flag in draft.flags:
        yield f"  {_flag(flag, texts)}"


def _line(row: int, values: Values, texts: Catalogue) -> str:
    name = shown(values["name"])
    return texts.text(
        "table_import.line",
        row=str(row),
        number=shown(values["number"]),
        name=texts.text("table_import.part", name=name) if values["parent_id"] else name,
        unit=shown(values["unit"]),
        base=shown(values["baseline_text"] or "—"),
        target=shown(values["target_text"]),
        id=values["id"],
        **{
            column: texts.text(f"table_import.{column}.{values[column]}")
            for column in ("kind", "target_kind", "direction", "attribute")
        },
    )


def _flag(flag: Flag, texts: Catalogue) -> str:
    said = flag.warning
    parts = []
    if flag.rows:
        parts.append(texts.text("table_import.rows", rows=ranges(flag.rows)))
    parts += [f"{shown(name)} " for name in flag.names]
    if flag.column:
        parts.append(texts.text("table_import.column", heading=shown(flag.column)))
    if flag.cell:
        parts.append(texts.text("table_import.cell", cell=flag.cell))
    taken = texts.show(said.taken)
    key = {(True, True): "was_read_and_taken", (True, False): "was_read", (False, True): "was_taken"}.get(
        (bool(said.read), bool(taken)), ""
    )
    read = texts.text(f"table_import.{key}", read=shown(said.read), taken=shown(taken)) if key else ""
    certainty = texts.text(f"table_import.certainty.{said.certainty.value}")
    check = shown(texts.render(said.check))
    return texts.text(
        "table_import.flag_line", certainty=certainty, place="".join(parts), read=read, check=check
    )


def ranges(rows: Sequence[int]) -> str:
    """Row numbers in short: ``101–104, 108``."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def shown(text: str) -> str:
    """Text that can go to a terminal: what cannot be seen, and could command it, is replaced."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def as_json(draft: IndicatorsDraft, lang: str, written: Sequence[str] = ()) -> str:
    """The reading for a program; ``written`` are the files that were changed."""
    texts = language.load(lang)
    document = {
        "table": draft.label,
        "themes": [dict(row) for row in draft.themes],
        "indicators": [{"row": row.row, **row.values} for row in draft.indicators],
        "observations": [{"row": row.row, **row.values} for row in draft.observations],
        "left_out": list(draft.left_out),
        "flags": [
            {
                "code": flag.warning.code,
                "certainty": flag.warning.certainty.value,
                "rows": list(flag.rows),
                "column": flag.column,
                "cell": flag.cell,
                "indicators": list(flag.names),
                "read": flag.warning.read,
                "taken_as": texts.show(flag.warning.taken),
                "check": texts.render(flag.warning.check),
            }
            for flag in draft.flags
        ],
        "written": list(written),
    }
    return json.dumps(document, ensure_ascii=False, indent=2)

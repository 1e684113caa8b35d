"""A package in which every cell of every table and every text of the descriptor attacks, made for tests.

It is made from the fictional plan, so that every page, drawing and file that a plan can have is made of it.
An attack that gets through calls ``hit()``, or asks a host of ``FOREIGN`` for something.
"""

import csv
import io
import json
import shutil
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

from site_build.data import schemas
from tests import fictional

FOREIGN = "foreign.example"
# The folder's name and the plan's id; no slash, for it is to be a folder.
NAME = 'x" onmouseover="hit()" y=\'z\'> onclick=hit() [a](javascript:hit())'
PREDECESSOR = f"the plan before {NAME}"
TEXTS = (
    '"><script>hit()</script>',
    "'\"><img src=x onerror=hit()>",
    'x" onmouseover="hit()" autofocus onfocus="hit()" style="background:url(//foreign.example/a)',
    "](javascript:hit()) [x](javascript:hit()) ![x](https://foreign.example/b.png)",
    "x { onclick=hit() onmouseover=hit() } {: onclick=hit() }",
    "<svg/onload=hit()><a xlink:href=javascript:hit()>x</a></svg>",
    "</title></style></textarea></pre></code><script src=//foreign.example/c.js></script>",
    "--><script>hit()</script><!-- ]]><script>hit()</script>",
    "{{ 7*7 }}{% raw %}{{ self.__init__.__globals__ }}{{hit()}}",
    "<iframe src=javascript:hit()></iframe><object data=//foreign.example/d></object>",
    "<base href=//foreign.example/><meta http-equiv=refresh content='0;url=//foreign.example/e'>",
    "<link rel=stylesheet href=//foreign.example/f.css><style>@import '//foreign.example/g.css'</style>",
    "`</code><script>hit()</script>` ``` ~~~",
    "<javascript:hit()> <https://foreign.example/h> javascript:hit() [x]",
    "[x]: javascript:hit() 'x' [x][x] [x]",
    "---\ntitle: x\n---\n# x { onclick=hit() }\n\n<script>hit()</script>",
    '\n\n    <script>hit()</script>\n\n!!! note "<script>hit()</script>"\n',
    "|---|\n| <script>hit()</script> | `|` \\| \\",
    "&lt;script&gt;hit()&lt;/script&gt; &#60;script&#62;hit()&#60;/script&#62;",
    '\\"><script>hit()</script> \\u003cscript\\u003ehit()\\u003c/script\\u003e',
    '=HYPERLINK("https://foreign.example/i") @SUM(1) +1',
    "${hit()} #{hit()} <%= hit() %> {x} {0} %s %(x)s",
    "a\u0085b\u009fc\u2028d\u202ee\u200bf\ufffeg\uffffh",
    "W" * 1600,
)
ADDRESSES = (
    "javascript:hit()",
    "data:text/html,<script>hit()</script>",
    "//foreign.example/j",
    'https://foreign.example/" onmouseover="hit()" x="',
    "https://foreign.example/a)![x](https://foreign.example/k.png) [x](javascript:hit()",
    "https://foreign.example/<script>hit()</script>",
    " javascript:hit()",
    "java\tscript:hit()",
    "\x01javascript:hit()",
    "vbscript:hit()",
    "https://foreign.example@javascript:hit()",
    "https://[foreign.example",
)
# Of the fictional plans these, enough for every kind of page and drawing; the rest would cost minutes.
KEPT = {
    "indicators": {
        "fictional-composition",
        "fictional-cumulative",
        "fictional-dropped",
        "fictional-early-achieved",
        "fictional-finished-missed",
        "fictional-maintain",
        "fictional-never-reported",
        "fictional-quarterly-on-track",
    },
    "projects": {"fictional-project-delayed", "fictional-project-suspended"},
}
_ADDRESS_NAMES = frozenset({"url", "path", "evidence_url", "stored_copy", "homepage", "image", "email"})


def write(parent: Path) -> Path:
    """Write the package and that of the plan before it below ``parent``; returns the folder of the first."""
    _write(parent, "fictional-predecessor", PREDECESSOR)
    return _write(parent, "fictional-plan", NAME)


def _write(parent: Path, made_from: str, name: str) -> Path:
    folder = parent / name
    shutil.copytree(fictional.FOLDER / made_from, folder, symlinks=True)
    (folder / "schemas").unlink()
    (folder / "schemas").symlink_to(Path(schemas.__file__).parent, target_is_directory=True)
    texts, addresses = cycle(TEXTS), cycle(ADDRESSES)
    for resource in schemas.RESOURCES:
        path = folder / f"{resource}.csv"
        text = path.read_text(encoding="utf-8")
        rows = [row for row in csv.DictReader(io.StringIO(text, newline="")) if _kept(resource, row)]
        out = io.StringIO(newline="")
        table = csv.DictWriter(out, schemas.columns(resource), restval="", lineterminator="\n")
        table.writeheader()
        fields = schemas.read(resource)
        table.writerows(dict(_attacked(fields, row, texts, addresses)) for row in rows)
        path.write_bytes(out.getvalue().encode("utf-8"))
    document = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    document |= {
        "homepage": "",
        "image": "",
        "keywords": [""],
        "unknown": {"deep": [{"path": "", "text": ""}]},
        "sources": [{"title": "", "path": "", "email": ""}],
        "contributors": [{"title": "", "path": "", "email": "", "roles": [""]}],
    }
    attacked = _described(document, "", texts, addresses) | {"name": name}
    (folder / "datapackage.json").write_text(json.dumps(attacked), encoding="utf-8")
    return folder


def _kept(name: str, row: dict[str, str]) -> bool:
    """Whether a row is one of those that are kept, or speaks of none that is left out."""
    left_out = f"{name[:-1]}_id" if name in KEPT else ""
    about = {f"{kept[:-1]}_id": rows for kept, rows in KEPT.items()}
    if name in KEPT and row["id"] not in about[left_out]:
        return False
    if name == "notes" and row["resource"] in (*KEPT, "observations", "project_updates"):
        return row["row_id"] in set().union(*KEPT.values())
    return all(not row.get(column) or row[column] in rows for column, rows in about.items())


def attacked_id(row_id: str) -> str:
    """A row's id as an attack, another for each row."""
    return f'{row_id}" onmouseover="hit()" x=\'><script>hit()<{chr(92)}script> onclick=hit() }}]({row_id}'


def _attacked(
    schema: dict[str, Any], row: dict[str, str], texts: Iterator[str], addresses: Iterator[str]
) -> Iterator[tuple[str, str]]:
    """The cells of a row; what a cell must be to be read at all, a figure, a day, a choice, it stays."""
    keys = {"id", "row_id"} | {name for key in schema.get("foreignKeys", []) for name in key["fields"]}
    for field in schema["fields"]:
        name, cell = field["name"], row.get(field["name"], "")
        constraints = field.get("constraints", {})
        if name in keys:
            yield name, attacked_id(cell) if cell else ""
        elif name in _ADDRESS_NAMES:
            yield name, next(addresses)
        elif field["type"] != "string" or "enum" in constraints or _is_read(name, schema):
            yield name, cell
        else:
            # A cell of several lines is not read at all.
            yield name, " ".join(next(texts).split("\n"))


def _is_read(name: str, schema: dict[str, Any]) -> bool:
    """Whether the pages read a text as a period, a place in the plan or the name of a table."""
    periods = {"period", "baseline_period", "target_period", "due", "start", "end"}
    spans = schema["title_en"] in {"Facts", "Searches"}
    return name in {"resource", "field", "chapter", "section", "item"} or (name in periods and not spans)


def _described(value: Any, name: str, texts: Iterator[str], addresses: Iterator[str]) -> Any:
    """The descriptor with every text attacked but those that the reading of tables and days rests on."""
    if isinstance(value, dict):
        return {
            key: item
            if key in {"resources", "period", "baseline", "adopted", "reporting"}
            else PREDECESSOR
            if key == "predecessor"
            else _described(item, key, texts, addresses)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_described(item, name, texts, addresses) for item in value]
    return next(addresses) if name in _ADDRESS_NAMES else next(texts)

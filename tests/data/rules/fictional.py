"""A minimal package that keeps every rule, made up for tests: no figure in it was ever published."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

from site_build.data import schemas

NAME = "fictional-package"
ROWS: dict[str, list[dict[str, str]]] = {
    "themes": [{"id": "fictional-theme", "name": "虚构分组", "name_en": "Fictional theme", "order": "1"}],
    "departments": [{"id": "fictional-bureau", "name": "虚构局"}],
    "sources": [
        {"id": "fictional-source", "title": "虚构文件", "publisher": "虚构机关", "published": "2021-01-01"}
    ],
    "indicators": [
        {
            "id": "fictional-cumulative",
            "number": "1",
            "theme_id": "fictional-theme",
            "name": "虚构累计数",
            "unit": "人",
            "kind": "cumulative",
            "attribute": "expected",
            "direction": "up",
            "target_kind": "at_least",
            "baseline_period": "2020",
            "baseline_value": "90",
            "baseline_text": "[90]",
            "target_period": "2025",
            "target_value": "100",
            "target_text": "[100]",
            "frequency": "annual",
            "source_id": "fictional-source",
            "locator": "虚构表 序号1",
        },
        {
            "id": "fictional-ratio",
            "number": "2",
            "theme_id": "fictional-theme",
            "name": "虚构比例",
            "unit": "::",
            "kind": "composition",
            "attribute": "expected",
            "direction": "hold",
            "target_kind": "composition",
            "target_period": "2025",
            "target_text": "1:2:3",
            "frequency": "annual",
            "source_id": "fictional-source",
            "locator": "虚构表 序号2",
        },
        {
            "id": "fictional-stable",
            "number": "3",
            "theme_id": "fictional-theme",
            "name": "虚构稳定数",
            "unit": "%",
            "kind": "rate",
            "attribute": "binding",
            "direction": "hold",
            "target_kind": "maintain",
            "baseline_period": "2020",
            "baseline_value": "85.2",
            "baseline_text": "85.2",
            "target_period": "2025",
            "target_text": "保持稳定",
            "tolerance": "2",
            "frequency": "annual",
            "source_id": "fictional-source",
            "locator": "虚构表 序号3",
        },
    ],
    "observations": [
        {
            "indicator_id": "fictional-cumulative",
            "period": period,
            "published": published,
            "value": value,
            "text": value,
            "status": "final",
            "source_id": "fictional-source",
            "locator": "虚构页",
        }
        for period, published, value in (("2021", "2022-03-01", "20"), ("2022", "2023-03-01", "40"))
    ]
    + [
        {
            "indicator_id": "fictional-ratio",
            "period": "2022",
            "published": "2023-03-01",
            "text": "1:2:4",
            "status": "final",
            "source_id": "fictional-source",
            "locator": "虚构页",
        }
    ],
    "notes": [
        {
            "id": "fictional-note",
            "resource": "indicators",
            "row_id": "fictional-stable",
            "field": "tolerance",
            "kind": "contradiction",
            "text": "虚构的编者注",
        }
    ],
}


def descriptor() -> dict[str, object]:
    """The package's descriptor."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": NAME,
        "version": "1.0.0",
        "title": "虚构规划（仅供测试）",
        "licenses": [{"name": "CC-BY-4.0"}],
        "plan": {
            "period": {"start": "2021-01-01", "end": "2025-12-31"},
            "authority": "虚构机关",
            "jurisdiction": {"name": "虚构县"},
        },
        "resources": [
            {"name": name, "type": "table", "path": f"{name}.csv", "schema": f"schemas/{name}.json"}
            for name in schemas.RESOURCES
        ],
    }


def write(parent: Path) -> Path:
    """Write the package below ``parent``; returns its folder."""
    folder = parent / NAME
    folder.mkdir()
    (folder / "schemas").symlink_to(Path(schemas.__file__).parent, target_is_directory=True)
    (folder / "datapackage.json").write_text(json.dumps(descriptor(), ensure_ascii=False), encoding="utf-8")
    for name in schemas.RESOURCES:
        out = io.StringIO(newline="")
        table = csv.DictWriter(out, schemas.columns(name), restval="", lineterminator="\n")
        table.writeheader()
        table.writerows(ROWS.get(name, []))
        (folder / f"{name}.csv").write_bytes(out.getvalue().encode("utf-8"))
    return folder


Mutation = Callable[[Path], None]


def swap(file: str, old: str, new: str) -> Mutation:
    """Replace the first ``old`` in a file; the test is wrong if it is not there."""

    def change(folder: Path) -> None:
        text = (folder / file).read_bytes().decode("utf-8")
        assert old in text
        (folder / file).write_bytes(text.replace(old, new, 1).encode("utf-8"))

    return change


def data(file: str, change_bytes: Callable[[bytes], bytes]) -> Mutation:
    """Change a file's bytes."""

    def change(folder: Path) -> None:
        (folder / file).write_bytes(change_bytes((folder / file).read_bytes()))

    return change


def describe(change_descriptor: Callable[[dict[str, object]], object]) -> Mutation:
    """Change the descriptor."""

    def change(folder: Path) -> None:
        document = descriptor()
        change_descriptor(document)
        (folder / "datapackage.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")

    return change

"""The order of the rooms of ``site_build``, and what the project declares against what it imports."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.conftest import ROOT

# From the ground up: a room imports itself and what stands before it, nothing that stands after it.
ROOMS = (
    "periods",
    "language",
    "problem",
    "settings",
    "dates",
    "files",
    "data",
    "progress",
    "charts",
    "exports",
    "diff",
    "editing",
    "hosting",
    "pages",
    "site",
    "units",
    "build",
    "cli",
)
# Rooms that must not know each other although one stands above the other.
APART = {("pages", "editing"), ("site", "editing"), ("charts", "exports")}
# Declared but not imported: the renderer loads its theme, openpyxl its safe parser of XML.
LOADED_BY_NAME = {"mkdocs-material", "defusedxml"}


def _modules(base: str) -> dict[str, Path]:
    paths = (ROOT / base).rglob("*.py")
    return {".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): p for p in paths}


PRODUCT = _modules("site_build")


@cache
def _imported(path: Path) -> tuple[str, ...]:
    """Every module that a file imports, anywhere in it; of ``from a import b`` both ``a`` and ``a.b``."""
    return tuple(_of_tree(path))


def _of_tree(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def test_every_module_stands_in_a_room() -> None:
    assert {_room(module) for module in PRODUCT} - {"", "__main__"} == set(ROOMS)


def test_no_room_imports_one_above_it() -> None:
    upwards = [
        f"{module} imports {other}"
        for module, path in PRODUCT.items()
        for other in _imported(path)
        if other in PRODUCT and (here := _room(module)) and (there := _room(other))
        if ROOMS.index(there) > ROOMS.index(here) or (here, there) in APART
    ]
    assert not upwards


def test_no_module_imports_itself_by_way_of_others() -> None:
    arrows = {
        module: {
            other
            for other in _imported(path)
            # A package's own modules are loaded by it, and may use each other.
            if other in PRODUCT
            and other != module
            and not other.startswith(f"{module}.")
            and not module.startswith(f"{other}.")
        }
        for module, path in PRODUCT.items()
    }
    seen: dict[str, int] = {}

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " → ".join((*trail[trail.index(module) :], module))
        if seen.get(module):
            return
        for other in sorted(arrows[module]):
            visit(other, (*trail, module))
        seen[module] = 1

    for module in sorted(arrows):
        visit(module, ())


def test_the_product_imports_neither_tests_nor_benchmarks() -> None:
    strange = [
        f"{module} imports {other}"
        for module, path in PRODUCT.items()
        for other in _imported(path)
        if other.split(".")[0] in {"tests", "benchmarks"}
    ]
    assert not strange


def _declared(names: list[str]) -> set[str]:
    return {_canonical(re.split(r"[\s<>=!~;\[]", name)[0]) for name in names}


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUN = _declared(PROJECT["dependencies"])
# What few need is an extra: its libraries are imported where they are used.
EXTRA = _declared(PROJECT["optional-dependencies"]["cluster"])
TEST = _declared([name for names in PROJECT["optional-dependencies"].values() for name in names])


def _distributions(folders: tuple[str, ...]) -> dict[str, set[str]]:
    """By imported package of others: the distributions that bring it."""
    scripts = {path.stem for path in (ROOT / "scripts").glob("_*.py")}
    own = {"site_build", "mingzhang", "benchmarks", "tests", *scripts}
    known = packages_distributions()
    tops = {
        name.split(".")[0]
        for folder in folders
        for path in _modules(folder).values()
        for name in _imported(path)
    }
    return {
        top: {_canonical(name) for name in known.get(top, [top])}
        for top in tops - own
        if top not in sys.stdlib_module_names
    }


@pytest.mark.parametrize(
    ("folders", "declared"),
    [(("site_build",), RUN | EXTRA), (("tests", "benchmarks", "scripts"), RUN | TEST)],
    ids=["product", "tests"],
)
def test_what_is_imported_is_declared(folders: tuple[str, ...], declared: set[str]) -> None:
    undeclared = [top for top, names in _distributions(folders).items() if not names & declared]
    assert not undeclared


def test_what_the_product_declares_it_imports() -> None:
    used = set().union(*_distributions(("site_build",)).values())
    assert (RUN | EXTRA) - used - LOADED_BY_NAME == set()

"""The fictional package, and the workbook exported from it, once for each test process."""

from pathlib import Path

import pytest

from site_build.editing import workbook
from site_build.editing.workbook.tables import Package, read_package
from tests.data.rules import fictional


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fictional package: tests read it and leave it alone."""
    return fictional.write(tmp_path_factory.mktemp("fill-in"))


@pytest.fixture(scope="session")
def package(folder: Path) -> Package:
    """The same, read."""
    return read_package(folder)


@pytest.fixture(scope="session")
def book(folder: Path) -> bytes:
    """Its workbook."""
    return workbook.export_workbook(folder)

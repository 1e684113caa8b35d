"""Everything that is published of all plans, real and fictional: once for each test process."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from site_build.data.model import Plan
from site_build.exports import publish
from site_build.exports.site import publish_site
from site_build.exports.tables import PublishedTables
from site_build.progress import assess_plan
from site_build.settings import Settings
from tests import fictional
from tests.conftest import AS_OF, ROOT


@dataclass(frozen=True)
class Publication:
    """A site's published files below ``root``, and by the folder of each plan the tables they were made from.

    Tests read them and leave them alone.
    """

    root: Path
    tables: Mapping[Path, PublishedTables]


@pytest.fixture(scope="session")
def publication(
    plans: Sequence[Plan], fictional_plans: Sequence[Plan], tmp_path_factory: pytest.TempPathFactory
) -> Publication:
    """The published files of the real plans and of the fictional ones, and those of the site."""
    root = tmp_path_factory.mktemp("published")
    found = {}
    for source, given in ((ROOT / "datapackage", plans), (fictional.FOLDER, fictional_plans)):
        for plan in given:
            tables = PublishedTables(plan, assess_plan(plan, AS_OF))
            folder = root / "data" / plan.id
            publish(plan, tables.assessments, folder, source_folder=source / plan.id, root=root)
            found[folder] = tables
    publish_site([(one.plan, one.assessments) for one in found.values()], AS_OF, root, Settings())
    return Publication(root, found)


@pytest.fixture(scope="session")
def published_plans(publication: Publication) -> Mapping[Path, PublishedTables]:
    """By the folder of each plan's published files the tables they were made from."""
    return publication.tables

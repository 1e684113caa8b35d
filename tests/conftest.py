"""What many tests share: the real plans, read once, and the real site, built once."""

import os
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings as hypothesis_settings

from site_build.build import make_site
from site_build.data import package
from site_build.data.model import Plan
from tests import clerk, fictional

ROOT = Path(__file__).resolve().parent.parent
AS_OF = date(2026, 11, 26)

# The same commit passes or fails the same way everywhere; ``--random`` lets chance look for more.
hypothesis_settings.register_profile("same", derandomize=True, deadline=None)
hypothesis_settings.register_profile("random", derandomize=False, deadline=None, print_blob=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--random``: property tests try other examples at every run."""
    parser.addoption("--random", action="store_true", help="property tests try other examples at every run")


def pytest_configure(config: pytest.Config) -> None:
    """Choose the property tests' examples before any test is read; no test works in a site named outside."""
    os.environ.pop("MINGZHANG_SITE", None)
    hypothesis_settings.load_profile("random" if config.getoption("--random") else "same")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow ones first: what is left at the end is small, and all processes end together."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session")
def plans() -> tuple[Plan, ...]:
    """Both real plans."""
    return package.read_all(package.find(ROOT / "datapackage"))


@pytest.fixture(scope="session")
def plan_13(plans: tuple[Plan, ...]) -> Plan:
    """The thirteenth plan."""
    return next(plan for plan in plans if plan.id == "dongyuan-hrss-13")


@pytest.fixture(scope="session")
def plan_14(plans: tuple[Plan, ...]) -> Plan:
    """The fourteenth plan."""
    return next(plan for plan in plans if plan.id == "dongyuan-hrss-14")


@pytest.fixture(scope="session")
def fictional_plans() -> tuple[Plan, ...]:
    """The fictional plan, with every status, and its predecessor."""
    return package.read_all(package.find(fictional.FOLDER))


@pytest.fixture(scope="session")
def fictional_plan(fictional_plans: tuple[Plan, ...]) -> Plan:
    """The fictional plan that runs from 2021 to 2025."""
    return next(plan for plan in fictional_plans if plan.id == "fictional-plan")


def _built(
    factory: pytest.TempPathFactory, name: str, plans: tuple[Plan, ...], as_of: date, data: Path
) -> Path:
    """A site built once for all test processes; its Markdown tree lies beside it."""
    shared = factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    out = shared / f"{name}-site"
    with FileLock(shared / f"{name}-site.lock"):
        if not (out / "index.html").exists():
            warnings = make_site(
                ROOT,
                plans,
                as_of,
                out=out,
                docs=shared / f"{name}-docs",
                data=data,
                strict=True,
                report=lambda _: None,
            )
            assert not warnings
    return out


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, plans: tuple[Plan, ...]) -> Path:
    """The real site, built once for all test processes."""
    return _built(tmp_path_factory, "real", plans, AS_OF, ROOT / "datapackage")


@pytest.fixture(scope="session")
def docs(site: Path) -> Path:
    """The Markdown tree that the real site was made from."""
    return site.parent / "real-docs"


@pytest.fixture(scope="session")
def fictional_site(tmp_path_factory: pytest.TempPathFactory, fictional_plans: tuple[Plan, ...]) -> Path:
    """A site of the fictional plans, built once for all test processes."""
    return _built(tmp_path_factory, "fictional", fictional_plans, fictional.AS_OF, fictional.FOLDER)


@pytest.fixture(scope="session")
def clerks_way(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a clerk's whole way left behind, walked once for all test processes."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    here = shared / "clerks-way"
    with FileLock(shared / "clerks-way.lock"):
        if not here.exists():
            clerk.walk(here)
    return here


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installed environment's programs, made once for all test processes."""
    from tests.installing import install

    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    with FileLock(shared / "installed.lock"):
        made = shared / "installed.programs"
        if not made.exists():
            made.write_text(str(install(shared / "installed", "[cluster]")), encoding="utf-8")
    return Path(made.read_text("utf-8"))

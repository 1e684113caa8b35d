"""What many tests share: the real plans, read once, and the real site, built once."""

import os
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from site_build import package
from site_build.build import make_site
from site_build.model import Plan

ROOT = Path(__file__).resolve().parent.parent
AS_OF = date(2026, 11, 24)


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
def site(tmp_path_factory: pytest.TempPathFactory, plans: tuple[Plan, ...]) -> Path:
    """The real site, built once for all test processes."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    out = shared / "real-site"
    with FileLock(shared / "real-site.lock"):
        if not (out / "index.html").exists():
            warnings = make_site(
                ROOT,
                plans,
                AS_OF,
                out=out,
                docs=shared / "real-docs",
                data=ROOT / "datapackage",
                strict=True,
                report=lambda _: None,
            )
            assert not warnings
    return out


@pytest.fixture(scope="session")
def docs(site: Path) -> Path:
    """The Markdown tree that the real site was made from."""
    return site.parent / "real-docs"

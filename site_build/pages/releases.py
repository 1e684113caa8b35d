"""The releases of the data: what each holds, what changed, how to verify and cite it."""

from collections.abc import Sequence

from site_build.hosting.releases import FOLDER, Release
from site_build.pages.writer import Page, Writer
from site_build.settings import Settings


def page(writer: Writer, releases: Sequence[Release], settings: Settings) -> Page:
    """All releases, the newest first."""
    return writer.page(
        f"{FOLDER}/index.md",
        "releases.md.j2",
        releases=releases,
        folder=FOLDER,
        code=writer.catalogue.language,
        address=settings.url,
    )

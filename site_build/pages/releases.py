"""The releases of the data: what each holds, what changed, how to verify and cite it."""

from collections.abc import Sequence

from site_build.hosting.releases import FOLDER, Release
from site_build.pages.writer import Page, Writer


def page(writer: Writer, releases: Sequence[Release]) -> Page:
    """All releases, the newest first."""
    return writer.page(
        f"{FOLDER}/index.md",
        "releases.md.j2",
        releases=releases,
        folder=FOLDER,
        code=writer.catalogue.language,
    )

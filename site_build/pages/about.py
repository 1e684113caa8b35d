"""The page about the site: who runs it, how figures get in, how mistakes are put right, what it is not."""

from site_build.pages.writer import Page, Writer
from site_build.settings import Settings


def page(writer: Writer, settings: Settings) -> Page:
    """Says what the settings say of the publisher, and what holds for every such site."""
    return writer.page(
        "about/index.md",
        "about.md.j2",
        publisher=settings.publisher,
        contact=settings.contact,
        repository=settings.repository,
    )

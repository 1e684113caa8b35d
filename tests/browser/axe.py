"""What axe finds wrong with a page, or with a part of it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# WCAG 2.2 AA as far as a machine can tell, and what else axe advises.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# The one rule whose answer depends on the colour scheme.
COLOURS = "color-contrast"


def violations(page: Page, part: str | None = None, *, only: str = "") -> list[str]:
    """Each violation with its rule and element; of the part that a selector names, of one rule if named.

    All rules run; only what they found wrong is carried over, which takes less than half the time.
    """
    wanted = {"type": "rule", "values": [only]} if only else {"type": "tag", "values": list(TAGS)}
    result = Axe().run(page, context=part, options={"runOnly": wanted, "resultTypes": ["violations"]})
    return [
        f"{one['id']}: {node['target']} {node['html'][:150]}"
        for one in result.response["violations"]
        for node in one["nodes"][:3]
    ]


def violations_in_both_schemes(page: Page, part: str | None = None) -> list[str]:
    """All violations in light, then those of colours in dark; the page is left in light."""
    page.wait_for_function("() => document.body.dataset.mdColorScheme === 'default'")
    found = violations(page, part)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("() => document.body.dataset.mdColorScheme === 'slate'")
    found += violations(page, part, only=COLOURS)
    page.emulate_media(color_scheme="light")
    page.wait_for_function("() => document.body.dataset.mdColorScheme === 'default'")
    return found

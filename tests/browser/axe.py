"""What axe finds wrong with a page, or with a part of it."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# WCAG 2.2 AA as far as a machine can tell, and what else axe advises.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# The one rule whose answer depends on the colour scheme.
COLOURS = "color-contrast"
# Marks the words whose colours are looked at, and says how many: elements that are alike, in themselves and
# in all they stand in, are coloured by the same rules, but for rows that take turns.  Of each kind three are
# looked at, as what axe does for this rule takes longer than all its others.
MARK = """(part) => {
  for (const one of document.querySelectorAll("[data-coloured]")) delete one.dataset.coloured;
  const counted = /^(?:class|role|type|lang|style|aria-(?!label|describedby|controls|owns).*)$/;
  const kinds = new Map();
  const kind = (one) => {
    if (!one) return "";
    if (!kinds.has(one)) {
      const said = [...one.attributes].map(({name, value}) => counted.test(name) ? `${name}=${value}` : name);
      kinds.set(one, `${kind(one.parentElement)}>${one.tagName} ${said.sort().join(" ")}`);
    }
    return kinds.get(one);
  };
  const seen = {};
  let marked = 0;
  for (const one of document.querySelectorAll(part ? `${part}, ${part} *` : "body *")) {
    const written = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!written || !one.checkVisibility()) continue;
    seen[kind(one)] = (seen[kind(one)] || 0) + 1;
    if (seen[kind(one)] <= 3) { one.dataset.coloured = ""; marked++; }
  }
  return marked;
}"""


def violations(page: Page, part: str | None = None, *, only: str = "") -> list[str]:
    """Each violation with its rule and element; of the part that a selector names, of one rule if named.

    All rules run; only what they found wrong is carried over, which takes less than half the time.
    """
    if only == COLOURS:
        return _of_colours(page, part)
    if only:
        return _run(page, part, {"runOnly": {"type": "rule", "values": [only]}})
    others = {"runOnly": {"type": "tag", "values": list(TAGS)}, "rules": {COLOURS: {"enabled": False}}}
    return _run(page, part, others) + _of_colours(page, part)


def _of_colours(page: Page, part: str | None) -> list[str]:
    if not page.evaluate(MARK, part):
        return []
    return _run(page, "[data-coloured]", {"runOnly": {"type": "rule", "values": [COLOURS]}})


def _run(page: Page, part: str | None, options: dict[str, Any]) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    # Style sheets and sounds are fetched ahead for rules that are not among ours, or find no sound here.
    options = {**options, "resultTypes": ["violations"], "preload": False}
    found = page.evaluate("([part, options]) => axe.run(part || document, options)", [part, options])
    return [
        f"{one['id']}: {node['target']} {node['html'][:150]}"
        for one in found["violations"]
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

"""What a page says of itself in its front matter, to those who share it and to paper."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote

from site_build.charts.pictures import share
from site_build.data.publications import publications
from site_build.pages import dataset
from site_build.pages.plan_view import PlanView
from site_build.pages.writer import Page, Writer, address, front_matter, in_yaml, placed
from site_build.settings import Settings

# Pages that have a share image of their own; a plan's other pages show the plan's.
_OWN = ("indicators", "projects")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What all pages of a site in one language share."""

    writer: Writer
    as_of: date
    settings: Settings

    def of_site(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Pages that belong to no plan."""
        image = share.site_path(self.writer.catalogue.language)
        for page in pages:
            yield self._told(page, image, dataset.of_site(self.writer, page.path, self.settings))

    def of_plan(self, view: PlanView, pages: Iterable[Page]) -> Iterator[Page]:
        """Pages of a plan."""
        changed = self._changed(view)
        for page in pages:
            about = dataset.of_page(view, page.path, self.settings)
            told = self._told(page, image_of(view, page.path), about, changed)
            yield replace(told, markdown=told.markdown.replace("---\n", f"---\n{menu(view, page.path)}", 1))

    def _changed(self, view: PlanView) -> str:
        """When something of the plan was last published; empty where nothing was."""
        days = [row.day for row in publications(view.plan, self.as_of)]
        return self.writer.catalogue.text("pages.footer.changed", day=max(days)) if days else ""

    def _told(self, page: Page, image: str, about: str = "", changed: str = "") -> Page:
        """The page with its share image, its data set, its printed line and its plan's last change."""
        printed = self.writer.catalogue.text(
            "charts.drawing.print.line",
            address=f"{self.settings.url or '/'}{address(page.path)}",
            day=self.as_of,
        )
        lines = f"---\nshare: {json.dumps(quote(image))}\nprinted: {front_matter(printed)}\n"
        if about:
            lines += f"dataset: {in_yaml(about)}\n"
        if changed:
            lines += f"changed: {front_matter(changed)}\n"
        return replace(page, markdown=page.markdown.replace("---\n", lines, 1))


def menu(view: PlanView, path: str) -> str:
    """The plan's menu for the page at ``path`` of the tree: text, address, and whether it is this page.

    ``true`` marks the entry that lists the page.
    """
    writer = view.writer
    entries = [(name, writer.path(target)) for name, target in view.menu]
    own = [target for _, target in entries[1:] if path.startswith(target.removesuffix("index.md"))]
    lines = "".join(
        "  - ["
        + ", ".join((front_matter(view.menu_label(name)), json.dumps(quote(address(target))), f'"{current}"'))
        + "]\n"
        for name, target in entries
        for current in ["page" if target == path else "true" if target in own else ""]
    )
    return f"plan: {front_matter(view.title)}\nmenu:\n{lines}"


def image_of(view: PlanView, path: str) -> str:
    """The share image of a plan's page, by the page's path in the tree."""
    language = view.writer.catalogue.language
    folder = placed(view.folder, language)
    parts = path.removeprefix(f"{folder}/").split("/")
    own = len(parts) == 3 and parts[0] in _OWN
    return share.page_path(view.plan.id, "/".join(parts[:2]) if own else "plan", language)

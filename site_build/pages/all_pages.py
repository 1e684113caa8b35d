"""Every page of the site in one list, so that none is more than two steps away."""

from collections.abc import Iterable, Mapping, Sequence

from site_build.language import DEFAULT_LANGUAGE
from site_build.pages import phrases, requests, rules
from site_build.pages.plan_view import Link, PlanView
from site_build.pages.writer import Page, Writer

PATH = "all-pages/index.md"
# More plans than these are listed with their sections alone: the list must stay one that can be read.
_MOST_WHOLE = 20


def page(writer: Writer, views: Sequence[PlanView], of_site: Iterable[Page]) -> Page:
    """The pages that belong to no plan, then those of each plan as its menu orders them."""
    links = [_link(writer, one) for one in of_site if one.documents]
    of_rules = [
        link for link in links if link.path.startswith(f"{rules.FOLDER}/") and link.path != rules.INDEX
    ]
    return writer.page(
        PATH,
        "all_pages.md.j2",
        links=[link for link in links if link not in of_rules],
        rules=of_rules,
        plans=[(view, _sections(view, len(views) <= _MOST_WHOLE)) for view in views],
    )


def _link(writer: Writer, page: Page) -> Link:
    """A page by its title, its path as other languages share it."""
    language = writer.catalogue.language
    prefix = "" if language == DEFAULT_LANGUAGE else f"{language}/"
    return Link(page.documents[0].title, page.path.removeprefix(prefix))


def _sections(view: PlanView, whole: bool) -> list[tuple[str, str, list[Link]]]:
    """The plan's menu, each entry with the pages that it lists."""
    listed = _listed(view) if whole else {}
    return [(name, path, listed.get(name, [])) for name, path in view.menu]


def _listed(view: PlanView) -> Mapping[str, list[Link]]:
    plan = view.plan
    return {
        "indicators": [
            Link(phrases.name_of(view, row), view.indicator_path(row.id)) for row in plan.indicators
        ],
        "projects": [Link(view.name_of(row), view.project_path(row.id)) for row in plan.projects],
        "departments": [Link(view.name_of(row), view.department_path(row.id)) for row in plan.departments],
        "requests": [Link(row.label, row.path) for group in requests.groups(view) for row in group.rows],
    }

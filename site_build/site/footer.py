"""What stands below every page, and on the page for an address that leads nowhere, in each language."""

from collections.abc import Mapping
from urllib.parse import quote

from markupsafe import Markup, escape

from site_build.data.addresses import is_web_address
from site_build.language import DEFAULT_LANGUAGE, LANGUAGES, load
from site_build.settings import Settings

# Pages that the footer leads to, by the name of their text.
_PAGES = {"about": "about/", "corrections": "corrections/", "licence": "data/", "all_pages": "all-pages/"}


def footers(settings: Settings) -> dict[str, dict[str, object]]:
    """By language: ``lines`` of HTML, and ``links`` as pairs of a path of the site and its text."""
    return {code: {"lines": _lines(settings, code), "links": _links(code)} for code in LANGUAGES}


def not_found() -> list[Mapping[str, str]]:
    """In each language what the page for a wrong address says, and where its search lies."""
    return [
        {
            "language": code,
            "search": f"{_folder(code)}search/",
            "home": _folder(code) or ".",
            **{
                name: str(escape(load(code).text(f"pages.not_found.{name}")))
                for name in ("title", "text", "label", "go", "home_text")
            },
        }
        for code in LANGUAGES
    ]


def contact_link(contact: str) -> Markup:
    """How to reach the publisher: a link where it is an address, else the words."""
    if is_web_address(contact):
        return Markup('<a href="{}">{}</a>').format(contact, contact)
    name, _, host = contact.partition("@")
    if name and host and not any(sign in contact for sign in " <>\"'/:") and "@" not in host:
        return Markup('<a href="mailto:{}">{}</a>').format(quote(contact, safe="@"), contact)
    return escape(contact)


def _lines(settings: Settings, code: str) -> list[str]:
    text = load(code).text
    said = []
    if settings.publisher:
        said.append(escape(text("pages.footer.publisher", name=settings.publisher)))
    if settings.contact:
        said.append(escape(text("pages.footer.contact")) + contact_link(settings.contact))
    return [str(one) for one in said]


def _links(code: str) -> list[tuple[str, str]]:
    return [
        (f"{_folder(code)}{path}", str(escape(load(code).text(f"pages.footer.{name}"))))
        for name, path in _PAGES.items()
    ]


def _folder(code: str) -> str:
    return "" if code == DEFAULT_LANGUAGE else f"{code}/"

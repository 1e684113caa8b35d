"""How to cite a plan's data, or one indicator of it.

GB/T 7714-2015, 4.6 (electronic resources): author. title: other title[DS/OL]. version. publisher,
year(updated)[accessed]. address.  The place of publication is left out, as 8.4.1.3 allows online.
APA 7, 10.9 (data sets that change): author. (year). *Title* (Version) [Data set]. Publisher. Retrieved
month day, year, from address.  BibTeX: ``@misc``, which every style knows, with biblatex's ``version``
and ``urldate``.

The author is whoever runs the site, for the assessment is theirs; the authority that made the plan is
named as the source of the figures.  The day of access is the day of judgement: a citation depends on no
clock.
"""

from dataclasses import dataclass
from datetime import date

from site_build.data.model import Indicator, Plan
from site_build.language import DEFAULT_LANGUAGE, LANGUAGES, Words, load
from site_build.settings import Settings

CITATION_STYLES = ("gbt7714", "apa", "bibtex")

# Characters that TeX gives a meaning, as text that shows them.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation as plain text; ``italic`` is the part of it that its style sets in italics, if any."""

    style: str
    text: str
    italic: str = ""

    @property
    def parts(self) -> tuple[str, str, str]:
        """What stands before the italic part, that part, and what stands after it."""
        return self.text.partition(self.italic) if self.italic else (self.text, "", "")


@dataclass(frozen=True, slots=True)
class CitedSite:
    """Where the data are published, and by whom; what is empty is not known.

    ``url`` is the site's address, ``publisher`` who runs it, ``release`` the address of the frozen version
    that is cited instead of the living page.
    """

    url: str = ""
    publisher: str = ""
    release: str = ""


def publisher_name(publisher: str, language: str) -> str:
    """Who runs the site, or the product's name where nobody is named."""
    return publisher or load(language).text("common.product")


def cited_site(settings: Settings) -> CitedSite:
    """The living site that ``settings`` describe."""
    return CitedSite(settings.url, settings.publisher)


@dataclass(frozen=True, slots=True)
class _Work:
    """What is cited, in one language; ``address`` is empty where the site has none."""

    key: str
    author: str
    authority: str
    title: str
    version: str
    day: date
    address: str


def citations(
    plan: Plan, indicator: Indicator | None, as_of: date, site: CitedSite, language: str
) -> tuple[Citation, ...]:
    """The plan's data, or one indicator of it, cited in every style."""
    work = _work(plan, indicator, as_of, site, language)
    styles = {"gbt7714": _gbt7714(work, language), "apa": _apa(work, language), "bibtex": _bibtex(work)}
    return tuple(
        Citation(style, styles[style], work.title if style == "apa" else "") for style in CITATION_STYLES
    )


def citation(
    plan: Plan, indicator: Indicator | None, as_of: date, site: CitedSite, style: str, language: str
) -> str:
    """One style's citation; the address is left out where the site has none."""
    found = citations(plan, indicator, as_of, site, language)
    return next(row.text for row in found if row.style == style)


def _work(plan: Plan, indicator: Indicator | None, as_of: date, site: CitedSite, language: str) -> _Work:
    title = Words(plan.title, plan.title_en).in_language(language)
    path = f"{plan.id}/indicators/{indicator.id}/" if indicator else f"{plan.id}/"
    if indicator is not None:
        title += f": {Words(indicator.name, indicator.name_en).in_language(language)}"
    folder = "" if language == DEFAULT_LANGUAGE else f"{language}/"
    return _Work(
        key=f"{plan.id}-{indicator.id}" if indicator else plan.id,
        author=publisher_name(site.publisher, language),
        authority=Words(plan.authority, plan.authority_en).in_language(language),
        title=title,
        version=plan.version,
        day=as_of,
        address=site.release or (f"{site.url}{folder}{path}" if site.url else ""),
    )


def _gbt7714(work: _Work, language: str) -> str:
    return load(language).text(
        f"data.citation.gbt7714{'_online' if work.address else ''}",
        author=work.author,
        authority=work.authority,
        title=work.title,
        version=work.version,
        year=work.day.year,
        day=work.day.isoformat(),
        address=work.address,
    )


def _apa(work: _Work, language: str) -> str:
    """Names as the page has them; the day in English on every page, for APA is a style of English writing."""
    month = load("en").texts[f"common.month.{work.day.month}"]
    # APA 7, 9.29: a publisher that is the author too is left out.
    products = {load(code).text("common.product") for code in LANGUAGES}
    publisher = "" if work.author in products else ". Mingzhang"
    return load(language).text(
        f"data.citation.apa{'_online' if work.address else ''}",
        author=work.author,
        authority=work.authority,
        title=work.title,
        version=work.version,
        year=work.day.year,
        day=f"{month} {work.day.day}, {work.day.year}",
        publisher=publisher,
        address=work.address,
    )


def _bibtex(work: _Work) -> str:
    """The second pair of braces keeps a name from being split and a title from being lowered."""
    fields = {
        "author": f"{{{work.author.translate(_TEX)}}}",
        "title": f"{{{work.title.translate(_TEX)}}}",
        "year": str(work.day.year),
        "version": work.version.translate(_TEX),
        "howpublished": "Data set, Mingzhang",
        "note": f"Based on the plan by {work.authority.translate(_TEX)}; data as of {work.day.isoformat()}",
    }
    if work.address:
        fields |= {"url": work.address, "urldate": work.day.isoformat()}
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{work.key},\n{lines}\n}}"

"""How to cite a plan's data, or one indicator of it."""

from datetime import date

from site_build.language import load
from site_build.model import Indicator, Plan

CITATION_STYLES = ("gbt7714", "apa", "bibtex")


def citation(
    plan: Plan, indicator: Indicator | None, as_of: date, site_url: str, style: str, language: str
) -> str:
    """A citation in GB/T 7714, APA or BibTeX; the address is left out where the site has none."""
    english = language == "en"
    title = (plan.title_en or plan.title) if english else plan.title
    if indicator is not None:
        name = (indicator.name_en or indicator.name) if english else indicator.name
        title = f"{name}[{title}]" if not english else f"{name} ({title})"
    path = f"{plan.id}/indicators/{indicator.id}/" if indicator else f"{plan.id}/"
    text = load(language).text
    return text(
        f"exports.citation.{style}{'_online' if site_url else ''}",
        authority=(plan.authority_en or plan.authority) if english else plan.authority,
        title=title,
        year=as_of.year,
        day=as_of.isoformat(),
        version=plan.version,
        address=f"{site_url}{path}",
        key=f"{plan.id}{'-' + indicator.id if indicator else ''}",
    )

"""Links to a form on the repository's host, filled in as far as the page knows.

GitHub fills in a form's fields by their ids.  GitLab has templates in Markdown instead of forms: the link
carries the whole text.  Gitee has forms, and is not known to fill in more than title and text.
"""

from urllib.parse import quote, urlencode, urlsplit

from site_build.editing.issue_forms.fields import REPORT_ERROR, Form, form
from site_build.editing.issue_forms.text import write_text


def issue_link(repository: str, name: str, *, title: str = "", **values: str) -> str:
    """A link to the form ``name``; empty where there is no repository.

    ``title`` is the issue's title behind the form's own prefix; ``values`` are answers by the field's id
    (``plan``, ``indicator``, ``period`` …), of which empty ones are left out.  KeyError for an unknown
    form or field.
    """
    wanted = form(name)
    unknown = set(values) - {field.id for field in wanted.fields}
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    address = repository.rstrip("/").removesuffix(".git")
    if not address.startswith(("https://", "http://")):
        return ""
    known = {key: value for key, value in values.items() if value}
    headline = f"{wanted.prefix}{title}" if title else ""
    host = urlsplit(address).hostname or ""
    if "gitlab" in host:
        return _gitlab(address, wanted, headline, known)
    if "gitee" in host:
        query = {"title": headline, "description": write_text(wanted, known)}
        return f"{address}/issues/new?{_query(query)}"
    if "github" in host:
        return f"{address}/issues/new?{_query({'template': f'{name}.yml', 'title': headline, **known})}"
    # Of any other host only this much is known.
    return f"{address}/issues"


def correction_link(
    repository: str, plan_id: str, resource: str, row_id: str, period: str, title: str
) -> str:
    """A link that reports an error in one figure; empty where there is no repository.

    ``resource`` and ``row_id`` name the row (a composite key: its first column), ``title`` is what the
    figure is called on the page.
    """
    values = {"plan": plan_id, "table": resource, "indicator": row_id, "period": period}
    headline = " ".join(part for part in (title, period) if part)
    return issue_link(repository, REPORT_ERROR.name, title=headline, **values)


def _gitlab(address: str, wanted: Form, headline: str, known: dict[str, str]) -> str:
    query = {"issue[title]": headline, "issue[description]": write_text(wanted, known)}
    return f"{address}/-/issues/new?{_query(query)}"


def _query(values: dict[str, str]) -> str:
    kept = {key: value for key, value in values.items() if value}
    return urlencode(kept, quote_via=quote, safe="", errors="replace")

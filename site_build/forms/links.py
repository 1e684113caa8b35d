"""Links from a figure to the form that corrects it."""

from urllib.parse import urlencode, urlsplit


def correction_link(
    repository: str, plan_id: str, resource: str, row_id: str, period: str, title: str
) -> str:
    """The address of a new issue about one row, with the row named in it; empty without a repository.

    ``repository`` is the address of the data's repository; GitHub opens its form ``correction.yml``,
    whose fields are ``plan``, ``resource``, ``row`` and ``period`` (empty for a row that has none);
    GitLab and Gitee, which know no such form, and any other host get the same as text.
    """
    if not repository:
        return ""
    base = repository.rstrip("/").removesuffix(".git")
    fields = {"plan": plan_id, "resource": resource, "row": row_id, "period": period}
    body = "".join(f"{name}: {value}\n" for name, value in fields.items() if value)
    match _host(base):
        case "github":
            return f"{base}/issues/new?{urlencode({'template': 'correction.yml', 'title': title, **fields})}"
        case "gitlab":
            return f"{base}/-/issues/new?{urlencode({'issue[title]': title, 'issue[description]': body})}"
        case "gitee":
            return f"{base}/issues/new?{urlencode({'issue[title]': title, 'issue[description]': body})}"
    return f"{base}/issues/new?{urlencode({'title': title, 'body': body})}"


def _host(address: str) -> str:
    """Which service an address belongs to, a company's own installation included."""
    host = (urlsplit(address).hostname or "").lower()
    return next((name for name in ("github", "gitlab", "gitee") if name in host.split(".")), "other")

"""One request to a host's API, in JSON, that never follows a redirect with its token."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from site_build.language import sentence
from site_build.problem import UserError

# Seconds.
PATIENCE = 30


class HostError(UserError):
    """The host did not do what was asked; ``sentence`` says why.  No message holds a token."""


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        """A token is for the host it was meant for."""


_OPENER = build_opener(_NoRedirect)


def ask(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    query: Mapping[str, str | int] | None = None,
    body: Mapping[str, object] | None = None,
) -> Any:
    """What the API answers.  Raises HostError for any other answer than one of success, or none."""
    host = urlsplit(url).hostname or ""
    if not url.startswith(("https://", "http://")) or not host:
        raise HostError(sentence("hosting.error.address", url=url))
    data = None if body is None else json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    request = Request(f"{url}?{urlencode(query)}" if query else url, data=data, method=method)  # noqa: S310
    for name, value in {"Accept": "application/json", "Content-Type": "application/json", **headers}.items():
        request.add_header(name, value)
    try:
        with _OPENER.open(request, timeout=PATIENCE) as answer:
            return json.loads(answer.read() or b"null")
    except HTTPError as error:
        key = "refused" if error.code in {401, 403, 404} else "status"
        raise HostError(sentence(f"hosting.error.{key}", host=host, status=str(error.code))) from None
    except (URLError, OSError, ValueError) as error:
        cause = getattr(error, "reason", error)
        reason = getattr(cause, "strerror", None) or str(cause)
        raise HostError(sentence("hosting.error.network", host=host, reason=reason)) from None

"""One request to a host's API, in JSON, that never follows a redirect with its token."""

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from site_build.language import Sentence, sentence
from site_build.problem import UserError

# Seconds.
PATIENCE = 30


class HostError(UserError):
    """The host did not do what was asked; ``sentence`` says why.  No message holds a token.

    ``status`` is what the host answered, 0 where it answered nothing.
    """

    def __init__(self, said: Sentence, status: int = 0) -> None:
        super().__init__(said)
        self.status = status


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        """A token is for the host it was meant for."""


_OPENER = build_opener(_NoRedirect)


class _Redirect(HTTPRedirectHandler):
    """Follow to hosts that may be asked, encrypted."""

    def __init__(self, may: Callable[[str], bool], scheme: str) -> None:
        self.may, self.scheme = may, scheme

    def redirect_request(
        self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        """The next request, if the host there may be asked."""
        there = urlsplit(newurl)
        if there.scheme not in {"https", self.scheme} or not self.may(there.hostname or ""):
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def download(url: str, may: Callable[[str], bool], most: int) -> bytes:
    """What lies at an address, without any token, following only to hosts that ``may`` be asked.

    Raises HostError for another answer, or if there are more than ``most`` bytes.
    """
    host, scheme = urlsplit(url).hostname or "", urlsplit(url).scheme
    if scheme not in {"https", "http"} or not may(host):
        raise HostError(sentence("hosting.error.address", url=url))
    try:
        with build_opener(_Redirect(may, scheme)).open(url, timeout=PATIENCE) as answer:
            data: bytes = answer.read(most + 1)
    except HTTPError as error:
        status = str(error.code)
        raise HostError(sentence("hosting.error.attachment", host=host, status=status)) from None
    except (URLError, OSError, ValueError) as error:
        reason = type(getattr(error, "reason", error)).__name__
        raise HostError(sentence("hosting.error.attachment", host=host, status=reason)) from None
    if len(data) > most:
        raise HostError(sentence("hosting.error.attachment_large", megabytes=most // 1_000_000))
    return data


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
        said = sentence(f"hosting.error.{key}", host=host, status=str(error.code))
        raise HostError(said, error.code) from None
    except (URLError, OSError, ValueError) as error:
        cause = getattr(error, "reason", error)
        reason = getattr(cause, "strerror", None) or str(cause)
        raise HostError(sentence("hosting.error.network", host=host, reason=reason)) from None

"""Reading a published site from Python: its tables as pandas frames, from an address or an offline copy."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from site_build.data import frames

if TYPE_CHECKING:
    import pandas as pd

_ROOT = "api/v1/"
# In seconds.
_PATIENCE = 30


@dataclass(frozen=True)
class PublishedPlan:
    """One plan of a published site; ``about`` is what the site says of it."""

    site: "PublishedSite"
    about: dict[str, Any]

    @property
    def names(self) -> tuple[str, ...]:
        """The tables that :meth:`frame` knows."""
        return tuple(self.about["tables"])

    def frame(self, name: str) -> "pd.DataFrame":
        """The table ``name`` as it was published; KeyError for a table that is not there."""
        if name not in self.names:
            raise KeyError(f"no table {name!r}; there are {', '.join(self.names)}")
        return self.site.table(f"plans/{self.about['tables'][name]}")


@dataclass(frozen=True)
class PublishedSite:
    """A published site; ``read`` gives the bytes of a path below its root."""

    read: Callable[[str], bytes]

    @cached_property
    def index(self) -> dict[str, Any]:
        """What the site answers, and the day of its assessments (``as_of``)."""
        return self._document("index.json")

    @property
    def plans(self) -> tuple[str, ...]:
        """The ids of the site's plans."""
        return tuple(plan["id"] for plan in self.index["plans"])

    def plan(self, plan_id: str) -> PublishedPlan:
        """One plan; KeyError if the site has none of that id."""
        if plan_id not in self.plans:
            raise KeyError(f"no plan {plan_id!r}; there are {', '.join(self.plans)}")
        return PublishedPlan(self, self._document(f"plans/{plan_id}.json"))

    def frame(self, name: str) -> "pd.DataFrame":
        """``observations`` or ``progress`` over all plans; KeyError for any other."""
        if name not in {"observations", "progress"}:
            raise KeyError(f"no table {name!r} over all plans; there are observations, progress")
        return self.table(f"{name}.json")

    def table(self, path: str) -> "pd.DataFrame":
        """A table by its path below the interface, typed as the site's own schema says."""
        answer = self._document(path)
        schema = self._document(f"schemas/{answer['table']}.json")
        days = {field["name"] for field in schema["fields"] if field["type"] == "date"}
        names = [field["name"] for field in schema["fields"]]
        rows = ([_value(row[name], name in days) for name in names] for row in answer["rows"])
        return frames.frame(schema, rows)

    def _document(self, path: str) -> dict[str, Any]:
        text = self.read(f"{_ROOT}{path}").decode("utf-8")
        document: dict[str, Any] = json.loads(text, parse_float=Decimal)
        return document


def _value(value: Any, is_day: bool) -> Any:
    return date.fromisoformat(value) if is_day and value is not None else value


def open_site(place: str) -> PublishedSite:
    """The site at an address (``https://…``), or its copy in a folder.

    Reading raises OSError (urllib.error.URLError among them) for what cannot be fetched.
    """
    if place.startswith(("https://", "http://", "file://")):
        address = place if place.endswith("/") else f"{place}/"
        return PublishedSite(lambda path: _fetch(urljoin(address, path)))
    folder = Path(place)
    return PublishedSite(lambda path: (folder / path).read_bytes())


def _fetch(address: str) -> bytes:
    request = Request(address, headers={"User-Agent": "mingzhang"})  # noqa: S310 - see open_site
    with urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310
        data: bytes = answer.read()
        return data

"""Rules on searches and on requests for information: what they speak of, what they say, and of whom not."""

import re
from collections.abc import Iterator

from site_build.data.rules.tables import RawPackage, problem
from site_build.problem import Problem

# What tells of a person: a resident's identity number, a mobile or a land-line number, an address of mail.
_PERSONAL = re.compile(
    r"(?<!\d)(?:\d{17}[\dXx]|\d{15})(?!\d)"
    r"|(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"
    r"|(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    re.ASCII,
)


def search(package: RawPackage) -> Iterator[Problem]:
    """A search for one row names the row, one for the whole plan does not; what was found is named."""
    for row, record in package.records("searches"):
        table = package.tables["searches"]
        for name in ("resource", "row_id"):
            if (record.get("scope") == "row") != bool(record.get(name)) and record.get("scope"):
                yield problem("search", table, row, name, column=table.title(name))
        if (record.get("result") == "found") != bool(record.get("source_id")) and record.get("result"):
            yield problem("search", table, row, "source_id", column=table.title("source_id"))


def request(package: RawPackage) -> Iterator[Problem]:
    """A request that is answered says when; one that waits does not; nothing comes before it was made."""
    for row, record in package.records("requests"):
        table = package.tables["requests"]
        if bool(record.get("resource")) != bool(record.get("row_id")):
            name = "row_id" if record.get("resource") else "resource"
            yield problem("request", table, row, name, column=table.title(name))
        filed, outcome = record.get("filed", ""), record.get("outcome")
        dated = outcome in {"answered", "not_held", "refused"}
        day = record.get("outcome_date", "")
        if outcome and (dated != bool(day) if outcome != "no_reply" else bool(day)):
            yield problem("request", table, row, "outcome_date", column=table.title("outcome_date"))
        for name in ("due", "outcome_date"):
            if filed and record.get(name, "") and record[name] < filed:
                yield problem("request", table, row, name, column=table.title(name))


def personal_data(package: RawPackage) -> Iterator[Problem]:
    """Who asked is nobody's business: no identity number, telephone or address of mail."""
    table = package.tables.get("requests")
    for row, name, cell in table.cells() if table else ():
        if table is not None and _PERSONAL.search(cell):
            yield problem("personal-data", table, row, name, column=table.title(name))

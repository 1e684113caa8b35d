"""The rule on documents' stored copies: an address, or a file in the package that may be published."""

from collections.abc import Iterator

from site_build.data.addresses import is_web_address
from site_build.data.rules.tables import RawPackage, problem
from site_build.data.stored_copies import KINDS, MOST_BYTES, is_path
from site_build.language import Sentence, sentence
from site_build.problem import Problem


def stored_copy(package: RawPackage) -> Iterator[Problem]:
    """A stored copy is a web address, or a small file of a harmless kind in the package's own folder."""
    for row, record in package.records("sources"):
        cell = record.get("stored_copy", "")
        if not cell or is_web_address(cell):
            continue
        why = package.copy_faults.get(cell, "") if is_path(cell) else "path"
        if why:
            table = package.tables["sources"]
            yield problem("stored-copy", table, row, "stored_copy", cell=cell, why=why_not(why))


def why_not(fault: str) -> Sentence:
    """Why a file cannot be a stored copy, in words."""
    values = {"kinds": ", ".join(KINDS)} if fault == "kind" else {}
    most = {"megabytes": MOST_BYTES // 1_000_000} if fault == "large" else {}
    return sentence(f"rules.stored-copy.why.{fault}", **values, **most)

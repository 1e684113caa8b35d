"""The document that a form names: known already, or registered with its figure; its copy, if one came."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, count

from site_build.data.addresses import is_web_address
from site_build.data.rules import RawPackage
from site_build.data.rules.stored_copy import why_not
from site_build.data.stored_copies import FOLDER, find_fault, is_path, kind_of
from site_build.editing.cells import read_cell
from site_build.editing.issue_forms.names import find_name
from site_build.editing.issue_forms.reading import Submission
from site_build.editing.pinyin import pinyin_slug
from site_build.language import Sentence, sentence

_ID = re.compile("[a-z0-9-]+")
_NUMBER = re.compile(r"[（(]?([^\s（(，,]{1,12}[〔\[（(【]\s*(?:19|20)\d\d\s*[〕\])）】]\s*\d+\s*号)[)）]?")
_LONGEST_ID = 40
# How hosts write that a file was attached; what they do not write so is an address that somebody typed.
_ATTACHED = re.compile(r"\]\(|<img\b|/user-attachments/|/uploads/|attach_file", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a form: its name and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A document: its id (empty if it is neither known nor said enough of), and what is written for it.

    ``cells`` are its row by column, empty where the row stays as it is; ``new`` says that there is no such
    row yet; ``copies`` are the bytes of its copy by path in the package.
    """

    id: str
    cells: Mapping[str, str] = field(default_factory=dict)
    new: bool = False
    copies: Mapping[str, bytes] = field(default_factory=dict)
    remarks: tuple[Sentence, ...] = ()


def find_source(raw: RawPackage, submission: Submission, attached: Attachment | None) -> NamedSource:
    """The document of a submitted form."""
    said = submission.answers.get("source", "").strip("` ")
    records = [record for _, record in raw.records("sources")]
    match = find_name(said, records, ("title", "document_number"), guess=False)
    if match.id:
        row = next(record for record in records if record["id"] == match.id)
        told: tuple[Sentence, ...] = () if match.exact and said in row.values() else (_taken(said, row),)
        if row.get("stored_copy"):
            told += (sentence("issue_forms.outcome.copy_there", id=match.id),) if attached else ()
            return NamedSource(match.id, remarks=told)
        copy = _copy(submission, match.id, attached)
        return NamedSource(
            match.id,
            dict(row) | {"stored_copy": copy.cell} if copy.cell else {},
            copies=copy.files,
            remarks=(*told, *copy.remarks),
        )
    cells = _new_row(raw, submission, said)
    if not cells:
        return NamedSource(said if _ID.fullmatch(said) else "")
    copy = _copy(submission, cells["id"], attached)
    registered = sentence("issue_forms.outcome.registered", id=cells["id"], title=cells["title"])
    near = [sentence("issue_forms.outcome.near_source", near="、".join(match.near))] if match.near else []
    return NamedSource(
        cells["id"],
        cells | ({"stored_copy": copy.cell} if copy.cell else {}),
        new=True,
        copies=copy.files,
        remarks=(registered, *near, *copy.remarks),
    )


def _taken(said: str, row: Mapping[str, str]) -> Sentence:
    return sentence("issue_forms.outcome.source_taken", found=said, title=row["title"], id=row["id"])


def _new_row(raw: RawPackage, submission: Submission, said: str) -> dict[str, str]:
    """The row of the document that the form names, if it says enough to register it; else nothing."""
    answers = submission.answers
    publisher = answers.get("publisher", "")
    if not said or not publisher or "sources" not in raw.tables:
        return {}
    number = _NUMBER.search(said)
    title = (said.replace(number[0], "") if number else said).strip(" 《》，,；;") or said
    taken = raw.ids("sources")
    wanted = pinyin_slug(title, _LONGEST_ID) or "source"
    further = (f"{wanted}-{n}" for n in count(2))
    row_id = next(one for one in chain([wanted], further) if one not in taken)
    given = {
        "id": row_id,
        "title": title,
        "publisher": publisher,
        "document_number": number[1] if number else "",
        "published": answers.get("published", ""),
        "url": answers.get("url", ""),
    }
    readings = {name: read_cell(cell, "sources", name, years=raw.years) for name, cell in given.items()}
    return {name: reading.text for name, reading in readings.items()}


@dataclass(frozen=True, slots=True)
class _Copy:
    cell: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    remarks: tuple[Sentence, ...] = ()


def _copy(submission: Submission, source_id: str, attached: Attachment | None) -> _Copy:
    """What becomes of the copy that the form gives: a file that came with it, a path, an address."""
    if attached is not None:
        return _kept(source_id, attached)
    said = " ".join(submission.answers.get("copy", "").split()).strip("`")
    if not said or is_path(said):
        return _Copy(said)
    if is_web_address(said) and not _ATTACHED.search(said):
        return _Copy(said, remarks=(sentence("issue_forms.outcome.copy_elsewhere", url=said),))
    path = f"{FOLDER}/{source_id}"
    return _Copy(remarks=(sentence("issue_forms.outcome.copy_missing", found=said, path=path),))


def _kept(source_id: str, attached: Attachment) -> _Copy:
    kind = kind_of(attached.name)
    fault = find_fault(kind, attached.data)
    if fault:
        why = why_not(fault)
        return _Copy(remarks=(sentence("issue_forms.outcome.copy_refused", name=attached.name, why=why),))
    path = f"{FOLDER}/{source_id}.{kind}"
    said = sentence(
        "issue_forms.outcome.copy_kept",
        name=attached.name,
        path=path,
        kilobytes=-(-len(attached.data) // 1000),
        sha256=hashlib.sha256(attached.data).hexdigest(),
    )
    return _Copy(path, {path: attached.data}, (said,))


def describe_unknown(submission: Submission) -> Iterator[Sentence]:
    """What is wrong with a document that is not known, and how it is mended in the form."""
    said = submission.answers.get("source", "")
    for part in ("message", "remedy"):
        yield sentence(f"issue_forms.outcome.unknown_source.{part}", source=said)

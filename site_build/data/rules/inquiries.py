"""Rules on searches and on requests for information: what they speak of, what they say, and of whom not."""

import re
import unicodedata
from collections.abc import Iterator

from site_build.data.rules.tables import RawPackage, problem
from site_build.problem import Problem

# What tells of a person, in text with plain digits, signs and spaces.
_PERSONAL = re.compile(
    # A resident's identity number of 18 places, in groups or not, or of 15: area, birthday, serial number.
    r"(?<!\d)[1-9]\d{5}[ -]?(?:19|20)\d\d[ -]?"
    r"(?:0[1-9]|1[0-2])[ -]?(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[ -]?[\dXx]"
    r"(?![\dA-Za-z])"
    r"|(?<!\d)[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)"
    # A mobile telephone, a land line with its area, a number that is said to be a telephone's.
    r"|(?<!\d)(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}[ -]?\d{4}|[ -]\d{3}[ -]\d{5})(?!\d)"
    r"|(?<!\d)1 [3-9](?: \d){9}(?! ?\d)"
    r"|(?<!\d)(?:\+?86[ -]?)?\(?0(?:10|2\d|[3-9]\d\d)\)?[ -]?[2-9]\d{2,3}[ -]?\d{4}(?!\d)"
    r"|(?:电话|手机|传真|致电|联系方式|tel|phone|mobile)[^\d\n]{0,8}\d{3,4}[ -]?\d{4}(?!\d)"
    # An address of mail or of a messenger, and a name that is given as one.
    r"|[\w.+-]+ ?(?:@|\[at\]|\(at\)) ?[\w-]+(?:\.[\w-]+)+"
    r"|\bqq(?:号)?[ :]{0,3}[1-9]\d{4,10}(?!\d)|微信号[ :]{0,3}[a-z][\w-]{5,}"
    r"|(?:申请人|联系人|姓名|住址|家庭地址|applicant|home address) ?: ?\w",
    re.IGNORECASE,
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_DASHES = re.compile("[\u2010-\u2015\u2212\u30fc\uff0d·.]")
# A letter that looks like the last place of an identity number.
_CROSSES = str.maketrans("×хХχΧ", "XXXXX")
_NUMERALS = re.compile("[〇零一二三四五六七八九]{7,}")
_DIGITS = {ord(sign): str(value) for value, sign in enumerate("零一二三四五六七八九")} | {ord("〇"): "0"}
# Tables of which every cell is read; of the others only the remarks are.
_ABOUT_PEOPLE = frozenset({"requests", "searches", "notes"})
_REMARKS = frozenset({"note", "note_en"})
_NO_WORDS = frozenset({"id", "resource", "row_id", "url", "source_id", "department_id", "field"})


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
    """Who asked or told is nobody's business: no identity number, telephone, address or name of a person."""
    for resource, table in package.tables.items():
        for row, name, cell in table.cells():
            read = name not in _NO_WORDS if resource in _ABOUT_PEOPLE else name in _REMARKS
            if read and tells_of_a_person(cell):
                yield problem("personal-data", table, row, name, column=table.title(name))


def tells_of_a_person(text: str) -> bool:
    """Whether a text holds what looks like somebody's number, address or name, however it is written."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_CROSSES)
    plain = _NUMERALS.sub(lambda found: found[0].translate(_DIGITS), plain)
    plain = re.sub(r"\s+", " ", plain)
    return any(_PERSONAL.search(said) for said in {plain, _DASHES.sub("-", plain)})

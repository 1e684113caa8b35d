"""Every text of every table: no character that cannot be seen, no address that runs a program."""

import csv
import io
from pathlib import Path

from site_build.data import package, schemas
from site_build.data.addresses import is_path_inside, is_web_address
from site_build.data.rules.characters import find_forbidden
from site_build.language import load
from tests.data.rules import fictional

FORBIDDEN = {
    **dict.fromkeys(map(chr, range(0x80, 0xA0)), "控制字符"),
    **dict.fromkeys("\x00\x01\x08\x0b\x1f\x7f", "控制字符"),
    **dict.fromkeys("\ufffe\uffff\ufdd0\U0001ffff\U0010fffe\u0378", "不存在"),
    **dict.fromkeys("\u202a\u202e\u2066\u2069\u200e\u061c", "方向"),
    **dict.fromkeys("\u200b\u200c\u200d\u2060", "没有宽度"),
    "\ufeff": "文件开头",
    "\u00ad": "断字",
    "\u2028": "换行",
    "\ue000": "没有公认写法",
    "\U000e0041": "看不见",
    "\ud800": "一半",
}
# Rare ideographs of names and places, signs of tables, signs with a mark that selects a shape.
FINE = "东源县 abc é Ω Я ㎡ ℃ ‰ ⅓ ① 〇 々 𠮷 𫟒 \U00031350 葛\U000e0100 😀 \t"


def test_a_character_that_cannot_be_seen_is_told_by_name_and_place(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    assert all(find_forbidden(f"虚构{character}局") == 2 for character in FORBIDDEN)
    # Half a character and the character of nothing stand in no table.
    held = [character for character in FORBIDDEN if character not in "\x00\ud800"]
    _table(folder, "departments", [{"id": f"b{n}", "name": f"虚构{one}局"} for n, one in enumerate(held)])
    problems = [one for one in package.check(folder) if one.file == "departments.csv" and one.field == "name"]
    assert len(problems) == len(held)
    for character, problem in zip(held, problems, strict=True):
        said = load("zh").render(problem.message)
        assert problem.code == "control-character"
        assert all(part in said for part in (FORBIDDEN[character], f"U+{ord(character):04X}", "第 3 个"))


def _table(folder: Path, name: str, rows: list[dict[str, str]]) -> None:
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, schemas.columns(name), restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    (folder / f"{name}.csv").write_bytes(out.getvalue().encode())


def test_rare_ideographs_and_signs_are_no_such_characters() -> None:
    assert find_forbidden(FINE) is None


def test_it_is_told_in_every_text_of_every_table(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    for name in schemas.RESOURCES:
        _table(folder, name, [dict.fromkeys(schemas.columns(name), "a\ufffeb")])
    wanted = {(f"{name}.csv", column) for name in schemas.RESOURCES for column in schemas.columns(name)}
    found = {(one.file, one.field) for one in package.check(folder) if one.code == "control-character"}
    assert found == wanted


GOOD = (
    "https://example.org/",
    "http://example.org:8080/a_b/(c)?d=1&e=[2]#f",
    "https://例子.中国/文件",
    "https://[::1]/",
)
BAD = (
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "java\tscript:alert(1)",
    " https://example.org",
    "data:text/html,<script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//example.org/",
    "https:example.org",
    "https:///path",
    "https://",
    "https://user@example.org/",
    "https://bank.example:password@example.org/",
    "https://example.org:99999/",
    "https://[example.org",
    'https://example.org/"onmouseover="x',
    "https://example.org/a b",
    "https://example.org/<script>",
    "https://example.org/\u202egro",
    "https://example.org/\x00",
    "https://example.org\\@other.example/",
    "blob:https://example.org/x",
    "",
)


def test_an_address_leads_to_the_web_and_where_it_says() -> None:
    assert all(map(is_web_address, GOOD))
    assert not any(map(is_web_address, BAD))
    assert is_path_inside("licences/one.md")
    assert not any(map(is_path_inside, ("", "..", "/a", "a/../../b", "C:a", "a\\b", "a\x00")))


def test_every_column_of_addresses_refuses_the_others(tmp_path: Path) -> None:
    folder = fictional.write(tmp_path)
    tried = [address for address in BAD if address]
    places = set()
    for name in schemas.RESOURCES:
        for field in schemas.read(name)["fields"]:
            if "http" in field.get("constraints", {}).get("pattern", ""):
                places.add((f"{name}.csv", field["name"]))
                _table(folder, name, [{field["name"]: address} for address in tried if "\x00" not in address])
    assert len(places) >= 2
    problems = [one for one in package.check(folder) if (one.file, one.field) in places]
    assert len(problems) == len(places) * (len(tried) - 1)
    assert {one.code for one in problems} == {"url", "html", "control-character", "surrounding-space"}

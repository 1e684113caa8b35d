"""Every recipe of CONTRIBUTING.md, taken out of the page and followed on a copy of the fictional plans.

A block's first line says what becomes of it: ``sh`` is typed, ``csv file=T`` goes into a table,
``csv sheet=S`` into a sheet of the workbook, ``new=F`` becomes a file; ``append=F``, ``after=F`` and
``replace=F`` change a file of the program.
"""

import csv
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from site_build.cli import app
from site_build.data import package
from site_build.files import csv_rows
from tests import fictional, followed, gitting
from tests.conftest import ROOT
from tests.typed import command_of, typed

PAGE = ROOT / "CONTRIBUTING.md"
PLAN = "fictional-plan"

# The day the commands judge on: 24 November 2025.
DAY = {"SOURCE_DATE_EPOCH": "1764000000"}
# Commands that other tests run: here their words are looked at.
LOOKED_AT = frozenset({"build", "serve", "test", "issue-forms", "pictures"})
# What some recipe's commands must say, in order; every recipe must also leave valid data with its rows in it.
SAID = {
    "用 Excel 或 WPS 填数": (
        "写好了",
        "会新增 4 行，修改 0 行",
        "新增 4 行，修改 0 行",
        "虚构指标：从未公布：未见公布 → ",
        "± 更正 虚构指标：进度滞后，2024年：63.1% → 63.3%",
    ),
    "在网页上添一个数字": ("没有错误",),
    "更正一个数字": ("没有错误", "± 更正 虚构指标：进度滞后，2024年：63.1% → 63.3%"),
    "报告项目的进展": ("没有错误",),
    "登记一份来源": ("没有错误",),
    "开始一个新规划": ("fictional-15", "读出 5 项指标", "已写进", "通过"),
    "修好弄坏的文件": ("可以自动改", "已改好", "没有错误"),
    "处理交来的表单": ("这一行没有问题", "还没有写入", "已经写进", "没有错误"),
}


@dataclass(frozen=True)
class Block:
    """A block of code: the language, what becomes of it, its text."""

    language: str
    goes: str
    into: str
    text: str


def recipes() -> dict[str, list[Block]]:
    """The blocks of every section of the Chinese part that has any, by the section's heading."""
    found: dict[str, list[Block]] = {}
    section = ""
    tokens = MarkdownIt().parse(PAGE.read_text("utf-8"))
    for token, inline in zip(tokens, [*tokens[1:], tokens[-1]], strict=True):
        if token.type == "heading_open" and token.tag in {"h1", "h2"}:
            section = inline.content
        if token.type == "fence":
            language, _, rest = token.info.partition(" ")
            goes, _, into = rest.partition("=")
            found.setdefault(section, []).append(Block(language, goes, into, token.content))
    return found


RECIPES = recipes()


@dataclass
class Copy:
    """A copy of the fictional plans in a repository of its own, and what the commands said there."""

    here: Path
    said: str = ""

    def follow(self, block: Block) -> None:
        match (block.language, block.goes):
            case ("sh", ""):
                for line in block.text.splitlines():
                    self._type(line)
            case ("csv", "file"):
                self._add(block.into, block.text)
            case ("csv", "sheet"):
                self._fill_in(block.into, block.text)
            case (_, "new"):
                (self.here / block.into).write_text(block.text, encoding="utf-8")
            case _:
                pytest.fail(f"nothing is said about this block: {block}")

    def _type(self, line: str) -> None:
        if line.startswith("git "):
            gitting.git(self.here, *shlex.split(line)[1:])
            return
        name, words = command_of(line)
        if name in LOOKED_AT:
            _look_at(name, words)
            return
        done = typed(line, self.here, "y\n", DAY)
        assert done.exit_code == 0, f"{line}\n{done.text}"
        self.said += done.text

    def _add(self, file: str, rows: str) -> None:
        """The rows at their sorted places: what the page tells people to do."""
        path = self.here / "datapackage" / PLAN / file
        head, *lines = path.read_text("utf-8").splitlines(keepends=True)
        key = csv_rows.split(lines[0])[0].cells
        assert len(csv_rows.split(rows)[0].cells) == len(key), rows
        lines = sorted([*lines, *rows.splitlines(keepends=True)], key=lambda line: line.split(",")[:3])
        path.write_text("".join([head, *lines]), encoding="utf-8", newline="\n")

    def _fill_in(self, title: str, text: str) -> None:
        """The cells in the first empty row of a sheet, by the columns' Chinese names."""
        (path,) = self.here.glob("*-填报.xlsx")
        book = load_workbook(path)
        sheet = book[title]
        heads = {str(cell.value): cell.column for cell in sheet[1] if cell.value}
        places = {re.sub(r"\s*\*$", "", head): column for head, column in heads.items()}
        row = next(n for n in range(3, sheet.max_row + 2) if sheet.cell(n, 1).value is None)
        for number, cells in enumerate(csv.DictReader(io.StringIO(text)), start=row):
            for head, cell in cells.items():
                sheet.cell(number, places[head]).value = cell
        book.save(path)


def _look_at(name: str, words: Sequence[str]) -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    if name in commands:
        commands[name].make_context(name, list(words))
    else:
        assert (ROOT / "scripts" / f"{name.replace('-', '_')}.py").is_file()


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """The fictional plans, committed."""
    here = gitting.repository(tmp_path / "work")
    data = here / "datapackage"
    data.mkdir()
    for name in (PLAN, "fictional-predecessor"):
        shutil.copytree(fictional.FOLDER / name, data / name, symlinks=True)
        (data / name / "schemas").unlink(missing_ok=True)
        (data / name / "schemas").symlink_to((fictional.FOLDER / name / "schemas").resolve())
    gitting.commit(here)
    return Copy(here)


def _damage(copy: Copy) -> None:
    """As a spreadsheet program leaves a table: another encoding, other line ends."""
    path = copy.here / "datapackage" / PLAN / "observations.csv"
    path.write_bytes(path.read_text("utf-8").replace("\n", "\r\n").encode("gbk"))


def _added(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if block.goes == "file":
            yield from ((block.into, line) for line in block.text.splitlines())


def test_every_recipe_is_on_the_page() -> None:
    assert set(RECIPES) == {*SAID, "改代码", *followed.CHECKS}


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What became of every programmer's recipe, copied to the letter into one copy of the source."""
    copy = tmp_path_factory.mktemp("source")
    shutil.copytree(ROOT / "site_build", copy / "site_build", ignore=shutil.ignore_patterns("__pycache__"))
    for name in followed.CHECKS:
        for block in RECIPES[name]:
            _change(copy, block)
    done = subprocess.run(
        [sys.executable, "-m", "tests.followed"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{copy}{os.pathsep}{ROOT}", "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout)
    return found


def _change(source: Path, block: Block) -> None:
    """Do to the source what a block says."""
    if block.language == "sh":
        for line in block.text.splitlines():
            copy, recursive, before, after = line.split()
            assert (copy, recursive) == ("cp", "-r")
            shutil.copytree(source / before, source / after)
        return
    path = source / block.into
    if block.goes == "new":
        assert not path.exists(), path
        path.write_text(block.text, encoding="utf-8")
        return
    text = path.read_text("utf-8")
    first, _, rest = block.text.partition("\n")
    if block.goes == "append":
        path.write_text(f"{text}\n\n{block.text}", encoding="utf-8")
        return
    assert f"\n{first}\n" in text, f"{block.into} has no line {first!r}"
    kept = f"{first}\n" if block.goes == "after" else ""
    path.write_text(text.replace(f"\n{first}\n", f"\n{kept}{rest}"), encoding="utf-8")


@pytest.mark.parametrize("name", followed.CHECKS)
def test_a_programmers_recipe_copied_to_the_letter_takes_effect(name: str, checked: dict[str, str]) -> None:
    assert checked[name] == ""


def test_a_status_has_its_word_mark_colour_and_place_everywhere() -> None:
    assert followed.places_without_a_status() == []


@pytest.mark.parametrize("name", SAID)
def test_a_recipe_followed_to_the_letter_works(name: str, copy: Copy) -> None:
    data = copy.here / "datapackage"
    before = (data / PLAN / "observations.csv").read_bytes()
    if name == "修好弄坏的文件":
        _damage(copy)
    for block in RECIPES[name]:
        copy.follow(block)
    for folder in package.find(data):
        assert package.check(folder) == ()
    rest = copy.said
    for part in SAID[name]:
        assert part in rest, f"{part!r} is not in what was left of\n{copy.said}"
        rest = rest.partition(part)[2]
    for file, line in _added(RECIPES[name]):
        assert line in (data / PLAN / file).read_text("utf-8").splitlines()
    if name == "修好弄坏的文件":
        assert (data / PLAN / "observations.csv").read_bytes() == before
    if name == "处理交来的表单":
        assert (
            b"\nfictional-never-reported,2023,2024-04-15,88,88,final,,"
            in (data / PLAN / "observations.csv").read_bytes()
        )
    if name == "用 Excel 或 WPS 填数":
        changed = gitting.git(copy.here, "show", "--name-only", "--format=", "HEAD").splitlines()
        assert changed == [f"datapackage/{PLAN}/{file}.csv" for file in ("observations", "sources")]


def test_what_programmers_are_told_to_type_is_there() -> None:
    for block in (block for block in RECIPES["改代码"] if block.language == "sh"):
        for line in block.text.splitlines():
            name, words = command_of(line)
            assert name in LOOKED_AT
            _look_at(name, words)


def test_every_file_link_and_picture_of_the_page_is_there() -> None:
    for page in (PAGE, ROOT / "README.md"):
        for token in MarkdownIt().parse(page.read_text("utf-8")):
            for child in token.children or []:
                target = str(child.attrs.get("src") or child.attrs.get("href") or "").partition("#")[0]
                if target and not re.match(r"https?:|#", target):
                    assert (ROOT / target).is_file(), target
                if child.type == "image":
                    assert re.search("[\u4e00-\u9fff]{5}", child.content), target


def test_no_example_could_be_taken_for_a_figure_of_a_real_plan() -> None:
    real = {folder.name for folder in package.find(ROOT / "datapackage")}
    for blocks in RECIPES.values():
        for block in blocks:
            assert not any(name in block.text for name in real)
            if block.goes in {"file", "sheet"}:
                rows = block.text.splitlines()[1 if block.goes == "sheet" else 0 :]
                assert all(row.startswith("fictional-") and "虚构" in row for row in rows)


def test_the_pages_pictures_are_small_and_ask_no_host_for_anything() -> None:
    pictures = sorted((ROOT / "docs" / "images").iterdir())
    assert {path.suffix for path in pictures} == {".png", ".svg"}
    text = PAGE.read_text("utf-8") + (ROOT / "README.md").read_text("utf-8")
    for path in pictures:
        assert path.stat().st_size <= 100_000, path.name
        assert f"docs/images/{path.name}" in text
        if path.suffix == ".svg":
            foreign = path.read_text("utf-8").replace("http://www.w3.org/", "")
            assert not re.search(r"url\((?!#)|(?:href|src)=|@import|<script", foreign)


def test_the_readme_names_every_script_in_both_languages() -> None:
    chinese, english = (ROOT / "README.md").read_text("utf-8").split("# Mingzhang (English)")
    scripts = {path.name for path in (ROOT / "scripts").glob("*.py") if not path.name.startswith("_")}
    for text in (chinese, english):
        assert scripts <= set(re.findall(r"\b\w+\.py\b", text))


def test_the_english_part_shows_commands_that_are_there() -> None:
    english = PAGE.read_text("utf-8").split("# Contributing (English)")[1]
    named = re.findall(r"`python3 (scripts/\w+\.py)", english)
    assert {Path(name).stem for name in named} >= {
        "excel",
        "diff",
        "new_plan",
        "import_table",
        "validate",
        "from_issue",
    }
    assert all((ROOT / name).is_file() for name in named)

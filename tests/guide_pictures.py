"""The pictures of README.md and CONTRIBUTING.md, taken of the product; ``scripts/pictures.py`` runs this.

All but the overview show the fictional package on the clerk's way through it (``tests/clerk.py``).
"""

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from markdown_it import MarkdownIt
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from rich._export_format import CONSOLE_SVG_FORMAT

from site_build.cli import common
from tests import clerk
from tests.browser.conftest import FLAGS, chromium, served
from tests.conftest import AS_OF, ROOT
from tests.data.rules import fictional
from tests.editing.workbook import books
from tests.typed import typed

IMAGES = ROOT / "docs" / "images"
# As a pull request shows a comment, roughly.
COMMENT = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 16px; width: 628px; font: 11px/1.5 sans-serif; color: #1f2328 }}
article {{ border: 1px solid #d1d9e0; border-radius: 6px; padding: 0 16px }}
table {{ border-collapse: collapse; font-size: 10.5px; margin-bottom: 16px }}
td, th {{ border: 1px solid #d1d9e0; padding: 4px 10px }}
</style><article>{body}</article>"""


def main() -> None:
    """Draw each picture again."""
    with TemporaryDirectory() as folder:
        here = Path(folder)
        clerk.walk(here / "way")
        (IMAGES / "problems.svg").write_text(_problems(here / "wrong"), encoding="utf-8")
        _sheet(here / "way" / clerk.BOOK, here)
        subprocess.run(
            [sys.executable, "-m", "site_build.cli", "build", "--as-of", str(AS_OF), "--out", here / "real"],
            check=True,
        )
        with sync_playwright() as playwright:
            path = chromium(playwright)
            browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, "--disable-lcd-text"])
            _comment(browser, (here / "way" / "said" / "diff-git.txt").read_text("utf-8"))
            _page(browser, here / "real", "/dongyuan-hrss-14/", "overview", 1000, 700)
            stable = f"/{clerk.PLAN}/indicators/fictional-stable/"
            _page(browser, here / "way" / "site", stable, "indicator", 800, 860)
            browser.close()


def _problems(here: Path) -> str:
    """What a terminal shows when one figure is wrong, as text in an SVG that asks no host for a font."""
    (here / "datapackage").mkdir(parents=True)
    fictional.write(here / "datapackage")
    typed(f"python3 scripts/excel.py export {clerk.PLAN}", here)
    book = load_workbook(here / clerk.BOOK)
    clerk.fill_in(book[books.FIGURES])
    book.save(here / clerk.BOOK)
    line = f"python3 scripts/excel.py import {clerk.BOOK} --check"
    console = common.console
    console.width, console.record, console.file = 72, True, io.StringIO()
    console._force_terminal = True
    console.print(f"$ {line}")
    typed(line, here)
    bare = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    bare = bare.replace("Fira Code, monospace", "monospace")
    drawn = console.export_svg(title="填报工作簿有一处写错", code_format=bare, unique_id="problems")
    # Rich counts characters here, and would squeeze Chinese into half its width.
    drawn = re.sub(r' textLength="[^"]*"', "", drawn)
    return "\n".join(line.rstrip() for line in drawn.splitlines() if line.strip()) + "\n"


def _sheet(book: Path, here: Path) -> None:
    """The sheet as a spreadsheet program shows it; the old picture stays where there is none."""
    office, painter = shutil.which("soffice"), shutil.which("pdftoppm")
    if office is None or painter is None:
        return
    loaded = load_workbook(book)
    for sheet in loaded:
        if sheet.title != books.FIGURES:
            sheet.sheet_state = "hidden"
    sheet = loaded[books.FIGURES]
    loaded.active = loaded.index(sheet)
    sheet.print_options.headings = sheet.print_options.gridLines = True
    sheet.print_area = f"A1:I{books.NEXT + 6}"
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.column_dimensions["G"].hidden = True
    loaded.save(here / "fill-in.xlsx")
    words = ["--headless", f"-env:UserInstallation=file://{here}/office", "--convert-to", "pdf"]
    subprocess.run([office, *words, "--outdir", here, here / "fill-in.xlsx"], check=True)
    words = ["-png", "-singlefile", "-r", "130", "-x", "88", "-y", "90", "-W", "1340", "-H", "220"]
    subprocess.run([painter, *words, here / "fill-in.pdf", IMAGES / "fill-in"], check=True)


def _comment(browser: Browser, markdown: str) -> None:
    page = browser.new_page(viewport={"width": 660, "height": 600})
    page.set_content(COMMENT.format(body=MarkdownIt().enable("table").render(markdown)))
    page.screenshot(path=IMAGES / "comment.png", full_page=True)
    _lighten(IMAGES / "comment.png")
    page.close()


def _page(browser: Browser, site: Path, path: str, name: str, width: int, height: int) -> None:
    with served(site) as address:
        page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
        page.goto(f"{address}{path}", wait_until="networkidle")
        page.screenshot(path=IMAGES / f"{name}.png")
        _lighten(IMAGES / f"{name}.png")
        page.close()


def _lighten(path: Path) -> None:
    """Keep the 256 colours that a picture of a page has most of: half the bytes, the same to the eye."""
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


if __name__ == "__main__":
    main()

"""A clerk's path by form alone: a figure in a new document, a form, a pull request, the page.

Driven through the files that the host hands over and by the lines of the workflows themselves; the host is a
small one on this machine.  Every figure and document is made up.
"""

import json
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup

from site_build.editing.issue_forms.fields import SUBMIT_FIGURE
from site_build.hosting import __main__ as hosting
from tests import gitting
from tests.conftest import ROOT
from tests.data.rules import fictional
from tests.editing.issue_forms.test_rows import body
from tests.hosting.fake_repository import NAME, TOKEN, Repository, running
from tests.typed import typed

PDF = b"%PDF-1.7\nfictional bulletin\n%%EOF\n"
ATTACHED = "/user-attachments/files/17/bulletin-2023.pdf"
DAY = "2025-06-30"
FORM = {
    "plan": fictional.NAME,
    "indicator": "虚构累计",
    "period": "2023年1-12月",
    "published": "2024年3月15日",
    "value": "约0.0045万人",
    "text": "",
    "status": "final",
    "source": "《虚构县2023年统计公报》（虚统〔2024〕5号）",
    "publisher": "虚构县统计局",
    "url": "https://example.org/bulletin.html",
    "locator": "第3页 表2",
}
SOURCE = "xu-gou-xian-2023-nian-tong-ji-gong-bao"
STORED = f"documents/{SOURCE}.pdf"
ROW = f"fictional-cumulative,2023,2024-03-15,45,约0.0045万人,final,,{SOURCE},第3页 表2,,about,,,"


@dataclass
class Walk:
    """A county's repository on the host, its checkout, and the folder that steps hand files over in."""

    host: Repository
    checkout: Path
    temp: Path
    patch: pytest.MonkeyPatch

    def hand_in(self, number: int, **answers: str) -> str:
        """Hand in a form, or edit it; the comment under it when the workflow has run."""
        link = f"[bulletin-2023.pdf]({self.host.api}{ATTACHED})"
        text = body(SUBMIT_FIGURE, FORM | {"copy": link} | answers)
        event = {"action": "opened", "issue": {"number": number, "state": "open", "body": text}}
        (self.temp / "event.json").write_text(json.dumps(event), encoding="utf-8")
        jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "issue.yml").read_text("utf-8"))["jobs"]
        for name in ("copy", "form"):
            shutil.rmtree(self.checkout / name, ignore_errors=True)
        shutil.rmtree(self.temp / "form", ignore_errors=True)
        for step in jobs["row"]["steps"]:
            # Steps that read what people wrote hold nothing that a token is.
            assert "env" not in step
            self._step(step, {"GITHUB_EVENT_PATH": str(self.temp / "event.json")})
        if (self.checkout / "form").is_dir():
            shutil.move(self.checkout / "form", self.temp / "form")
        assert gitting.git(self.checkout, "status", "--porcelain", "datapackage") == ""
        for step in jobs["propose"]["steps"]:
            self._step(
                step,
                {
                    "GITHUB_TOKEN": TOKEN,
                    "ISSUE_NUMBER": str(number),
                    "DEFAULT_BRANCH": "main",
                    "GITHUB_API_URL": self.host.api,
                    "GITHUB_REPOSITORY": NAME,
                    "GITHUB_SHA": self.host.branches["main"],
                },
            )
        return str(self.host.comments[-1]["body"])

    def check(self, branch: str) -> None:
        """Take a branch's files into the checkout, as the check's workflow does, and run its lines there."""
        for path, data in self.host.files_of(branch).items():
            there = self.checkout / path
            there.parent.mkdir(parents=True, exist_ok=True)
            there.write_bytes(data)
        (job,) = yaml.safe_load((ROOT / ".github" / "workflows" / "check.yml").read_text("utf-8"))[
            "jobs"
        ].values()
        for step in job["steps"]:
            self._step(step, {"BASE": "main", "SOURCE_DATE_EPOCH": "1751241600"})

    def _step(self, step: dict[str, Any], environ: dict[str, str]) -> None:
        line = step.get("run", "")
        known = environ | {"RUNNER_TEMP": str(self.temp)}
        for name, value in known.items():
            line = line.replace(f'${{{name}:+"${name}"}}', value).replace(f"${name}", value)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("GITHUB_ACTIONS", "true")
            patch.setenv("GITHUB_SERVER_URL", self.host.api)
            for name, value in environ.items():
                patch.setenv(name, value)
            patch.chdir(self.checkout)
            match shlex.split(line):
                case ["python3", "scripts/attachment.py" | "scripts/propose.py" as script, *words]:
                    ended = hosting.main([Path(script).stem, *words])
                    assert ended == 0 or step.get("continue-on-error")
                case ["python3", _, *_]:
                    said = typed(line, self.checkout)
                    assert said.exit_code == 0 or step.get("continue-on-error"), said.text


@pytest.fixture
def walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Walk]:
    """The repository before anybody hands in anything."""
    checkout = tmp_path / "checkout"
    data = gitting.fictional_data(checkout)
    (checkout / "mingzhang.toml").write_text("", encoding="utf-8")
    monkeypatch.setenv("MINGZHANG_SITE", str(checkout))
    with running() as host:
        files = {
            path.relative_to(checkout).as_posix(): path.read_bytes()
            for path in sorted(data.rglob("*"))
            if path.is_file() and "schemas" not in path.parts
        }
        host.branches["main"] = host.commit(files, "first", "somebody", [])
        host.files[ATTACHED] = PDF
        (tmp_path / "temp").mkdir()
        yield Walk(host, checkout, tmp_path / "temp", monkeypatch)


def test_a_figure_in_a_new_document_comes_to_the_page_by_form_alone(walk: Walk) -> None:
    comment = walk.hand_in(12)
    # What was understood is said back: the name, the months, the unit, the word, the document, its copy.
    for said in (ROW, "虚构累计数", "读作 45", "about", "虚构县2023年统计公报", STORED, "/pull/1"):
        assert said in comment, comment
    table = f"datapackage/{fictional.NAME}"
    branch = walk.host.files_of("form/12")
    assert ROW in branch[f"{table}/observations.csv"].decode().splitlines()
    assert branch[f"{table}/{STORED}"] == PDF
    changed = {path for path, data in branch.items() if walk.host.files_of("main").get(path) != data}
    assert changed == {f"{table}/{name}" for name in ("observations.csv", "sources.csv", STORED)}
    assert walk.host.started == [("check.yml", "form/12")]

    walk.check("form/12")
    assert "虚构累计数" in (walk.checkout / "comment" / "diff.md").read_text("utf-8")
    assert (walk.checkout / "comment" / "mended.md").read_text("utf-8") == ""
    site = walk.checkout / "site"
    page = site / fictional.NAME / "indicators" / "fictional-cumulative" / "index.html"
    html = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    row = next(row for row in html.select("#figures ~ .mz-wide tbody tr") if "45" in row.get_text())
    assert "虚构县2023年统计公报" in row.get_text()
    (copy,) = (link["href"] for link in row.select("a") if str(link["href"]).endswith(".pdf"))
    assert (page.parent / str(copy)).read_bytes() == PDF
    # The copy stands in the figure's own way from the document to the page too, and its sum in the list.
    assert any(str(link["href"]).endswith(".pdf") for link in html.select("#provenance ~ ol a"))
    sums = (site / "data" / fictional.NAME / "SHA256SUMS").read_text("utf-8")
    assert f"  {STORED}\n" in sums
    # The preview opens from a file.
    assert all(
        (page.parent / str(link["href"]).partition("#")[0]).is_file()
        for link in html.select("nav a[href]")
        if not str(link["href"]).startswith(("#", "http"))
    )


def test_a_wrong_form_is_told_what_to_do_and_an_edited_one_becomes_the_request(walk: Walk) -> None:
    comment = walk.hand_in(13, value="45吨", publisher="", published="2024-02-30")
    assert "3 个问题" in comment
    for said in ("“45吨”", "文件是哪个机关发布的", "2024-02-30", "直接修改上面的表单"):
        assert said in comment, comment
    assert "表单的“出自哪份文件”" in comment
    for never in ("Traceback", "Error", "Excel", "--", "validate", "source"):
        assert never not in comment.partition("3 个问题")[2], comment
    assert "form/13" not in walk.host.branches
    # Edited: the same comment now shows the row and its request.
    comment = walk.hand_in(13)
    assert len(walk.host.comments) == 1
    assert ROW in comment
    assert "/pull/1" in comment
    # Edited again, another figure: the branch follows, and there is still one request.
    comment = walk.hand_in(13, value="46", text="46人")
    assert ",46,46人,final," in comment
    assert b",46," in walk.host.files_of("form/13")[f"datapackage/{fictional.NAME}/observations.csv"]
    assert len(walk.host.pulls) == 1
    # Wrong again: the request that no longer says what the form says is closed.
    comment = walk.hand_in(13, indicator="虚构")
    assert "是不是" in comment or "可以指好几项" in comment, comment
    assert walk.host.pulls[0]["state"] == "closed"


def test_a_document_the_host_does_not_hand_over_is_left_to_a_maintainer_and_the_figure_goes_on(
    walk: Walk,
) -> None:
    del walk.host.files[ATTACHED]
    comment = walk.hand_in(14)
    assert "没有取到这个文件" in comment
    assert "documents/xu-gou-xian" in comment
    assert "/pull/1" in comment
    assert not any("/documents/" in path for path in walk.host.files_of("form/14"))


@pytest.mark.parametrize(
    "answers",
    [
        {"note": '"; touch pwned; echo "$(touch pwned)`touch pwned` ${{ github.token }}'},
        {"plan": "../../.github/workflows"},
        {"source": "$(touch pwned)", "publisher": "`touch pwned`"},
        {"locator": "<img src=x onerror=hit()> @everyone #1"},
    ],
)
def test_what_a_stranger_writes_is_data_all_the_way(walk: Walk, answers: dict[str, str]) -> None:
    comment = walk.hand_in(15, **answers)
    assert not list(walk.checkout.rglob("pwned"))
    assert not (Path.cwd() / "pwned").exists()
    assert "@everyone" not in comment
    for branch in walk.host.branches:
        assert {path.split("/")[0] for path in walk.host.files_of(branch)} == {"datapackage"}
    assert all(pull["title"] == "表单 #15：添一行数据" for pull in walk.host.pulls)

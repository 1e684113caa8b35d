"""A release is the data of a tag, frozen with sums and what changed; old ones stay as they are."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from site_build.cli import app
from site_build.exports.archive import sha256
from site_build.hosting import releases
from site_build.language import load
from site_build.pages import releases as page
from site_build.pages.writer import Writer
from site_build.problem import UserError
from site_build.settings import Settings
from tests.gitting import DAY, commit, fictional_data, git

ADDRESS = "https://plans.example/"
SETTINGS = Settings(ADDRESS)
# The day of the repositories' first commit.
FIRST = DAY[:10]


def _correct(data: Path) -> None:
    """A figure that was published later."""
    path = next(data.glob("*/observations.csv"))
    text = path.read_text("utf-8")
    first = text.splitlines()[1]
    assert first.split(",")[3]
    path.write_text(text.replace(first, first.replace(",final,", ",revised,", 1)), "utf-8", newline="\n")


def test_a_tag_is_frozen_and_stays_while_the_next_is_added(tmp_path: Path) -> None:
    data = fictional_data(tmp_path)
    root = data.parent
    git(root, "tag", "v1")
    first = releases.freeze(root, data, "v1", SETTINGS)
    frozen = root / "releases" / FIRST
    before = {path: sha256(path.read_bytes()) for path in frozen.rglob("*") if path.is_file()}
    _correct(data)
    commit(root, day="2026-10-01T12:00:00+00:00")
    git(root, "tag", "v2")
    second = releases.freeze(root, data, "v2", SETTINGS)
    assert (first.earlier, second.earlier) == ({}, {FIRST: "v1"})
    assert [one.tag for one in releases.read_all(root)] == ["v2", "v1"]
    assert before == {path: sha256(path.read_bytes()) for path in frozen.rglob("*") if path.is_file()}
    told = (root / "releases" / "2026-10-01" / "changes" / f"{FIRST}.zh.txt").read_text("utf-8")
    assert "修订" in told
    # The programs that people have, and our own command, find everything as it was.
    subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=frozen, check=True)
    run = CliRunner().invoke
    assert run(app, ["verify", str(frozen)]).exit_code == 0
    with pytest.raises(UserError):
        releases.freeze(root, data, "v2", SETTINGS)
    with pytest.raises(UserError):
        releases.freeze(root, data, "v3", SETTINGS)
    _published(root, tmp_path / "docs")


def _published(root: Path, docs: Path) -> None:
    """The site shows both, and says which is the newest."""
    releases.copy(root, docs)
    latest = json.loads((docs / "releases" / "latest.json").read_text("utf-8"))
    assert latest["path"] == "2026-10-01/"
    for code in ("zh", "en"):
        text = page.page(Writer(load(code)), releases.read_all(root), Settings(ADDRESS)).markdown
        assert f"2026-10-01/changes/{FIRST}.{code}.txt" in text
        assert f"{ADDRESS}releases/{FIRST}/" in text
    frozen = docs / "releases" / "2026-10-01" / "data"
    cited = json.loads(next(frozen.glob("*/*.json")).parent.joinpath("croissant.json").read_text("utf-8"))
    assert f"{ADDRESS}releases/#r2026-10-01" in cited["citeAs"]
    catalogue = json.loads((docs / "releases" / "2026-10-01" / "data" / "catalog.jsonld").read_text("utf-8"))
    assert catalogue["@id"].startswith(f"{ADDRESS}releases/2026-10-01/")


def test_what_was_changed_taken_away_or_added_is_told(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(name)
    sums = "".join(f"{sha256(name.encode())}  {name}\n" for name in ("a.csv", "b.csv"))
    (tmp_path / "SHA256SUMS").write_text(sums)
    assert releases.verify(tmp_path) == releases.Verified(2, (), (), ())
    (tmp_path / "a.csv").write_text("other")
    (tmp_path / "b.csv").unlink()
    (tmp_path / "c.csv").write_text("new")
    assert releases.verify(tmp_path) == releases.Verified(0, ("a.csv",), ("b.csv",), ("c.csv",))
    run = CliRunner().invoke
    told = run(app, ["verify", str(tmp_path), "--lang", "en"])
    assert told.exit_code == 1
    assert all(name in told.output for name in ("a.csv", "b.csv", "c.csv"))
    assert run(app, ["verify", str(tmp_path / "none")]).exit_code == 1


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="there is no ssh-keygen")
def test_a_release_can_be_signed_and_the_signature_verified(tmp_path: Path) -> None:
    data = fictional_data(tmp_path / "repository")
    root = data.parent
    git(root, "tag", "v1")
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    with pytest.raises(UserError):
        releases.freeze(root, data, "v1", Settings(), tmp_path / "no-key")
    assert releases.read_all(root) == ()
    releases.freeze(root, data, "v1", Settings(), key)
    frozen = root / "releases" / FIRST
    (tmp_path / "allowed").write_text(f"maintainers {key.with_suffix('.pub').read_text()}")
    subprocess.run(
        [
            *("ssh-keygen", "-Y", "verify", "-f", str(tmp_path / "allowed")),
            *("-I", "maintainers", "-n", "mingzhang", "-s", "SHA256SUMS.sig"),
        ],
        cwd=frozen,
        input=(frozen / "SHA256SUMS").read_bytes(),
        check=True,
    )
    assert releases.verify(frozen).unlisted == ()

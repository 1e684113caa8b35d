"""A document's copy in the package: which files may be one, and what is published of it."""

import csv
import hashlib
from pathlib import Path

import pytest

from site_build.data import package, stored_copies
from site_build.data.citations import CitedSite
from site_build.exports import published
from site_build.language import Sentence
from site_build.progress import assess_plan
from tests.conftest import AS_OF
from tests.data.rules import fictional
from tests.data.rules.fictional import swap

PDF = b"%PDF-1.7\nfictional\n%%EOF\n"
PATH = "documents/fictional-source.pdf"


def _keep(folder: Path, data: bytes, path: str = PATH) -> Path:
    """The package with its one document's copy in it."""
    swap("sources.csv", ",2021-01-01,,,,", f",2021-01-01,,,{path},")(folder)
    (folder / "documents").mkdir()
    (folder / path).write_bytes(data)
    return folder


def test_a_copy_is_published_beside_the_data_with_its_size_and_sum(tmp_path: Path) -> None:
    folder = _keep(fictional.write(tmp_path), PDF)
    assert package.check(folder) == ()
    plan = package.read(folder)
    files = published(plan, assess_plan(plan, AS_OF), folder, CitedSite())
    assert files[PATH] == PDF
    sha256 = hashlib.sha256(PDF).hexdigest()
    (row,) = csv.DictReader(files["sources.csv"].decode("utf-8-sig").splitlines())
    assert (row["stored_copy"], row["stored_copy_bytes"], row["stored_copy_sha256"]) == (
        PATH,
        str(len(PDF)),
        sha256,
    )
    assert f"{sha256}  {PATH}\n" in files["SHA256SUMS"].decode()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.pdf", b"", "empty"),
        ("a.pdf", b"<html><script>hit()</script></html>", "content"),
        ("a.png", PDF, "content"),
        ("a.docx", b"MZ\x90\x00", "content"),
        ("a.pdf", PDF + b" " * stored_copies.MOST_BYTES, "large"),
    ],
)
def test_what_is_not_what_its_ending_says_or_too_large_is_no_copy(
    tmp_path: Path, name: str, data: bytes, why: str
) -> None:
    (problem,) = package.check(_keep(fictional.write(tmp_path), data, f"documents/{name}"))
    assert (problem.code, problem.field) == ("stored-copy", "stored_copy")
    said = dict(problem.message.values)["why"]
    assert isinstance(said, Sentence)
    assert said.key == f"rules.stored-copy.why.{why}"


def test_a_copy_that_is_a_link_out_of_the_package_is_not_published(tmp_path: Path) -> None:
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(PDF)
    folder = _keep(fictional.write(tmp_path), PDF)
    (folder / PATH).unlink()
    (folder / PATH).symlink_to(secret)
    (problem,) = package.check(folder)
    assert problem.code == "stored-copy"

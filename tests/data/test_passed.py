"""A package that was found without a problem is not checked again until a byte of it changes."""

from pathlib import Path

import pytest

from site_build.data import package, rules
from site_build.data.package import Passed
from site_build.files.kept import Kept
from tests.data.rules import fictional


def test_only_what_has_changed_is_checked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, passed = fictional.write(tmp_path), Passed(Kept(tmp_path / "checked"), "code")
    plan, checked, check = package.read(folder), [], rules.check
    monkeypatch.setattr(rules, "check", lambda raw: checked.append(raw.name) or check(raw))
    assert package.read(folder, passed) == package.read(folder, passed) == plan
    assert len(checked) == 1
    # Another version of our code may find what this one has not.
    package.read(folder, Passed(passed.kept, "other code"))
    assert len(checked) == 2
    table = folder / "observations.csv"
    table.write_bytes(table.read_bytes().replace(b"2021", b"2O21", 1))
    for _ in range(2):
        with pytest.raises(package.PackageError):
            package.read(folder, passed)
    assert len(checked) == 4

"""Another site's repository: settings and workflows without a program, renewed without touching its own."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from typer.testing import CliRunner

from site_build import settings
from site_build.cli import app
from site_build.data import package, schemas
from site_build.editing.new_plan import checked, find_existing, make
from site_build.hosting import new_site
from site_build.problem import UserError
from tests.conftest import ROOT
from tests.editing.new_plan.test_answers import GOOD


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county") / "site"
    new_site.make(folder, "")
    return folder


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_it_holds_settings_workflows_of_three_hosts_and_no_program(made: Path) -> None:
    names = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    assert {"mingzhang.toml", "README.md", "CONTRIBUTING.md", ".gitignore", ".gitattributes"} <= names
    assert {".gitlab-ci.yml", ".github/workflows/check.yml", ".workflow/publish.yml"} <= names
    assert any(name.startswith(".gitlab/issue_templates/") for name in names)
    assert not [name for name in names if name.endswith((".py", ".js", ".css", ".html"))]
    assert settings.read(made) == settings.Settings()
    assert package.find(made / "datapackage") == ()


def test_this_repositorys_own_workflows_are_written_from_the_same_texts() -> None:
    for path, text in new_site.workflows(scripts=True).items():
        assert (ROOT / path).read_text("utf-8") == text, f"run python3 scripts/new_site.py . --renew: {path}"


def _commands(found: Any) -> list[str]:
    """Every line of a workflow that is typed."""
    if isinstance(found, dict):
        own = [
            found[name]
            for name in ("run", "script", "before_script", "commands", "after_script")
            if name in found
        ]
        rest = [value for name, value in found.items() if name not in {"run", "script", "commands"}]
        lines = [line for one in own for line in (one.splitlines() if isinstance(one, str) else one)]
        return [*lines, *_commands(rest)]
    return [line for one in found for line in _commands(one)] if isinstance(found, list) else []


def test_every_command_of_its_workflows_is_the_installed_programs_and_is_installed_before() -> None:
    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    seen = set()
    for path, text in new_site.workflows(scripts=False).items():
        assert "scripts/" not in text, path
        assert not re.search(r"@(?:install|mingzhang|comment|propose|mend|attachment|deploy)\b", text), path
        lines = _commands(yaml.safe_load(text))
        lines = [re.sub(r"^env (-u [A-Z_]+ )+", "", line) for line in lines]
        words = [shlex.split(re.sub(r'"\$\(.*?\)"', "X", line).split(" || ")[0]) for line in lines]
        for one in words:
            if one[0] == "mingzhang":
                known[one[1]].make_context(one[1], one[2:])
                seen.add(one[1])
            elif one[:3] == ["python3", "-m", "site_build.hosting"]:
                assert one[3] in {"attachment", "comment", "deploy", "mend", "propose"}
        installs = [n for n, one in enumerate(words) if "pip" in one]
        uses = [n for n, one in enumerate(words) if one[0] == "mingzhang" or "site_build.hosting" in one]
        assert installs[0] < uses[0], path
    assert {"validate", "diff", "build", "from-issue"} <= seen


def test_a_step_that_holds_a_secret_installs_the_program_alone() -> None:
    """Its libraries are many hands' work; the comment and the deployment need none of them."""
    files = new_site.workflows(scripts=False)
    jobs = yaml.safe_load(files[".github/workflows/comment.yml"])["jobs"] | {
        "rsync": yaml.safe_load(files[".github/workflows/publish.yml"])["jobs"]["rsync"],
        "propose": yaml.safe_load(files[".github/workflows/issue.yml"])["jobs"]["propose"],
    }
    for job in jobs.values():
        (install,) = [step["run"] for step in job["steps"] if "pip" in step.get("run", "")]
        assert "--no-deps" in install
        assert new_site.LOCK not in install


def test_every_command_its_guides_name_is_there(made: Path) -> None:
    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for name in ("README.md", "CONTRIBUTING.md", "datapackage/README.md", "requirements.txt"):
        text = (made / name).read_text("utf-8")
        assert set(re.findall(r"\bmingzhang ([a-z]+(?:-[a-z]+)*)", text)) <= set(known), name


def test_the_lock_is_the_one_this_program_is_tested_with(made: Path) -> None:
    assert (made / new_site.LOCK).read_bytes() == (ROOT / "requirements.lock").read_bytes()
    lines = (made / new_site.ENGINE).read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == ["mingzhang==0.1.0"]


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").touch()
    (tmp_path / "file").touch()
    for name in ("full", "file"):
        with pytest.raises(UserError):
            new_site.make(tmp_path / name, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "full"]
    (tmp_path / "cloned" / ".git").mkdir(parents=True)
    new_site.make(tmp_path / "cloned", "../engine.whl")
    assert "../engine.whl" in (tmp_path / "cloned" / new_site.ENGINE).read_text("utf-8")


def test_renewing_brings_back_what_the_program_gives_and_leaves_the_rest(tmp_path: Path) -> None:
    new_site.make(tmp_path / "site", "")
    data = tmp_path / "site" / "datapackage"
    plan = make(checked(GOOD, find_existing(data)), data, "zh")
    before = _files(tmp_path / "site")
    (tmp_path / "site" / ".gitlab-ci.yml").write_text("old", encoding="utf-8")
    (plan / "schemas" / "themes.json").write_text("{}", encoding="utf-8")
    (tmp_path / "site" / "README.md").write_text("ours", encoding="utf-8")
    (tmp_path / "site" / "mingzhang.toml").write_text('url = "https://example.org/"\n', encoding="utf-8")
    new_site.renew(tmp_path / "site", "")
    after = _files(tmp_path / "site")
    assert {name for name in after if after[name] != before[name]} == {"README.md", "mingzhang.toml"}
    for name in schemas.RESOURCES:
        assert (plan / "schemas" / f"{name}.json").is_file()
    with pytest.raises(UserError):
        new_site.renew(tmp_path, "")


def test_the_owners_of_a_new_site_are_live_or_it_is_said_that_there_are_none(
    made: Path, tmp_path: Path
) -> None:
    def live(folder: Path) -> list[list[str]]:
        lines = (folder / "CODEOWNERS").read_text("utf-8").splitlines()
        return [line.split() for line in lines if line and not line.startswith("#")]

    new_site.make(tmp_path / "site", "", "@county/data @county/web")
    assert ["/datapackage/", "@county/data", "@county/web"] in live(tmp_path / "site")
    assert live(tmp_path / "site")[0][0] == "*"
    assert live(made) == []
    said = CliRunner().invoke(app, ["new-site", str(tmp_path / "other")]).output
    assert "CODEOWNERS" in said
    for person in ("@somebody", "county/data", "@county/data;"):
        with pytest.raises(UserError):
            new_site.make(tmp_path / "third", "", person)
    assert not (tmp_path / "third").exists()
    before = (tmp_path / "site" / "CODEOWNERS").read_bytes()
    new_site.renew(tmp_path / "site", "")
    assert (tmp_path / "site" / "CODEOWNERS").read_bytes() == before

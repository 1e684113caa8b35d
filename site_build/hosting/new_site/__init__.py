"""Making the repository of another site: settings, an empty ``datapackage/``, workflows; no program.

The workflows are written once, in ``files/``, for this project's own repository too: there the commands are
the scripts, elsewhere the installed program.
"""

import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path

from site_build import __version__, settings
from site_build.data import package
from site_build.editing.issue_forms import templates
from site_build.editing.new_plan.skeleton import SCHEMAS, put_schemas
from site_build.hosting.policy import server_files
from site_build.language import sentence
from site_build.problem import UserError

_FILES = Path(__file__).resolve().parent / "files"
_WORKFLOWS = {
    ".github/workflows/check.yml": "github/check.yml",
    ".github/workflows/comment.yml": "github/comment.yml",
    ".github/workflows/issue.yml": "github/issue.yml",
    ".github/workflows/publish.yml": "github/publish.yml",
    ".gitlab-ci.yml": "gitlab-ci.yml",
    ".workflow/check.yml": "gitee/check.yml",
    ".workflow/comment.yml": "gitee/comment.yml",
    ".workflow/publish.yml": "gitee/publish.yml",
}
# What belongs to the site: written once, then its own.
_OWN = {
    settings.FILE: "mingzhang.toml",
    "README.md": "README.md",
    "CONTRIBUTING.md": "CONTRIBUTING.md",
    "datapackage/README.md": "datapackage.md",
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
}
OWNERS = "CODEOWNERS"
ENGINE, LOCK = "requirements.txt", "requirements.lock"
_INSTALL = (
    f"python3 -m pip install --quiet --require-hashes -r {LOCK}",
    f"python3 -m pip install --quiet --no-deps -r {ENGINE}",
)
_TEAM = re.compile(r"@[\w.-]+(?:/[\w.-]+)+")
_COMMAND = re.compile(r"@(mingzhang ([a-z-]+)|comment|propose|mend|attachment|deploy)")
_PLACE = re.compile(r"^( *)(# |- )((?:env [^@\n]*)?)@install(-alone)?\n", re.MULTILINE)
_STEP = "- name: 安装程序\n"


def make(folder: Path, engine: str, owners: str = "") -> None:
    """Make the repository in ``folder``, which must not be there yet or hold nothing but ``.git``.

    ``engine`` is what pip installs the program from; ``owners`` are the teams that review, as the host
    writes them (``@organisation/team``), with spaces between.  Made aside and put in place whole.  Raises
    UserError.
    """
    teams = owners.split()
    for team in teams:
        if not _TEAM.fullmatch(team):
            raise UserError(sentence("new_site.error.owner", found=team))
    if _is_taken(folder):
        raise UserError(sentence("new_site.error.taken", path=str(folder)))
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
    try:
        stage = aside / "site"
        _write(stage, {**own(), OWNERS: code_owners(teams), **renewed(engine)})
        if not folder.exists():
            stage.rename(folder)
            return
        for path in sorted(stage.iterdir()):
            path.rename(folder / path.name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def renew(folder: Path, engine: str) -> None:
    """Bring what comes from the program up to its version: workflows, forms, locks, copies of schemas.

    The site's own files stay as they are.  Raises UserError where there is no site.
    """
    if not (folder / settings.FILE).is_file():
        raise UserError(sentence("new_site.error.no_site", path=str(folder)))
    source = (folder / "scripts" / "build.py").is_file()
    here = {**workflows(scripts=True), **templates.files(), **server_files()}
    _write(folder, here if source else renewed(engine))
    for plan in package.find(folder / "datapackage"):
        if not (plan / SCHEMAS).is_symlink():
            put_schemas(plan, plan)


def own() -> dict[str, str]:
    """The files that the site's people write on, by path."""
    return {path: (_FILES / name).read_text(encoding="utf-8") for path, name in _OWN.items()}


def code_owners(teams: Sequence[str]) -> str:
    """Who reviews what; lines to fill in, which ask nobody, where no team is named."""
    told = (_FILES / OWNERS).read_text(encoding="utf-8")
    named = " ".join(teams) or "@组织/团队"
    sign = "" if teams else "# "
    paths = ("*", "/datapackage/", "/.github/", "/.gitlab-ci.yml", "/.workflow/")
    return told + "".join(f"{sign}{path:<20}{named}\n" for path in paths)


def renewed(engine: str) -> dict[str, str]:
    """The files that come from the program, by path."""
    told = (_FILES / ENGINE).read_text(encoding="utf-8")
    return {
        **workflows(scripts=False),
        **templates.files(),
        **server_files(),
        ENGINE: f"{told}{engine or f'mingzhang=={__version__}'}\n",
        LOCK: _lock(),
    }


def workflows(*, scripts: bool) -> dict[str, str]:
    """The hosts' workflows by path, with the commands as ``scripts/`` or as the installed program."""
    texts = {path: (_FILES / name).read_text(encoding="utf-8") for path, name in _WORKFLOWS.items()}
    return {path: _with_commands(text, scripts=scripts) for path, text in texts.items()}


def _with_commands(text: str, *, scripts: bool) -> str:
    def command(found: re.Match[str]) -> str:
        name = found[2] or found[1]
        if scripts:
            return f"python3 scripts/{name.replace('-', '_')}.py"
        return f"mingzhang {name}" if found[2] else f"python3 -m site_build.hosting {name}"

    def install(found: re.Match[str]) -> str:
        indent, sign, without, alone = found.groups()
        lines = _INSTALL[1:] if alone else _INSTALL
        if scripts:
            return ""
        if sign == "- ":
            return "".join(f"{indent}- {without}{line}\n" for line in lines)
        return f"{indent}{_STEP}{indent}  run: |\n" + "".join(f"{indent}    {line}\n" for line in lines)

    return _PLACE.sub(install, _COMMAND.sub(command, text))


def _lock() -> str:
    """The exact versions, with their hashes, of what this program was tested with."""
    source = Path(__file__).resolve().parents[3] / LOCK
    if source.is_file():
        return source.read_text(encoding="utf-8")
    found = [path for path in metadata.files("mingzhang") or () if path.name == LOCK]
    return Path(str(found[0].locate())).read_text(encoding="utf-8")


def _is_taken(folder: Path) -> bool:
    if not folder.exists():
        return folder.is_symlink()
    return not folder.is_dir() or any(path.name != ".git" for path in folder.iterdir())


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")

"""A new plan's package: every table with its header, the plan itself as the one source, a guide."""

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from site_build import language
from site_build.data import package, schemas
from site_build.editing.new_plan.answers import NewPlan
from site_build.editing.new_plan.guide import guide
from site_build.files.reasons import reason_of
from site_build.language import sentence
from site_build.problem import PackageError, UserError

# The row of sources.csv that stands for the plan's own document.
OWN_SOURCE = "plan"
SCHEMAS = "schemas"
# Where the program's source keeps them, seen from the site's folder.
_SOURCE = "site_build/data/schemas"


def make(plan: NewPlan, packages: Path, lang: str, created: date | None = None) -> Path:
    """Write the folder ``packages/<id>``: made aside, checked, then put in place by one rename.

    Raises UserError if it is there already or cannot be written; PackageError, a defect of ours, if
    what was made breaks a rule.
    """
    target = packages / plan.id
    try:
        packages.mkdir(parents=True, exist_ok=True)
        # One level deeper than a package lies: a build running now does not see the half-made one.
        aside = Path(tempfile.mkdtemp(prefix=".new-", dir=packages))
    except OSError as error:
        raise _unwritable(packages, error) from None
    try:
        stage = aside / plan.id
        stage.mkdir()
        for name, text in files(plan, lang, created).items():
            (stage / name).write_text(text, encoding="utf-8", newline="\n")
        problems = package.check(stage)
        if problems:
            raise PackageError(plan.id, problems)
        put_schemas(stage, target)
        if target.exists() or target.is_symlink():
            raise UserError(sentence("new_plan.fault.exists", path=str(target)))
        stage.rename(target)
    except OSError as error:
        raise _unwritable(target, error) from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return target


def _unwritable(path: Path, error: OSError) -> UserError:
    return UserError(sentence("new_plan.fault.unwritable", path=str(path), reason=reason_of(error)))


def files(plan: NewPlan, lang: str, created: date | None = None) -> dict[str, str]:
    """The package's files: name → text."""
    texts = {f"{name}.csv": _table(name, _rows(plan, name)) for name in schemas.RESOURCES}
    texts[language.load(lang).text("new_plan.guide.file")] = guide(plan, lang)
    document = json.dumps(descriptor(plan, lang, created), ensure_ascii=False, indent=2)
    texts[package.DESCRIPTOR] = f"{document}\n"
    return texts


def descriptor(plan: NewPlan, lang: str, created: date | None = None) -> dict[str, Any]:
    """``datapackage.json``, Data Package v2, in the form of the packages that are there."""
    texts = language.load(lang)
    values = {
        "title": plan.title,
        "authority": plan.authority,
        "number": plan.document_number,
        "jurisdiction": plan.jurisdiction,
        "first": str(plan.first),
        "last": str(plan.last),
        "day": plan.adopted,
    }
    origin = "origin" if plan.document_number else "origin_unnumbered"
    where = {"name": plan.jurisdiction} | ({"code": plan.code} if plan.code else {})
    about: dict[str, Any] = {
        "period": {"start": f"{plan.first}-01-01", "end": f"{plan.last}-12-31"},
        "baseline": str(plan.first - 1),
        "authority": plan.authority,
        "document_number": plan.document_number,
        "adopted": plan.adopted.isoformat(),
        "jurisdiction": where,
        "predecessor": plan.predecessor,
    }
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": plan.id,
        "id": plan.id,
        "title": plan.title,
        "description": texts.text(
            f"new_plan.data.description{'_year' if plan.first == plan.last else ''}", **values
        ),
        "version": "0.1.0",
        **({"created": f"{created.isoformat()}T00:00:00Z"} if created else {}),
        "keywords": [plan.jurisdiction, texts.text("new_plan.data.keyword")],
        "licenses": [
            {"name": plan.licence.name, "title": plan.licence.title, "path": plan.licence.path},
        ],
        "sources": [{"title": texts.text(f"new_plan.data.{origin}", **values)}],
        "contributors": [
            {"title": texts.text("new_plan.data.contributor", **values), "roles": ["maintainer"]},
        ],
        "plan": {key: value for key, value in about.items() if value},
        "resources": [
            {
                **schemas.resource(name),
                "schema": f"{SCHEMAS}/{name}.json",
            }
            for name in schemas.RESOURCES
        ],
    }


def _rows(plan: NewPlan, resource: str) -> Sequence[Mapping[str, str]]:
    """Every table starts empty but for the plan's own document, which its figures will come from."""
    if resource != "sources":
        return ()
    return (
        {
            "id": OWN_SOURCE,
            "title": plan.title,
            "publisher": plan.authority,
            "document_number": plan.document_number,
            "published": plan.adopted.isoformat(),
        },
    )


def _table(resource: str, rows: Sequence[Mapping[str, str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, schemas.columns(resource), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def put_schemas(stage: Path, target: Path) -> None:
    """Give the package that will lie at ``target`` the Table Schemas that its descriptor points at.

    Beside the program's own source they are a link, so that they are kept once; anywhere else, and where
    links may not be made (Windows without the right to), they are copies: a package is whole by itself.
    """
    shared = Path(schemas.__file__).resolve().parent
    if shared == target.resolve().parent.parent / _SOURCE:
        try:
            (stage / SCHEMAS).symlink_to(Path("..", "..", _SOURCE), target_is_directory=True)
        except (OSError, NotImplementedError):
            pass
        else:
            return
    (stage / SCHEMAS).mkdir(exist_ok=True)
    for name in schemas.RESOURCES:
        (stage / SCHEMAS / f"{name}.json").write_bytes((shared / f"{name}.json").read_bytes())

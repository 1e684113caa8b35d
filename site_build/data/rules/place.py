"""Where a problem is, in words."""

from site_build.data import schemas
from site_build.language import Catalogue, Words
from site_build.problem import Problem


def describe_place(problem: Problem, catalogue: Catalogue) -> list[str]:
    """Row and column, the column with what people call it; nothing where the whole file is meant."""
    said = []
    if problem.row is not None:
        said.append(catalogue.text("cli.row", row=problem.row))
    if problem.field:
        title = _title(problem)
        said.append(
            catalogue.text("hosting.report.column_title", column=problem.field, title=title)
            if title
            else catalogue.text("cli.column", column=problem.field)
        )
    return said


def _title(problem: Problem) -> Words | None:
    if problem.resource not in schemas.RESOURCES or not problem.file.endswith(".csv"):
        return None
    for field in schemas.read(problem.resource)["fields"]:
        if field["name"] == problem.field:
            return schemas.title(field)
    return None

"""The guide that lies in a new package: each table's columns and an example, generated from the schemas."""

from collections.abc import Iterator
from typing import Any

from site_build import language
from site_build.data import schemas
from site_build.editing.new_plan.answers import NewPlan
from site_build.language import Catalogue
from site_build.language.markdown import escape_file


def guide(plan: NewPlan, lang: str) -> str:
    """Markdown for people: how to fill in this plan's tables, with made-up examples in comment lines."""
    texts = language.load(lang)
    parts = [
        f"# {texts.text('new_plan.guide.title', title=escape_file(plan.title))}",
        texts.text("new_plan.guide.lead", id=plan.id),
        texts.text("new_plan.guide.steps", id=plan.id),
    ]
    for resource in schemas.RESOURCES:
        parts += _section(plan, resource, texts)
    return "\n\n".join(parts) + "\n"


def example(plan: NewPlan, resource: str, texts: Catalogue) -> str:
    """One fictional row of a table as a line of CSV."""
    return texts.text(
        f"new_plan.example.{resource}",
        baseline=str(plan.first - 1),
        first=str(plan.first),
        last=str(plan.last),
        published=f"{plan.first + 1}-03-15",
        adopted=plan.adopted.isoformat(),
    )


def _section(plan: NewPlan, resource: str, texts: Catalogue) -> Iterator[str]:
    schema = schemas.read(resource)
    title, _ = _words(schema, texts.language)
    yield f"## {resource}.csv · {title}"
    yield texts.text(f"new_plan.guide.{resource}")
    yield "\n".join(_columns(schema, texts))
    yield "\n".join(
        (
            "```csv",
            f"# {texts.text('new_plan.guide.fictional')}",
            f"# {','.join(schemas.columns(resource))}",
            f"# {example(plan, resource, texts)}",
            "```",
        )
    )


def _columns(schema: dict[str, Any], texts: Catalogue) -> Iterator[str]:
    heads = [texts.text(f"new_plan.guide.{name}") for name in ("column", "heading", "required", "meaning")]
    yield f"| {' | '.join(heads)} |"
    yield "|---|---|---|---|"
    for field in schema["fields"]:
        title, meaning = _words(field, texts.language)
        needed = texts.text("new_plan.guide.yes") if field.get("constraints", {}).get("required") else ""
        yield f"| `{field['name']}` | {escape_file(title)} | {needed} | {escape_file(meaning)} |"


def _words(described: dict[str, Any], lang: str) -> tuple[str, str]:
    """Title and description in a language."""
    return schemas.title(described).in_language(lang), schemas.description(described).in_language(lang)

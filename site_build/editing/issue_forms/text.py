"""A form as plain text: headings to answer under, for hosts that have no forms."""

from collections.abc import Mapping

from site_build.editing.issue_forms.fields import LANGUAGE, Field, Form
from site_build.language import load


def write_text(form: Form, values: Mapping[str, str]) -> str:
    """The form as a text to fill in, each question a heading, the known answers in their places."""
    parts = []
    for field in form.fields:
        answer = " ".join(values.get(field.id, "").split())
        parts += [f"### {field.label}", "", answer or _hint(field), ""]
    return "\n".join(parts)


def _hint(field: Field) -> str:
    """What to fill in, as a comment that is not shown and not read."""
    words = load(LANGUAGE)
    chosen = words.text("issue_forms.separator").join(field.option(code) for code in field.options)
    example = words.text("issue_forms.example", text=field.placeholder) if field.placeholder else ""
    return f"<!-- {' '.join(part for part in (field.description, chosen or example) if part)} -->"

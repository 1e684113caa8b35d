"""The forms as the hosts want them: YAML for GitHub and Gitee, Markdown for GitLab."""

from collections.abc import Mapping
from typing import Any

import yaml

from site_build.editing.issue_forms.fields import FORMS, LANGUAGE, Field, Form
from site_build.editing.issue_forms.text import write_text
from site_build.language import load


def files() -> Mapping[str, str]:
    """Every template by its path in the repository."""
    made: dict[str, str] = {}
    for host in ("github", "gitee"):
        folder = f".{host}/ISSUE_TEMPLATE"
        made[f"{folder}/config.yml"] = _yaml({"blank_issues_enabled": True})
        for form in FORMS:
            # Gitee's way to write the answers of a choice is not GitHub's: there it is typed.
            document = _form(form, with_choices=host == "github")
            hint = (load(LANGUAGE).text("issue_forms.fill", name=form.name),) if host == "github" else ()
            made[f"{folder}/{form.name}.yml"] = _yaml(document, *hint)
    for form in FORMS:
        made[f".gitlab/issue_templates/{form.title}.md"] = _markdown(form)
    return made


def _markdown(form: Form) -> str:
    return f"<!-- {_one_line(form.intro)} -->\n\n{write_text(form, {})}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _form(form: Form, *, with_choices: bool) -> dict[str, Any]:
    return {
        "name": form.title,
        "description": form.description,
        "title": form.prefix,
        "body": [
            {"type": "markdown", "attributes": {"value": form.intro}},
            *(_element(field, with_choices=with_choices) for field in form.fields),
        ],
    }


def _element(field: Field, *, with_choices: bool) -> dict[str, Any]:
    choices = [field.option(code) for code in field.options]
    attributes: dict[str, Any] = {"label": field.label, "description": field.description}
    kind = "textarea" if field.long else "input"
    if choices and with_choices:
        kind = "dropdown"
        attributes["options"] = choices
    elif example := field.placeholder or load(LANGUAGE).text("issue_forms.separator").join(choices):
        attributes["placeholder"] = example
    return {
        "type": kind,
        "id": field.id,
        "attributes": attributes,
        "validations": {"required": field.required},
    }


def _yaml(document: Mapping[str, Any], *remarks: str) -> str:
    head = "".join(f"# {line}\n" for line in (load(LANGUAGE).text("issue_forms.made"), *remarks))
    return head + yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=1000)

"""The templates in the repository are the ones that the code reads, and such as the hosts accept."""

import re

import pytest
import yaml

from site_build.editing.issue_forms.fields import FORMS
from site_build.editing.issue_forms.reading import read
from site_build.editing.issue_forms.templates import files
from tests.conftest import ROOT

FILES = files()


@pytest.mark.parametrize("path", sorted(FILES))
def test_the_file_is_what_the_definition_gives(path: str) -> None:
    assert (ROOT / path).read_text("utf-8") == FILES[path], "run python3 scripts/issue_forms.py"


def test_no_other_template_lies_beside_them() -> None:
    for folder in (".github/ISSUE_TEMPLATE", ".gitee/ISSUE_TEMPLATE", ".gitlab/issue_templates"):
        found = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).iterdir()}
        assert found == {path for path in FILES if path.startswith(folder)}


@pytest.mark.parametrize(
    "path", sorted(path for path in FILES if path.endswith(".yml") and "config" not in path)
)
def test_a_form_is_one_that_the_hosts_accept(path: str) -> None:
    form = yaml.safe_load(FILES[path])
    assert {"name", "description", "body"} <= set(form) <= {"name", "description", "title", "body"}
    ids, labels = [], []
    for element in form["body"]:
        assert element["type"] in {"markdown", "input", "textarea", "dropdown"}
        if element["type"] == "markdown":
            continue
        ids.append(element["id"])
        labels.append(element["attributes"]["label"])
        assert isinstance(element["validations"]["required"], bool)
        if element["type"] == "dropdown":
            options = element["attributes"]["options"]
            assert all(isinstance(option, str) for option in options)
            assert len(set(options)) == len(options)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", id_) for id_ in ids)
    assert len(set(ids)) == len(ids)
    assert len(set(labels)) == len(labels)
    assert {"plan", "indicator", "period"} <= set(ids)


def test_only_a_copy_and_the_last_question_take_more_than_one_line() -> None:
    for form in FORMS:
        long = {field.id for field in form.fields if field.long}
        assert long == {form.fields[-1].id} | ({"copy"} & {field.id for field in form.fields})


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_a_text_template_left_as_it_is_answers_nothing(form: object) -> None:
    assert isinstance(form, type(FORMS[0]))
    submission = read(FILES[f".gitlab/issue_templates/{form.title}.md"])
    assert submission is not None
    assert submission.form is form
    assert submission.answers == {}

"""A submitted form read back: which form it is and what was answered."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt

from site_build.editing.issue_forms.fields import FORMS, Field, Form

# What the hosts write where nothing was answered; of a choice GitHub also writes None, which of any other
# question is what somebody typed.
_NOTHING = frozenset({"_No response_", "_无回应_"})
_NO_CHOICE = "None"
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
# Only headings and comments count: what people write between them may look like anything.
_MARKDOWN = MarkdownIt("zero").enable(["heading", "html_block"])


@dataclass(frozen=True, slots=True)
class Submission:
    """A form and its answers by the field's id; a question not answered has none."""

    form: Form
    answers: Mapping[str, str]


def read(body: str) -> Submission | None:
    """The submitted form in ``body``, Markdown with a heading above each answer; None if it is none.

    The form is the one most of whose questions are there.  A heading counts as a question once and in
    the form's order, so that headings inside the last answer, the only long one, belong to it.
    """
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    headings = _headings("\n".join(lines))
    found = [(form, _places(form, headings)) for form in FORMS]
    form, places = max(found, key=lambda one: len(one[1]))
    if not places:
        return None
    ends = [start for _, start, _ in places[1:]] + [len(lines)]
    answers = {
        field.id: answer
        for (field, _, behind), end in zip(places, ends, strict=True)
        if (answer := _answer(field, "\n".join(lines[behind:end])))
    }
    return Submission(form, answers)


def _headings(body: str) -> list[tuple[str, int, int]]:
    """Text, first line and the line behind it, of every heading."""
    tokens = _MARKDOWN.parse(body)
    return [
        (inline.content.strip(), token.map[0], token.map[1])
        for token, inline in pairwise(tokens)
        if token.type == "heading_open" and token.map
    ]


def _places(form: Form, headings: list[tuple[str, int, int]]) -> list[tuple[Field, int, int]]:
    """The form's questions among the headings, in the form's order."""
    places, left = [], list(form.fields)
    for text, start, behind in headings:
        labels = [field.label for field in left]
        if text in labels:
            at = labels.index(text)
            places.append((left[at], start, behind))
            left = left[at + 1 :]
    return places


def _answer(field: Field, text: str) -> str:
    """The answer without comments and white space around it; a choice by its code."""
    answer = _COMMENT.sub("", text).strip()
    if answer in _NOTHING or (field.options and answer == _NO_CHOICE):
        return ""
    for code in field.options:
        if answer in {code, field.option(code)}:
            return code
    return answer

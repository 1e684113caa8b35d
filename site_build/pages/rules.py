"""One page for each rule of validation: what it says, why it is there, an example and its mend."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from site_build.data import schemas
from site_build.data.rules import GROUPS, MECHANICAL
from site_build.data.rules.examples import Example, all_examples
from site_build.pages.search_documents import PageSearch
from site_build.pages.writer import Page, Writer, mark

FOLDER = "contribute/rules"
INDEX = f"{FOLDER}/index.md"


def path_of(code: str) -> str:
    """The page of a rule in the tree."""
    return f"{FOLDER}/{code}/index.md"


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule in the list."""

    code: str
    path: str
    mended: bool


def pages(writer: Writer) -> Iterator[Page]:
    """The list of all rules and each rule's page."""
    groups = [
        (name, [RuleLine(rule.code, path_of(rule.code), rule.mechanical) for rule in rules])
        for name, rules in GROUPS.items()
    ]
    yield writer.page(INDEX, "rules.md.j2", groups=groups)
    for rules in GROUPS.values():
        for rule in rules:
            yield _page(writer, all_examples()[rule.code], warning=rule.warning)


def _page(writer: Writer, example: Example, *, warning: bool) -> Page:
    broken, mended = _shown(writer, example)
    return writer.page(
        path_of(example.code),
        "rule.md.j2",
        PageSearch(context=writer.catalogue.text("pages.rules.index.title")),
        index=INDEX,
        code=example.code,
        example=example,
        broken=broken,
        mended=mended,
        place=_place(writer, example),
        mechanical=example.code in MECHANICAL,
        warning=warning,
    )


def _place(writer: Writer, example: Example) -> Markup | None:
    """Where the example stands: which file, which column."""
    if example.kind == "cell":
        field = next(row for row in schemas.read(example.resource)["fields"] if row["name"] == example.column)
        title = schemas.title(field).in_language(writer.catalogue.language)
        return writer.text("pages.rules.place.cell", file=example.file, column=example.column, title=title)
    if example.file:
        return writer.text("pages.rules.place.file", file=example.file)
    return None


def _shown(writer: Writer, example: Example) -> tuple[Markup, Markup]:
    """The broken and the mended form as HTML, each marked where it differs from the other."""
    if example.kind == "words":
        first, second = (f"rules.{example.code}.{form}" for form in ("broken", "mended"))
        return writer.text(first), writer.text(second)
    broken, mended = example.broken.rstrip("\n"), example.mended.rstrip("\n")
    start = _common(broken, mended)
    end = _common(broken[start:][::-1], mended[start:][::-1])
    nothing = writer.text("pages.rules.nothing")
    return _marked(writer, broken, start, end, nothing), _marked(writer, mended, start, end, nothing)


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common from their beginning."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _marked(writer: Writer, text: str, start: int, end: int, nothing: Markup) -> Markup:
    if not text:
        return Markup("<i>{}</i>").format(nothing)
    until = len(text) - end
    before, differs, after = (
        _visible(writer, part) for part in (text[:start], text[start:until], text[until:])
    )
    return Markup("{}<mark>{}</mark>{}").format(before, differs, after) if differs else before + after


def _visible(writer: Writer, text: str) -> Markup:
    """Text for a block of code: as it is, but characters that cannot be seen by their number."""
    shown = (
        character if character.isprintable() or character in "\n\u3000" else f"[U+{ord(character):04X}]"
        for character in text
    )
    return mark(escape("".join(shown)), writer.catalogue.language)

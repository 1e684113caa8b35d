"""Values inside a tag of a template: an attribute holds text alone, so no element may reach it."""

from collections.abc import Iterable, Iterator

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

FILTER = "unmarked"


class AttributeValues(Extension):
    """Passes every ``{{ … }}`` that stands between a tag's brackets through the filter ``unmarked``."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """The template's tokens, with the filter where it is due."""
        inside = False
        for token in stream:
            if token.type == "data":
                inside = _ends_inside(token.value, inside)
            if inside and token.type == "variable_end":
                yield from _tokens(token.lineno, ("rparen", ")"), ("pipe", "|"), ("name", FILTER))
            yield token
            if inside and token.type == "variable_begin":
                yield from _tokens(token.lineno, ("lparen", "("))


def _ends_inside(text: str, inside: bool) -> bool:
    """Whether a tag is open where ``text`` ends; ``inside`` whether one was where it began."""
    opened, closed = text.rfind("<"), text.rfind(">")
    return inside if opened == closed else opened > closed


def _tokens(line: int, *tokens: tuple[str, str]) -> Iterator[Token]:
    return (Token(line, kind, value) for kind, value in tokens)

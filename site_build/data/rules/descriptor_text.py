"""Rules on every text and every number of ``datapackage.json``, wherever it stands in the file."""

import json
from collections.abc import Iterator
from typing import Any

from site_build.data.addresses import is_path_inside, is_web_address
from site_build.data.rules.cells import MOST_DIGITS, find_html
from site_build.data.rules.characters import describe_character, find_forbidden
from site_build.data.rules.sizes import LONGEST_CELL, find_long_word
from site_build.data.rules.tables import at
from site_build.language import sentence
from site_build.problem import Problem

FILE = "datapackage.json"
# Deeper than any descriptor goes: a program that reads it must not fail at its depth.
DEEPEST = 12
# What these name, in the standard or in ours, is an address; the tables' own paths have a rule of their own.
_ADDRESSES = frozenset({"path", "url", "homepage", "image", "href", "profile", "$schema", "evidence_url"})


class _Object(dict[str, Any]):
    """An object, and the names that stand in it more than once."""

    repeated: tuple[str, ...] = ()


class _NoNumber(str):
    """How a number was written that is none, or has more digits than any program keeps."""

    __slots__ = ()


def parse(text: str) -> Any:
    """The JSON as it stands; raises json.JSONDecodeError, or RecursionError where it is too deep to read."""
    return json.loads(
        text, object_pairs_hook=_object, parse_constant=_NoNumber, parse_int=_whole, parse_float=_real
    )


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    made = _Object(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        made.repeated = tuple(sorted({name for name in made if names.count(name) > 1}))
    return made


def _whole(text: str) -> int | _NoNumber:
    return int(text) if len(text.lstrip("-")) <= MOST_DIGITS else _NoNumber(text)


def _real(text: str) -> float | _NoNumber:
    digits = sum(character.isdigit() for character in text)
    value = float(text) if digits <= MOST_DIGITS + 1 else float("inf")
    return value if abs(value) < 10.0**MOST_DIGITS else _NoNumber(text)


def check_texts(descriptor: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """The descriptor without what cannot be shown, and what is wrong in its texts, numbers and names."""
    problems: list[Problem] = []
    cleaned = _cleaned(descriptor, "", "", 0, problems)
    return cleaned, problems


def _cleaned(value: Any, name: str, path: str, depth: int, problems: list[Problem]) -> Any:
    """``name`` is what the value is called, ``path`` where it stands; problems are added to the list."""
    if depth > DEEPEST:
        reason = sentence("rules.descriptor.why.nested")
        problems.append(at("descriptor", "", FILE, None, path[:200], reason=reason))
        return None
    if isinstance(value, dict):
        return _cleaned_object(value, path, depth, problems)
    if isinstance(value, list):
        return [
            _cleaned(item, name, f"{path}[{place}]", depth + 1, problems) for place, item in enumerate(value)
        ]
    if isinstance(value, _NoNumber):
        long = any(character.isdigit() for character in value)
        found = f"{value[:20]}…" if len(value) > 20 else str(value)
        problems.append(
            at("digits", "", FILE, None, path, cell=found, most=MOST_DIGITS)
            if long
            else at("number", "", FILE, None, path, cell=found)
        )
        return None
    if isinstance(value, str):
        problems += _of_text(value, name, path)
        return _shown(value)
    return value


def _cleaned_object(value: dict[str, Any], path: str, depth: int, problems: list[Problem]) -> dict[str, Any]:
    for key in getattr(value, "repeated", ()):
        place = _below(path, key)
        problems += [at("key-repeated", "", FILE, None, place, key=place)]
    made: dict[str, Any] = {}
    for key, item in value.items():
        place = _below(path, key)
        problems += _of_text(key, "", place)
        made[_shown(key)] = _cleaned(item, key, place, depth + 1, problems)
    return made


def _below(path: str, key: str) -> str:
    name = _shown(key if len(key) <= 60 else f"{key[:60]}…")
    return f"{path}.{name}" if path else name


def _shown(text: str) -> str:
    """The text with a sign in place of halves of characters, which nothing can print."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _of_text(text: str, name: str, path: str) -> Iterator[Problem]:
    """What is wrong in one text: the plainest, once."""
    place = find_forbidden(text)
    if place is not None:
        yield at("control-character", "", FILE, None, path, **describe_character(text, place))
    elif found := find_html(text):
        yield at("html", "", FILE, None, path, found=found)
    elif len(text) > LONGEST_CELL:
        yield at("cell-too-long", "", FILE, None, path, length=len(text), longest=LONGEST_CELL)
    elif name in _ADDRESSES and text and not path.startswith("resources["):
        if not (is_web_address(text) or (":" not in text and is_path_inside(text))):
            yield at("url", "", FILE, None, path, cell=_shown(text))
    elif word := find_long_word(text):
        yield at("word-too-long", "", FILE, None, path, **word)

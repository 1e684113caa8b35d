"""A line that was typed wrong, answered in the reader's language: Typer itself speaks English only."""

import itertools
from collections.abc import Sequence

from typer.exceptions import TyperException

from site_build import language
from site_build.cli.common import say


def say_usage(error: TyperException, words: Sequence[str]) -> None:
    """Say what is missing or unknown, and how to see what the command takes."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        # Its message is the whole help.
        print(error.format_message())  # noqa: T201 - already laid out
        return
    lang = _language(words)
    missing = getattr(getattr(error, "param", None), "name", "")
    option = getattr(error, "option_name", "")
    if kind == "MissingParameter" and missing:
        say(lang, "cli.usage.missing", "red", name=missing)
    elif kind == "NoSuchOption" and option:
        say(lang, "cli.usage.option", "red", name=option)
    else:
        say(lang, "cli.usage.other", "red", detail=error.format_message())
    say(lang, "cli.usage.help", command=language.as_typed(_script(words)))


def _language(words: Sequence[str]) -> str:
    asked = [after for word, after in itertools.pairwise(words) if word == "--lang"]
    return asked[-1] if asked and asked[-1] in language.LANGUAGES else language.DEFAULT_LANGUAGE


def _script(words: Sequence[str]) -> str:
    """What people type to start the command."""
    name = words[0].replace("-", "_") if words and not words[0].startswith("-") else "build"
    return f"python3 scripts/{name}.py"

"""Vega for the browser: one file for the whole site, from the library that draws the charts."""

from functools import cache

from site_build.charts.vega.template import PREPARED

BUNDLE = "vega.js"
# vl-convert carries its modules under these names and asks no host for them.  What is taken: parser, view,
# and the interpreter, with which Vega evaluates expressions without ``eval``.
_SNIPPET = """\
import {{ parse, View }} from "https://cdn.jsdelivr.net/npm/vega@{vega}/+esm";
import {{ expressionInterpreter }} from "https://cdn.jsdelivr.net/npm/vega-interpreter@{interpreter}/+esm";
export {{ parse, View, expressionInterpreter }};
"""
_INTERPRETER = "2.0.0"
_NOTICE = "/*! Vega {vega}, vega-interpreter {interpreter}, and what they rest on. Licences: LICENSE.txt */\n"


@cache
def bundle_path() -> str:
    """Where the file lies in the site; another version is another file, so that it may be kept for good."""
    return f"assets/vega/vega-{_version()}.js"


def bundle() -> str:
    """The file's text: an ES module that exports ``parse``, ``View`` and ``expressionInterpreter``.

    Some 590 kB, 205 kB compressed.  It is made beforehand, by :mod:`prepare`: that takes the engine a second.
    """
    return (PREPARED / BUNDLE).read_text(encoding="utf-8")


def built() -> bytes:
    """The file, made anew."""
    import vl_convert

    versions = {"vega": _version(), "interpreter": _INTERPRETER}
    text = _NOTICE.format(**versions) + str(vl_convert.javascript_bundle(_SNIPPET.format(**versions)))
    return text.encode("utf-8")


def _version() -> str:
    import vl_convert

    return str(vl_convert.get_vega_version())

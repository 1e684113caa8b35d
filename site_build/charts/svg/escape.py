"""Words and names of data inside a drawing: they show as they are and do nothing."""

import re

from markupsafe import Markup, escape

# What no XML document may hold: one such character and a drawing is no drawing.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9_.-]")


def xml_text(text: str) -> Markup:
    """Text for an element or a quoted attribute; what XML cannot hold is shown as missing."""
    return escape(without_forbidden(text))


def without_forbidden(text: str) -> str:
    """The text with a sign for what is missing in place of each character that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def element_id(name: str) -> str:
    """A name as an element's id: other signs than letters, digits, points and hyphens as their numbers."""
    return _NOT_IN_ID.sub(lambda found: f"_{ord(found[0]):x}_", name)

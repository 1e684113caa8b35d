"""Text of data inside Markdown: it shows as it is and does nothing."""

import re

_MARKUP = re.compile(r"[\\`*_{}\[\]<>()#+!|~$%^&@:]|(?<=www)\.")


def escape_line(text: str) -> str:
    """Text of data that renders as just that text: no markup, no link, no mention of anybody."""
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", " ".join(text.split()))

"""The text of a file that was saved in another encoding, where there is no doubt which."""

import re

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_PUNCTUATION = re.compile("[\u00a0\u00b7\u2000-\u206f\u3000-\u303f\uff00-\uffef]")
# Letters of the commonest Chinese character set that a text read in the right encoding is made of, at least.
_USUAL = 0.9


def decoded(data: bytes) -> tuple[str, str] | None:
    """The text and the name of its encoding; None where the bytes allow more than one reading."""
    body = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return body.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    if data.startswith(_UTF_16):
        return _strict(data, "utf-16", "UTF-16")
    if _mixed(body):
        return None
    found = _strict(body, "gb18030", "GBK")
    return found if found and _usual(found[0]) else None


def _strict(data: bytes, codec: str, name: str) -> tuple[str, str] | None:
    try:
        return data.decode(codec), name
    except UnicodeDecodeError:
        return None


def _mixed(data: bytes) -> bool:
    """Whether some line is Chinese in UTF-8 although the file is not: two files pasted together."""
    for line in data.split(b"\n"):
        try:
            if max(line.decode("utf-8"), default="") >= "\u2000":
                return True
        except UnicodeDecodeError:
            continue
    return False


def _usual(text: str) -> bool:
    """Whether the characters are such as people write: a wrong reading is full of rare ones."""
    special = [character for character in text if character > "\x7f"]
    usual = {character for character in set(special) if _PUNCTUATION.match(character) or _common(character)}
    return sum(character in usual for character in special) >= _USUAL * len(special)


def _common(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True

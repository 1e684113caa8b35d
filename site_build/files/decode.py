"""Bytes to text: which encoding a file was saved in, and the lines that are in another."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_PUNCTUATION = re.compile("[\u00a0\u00b7\u2000-\u206f\u3000-\u303f\uff00-\uffef]")
# Of the characters in a text read in the right encoding, at least this share is such as people write.
_USUAL = 0.9


class Encoding(StrEnum):
    """An encoding by the name people know it by."""

    UTF_8 = "UTF-8"
    UTF_16 = "UTF-16"
    # Excel in China saves “CSV” in it; GB 18030 contains it and reads it.
    GBK = "GBK"
    BIG5 = "Big5"
    # Most lines are UTF-8, some are GBK: two files pasted together, or a row added by another program.
    MIXED = "UTF-8 + GBK"
    UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A file's text.

    ``certain`` says that the bytes allow no other reading; ``odd_lines`` are the lines (from 1) that are
    not UTF-8 where the others are.  In a text that is not certain, what cannot be read is U+FFFD.
    """

    text: str
    encoding: Encoding
    certain: bool = True
    odd_lines: tuple[int, ...] = ()


def decode(data: bytes) -> DecodedText:
    """Read a file's bytes as text, without its byte order mark.  Never raises."""
    body = data.removeprefix(BYTE_ORDER_MARK)
    text = _strict(body, "utf-8")
    if text is not None:
        return DecodedText(text, Encoding.UTF_8)
    if data.startswith(UTF_16_MARKS):
        text = _strict(data, "utf-16")
        return DecodedText(data.decode("utf-16", "replace"), Encoding.UTF_16, text is not None)
    lines = body.split(b"\n")
    if _has_chinese_line(lines):
        return _mixed(lines)
    return _national(body)


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _has_chinese_line(lines: list[bytes]) -> bool:
    """Whether some line is Chinese in UTF-8 although the file is not UTF-8."""
    found = (_strict(line, "utf-8") for line in lines)
    return any(text is not None and max(text, default="") >= "\u2000" for text in found)


def _mixed(lines: list[bytes]) -> DecodedText:
    """Lines of UTF-8 and lines of GBK, each read as what it is."""
    read, odd, certain = [], [], True
    for number, line in enumerate(lines, start=1):
        text = _strict(line, "utf-8")
        if text is None:
            odd.append(number)
            text = _strict(line, "gb18030")
            certain = certain and text is not None and _share(text, _is_gb2312) >= _USUAL
        read.append(line.decode("utf-8", "replace") if text is None else text)
    encoding = Encoding.MIXED if certain else Encoding.UNKNOWN
    return DecodedText("\n".join(read), encoding, certain, tuple(odd))


def _national(body: bytes) -> DecodedText:
    """Simplified or traditional Chinese: the one of which more characters are such as people write."""
    found = [
        (_share(text, common), _share(text, usual) >= _USUAL, DecodedText(text, encoding))
        for encoding, codec, common, usual in (
            (Encoding.GBK, "gb18030", _is_common_gb2312, _is_gb2312),
            (Encoding.BIG5, "cp950", _is_common_big5, _is_common_big5),
        )
        if (text := _strict(body, codec)) is not None
    ]
    if not found:
        odd = tuple(n for n, line in enumerate(body.split(b"\n"), 1) if _strict(line, "utf-8") is None)
        return DecodedText(body.decode("utf-8", "replace"), Encoding.UNKNOWN, False, odd)
    _, certain, best = max(found, key=lambda one: one[0])
    return DecodedText(best.text, best.encoding, certain)


def _share(text: str, usual: Callable[[str], bool]) -> float:
    """Which share of the characters beyond ASCII is usual; a wrong reading is full of rare ones."""
    special = [character for character in text if character > "\x7f"]
    known = {one for one in set(special) if _PUNCTUATION.match(one) or usual(one)}
    return sum(one in known for one in special) / len(special) if special else 1.0


def _is_gb2312(character: str) -> bool:
    return _code(character, "gb2312") is not None


def _is_common_gb2312(character: str) -> bool:
    """Whether it is one of the 3,755 characters of the standard's first level."""
    code = _code(character, "gb2312")
    return code is not None and b"\xb0\xa1" <= code <= b"\xd7\xf9"


def _is_common_big5(character: str) -> bool:
    """Whether it is one of the 5,401 characters of the encoding's first level."""
    code = _code(character, "cp950")
    return code is not None and b"\xa4\x40" <= code <= b"\xc6\x7e"


def _code(character: str, codec: str) -> bytes | None:
    try:
        return character.encode(codec)
    except UnicodeEncodeError:
        return None


def lines_not_utf_8(data: bytes) -> Iterator[int]:
    """The lines, from 1, that are not UTF-8."""
    for number, line in enumerate(data.split(b"\n"), start=1):
        if _strict(line, "utf-8") is None:
            yield number

"""Traditional characters, so that whoever types them finds the simplified text."""

from functools import cache

_FIRST, _LAST = 0x4E00, 0x9FFF


def simplified_forms(text: str) -> dict[str, str]:
    """Every traditional character whose simplified one stands in ``text``, with that one."""
    present = set(text)
    return {before: after for before, after in _pairs() if after in present}


def simplified(text: str) -> str:
    """A text with its traditional characters as simplified ones."""
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    return {ord(before): after for before, after in _pairs()}


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    # Imported here: the library reads its dictionaries when it is asked first.
    from opencc import OpenCC

    before = [chr(point) for point in range(_FIRST, _LAST + 1)]
    after = OpenCC("t2s").convert("\n".join(before)).split("\n")
    return tuple((one, other) for one, other in zip(before, after, strict=True) if one != other)

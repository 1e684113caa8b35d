"""What a spreadsheet prints of a number: the part of its number formats that tables of figures use."""

import re
from decimal import ROUND_HALF_UP, Decimal

_TOKEN = re.compile(r'"([^"]*)"|[\\\\!](.)|_(.)|\*(.)|\[([^\]]*)\]|([0#?]+)|([.,%])|(.)')
# Formats of days and words, which are no figures.
_OTHER = re.compile(r"[ymdhse@]", re.IGNORECASE)


def print_number(value: Decimal, number_format: str) -> str | None:
    """The number as its cell shows it; None where the format is none of figures.

    ``"["0"]"`` prints ``[3]``, ``#,##0`` prints ``1,234``, ``0!.0,`` prints 38000 as ``3.8``.
    """
    if number_format in {"", "General"}:
        return plain(value)
    sections = number_format.split(";")
    section = sections[0]
    if value < 0 and len(sections) > 1:
        section, value = sections[1], -value
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    tokens = [found.groups() for found in _TOKEN.finditer(section)]
    if any(token[7] and _OTHER.match(token[7]) for token in tokens):
        return None
    places = [number for number, token in enumerate(tokens) if token[5]]
    if not places:
        return None
    return _filled(value, tokens, places)


def plain(value: Decimal) -> str:
    """A number without exponent and without noughts at its end."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _filled(value: Decimal, tokens: list[tuple[str | None, ...]], places: list[int]) -> str:
    """The tokens with the number's digits in their places."""
    signs = [token[6] for token in tokens]
    point = next((n for n, sign in enumerate(signs) if sign == "." and n > places[0]), len(tokens))
    last_whole = max(n for n in places if n < point)
    grouped = any(signs[n] == "," for n in range(places[0], last_whole))
    scaled = sum(sign == "," for n, sign in enumerate(signs) if n > places[-1] or last_whole < n < point)
    decimals = "".join(tokens[n][5] or "" for n in places if n > point)
    shown = value / Decimal(1000) ** scaled * (100 if "%" in signs else 1)
    step = Decimal(1).scaleb(-len(decimals))
    whole, _, part = format(abs(shown.quantize(step, ROUND_HALF_UP)), "f").partition(".")
    while part and decimals[len(part) - 1] in "#?" and part.endswith("0"):
        part = part[:-1]
    slots = [len(tokens[n][5] or "") for n in places if n <= last_whole]
    pieces = _cut(f"{int(whole):,}" if grouped else whole, [1] if grouped else slots)
    sign = "-" if shown < 0 else ""
    out, given = "", iter([sign + pieces[0], *pieces[1:]])
    for number, (quoted, escaped, _, _, _, digits, mark, other) in enumerate(tokens):
        if digits and number <= last_whole:
            out += "" if grouped and number > places[0] else next(given, "")
        elif digits and number > point:
            out, part = out + part, ""
        elif mark == "%" or (mark == "." and number == point and part):
            out += mark
        else:
            out += quoted or escaped or other or ""
    return out.strip()


def _cut(digits: str, slots: list[int]) -> list[str]:
    """Digits for several groups of places; those beyond the last groups go to the first."""
    digits = digits.zfill(sum(slots))
    pieces: list[str] = []
    for size in reversed(slots[1:]):
        pieces.insert(0, digits[-size:])
        digits = digits[:-size]
    return [digits, *pieces]

"""What is changed, as it is shown before anything is written."""

from dataclasses import dataclass

from site_build.language import Sentence


@dataclass(frozen=True, slots=True)
class FixChange:
    """One change: in which cell (or row, or file), from what, to what, and why it may be made.

    ``row`` is the row's number before the change, as a spreadsheet counts; ``None`` means the whole file.
    """

    file: str
    row: int | None
    field: str | None
    before: str | Sentence
    after: str | Sentence
    why: Sentence

"""What a reader of tables is not sure of: where, what was read, what it was taken for, what to check."""

from dataclasses import dataclass, field
from enum import StrEnum

from site_build.language import Sentence, sentence


class Certainty(StrEnum):
    """How sure a reading is; what is sure is not flagged."""

    CANNOT = "cannot"
    UNSURE = "unsure"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """A warning about one row's reading; ``about`` is the role of the column it arose from."""

    code: str
    about: str
    read: str
    taken: Sentence | str
    certainty: Certainty
    values: tuple[tuple[str, object], ...] = ()

    @property
    def check(self) -> Sentence:
        """What a person should look at."""
        return sentence(f"table_import.flag.{self.code}", **dict(self.values))


@dataclass(frozen=True, slots=True)
class Flag:
    """A warning, placed: the rows of the file (none: the whole table), the column's heading, the cell."""

    warning: ReadingWarning
    rows: tuple[int, ...] = ()
    column: str = ""
    cell: str = ""
    names: tuple[str, ...] = field(default=())


ORDER = {certainty: place for place, certainty in enumerate(Certainty)}


def warning(
    code: str, about: str, read: str, taken: Sentence | str, certainty: Certainty, **values: object
) -> ReadingWarning:
    """Make a warning; its sentence stands in the catalogue under ``table_import.flag.<code>``."""
    return ReadingWarning(code, about, read, taken, certainty, tuple(sorted(values.items())))

"""What is wrong in a workbook that came back, said of its sheets and cells."""

from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from site_build.language import DEFAULT_LANGUAGE, Sentence, load, sentence
from site_build.problem import UserError


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """What is wrong in one place of a workbook, and how to mend it.

    ``sheet`` is the sheet's title as it stands there; ``row`` and ``column`` count from 1 and are
    ``None`` where the whole sheet is meant; ``header`` is the column's title, empty if it has none.
    """

    code: str
    sheet: str
    row: int | None
    column: int | None
    header: str
    message: Sentence
    remedy: Sentence

    @property
    def address(self) -> str:
        """The place as spreadsheets write it: ``公布的数字!D7``."""
        if self.row is None:
            return self.sheet
        return f"{self.sheet}!{get_column_letter(self.column or 1)}{self.row}"


class WorkbookError(Exception):
    """A workbook that cannot be brought back, with everything wrong in it; nothing was written."""

    def __init__(self, problems: Iterable[SheetProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problems")


def refuse(code: str, /, **values: object) -> UserError:
    """A refusal with the catalogue's sentence."""
    return UserError(sentence(f"workbook.refused.{code}", **values))


def problem(
    code: str,
    sheet: str,
    row: int | None = None,
    column: int | None = None,
    header: str = "",
    /,
    **values: object,
) -> SheetProblem:
    """A problem with the catalogue's sentences."""
    return SheetProblem(
        code,
        sheet,
        row,
        column,
        header,
        sentence(f"{_table(code)}.{code}.message", **values),
        sentence(f"{_table(code)}.{code}.remedy", **values),
    )


def _table(code: str) -> str:
    """Where a problem's sentences stand: what is wrong with a text is said alike wherever it was typed."""
    return (
        "editing.cell" if load(DEFAULT_LANGUAGE).has(f"editing.cell.{code}.message") else "workbook.problem"
    )

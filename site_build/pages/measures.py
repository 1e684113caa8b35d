"""The tasks of the plan's text, chapter by chapter."""

from dataclasses import dataclass
from itertools import groupby

from site_build.language import Sentence
from site_build.model import Measure
from site_build.pages import notes
from site_build.pages.book import SHAPES, BookView
from site_build.pages.environment import Page


@dataclass(frozen=True, slots=True)
class Row:
    """A measure and where it stands."""

    measure: Measure
    status: str
    explanation: Sentence
    department: str


def page(view: BookView) -> Page:
    """Every measure with its state, in the text's order."""
    verdicts = {verdict.measure_id: verdict for verdict in view.book.judged.measures}
    ordered = sorted(view.plan.measures, key=_place)
    rows = [
        Row(
            measure,
            verdicts[measure.id].status.value,
            verdicts[measure.id].explanation,
            view.department_name(measure.department_id),
        )
        for measure in ordered
    ]
    reported = sum(row.status != "not_reported" for row in rows)
    return view.writer.page(
        f"{view.folder}/measures/index.md",
        "measures.md.j2",
        book=view,
        lead=view.writer.text("pages.measures.lead", count=len(rows), reported=reported),
        chapters=[
            (chapter, list(group)) for chapter, group in groupby(rows, key=lambda row: row.measure.chapter)
        ],
        notes=notes.lines(view, "measures"),
        shapes=SHAPES,
    )


def _place(measure: Measure) -> tuple[int, int, int]:
    return int(measure.chapter), int(measure.section), int(measure.item or 0)

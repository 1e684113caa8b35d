"""What all charts of one form share, built and validated beforehand by Altair, and filling it with figures.

Building a chart from Altair's objects costs some 40 ms, three times what drawing it costs, and a form
depends on nothing but our code.  So a form (path, final, composition) is built when its code changes: its
layers name their data and take what varies (domains, ticks) from parameters.  A chart is that form, the rows
of its named data and its parameters; a layer without rows draws nothing.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from site_build.charts.svg.escape import without_forbidden
from site_build.charts.svg.lettering import shortened
from site_build.charts.vega.frame import WIDTHS, styled

Rows = list[dict[str, Any]]
Spec = dict[str, Any]
# A form as it is built: Vega-Lite without data, and the names of its parameters.
Draft = tuple[Spec, tuple[str, ...]]
# What our code and the libraries make without any data, made beforehand.
PREPARED = Path(__file__).parent / "prepared"
# The layer of invisible marks that a reader's pointer and arrow keys stop at, and its data.
STOPS = "stops"
# Words at a line or a point, in characters: the engine's time grows with the square of a line's length.
_LONGEST_LABEL = 80


@dataclass(frozen=True)
class Template:
    """A form as Vega-Lite without data, the names of its parameters, and the same compiled to Vega."""

    vega_lite: Spec
    parameters: tuple[str, ...]
    vega: Spec


class Form:
    """A form that ``build`` makes with Altair: :mod:`prepare` has made it, here it is read from its file."""

    def __init__(self, build: Callable[[], "Draft"]) -> None:
        self._build = build
        self.name = build.__module__.rpartition(".")[2]

    def __call__(self) -> Template:
        """The form, read once for a process."""
        return self._read

    @cached_property
    def _read(self) -> Template:
        vega_lite, parameters, vega = json.loads((PREPARED / f"{self.name}.json").read_text("utf-8"))
        return Template(vega_lite, tuple(parameters), vega)

    def built(self) -> bytes:
        """The file, made anew."""
        # Imported here: the first call starts a JavaScript engine.
        import vl_convert

        vega_lite, parameters = self._build()
        # The compiler must know the parameters' names; their values come with the figures.
        unset = [{"name": name, "value": None} for name in parameters]
        vega = vl_convert.vegalite_to_vega(vega_lite | {"width": 1, "height": 1, "params": unset})
        told = json.dumps([vega_lite, parameters, vega], ensure_ascii=False, indent=1)
        return (told + "\n").encode("utf-8")


@dataclass(frozen=True)
class Content:
    """One chart's figures in one language, for any width.

    ``datasets`` by the name a layer of the form gives them, ``parameters`` likewise; ``heights`` of the
    plot in CSS pixels by the width's name; ``ceded`` is how much narrower the plot is than usual, to make
    room for an axis of long figures.
    """

    template: Template
    datasets: Mapping[str, Rows]
    parameters: Mapping[str, Any]
    heights: Mapping[str, int]
    ceded: int = 0

    @cached_property
    def tables(self) -> Mapping[str, Rows]:
        """The datasets, their labels no longer than a drawing has room for."""
        return {name: [_labelled(row) for row in rows] for name, rows in self.datasets.items()}

    def vega_lite(self, width: str) -> Spec:
        """The chart as a Vega-Lite specification."""
        return self.template.vega_lite | {
            "width": WIDTHS[width] - self.ceded,
            "height": self.heights[width],
            "params": [{"name": name, "value": value} for name, value in self.parameters.items()],
            "datasets": dict(self.tables),
        }

    def vega(self, width: str) -> Spec:
        """The chart as the Vega specification that the one above compiles to."""
        form = self.template.vega
        return form | {
            "width": WIDTHS[width] - self.ceded,
            "height": self.heights[width],
            "signals": [
                signal | {"value": self.parameters[signal["name"]]}
                if signal["name"] in self.parameters
                else signal
                for signal in form.get("signals", ())
            ],
            "data": [
                table | {"values": self.tables[table["name"]]} if table["name"] in self.tables else table
                for table in form["data"]
            ],
        }


def _labelled(row: dict[str, Any]) -> dict[str, Any]:
    """The row as the engine can draw it: at one character that no XML holds it ends the whole process."""
    texts = {name: without_forbidden(value) for name, value in row.items() if isinstance(value, str)}
    if "label" in texts:
        texts["label"] = shortened(texts["label"], _LONGEST_LABEL)
    return row | texts


def template(chart: Any, parameters: tuple[str, ...] = ()) -> Draft:
    """The form of an Altair chart that takes ``parameters``, in the common look."""
    return styled(chart).to_dict(), parameters


def named(data: str) -> Any:
    """Data that the chart is filled with later."""
    import altair as alt

    table: Any = alt.NamedData
    return table(name=data)


def given(expression: str) -> Any:
    """A value that follows a parameter, or the row that is drawn (``datum.align``)."""
    import altair as alt

    reference: Any = alt.ExprRef
    return reference(expr=expression)

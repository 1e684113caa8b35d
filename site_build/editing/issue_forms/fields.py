"""What the forms ask.  A field's id is also the query parameter that fills it in beforehand."""

from dataclasses import dataclass

from site_build.language import DEFAULT_LANGUAGE, load

# The forms are for the people of the place: they speak its language.
LANGUAGE = DEFAULT_LANGUAGE


@dataclass(frozen=True, slots=True)
class Field:
    """One question: its id, whether it must be answered, the answers to choose from, room for many lines.

    ``wording`` names its texts in the catalogue where one form asks in other words than another.
    """

    id: str
    required: bool = False
    options: tuple[str, ...] = ()
    long: bool = False
    wording: str = ""

    @property
    def label(self) -> str:
        """The question's name, a heading of the submitted form."""
        return load(LANGUAGE).text(f"issue_forms.label.{self.wording or self.id}")

    @property
    def description(self) -> str:
        """What to fill in."""
        return load(LANGUAGE).text(f"issue_forms.description.{self.wording or self.id}")

    @property
    def placeholder(self) -> str:
        """An example."""
        return load(LANGUAGE).text(f"issue_forms.placeholder.{self.wording or self.id}")

    def option(self, code: str) -> str:
        """An answer to choose, as it is shown."""
        return load(LANGUAGE).text(f"issue_forms.option.{code}")


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its file's name and its questions.

    Only ``copy``, which is dragged into its place, and the last may take more than one line.
    """

    name: str
    fields: tuple[Field, ...]

    @property
    def title(self) -> str:
        """What the form is called."""
        return load(LANGUAGE).text(f"issue_forms.{self.name}.title")

    @property
    def description(self) -> str:
        """When to use it."""
        return load(LANGUAGE).text(f"issue_forms.{self.name}.description")

    @property
    def prefix(self) -> str:
        """What the issue's title begins with."""
        return load(LANGUAGE).text(f"issue_forms.{self.name}.prefix")

    @property
    def intro(self) -> str:
        """What stands above the questions."""
        return load(LANGUAGE).text(f"issue_forms.{self.name}.intro")


_PLAN = Field("plan", required=True)
_INDICATOR = Field("indicator", required=True)
_PERIOD = Field("period", required=True)
_COPY = Field("copy", long=True)
_SOURCE = (
    Field("source", required=True),
    Field("publisher"),
    Field("url"),
    _COPY,
    Field("locator", required=True),
)

REPORT_ERROR = Form(
    "report-error",
    (
        _PLAN,
        Field("table"),
        _INDICATOR,
        Field("period"),
        Field("found"),
        Field("value", wording="correct_value"),
        Field("text", wording="correct_text"),
        Field("published", wording="corrected"),
        Field("source"),
        Field("publisher"),
        Field("url"),
        _COPY,
        Field("locator"),
        Field("note", long=True),
    ),
)
SUBMIT_FIGURE = Form(
    "submit-figure",
    (
        _PLAN,
        _INDICATOR,
        _PERIOD,
        Field("published", required=True),
        Field("value"),
        Field("text"),
        Field("status", required=True, options=("final", "provisional", "revised", "estimate")),
        Field("stated_completion"),
        *_SOURCE,
        Field("note", long=True),
    ),
)
ASK_FOR_DATA = Form(
    "ask-for-data",
    (_PLAN, Field("indicator"), Field("period"), Field("wanted", required=True, long=True)),
)
FORMS = (REPORT_ERROR, SUBMIT_FIGURE, ASK_FOR_DATA)


def form(name: str) -> Form:
    """The form of that name; KeyError if there is none."""
    return {one.name: one for one in FORMS}[name]

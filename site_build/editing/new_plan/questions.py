"""What has to be known of a new plan, in the order it is asked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to know: its name (the answer's key, the text's key in the catalogue) and its option.

    What is not ``required`` may be left out of a command; ``may_be_none`` says that a plan can be
    without it.
    """

    name: str
    required: bool = True
    may_be_none: bool = False

    @property
    def option(self) -> str:
        """The command line option that answers it."""
        return "--" + self.name.replace("_", "-")


# The years come first: the predecessor, the title and the id are suggested from them.
QUESTIONS: tuple[Question, ...] = (
    Question("period"),
    Question("predecessor", required=False, may_be_none=True),
    Question("jurisdiction"),
    Question("code", required=False, may_be_none=True),
    Question("title"),
    Question("authority"),
    Question("document_number", required=False, may_be_none=True),
    Question("adopted"),
    Question("licence", required=False),
    Question("id"),
)

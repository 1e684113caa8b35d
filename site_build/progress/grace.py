"""How long after its period a figure may take, in one place; the methodology page prints it from here."""

from dataclasses import dataclass

from site_build.data.model import Frequency


@dataclass(frozen=True, slots=True)
class Grace:
    """Within how many months after its period's end a figure is due (on the last day of that month).

    A year's figure is due by 30 June of the next year, and so is one that is published once, after
    its target period; a half-year's after three months, a quarter's after two, a month's after one.
    """

    annual: int = 6
    half_yearly: int = 3
    quarterly: int = 2
    monthly: int = 1
    once: int = 6

    def months(self, frequency: Frequency) -> int:
        """The months for one frequency."""
        return {
            Frequency.ANNUAL: self.annual,
            Frequency.HALF_YEARLY: self.half_yearly,
            Frequency.QUARTERLY: self.quarterly,
            Frequency.MONTHLY: self.monthly,
            Frequency.ONCE: self.once,
        }[frequency]

    @classmethod
    def of_year(cls, months: int) -> "Grace":
        """The grace where a plan gives a year's figure ``months``: no shorter period's takes longer."""
        usual = cls()
        return cls(
            annual=months,
            half_yearly=min(usual.half_yearly, months),
            quarterly=min(usual.quarterly, months),
            monthly=min(usual.monthly, months),
            once=months,
        )


GRACE = Grace()

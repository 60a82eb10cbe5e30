"""How the study writes figures, changes, places and codes: in the words and the typography of its language."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from toolkit.analysis.numbers import plain
from toolkit.model.framework import Framework
from toolkit.model.records import PointRecord
from toolkit.model.states import ANSWER_CODES, CHOICES, QUALITY_LABELS, UNITS, Quality, State
from toolkit.wording import Wording

REJECTED_SIGN = "?"
"""Stands for something that was typed and cannot be a value."""

_CODES = {each.state: each.code for each in ANSWER_CODES}
_SAID = {each.value: QUALITY_LABELS[each] for each in Quality if each is not Quality.FINAL}
_ONE_DECIMAL = Decimal("0.1")


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyVoice:
    """Writes the figures and names of one campaign in its language."""

    framework: Framework
    wording: Wording

    def figure(self, value: Decimal) -> str:
        """Write a figure with the sign and the groups of the language: `−1 458,5`."""
        return self.wording.figure(plain(value)).replace("-", "−")

    def quantity(self, value: Decimal, unit: str) -> str:
        """Write a figure with its unit, where it has a sign for one: `33,9 %`, `20 000 €`, `Oui`."""
        if UNITS[unit].is_choice:
            return next((self.wording.say(label) for label, number in CHOICES if number == value), self.figure(value))
        said = self.figure(value)
        if unit == "€":
            return f"{said}\u00a0{unit}"
        return self.wording.in_percent(said) if unit == "%" else said

    def percent(self, value: Decimal) -> str:
        """Write a percentage with one decimal and its sign: `+12,3 %`."""
        return self.signed(value.quantize(_ONE_DECIMAL, ROUND_HALF_UP), "%")

    def signed(self, value: Decimal, unit: str = "") -> str:
        """Write a change with its sign, also when it is a rise."""
        said = self.quantity(value, unit) if unit else self.figure(value)
        return f"+{said}" if value > 0 else said

    def semicolons(self, items: Iterable[str]) -> str:
        """Write items one after the other, parted by semicolons."""
        return ("\u00a0; " if self.wording.language == "fr" else "; ").join(items)

    def place(self, partner: str, territory: str) -> str:
        """Name a source: `Paris (CAF)`; the partner stands by its code, which the annex explains."""
        name = self.territory(territory)
        return f"{name} ({partner})" if name and partner else name or partner

    def territory(self, code: str) -> str:
        """Name a territory; a code that is unknown stands for itself."""
        return self.framework.name_territory(code)

    def measure(self, code: str) -> str:
        """Name a measure."""
        return self.framework.measures[code].label

    def point(self, point: PointRecord) -> str:
        """Write what is known of a data point, with what has to be said of it; empty when nothing is."""
        if point.state is State.REJECTED:
            return REJECTED_SIGN
        if point.state is not State.VALUE:
            return _CODES.get(point.state, "")
        if point.value is None:
            return self.wording.say("“{text}”", text=point.raw)
        remarks = []
        if point.quality in _SAID:
            remarks.append(self.wording.say(_SAID[point.quality]))
        if point.territory_given and point.territory_given != point.territory:
            remarks.append(self.territory(point.territory_given))
        said = self.quantity(point.value, point.unit)
        return f"{said} ({', '.join(remarks)})" if remarks else said

"""Puts figures, changes and names of a report into the words of its page. Must not write markup."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from toolkit.analysis.numbers import plain
from toolkit.model.completeness import Share
from toolkit.model.framework import Framework
from toolkit.model.offices import office_in_words
from toolkit.model.states import CHOICES, UNITS, ActionStatus
from toolkit.model.targets import Goal
from toolkit.render.summary import render_rate
from toolkit.wording import Wording

_ONE_DECIMAL = Decimal("0.1")
_SIGNED_UNITS = {"%": "%", "€": "€"}
_YES_NO = {Decimal(number): label for label, number in CHOICES}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """Writes what a cell of the page shows; a code that the framework does not know stands for itself."""

    framework: Framework
    wording: Wording

    def partner(self, code: str) -> str:
        """Name a partner."""
        return self.framework.name_partner(code)

    def territory(self, code: str) -> str:
        """Name a territory."""
        return self.framework.name_territory(code)

    def measure(self, code: str) -> str:
        """Give the label of a measure."""
        known = self.framework.measures.get(code)
        return code if known is None else known.label

    def unit_of(self, measure: str) -> str:
        """Give the code of the unit of a measure; empty for a measure that is unknown."""
        known = self.framework.measures.get(measure)
        return "" if known is None else known.unit

    def theme_of(self, measure: str) -> str:
        """Give the theme of a measure; empty for a measure that is unknown."""
        return self.framework.action_of(measure).theme if measure in self.framework.measures else ""

    def figure(self, value: Decimal | None, unit: str = "") -> str:
        """Write a figure with its sign of unit: `1 458`, `33,9 %`, `Oui`; empty for None."""
        if value is None:
            return ""
        if unit in UNITS and UNITS[unit].is_choice and value in _YES_NO:
            return self.wording.say(_YES_NO[value])
        said = self.wording.figure(abs(plain(value)))
        sign = "−" if value < 0 else ""
        return f"{sign}{self._with_unit(said, unit)}"

    def signed(self, value: Decimal | None, unit: str = "") -> str:
        """Write a change with its sign: `+12`, `−3,5`; empty for None."""
        said = self.figure(value, unit)
        return f"+{said}" if value is not None and value > 0 else said

    def percent_change(self, value: Decimal | None) -> str:
        """Write a change in percent with one decimal and its sign; empty for None."""
        if value is None:
            return ""
        return self.signed(value.quantize(_ONE_DECIMAL, ROUND_HALF_UP), "%")

    def points(self, value: Decimal | None) -> str:
        """Write a change in points; empty for None."""
        return "" if value is None else self.wording.say("{change} points", change=self.signed(value))

    def explain(self, name: str, text: str) -> str:
        """Write a name and what belongs to it: `2019: 1,458`."""
        return self.wording.say("{name}: {text}", name=name, text=text)

    def share_of(self, part: int, whole: int) -> str:
        """Write a part of a whole in percent; a dash when the whole is nothing."""
        return render_rate(Share(part=part, whole=whole), self.wording) or "–"

    def documented(self, statuses: Mapping[ActionStatus, int]) -> Share:
        """Give the documented actions of all of a group."""
        return Share(part=statuses.get(ActionStatus.DOCUMENTED, 0), whole=sum(statuses.values()))

    def bounds(self, goal: Goal | None) -> tuple[str, ...]:
        """Give the values that a goal names, as the outputs for machines write them."""
        named = (goal.least, goal.most, goal.above, goal.below) if goal else ()
        return tuple(dict.fromkeys(f"{value:f}" for value in named if value is not None))

    def office(self, name: str) -> str:
        """Name an office."""
        return office_in_words(name, self.wording)

    def _with_unit(self, said: str, unit: str) -> str:
        sign = _SIGNED_UNITS.get(unit, "")
        if not sign:
            return said
        return f"{said}%" if sign == "%" and self.wording.language == "en" else f"{said}\u00a0{sign}"

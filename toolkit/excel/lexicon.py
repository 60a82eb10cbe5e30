"""The words of a campaign for the codes of its records: states, units, territories, figures, reasons."""

from dataclasses import dataclass
from decimal import Decimal

from toolkit.excel.report_tables import Entry
from toolkit.layout.choices import measure_choice
from toolkit.layout.styles import Role
from toolkit.model.findings import Severity
from toolkit.model.framework import Framework
from toolkit.model.records import PointRecord
from toolkit.model.states import ANSWER_CODES, CHOICES, QUALITY_LABELS, REASONS, STATE_LABELS, UNITS, State
from toolkit.wording import Wording, phrase

_WIDEST_GROUPED = 10**9
"""Whole numbers below it fit into their column with the groups of thousands; others are left to Excel."""

_QUALITIES = {quality.value: label for quality, label in QUALITY_LABELS.items()}
_REASONS = {reason.id: reason.label for reason in REASONS}
_YES_NO = {Decimal(number): label for label, number in CHOICES}
STATE_CODES = {each.state: each.code for each in ANSWER_CODES}
_SEVERITIES = {
    Severity.ERROR.code: phrase("error"),
    Severity.WARNING.code: phrase("warning"),
    Severity.NOTE.code: phrase("note"),
}
_REQUIRED, _OPTIONAL, _VOLUNTEERED = phrase("required"), phrase("optional"), phrase("volunteered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Puts codes into words; a code that the framework does not know stands for itself."""

    framework: Framework
    wording: Wording

    def figure(self, measure: str) -> str:
        """Name a measure by its code and label."""
        known = self.framework.measures.get(measure)
        return measure if known is None else measure_choice(known)

    def territory(self, code: str) -> str:
        """Name a territory."""
        return self.framework.name_territory(code)

    def partner(self, code: str) -> str:
        """Name a partner."""
        return self.framework.name_partner(code)

    def action(self, code: str) -> str:
        """Give the title of an action; empty for one that is unknown."""
        known = self.framework.actions.get(code)
        return "" if known is None else known.title

    def unit(self, code: str) -> str:
        """Name a unit."""
        return self.wording.say(UNITS[code].label) if code in UNITS else code

    def state(self, state: State) -> str:
        """Name a state."""
        return self.wording.say(STATE_LABELS[state])

    def quality(self, code: str) -> str:
        """Name a quality."""
        return self.wording.say(_QUALITIES[code]) if code in _QUALITIES else code

    def reason(self, text: str) -> str:
        """Put the reason for having no figure into words; a partner's own words stay as they are."""
        return self.wording.say(_REASONS[text]) if text in _REASONS else text

    def severity(self, code: str) -> str:
        """Name a severity."""
        return self.wording.say(_SEVERITIES[code]) if code in _SEVERITIES else code

    def asked(self, point: PointRecord) -> str:
        """Say whether a data point was required, optional or volunteered."""
        if point.is_volunteered:
            return self.wording.say(_VOLUNTEERED)
        return self.wording.say(_REQUIRED if point.is_required else _OPTIONAL)

    def yes_no(self, value: Decimal) -> str:
        """Put 1 or 0 into words."""
        return self.wording.say(_YES_NO[value]) if value in _YES_NO else self.number(value)

    def number(self, value: Decimal) -> str:
        """Write a figure as text: `24 000`, `1 234,5`."""
        whole, _, decimals = f"{abs(value):f}".partition(".")
        sign = "−" if value < 0 else ""
        point = "," if self.wording.language == "fr" else "."
        decimals = decimals.rstrip("0")
        return f"{sign}{self.wording.whole(int(whole))}" + (f"{point}{decimals}" if decimals else "")


def figure_entry(value: Decimal | None) -> Entry:
    """Give a figure the look that shows all of it: whole numbers in groups, others with their decimals."""
    is_whole = value is not None and value == value.to_integral_value() and abs(value) < _WIDEST_GROUPED
    return Entry(value, Role.COUNT if is_whole else Role.DECIMAL)

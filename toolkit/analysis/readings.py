"""What an entry is understood to say, and why it may need a look."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from toolkit.model.states import Quality, State


class Doubt(StrEnum):
    """Why an entry needs a look; the rules give each its words and its severity."""

    APPROXIMATE = "approximate"
    QUALIFIED = "qualified"
    MARKED = "marked"
    CONVERTED = "converted"
    SYNONYM = "synonym"
    FORMULA = "formula"
    UNUSUAL_DIGITS = "unusual_digits"
    SHARE_AT_MOST_ONE = "share_at_most_one"
    MIXED_SHARES = "mixed_shares"
    BELOW_MINIMUM = "below_minimum"
    ABOVE_MAXIMUM = "above_maximum"
    FILLER = "filler"
    DATE = "date"
    ERROR_VALUE = "error_value"
    BOOLEAN = "boolean"
    UNCALCULATED = "uncalculated"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    AMBIGUOUS_CODE = "ambiguous_code"
    PERCENT_OF_OTHER_UNIT = "percent_of_other_unit"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_NUMBER = "not_a_number"
    NOT_ONE_FIGURE = "not_one_figure"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An entry understood as far as it can be.

    Attributes:
        raw: what was typed; a number as the file stores it.
        quality: said in the cell itself; None when it says nothing of it.
        words: what follows a code in its cell.
        proposals: what a rejected entry may stand for.
        shown: the date that a date cell shows, or the formula behind a result; else empty.
    """

    state: State
    raw: str = ""
    value: Decimal | None = None
    quality: Quality | None = None
    words: str = ""
    doubts: tuple[Doubt, ...] = ()
    proposals: tuple[str, ...] = ()
    shown: str = ""


BLANK = Reading(state=State.BLANK)


def reject(raw: str, doubt: Doubt, *proposals: str) -> Reading:
    """Make a question of an entry."""
    return Reading(state=State.REJECTED, raw=raw, doubts=(doubt,), proposals=tuple(dict.fromkeys(proposals)))


def add_doubts(reading: Reading, *doubts: Doubt) -> Reading:
    """Give a reading with more doubts; one that was rejected has its reason already."""
    if not doubts or reading.state is State.REJECTED:
        return reading
    return replace(reading, doubts=(*reading.doubts, *doubts))

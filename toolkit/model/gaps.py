"""Gaps: a territory against the one that contains it, levels and changes side by side."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from toolkit.model.trends import Obstacle, TrendReading
from toolkit.wording import phrase


class GapVerdict(StrEnum):
    """What a territory does against its reference: the first three for levels, the next three for counts."""

    CLOSING = "closing"
    WIDENING = "widening"
    UNCHANGED = "unchanged"
    FASTER = "faster"
    SLOWER = "slower"
    SAME_PACE = "same_pace"
    NOT_CONCLUDED = "not_concluded"


GAP_VERDICT_LABELS = {
    GapVerdict.CLOSING: phrase("gap closing"),
    GapVerdict.WIDENING: phrase("gap widening"),
    GapVerdict.UNCHANGED: phrase("gap unchanged"),
    GapVerdict.FASTER: phrase("grows more, or falls less"),
    GapVerdict.SLOWER: phrase("grows less, or falls more"),
    GapVerdict.SAME_PACE: phrase("same pace"),
    GapVerdict.NOT_CONCLUDED: phrase("no conclusion"),
}


class GapBasis(StrEnum):
    """What is compared between two territories."""

    LEVEL = "level"
    PACE = "pace"


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """A territory against the one that contains it, as `gaps.csv` writes it; the fields are its columns.

    Attributes:
        first_period, last_period: the first and the last that both have a figure for; the same one when there is
            one only.
        change, change_reference: for levels the difference (points for shares), for counts percent of the first value.
        gap_first, gap_last: territory less reference; None for counts, whose levels say how large a territory is.
        basis: `level` for rates and shares, `pace` for counts.
        reading: whether the territory gained on its reference in the way that the measure is meant to go.
        obstacle: why nothing is concluded; None when something is.
    """

    measure: str
    partner: str
    territory: str
    reference: str
    first_period: str
    last_period: str
    first_value: Decimal
    last_value: Decimal
    first_reference: Decimal
    last_reference: Decimal
    change: Decimal | None
    change_reference: Decimal | None
    gap_first: Decimal | None
    gap_last: Decimal | None
    verdict: GapVerdict
    basis: GapBasis
    reading: TrendReading
    obstacle: Obstacle | None = None

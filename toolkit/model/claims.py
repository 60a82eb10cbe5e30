"""Statements of a text about figures, and what the figures say of each."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from toolkit.model.records import PointRecord
from toolkit.wording import phrase


class ClaimKind(StrEnum):
    """What a statement says of two figures, or of one."""

    ABS_CHANGE = "abs_change"
    PCT_CHANGE = "pct_change"
    POINTS_CHANGE = "points_change"
    MULTIPLE = "multiple"
    DIRECTION = "direction"
    VALUE = "value"


class ClaimVerdict(StrEnum):
    """Whether the figures bear a statement out."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    NOT_COMPUTABLE = "not_computable"


CLAIM_VERDICT_LABELS = {
    ClaimVerdict.AGREES: phrase("agrees"),
    ClaimVerdict.DISAGREES: phrase("disagrees"),
    ClaimVerdict.NOT_COMPUTABLE: phrase("cannot be computed"),
}


class ClaimObstacle(StrEnum):
    """Why a statement cannot be computed."""

    UNKNOWN_MEASURE = "unknown_measure"
    UNKNOWN_PARTNER = "unknown_partner"
    UNKNOWN_TERRITORY = "unknown_territory"
    UNKNOWN_KIND = "unknown_kind"
    UNREADABLE_VALUE = "unreadable_value"
    UNREADABLE_PERIOD = "unreadable_period"
    UNLIKE_PERIODS = "unlike_periods"
    PERIODS_NOT_IN_ORDER = "periods_not_in_order"
    NOT_A_FIGURE = "not_a_figure"
    NO_SERIES = "no_series"
    SEVERAL_SERIES = "several_series"
    NO_FIGURE = "no_figure"
    ZERO_BASE = "zero_base"
    NOT_IN_POINTS = "not_in_points"
    BREAK = "break"
    PARTIAL = "partial"


CLAIM_OBSTACLE_LABELS = {
    ClaimObstacle.UNKNOWN_MEASURE: phrase("the framework has no measure {detail}"),
    ClaimObstacle.UNKNOWN_PARTNER: phrase("the framework has no partner {detail}"),
    ClaimObstacle.UNKNOWN_TERRITORY: phrase("the framework has no territory {detail}"),
    ClaimObstacle.UNKNOWN_KIND: phrase("“{detail}” is no kind of statement"),
    ClaimObstacle.UNREADABLE_VALUE: phrase("“{detail}” is not what a statement of this kind can say"),
    ClaimObstacle.UNREADABLE_PERIOD: phrase("“{detail}” is no period of this measure"),
    ClaimObstacle.UNLIKE_PERIODS: phrase("the periods {detail} are not alike"),
    ClaimObstacle.PERIODS_NOT_IN_ORDER: phrase("the periods {detail} are not the earlier and the later one"),
    ClaimObstacle.NOT_A_FIGURE: phrase("the answers are words, or yes or no"),
    ClaimObstacle.NO_SERIES: phrase(
        "there is no figure of this partner for this territory; there are some for: {detail}"
    ),
    ClaimObstacle.SEVERAL_SERIES: phrase("several partners have figures, and the statement names none: {detail}"),
    ClaimObstacle.NO_FIGURE: phrase("there is no figure for {detail}"),
    ClaimObstacle.ZERO_BASE: phrase("the first figure is zero, of which there is no percentage or multiple"),
    ClaimObstacle.NOT_IN_POINTS: phrase("points are for shares and indices, and the unit is: {detail}"),
    ClaimObstacle.BREAK: phrase("there is a break in series between the two figures"),
    ClaimObstacle.PARTIAL: phrase("one of the two figures covers a part only"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement, as typed.

    Attributes:
        line: of the file that it stands in, from 1.
        partner: may be empty when one partner alone has figures.
        from_period: may be empty for the kind `value`, which is about one figure.
        value: the change as printed, or a word of direction.
    """

    line: int
    measure: str
    partner: str
    territory: str
    from_period: str
    to_period: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedClaim:
    """A statement and what the figures say of it.

    Attributes:
        kind: as it was understood; None when it was not.
        why: why it cannot be computed; None when it can.
        detail: what the reason is about: a code, a period, an entry.
        first, last: data points of the figures compared; None for those that were not found, or not needed.
        computed: the change that the figures give, of the kind stated, in percent for a direction.
        direction: which way the figures went: `up`, `down` or `stable` (equal); empty without two figures.
    """

    claim: Claim
    verdict: ClaimVerdict
    kind: ClaimKind | None = None
    why: ClaimObstacle | None = None
    detail: str = ""
    first: PointRecord | None = None
    last: PointRecord | None = None
    computed: Decimal | None = None
    direction: str = ""

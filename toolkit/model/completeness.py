"""Counts of data points by state: along which dimensions, with which reasons, on time or late, and as matrices."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from toolkit.model.records import COMPLETENESS_COLUMNS
from toolkit.model.states import CODED_STATES, REASONS, ActionStatus, State
from toolkit.wording import phrase

_ONE_DECIMAL = Decimal("0.1")


class Dimension(StrEnum):
    """What completeness is counted by, in the order of the output."""

    CAMPAIGN = "campaign"
    PARTNER = "partner"
    OFFICE = "office"
    THEME = "theme"
    CROSS_CUTTING = "cross_cutting"
    OBJECTIVE = "objective"
    ACTION = "action"
    INDICATOR = "indicator"
    TYPE = "type"
    TERRITORY = "territory"
    PERIOD = "period"
    DELIVERY = "delivery"
    OPTIONAL_PERIOD = "optional_period"


DIMENSION_LABELS = {
    Dimension.CAMPAIGN: phrase("campaign"),
    Dimension.PARTNER: phrase("partner"),
    Dimension.OFFICE: phrase("office"),
    Dimension.THEME: phrase("theme"),
    Dimension.CROSS_CUTTING: phrase("cross-cutting theme"),
    Dimension.OBJECTIVE: phrase("objective"),
    Dimension.ACTION: phrase("action"),
    Dimension.INDICATOR: phrase("indicator"),
    Dimension.TYPE: phrase("type of indicator"),
    Dimension.TERRITORY: phrase("territory asked"),
    Dimension.PERIOD: phrase("required period"),
    Dimension.DELIVERY: phrase("on time or late"),
    Dimension.OPTIONAL_PERIOD: phrase("optional period"),
}


class Delivery(StrEnum):
    """Whether a data point came back by the deadline of its partner; the day itself is in time."""

    ON_TIME = "on_time"
    LATE = "late"
    UNDATED = "undated"
    NOT_RETURNED = "not_returned"


DELIVERY_LABELS = {
    Delivery.ON_TIME: phrase("on time"),
    Delivery.LATE: phrase("late"),
    Delivery.UNDATED: phrase("date unknown"),
    Delivery.NOT_RETURNED: phrase("not returned"),
}

OWN_WORDS, NO_REASON = "own_words", "none"
REASON_LABELS = {
    **{reason.id: reason.label for reason in REASONS},
    OWN_WORDS: phrase("another reason, in words"),
    NO_REASON: phrase("no reason given"),
}
"""Why a data point has a code, in the order of the output: a reason of the list, other words, or none."""

REASON_COLUMNS = {f"reason_{reason}": reason for reason in REASON_LABELS}
EXPECTED, JUSTIFIED = "expected", "justified"
COMPLETENESS_FIELDS = (
    *COMPLETENESS_COLUMNS,
    "answered_rate",
    JUSTIFIED,
    *(each.value for each in Delivery if each is not Delivery.NOT_RETURNED),
    *REASON_COLUMNS,
)
"""The columns of `completeness.csv`: those of the contract, then what was added at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of a whole, both counted."""

    part: int
    whole: int

    @property
    def rate(self) -> Decimal | None:
        """The share in percent with one decimal; None when the whole is nothing."""
        if self.whole == 0:
            return None
        return (Decimal(100 * self.part) / self.whole).quantize(_ONE_DECIMAL, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletenessRow:
    """The data points of one group, each state apart.

    Attributes:
        key: code of the group; empty when the framework does not say.
        states: number of data points by state; a state without any may be left out.
        status: for an action; None for every other dimension.
        reasons: number of data points with a code by reason, a key of `REASON_LABELS`.
        deliveries: number of data points by when they came back.
    """

    dimension: Dimension
    key: str
    label: str
    states: Mapping[State, int]
    status: ActionStatus | None = None
    reasons: Mapping[str, int] = field(default_factory=dict)
    deliveries: Mapping[Delivery, int] = field(default_factory=dict)

    @property
    def expected(self) -> int:
        """The data points asked: the sum of all states."""
        return sum(self.states.values())

    @property
    def coded(self) -> int:
        """The data points answered by a code in place of a figure."""
        return sum(self.states.get(state, 0) for state in CODED_STATES)

    @property
    def valued(self) -> Share:
        """The data points with a value, of those expected: the rate documented."""
        return Share(part=self.states.get(State.VALUE, 0), whole=self.expected)

    @property
    def answered(self) -> Share:
        """The data points with a value or a code, of those expected: the rate answered."""
        return Share(part=self.states.get(State.VALUE, 0) + self.coded, whole=self.expected)

    @property
    def was_returned(self) -> bool:
        """Whether some data point of the group came back, were it blank."""
        return self.states.get(State.NOT_RETURNED, 0) < self.expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of the report whose data points are wanted: a cell of `completeness.csv`, or of a heat map.

    Attributes:
        within: further groups that the data points must be in, as a cell of two dimensions has; no periods.
        column: `expected`, a state, `justified`, `on_time`, `late`, `undated` or a column of a reason.
    """

    dimension: Dimension
    key: str
    column: str = EXPECTED
    within: tuple[tuple[Dimension, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified:
    """The groups of one data point beyond those that its record names.

    Attributes:
        office: who answers for it within the partner; empty when no office is known.
        reason: a key of `REASON_LABELS`; empty unless it was answered by a code.
    """

    theme: str
    objective: str
    cross_cutting: tuple[str, ...]
    type: str
    office: str
    reason: str
    delivery: Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap:
    """Data points with a value of those asked, by two dimensions at once.

    Attributes:
        rows, columns: keys in their order.
        optional_columns: those of them that nobody had to fill in; they enter no other figure.
        shares: by key of row and of column; a pair of which nothing is asked has no entry.
    """

    row_dimension: Dimension
    column_dimension: Dimension
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    optional_columns: frozenset[str] = frozenset()
    shares: Mapping[tuple[str, str], Share]


@dataclass(frozen=True, slots=True, kw_only=True)
class TerritoryMatrix:
    """At which territories each indicator was obtained.

    Attributes:
        territories: columns: codes asked or given, in the order of the framework; then, if figures came for
            territories in the partners' own words, the empty code.
        indicators: rows: codes in the order of the framework, those with a request or a value.
        values: number of values by indicator and territory, for any period, asked or not; zero where the territory
            was asked and none came; a pair neither asked nor given has no entry.
        asked: the pairs that were asked.
    """

    territories: tuple[str, ...]
    indicators: tuple[str, ...]
    values: Mapping[tuple[str, str], int]
    asked: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeRates:
    """How far the indicators of one type were obtained.

    Attributes:
        type: code of the type; empty when the framework does not say.
        documented: indicators with a value at a required data point, of those asked.
        answered: indicators with a value or a code there, of those asked.
        points: data points of the type.
    """

    type: str
    documented: Share
    answered: Share
    points: CompletenessRow

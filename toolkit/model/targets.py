"""What the figures say of the targets: a verdict for each target and source, with the figures that it rests on."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from toolkit.model.framework import Target
from toolkit.wording import phrase

TARGET_COLUMNS = (
    "target",
    "indicator",
    "measure",
    "partner",
    "territory",
    "kind",
    "value",
    "value_max",
    "unit",
    "change_unit",
    "per",
    "due",
    "base_period",
    "base_value",
    "reached_period",
    "reached_value",
    "way",
    "verdict",
    "why",
    "goal_min",
    "goal_max",
    "base_origin",
    "obstacle",
    "quality",
    "years_reached",
    "years_known",
    "text",
)
"""The columns of `targets.csv`."""


class TargetVerdict(StrEnum):
    """Whether a target is reached, as far as the figures go."""

    MET = "met"
    ON_THE_WAY = "on_the_way"
    NOT_MET = "not_met"
    NOT_MEASURABLE = "not_measurable"


TARGET_VERDICT_LABELS = {
    TargetVerdict.MET: phrase("met"),
    TargetVerdict.ON_THE_WAY: phrase("on the way"),
    TargetVerdict.NOT_MET: phrase("not met"),
    TargetVerdict.NOT_MEASURABLE: phrase("not measurable"),
}


class TargetObstacle(StrEnum):
    """Why a target cannot be measured by a source."""

    WORDS = "words"
    NO_MEASURE = "no_measure"
    TEXT = "text"
    NO_VALUE = "no_value"
    UNKNOWN_PER = "unknown_per"
    NO_FIGURE_PER = "no_figure_per"
    OTHER_TERRITORY = "other_territory"
    NO_FIGURE = "no_figure"
    ONLY_SPANS = "only_spans"
    AFTER_DUE = "after_due"
    NOT_ADDED = "not_added"
    ONE_FIGURE = "one_figure"
    NO_BASE = "no_base"
    BASE_AFTER = "base_after"
    ZERO_BASE = "zero_base"
    BREAK = "break"
    PARTIAL = "partial"


class BaseOrigin(StrEnum):
    """Where the figure comes from that a change is counted from."""

    STATED = "stated"
    PERIOD = "period"
    FIRST = "first"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The figure that the way to a target begins at.

    Attributes:
        period: empty when the target states a figure without its period, and for `nothing`, which is zero.
    """

    period: str
    value: Decimal
    origin: BaseOrigin


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """One figure of the curve that leads to a target.

    Attributes:
        quality: a code of `Quality`, empty when the partner gave none.
        is_after_due: later than the date of the target, and so no part of its verdict.
    """

    period: str
    value: Decimal
    quality: str = ""
    is_after_due: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What a figure has to be: at least `least`, at most `most`, more than `above`, less than `below`.

    None means no such bound; a goal of a share or a count at one value has `least` and `most` alike.
    """

    least: Decimal | None = None
    most: Decimal | None = None
    above: Decimal | None = None
    below: Decimal | None = None

    def is_reached_by(self, value: Decimal) -> bool:
        """Whether a figure keeps within every bound."""
        return (
            (self.least is None or value >= self.least)
            and (self.most is None or value <= self.most)
            and (self.above is None or value > self.above)
            and (self.below is None or value < self.below)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSource:
    """Whose figures are held against a target, and where; both empty when there is no source."""

    partner: str = ""
    territory: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetAssessment:
    """What one source's figures say of one target.

    Attributes:
        goal: None when no figure could be named that has to be reached.
        base: None when the way has no beginning: one figure only, or a break in series.
        reached: the figure that the verdict rests on, a sum for a target over the whole programme; None without one.
        way: share of the way from the base to the goal, in percent with one decimal, below 0 for a move away from it
            and above 100 beyond it; None when the base was there already, or nothing says how far to go.
        obstacle: why there is no verdict; None for every other verdict.
        details: what the obstacle names: codes of territories, states, one total with its span.
        years_reached, years_known: for a target of each year, the years that reach it, of those with a figure; for a
            target over the whole programme, `years_known` alone, the years that were added.
        is_due: whether figures go as far as the date of the target.
        curve: every yearly figure of the source, in time order.
    """

    target: Target
    source: TargetSource
    verdict: TargetVerdict
    goal: Goal | None = None
    base: Base | None = None
    reached: CurvePoint | None = None
    way: Decimal | None = None
    obstacle: TargetObstacle | None = None
    details: tuple[str, ...] = ()
    years_reached: int | None = None
    years_known: int | None = None
    is_due: bool = False
    curve: tuple[CurvePoint, ...] = ()

    @property
    def last_period(self) -> str:
        """The last yearly period that the verdict takes in; empty without one."""
        return next((point.period for point in reversed(self.curve) if not point.is_after_due), "")

"""What figures say over time: readings of series and of actions, and why some say nothing."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from toolkit.model.states import GIVEN_UNREADABLE
from toolkit.wording import phrase


class TrendReading(StrEnum):
    """What a change means, by the way that its measure is meant to go."""

    BETTER = "better"
    WORSE = "worse"
    UNCHANGED = "unchanged"
    NO_DIRECTION = "no_direction"
    NOT_CONCLUDED = "not_concluded"


TREND_READING_LABELS = {
    TrendReading.BETTER: phrase("favourable"),
    TrendReading.WORSE: phrase("unfavourable"),
    TrendReading.UNCHANGED: phrase("no change"),
    TrendReading.NO_DIRECTION: phrase("no direction wanted"),
    TrendReading.NOT_CONCLUDED: phrase("no conclusion"),
}


class Obstacle(StrEnum):
    """Why nothing can be concluded from the figures, or why no percentage can be given (zero_base)."""

    NO_FIGURE = "no_figure"
    UNREADABLE = "unreadable"
    ONE_FIGURE = "one_figure"
    ONLY_SPANS = "only_spans"
    UNLIKE_PERIODS = "unlike_periods"
    OTHER_TERRITORY = "other_territory"
    TERRITORY_CHANGED = "territory_changed"
    TERRITORY_IN_WORDS = "territory_in_words"
    TEXT = "text"
    YES_NO = "yes_no"
    BREAK = "break"
    PARTIAL = "partial"
    ZERO_BASE = "zero_base"


OBSTACLE_LABELS = {
    Obstacle.NO_FIGURE: phrase("no figure"),
    Obstacle.UNREADABLE: GIVEN_UNREADABLE,
    Obstacle.ONE_FIGURE: phrase("one figure only"),
    Obstacle.ONLY_SPANS: phrase("figures for spans of years only"),
    Obstacle.UNLIKE_PERIODS: phrase("figures for unlike periods"),
    Obstacle.OTHER_TERRITORY: phrase("figures for another territory than the one asked"),
    Obstacle.TERRITORY_CHANGED: phrase("figures not always for the same territory"),
    Obstacle.TERRITORY_IN_WORDS: phrase("figures for a territory in the partner's own words"),
    Obstacle.TEXT: phrase("an answer in words"),
    Obstacle.YES_NO: phrase("an answer of yes or no"),
    Obstacle.BREAK: phrase("break in series between the two figures"),
    Obstacle.PARTIAL: phrase("a figure that covers a part only"),
    Obstacle.ZERO_BASE: phrase("a first figure of zero, of which there is no percentage"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow:
    """What a series says from its first figure to its last, as `series.csv` writes it; the fields are its columns.

    There is one for each row asked, and one for each series given without being asked.

    Attributes:
        figures: calendar years, or school years, with a figure.
        first_value, last_value: None without a figure; both the same one when there is one only.
        abs_change, pct_change, points_change: as in `trends.csv`; None when there are not two figures.
        obstacle: why nothing is concluded, or no percentage given; None when neither is missing.
        newly_created: the partner said that the action was not yet created, or gave zero, before the first figure.
    """

    measure: str
    partner: str
    territory: str
    figures: int = 0
    first_period: str = ""
    last_period: str = ""
    first_value: Decimal | None = None
    last_value: Decimal | None = None
    abs_change: Decimal | None = None
    pct_change: Decimal | None = None
    points_change: Decimal | None = None
    reading: TrendReading = TrendReading.NOT_CONCLUDED
    obstacle: Obstacle | None = None
    newly_created: bool = False


class ActionReading(StrEnum):
    """What became of an action, by its figures."""

    STRENGTHENED = "strengthened"
    REDUCED = "reduced"
    MAINTAINED = "maintained"
    MIXED = "mixed"
    STOPPED = "stopped"
    NOT_STARTED = "not_started"
    NOT_MEASURABLE = "not_measurable"


ACTION_READING_LABELS = {
    ActionReading.STRENGTHENED: phrase("strengthened"),
    ActionReading.REDUCED: phrase("reduced"),
    ActionReading.MAINTAINED: phrase("maintained"),
    ActionReading.MIXED: phrase("mixed"),
    ActionReading.STOPPED: phrase("stopped"),
    ActionReading.NOT_STARTED: phrase("not started"),
    ActionReading.NOT_MEASURABLE: phrase("not measurable"),
}

READING_METHOD = (
    phrase(
        "Each series of an action (a figure of one partner at one territory) is compared from its first calendar or "
        "school year to its last, and read by the way that it is meant to go: favourable, unfavourable or unchanged."
    ),
    phrase(
        "Strictly, an action is strengthened when some series are favourable and none is unfavourable; reduced when "
        "some are unfavourable and none is favourable; mixed when there are both; maintained when all are unchanged."
    ),
    phrase(
        "It is stopped when partners say so, or when all of its counts have fallen to zero; not started when partners "
        "say so, or when all of its counts have stayed at zero; not measurable when no series allows a conclusion."
    ),
    phrase(
        "As such studies count, a mixed action and a newly created one are strengthened too. A reading that the "
        "coordinator has overruled is shown with her reason, and beside what the figures gave."
    ),
)
"""How actions are read, in four sentences for a report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overruling:
    """A reading that the coordinator settled otherwise than the figures do, in `readings.csv`."""

    action: str
    reading: ActionReading
    reason: str
    author: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """What became of an action, as `action_readings.csv` writes it; the fields are its columns.

    Attributes:
        strict: the strict reading of the figures, or what the coordinator settled.
        counted_as: as such studies count: mixed and newly created count as strengthened.
        computed: the strict reading of the figures, whatever the coordinator settled.
        better, worse, unchanged, no_direction, not_concluded: numbers of series.
        measures_better, measures_worse, measures_unchanged: codes; one may stand in several, by territory.
        newly_created: some series begins after the partner said that the action was not yet created.
        obstacles: those met, when the computed reading is `not_measurable`.
        overruled_because, overruled_by, overruled_on: empty when nothing was settled.
    """

    action: str
    theme: str
    strict: ActionReading
    counted_as: ActionReading
    computed: ActionReading
    better: int
    worse: int
    unchanged: int
    no_direction: int
    not_concluded: int
    measures_better: tuple[str, ...] = ()
    measures_worse: tuple[str, ...] = ()
    measures_unchanged: tuple[str, ...] = ()
    newly_created: bool = False
    obstacles: tuple[Obstacle, ...] = ()
    overruled_because: str = ""
    overruled_by: str = ""
    overruled_on: str = ""

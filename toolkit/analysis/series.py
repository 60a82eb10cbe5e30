"""Series: the figures of one measure, of one partner, at one territory, by like periods."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from toolkit.analysis.numbers import plain
from toolkit.model.framework import Framework, Measure
from toolkit.model.periods import Period, PeriodKind, parse_period
from toolkit.model.records import PointRecord
from toolkit.model.states import UNITS, Quality, State
from toolkit.model.summaries import Direction
from toolkit.model.trends import Obstacle, TrendReading

PRECISION = 60  # two figures of 15 digits, however far apart, are subtracted exactly
UNITS_IN_POINTS = frozenset(("%", "points"))

_COMPARED = (PeriodKind.CIVIL, PeriodKind.SCHOOL)
_WANTED = {"higher": Direction.UP, "lower": Direction.DOWN}
_PERCENT_PLACES = Decimal("0.0001")

_Key = tuple[str, str, str, PeriodKind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The figures of one measure, of one partner, for one territory, by periods of one kind.

    Attributes:
        territory: the one that the figures are given for.
        figures: the data point of each period, in time order; never empty, and each with a value.
    """

    measure: str
    partner: str
    territory: str
    kind: PeriodKind
    figures: Mapping[Period, PointRecord]

    @property
    def is_compared(self) -> bool:
        """Whether its periods are single years, which alone make a trend."""
        return self.kind in _COMPARED

    def value_of(self, period: Period) -> Decimal:
        """Give the figure of a period that has one."""
        return self.figures[period].value or Decimal(0)

    def obstacle(self, first: Period, last: Period) -> Obstacle | None:
        """Say what forbids a conclusion from one figure to a later one; None when nothing does.

        A break is one between them: a figure that cannot be compared with those before it.
        """
        after = (point for period, point in self.figures.items() if first < period <= last)
        if any(point.quality == Quality.BREAK for point in after):
            return Obstacle.BREAK
        ends = (self.figures[first].quality, self.figures[last].quality)
        return Obstacle.PARTIAL if Quality.PARTIAL in ends else None


def gather_series(framework: Framework, points: Iterable[PointRecord]) -> tuple[Series, ...]:
    """Gather the figures in series, in the order of the framework, then of partners and territories.

    A figure stands at the territory that it was given for; of two for one territory and period, the one asked for
    comes before any other. Words, answers of yes or no and figures for a territory in the partner's own words are in
    no series. Spans of years are in series of their own.
    """
    found: dict[_Key, dict[Period, PointRecord]] = {}
    for point in points:
        period, territory = parse_period(point.period), territory_of(point, framework)
        if point.state is not State.VALUE or point.value is None or period is None or territory is None:
            continue
        if is_figure(framework.measures[point.measure]):
            figures = found.setdefault((point.measure, point.partner, territory, period.kind), {})
            figures[period] = min(figures.get(period, point), point, key=rank_figure)
    order = {measure: number for number, measure in enumerate(framework.measures)}
    keys = sorted(found, key=lambda key: (order[key[0]], *key))
    return tuple(_series(key, found[key]) for key in keys)


def _series(key: _Key, points: Mapping[Period, PointRecord]) -> Series:
    figures = {period: points[period] for period in sorted(points)}
    measure, partner, territory, kind = key
    return Series(measure=measure, partner=partner, territory=territory, kind=kind, figures=figures)


def is_figure(measure: Measure) -> bool:
    """Say whether a measure is answered by figures, and not by words or yes or no."""
    unit = UNITS[measure.unit]
    return unit.is_number and not unit.is_choice


def territory_of(point: PointRecord, framework: Framework) -> str | None:
    """Give the territory that a figure is for; None when the partner described it in words."""
    if not point.territory_given:
        return point.territory
    return point.territory_given if point.territory_given in framework.territories else None


def rank_figure(point: PointRecord) -> tuple[bool, bool, str, Decimal]:
    """Rank two figures for one territory and period: the one asked for it comes before any other."""
    is_elsewhere = bool(point.territory_given) and point.territory_given != point.territory
    return is_elsewhere, point.is_volunteered, point.territory, point.value or Decimal(0)


def percent_of(change: Decimal, before: Decimal) -> Decimal | None:
    """Give a change in percent of the size of the first value, so that its sign is that of the change."""
    return None if before == 0 else plain((100 * change / abs(before)).quantize(_PERCENT_PLACES, ROUND_HALF_UP))


def direction_of(change: Decimal) -> Direction:
    """Say which way a figure went, by its sign alone."""
    if change == 0:
        return Direction.STABLE
    return Direction.UP if change > 0 else Direction.DOWN


def is_stable(before: Decimal, change: Decimal, threshold: Decimal) -> bool:
    """Say whether a change is within a threshold, in percent of the size of the first value."""
    return 100 * abs(change) <= threshold * abs(before)


def read_change(before: Decimal, change: Decimal, polarity: str, threshold: Decimal) -> TrendReading:
    """Read a change by the way that its measure is meant to go; within the threshold, nothing changed."""
    if is_stable(before, change, threshold):
        return TrendReading.UNCHANGED
    if polarity not in _WANTED:
        return TrendReading.NO_DIRECTION
    return TrendReading.BETTER if direction_of(change) is _WANTED[polarity] else TrendReading.WORSE

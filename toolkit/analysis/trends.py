"""Trends: changes of a figure between two like periods.

A falling gap can be good news: which way a measure is meant to go is declared by its polarity.
"""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import combinations

from toolkit.analysis.numbers import plain
from toolkit.model.campaign import Collection
from toolkit.model.framework import Framework, Measure
from toolkit.model.periods import Period, PeriodKind, parse_period
from toolkit.model.records import PointRecord
from toolkit.model.states import UNITS, State
from toolkit.model.summaries import Direction, TrendMethod, TrendRow

_COMPARED = (PeriodKind.CIVIL, PeriodKind.SCHOOL)
_UNITS_IN_POINTS = frozenset(("%", "points"))
_WANTED = {"higher": Direction.UP, "lower": Direction.DOWN}
_PERCENT_PLACES = Decimal("0.0001")
_PRECISION = 60  # two figures of 15 digits, however far apart, are subtracted exactly

_Series = tuple[str, str, str, PeriodKind]
_Ranked = tuple[tuple[bool, bool, str], Decimal]


def measure_trends(collection: Collection, points: Iterable[PointRecord]) -> tuple[TrendRow, ...]:
    """Compare every pair of like periods of each series, the earlier with the later.

    A series is a measure of a partner at the territory that the figures are given for; calendar years and
    school years make two. Spans, texts, answers of yes or no and figures for a territory in the partner's own
    words have no trend. The order is that of the framework, then of partners, territories and periods.
    """
    framework = collection.framework
    series: dict[_Series, dict[Period, _Ranked]] = {}
    for point in points:
        period, territory = parse_period(point.period), _territory_of(point, framework)
        if point.value is None or territory is None or period is None or period.kind not in _COMPARED:
            continue
        if point.state is State.VALUE and _has_trend(point, framework):
            figures = series.setdefault((point.measure, point.partner, territory, period.kind), {})
            ranked = _rank(point), point.value
            figures[period] = min(figures.get(period, ranked), ranked)
    order = {measure: number for number, measure in enumerate(framework.measures)}
    keys = sorted(series, key=lambda key: (order.get(key[0], len(order)), *key))
    in_points = {code for code, measure in framework.measures.items() if measure.unit in _UNITS_IN_POINTS}
    with localcontext() as context:
        context.prec = _PRECISION
        return tuple(row for key in keys for row in _compare(key, series[key], in_points=key[0] in in_points))


def _has_trend(point: PointRecord, framework: Framework) -> bool:
    unit = UNITS[framework.measures[point.measure].unit]
    return unit.is_number and not unit.is_choice


def _territory_of(point: PointRecord, framework: Framework) -> str | None:
    """Give the territory that a figure is for; None when the partner described it in words."""
    if not point.territory_given:
        return point.territory
    return point.territory_given if point.territory_given in framework.territories else None


def _rank(point: PointRecord) -> tuple[bool, bool, str]:
    """Rank two figures for one territory and period: the one asked for it comes before any other."""
    is_elsewhere = bool(point.territory_given) and point.territory_given != point.territory
    return is_elsewhere, point.is_volunteered, point.territory


def _compare(key: _Series, figures: dict[Period, _Ranked], *, in_points: bool) -> Iterator[TrendRow]:
    measure, partner, territory, _ = key
    periods = sorted(figures)
    for first, last in combinations(periods, 2):
        before, after = figures[first][1], figures[last][1]
        change = plain(after - before)
        is_whole = first == periods[0] and last == periods[-1]
        yield TrendRow(
            measure=measure,
            partner=partner,
            territory=territory,
            first_period=first.code,
            last_period=last.code,
            first_value=before,
            last_value=after,
            abs_change=change,
            pct_change=_percent(change, before),
            points_change=change if in_points else None,
            direction=_direction(change),
            method=TrendMethod.WHOLE if is_whole else TrendMethod.PART,
        )


def _percent(change: Decimal, before: Decimal) -> Decimal | None:
    """Give the change in percent of the size of the first value, so that its sign is that of the change."""
    return None if before == 0 else plain((100 * change / abs(before)).quantize(_PERCENT_PLACES, ROUND_HALF_UP))


def _direction(change: Decimal) -> Direction:
    if change == 0:
        return Direction.STABLE
    return Direction.UP if change > 0 else Direction.DOWN


def is_good_news(row: TrendRow, measure: Measure) -> bool | None:
    """Say whether a change goes the way that its measure wants; None when it wants none or nothing changed."""
    if row.direction is Direction.STABLE or measure.polarity not in _WANTED:
        return None
    return row.direction is _WANTED[measure.polarity]

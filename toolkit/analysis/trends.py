"""Trends: changes of a figure between two like periods.

A falling gap can be good news: which way a measure is meant to go is declared by its polarity.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal, localcontext
from itertools import combinations

from toolkit.analysis.numbers import plain
from toolkit.analysis.series import (
    PRECISION,
    UNITS_IN_POINTS,
    Series,
    direction_of,
    gather_series,
    percent_of,
    read_change,
)
from toolkit.model.campaign import Collection
from toolkit.model.framework import Measure
from toolkit.model.periods import Period
from toolkit.model.records import PointRecord
from toolkit.model.summaries import TrendMethod, TrendRow
from toolkit.model.trends import Obstacle, TrendReading


def measure_trends(collection: Collection, points: Iterable[PointRecord]) -> tuple[TrendRow, ...]:
    """Compare every pair of like periods of each series, the earlier with the later.

    A series is a measure of a partner at the territory that the figures are given for; calendar years and
    school years make two. Spans, texts, answers of yes or no and figures for a territory in the partner's own
    words have no trend. The order is that of the framework, then of partners, territories and periods.
    """
    measures, threshold = collection.framework.measures, collection.campaign.thresholds.stable or Decimal(0)
    with localcontext() as context:
        context.prec = PRECISION
        return tuple(
            row
            for series in gather_series(collection.framework, points)
            if series.is_compared
            for row in _compare(series, measures[series.measure], threshold)
        )


def _compare(series: Series, measure: Measure, threshold: Decimal) -> Iterator[TrendRow]:
    periods = tuple(series.figures)
    for first, last in combinations(periods, 2):
        row = compare_pair(series, measure, (first, last), threshold)
        yield row if (first, last) == (periods[0], periods[-1]) else replace(row, method=TrendMethod.PART)


def compare_pair(series: Series, measure: Measure, pair: tuple[Period, Period], threshold: Decimal) -> TrendRow:
    """Compare two figures of a series as its whole, the earlier with the later; a break leaves the reading open."""
    first, last = pair
    before, after = series.value_of(first), series.value_of(last)
    change = plain(after - before)
    obstacle = series.obstacle(first, last)
    reading = read_change(before, change, measure.polarity, threshold)
    percent = percent_of(change, before)
    return TrendRow(
        measure=series.measure,
        partner=series.partner,
        territory=series.territory,
        first_period=first.code,
        last_period=last.code,
        first_value=before,
        last_value=after,
        abs_change=change,
        pct_change=percent,
        points_change=change if measure.unit in UNITS_IN_POINTS else None,
        direction=direction_of(change),
        method=TrendMethod.WHOLE,
        reading=reading if obstacle is None else TrendReading.NOT_CONCLUDED,
        obstacle=obstacle or (Obstacle.ZERO_BASE if percent is None else None),
    )

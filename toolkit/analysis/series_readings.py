"""What each row asked says over time, from its first figure to its last; where it says nothing, why."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, localcontext

from toolkit.analysis.series import PRECISION, Series, is_figure, territory_of
from toolkit.analysis.trends import compare_pair
from toolkit.model.campaign import Collection
from toolkit.model.framework import Framework, Measure
from toolkit.model.periods import parse_period
from toolkit.model.records import PointRecord
from toolkit.model.states import UNITS, State
from toolkit.model.trends import Obstacle, SeriesRow

NOT_CREATED = "not_created"
"""The reason by which a partner says that the action was not yet created."""

Key = tuple[str, str, str]
"""Measure, partner, territory."""

Rows = Mapping[Key, Sequence[PointRecord]]
"""The data points of each row, by the territory asked."""


def read_series(collection: Collection, asked: Rows, gathered: Iterable[Series]) -> tuple[SeriesRow, ...]:
    """Read every row asked, and every series given without being asked, in the order of the framework.

    A row asked has no figures of its own when they were all given for another territory; they are read there.
    """
    framework = collection.framework
    found: dict[Key, list[Series]] = {}
    for series in gathered:
        found.setdefault((series.measure, series.partner, series.territory), []).append(series)
    order = {measure: number for number, measure in enumerate(framework.measures)}
    keys = sorted({*asked, *found}, key=lambda key: (order[key[0]], *key))
    threshold = collection.campaign.thresholds.stable or Decimal(0)
    with localcontext() as context:
        context.prec = PRECISION
        return tuple(_read(framework, found.get(key, []), key, asked.get(key, []), threshold) for key in keys)


def group_by_row(points: Iterable[PointRecord]) -> Rows:
    """Put the data points of each row together, by the territory asked, in their order."""
    rows: dict[Key, list[PointRecord]] = {}
    for point in points:
        rows.setdefault((point.measure, point.partner, point.territory), []).append(point)
    return rows


def _read(
    framework: Framework, found: list[Series], key: Key, asked: Sequence[PointRecord], threshold: Decimal
) -> SeriesRow:
    measure = framework.measures[key[0]]
    compared = [series for series in found if series.is_compared]
    longest = max(compared, key=lambda each: (len(each.figures), each.kind is measure.period_kind), default=None)
    if longest is None:
        obstacle = _why_none(framework, measure, asked, has_spans=bool(found))
        return SeriesRow(measure=key[0], partner=key[1], territory=key[2], obstacle=obstacle)
    if len(longest.figures) == 1:
        return _read_one(longest, _why_one(framework, asked, compared), asked)
    return _read_whole(longest, measure, asked, threshold)


def _read_one(series: Series, obstacle: Obstacle, asked: Sequence[PointRecord]) -> SeriesRow:
    (period,) = series.figures
    value = series.value_of(period)
    return SeriesRow(
        measure=series.measure,
        partner=series.partner,
        territory=series.territory,
        figures=1,
        first_period=period.code,
        last_period=period.code,
        first_value=value,
        last_value=value,
        obstacle=obstacle,
        newly_created=is_newly_created(series, asked),
    )


def _read_whole(series: Series, measure: Measure, asked: Sequence[PointRecord], threshold: Decimal) -> SeriesRow:
    periods = tuple(series.figures)
    row = compare_pair(series, measure, (periods[0], periods[-1]), threshold)
    return SeriesRow(
        measure=row.measure,
        partner=row.partner,
        territory=row.territory,
        figures=len(periods),
        first_period=row.first_period,
        last_period=row.last_period,
        first_value=row.first_value,
        last_value=row.last_value,
        abs_change=row.abs_change,
        pct_change=row.pct_change,
        points_change=row.points_change,
        reading=row.reading,
        obstacle=row.obstacle,
        newly_created=is_newly_created(series, asked),
    )


def is_newly_created(series: Series, asked: Iterable[PointRecord]) -> bool:
    """Say whether the first figure above zero comes after a zero, or after the word that there was no action yet."""
    first = next((period for period in series.figures if series.value_of(period) > 0), None)
    if first is None:
        return False
    if any(period < first and series.value_of(period) == 0 for period in series.figures):
        return True
    before = (point for point in asked if point.reason == NOT_CREATED and point.state is State.NOT_APPLICABLE)
    periods = (parse_period(point.period) for point in before)
    return any(period is not None and period < first for period in periods)


def _why_none(framework: Framework, measure: Measure, asked: Sequence[PointRecord], *, has_spans: bool) -> Obstacle:
    """Say why a row has no figure of a single year."""
    valued = [point for point in asked if point.state is State.VALUE]
    is_rejected = any(point.state is State.REJECTED for point in asked)
    nothing = Obstacle.UNREADABLE if is_rejected else Obstacle.NO_FIGURE
    if not is_figure(measure):
        answered = Obstacle.YES_NO if UNITS[measure.unit].is_choice else Obstacle.TEXT
        return answered if valued else nothing
    if has_spans:
        return Obstacle.ONLY_SPANS
    if not valued:
        return nothing
    in_words = all(territory_of(point, framework) is None for point in valued)
    return Obstacle.TERRITORY_IN_WORDS if in_words else Obstacle.OTHER_TERRITORY


def _why_one(framework: Framework, asked: Sequence[PointRecord], compared: list[Series]) -> Obstacle:
    """Say why a row has one figure only: others may be for another territory, or for years of the other kind."""
    valued = [point for point in asked if point.state is State.VALUE]
    if any(territory_of(point, framework) != point.territory for point in valued):
        return Obstacle.TERRITORY_CHANGED
    return Obstacle.UNLIKE_PERIODS if len(compared) > 1 else Obstacle.ONE_FIGURE

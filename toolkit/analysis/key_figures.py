"""Key figures of each theme: totals, latest levels, largest moves. Must not add what may not be added.

Nothing is ever added across partners or territories, which overlap; across years only where the framework says so.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, localcontext

from toolkit.analysis.numbers import plain
from toolkit.analysis.series import PRECISION, UNITS_IN_POINTS, Series
from toolkit.model.campaign import Collection
from toolkit.model.key_figures import Caution, FigureKind, KeyFigure
from toolkit.model.periods import Period
from toolkit.model.states import Quality
from toolkit.model.trends import Obstacle, SeriesRow, TrendReading

LARGEST_MOVES = 10
"""Rises, and falls, listed for each theme and unit of change."""
LEAST_COUNT = 20
"""Least first figure of a count whose change in percent is worth a comparison: from 1 to 3 is no rise of 200 %."""

_RETURNING = frozenset(("personne", "menage", "structure"))
_POINTS = "points"

_Row = tuple[str, str, str]
"""Measure, partner and territory."""


def find_key_figures(
    collection: Collection, gathered: Sequence[Series], series: Iterable[SeriesRow]
) -> tuple[KeyFigure, ...]:
    """Give the key figures of each theme, in the order of the framework, by kind and rank.

    Args:
        collection: the campaign.
        gathered: all series.
        series: the readings of the series, of which moves are made.
    """
    given: dict[_Row, set[Period]] = {}
    for each in gathered:
        given.setdefault((each.measure, each.partner, each.territory), set()).update(each.figures)
    themes = tuple(dict.fromkeys(action.theme for action in collection.framework.actions.values()))
    with localcontext() as context:
        context.prec = PRECISION
        levels = [row for each in gathered for row in _levels(collection, each)]
        moves = [move for row in series if (move := _move(collection, row, given)) is not None]
    return tuple(figure for theme in themes for figure in _rank_theme(theme, levels, moves))


def _rank_theme(theme: str, levels: Iterable[KeyFigure], moves: Iterable[KeyFigure]) -> Iterator[KeyFigure]:
    for kind in (FigureKind.TOTAL, FigureKind.LATEST):
        found = [row for row in levels if row.theme == theme and row.kind is kind]
        yield from _ranked(found, lambda row: row.unit, lambda row: -row.value)
    for kind in (FigureKind.RISE, FigureKind.FALL):
        found = [row for row in moves if row.theme == theme and row.kind is kind]
        ranked = _ranked(found, lambda row: row.change_unit, lambda row: -abs(row.change or Decimal(0)))
        yield from (row for row in ranked if row.rank <= LARGEST_MOVES)


def _ranked(
    rows: Iterable[KeyFigure], group: Callable[[KeyFigure], str], size: Callable[[KeyFigure], Decimal]
) -> Iterator[KeyFigure]:
    """Rank rows from 1 within each group; equal ones keep their order."""
    groups: dict[str, list[KeyFigure]] = {}
    for row in rows:
        groups.setdefault(group(row), []).append(row)
    for name in sorted(groups):
        for rank, row in enumerate(sorted(groups[name], key=size), start=1):
            yield replace(row, rank=rank)


def _levels(collection: Collection, series: Series) -> Iterator[KeyFigure]:
    """Give the total of a series where its years may be added, and its latest level."""
    measure = collection.framework.measures[series.measure]
    if series.kind is not measure.period_kind:
        return
    required = collection.periods_of(measure.code).required
    given = tuple(period for period in required if period in series.figures)
    if measure.across_periods == "sum" and given:
        total = sum((series.value_of(period) for period in given), Decimal(0))
        yield _level(collection, series, FigureKind.TOTAL, given, plain(total))
    latest = tuple(series.figures)[-1]
    yield _level(collection, series, FigureKind.LATEST, (latest,), series.value_of(latest))


def _level(
    collection: Collection, series: Series, kind: FigureKind, added: tuple[Period, ...], value: Decimal
) -> KeyFigure:
    measure = collection.framework.measures[series.measure]
    required = collection.periods_of(measure.code).required
    return KeyFigure(
        theme=collection.framework.action_of(measure.code).theme,
        kind=kind,
        rank=0,
        measure=measure.code,
        partner=series.partner,
        territory=series.territory,
        first_period=added[0].code,
        last_period=added[-1].code,
        value=value,
        unit=measure.unit,
        periods=sum(period in series.figures for period in required),
        periods_asked=len(required),
        cautions=tuple(_cautions(series, added, measure.counted, len(required) if kind is FigureKind.TOTAL else 1)),
    )


def _cautions(series: Series, added: tuple[Period, ...], counted: str, needed: int) -> Iterator[Caution]:
    qualities = {series.figures[period].quality for period in added}
    if len(added) > 1 and counted in _RETURNING:
        yield Caution.SAME_MAY_RETURN
    if len(added) < needed:
        yield Caution.PERIODS_MISSING
    if series.obstacle(added[0], added[-1]) is Obstacle.BREAK:
        yield Caution.BREAK
    if qualities & {Quality.ESTIMATED, Quality.PROVISIONAL, Quality.PARTIAL}:
        yield Caution.NOT_FINAL


def _move(collection: Collection, row: SeriesRow, given: Mapping[_Row, set[Period]]) -> KeyFigure | None:
    """Make a move of a series that was read: in points for shares, in percent for counts large enough."""
    measure = collection.framework.measures[row.measure]
    change = row.points_change if measure.unit in UNITS_IN_POINTS else row.pct_change
    if row.reading is TrendReading.NOT_CONCLUDED or not change or row.first_value is None or row.last_value is None:
        return None
    if measure.unit not in UNITS_IN_POINTS and abs(row.first_value) < LEAST_COUNT:
        return None
    required = collection.periods_of(row.measure).required
    return KeyFigure(
        theme=collection.framework.action_of(row.measure).theme,
        kind=FigureKind.RISE if change > 0 else FigureKind.FALL,
        rank=0,
        measure=row.measure,
        partner=row.partner,
        territory=row.territory,
        first_period=row.first_period,
        last_period=row.last_period,
        value=row.last_value,
        unit=measure.unit,
        change=change,
        change_unit=_POINTS if measure.unit in UNITS_IN_POINTS else "%",
        periods=len(given.get((row.measure, row.partner, row.territory), set()).intersection(required)),
        periods_asked=len(required),
    )

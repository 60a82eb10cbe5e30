"""Matrices of a collection: heat maps by two dimensions, territories by indicator; and the rates by type."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from toolkit.analysis.grouping import Grouping
from toolkit.analysis.series import territory_of
from toolkit.model.completeness import (
    CompletenessRow,
    Dimension,
    HeatMap,
    Share,
    TerritoryMatrix,
    TypeRates,
)
from toolkit.model.framework import Framework
from toolkit.model.records import PointRecord
from toolkit.model.states import State

HEAT_MAPS = (
    (Dimension.PARTNER, Dimension.THEME),
    (Dimension.PARTNER, Dimension.PERIOD),
    (Dimension.TERRITORY, Dimension.THEME),
)
"""The heat maps of a report: rows and columns."""


def measure_heat_maps(
    grouping: Grouping, points: Sequence[PointRecord], rows: Sequence[CompletenessRow]
) -> tuple[HeatMap, ...]:
    """Give the share of data points with a value by two dimensions, for each of `HEAT_MAPS`.

    Required periods only; where periods are the columns, the optional ones stand last and apart.

    Args:
        grouping: made from the same data points.
        points: all data points of a merge.
        rows: completeness, for the order of the groups.
    """
    return tuple(_measure_heat(grouping, points, rows, pair) for pair in HEAT_MAPS)


def _measure_heat(
    grouping: Grouping,
    points: Iterable[PointRecord],
    rows: Sequence[CompletenessRow],
    pair: tuple[Dimension, Dimension],
) -> HeatMap:
    wholes: Counter[tuple[str, str]] = Counter()
    parts: Counter[tuple[str, str]] = Counter()
    for point in points:
        if not point.is_volunteered:
            for key in _pairs_of(grouping, point, pair):
                wholes[key] += 1
                parts[key] += point.state is State.VALUE
    keys = {each: tuple(row.key for row in rows if row.dimension is each) for each in Dimension}
    optional = keys[Dimension.OPTIONAL_PERIOD] if pair[1] is Dimension.PERIOD else ()
    return HeatMap(
        row_dimension=pair[0],
        column_dimension=pair[1],
        rows=keys[pair[0]],
        columns=(*keys[pair[1]], *optional),
        optional_columns=frozenset(optional),
        shares={key: Share(part=parts[key], whole=whole) for key, whole in wholes.items()},
    )


def _pairs_of(grouping: Grouping, point: PointRecord, pair: tuple[Dimension, Dimension]) -> Iterator[tuple[str, str]]:
    groups = grouping.keys_of_row(point)
    if pair[1] is Dimension.PERIOD:
        yield from ((key, point.period) for key in groups[pair[0]])
    elif point.is_required:
        yield from ((key, other) for key in groups[pair[0]] for other in groups[pair[1]])


def measure_territories(framework: Framework, points: Iterable[PointRecord]) -> TerritoryMatrix:
    """Count the values of each indicator by the territory that they are for, be they asked or not.

    The empty territory stands for those that partners describe in words.
    """
    asked = frozenset((framework.measures[each.measure].indicator, each.territory) for each in framework.requests)
    values: Counter[tuple[str, str]] = Counter(dict.fromkeys(asked, 0))
    for point in points:
        if point.state is State.VALUE:
            values[point.indicator, territory_of(point, framework) or ""] += 1
    indicators, territories = {pair[0] for pair in values}, {pair[1] for pair in values}
    return TerritoryMatrix(
        territories=tuple(code for code in (*framework.territories, "") if code in territories),
        indicators=tuple(code for code in framework.indicators if code in indicators),
        values=values,
        asked=asked,
    )


def measure_types(framework: Framework, rows: Iterable[CompletenessRow]) -> tuple[TypeRates, ...]:
    """Give for each type of indicator how many of its indicators were documented, and how many answered."""
    rows = tuple(rows)
    asked: Counter[str] = Counter()
    documented: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for row in rows:
        if row.dimension is Dimension.INDICATOR and row.expected:
            kind = framework.indicators[row.key].type
            asked[kind] += 1
            documented[kind] += row.valued.part > 0
            answered[kind] += row.answered.part > 0
    return tuple(
        TypeRates(
            type=row.key,
            documented=Share(part=documented[row.key], whole=asked[row.key]),
            answered=Share(part=answered[row.key], whole=asked[row.key]),
            points=row,
        )
        for row in rows
        if row.dimension is Dimension.TYPE
    )

"""Completeness: how many data points are in which state, by every dimension, and what is known of each action.

Only required data points count, but for the optional periods, which stand apart. No sum is taken on trust: the
data points accounted for are compared one by one with those that the campaign asks.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from toolkit.analysis.grouping import ROW_DIMENSIONS, Grouping, adds_up, make_grouping, reason_of
from toolkit.errors import AccountsError
from toolkit.model.answers import Point
from toolkit.model.campaign import Collection
from toolkit.model.completeness import (
    EXPECTED,
    JUSTIFIED,
    REASON_COLUMNS,
    CompletenessRow,
    Delivery,
    Dimension,
    Figure,
)
from toolkit.model.framework import Framework, Request
from toolkit.model.periods import Period
from toolkit.model.records import ActionRecord, PointRecord
from toolkit.model.states import CODED_STATES, ActionStatus, State

_CODED = frozenset(CODED_STATES)
_COUNTING_COLUMNS = frozenset((EXPECTED, JUSTIFIED, *State, *Delivery, *REASON_COLUMNS))


class _Kind(NamedTuple):
    """What is counted of a data point."""

    state: State
    reason: str
    delivery: Delivery


_Kinds = dict[_Kind, int]


@dataclass(slots=True, kw_only=True)
class _Tally:
    """What one pass over the data points counts; filled while it runs.

    Attributes:
        rows: groups and kinds by request, required periods only.
        periods, optional_periods: kinds by required period and optional period.
        valued, coded: measures with a value or a code at any data point, volunteered ones included.
    """

    seen: list[tuple[Point, bool]] = field(default_factory=list)
    rows: dict[tuple[str, str, str], tuple[PointRecord, _Kinds]] = field(default_factory=dict)
    periods: dict[str, _Kinds] = field(default_factory=dict)
    optional_periods: dict[str, _Kinds] = field(default_factory=dict)
    valued: set[str] = field(default_factory=set)
    coded: set[str] = field(default_factory=set)


def measure_completeness(
    collection: Collection,
    points: Iterable[PointRecord],
    actions: Iterable[ActionRecord],
    grouping: Grouping | None = None,
) -> tuple[CompletenessRow, ...]:
    """Count the data points by state along every dimension, in the order of `Dimension`.

    Groups stand in the order of the framework, periods in time order. Actions and indicators that nothing is
    asked of are there with zero. An action counts as documented when any partner gave a value for it, be it
    optional or volunteered, or words. Only cross-cutting themes overlap, and add up to no total.

    Args:
        collection: what is asked.
        points: all data points of a merge.
        actions: words of the partners.
        grouping: made from the same data points; without one, nothing is known of offices and arrivals beyond what
            framework and data points say.

    Raises:
        AccountsError: the data points are not those that the campaign asks, or a sum does not close.
    """
    points = tuple(points)
    grouping = grouping or make_grouping(collection, points)
    tally = _tally(points, grouping)
    _require_asked(collection, tally.seen)
    statuses = _action_statuses(collection.framework, tally, actions)
    total: _Kinds = {}
    for _, kinds in tally.rows.values():
        _add(total, kinds)
    campaign = collection.campaign
    rows = [_row(Dimension.CAMPAIGN, campaign.id, campaign.name, total)]
    rows.extend(_group_rows(grouping, tally, statuses))
    rows.extend(_period_rows(Dimension.PERIOD, _asked_periods(collection, is_required=True), tally.periods))
    rows.extend(_delivery_rows(total))
    _require_sums(rows, rows[0])
    optional = _asked_periods(collection, is_required=False)
    rows.extend(_period_rows(Dimension.OPTIONAL_PERIOD, optional, tally.optional_periods))
    return tuple(rows)


def list_points_behind(grouping: Grouping, points: Iterable[PointRecord], figure: Figure) -> tuple[PointRecord, ...]:
    """Give the data points that a figure of completeness counts, in their order.

    Raises:
        ValueError: the column of the figure is none that counts data points.
    """
    column = figure.column
    if column not in _COUNTING_COLUMNS:
        message = f"{column} counts no data points"
        raise ValueError(message)
    return tuple(
        point
        for point in points
        if figure.key in grouping.keys_of(point, figure.dimension)
        and all(key in grouping.keys_of_row(point)[dimension] for dimension, key in figure.within)
        and _is_counted(point, column, grouping)
    )


def _is_counted(point: PointRecord, column: str, grouping: Grouping) -> bool:
    if column == EXPECTED:
        return True
    if column == JUSTIFIED:
        return point.state in _CODED
    if column in REASON_COLUMNS:
        return reason_of(point) == REASON_COLUMNS[column]
    return column in (point.state.value, grouping.delivery_of(point).value)


def _tally(points: Iterable[PointRecord], grouping: Grouping) -> _Tally:
    tally = _Tally()
    for record in points:
        state = record.state
        if state is State.VALUE:
            tally.valued.add(record.measure)
        elif state in _CODED:
            tally.coded.add(record.measure)
        if record.is_volunteered:
            continue
        point = Point(record.measure, record.partner, record.territory, record.period)
        tally.seen.append((point, record.is_required))
        kind = _Kind(state, reason_of(record), grouping.delivery_of(record))
        by_period = tally.periods if record.is_required else tally.optional_periods
        _count(by_period.setdefault(record.period, {}), kind)
        if record.is_required:
            _count(tally.rows.setdefault(point[:3], (record, {}))[1], kind)
    return tally


def _count(kinds: _Kinds, kind: _Kind) -> None:
    kinds[kind] = kinds.get(kind, 0) + 1


def _add(total: _Kinds, kinds: _Kinds) -> None:
    for kind, number in kinds.items():
        total[kind] = total.get(kind, 0) + number


def _require_asked(collection: Collection, seen: list[tuple[Point, bool]]) -> None:
    """Compare the data points accounted for with those asked, each once and as required as it was asked."""
    asked = {
        (Point(request.measure, request.partner, request.territory, period.code), is_required)
        for request in collection.framework.requests
        for is_required in (True, False)
        for period in _periods_of(collection, request, is_required=is_required)
    }
    found = set(seen)
    repeated, unknown, missing = len(seen) - len(found), len(found - asked), len(asked - found)
    if repeated or unknown or missing:
        message = (
            f"The results account for {len(seen)} data points and the campaign asks {len(asked)} "
            f"({missing} are missing, {unknown} were not asked, {repeated} stand twice): "
            "run `toolkit merge` again, so that the results follow the framework as it is now."
        )
        raise AccountsError(message)


def _periods_of(collection: Collection, request: Request, *, is_required: bool) -> tuple[Period, ...]:
    asked = collection.periods_of(request.measure)
    return asked.required if is_required else asked.optional


def _asked_periods(collection: Collection, *, is_required: bool) -> list[str]:
    """Give the periods asked of some row in time order, calendar years before school years."""
    found = {
        period
        for request in collection.framework.requests
        for period in _periods_of(collection, request, is_required=is_required)
    }
    return [period.code for period in sorted(found, key=lambda each: (each.is_school, each))]


def _action_statuses(framework: Framework, tally: _Tally, actions: Iterable[ActionRecord]) -> dict[str, ActionStatus]:
    statuses = dict.fromkeys(framework.actions, ActionStatus.NOT_ANSWERED)
    _require_known(framework.measures, tally.valued | tally.coded, "measure")
    for measure in tally.coded:
        statuses[framework.action_of(measure).code] = ActionStatus.NO_DATA
    for measure in tally.valued:
        statuses[framework.action_of(measure).code] = ActionStatus.DOCUMENTED
    # Partners also name further actions, in their own words: those that nobody knows document nothing.
    documented = {record.action for record in actions if record.says_something}
    return statuses | dict.fromkeys(documented & set(framework.actions), ActionStatus.DOCUMENTED)


def _require_known(known: Mapping[str, object], codes: Iterable[str], noun: str) -> None:
    unknown = sorted(set(codes) - set(known))
    if unknown:
        message = f"The results name the {noun} {unknown[0]}, which the framework does not hold: run `toolkit merge`."
        raise AccountsError(message)


def _group_rows(grouping: Grouping, tally: _Tally, statuses: Mapping[str, ActionStatus]) -> Iterator[CompletenessRow]:
    """Count along the dimensions of rows; a group that nothing is asked of is there with zero."""
    labels = grouping.labels
    counts: dict[Dimension, dict[str, _Kinds]] = {
        dimension: {key: {} for key in labels[dimension]} for dimension in ROW_DIMENSIONS
    }
    for record, kinds in tally.rows.values():
        for dimension, keys in grouping.keys_of_row(record).items():
            for key in keys:
                _add(counts[dimension][key], kinds)
    for dimension in ROW_DIMENSIONS:
        for key, kinds in counts[dimension].items():
            status = statuses[key] if dimension is Dimension.ACTION else None
            yield _row(dimension, key, labels[dimension][key], kinds, status)


def _row(
    dimension: Dimension, key: str, label: str, kinds: Mapping[_Kind, int], status: ActionStatus | None = None
) -> CompletenessRow:
    states: dict[State, int] = {}
    reasons: dict[str, int] = {}
    deliveries: dict[Delivery, int] = {}
    for kind, number in kinds.items():
        states[kind.state] = states.get(kind.state, 0) + number
        deliveries[kind.delivery] = deliveries.get(kind.delivery, 0) + number
        if kind.reason:
            reasons[kind.reason] = reasons.get(kind.reason, 0) + number
    return CompletenessRow(
        dimension=dimension, key=key, label=label, states=states, status=status, reasons=reasons, deliveries=deliveries
    )


def _period_rows(
    dimension: Dimension, periods: Iterable[str], counts: Mapping[str, _Kinds]
) -> Iterator[CompletenessRow]:
    for code in periods:
        yield _row(dimension, code, code, counts.get(code, {}))


def _delivery_rows(total: _Kinds) -> Iterator[CompletenessRow]:
    """Count by when the data points came back; a collection that asks nothing has no such rows."""
    for delivery in Delivery if total else ():
        kinds = {kind: number for kind, number in total.items() if kind.delivery is delivery}
        yield _row(Dimension.DELIVERY, delivery.value, delivery.value, kinds)


def _require_sums(rows: Iterable[CompletenessRow], total: CompletenessRow) -> None:
    """Stop when a dimension does not add up to the campaign, state by state."""
    sums: dict[Dimension, dict[State, int]] = {}
    for row in rows:
        found = sums.setdefault(row.dimension, {})
        for state, number in row.states.items():
            found[state] = found.get(state, 0) + number
    for dimension, found in sums.items():
        if adds_up(dimension) and found != total.states:
            message = (
                f"The data points by {dimension.value} add up to {sum(found.values())} and not to "
                f"{total.expected} as for the campaign; nothing was written, please report this."
            )
            raise AccountsError(message)

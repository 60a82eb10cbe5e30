"""Completeness: how many data points are in which state, by every dimension, and what is known of each action.

Only required data points count, but for the optional periods, which stand apart. No sum is taken on trust: the
data points accounted for are compared one by one with those that the campaign asks.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from toolkit.errors import AccountsError
from toolkit.model.answers import Point
from toolkit.model.campaign import Collection
from toolkit.model.framework import Framework, Request
from toolkit.model.periods import Period
from toolkit.model.records import ActionRecord, PointRecord
from toolkit.model.states import CODED_STATES, ActionStatus, State
from toolkit.model.summaries import CompletenessRow, Dimension, Share

_CODED = frozenset(CODED_STATES)


@dataclass(slots=True, kw_only=True)
class _Tally:
    """What one pass over the data points counts; filled while it runs.

    Attributes:
        requests, periods, optional_periods: states by request, required period and optional period.
        valued, coded: measures with a value or a code at any data point, volunteered ones included.
    """

    seen: list[tuple[Point, bool]] = field(default_factory=list)
    requests: dict[Request, dict[State, int]] = field(default_factory=dict)
    periods: dict[str, dict[State, int]] = field(default_factory=dict)
    optional_periods: dict[str, dict[State, int]] = field(default_factory=dict)
    valued: set[str] = field(default_factory=set)
    coded: set[str] = field(default_factory=set)


def measure_completeness(
    collection: Collection, points: Iterable[PointRecord], actions: Iterable[ActionRecord]
) -> tuple[CompletenessRow, ...]:
    """Count the data points by state along every dimension, in the order of `Dimension`.

    Groups stand in the order of the framework, periods in time order. Actions and indicators that nothing is
    asked of are there with zero. An action counts as documented when any partner gave a value for it, be it
    optional or volunteered, or words.

    Raises:
        AccountsError: the data points are not those that the campaign asks, or a sum does not close.
    """
    tally = _tally(points)
    _require_asked(collection, tally.seen)
    framework = collection.framework
    statuses = _action_statuses(framework, tally, actions)
    total: dict[State, int] = {}
    for states in tally.requests.values():
        _add(total, states)
    campaign = collection.campaign
    rows = [CompletenessRow(dimension=Dimension.CAMPAIGN, key=campaign.id, label=campaign.name, states=total)]
    for grouping in _groupings(framework):
        rows.extend(_group(grouping, tally.requests, statuses))
    rows.extend(_period_rows(Dimension.PERIOD, _asked_periods(collection, is_required=True), tally.periods))
    _require_sums(rows, total)
    optional = _asked_periods(collection, is_required=False)
    rows.extend(_period_rows(Dimension.OPTIONAL_PERIOD, optional, tally.optional_periods))
    return tuple(rows)


def measure_partner_themes(collection: Collection, points: Iterable[PointRecord]) -> dict[tuple[str, str], Share]:
    """Give, by partner and theme, the required data points with a value of those asked.

    A pair without a request has no entry.
    """
    parts: Counter[tuple[str, str]] = Counter()
    wholes: Counter[tuple[str, str]] = Counter()
    for request, states in _tally(points).requests.items():
        pair = request.partner, collection.framework.action_of(request.measure).theme
        parts[pair] += states.get(State.VALUE, 0)
        wholes[pair] += sum(states.values())
    return {pair: Share(part=parts[pair], whole=whole) for pair, whole in wholes.items()}


def _tally(points: Iterable[PointRecord]) -> _Tally:
    tally = _Tally()
    requests: defaultdict[tuple[str, str, str], dict[State, int]] = defaultdict(dict)
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
        by_period = tally.periods if record.is_required else tally.optional_periods
        _count(by_period.setdefault(record.period, {}), state)
        if record.is_required:
            _count(requests[record.measure, record.partner, record.territory], state)
    tally.requests = {
        Request(measure=measure, partner=partner, territory=territory): states
        for (measure, partner, territory), states in requests.items()
    }
    return tally


def _count(states: dict[State, int], state: State) -> None:
    states[state] = states.get(state, 0) + 1


def _add(total: dict[State, int], states: Mapping[State, int]) -> None:
    for state, number in states.items():
        total[state] = total.get(state, 0) + number


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
    documented = {record.action for record in actions if record.says_something}
    _require_known(framework.actions, documented, "action")
    return statuses | dict.fromkeys(documented, ActionStatus.DOCUMENTED)


def _require_known(known: Mapping[str, object], codes: Iterable[str], noun: str) -> None:
    unknown = sorted(set(codes) - set(known))
    if unknown:
        message = f"The results name the {noun} {unknown[0]}, which the framework does not hold: run `toolkit merge`."
        raise AccountsError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grouping:
    """A dimension of requests: its groups with their labels, in order, and the group of each request."""

    dimension: Dimension
    labels: Mapping[str, str]
    key_of: Callable[[Request], str]


def _groupings(framework: Framework) -> Iterator[_Grouping]:
    labels = _labels(framework)
    for dimension, key_of in _keys(framework).items():
        yield _Grouping(dimension=dimension, labels=labels[dimension], key_of=key_of)


def _labels(framework: Framework) -> dict[Dimension, dict[str, str]]:
    """Name the groups of each dimension, in the order of the framework."""
    actions, indicators = framework.actions.values(), framework.indicators.values()
    asked = {request.territory for request in framework.requests}
    return {
        Dimension.PARTNER: {each.code: each.name for each in framework.partners_asked},
        Dimension.THEME: {each.theme: each.theme for each in actions},
        Dimension.OBJECTIVE: {each.objective: each.objective for each in actions},
        Dimension.ACTION: {each.code: each.title for each in actions},
        Dimension.INDICATOR: {each.code: each.label for each in indicators},
        Dimension.TYPE: {each.type: each.type for each in indicators},
        Dimension.TERRITORY: {code: each.label for code, each in framework.territories.items() if code in asked},
    }


def _keys(framework: Framework) -> dict[Dimension, Callable[[Request], str]]:
    """Tell how a request finds its group, for each dimension in its order."""
    measures, indicators = framework.measures, framework.indicators
    return {
        Dimension.PARTNER: lambda each: each.partner,
        Dimension.THEME: lambda each: framework.action_of(each.measure).theme,
        Dimension.OBJECTIVE: lambda each: framework.action_of(each.measure).objective,
        Dimension.ACTION: lambda each: framework.action_of(each.measure).code,
        Dimension.INDICATOR: lambda each: measures[each.measure].indicator,
        Dimension.TYPE: lambda each: indicators[measures[each.measure].indicator].type,
        Dimension.TERRITORY: lambda each: each.territory,
    }


def _group(
    grouping: _Grouping, requests: Mapping[Request, Mapping[State, int]], statuses: Mapping[str, ActionStatus]
) -> Iterator[CompletenessRow]:
    counts: dict[str, dict[State, int]] = {key: {} for key in grouping.labels}
    for request, states in requests.items():
        _add(counts[grouping.key_of(request)], states)
    is_action = grouping.dimension is Dimension.ACTION
    for key, states in counts.items():
        yield CompletenessRow(
            dimension=grouping.dimension,
            key=key,
            label=grouping.labels[key],
            states=states,
            status=statuses[key] if is_action else None,
        )


def _period_rows(
    dimension: Dimension, periods: Iterable[str], counts: Mapping[str, Mapping[State, int]]
) -> Iterator[CompletenessRow]:
    for code in periods:
        yield CompletenessRow(dimension=dimension, key=code, label=code, states=counts.get(code, {}))


def _require_sums(rows: Iterable[CompletenessRow], total: Mapping[State, int]) -> None:
    """Stop when a dimension does not add up to the campaign, state by state."""
    sums: dict[Dimension, dict[State, int]] = {}
    for row in rows:
        _add(sums.setdefault(row.dimension, {}), row.states)
    for dimension, found in sums.items():
        if found != total:
            message = (
                f"The data points by {dimension.value} add up to {sum(found.values())} and not to "
                f"{sum(total.values())} as for the campaign; nothing was written, please report this."
            )
            raise AccountsError(message)

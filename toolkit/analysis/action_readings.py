"""What became of each action: strengthened, reduced, maintained and so on, from the readings of its series.

The method is written out in `READING_METHOD`; the coordinator's own reading comes before that of the figures.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto

from toolkit.analysis.series_readings import NOT_CREATED, Key, Rows
from toolkit.model.framework import Framework, Measure
from toolkit.model.periods import parse_period
from toolkit.model.records import PointRecord
from toolkit.model.states import CODED_STATES, State
from toolkit.model.trends import ActionReading, ActionRow, Obstacle, Overruling, SeriesRow, TrendReading

_STOPPED = "stopped"
_COUNTS = frozenset(("flux", "stock", "file_active"))
_LEAST_ZEROS = 2


class _End(Enum):
    """Where one row of an action stands at the last period that says something."""

    RUNNING = auto()
    STOPPED = auto()
    NOT_STARTED = auto()


def read_actions(
    framework: Framework, asked: Rows, series: Iterable[SeriesRow], overrulings: Mapping[str, Overruling]
) -> tuple[ActionRow, ...]:
    """Read every action of the framework, in its order."""
    rows: dict[str, list[SeriesRow]] = {code: [] for code in framework.actions}
    for each in series:
        rows[framework.action_of(each.measure).code].append(each)
    ends: dict[str, list[_End]] = {code: [] for code in framework.actions}
    for key, points in asked.items():
        end = _end_of(framework, key, points)
        if end is not None:
            ends[framework.action_of(key[0]).code].append(end)
    computed = (_read(framework.actions[code].theme, code, rows[code], ends[code]) for code in framework.actions)
    return tuple(_overrule(row, overrulings.get(row.action)) for row in computed)


def _read(theme: str, action: str, series: Sequence[SeriesRow], ends: Sequence[_End]) -> ActionRow:
    found = {reading: [row for row in series if row.reading is reading] for reading in TrendReading}
    strict = _strict(found, ends)
    newly_created = any(row.newly_created for row in series)
    is_open = strict is ActionReading.NOT_MEASURABLE
    return ActionRow(
        action=action,
        theme=theme,
        strict=strict,
        counted_as=count_as(strict, has_new=any(_is_only_new(row) for row in series)),
        computed=strict,
        better=len(found[TrendReading.BETTER]),
        worse=len(found[TrendReading.WORSE]),
        unchanged=len(found[TrendReading.UNCHANGED]),
        no_direction=len(found[TrendReading.NO_DIRECTION]),
        not_concluded=len(found[TrendReading.NOT_CONCLUDED]),
        measures_better=_measures(found[TrendReading.BETTER]),
        measures_worse=_measures(found[TrendReading.WORSE]),
        measures_unchanged=_measures(found[TrendReading.UNCHANGED]),
        newly_created=newly_created,
        obstacles=_obstacles(found[TrendReading.NOT_CONCLUDED]) if is_open else (),
    )


def _strict(found: Mapping[TrendReading, Sequence[SeriesRow]], ends: Sequence[_End]) -> ActionReading:
    if ends and _End.RUNNING not in ends:
        return ActionReading.STOPPED if _End.STOPPED in ends else ActionReading.NOT_STARTED
    return combine(
        has_better=bool(found[TrendReading.BETTER]),
        has_worse=bool(found[TrendReading.WORSE]),
        has_unchanged=bool(found[TrendReading.UNCHANGED]),
    )


def combine(*, has_better: bool, has_worse: bool, has_unchanged: bool) -> ActionReading:
    """Make one reading of those of several series; unchanged ones neither add to a change nor take from it."""
    if has_better and has_worse:
        return ActionReading.MIXED
    if has_better:
        return ActionReading.STRENGTHENED
    if has_worse:
        return ActionReading.REDUCED
    return ActionReading.MAINTAINED if has_unchanged else ActionReading.NOT_MEASURABLE


def count_as(strict: ActionReading, *, has_new: bool) -> ActionReading:
    """Count a strict reading as such studies do: mixed and newly created are strengthened."""
    over = strict in {ActionReading.STOPPED, ActionReading.NOT_STARTED}
    is_more = strict is ActionReading.MIXED or (has_new and not over)
    return ActionReading.STRENGTHENED if is_more else strict


def _is_only_new(row: SeriesRow) -> bool:
    """Whether being new is all that a series says: its own change could not be read."""
    return row.newly_created and row.reading is TrendReading.NOT_CONCLUDED and row.obstacle is Obstacle.ONE_FIGURE


def _measures(rows: Iterable[SeriesRow]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.measure for row in rows))


def _obstacles(rows: Iterable[SeriesRow]) -> tuple[Obstacle, ...]:
    met = {row.obstacle for row in rows}
    return tuple(obstacle for obstacle in Obstacle if obstacle in met)


def _end_of(framework: Framework, key: Key, asked: Sequence[PointRecord]) -> _End | None:
    """Say where a row stands at the end; None when it says nothing of whether the action runs.

    A share says that it runs, never that it does not; neither does a count that is meant to fall, whose zero is what
    is hoped for. One zero alone says nothing.
    """
    said = [(period, point) for point in asked if (period := parse_period(point.period)) and _says_something(point)]
    if not said:
        return None
    last = max(said, key=lambda each: each[0])[1]
    figures = [point.value for _, point in said if point.value is not None]
    if last.state is State.NOT_APPLICABLE and last.reason == _STOPPED:
        return _End.STOPPED
    if any(figures):
        measure = framework.measures[key[0]]
        falls_to_zero = last.value == 0 and measure.nature in _COUNTS and measure.polarity == "higher"
        return _End.STOPPED if falls_to_zero else _End.RUNNING
    return _end_without_figures(framework.measures[key[0]], last, len(figures))


def _says_something(point: PointRecord) -> bool:
    return point.state is State.VALUE or point.state in CODED_STATES


def _end_without_figures(measure: Measure, last: PointRecord, zeros: int) -> _End | None:
    if last.state is State.NOT_APPLICABLE and last.reason == NOT_CREATED:
        return _End.NOT_STARTED
    stays_at_zero = zeros >= _LEAST_ZEROS and measure.nature in _COUNTS and measure.polarity == "higher"
    return _End.NOT_STARTED if stays_at_zero and last.value == 0 else None


def _overrule(row: ActionRow, settled: Overruling | None) -> ActionRow:
    if settled is None:
        return row
    return replace(
        row,
        strict=settled.reading,
        counted_as=count_as(settled.reading, has_new=False),
        overruled_because=settled.reason,
        overruled_by=settled.author,
        overruled_on=settled.date,
    )


def count_readings(rows: Iterable[ActionRow], *, strict: bool) -> Mapping[str, Mapping[ActionReading, int]]:
    """Count the actions by reading, by theme in the order met; the empty theme, first, stands for all."""
    counts: dict[str, dict[ActionReading, int]] = {"": dict.fromkeys(ActionReading, 0)}
    for row in rows:
        reading = row.strict if strict else row.counted_as
        for theme in ("", row.theme):
            counts.setdefault(theme, dict.fromkeys(ActionReading, 0))[reading] += 1
    return counts

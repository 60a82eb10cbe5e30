"""Compares the data points of two merges."""

from collections.abc import Iterable, Iterator

from toolkit.model.records import PointRecord
from toolkit.model.states import State
from toolkit.model.trials import PointChange, TrialChange

_Key = tuple[str, str, str, str]


def compare_points(before: Iterable[PointRecord], after: Iterable[PointRecord]) -> Iterator[PointChange]:
    """Yield what differs in state, figure or text, in the order of the data points after, then of those gone."""
    known = {_key(point): point for point in before}
    for point in after:
        old = known.pop(_key(point), None)
        kind = _compare(old, point)
        if kind is not None:
            yield PointChange(kind=kind, before=old, after=point)
    for old in known.values():
        yield PointChange(kind=TrialChange.LOST, before=old, after=None)


def _key(point: PointRecord) -> _Key:
    return point.measure, point.partner, point.territory, point.period


def _compare(old: PointRecord | None, new: PointRecord) -> TrialChange | None:
    if old is None:
        return TrialChange.NEW if new.state is State.VALUE else TrialChange.STATE
    if (old.state, old.value, _words(old)) == (new.state, new.value, _words(new)):
        return None
    match old.state is State.VALUE, new.state is State.VALUE:
        case True, True:
            return TrialChange.CHANGED
        case False, True:
            return TrialChange.NEW
        case True, False:
            return TrialChange.LOST
    return TrialChange.STATE


def _words(point: PointRecord) -> str:
    """Give the text of a measure in words; of a figure it does not matter how it was typed."""
    return point.raw if point.state is State.VALUE and point.value is None else ""

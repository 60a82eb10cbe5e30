"""What changed between two dates of return, from the ledger alone: no earlier run is looked at."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from toolkit.analysis.merging import WHY_EXCLUDED, WHY_STALE
from toolkit.model.answers import AnswerClass, Point
from toolkit.model.changes import Change, ChangeKind, LedgerAnswer, Said
from toolkit.model.framework import Observation
from toolkit.model.records import PointRecord
from toolkit.model.states import State

_ISO_DAY = len("2020-11-30")
_LAST_DAY = "9999-12-31"
_NOTHING = Said()
_NEVER_KNOWN = frozenset((WHY_EXCLUDED, WHY_STALE))
"""Why an answer was never what is known: its file is left out, or it was out of date when it came."""


def list_changes(
    answers: Iterable[LedgerAnswer], observations: Iterable[Observation], since: date, until: date | None
) -> Iterator[Change]:
    """List the data points of which more or other is known on the last day than on the day before the first.

    An answer counts from the day of its return on. Of several, the one that the ledger retains is what is known, once
    it has come; before that, the last one that says something.

    Args:
        answers: the ledger, the answers of a partner together and in the order of its returns.
        observations: earlier figures, which pre-filled the workbooks.
        since: first day of return that counts.
        until: last day of return that counts; None for no end.
    """
    issued = {Point(each.measure, each.partner, each.territory, each.period): each.value for each in observations}
    days = since.isoformat(), _LAST_DAY if until is None else until.isoformat()
    for _, of_partner in groupby(answers, key=lambda each: each.record.partner):
        by_point: dict[Point, list[LedgerAnswer]] = {}
        for each in of_partner:
            if _says_something(each):
                by_point.setdefault(_point(each.record), []).append(each)
        for point, said in by_point.items():
            yield from _change(said, issued.get(point), days)


def _point(record: PointRecord) -> Point:
    return Point(record.measure, record.partner, record.territory, record.period)


def _says_something(answer: LedgerAnswer) -> bool:
    """A blank says nothing, but where a pre-filled figure was taken out; nor does what was never taken."""
    if answer.why in _NEVER_KNOWN:
        return False
    return answer.record.state is not State.BLANK or answer.record.answer_class == AnswerClass.WITHDRAWN.value


def _change(said: Sequence[LedgerAnswer], issued: Decimal | None, days: tuple[str, str]) -> Iterator[Change]:
    before = _known([each for each in said if _day(each) < days[0]])
    after = _known([each for each in said if _day(each) <= days[1]])
    if after is None or after is before:
        return
    old, new = _said(before, issued), _said(after, issued)
    if _same(old, new):
        return
    record = after.record
    yield Change(
        kind=_kind(old, new),
        partner=record.partner,
        action=record.action,
        measure=record.measure,
        territory=record.territory,
        period=record.period,
        old=old,
        new=new,
        returned_at=record.returned_at,
    )


def _day(answer: LedgerAnswer) -> str:
    return answer.record.returned_at[:_ISO_DAY]


def _known(come: Sequence[LedgerAnswer]) -> LedgerAnswer | None:
    """Give the answer that stands among those that have come: the retained one, else the last."""
    return next((each for each in come if each.is_retained), come[-1] if come else None)


def _said(answer: LedgerAnswer | None, issued: Decimal | None) -> Said:
    if answer is not None:
        record = answer.record
        return Said(state=record.state, value=record.value, raw=record.raw, file=record.file, cell=record.cell)
    return _NOTHING if issued is None else Said(state=State.VALUE, value=issued, raw=f"{issued:f}")


def _same(old: Said, new: Said) -> bool:
    if old.state is not new.state or old.value != new.value:
        return False
    return old.value is not None or old.state is not State.VALUE or old.raw == new.raw


def _kind(old: Said, new: Said) -> ChangeKind:
    if old.state is None:
        return ChangeKind.NEW
    is_withdrawn = old.state is State.VALUE and new.state is not State.VALUE
    return ChangeKind.WITHDRAWN if is_withdrawn else ChangeKind.CORRECTED

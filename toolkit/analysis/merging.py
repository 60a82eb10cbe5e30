"""The ledger: all answers of all returns of a partner, which of them is retained, and why.

Nothing here looks at an earlier run: an answer is classed against what was issued and against the returns before it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal

from toolkit.model.answers import Answer, AnswerClass, DataPoint, LedgerEntry, Point, Return
from toolkit.model.states import State

WHY_ONLY = "only_answer"
WHY_LATEST = "latest_return"
WHY_SUPERSEDED = "superseded"
WHY_SAME = "same_as_retained"
WHY_BLANK = "says_nothing"
WHY_CONFLICT_KEPT = "conflict_first_kept"
WHY_CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerLedger:
    """The ledger of one partner.

    Attributes:
        entries: in the order of returns, then of the form.
        retained: by data point, the entry retained; points of which nothing is said have none.
        conflicts: by data point, the entries that contradict each other within one moment.
    """

    entries: tuple[LedgerEntry, ...]
    retained: Mapping[Point, LedgerEntry]
    conflicts: Mapping[Point, tuple[LedgerEntry, ...]]


def order_returns(returns: Iterable[Return]) -> tuple[Return, ...]:
    """Order the returns of a partner by edition, then by arrival; the content settles a tie, never the name."""
    return tuple(sorted(returns, key=lambda each: (_edition(each.version), each.returned_at, each.sha256)))


def _edition(version: str) -> tuple[int, str]:
    return (int(version), "") if version.isdecimal() else (-1, version)


def merge_partner(
    contributions: Sequence[tuple[Return, Sequence[Answer]]], issued: Mapping[Point, Decimal]
) -> PartnerLedger:
    """Merge the returns of one partner, given in their order.

    Args:
        contributions: each return with its answers.
        issued: figures that pre-filled the workbook.
    """
    by_point: dict[Point, list[tuple[Return, Answer]]] = {}
    for file, answers in contributions:
        for answer in answers:
            by_point.setdefault(answer.point, []).append((file, answer))
    entries: list[LedgerEntry] = []
    retained, conflicts = {}, {}
    for point, said in by_point.items():
        merged = _merge_point(said, issued.get(point))
        entries.extend(merged)
        kept = next((entry for entry in merged if entry.is_retained), None)
        if kept is not None:
            retained[point] = kept
        opposed = tuple(each for each in merged if each.answer_class is AnswerClass.CONFLICTING)
        if opposed:
            conflicts[point] = opposed
    order = {id(file): position for position, (file, _) in enumerate(contributions)}
    entries.sort(key=lambda entry: order[id(entry.file)])
    return PartnerLedger(entries=tuple(entries), retained=retained, conflicts=conflicts)


def _merge_point(said: Sequence[tuple[Return, Answer]], issued: Decimal | None) -> list[LedgerEntry]:
    if len(said) == 1:
        file, answer = said[0]
        says = answer.state is not State.BLANK
        found = _class_against(answer, issued, None)
        return [_entry(file, answer, found, is_retained=says, why=WHY_ONLY if says else WHY_BLANK)]
    speaking = [(file, answer) for file, answer in said if answer.state is not State.BLANK]
    kept = _choose(speaking)
    entries: list[LedgerEntry] = []
    before: Answer | None = None
    for file, answer in said:
        is_kept = kept is not None and answer is kept[1]
        clashes = kept is not None and _clashes(file, answer, kept)
        found = AnswerClass.CONFLICTING if clashes or (is_kept and _has_rival(speaking, kept)) else None
        found = found or _class_against(answer, issued, before)
        why = _why(answer, kept, len(speaking))
        if found is AnswerClass.CONFLICTING:
            why = WHY_CONFLICT_KEPT if is_kept else WHY_CONFLICT
        entries.append(_entry(file, answer, found, is_retained=is_kept, why=why))
        if answer.state is not State.BLANK:
            before = answer
    return entries


def _choose(speaking: Sequence[tuple[Return, Answer]]) -> tuple[Return, Answer] | None:
    """Take the latest return that says something; within one moment, the first that could be understood."""
    if not speaking:
        return None
    last = speaking[-1][0]
    latest = [each for each in speaking if _moment(each[0]) == _moment(last)]
    return next((each for each in latest if each[1].state is not State.REJECTED), latest[0])


def _moment(file: Return) -> tuple[str, str]:
    return file.version, file.returned_at


def _clashes(file: Return, answer: Answer, kept: tuple[Return, Answer]) -> bool:
    return (
        answer is not kept[1]
        and answer.state is not State.BLANK
        and _moment(file) == _moment(kept[0])
        and not _same(answer, kept[1])
    )


def _has_rival(speaking: Sequence[tuple[Return, Answer]], kept: tuple[Return, Answer] | None) -> bool:
    return kept is not None and any(_clashes(file, answer, kept) for file, answer in speaking)


def _same(one: Answer, other: Answer) -> bool:
    if one.state is not other.state or one.value != other.value:
        return False
    return one.value is not None or one.state is not State.VALUE or one.raw == other.raw


def _class_against(answer: Answer, issued: Decimal | None, before: Answer | None) -> AnswerClass | None:
    if answer.state is State.BLANK:
        return AnswerClass.WITHDRAWN if issued is not None and before is None else None
    if before is not None:
        if _same(answer, before):
            return AnswerClass.UNCHANGED
        withdrawn = before.state is State.VALUE and answer.state is not State.VALUE
        return AnswerClass.WITHDRAWN if withdrawn else AnswerClass.CORRECTED
    if issued is None:
        return AnswerClass.NEW
    if answer.state is not State.VALUE:
        return AnswerClass.WITHDRAWN
    return AnswerClass.UNCHANGED if answer.value == issued else AnswerClass.CORRECTED


def _why(answer: Answer, kept: tuple[Return, Answer] | None, speaking: int) -> str:
    if answer.state is State.BLANK or kept is None:
        return WHY_BLANK
    if answer is kept[1]:
        return WHY_ONLY if speaking == 1 else WHY_LATEST
    return WHY_SAME if _same(answer, kept[1]) else WHY_SUPERSEDED


def _entry(file: Return, answer: Answer, found: AnswerClass | None, *, is_retained: bool, why: str) -> LedgerEntry:
    return LedgerEntry(answer, file, found, is_retained, why)


def list_data_points(
    asked: Iterable[tuple[Point, bool]], ledger: PartnerLedger, returned: AbstractSet[tuple[str, str]]
) -> Iterator[DataPoint]:
    """List the data points of a partner: those asked, in their order, then those volunteered.

    Args:
        asked: each point asked, with whether its period is required.
        ledger: what the partner answered.
        returned: rows, each by measure and territory, that a workbook answers for which was read.
    """
    known = set()
    for point, is_required in asked:
        known.add(point)
        yield DataPoint(
            point=point,
            is_required=is_required,
            is_volunteered=False,
            retained=ledger.retained.get(point),
            was_returned=(point.measure, point.territory) in returned,
        )
    for point in sorted(set(ledger.retained) - known):
        yield DataPoint(
            point=point,
            is_required=False,
            is_volunteered=True,
            retained=ledger.retained[point],
            was_returned=True,
        )

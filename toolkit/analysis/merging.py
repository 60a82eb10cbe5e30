"""The ledger: all answers of all returns of a partner, which of them is retained, and why.

Nothing here looks at an earlier run: an answer is classed against what was issued and against the returns before it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal

from toolkit.analysis.answer_classes import Issued, Said, class_answer, day_of, edition_of, list_stale, says_same
from toolkit.model.answers import Answer, AnswerClass, DataPoint, LedgerEntry, Point, Return
from toolkit.model.decisions import Decision, PartnerDecisions
from toolkit.model.states import State

WHY_ONLY = "only_answer"
WHY_LATEST = "latest_return"
WHY_SUPERSEDED = "superseded"
WHY_SAME = "same_as_retained"
WHY_BLANK = "says_nothing"
WHY_CONFLICT_KEPT = "conflict_first_kept"
WHY_CONFLICT = "conflict"
WHY_STALE = "stale"
WHY_KEPT = "kept_by_decision"
WHY_REPLACED = "replaced_by_decision"
WHY_EXCLUDED = "file_left_out"
_NOTHING_SETTLED = PartnerDecisions()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerLedger:
    """The ledger of one partner.

    Attributes:
        entries: in the order of returns, then of the form; what was decided comes last.
        retained: by data point, the entry retained; points of which nothing is said have none.
        conflicts: by data point, the entries that contradict each other within one day and of which none was chosen.
    """

    entries: tuple[LedgerEntry, ...]
    retained: Mapping[Point, LedgerEntry]
    conflicts: Mapping[Point, tuple[LedgerEntry, ...]]


def order_returns(returns: Iterable[Return], latest: Sequence[str] = ()) -> tuple[Return, ...]:
    """Order the returns of a partner by edition, then by arrival; the content settles a tie, never the name.

    Args:
        returns: in any order.
        latest: beginnings of the hashes of those that come after all others by decision, the last of them last.
    """
    return tuple(sorted(returns, key=lambda each: (_place_decided(each, latest), *_place(each))))


def _place(file: Return) -> tuple[tuple[int, str], str, str]:
    return edition_of(file.version), file.returned_at, file.sha256


def _place_decided(file: Return, latest: Sequence[str]) -> int:
    named = [number for number, sha256 in enumerate(latest, start=1) if file.sha256.startswith(sha256)]
    return named[-1] if named else 0


def merge_partner(
    contributions: Sequence[tuple[Return, Sequence[Answer]]],
    issued: Issued,
    settled: PartnerDecisions = _NOTHING_SETTLED,
    given: Mapping[Point, tuple[Return, Answer]] | None = None,
) -> PartnerLedger:
    """Merge the returns of one partner, given in their order.

    Args:
        contributions: each return with its answers.
        issued: what stood in the workbooks.
        settled: what the coordinator decided.
        given: by data point, the answer that a decision puts in the place of all.
    """
    by_point: dict[Point, list[Said]] = {}
    for file, answers in contributions:
        for answer in answers:
            by_point.setdefault(answer.point, []).append((file, answer))
    for point in given or {}:
        by_point.setdefault(point, [])
    entries: list[LedgerEntry] = []
    retained, conflicts = {}, {}
    for point, said in by_point.items():
        merged = _merge_point(said, issued, settled, (given or {}).get(point))
        entries.extend(merged)
        kept = next((entry for entry in merged if entry.is_retained), None)
        if kept is not None:
            retained[point] = kept
        opposed = tuple(each for each in merged if each.why in {WHY_CONFLICT, WHY_CONFLICT_KEPT})
        if opposed:
            conflicts[point] = opposed
    order = {id(file): position for position, (file, _) in enumerate(contributions)}
    entries.sort(key=lambda entry: order.get(id(entry.file), len(order)))
    return PartnerLedger(entries=tuple(entries), retained=retained, conflicts=conflicts)


def _merge_point(
    said: Sequence[Said], issued: Issued, settled: PartnerDecisions, given: Said | None
) -> list[LedgerEntry]:
    if len(said) == 1 and given is None and not settled.excluded:  # most points of most partners
        file, answer = said[0]
        says = answer.state is not State.BLANK
        found = class_answer(answer, None, issued.figure_in(file, answer.point))
        return [LedgerEntry(answer, file, found, says, WHY_ONLY if says else WHY_BLANK)]
    is_silent = given is None and all(answer.state is State.BLANK for _, answer in said)
    if is_silent and said[0][1].point not in issued.figures:  # most points of the others
        return [LedgerEntry(answer, file, None, False, WHY_BLANK) for file, answer in said]
    taken = [each for each in said if not is_excluded(each[0], settled)]
    speaking = [each for each in taken if each[1].state is not State.BLANK]
    stale = list_stale(speaking, issued)
    choice = _Choice(speaking=speaking, stale=stale, settled=settled, given=given)
    entries = []
    last: Answer | None = None
    for file, answer in said:
        figure = issued.figure_in(file, answer.point)
        if is_excluded(file, settled):
            why = WHY_EXCLUDED if answer.state is not State.BLANK else WHY_BLANK
            entries.append(LedgerEntry(answer, file, class_answer(answer, None, figure), False, why))
            continue
        entries.append(_entry((file, answer), last, choice, figure))
        if answer.state is not State.BLANK and not choice.is_stale(answer):
            last = answer
    if given is not None:
        entries.append(
            LedgerEntry(given[1], given[0], AnswerClass.CORRECTED if speaking else AnswerClass.NEW, True, WHY_REPLACED)
        )
    return entries


class _Choice:
    """Which of the answers to a data point is retained, and why.

    Attributes:
        kept: the answer retained; None when none says anything.
        why: the reason.
    """

    def __init__(
        self, *, speaking: Sequence[Said], stale: Sequence[Said], settled: PartnerDecisions, given: Said | None
    ) -> None:
        """Choose: what was decided, else the latest return that says something that is not stale."""
        self._stale = {id(answer) for _, answer in stale}
        fresh = [each for each in speaking if not self.is_stale(each[1])]
        self.kept, self.why = given, WHY_REPLACED
        if given is None:
            self.kept, self.why = _find_kept(speaking, settled), WHY_KEPT
        if self.kept is None:
            self.kept = _choose(fresh)
            self.why = WHY_ONLY if len(fresh) == 1 and len(speaking) == 1 else WHY_LATEST
            if self.kept is not None and any(self.clashes(each) for each in fresh):
                self.why = WHY_CONFLICT_KEPT

    def is_stale(self, answer: Answer) -> bool:
        """Whether an answer is out of date."""
        return id(answer) in self._stale

    def clashes(self, said: Said) -> bool:
        """Whether an answer contradicts the one retained within one day, and nobody chose between them."""
        file, answer = said
        kept = self.kept
        return (
            kept is not None
            and self.why in {WHY_ONLY, WHY_LATEST, WHY_CONFLICT_KEPT}
            and answer is not kept[1]
            and answer.state is not State.BLANK
            and not self.is_stale(answer)
            and day_of(file) == day_of(kept[0])
            and not says_same(answer, kept[1])
        )

    def why_of(self, said: Said) -> str:
        """Say what becomes of an answer that was taken into account."""
        answer = said[1]
        if answer.state is State.BLANK or self.kept is None:
            return WHY_BLANK
        if answer is self.kept[1]:
            return self.why
        if self.clashes(said):
            return WHY_CONFLICT
        if says_same(answer, self.kept[1]):
            return WHY_SAME
        return WHY_STALE if self.is_stale(answer) else WHY_SUPERSEDED


def _entry(said: Said, last: Answer | None, choice: _Choice, figure: Decimal | None) -> LedgerEntry:
    file, answer = said
    why = choice.why_of(said)
    if why in {WHY_CONFLICT, WHY_CONFLICT_KEPT}:
        found: AnswerClass | None = AnswerClass.CONFLICTING
    elif choice.is_stale(answer) and why != WHY_SAME:
        found = AnswerClass.STALE
    else:
        found = class_answer(answer, last, figure)
    return LedgerEntry(answer, file, found, choice.kept is not None and answer is choice.kept[1], why)


def is_excluded(file: Return, settled: PartnerDecisions) -> bool:
    """Whether a file is left out by decision."""
    return any(file.sha256.startswith(each.sha256) for each in settled.excluded)


def _find_kept(speaking: Sequence[Said], settled: PartnerDecisions) -> Said | None:
    """Give the answer that a decision keeps, if it is still there."""
    decision = settled.kept.get(speaking[0][1].point) if speaking else None
    if decision is None:
        return None
    return next((each for each in speaking if names_answer(decision, *each)), None)


def names_answer(decision: Decision, file: Return, answer: Answer) -> bool:
    """Whether a decision names an answer, by the hash of its file and its cell."""
    place = answer.location
    is_there = decision.sheet in {"", place.sheet} and decision.cell in {"", place.cell}
    return bool(decision.sha256) and file.sha256.startswith(decision.sha256) and is_there


def _choose(speaking: Sequence[Said]) -> Said | None:
    """Take the latest return that says something; of one day, what could be understood goes before what could not."""
    if not speaking:
        return None
    latest = [each for each in speaking if day_of(each[0]) == day_of(speaking[-1][0])]
    understood = [each for each in latest if each[1].state is not State.REJECTED] or latest
    last = understood[-1][0].returned_at
    return next(each for each in understood if each[0].returned_at == last)


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

"""Follows the decisions on the data points and files of one partner, and says which could not be followed."""

from collections.abc import Iterator, Sequence

from toolkit.analysis.answer_classes import says_same
from toolkit.analysis.entries import read_entry
from toolkit.analysis.merging import PartnerLedger, is_excluded, names_answer
from toolkit.model.answers import Answer, LedgerEntry, Point, Return, RowWords, Verdict
from toolkit.model.decisions import DECISIONS, Decision, DecisionKind, PartnerDecisions
from toolkit.model.findings import Finding
from toolkit.model.framework import Framework
from toolkit.model.periods import parse_period
from toolkit.model.places import Location
from toolkit.model.raw import CellKind, RawCell
from toolkit.model.states import UNITS, Quality, State
from toolkit.rules.decisions import (
    NO_ANSWER,
    NO_CODE,
    NO_FILE,
    NO_POINT,
    NO_VALUE,
    find_left_out,
    find_not_followed,
    find_questioned,
)

Given = dict[Point, tuple[Return, Answer]]
"""Answers that a decision puts in the place of all, by data point."""


def give_answers(settled: PartnerDecisions, framework: Framework) -> tuple[Given, list[Finding]]:
    """Make the answers that decisions give, and the findings on those that cannot be understood."""
    given: Given = {}
    findings = []
    for point, decision in settled.replaced.items():
        is_known = point.measure in framework.measures and point.territory in framework.territories
        if not is_known or parse_period(point.period) is None:
            findings.append(find_not_followed(decision, NO_POINT))
            continue
        answer = _answer(point, decision, framework)
        if answer is None:
            findings.append(find_not_followed(decision, NO_VALUE))
        else:
            given[point] = (_as_return(decision), answer)
    return given, findings


def _answer(point: Point, decision: Decision, framework: Framework) -> Answer | None:
    cell = RawCell(1, 1, CellKind.TEXT, decision.value)
    reading = read_entry(cell, UNITS[framework.measures[point.measure].unit])
    if reading.state in {State.REJECTED, State.BLANK}:
        return None
    return Answer(
        point=point,
        state=reading.state,
        location=Location(file=DECISIONS),
        value=reading.value,
        quality=(reading.quality or Quality.FINAL) if reading.state is State.VALUE else None,
        raw=decision.value,
        reason="" if reading.state is State.VALUE else reading.words or decision.reason,
        comment=decision.reason,
        words=RowWords(comment=decision.reason),
    )


def _as_return(decision: Decision) -> Return:
    """Give the decision the form of a return, whose date is its own."""
    return Return(file=DECISIONS, sha256="", partner=decision.partner, verdict=Verdict.READ, returned_at=decision.date)


def check_decisions(settled: PartnerDecisions, ledger: PartnerLedger, files: Sequence[Return]) -> Iterator[Finding]:
    """Yield a finding for a decision that names an answer that is not there, or that a later return questions."""
    by_point: dict[Point, list[LedgerEntry]] = {}
    for entry in ledger.entries:
        if entry.answer.point in settled.kept or entry.answer.point in settled.replaced:
            by_point.setdefault(entry.answer.point, []).append(entry)
    for point, decision in settled.kept.items():
        entries = by_point.get(point, [])
        if not any(names_answer(decision, each.file, each.answer) for each in entries):
            yield find_not_followed(decision, NO_ANSWER)
    for point, decision in (*settled.kept.items(), *settled.replaced.items()):
        yield from find_questioned(decision, _later_otherwise(point, decision, ledger, by_point.get(point, [])))
    for decision, file in _left_out(settled, files):
        yield find_left_out(decision, file)


def _later_otherwise(
    point: Point, decision: Decision, ledger: PartnerLedger, entries: Sequence[LedgerEntry]
) -> list[LedgerEntry]:
    """Give what was returned after a decision and says something else than what was decided."""
    kept = ledger.retained.get(point)
    if kept is None or not decision.date:
        return []
    return [
        each
        for each in entries
        if each.file.returned_at[: len(decision.date)] > decision.date
        and each.answer.state is not State.BLANK
        and not says_same(each.answer, kept.answer)
    ]


def _left_out(settled: PartnerDecisions, files: Sequence[Return]) -> Iterator[tuple[Decision, str]]:
    for file in files:
        if is_excluded(file, settled):
            decision = next(each for each in settled.excluded if file.sha256.startswith(each.sha256))
            yield decision, file.file


def find_without_object(in_force: Sequence[Decision], framework: Framework) -> Iterator[Finding]:
    """Yield a finding for each decision on a partner of whom nothing is asked, or on a finding that no code names."""
    if not in_force:
        return
    from toolkit.rules.catalogue import RULES  # noqa: PLC0415 (every rule there is)

    asked = {partner.code for partner in framework.partners_asked}
    for decision in in_force:
        match decision.decision:
            case DecisionKind.KEEP | DecisionKind.REPLACE if decision.partner not in asked:
                yield find_not_followed(decision, NO_POINT)
            case DecisionKind.WAIVE | DecisionKind.ASK if decision.code not in RULES:
                yield find_not_followed(decision, NO_CODE)


def find_files_missing(in_force: Sequence[Decision], files: Sequence[Return]) -> Iterator[Finding]:
    """Yield a finding for each decision on a file that did not come back."""
    for decision in in_force:
        is_on_file = decision.decision in {DecisionKind.EXCLUDE, DecisionKind.LATEST}
        if is_on_file and not any(decision.sha256 and file.sha256.startswith(decision.sha256) for file in files):
            yield find_not_followed(decision, NO_FILE)

"""Puts what one partner is asked again into words: received, wrong, expected, proposed, and what is settled beside."""

import re
from collections.abc import Sequence
from decimal import Decimal

from toolkit.analysis.corrections import Corrections, point_of
from toolkit.analysis.entries import read_entry
from toolkit.analysis.numbers import plain
from toolkit.model.campaign import Collection
from toolkit.model.framework import Request
from toolkit.model.known import SETTLED, AskedAgain, Known, KnownRow, RowsAgain
from toolkit.model.raw import CellKind, RawCell
from toolkit.model.records import FindingRecord, PointRecord
from toolkit.model.states import ANSWER_CODES, UNITS, State
from toolkit.rules.ledger import CONFLICT
from toolkit.wording import Wording, load_wording, phrase
from toolkit.workflows.known_rows import CODE_OF_STATE, value_of, words_beside

_EXPECTED = phrase("a figure ({unit}) or a code ({codes})")
_EXPECTED_WORDS = phrase("an answer in words, or a code ({codes})")
_CONFIRM = phrase("The figure corrected, or the same one again if it is right.")
_PROBLEM_OF_STATE = {
    State.BLANK: phrase("Nothing was entered."),
    State.PENDING: phrase("Announced as to come."),
    State.REJECTED: phrase("The entry could not be read as an answer."),
}
_OR = phrase("or")
_FILE_RECEIVED = phrase("the file received")
_PLACE = re.compile(r" \(.+?![A-Z]+[0-9]+\)(?= / |\Z)")
"""Where one of several contradictory answers stands, behind the answer."""

_NOTHING = "–"
_CODES = ", ".join(code.code for code in ANSWER_CODES)
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:.]+)?")
_DECIMAL = re.compile(r"-?\d+\.\d+")


def ask_rows_again(
    records: Sequence[PointRecord], corrections: Corrections, collection: Collection
) -> tuple[RowsAgain, Known]:
    """Give the rows to ask again of one partner, and what fills them.

    Args:
        records: all data points of the partner, in their order.
        corrections: those to ask again.
        collection: what the campaign asks; rows that it does not ask any more are left out.
    """
    wording = load_wording(collection.campaign.language)
    requests = set(collection.framework.requests)
    rows: dict[Request, list[PointRecord]] = {}
    for record in records:
        request = Request(measure=record.measure, partner=record.partner, territory=record.territory)
        if request in requests and not record.is_volunteered:
            rows.setdefault(request, []).append(record)
    again = {}
    for request, row in rows.items():
        asked = {each.code for each in collection.periods_of(request.measure).all}
        if points := {
            record.period: _ask(record, corrections[point_of(record)], wording)
            for record in row
            if point_of(record) in corrections and record.period in asked
        }:
            again[request] = points
    known = {request: _settle(rows[request], set(points), collection) for request, points in again.items()}
    return again, Known(rows=known, offices=_name_offices(records))


def _name_offices(records: Sequence[PointRecord]) -> dict[str, str]:
    """Give by action the one office that its answers name."""
    named: dict[str, set[str]] = {}
    for record in records:
        if record.office:
            named.setdefault(record.action, set()).add(record.office)
    return {action: next(iter(offices)) for action, offices in named.items() if len(offices) == 1}


def _ask(record: PointRecord, findings: Sequence[FindingRecord], wording: Wording) -> AskedAgain:
    problems = [_tell(finding, wording) for finding in findings]
    clashes = [_without_places(finding.read) for finding in findings if finding.code == CONFLICT.code]
    if not problems:
        problems.append(wording.say(_PROBLEM_OF_STATE[record.state]))
    return AskedAgain(
        received=clashes[0] if clashes else _as_written(record.raw, wording),
        problems=tuple(dict.fromkeys(problems)),
        expected=_expect(record, findings, wording),
        proposal=f" {wording.say(_OR)} ".join(_as_written(each, wording) for each in propose_again(record)),
    )


def _tell(finding: FindingRecord, wording: Wording) -> str:
    """Give the words of a finding for the partner: without the cell they begin with, which is one of the file received.

    Names of files are left out too: the coordinator may have chosen them.
    """
    beginning = rf"\A{re.escape(finding.cell)}\s?: " if finding.cell else r"\A"
    message = re.sub(beginning, "", finding.message, count=1)
    if finding.code == CONFLICT.code:
        message = message.replace(finding.read, _without_places(finding.read))
    return message.replace(finding.file, wording.say(_FILE_RECEIVED)) if finding.file else message


def _without_places(said: str) -> str:
    return _PLACE.sub("", said)


def _expect(record: PointRecord, findings: Sequence[FindingRecord], wording: Wording) -> str:
    said = dict.fromkeys(finding.expected for finding in findings if finding.expected)
    if said:
        return " ".join(said)
    if record.state is State.VALUE:
        return wording.say(_CONFIRM)
    unit = UNITS[record.unit]
    expected = _EXPECTED if unit.is_number else _EXPECTED_WORDS
    return wording.say(expected, unit=wording.say(unit.label), codes=_CODES)


def propose_again(record: PointRecord) -> tuple[str, ...]:
    """Say what the entry of a data point was probably meant to say; empty when nothing can be said."""
    unit = UNITS[record.unit]
    if record.state is State.VALUE:
        is_fraction = unit.code == "%" and record.value is not None and 0 < record.value <= 1
        return (str(plain(record.value * 100)),) if is_fraction and record.value is not None else ()
    if record.state is not State.REJECTED:
        return ()
    kind = CellKind.DATE if _DATE.fullmatch(record.raw) else CellKind.TEXT
    return read_entry(RawCell(1, 1, kind, record.raw), unit).proposals


def _settle(row: Sequence[PointRecord], again: set[str], collection: Collection) -> KnownRow:
    """Show what is settled in a row; what was never asked of it, or not answered, as a dash."""
    wording = load_wording(collection.campaign.language)
    by_period = {record.period: record for record in row}
    cells: dict[str, Decimal | str] = {
        period.code: SETTLED + _show(by_period.get(period.code), wording)
        for period in collection.periods_of(row[0].measure).all
        if period.code not in again
    }
    asked_first = sorted(row, key=lambda record: record.period not in again)
    return KnownRow(cells=cells, words=words_beside(asked_first, collection.framework, wording))


def _show(record: PointRecord | None, wording: Wording) -> str:
    if record is None:
        return _NOTHING
    if record.state is State.VALUE:
        value = value_of(record, wording)
        return wording.figure(value) if isinstance(value, Decimal) else value
    return CODE_OF_STATE.get(record.state, _NOTHING)


def _as_written(text: str, wording: Wording) -> str:
    """Write a plain decimal as the language does; any other text as it was typed."""
    return text.replace(".", ",") if wording.language == "fr" and _DECIMAL.fullmatch(text) else text

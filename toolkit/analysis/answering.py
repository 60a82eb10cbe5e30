"""From the rows of a form to answers: one answer for each data point that the form shows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from toolkit.analysis.codes import STATE_OF_CODE
from toolkit.analysis.entries import read_entry
from toolkit.analysis.readings import BLANK, Doubt, Reading
from toolkit.model.answers import Answer, FreeRow, GridRow, Point, RowWords
from toolkit.model.known import SETTLED
from toolkit.model.places import Location, cell_name
from toolkit.model.states import UNITS, Quality, Reason, State


class Answered(NamedTuple):
    """An answer and what is doubtful about it. A tuple, as the answer is.

    Attributes:
        proposals: what a rejected entry may stand for.
        shown: the date that the cell shows, or the formula behind its result; else empty.
        siblings: figures of the row that make a share doubtful, as typed.
    """

    answer: Answer
    unit: str
    doubts: tuple[Doubt, ...] = ()
    proposals: tuple[str, ...] = ()
    shown: str = ""
    siblings: tuple[str, ...] = ()


_NO_WORDS = RowWords()
_new = tuple.__new__  # without the call that looks for what is left out


@dataclass(frozen=True, slots=True, kw_only=True)
class RowMeaning:
    """What the cells beside the value cells mean.

    Attributes:
        reason: from the list, or None.
        reason_words: what was written in place of a reason of the list.
        reason_state: state that the reason gives to the empty cells; None when it says nothing known.
        territory: code, or the partner's words; empty when as asked.
        words: all that stands beside the value cells, as typed.
    """

    reason: Reason | None = None
    reason_words: str = ""
    reason_state: State | None = None
    quality: Quality | None = None
    territory: str = ""
    comment: str = ""
    words: RowWords = _NO_WORDS


def answer_grid_row(row: GridRow, unit: str, meaning: RowMeaning, file: str) -> Iterator[Answered]:
    """Answer each cell of a grid row; a reason given for the row answers its empty cells.

    A cell that a correction workbook shows as settled is no answer.
    """
    answered = []
    measure, partner, territory = row.measure, row.partner, row.territory
    sheet, cells, asks_again = row.header.sheet, row.cells, row.header.asks_again
    for period, column in row.header.periods.items():
        cell = cells.get(period)
        if asks_again and cell is not None and cell.text.startswith(SETTLED):
            continue
        point = Point(measure, partner, territory, period)
        location = Location(file, sheet, cell_name(row.row, column))
        if cell is None and meaning.reason_state is None:  # most cells of most returns
            blank = _new(Answer, (point, State.BLANK, location, None, None, "", "", "", "", "", _NO_WORDS))
            answered.append(_new(Answered, (blank, unit, (), (), "", ())))
        else:
            reading = BLANK if cell is None else read_entry(cell, UNITS[unit])
            answered.append(_answer(point, reading, meaning, unit, location))
    if any(each.doubts and Doubt.SHARE_AT_MOST_ONE in each.doubts for each in answered):
        return iter(_compare_shares(answered))
    return iter(answered)


def _compare_shares(answered: Sequence[Answered]) -> list[Answered]:
    """Name to each share of at most 1 % the siblings above 1 %: the row may mix shares and fractions."""
    siblings = tuple(each.answer.raw for each in answered if each.answer.value is not None and each.answer.value > 1)
    if not siblings:
        return list(answered)
    mixed = {Doubt.SHARE_AT_MOST_ONE: Doubt.MIXED_SHARES}
    return [
        each._replace(doubts=tuple(mixed.get(doubt, doubt) for doubt in each.doubts), siblings=siblings)
        if Doubt.SHARE_AT_MOST_ONE in each.doubts
        else each
        for each in answered
    ]


def answer_free_row(row: FreeRow, point: Point, unit: str, meaning: RowMeaning, file: str) -> Answered:
    """Answer a row of the sheet for other data whose measure, territory and period are known."""
    location = Location(file=file, sheet=row.sheet, cell=row.value_cell)
    return _answer(point, read_entry(row.value, UNITS[unit]), meaning, unit, location)


def _answer(point: Point, reading: Reading, meaning: RowMeaning, unit: str, location: Location) -> Answered:
    state, reason = reading.state, ""
    if state is State.BLANK and meaning.reason_state is not None:
        state = meaning.reason_state
        reason = meaning.reason.id if meaning.reason else meaning.reason_words
    elif state in _CODED:
        matching = meaning.reason is not None and STATE_OF_CODE[meaning.reason.code] is state
        reason = reading.words or (meaning.reason.id if matching and meaning.reason else meaning.reason_words)
    return Answered(
        answer=Answer(
            point=point,
            state=state,
            value=reading.value,
            quality=(reading.quality or meaning.quality or Quality.FINAL) if state is State.VALUE else None,
            raw=reading.raw,
            reason=reason,
            comment=meaning.comment if state is not State.BLANK else "",
            territory_given=meaning.territory if state is not State.BLANK else "",
            location=location,
            words=meaning.words if state is not State.BLANK else _NO_WORDS,
        ),
        unit=unit,
        doubts=reading.doubts,
        proposals=reading.proposals,
        shown=reading.shown,
    )


_CODED = frozenset(STATE_OF_CODE.values())


def mean_reason(text: str, code: str, reasons: Mapping[str, Reason]) -> tuple[Reason | None, State | None]:
    """Understand the cell for a reason: an entry of the list, a code with or without words, else nothing.

    Args:
        text: the tidied text of the cell.
        code: what stands before the dash of an entry.
        reasons: the reasons by their tidied entries.
    """
    reason = reasons.get(text)
    if reason is not None:
        return reason, STATE_OF_CODE[reason.code]
    return None, STATE_OF_CODE.get(code.upper())

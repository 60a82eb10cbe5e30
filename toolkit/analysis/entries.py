"""What was typed in a value cell: state, value and quality, or a question. Never a guess, never dropped."""

import re
from dataclasses import replace
from decimal import Decimal

from toolkit.analysis.codes import read_ambiguous, read_code, read_code_among_words
from toolkit.analysis.figures import ask_figure, read_figure, value_of
from toolkit.analysis.numbers import plain, stored_number
from toolkit.analysis.readings import BLANK, Doubt, Reading, reject
from toolkit.analysis.stored_dates import propose_origin, shown_date
from toolkit.analysis.typed_text import clean
from toolkit.analysis.yes_no import ask_choice, read_choice
from toolkit.model.raw import CellKind, RawCell
from toolkit.model.states import Quality, State, Unit

_ERROR_TEXT = re.compile(
    r"(?:#\s?[A-ZÀ-Ÿ0-9/_¡¿]+[!?]|#(?:N/?A|N/D|NV|REF|GETTING_DATA)|#{2,}|Err\s?:\s?\d{3})\Z", re.IGNORECASE
)

_DIGITS = frozenset("0123456789")


def read_entry(cell: RawCell | None, unit: Unit) -> Reading:
    """Understand one value cell of a measure of this unit."""
    if cell is None:
        return BLANK
    if cell.kind is CellKind.NUMBER:
        reading = _read_number(cell, unit)
    elif cell.kind is CellKind.TEXT:
        reading = _read_text(cell.text, unit)
    else:
        reading = _read_other(cell, unit)
    if cell.formula and reading.state not in {State.REJECTED, State.BLANK}:
        return replace(reading, doubts=(*reading.doubts, Doubt.FORMULA), shown=cell.formula_text)
    return reading


def _read_number(cell: RawCell, unit: Unit) -> Reading:
    try:
        number = stored_number(cell.text)
    except ValueError:
        return reject(cell.text, Doubt.NOT_A_NUMBER)
    if not unit.is_number:
        return _words_of(str(number))
    if "%" not in cell.number_format:
        return value_of(str(number), number, unit)
    percent = plain(number * 100)
    if unit.code == "%":
        return value_of(cell.text, percent, unit, shares_checked=True)
    return reject(f"{percent} %", Doubt.PERCENT_OF_OTHER_UNIT, str(number), str(percent))


def _read_text(text: str, unit: Unit) -> Reading:
    typed = clean(text)
    if not typed:
        return BLANK
    if typed[0] in "#eE" and _ERROR_TEXT.match(typed):
        return reject(text, Doubt.ERROR_VALUE)
    if not unit.is_number:
        return read_code_among_words(text) or _words_of(text)
    if unit.is_choice:
        return read_choice(text) or read_code(text) or ask_choice(text) or read_ambiguous(text) or _no_choice(text)
    begins, ends = typed[0] in _DIGITS, typed[-1] in _DIGITS
    figure = read_figure(text, unit) if begins or ends else None
    if figure is None and not begins:
        figure = read_code(text) or read_ambiguous(text) or read_figure(text, unit)
    return figure or ask_figure(text, unit)


def _read_other(cell: RawCell, unit: Unit) -> Reading:
    """Understand a cell that holds neither text nor a number."""
    match cell.kind:
        case CellKind.DATE if not unit.is_number:
            return _words_of(shown_date(cell))
        case CellKind.DATE:
            date = reject(cell.text, Doubt.DATE, *propose_origin(cell, unit))
            return replace(date, shown=shown_date(cell))
        case CellKind.BOOLEAN if unit.is_choice and cell.text in {"0", "1"}:
            return value_of(cell.text, Decimal(cell.text), unit)
        case CellKind.BOOLEAN:
            shown = "VRAI" if cell.text == "1" else "FAUX"
            return reject(shown, Doubt.BOOLEAN) if unit.is_number else _words_of(shown)
        case CellKind.UNCALCULATED:
            return reject(cell.formula_text, Doubt.UNCALCULATED)
        case _:
            return reject(cell.text, Doubt.ERROR_VALUE)


def _no_choice(text: str) -> Reading:
    return reject(text, Doubt.NOT_A_CHOICE)


def _words_of(text: str) -> Reading:
    return Reading(state=State.VALUE, raw=text, quality=Quality.FINAL)

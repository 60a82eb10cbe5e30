"""A figure typed as text: the number, what stands before and behind it, and the range of its unit."""

import re
from decimal import Decimal

from toolkit.analysis.marks import Marked, read_marks
from toolkit.analysis.numbers import SIGNIFICANT_DIGITS, parse_number, plain
from toolkit.analysis.proposals import propose
from toolkit.analysis.readings import Doubt, Reading, add_doubts, reject
from toolkit.analysis.typed_text import clean
from toolkit.model.states import Quality, State, Unit

_WIDE = str.maketrans("\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff0c\uff0e\uff05", "0123456789,.%")
_DURATION = re.compile(r"(\d{1,5})\s*h(?:eures?)?\s*([0-5]\d)(?:\s*min(?:utes?)?)?\Z", re.IGNORECASE | re.ASCII)
_SHARE = "%"
_COUNTED = frozenset({"nombre", "\u20ac", "heures", "indice"})
_FILLERS = frozenset({"9999", "99999", "999999", "9999999", "99999999", "-99", "-999", "-9999", "-99999"})
_FILLERS_OF_COUNTS = frozenset({"-1", "-9"})
_LONGEST = 200


def read_figure(text: str, unit: Unit) -> Reading | None:
    """Understand a figure typed as text; None when what is typed is no figure with known marks."""
    typed = clean(text)
    if len(typed) > _LONGEST:
        return None
    plainly = typed if typed.isascii() else typed.translate(_WIDE)
    reading = _read_duration(text, plainly, unit) or _read_marked(text, plainly, unit)
    if reading is None or plainly == typed:
        return reading
    return add_doubts(reading, Doubt.UNUSUAL_DIGITS)


def ask_figure(text: str, unit: Unit) -> Reading:
    """Make a question of a text that is no figure, with the figures it may stand for."""
    typed = clean(text).translate(_WIDE)
    if len(typed) > _LONGEST:
        return reject(text, Doubt.NOT_A_NUMBER)
    doubt, proposals = propose(typed, unit)
    return reject(text, doubt, *proposals)


def _read_duration(text: str, typed: str, unit: Unit) -> Reading | None:
    """Read `35 h 30` as 35.5 hours, where the minutes make a plain decimal."""
    match = _DURATION.match(typed) if unit.code == "heures" else None
    if match is None:
        return None
    hours = Decimal(match[1]) + Decimal(match[2]) / 60
    if len(hours.normalize().as_tuple().digits) > SIGNIFICANT_DIGITS:
        return reject(text, Doubt.NOT_A_NUMBER, str(plain(round(hours, 2))))
    return add_doubts(value_of(text, plain(hours), unit), Doubt.CONVERTED)


def _read_marked(text: str, typed: str, unit: Unit) -> Reading | None:
    marked = read_marks(typed, unit)
    if marked is None:
        return None
    number = parse_number(marked.number, is_count=unit.code in _COUNTED)
    if number.proposals:
        return reject(text, Doubt.AMBIGUOUS_NUMBER, *(str(plain(each * marked.factor)) for each in number.proposals))
    if number.value is None:
        return None
    value = number.value if marked.factor == 1 else plain(number.value * marked.factor)
    if len(value.as_tuple().digits) > SIGNIFICANT_DIGITS:
        return reject(text, Doubt.TOO_LONG)
    if marked.is_percent and unit.code != _SHARE:
        return reject(text, Doubt.PERCENT_OF_OTHER_UNIT, str(value))
    return _with_marks(value_of(text, value, unit, marked.quality, shares_checked=marked.is_percent), marked)


def _with_marks(reading: Reading, marked: Marked) -> Reading:
    doubts = []
    if marked.factor != 1:
        doubts.append(Doubt.CONVERTED)
    if marked.quality is not None:
        doubts.append(Doubt.APPROXIMATE if marked.quality is Quality.ESTIMATED else Doubt.QUALIFIED)
    if marked.has_star:
        doubts.append(Doubt.MARKED)
    return add_doubts(reading, *doubts)


def value_of(
    raw: str, number: Decimal, unit: Unit, quality: Quality | None = None, *, shares_checked: bool = False
) -> Reading:
    """Take a number as the value of a cell, with what its unit finds doubtful in it."""
    if unit.is_choice and number not in {0, 1}:
        return reject(raw, Doubt.NOT_A_CHOICE)
    if number.adjusted() >= SIGNIFICANT_DIGITS:
        return reject(raw, Doubt.TOO_LONG)
    doubts = _doubts_of(number, raw, unit)
    if unit.code == _SHARE and not shares_checked and 0 < number <= 1:
        doubts = (*doubts, Doubt.SHARE_AT_MOST_ONE)
    return Reading(state=State.VALUE, raw=raw, value=number, quality=quality, doubts=doubts)


def _doubts_of(number: Decimal, raw: str, unit: Unit) -> tuple[Doubt, ...]:
    """Say what the unit finds doubtful; a filler is that and not also out of range."""
    minimum, maximum = unit.minimum, unit.maximum
    if "99" in raw or number < 0:  # the other numbers need no look-up
        text = str(number)
        if text in _FILLERS or (minimum is not None and text in _FILLERS_OF_COUNTS):
            return (Doubt.FILLER,)
    if minimum is not None and number < minimum:
        return (Doubt.BELOW_MINIMUM,)
    return (Doubt.ABOVE_MAXIMUM,) if maximum is not None and number > maximum else ()

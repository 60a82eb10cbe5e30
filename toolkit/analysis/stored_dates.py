"""Dates that a program made of a figure: what the cell shows, and what was probably typed.

Day numbers count from 1900, as Excel on Windows does; a workbook that counts from 1904 is not told apart here.
"""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from toolkit.analysis.numbers import plain, stored_number
from toolkit.model.raw import RawCell
from toolkit.model.states import Unit

_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 (a cell knows no time zone)
_LEAP_MISTAKE = 60  # Excel holds 1900 for a leap year: its days before 1 March 1900 stand one later
_FIRST_LIKELY, _LAST_LIKELY = 1950, 2100
_LAST_DAY = 2_958_465
_DAY_MINUTES = 1440
_QUOTED = re.compile(r'"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


def shown_date(cell: RawCell) -> str:
    """Write the date of a cell as year, month, day; the text of the cell when it is none."""
    moment = _moment(cell.text)
    if moment is None:
        return cell.text
    if _has_time_only(cell):
        return _clock(cell)
    return moment.date().isoformat() if moment.time() == datetime.min.time() else moment.isoformat(" ", "minutes")


def propose_origin(cell: RawCell, unit: Unit) -> tuple[str, ...]:
    """Say what was probably typed: `3/4` for 3 April 2020; empty when nothing can be said.

    A day before 1950 is taken for a figure in a cell with the format of a date.
    """
    moment = _moment(cell.text)
    if moment is None:
        return ()
    if _has_time_only(cell):
        hours = plain(round(Decimal(_minutes(cell)) / 60, 2))
        return (str(hours),) if unit.code == "heures" else (_clock(cell),)
    if moment.year < _FIRST_LIKELY or moment.year > _LAST_LIKELY:
        return (cell.text,) if cell.text.isascii() and cell.text.isdigit() else ()
    return (_as_typed(moment.date(), cell.number_format),)


def _moment(text: str) -> datetime | None:
    try:
        number = stored_number(text)
    except ValueError:
        return _iso_moment(text)
    if not 0 <= number <= _LAST_DAY:
        return None
    early = timedelta(days=1) if 1 <= number < _LEAP_MISTAKE else timedelta()
    return _DAY_ZERO + timedelta(seconds=round(float(number) * 86_400)) + early


def _iso_moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def _minutes(cell: RawCell) -> int:
    """Count the minutes of a cell that shows hours; a day that is stored is 24 hours."""
    try:
        return round(stored_number(cell.text) * _DAY_MINUTES)
    except ValueError:
        moment = _iso_moment(cell.text)
        return 0 if moment is None else moment.hour * 60 + moment.minute


def _has_time_only(cell: RawCell) -> bool:
    parts = _QUOTED.sub("", cell.number_format).casefold()
    return "h" in parts and not any(letter in parts for letter in "dyj")


def _clock(cell: RawCell) -> str:
    minutes = _minutes(cell)
    return f"{minutes // 60}:{minutes % 60:02d}"


def _as_typed(day: date, number_format: str) -> str:
    """Write a date as a French partner types it; month and year where the format shows no day."""
    parts = _QUOTED.sub("", number_format).casefold()
    if "m" in parts and "d" not in parts and "j" not in parts and day.day == 1:
        return f"{day.month}/{day.year % 100:02d}"
    return f"{day.day}/{day.month}"

"""Dates in cells: which number formats show one, and which moment a stored number stands for."""

import re
from datetime import datetime, timedelta
from functools import lru_cache

_LETTERS = re.compile(r'(?:"[^"]*"|\[[^\]]*\]|\\.|_.|\*.|General)|([dmyhs])', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BEFORE_1900_BUG, _FROM_1900, _FROM_1904 = datetime(1899, 12, 31), datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001
_FALSE_DAY = 60
"""Excel counts a 29 February 1900 that never was."""


@lru_cache(maxsize=1024)
def is_date_format(number_format: str) -> bool:
    """Whether a number format shows its number as a date or a time."""
    first = number_format.partition(";")[0]
    return bool(_ELAPSED.search(first)) or any(match[1] for match in _LETTERS.finditer(first))


def date_text(stored: str, number_format: str, *, counts_from_1904: bool) -> str:
    """Write the date of a stored number as `2018-04-03`, with `T12:30:00` for its time, or as `12:30:00` alone.

    Gives the stored text back where it is no date that Excel could show.
    """
    try:
        number = float(stored)
        if number < 0 or _ELAPSED.search(number_format):
            return stored
        start = _FROM_1904 if counts_from_1904 else _FROM_1900 if number >= _FALSE_DAY else _BEFORE_1900_BUG
        moment = start + timedelta(days=int(number), seconds=round(number % 1 * 86_400))
    except (ValueError, OverflowError):
        return stored
    if number < 1:
        return moment.time().isoformat()
    return moment.date().isoformat() if number % 1 == 0 else moment.isoformat()

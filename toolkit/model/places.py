"""Where something was read: kept from the cell to the last report."""

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})\Z")
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})\Z")


class Location(NamedTuple):
    """A place in a file. A tuple and not a dataclass: each answer has one.

    Attributes:
        file: path relative to the folder it was found in; a member of an archive is `archive.zip!member`.
        sheet: name of the sheet as it stands in the file; empty for a whole file.
        cell: `G12`; empty for a whole sheet.
    """

    file: str = ""
    sheet: str = ""
    cell: str = ""


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """Write a column counted from 1 as letters: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Write row and column, counted from 1, as `G12`."""
    return f"{column_letters(column)}{row}"


def column_number(letters: str) -> int:
    """Read the letters of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def covers_several(area: str, rows: AbstractSet[int], columns: AbstractSet[int]) -> bool:
    """Whether an area such as `G6:H6` holds more than one of the cells where the rows and columns cross."""
    match = _AREA.match(area)
    if match is None:
        return False
    if int(match[2]) > max(rows, default=0):
        return False  # below the form, as nearly all of a hundred thousand are
    top, bottom = sorted((int(match[2]), int(match[4])))
    left, right = sorted((column_number(match[1]), column_number(match[3])))
    return sum(top <= row <= bottom for row in rows) * sum(left <= column <= right for column in columns) > 1


def split_cell(name: str) -> tuple[int, int]:
    """Read `G12` as row and column, counted from 1; zeros where it is no cell."""
    match = _CELL.match(name)
    return (int(match[2]), column_number(match[1])) if match else (0, 0)

"""Where something was read: kept from the cell to the last report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place in a file.

    Attributes:
        file: path relative to the folder it was found in; a member of an archive is `archive.zip!member`.
        sheet: name of the sheet as it stands in the file; empty for a whole file.
        cell: `G12`; empty for a whole sheet.
    """

    file: str = ""
    sheet: str = ""
    cell: str = ""


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

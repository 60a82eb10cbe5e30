"""Compares what our reader read with what the second reader, written by others in another language, reads there.

Only the answers are compared: they are what ends in a report, and a difference of our own labels would be noise.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from io import BytesIO
from math import isclose

from python_calamine import CalamineWorkbook

from toolkit.errors import UnreadableFileError
from toolkit.excel.calamine_reader import Value, reading
from toolkit.model.places import cell_name
from toolkit.model.raw import CellKind, RawCell, Remark

Compared = tuple[int, int, RawCell | None]
"""Row, column, and what we read there."""

_TOLERANCE = 1e-12
_ESCAPE_OR_CONTROL = re.compile(r"_x[0-9A-Fa-f]{4}_|[\x00-\x1f\x7f]")
_MOST_NAMED = 20


def compare_readers(data: bytes, compared: Mapping[str, Sequence[Compared]]) -> Iterator[Remark]:
    """Yield a remark for each cell that the two readers read differently without a known reason.

    A file or sheet that the second reader cannot read yields nothing: it fails on files that are in order, such as
    those with an error value that is newer than itself.

    Args:
        data: a workbook that our reader has read.
        compared: by sheet, the cells to compare.
    """
    if not compared:
        return
    named = 0
    try:
        with reading():
            workbook = CalamineWorkbook.from_filelike(BytesIO(data))
            for sheet, cells in compared.items():
                for remark in _compare_sheet(workbook, sheet, cells):
                    yield remark
                    named += 1
                    if named >= _MOST_NAMED:
                        return
    except UnreadableFileError:
        return


def _compare_sheet(workbook: CalamineWorkbook, name: str, cells: Sequence[Compared]) -> Iterator[Remark]:
    sheet = workbook.get_sheet_by_name(name)
    first_row, first_column = sheet.start or (0, 0)
    rows = sheet.to_python()
    height, width = len(rows), len(rows[0]) if rows else 0
    for row, column, ours in cells:
        down, right = row - 1 - first_row, column - 1 - first_column
        theirs: Value = rows[down][right] if 0 <= down < height and 0 <= right < width else ""
        if not _agree(ours, theirs):
            read = f"{'' if ours is None else ours.text} / {theirs}"
            yield Remark("readers_disagree", "", name, cell_name(row, column), read)


def _agree(ours: RawCell | None, theirs: Value) -> bool:
    if ours is None:
        return isinstance(theirs, str) and not theirs.strip()
    match ours.kind:
        case CellKind.ERROR | CellKind.UNCALCULATED:
            return True  # it has no word for either
        case CellKind.NUMBER:
            return _is_moment(theirs) or _is_same_number(ours.text, theirs)
        case CellKind.DATE:
            return theirs != ""
        case CellKind.BOOLEAN:
            return _is_same_number(ours.text, theirs)
        case CellKind.TEXT:
            return _is_moment(theirs) or (isinstance(theirs, str) and _tidy(theirs) == _tidy(ours.text))


def _is_moment(value: Value) -> bool:
    """Whether it took the cell for a date, which is a matter of its number format."""
    return isinstance(value, date | time | timedelta)


def _is_same_number(text: str, value: Value) -> bool:
    return isinstance(value, int | float) and isclose(float(text), value, rel_tol=_TOLERANCE, abs_tol=0.0)


def _tidy(text: str) -> str:
    """Take all blanks and controls away: it trims the pieces of a text, and leaves `_x000D_` as it is."""
    return "".join(_ESCAPE_OR_CONTROL.sub("", text).split())

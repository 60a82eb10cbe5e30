"""The second reader: python-calamine, for .xls, .xlsb and workbooks that are put together in an unknown way.

It gives blanks for error cells and plain values for formulas, verifies no checksum, and can end the whole process;
so what it reads is said to be so read, checksums are verified before, and it only ever runs in a worker.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import partial
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from toolkit.errors import UnreadableFileError
from toolkit.model.raw import CellKind, RawCell, RawSheet, RawWorkbook

Value = int | float | str | bool | date | datetime | time | timedelta


def read_by_calamine(data: bytes) -> RawWorkbook:
    """Open a workbook with the second reader; a sheet is parsed when its rows are asked for.

    Raises:
        UnreadableFileError: it cannot read the file either; also while rows are being read.
    """
    with reading():
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = tuple(
            RawSheet(
                name=sheet.name,
                is_hidden=sheet.visible != SheetVisibleEnum.Visible,
                read_rows=partial(_read_rows, workbook, number),
            )
            for number, sheet in enumerate(workbook.sheets_metadata)
            if sheet.typ == SheetTypeEnum.WorkSheet
        )
    return RawWorkbook(sheets=sheets)


@contextmanager
def reading() -> Iterator[None]:
    """Turn what calamine raises into our words.

    Raises:
        UnreadableFileError: it failed, or needs a password.
    """
    try:
        yield
    except PasswordError as error:
        raise UnreadableFileError("encrypted") from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise UnreadableFileError("damaged", type(error).__name__) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what a panic in Rust becomes; no Exception, no public name
            raise
        raise UnreadableFileError("damaged", "second reader") from error


def _read_rows(workbook: CalamineWorkbook, number: int) -> Iterator[tuple[RawCell, ...]]:
    with reading():
        sheet = workbook.get_sheet_by_index(number)
        first_row, first_column = sheet.start or (0, 0)
        rows = sheet.to_python()
    for row, values in enumerate(rows, start=first_row + 1):
        cells = tuple(
            _cell(row, column, value) for column, value in enumerate(values, start=first_column + 1) if value != ""
        )
        if cells:
            yield cells


def _cell(row: int, column: int, value: Value) -> RawCell:
    match value:
        case bool():
            return RawCell(row, column, CellKind.BOOLEAN, str(int(value)))
        case int() | float():
            return RawCell(row, column, CellKind.NUMBER, repr(value).removesuffix(".0"))
        case str():
            return RawCell(row, column, CellKind.TEXT, value)
        case timedelta():
            return RawCell(row, column, CellKind.DATE, str(value))
    return RawCell(row, column, CellKind.DATE, value.isoformat().removesuffix("T00:00:00"))

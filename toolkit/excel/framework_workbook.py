"""Reads a framework from a workbook with one sheet a table. Must not judge what the cells say."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

from toolkit.analysis.framework_tables import table_from_grid
from toolkit.analysis.numbers import stored_number
from toolkit.errors import ToolkitError, UnreadableFileError
from toolkit.excel.xlsx_reader import read_xlsx
from toolkit.model.framework import Table
from toolkit.model.framework_schema import FRAMEWORK_TABLES
from toolkit.model.places import Location
from toolkit.model.raw import CellKind, RawCell, RawSheet

# Excel counts days from here; its day 60, the 29 February 1900 that never was, precedes every date in use.
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 (a workbook stores no zone)


def read_framework_workbook(path: Path) -> tuple[Table, ...]:
    """Read the framework tables of a workbook, in the order of the schema.

    A sheet of another name comes last, without columns or rows, so that the check can tell of it. Formulas
    count by their stored results; a result that is missing would be an empty cell, so it stops the reading.

    Raises:
        ToolkitError: the file cannot be opened, or is no workbook of the current format, or a formula in it
            has no result.
    """
    try:
        return _read(path)
    except UnreadableFileError as error:
        message = (
            f"{path.name} cannot be read as an Excel workbook; open it in Excel and save it as "
            "“Excel workbook (.xlsx)”, without a password."
        )
        raise ToolkitError(message) from error
    except OSError as error:
        message = f"{path.name} cannot be opened ({error.strerror}); close it in other programs and try again."
        raise ToolkitError(message) from error


def _read(path: Path) -> tuple[Table, ...]:
    workbook = read_xlsx(path.read_bytes())
    order = {name: position for position, name in enumerate(FRAMEWORK_TABLES)}
    sheets = {sheet.name.strip().lower(): sheet for sheet in workbook.sheets}
    tables = []
    for name in sorted(sheets, key=lambda each: order.get(each, len(order))):
        place = Location(file=path.name, sheet=sheets[name].name)
        grid = list(_read_grid(path, sheets[name])) if name in order else []
        tables.append(table_from_grid(name, grid, place))
    return tuple(tables)


def _read_grid(path: Path, sheet: RawSheet) -> Iterator[list[str]]:
    """Give the rows as texts from row 1 on, empty rows included."""
    due = 1
    for cells in sheet.read_rows():
        while due < cells[0].row:
            yield []
            due += 1
        texts = [""] * max(cell.column for cell in cells)
        for cell in cells:
            if cell.kind is CellKind.UNCALCULATED:
                raise ToolkitError(_uncalculated(path, sheet.name, cell.name))
            texts[cell.column - 1] = _as_text(cell)
        yield texts
        due += 1


def _as_text(cell: RawCell) -> str:
    """Write a cell as a person would type it into a comma-separated file."""
    match cell.kind:
        case CellKind.NUMBER:
            return f"{stored_number(cell.text):f}"
        case CellKind.DATE:
            return _as_day(cell.text)
        case _:
            return cell.text


def _as_day(text: str) -> str:
    try:
        moment = _DAY_ZERO + timedelta(days=float(text))
    except ValueError:
        return text
    return moment.date().isoformat() if moment.time() == time() else moment.isoformat(timespec="seconds")


def _uncalculated(path: Path, sheet: str, cell: str) -> str:
    return f"{path.name}, sheet {sheet}, cell {cell}: the formula has no result; open the file in Excel and save it."

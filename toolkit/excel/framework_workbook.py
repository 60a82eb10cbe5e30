"""Reads a framework from a workbook with one sheet a table. Must not judge what the cells say."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook.workbook import Workbook

from toolkit.analysis.framework_tables import table_from_grid
from toolkit.errors import ToolkitError
from toolkit.model.framework import Table
from toolkit.model.framework_schema import FRAMEWORK_TABLES
from toolkit.model.places import Location

_UNREADABLE = (zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, KeyError, ValueError, EOFError)
# Control characters as Excel stores them; openpyxl undoes no other escape than that of the escape itself.
_CONTROL = re.compile(r"_x(00[01][0-9A-Fa-f])_")


def read_framework_workbook(path: Path) -> tuple[Table, ...]:
    """Read the framework tables of a workbook, in the order of the schema.

    A sheet of another name comes last, without columns or rows, so that the check can tell of it. Formulas
    count by their stored results; a result that is missing would be an empty cell, so it stops the reading.

    Raises:
        ToolkitError: the file cannot be opened, or is no workbook of the current format, or a formula in it
            has no result.
    """
    try:
        with warnings.catch_warnings():
            # openpyxl warns of drop-downs and styles that it does not keep; nothing is written back.
            warnings.simplefilter("ignore")
            _stop_at_uncalculated(path)
            return _read(path)
    except _UNREADABLE as error:
        message = (
            f"{path.name} cannot be read as an Excel workbook; open it in Excel and save it as "
            "“Excel workbook (.xlsx)”, without a password."
        )
        raise ToolkitError(message) from error
    except OSError as error:
        message = f"{path.name} cannot be opened ({error.strerror}); close it in other programs and try again."
        raise ToolkitError(message) from error


def _read(path: Path) -> tuple[Table, ...]:
    with path.open("rb") as source:
        workbook = load_workbook(source, read_only=True, data_only=True)
        if not workbook.worksheets:
            # What openpyxl shows of a workbook in strict Open XML, without an error.
            message = f"{path.name} shows no sheet; open it in Excel and save it as “Excel workbook (.xlsx)”."
            raise ToolkitError(message)
        order = {name: position for position, name in enumerate(FRAMEWORK_TABLES)}
        names = {sheet.title.strip().lower(): sheet.title for sheet in workbook.worksheets}
        found = sorted(names, key=lambda name: order.get(name, len(order)))
        tables = []
        for name in found:
            place = Location(file=path.name, sheet=names[name])
            grid = list(_read_grid(workbook, names[name])) if name in order else []
            tables.append(table_from_grid(name, grid, place))
        return tuple(tables)


def _read_grid(workbook: Workbook, title: str) -> Iterator[list[str]]:
    sheet = workbook[title]
    # The extent that the file states may be wrong, and would cut rows off without a word.
    sheet.reset_dimensions()
    for row in sheet.iter_rows(values_only=True):
        yield [_as_text(value) for value in row]


def _as_text(value: object) -> str:
    """Write a cell as a person would type it into a comma-separated file."""
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case float():
            # Excel shows 15 significant digits; the sixteenth and seventeenth are noise of its binary form.
            number = Decimal(f"{value:.15g}")
            return f"{number.to_integral_value() if number == number.to_integral_value() else number:f}"
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return _CONTROL.sub(lambda match: chr(int(match[1], 16)), str(value))


def _stop_at_uncalculated(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        has_formula = any(b"<f" in package.read(name) for name in sheets if name.endswith(".xml"))
    if not has_formula:
        return  # spares the usual workbook a second and third reading
    with path.open("rb") as source, path.open("rb") as again:
        formulas = load_workbook(source, read_only=True)
        results = load_workbook(again, read_only=True, data_only=True)
        for sheet in formulas.worksheets:
            pairs = zip(sheet.iter_rows(), results[sheet.title].iter_rows(values_only=True), strict=True)
            for row, values in pairs:
                for cell, value in zip(row, values, strict=True):
                    if cell.data_type == "f" and value is None:
                        raise ToolkitError(_uncalculated(path, sheet.title, str(cell.coordinate)))


def _uncalculated(path: Path, sheet: str, cell: str) -> str:
    return f"{path.name}, sheet {sheet}, cell {cell}: the formula has no result; open the file in Excel and save it."

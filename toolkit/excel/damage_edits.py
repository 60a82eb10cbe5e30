"""Changes copies of a workbook as partners do in their program: opened and saved by openpyxl."""

import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from toolkit.excel.damage import Place, Specimen
from toolkit.excel.filling import save_fixed
from toolkit.model.answers import GridRow

_NO_DATE = datetime(2020, 1, 1, tzinfo=UTC)


def edit(specimen: Specimen, change: Callable[[Workbook], None]) -> bytes:
    """Open a copy, change it, save it under the same date."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(BytesIO(specimen.data))
    change(book)
    return save_fixed(book, saved_at(specimen))


def saved_at(specimen: Specimen) -> datetime:
    """Give the moment that the workbook says it was saved at."""
    try:
        return datetime.fromisoformat(specimen.modified)
    except ValueError:
        return _NO_DATE


def grid_rows(specimen: Specimen) -> tuple[GridRow, ...]:
    """Give the rows of the first grid."""
    first = specimen.form.grids[0]
    return tuple(row for row in specimen.form.grid_rows if row.header is first)


def grid_of(specimen: Specimen, book: Workbook) -> Worksheet:
    """Give the first grid of a copy."""
    sheet = book[specimen.form.grids[0].sheet]
    assert isinstance(sheet, Worksheet)  # noqa: S101 (a grid is no chart)
    return sheet


def places_of(row: GridRow) -> tuple[Place, ...]:
    """Give the data points of a row."""
    return tuple((row.measure, row.territory, period) for period in row.header.periods)

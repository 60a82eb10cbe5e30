"""The plan of a workbook: sheets, cells, validations and print set-up, as data ready to be drawn."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from toolkit.layout.printing import PrintPlan
from toolkit.layout.styles import Role
from toolkit.model.places import column_letters

MAX_SHEET_NAME = 31
MAX_VALIDATION_TITLE = 32
MAX_VALIDATION_MESSAGE = 255
MAX_LITERAL_LIST = 255
MAX_CELL_TEXT = 32_767

TITLE_ROW, CODE_ROW, SENTENCE_ROW, HEADER_ROW, FIRST_ROW = 1, 2, 3, 5, 6
"""Rows of every sheet: title, identity code, one sentence, header of the table, first line of the table."""

HEAD_HEIGHTS = ((TITLE_ROW, 24.0),)
"""Heights of the head of every sheet: the title needs its own, the other lines have the usual one."""

CellValue = str | int | Decimal | None


class Cell(NamedTuple):
    """One cell to draw. A tuple and not a dataclass: a workbook has thousands of them.

    Attributes:
        value: what it holds; for a formula its right result, which is stored beside it.
        formula: with its `=`; empty for none.
        link: `internal:'Sheet'!A1` or `external:…` or `mailto:…`; empty for none.
    """

    row: int
    column: int
    value: CellValue
    role: Role
    formula: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle of cells, counted from 1, both ends included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int

    @property
    def reference(self) -> str:
        """The absolute reference without a sheet: `$G$6:$K$223`."""
        first, last = column_letters(self.first_column), column_letters(self.last_column)
        return f"${first}${self.first_row}:${last}${self.last_row}"

    def on(self, sheet: str) -> str:
        """The absolute reference with its sheet, quoted as formulas need it."""
        return f"{quote_sheet(sheet)}!{self.reference}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """What an area accepts and what it says when selected.

    Attributes:
        choices: entries of a drop-down, or a reference to them that begins with `=`; empty for none.
        formula: condition that begins with `=`, relative to the first cell of the area; empty for any entry.
        stops: whether another entry is refused; otherwise Excel only warns.
    """

    area: Area
    choices: tuple[str, ...] | str = ()
    formula: str = ""
    title: str = ""
    message: str = ""
    error_title: str = ""
    error_message: str = ""
    stops: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPlan:
    """One sheet.

    Attributes:
        widths: width of each column from A, in characters.
        heights: height in points of the rows that need their own.
        frozen: first row and first column that scroll; (1, 1) freezes nothing.
        filter_area: table with filter buttons, its header row included.
        repeat_rows: rows printed on every page, first and last; None for none.
        is_landscape: paper on its side; upright otherwise.
        pages: how it is printed; None for A4 with all columns on one page.
    """

    name: str
    cells: tuple[Cell, ...]
    widths: tuple[float, ...]
    heights: tuple[tuple[int, float], ...] = ()
    frozen: tuple[int, int] = (1, 1)
    filter_area: Area | None = None
    validations: tuple[Validation, ...] = ()
    repeat_rows: tuple[int, int] | None = None
    is_landscape: bool = True
    pages: PrintPlan | None = None
    is_very_hidden: bool = False

    @property
    def table_name(self) -> str:
        """Name of the table for screen readers and for the list of names: `tbl_annees_civiles`."""
        letters = unicodedata.normalize("NFKD", self.name.lower()).encode("ascii", "ignore").decode("ascii")
        return f"tbl_{'_'.join(re.findall('[a-z0-9]+', letters))}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookPlan:
    """A workbook to draw.

    Attributes:
        file_name: name for people, safe on every system.
        identity: the identity code, also kept as a document property.
        created: date written into the document, given by the campaign and not by a clock.
        data_points: input cells of the grids, required and optional.
        required_points: those of required periods.
    """

    file_name: str
    title: str
    author: str
    identity: str
    created: date
    language: str
    data_points: int
    required_points: int
    sheets: tuple[SheetPlan, ...]


def quote_sheet(name: str) -> str:
    """Quote a sheet name for a formula: `'Mode d''emploi'`."""
    return "'" + name.replace("'", "''") + "'"


def link_to(sheet: str, cell: str = "A1") -> str:
    """Make the target of a link inside the workbook."""
    return f"internal:{quote_sheet(sheet)}!{cell}"

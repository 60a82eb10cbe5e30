"""Drawing with XlsxWriter: formats by role, and every return code looked at.

XlsxWriter counts rows and columns from 0 and answers a refused call with a negative number; both stay in here.
"""

import re
import unicodedata
from copy import copy
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.url import Url
from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import CellBlankTuple, CellStringTuple, Worksheet

from toolkit.layout.plan import MAX_CELL_TEXT, Area, CellValue
from toolkit.layout.styles import FONT, STYLES, Role, Style
from toolkit.model.places import cell_name

_PLAIN = (CellStringTuple, CellBlankTuple)


class _NoCells(dict[tuple[int, int], object]):
    """Keeps nothing of what is put into it."""

    def __setitem__(self, key: tuple[int, int], value: object) -> None:
        """Forget an entry."""


class _CoreSheet(Worksheet):  # type: ignore[misc] # the library is not typed
    """A sheet whose formulas use the functions common to Excel and LibreOffice only, and whose plain cells go quickly.

    XlsxWriter looks in each formula for some thirty functions of newer versions, by as many regular expressions, which
    took a third of the time of a workbook; none of them is in the common core.
    """

    # Places are numbers here; the public methods look in each call for one given as text.
    write_number, write_blank = Worksheet._write_number, Worksheet._write_blank  # noqa: SLF001

    def write_string(self, row: int, col: int, string: str, cell_format: Format | None = None) -> int:
        """Note a text as the library does; most are known from other cells, and stand in the row and columns begun."""
        index = None if self.constant_memory else self.str_table.string_table.get(string)
        if index is None or row != self.dim_rowmax or not self.dim_colmin <= col <= self.dim_colmax:
            code: int = self._write_string(row, col, string, cell_format)
            return code
        self.str_table.count += 1
        self.table[row][col] = CellStringTuple(index, cell_format)
        return 0

    def _write_cell(self, row: int, col: int, cell: Any) -> None:  # noqa: ANN401 (the library is not typed)
        """Write a cell as the library does; most are shared texts or blanks with a look of their own."""
        kind, look = type(cell), cell.format
        if look is None or self.constant_memory or kind not in _PLAIN:
            super()._write_cell(row, col, cell)
            return
        style = look._get_xf_index() if look.xf_index is None else look.xf_index  # noqa: SLF001
        place = f'<c r="{xl_rowcol_to_cell_fast(row, col)}" s="{style}"'
        self.fh.write(f'{place} t="s"><v>{cell.string}</v></c>' if kind is CellStringTuple else f"{place}/>")

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002 (the library's own signature)
        return formula.removeprefix("=")

    def _xml_formula_element(self, formula: str, result: object, attributes: list[tuple[str, object]]) -> None:
        # An empty text is a result too; without its type Excel takes it for a missing number.
        typed = [*attributes, ("t", "str")] if result == "" else attributes
        super()._xml_formula_element(formula, result, typed)

    def add_table(self, *arguments: Any) -> Any:  # noqa: ANN401 (the library is not typed)
        """Declare a table, also over rows that were streamed to a file.

        XlsxWriter refuses that, since it writes the header itself; here the header stands already. It also notes every
        cell of a table, to find merged cells in it, which took more memory than the cells; there are none.
        """
        self.table_cells = _NoCells()
        streams: bool = self.constant_memory  # type: ignore[has-type] # the library is not typed
        self.constant_memory = False
        try:
            return super().add_table(*arguments)
        finally:
            self.constant_memory = streams


_BORDERS = {"thin": 1, "dashed": 3}
_VERTICAL = {"top": "top", "center": "vcenter"}


class Drawing:
    """A workbook being written; `close` ends it.

    Attributes:
        book: the XlsxWriter workbook, for what only one kind of workbook needs (charts).
        heads: title and sentence by name of sheet, for a table of contents and for who cannot see a table.
    """

    def __init__(self, path: Path, *, title: str, author: str, created: datetime | None = None) -> None:
        """Start a workbook.

        Args:
            path: file to write; its folder exists.
            title: document title.
            author: document author.
            created: date in the document; the same input must give the same bytes, so never the clock.
        """
        self._path = path
        self._content = BytesIO()
        self.book = xlsxwriter.Workbook(
            self._content,
            {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": True},
        )
        stamp = created or datetime(2000, 1, 1)  # noqa: DTZ001 (Excel stores no zone)
        self.book.set_properties({"title": title, "author": author, "created": stamp})
        self.heads: dict[str, tuple[str, str]] = {}
        self._table_names: set[str] = set()
        self._formats: dict[Role, Format] = {}
        self._base = self.book.formats[0]
        self._base.set_font_name(FONT)
        self._base.set_font_size(10)

    def format_of(self, role: Role) -> Format:
        """Give the format of a role, made once."""
        if role not in self._formats:
            self._formats[role] = self.book.add_format(format_properties(STYLES[role]))
        return self._formats[role]

    def add_sheet(self, name: str, *, streams: bool = False) -> Worksheet:
        """Add a sheet.

        Args:
            name: of the sheet.
            streams: its rows go to a temporary file once the next one begins, so that memory does not grow with them;
                they must come in order, and each height before its row.

        Raises:
            xlsxwriter.exceptions.XlsxWriterException: the name is taken, too long or holds a forbidden letter.
        """
        self.book.constant_memory = streams
        if streams:
            self.book.in_memory = False  # else the whole sheet would be put together in memory at the end
        try:
            return self.book.add_worksheet(name, worksheet_class=_CoreSheet)
        finally:
            self.book.constant_memory = False

    def name_table(self, sheet: str) -> str:
        """Make the name of a table from that of its sheet, once in the workbook: `tbl_targets_by_theme`."""
        letters = unicodedata.normalize("NFKD", sheet.casefold()).encode("ascii", "ignore").decode()
        stem = name = "tbl_" + ("_".join(re.findall("[a-z0-9]+", letters)) or "1")
        number = 1
        while name in self._table_names:
            number += 1
            name = f"{stem}_{number}"
        self._table_names.add(name)
        return name

    def close(self) -> None:
        """Write the file.

        It is made in memory first: on a full disk the library would leave its archive open, and raise no OSError.
        """
        self.book.close()
        self._path.write_bytes(self._content.getbuffer())


def format_properties(style: Style) -> dict[str, Any]:
    """Translate a look into the words of XlsxWriter."""
    properties: dict[str, Any] = {
        "font_name": FONT,
        "font_size": style.size,
        "bold": style.is_bold,
        "underline": int(style.is_underlined),
        "font_color": f"#{style.ink}",
        "text_wrap": style.wraps,
        "align": style.horizontal,
        "valign": _VERTICAL[style.vertical],
        "locked": style.is_locked,
    }
    if style.fill:
        properties["bg_color"] = f"#{style.fill}"
    if style.line and style.horizontal != "center" and not style.is_header:
        properties["indent"] = 1
    if style.line:
        properties["border"] = _BORDERS[style.line]
        properties["border_color"] = f"#{style.line_ink}"
    if style.number_format:
        properties["num_format"] = style.number_format
    return properties


def write_value(sheet: Worksheet, row: int, column: int, value: CellValue, look: Format) -> None:
    """Write text as text and a number as a number; nothing is ever taken for a formula or a link."""
    if value is None or value == "":
        code = sheet.write_blank(row - 1, column - 1, None, look)
    elif isinstance(value, str):
        code = sheet.write_string(row - 1, column - 1, value[:MAX_CELL_TEXT], look)
    else:
        code = sheet.write_number(row - 1, column - 1, float(value), look)
    if code:
        checked(code, sheet, row, column)


def write_formula(  # noqa: PLR0913, PLR0917 (a formula is a place, its text, its stored result and a look)
    sheet: Worksheet, row: int, column: int, formula: str, look: Format, value: CellValue
) -> None:
    """Write a formula with its right result: Excel's protected view and previews do not calculate."""
    result = "" if value is None else float(value) if isinstance(value, Decimal) else value
    checked(sheet.write_formula(row - 1, column - 1, formula, look, result), sheet, row, column)


def write_link(  # noqa: PLR0913, PLR0917 (a link is a place, a target, a text and a look)
    sheet: Worksheet, row: int, column: int, target: str, look: Format, text: str
) -> None:
    """Write a link with its text. XlsxWriter accepts at most 65,530 of them on a sheet."""
    file, _, anchor = target.partition("#")
    if anchor and target.startswith("external:"):
        link = copy(_link_to(file))
        link._anchor = anchor  # noqa: SLF001 (what the library makes of the part behind the #)
    else:
        link = Url(target)
    link.text = text[:MAX_CELL_TEXT]
    checked(sheet.write_url(row - 1, column - 1, link, look), sheet, row, column)


@lru_cache(maxsize=2_048)
def _link_to(file: str) -> Url:
    """Make a link to a file, once for the many links to its cells."""
    return Url(file)


def bounds(area: Area) -> tuple[int, int, int, int]:
    """Give an area as XlsxWriter counts it."""
    return area.first_row - 1, area.first_column - 1, area.last_row - 1, area.last_column - 1


def checked(code: int, sheet: Worksheet, row: int, column: int) -> None:
    """Stop when XlsxWriter refused a call: a silent loss is worse than a crash.

    Raises:
        RuntimeError: the library returned a negative code.
    """
    if code is not None and code < 0:
        message = f"XlsxWriter refused {sheet.get_name()}!{cell_name(row, column)} with code {code}"
        raise RuntimeError(message)


def at_midnight(day: date) -> datetime:
    """Make the stamp that a document carries from a date."""
    return datetime.combine(day, time())

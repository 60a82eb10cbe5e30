"""Reads returned workbooks: values, formulas, error cells and number formats in one pass over each sheet.

No library gives all four at once: openpyxl needs two passes and drops values under merged cells, calamine blanks
error cells and formulas. Values are read as they are stored; nothing is interpreted here.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache, partial
from io import BytesIO
from math import isfinite
from xml.etree import ElementTree as ET

from toolkit.errors import UnreadableFileError
from toolkit.excel.dates import date_text, is_date_format
from toolkit.excel.extras import note_extras, read_concealed
from toolkit.excel.package import Package, open_package
from toolkit.excel.preflight import ARCHIVE_ERRORS
from toolkit.model.raw import CellKind, RawCell, RawSheet, RawWorkbook, Remark

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_KINDS = {"e": CellKind.ERROR, "d": CellKind.DATE, "str": CellKind.TEXT}
_BOOLEANS = {"1": "1", "true": "1", "0": "0", "false": "0"}
_NUMBER = re.compile(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*\Z")
_UNIQUE_COUNT, _HEAD = re.compile(rb"uniqueCount=[\"']([0-9]{1,9})[\"']"), 2_000
_LAST_COLUMN = 16_384
_LAST_ROW = 1_048_576
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?\d{1,7}\Z")
_OPEN, _CLOSE, _ROW_END = b"<sheetData>", b"</sheetData>", b"</row>"
_UNUSUAL = (b"<!--", b"<![CDATA[")
_FIRST_PIECE, _PIECE = 16_384, 524_288
_WHOLE = 4_194_304
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ET.ParseError)


def read_xlsx(data: bytes) -> RawWorkbook:
    """Open a workbook for reading; its sheets are parsed when their rows are asked for.

    Raises:
        UnreadableFileError: the file is damaged, encrypted or harmful; also while rows are being read. The cause is
            `unfamiliar` where its parts are sound, but not put together as we know it.
    """
    try:
        package = open_package(data)
        strings, remarks = _read_strings(package)
        extras = tuple(note_extras(package))
    except _BROKEN as error:
        raise UnreadableFileError("damaged", _name_of(error)) from error
    except ARCHIVE_ERRORS as error:
        raise UnreadableFileError("unfamiliar", _name_of(error)) from error
    sheets = tuple(
        RawSheet(
            name=sheet.name,
            is_hidden=sheet.is_hidden,
            read_rows=partial(_read_rows, package, sheet.part, strings),
            read_concealed=partial(read_concealed, package, sheet.part),
        )
        for sheet in package.sheets
    )
    return RawWorkbook(
        sheets=sheets,
        properties=package.properties,
        modified=package.modified,
        editor=package.editor,
        remarks=(*package.remarks, *remarks, *extras),
    )


def _name_of(error: Exception) -> str:
    return "XML" if isinstance(error, ET.ParseError) else type(error).__name__


def _read_strings(package: Package) -> tuple[list[str], tuple[Remark, ...]]:
    """Read the shared texts; a list that is not as long as it says may have shifted, which is remarked."""
    if package.strings_part is None:
        return [], ()
    data = package.read(package.strings_part)
    strings = []
    for element in _string_elements(data):
        if element.tag.endswith("}si"):
            strings.append(_text_of(element))
            element.clear()
    claimed = _UNIQUE_COUNT.search(data[:_HEAD])
    is_as_claimed = claimed is None or int(claimed[1]) == len(strings)
    return strings, () if is_as_claimed else (Remark("unusual_build", "count of texts"),)


def _string_elements(data: bytes) -> Iterator[ET.Element]:
    if len(data) <= _WHOLE:
        yield from ET.fromstring(data)  # noqa: S314
    else:
        yield from (element for _, element in ET.iterparse(BytesIO(data), events=("end",)))  # noqa: S314


def _text_of(element: ET.Element) -> str:
    """Join the runs of a rich text; phonetic hints are no part of it."""
    first = element[0] if len(element) else None
    if first is not None and len(element) == 1 and first.tag.endswith("}t"):
        text = first.text or ""
    else:
        text = "".join(
            part.text or ""
            for child in element
            if not child.tag.endswith("}rPh")
            for part in child.iter()
            if part.tag.endswith("}t")
        )
    return _unescape(text)


def _unescape(text: str) -> str:
    """Decode `_x000D_`, as spreadsheet programs write what XML cannot hold; half a character becomes `�`."""
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return decoded.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _read_rows(package: Package, part: str, strings: list[str]) -> Iterator[tuple[RawCell, ...]]:
    """Yield the cells of each row that holds something; cells with a format alone hold nothing."""
    try:
        yield from _parse_rows(package, part, strings)
    except (*_BROKEN, *ARCHIVE_ERRORS) as error:
        raise UnreadableFileError("damaged", _name_of(error)) from error


def _parse_rows(package: Package, part: str, strings: list[str]) -> Iterator[tuple[RawCell, ...]]:
    last = 0
    for element in _row_elements(package.read(part)):
        last = _parse_row(element.get("r"), last)
        cells = _read_row(element, last, package, strings)
        if cells:
            yield cells
        element.clear()


def _row_elements(data: bytes) -> Iterator[ET.Element]:
    """Yield the elements of rows, each complete, and stop where the cells end.

    A sheet as programs write it is parsed piece by piece, cut between two rows: no event an element, and no more in
    memory than a piece. One with comments, other names or another encoding is parsed as a stream of events.
    """
    start, end = data.find(_OPEN) + len(_OPEN), data.find(_CLOSE)
    if start < len(_OPEN) or end < start or b"<worksheet" not in data[:start] or any(each in data for each in _UNUSUAL):
        for _, element in ET.iterparse(BytesIO(data), events=("end",)):  # noqa: S314
            if element.tag.endswith("}row"):
                yield element
            elif element.tag.endswith("}sheetData"):
                return
        return
    head, size = data[:start], _FIRST_PIECE
    while start < end:
        cut = data.find(_ROW_END, min(start + size, end), end)
        stop = end if cut < 0 else cut + len(_ROW_END)
        piece = head + data[start:stop] + _CLOSE + b"</worksheet>"
        yield from ET.fromstring(piece)[-1]  # noqa: S314
        start, size = stop, _PIECE


def _parse_row(reference: str | None, last: int) -> int:
    """Read the number of a row; without one it follows the row before.

    Raises:
        ValueError: it is none, or beyond the sheet.
    """
    row = last + 1 if reference is None else int(reference)
    if not 1 <= row <= _LAST_ROW:
        raise ValueError(reference)
    return row


def _read_row(element: ET.Element, row: int, package: Package, strings: list[str]) -> tuple[RawCell, ...]:
    cells = []
    column, before = 0, None
    for child in element:
        reference = child.get("r")
        if reference is None:
            column, before = (column if before is None else _parse_column(before)) + 1, None
        else:
            before = reference
        if len(child):
            column = column if reference is None else _parse_column(reference)
            cell = _read_cell(child, (row, column), package, strings)
            if cell is not None:
                cells.append(cell)
    if len({cell.column for cell in cells}) < len(cells):
        raise ValueError(row)  # two cells in one place: neither may win silently
    return tuple(cells)


@lru_cache(maxsize=65_536)
def _parse_column(reference: str) -> int:
    """Read the column of `G12`.

    Raises:
        ValueError: it is no cell, or beyond the sheet.
    """
    match = _REFERENCE.match(reference)
    column = 0
    for letter in match[1].upper() if match else "":
        column = column * 26 + ord(letter) - 64
    if not 1 <= column <= _LAST_COLUMN:
        raise ValueError(reference)
    return column


def _read_cell(element: ET.Element, place: tuple[int, int], package: Package, strings: list[str]) -> RawCell | None:
    kind = element.get("t", "n")
    if len(element) == 1 and kind in {"s", "inlineStr"}:  # most cells of a form; a text needs no number format
        return _text_cell(place, element[0], strings, kind)
    value, formula, inline = _read_children(element)
    style = element.get("s")
    number_format = _format_of(style, package.formats) if style is not None else ""
    if kind == "inlineStr" and inline is not None:
        return _cell(place, CellKind.TEXT, _text_of(inline), formula, number_format)
    if value is None or (value == "" and kind == "n"):
        return _cell(place, CellKind.UNCALCULATED, "", formula, number_format) if formula else None
    if kind == "s":
        return _shared_cell(place, value, strings, number_format)
    if kind == "b":
        return boolean_cell(place, value, formula, number_format)
    found, text = _KINDS.get(kind, CellKind.TEXT), _unescape(value)
    if kind == "n":
        found, text = number_kind(value), value
        if number_format and is_date_format(number_format):
            found = CellKind.DATE
            text = date_text(value, number_format, counts_from_1904=package.counts_from_1904)
    return _cell(place, found, text, formula, number_format)


def _format_of(style: str, formats: tuple[str, ...]) -> str:
    number = int(style) if style.isdecimal() else -1
    return formats[number] if 0 <= number < len(formats) else ""


def _read_children(element: ET.Element) -> tuple[str | None, str, ET.Element | None]:
    """Give value, formula and inline text of a cell."""
    value, formula, inline = None, "", None
    for child in element:
        tag = child.tag
        if tag.endswith("}v"):
            value = child.text or ""
        elif tag.endswith("}f"):
            formula = child.text or "="
        elif tag.endswith("}is"):
            inline = child
    return value, formula, inline


def number_kind(text: str) -> CellKind:
    """Tell a stored number from what stands in the place of one and can be none, such as `NaN` or `1e999`."""
    return CellKind.NUMBER if _NUMBER.match(text) and isfinite(float(text)) else CellKind.ERROR


def boolean_cell(place: tuple[int, int], text: str, formula: str, number_format: str) -> RawCell:
    """Make the cell of a stored truth value; what is none is an error value."""
    value = _BOOLEANS.get(text.strip().lower())
    kind = CellKind.ERROR if value is None else CellKind.BOOLEAN
    return RawCell(place[0], place[1], kind, text if value is None else value, formula, number_format)


def _text_cell(place: tuple[int, int], child: ET.Element, strings: list[str], kind: str) -> RawCell | None:
    if kind == "s":
        return _shared_cell(place, child.text or "", strings, "")
    text = _text_of(child)
    return RawCell(place[0], place[1], CellKind.TEXT, text) if text else None


def _shared_cell(place: tuple[int, int], index: str, strings: list[str], number_format: str) -> RawCell | None:
    if not index.isdecimal() or int(index) >= len(strings):
        return _cell(place, CellKind.ERROR, f"#SST[{index}]", "", number_format)
    text = strings[int(index)]
    return RawCell(place[0], place[1], CellKind.TEXT, text, "", number_format) if text else None


def _cell(place: tuple[int, int], kind: CellKind, text: str, formula: str, number_format: str) -> RawCell | None:
    if kind is CellKind.TEXT and not text and not formula:
        return None
    return RawCell(place[0], place[1], kind, text, formula, number_format)

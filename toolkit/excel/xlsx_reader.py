"""Reads returned workbooks: values, formulas, error cells and number formats in one pass over each sheet.

No library gives all four at once: openpyxl needs two passes and drops values under merged cells, calamine blanks
error cells and formulas. Values are read as they are stored; nothing is interpreted here.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from io import BytesIO
from itertools import islice
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from toolkit.errors import UnreadableFileError
from toolkit.excel.extras import find_concealed, note_extras
from toolkit.excel.package import Package, is_declared_utf8, open_package
from toolkit.excel.preflight import ARCHIVE_ERRORS
from toolkit.excel.sheet_scanner import SheetScan
from toolkit.excel.stored_cells import Stored, parse_column, parse_row, require_single, text_cell, unescape
from toolkit.model.raw import CellKind, Concealed, RawCell, RawSheet, RawWorkbook, Remark

_UNIQUE_COUNT, _HEAD = re.compile(rb"uniqueCount=[\"']([0-9]{1,9})[\"']"), 2_000
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?\d{1,7}\Z")
_OPEN, _CLOSE, _ROW_END = b"<sheetData>", b"</sheetData>", b"</row>"
_HIDES = (b"<!--", b"<![CDATA[")
_NO_CHARACTER = re.compile(rb"\xef\xbf[\xbe\xbf]")
_IN_NO_CHARACTER = b"\xef\xbf"
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
    stored = Stored(strings=strings, formats=package.formats, counts_from_1904=package.counts_from_1904)
    concealed: dict[str, Concealed] = {}
    sheets = tuple(
        RawSheet(
            name=sheet.name,
            is_hidden=sheet.is_hidden,
            read_rows=partial(_read_rows, package, sheet.part, stored, concealed),
            read_concealed=partial(_concealed_of, concealed, sheet.part),
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


def _concealed_of(concealed: Mapping[str, Concealed], part: str) -> Concealed:
    return concealed.get(part, Concealed())


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
    return unescape(text)


def _read_rows(
    package: Package, part: str, stored: Stored, concealed: dict[str, Concealed]
) -> Iterator[tuple[RawCell, ...]]:
    """Yield the cells of each row that holds something; cells with a format alone hold nothing.

    At the end it is known what the sheet conceals.
    """
    try:
        data = package.read(part)
        yield from _parse_rows(data, stored)
        concealed[part] = find_concealed(data)
    except (*_BROKEN, *ARCHIVE_ERRORS) as error:
        raise UnreadableFileError("damaged", _name_of(error)) from error


def _parse_rows(data: bytes, stored: Stored) -> Iterator[tuple[RawCell, ...]]:
    """Scan a sheet as programs write it; what is written otherwise is parsed, piece by piece.

    A sheet with comments, other names or another encoding is parsed as one stream.
    """
    start, end = data.find(_OPEN) + len(_OPEN), data.find(_CLOSE)
    head, scan = data[:start], SheetScan(data, (start, end), stored)
    is_ours = b"<worksheet" in head and not any(each in head for each in _HIDES) and is_declared_utf8(data)
    is_ours = is_ours and len(_OPEN) <= start <= end and not (_IN_NO_CHARACTER in data and _NO_CHARACTER.search(data))
    if is_ours:
        yield from scan.read_rows()
        if scan.at == end:
            return
    if not is_ours or any(each in data for each in _HIDES):
        yield from _read_elements(islice(_stream_elements(data), scan.count, None), scan)
        return
    size = _FIRST_PIECE
    while scan.at < end:
        cut = data.find(_ROW_END, min(scan.at + size, end), end)
        stop = end if cut < 0 else cut + len(_ROW_END)
        piece = ET.fromstring(head + data[scan.at : stop] + _CLOSE + b"</worksheet>")  # noqa: S314
        scan.at, size = stop, _PIECE
        yield from _read_elements(piece[-1], scan)
        yield from scan.read_rows()


def _read_elements(elements: Iterable[ET.Element], scan: SheetScan) -> Iterator[tuple[RawCell, ...]]:
    for element in elements:
        scan.last = parse_row(element.get("r"), scan.last)
        cells = _read_row(element, scan.last, scan.stored)
        if cells:
            yield cells
        element.clear()


def _read_row(element: ET.Element, row: int, stored: Stored) -> tuple[RawCell, ...]:
    cells = []
    column, before = 0, None
    for child in element:
        reference = child.get("r")
        if reference is None:
            column, before = (column if before is None else _parse_reference(before)) + 1, None
        else:
            before = reference
        if len(child):
            column = column if reference is None else _parse_reference(reference)
            cell = _read_cell(child, (row, column), stored)
            if cell is not None:
                cells.append(cell)
    return require_single(cells)


def _parse_reference(reference: str) -> int:
    """Read the column of `G12`.

    Raises:
        ValueError: it is no cell, or beyond the sheet.
    """
    match = _REFERENCE.match(reference)
    return parse_column(match[1] if match else "")


def _stream_elements(data: bytes) -> Iterator[ET.Element]:
    for _, element in ET.iterparse(BytesIO(data), events=("end",)):  # noqa: S314
        if element.tag.endswith("}row"):
            yield element
        elif element.tag.endswith("}sheetData"):
            return


def _read_cell(element: ET.Element, place: tuple[int, int], stored: Stored) -> RawCell | None:
    kind = element.get("t", "n")
    if len(element) == 1 and kind == "s" and element[0].tag.endswith("}v"):  # a text needs no number format
        return stored.shared(place, element[0].text or "")
    value, formula, inline = _read_children(element)
    style = element.get("s", "")
    if kind == "inlineStr" and inline is not None:
        number_format = stored.format_of(style) if len(element) > 1 else ""
        return text_cell(place, CellKind.TEXT, _text_of(inline), formula, number_format)
    return stored.read(place, kind, value, formula, style)


def _read_children(element: ET.Element) -> tuple[str | None, str, ET.Element | None]:
    """Give value, formula and inline text of a cell."""
    value, formula, inline = None, "", None
    for child in element:
        tag = child.tag
        if tag.endswith("}v"):
            value = child.text or ""
        elif tag.endswith("}f"):
            formula = escape(child.text or "=")
        elif tag.endswith("}is"):
            inline = child
    return value, formula, inline

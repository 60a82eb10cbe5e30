"""Reads .ods workbooks, as LibreOffice saves them, into what the reader of .xlsx gives.

Its own and not calamine's: calamine blanks error cells, forgets which numbers are percentages and never sees the
custom property that carries the identity.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from toolkit.errors import UnreadableFileError
from toolkit.excel.package import refuse_document_type
from toolkit.excel.preflight import ARCHIVE_ERRORS, check_archive
from toolkit.excel.stored_cells import boolean_cell, number_kind
from toolkit.model.raw import CellKind, RawCell, RawSheet, RawWorkbook

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DATE = "{http://purl.org/dc/elements/1.1/}date"
_KIND_OF_ERROR = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_ERROR = re.compile(r"#[A-ZÉ0-9/ ]+[!?]?\Z|Err:\d+\Z")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MOST_CELLS = 2_000_000

Row = tuple[RawCell, ...]


@dataclass(slots=True, kw_only=True)
class _Table:
    """A sheet being read: its rows so far and the number of the last one."""

    name: str
    rows: list[Row] = field(default_factory=list)
    last: int = 0
    cells: int = 0


def read_ods(data: bytes) -> RawWorkbook:
    """Read a workbook of the OpenDocument format.

    Raises:
        UnreadableFileError: it is damaged, encrypted or harmful.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check_archive(archive)
            content = _read_part(archive, "content.xml")
            meta = _read_part(archive, "meta.xml") if "meta.xml" in archive.namelist() else b""
            if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read(
                "META-INF/manifest.xml"
            ):
                raise UnreadableFileError("encrypted")
        tables = list(_read_tables(content))
        properties, modified, editor = _read_meta(meta)
    except ET.ParseError as error:
        raise UnreadableFileError("damaged", "XML") from error
    except ARCHIVE_ERRORS as error:
        raise UnreadableFileError("damaged", type(error).__name__) from error
    sheets = tuple(RawSheet(name=table.name, read_rows=table.rows.__iter__) for table in tables)
    return RawWorkbook(sheets=sheets, properties=properties, modified=modified, editor=editor)


def _read_part(archive: zipfile.ZipFile, part: str) -> bytes:
    data = archive.read(part)
    refuse_document_type(data, part)
    return data


def _read_tables(content: bytes) -> Iterator[_Table]:
    tables: list[_Table] = []
    for event, element in ET.iterparse(BytesIO(content), events=("start", "end")):  # noqa: S314 (no DTD in it)
        if event == "start":
            if element.tag == f"{_TABLE}table":
                tables.append(_Table(name=element.get(f"{_TABLE}name", "")))
        elif element.tag == f"{_TABLE}table-row" and tables:
            _read_row(element, tables[-1])
            element.clear()
        elif element.tag == f"{_TABLE}table" and tables:
            yield tables.pop()


def _read_row(element: ET.Element, table: _Table) -> None:
    """Add a row to its sheet, as often as it is repeated; blank rows count and are not kept."""
    repeated = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
    first, table.last = table.last + 1, table.last + max(1, repeated)
    cells = tuple(_read_cells(element, first))
    if not cells:
        return
    table.cells += len(cells) * repeated
    if table.cells > _MOST_CELLS or table.last > _LAST_ROW:
        raise UnreadableFileError("too_large", f"{table.cells} cells")
    table.rows.append(cells)
    for row in range(first + 1, table.last + 1):
        table.rows.append(tuple(cell._replace(row=row) for cell in cells))


def _read_cells(element: ET.Element, row: int) -> Iterator[RawCell]:
    column = 1
    for child in element:
        if child.tag not in _CELLS:
            continue
        repeated = int(child.get(f"{_TABLE}number-columns-repeated", "1"))
        cell = _read_cell(child, (row, column))
        if cell is not None:
            if column + repeated > _LAST_COLUMN + 1:
                raise UnreadableFileError("too_large", f"{repeated} columns")
            yield cell
            for place in range(column + 1, column + repeated):
                yield cell._replace(column=place)
        column += max(1, repeated)


def _read_cell(element: ET.Element, place: tuple[int, int]) -> RawCell | None:
    formula = escape(element.get(f"{_TABLE}formula", "").partition("=")[2])
    kind = element.get(f"{_OFFICE}value-type", "")
    text = _text_of(element)
    if element.get(_KIND_OF_ERROR) == "error" or (formula and _ERROR.match(text)):
        return RawCell(*place, CellKind.ERROR, text, formula)
    match kind:
        case "float" | "percentage" | "currency":
            value = element.get(f"{_OFFICE}value", "")
            return RawCell(*place, number_kind(value), value, formula, "0%" if kind == "percentage" else "")
        case "date" | "time":
            value = element.get(f"{_OFFICE}{kind}-value", "")
            return RawCell(*place, CellKind.DATE, value.removesuffix("T00:00:00") or text, formula)
        case "boolean":
            return boolean_cell(place, element.get(f"{_OFFICE}boolean-value", ""), formula, "")
    if not text:
        text = element.get(f"{_OFFICE}string-value", "")
    if not text:
        return RawCell(*place, CellKind.UNCALCULATED, "", formula) if formula else None
    return RawCell(*place, CellKind.TEXT, text, formula)


def _text_of(element: ET.Element) -> str:
    """Join the paragraphs of a cell; comments and drawings in it are no part of its text."""
    return "\n".join("".join(_pieces(child)) for child in element if child.tag == f"{_TEXT}p")


def _pieces(element: ET.Element) -> Iterator[str]:
    match element.tag.removeprefix(_TEXT):
        case "s":
            yield " " * min(int(element.get(f"{_TEXT}c", "1")), 1000)
        case "tab":
            yield "\t"
        case "line-break":
            yield "\n"
    yield element.text or ""
    for child in element:
        if child.tag.startswith(_TEXT):
            yield from _pieces(child)
        yield child.tail or ""


def _read_meta(meta: bytes) -> tuple[dict[str, str], str, str]:
    """Give the custom properties, the moment of the last change and the program."""
    if not meta:
        return {}, "", ""
    root = ET.fromstring(meta)  # noqa: S314 (no DTD in it)
    properties = {
        element.get(f"{_META}name", ""): "".join(element.itertext()) for element in root.iter(f"{_META}user-defined")
    }
    modified, editor = ((next(root.iter(tag), None)) for tag in (_DATE, f"{_META}generator"))
    return (
        properties,
        "" if modified is None else modified.text or "",
        "" if editor is None else (editor.text or "").partition("$")[0],
    )

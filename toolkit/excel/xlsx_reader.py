"""Reads returned workbooks: values, formulas, error cells and number formats in one pass over each sheet.

No library gives all four at once: openpyxl needs two passes and drops values under merged cells, calamine blanks
error cells and formulas. Values are read as they are stored; nothing is interpreted here.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from xml.etree import ElementTree as ET

from toolkit.errors import UnreadableFileError
from toolkit.excel.package import Package, open_package
from toolkit.model.raw import CellKind, RawCell, RawSheet, RawWorkbook

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_KINDS = {"b": CellKind.BOOLEAN, "e": CellKind.ERROR, "d": CellKind.DATE, "str": CellKind.TEXT}
_LAST_COLUMN = 16_384
_DATE_FORMAT = re.compile(r'(?:"[^"]*"|\[[^\]]*\]|\\.)|([dmyhs])', re.IGNORECASE)


def read_xlsx(data: bytes) -> RawWorkbook:
    """Open a workbook for reading; its sheets are parsed when their rows are asked for.

    Raises:
        UnreadableFileError: the file is damaged, encrypted or harmful; also while rows are being read.
    """
    try:
        package = open_package(data)
        strings = _read_strings(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, NotImplementedError) as error:
        raise UnreadableFileError("damaged", type(error).__name__) from error
    except ET.ParseError as error:
        raise UnreadableFileError("damaged", "XML") from error
    sheets = tuple(
        RawSheet(
            name=sheet.name,
            is_hidden=sheet.is_hidden,
            read_rows=partial(_read_rows, package, sheet.part, strings),
        )
        for sheet in package.sheets
    )
    return RawWorkbook(sheets=sheets, properties=package.properties, modified=package.modified, editor=package.editor)


def _read_strings(package: Package) -> list[str]:
    if package.strings_part is None:
        return []
    strings = []
    for _, element in ET.iterparse(BytesIO(package.read(package.strings_part)), events=("end",)):  # noqa: S314
        if element.tag.endswith("}si"):
            strings.append(_text_of(element))
            element.clear()
    return strings


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
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _read_rows(package: Package, part: str, strings: list[str]) -> Iterator[tuple[RawCell, ...]]:
    """Yield the cells of each row that holds something; cells with a format alone hold nothing."""
    try:
        yield from _parse_rows(package, part, strings)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError) as error:
        raise UnreadableFileError("damaged", type(error).__name__) from error
    except ET.ParseError as error:
        raise UnreadableFileError("damaged", "XML") from error


def _parse_rows(package: Package, part: str, strings: list[str]) -> Iterator[tuple[RawCell, ...]]:
    last = 0
    for _, element in ET.iterparse(BytesIO(package.read(part)), events=("end",)):  # noqa: S314
        if element.tag.endswith("}row"):
            last = int(element.get("r") or last + 1)
            cells = _read_row(element, last, package.formats, strings)
            if cells:
                yield cells
            element.clear()
        elif element.tag.endswith("}sheetData"):
            return


def _read_row(element: ET.Element, row: int, formats: tuple[str, ...], strings: list[str]) -> tuple[RawCell, ...]:
    cells = []
    column = 0
    for child in element:
        reference = child.get("r")
        column = column + 1 if reference is None else _parse_column(reference)
        if len(child):
            cell = _read_cell(child, (row, column), formats, strings)
            if cell is not None:
                cells.append(cell)
    return tuple(cells)


def _parse_column(reference: str) -> int:
    """Read the column of `G12`; one beyond the sheet is brought back to its edge."""
    column = 0
    for letter in reference.rstrip("0123456789"):
        column = column * 26 + ord(letter) - 64
    return min(max(column, 1), _LAST_COLUMN)


def _read_cell(
    element: ET.Element, place: tuple[int, int], formats: tuple[str, ...], strings: list[str]
) -> RawCell | None:
    value, formula, inline = _read_children(element)
    style = element.get("s")
    number_format = formats[int(style)] if style is not None and int(style) < len(formats) else ""
    kind = element.get("t", "n")
    if kind == "inlineStr" and inline is not None:
        return _cell(place, CellKind.TEXT, _text_of(inline), formula, number_format)
    if value is None or (value == "" and kind == "n"):
        return _cell(place, CellKind.UNCALCULATED, "", formula, number_format) if formula else None
    if kind == "s":
        return _shared_cell(place, value, strings, number_format)
    if kind == "n":
        found = CellKind.DATE if number_format and _is_date(number_format) else CellKind.NUMBER
        return _cell(place, found, value, formula, number_format)
    return _cell(place, _KINDS.get(kind, CellKind.TEXT), value, formula, number_format)


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


def _shared_cell(place: tuple[int, int], index: str, strings: list[str], number_format: str) -> RawCell | None:
    if not index.isdecimal() or int(index) >= len(strings):
        return _cell(place, CellKind.ERROR, f"#SST[{index}]", "", number_format)
    return _cell(place, CellKind.TEXT, strings[int(index)], "", number_format)


def _cell(place: tuple[int, int], kind: CellKind, text: str, formula: str, number_format: str) -> RawCell | None:
    if kind is CellKind.TEXT and not text and not formula:
        return None
    return RawCell(place[0], place[1], kind, text, formula, number_format)


def _is_date(number_format: str) -> bool:
    return any(match[1] for match in _DATE_FORMAT.finditer(number_format))

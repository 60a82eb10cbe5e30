"""Changes the XML of a workbook's parts and puts them together again: the same parts give the same bytes."""

import re
import warnings
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import NamedTuple
from xml.sax.saxutils import escape

from toolkit.model.places import cell_name

EPOCH = (1980, 1, 1, 0, 0, 0)
CONTENT_TYPES = "[Content_Types].xml"
STYLES = "xl/styles.xml"
_CELL = re.compile(rb'<c r="([A-Z]+)[0-9]+"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
_STYLE_OF_CELL = re.compile(rb'<c [^>]*?\bs="([0-9]+)"')
_FORMATS = re.compile(rb"<cellXfs[^>]*>(.*?)</cellXfs>", re.DOTALL)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


class Put(NamedTuple):
    """What a cell is to hold; `style` replaces its own. An empty inside empties the cell.

    Attributes:
        kind: type of the cell as the format names it: n, e, b, d, s, str, inlineStr.
        inside: XML inside the cell.
    """

    row: int
    column: int
    kind: str
    inside: str
    style: int | None = None


def put_number(row: int, column: int, text: str, style: int | None = None) -> Put:
    """Put a number, written as the file is to hold it."""
    return Put(row, column, "n", f"<v>{text}</v>", style)


def put_text(row: int, column: int, text: str) -> Put:
    """Put a text; characters that XML cannot hold are written as `_x000D_`, as programs do."""
    safe = "".join(f"_x{ord(letter):04X}_" if _needs_escape(letter) else letter for letter in text)
    return Put(row, column, "inlineStr", f'<is><t xml:space="preserve">{escape(safe)}</t></is>')


def _needs_escape(letter: str) -> bool:
    return (letter < " " and letter not in "\t\n") or "\ud800" <= letter <= "\udfff" or letter in "\ufffe\uffff"


def put_formula(row: int, column: int, formula: str, result: str | None) -> Put:
    """Put a formula with its stored result; None for a program that did not calculate."""
    value = "" if result is None else f"<v>{escape(result)}</v>"
    return Put(row, column, "n", f"<f>{escape(formula)}</f>{value}")


def put_nothing(row: int, column: int) -> Put:
    """Empty a cell."""
    return Put(row, column, "n", "")


def put_cells(sheet: bytes, puts: Iterable[Put]) -> bytes:
    """Replace cells of a sheet, each in the order of its row; rows that are missing are added below."""
    for put in puts:
        sheet = _put_cell(sheet, put)
    return sheet


def _put_cell(sheet: bytes, put: Put) -> bytes:
    found = re.search(rb'<row r="%d"[^>]*?(?:/>|>(.*?)</row>)' % put.row, sheet, re.DOTALL)
    if found is None:
        return _add_row(sheet, put)
    row = found[0]
    head = row[: row.index(b">") + 1].replace(b"/>", b">")
    cells = {_number(cell[1]): cell[0] for cell in _CELL.finditer(found[1] or b"")}
    style = _STYLE_OF_CELL.match(cells.get(put.column, b""))
    cells[put.column] = _cell_xml(put, style[1].decode() if style else "")
    inside = b"".join(cells[column] for column in sorted(cells))
    return sheet[: found.start()] + head + inside + b"</row>" + sheet[found.end() :]


def _add_row(sheet: bytes, put: Put) -> bytes:
    row = b'<row r="%d">%s</row>' % (put.row, _cell_xml(put, ""))
    later = next((each for each in re.finditer(rb'<row r="([0-9]+)"', sheet) if int(each[1]) > put.row), None)
    place = sheet.index(b"</sheetData>") if later is None else later.start()
    return sheet[:place] + row + sheet[place:]


def _cell_xml(put: Put, style: str) -> bytes:
    number = style if put.style is None else str(put.style)
    attributes = f' s="{number}"' if number else ""
    name = cell_name(put.row, put.column)
    return f'<c r="{name}"{attributes} t="{put.kind}">{put.inside}</c>'.encode()


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def add_format(styles: bytes, built_in: int) -> tuple[bytes, int]:
    """Add a style of cells with a built-in number format; gives the styles and its number."""
    found = _FORMATS.search(styles)
    if found is None:
        return styles, 0
    count = len(re.findall(rb"<xf\b", found[1]))
    added = b'<xf numFmtId="%d" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' % built_in
    place = found.end(1)
    return styles[:place] + added + styles[place:], count


def set_modified(parts: Mapping[str, bytes], moment: str) -> dict[str, bytes]:
    """Give the part that says when the workbook was saved, with another moment."""
    name = "docProps/core.xml"
    return {name: _MODIFIED.sub(rb"\g<1>" + moment.encode() + rb"\g<2>", parts.get(name, b""))}


def zip_parts(parts: Mapping[str, bytes] | Iterable[tuple[str, bytes]]) -> bytes:
    """Put parts together in the order given; names may repeat when they are given as pairs."""
    target = BytesIO()
    pairs = parts.items() if isinstance(parts, Mapping) else parts
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # a name that repeats is meant
        for name, data in pairs:
            entry = zipfile.ZipInfo("placeholder", date_time=EPOCH)
            entry.filename = name  # as given: the constructor would mend back slashes
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return target.getvalue()


def before(data: bytes, mark: bytes, added: bytes) -> bytes:
    """Insert before the last place of a mark."""
    place = data.rindex(mark)
    return data[:place] + added + data[place:]

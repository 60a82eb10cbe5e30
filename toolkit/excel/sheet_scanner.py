"""Scans a sheet as spreadsheet programs write it, token by token, without building a tree of it.

The tokens leave no gap: each begins where the one before ended. Where something else stands, the scan says how far
it came, and the parser takes over from there.
"""

import re
from collections.abc import Iterator

from toolkit.excel.stored_cells import Stored, parse_column, parse_row, unescape
from toolkit.model.raw import CellKind, RawCell

_TEXT = rb"([^<>\x00-\x08\x0b-\x1f]*+)"
_ATTRIBUTES = rb'(?: (?!r=)[A-Za-z_][\w.:-]*="[^"<&\x00-\x1f\x7f-\xff]*+")*+'
_BLANKS = rb'(?:<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,6}")?+(?: t="n")?+ ?/>)*+'
_ROW = re.compile(rb'<row r="([0-9]{1,7})"' + _ATTRIBUTES + rb" ?(/?+)>")
_ROW_END = re.compile(_BLANKS + rb"</row>")
_CELL = re.compile(
    _BLANKS + rb'<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]{1,6})")?+(?: t="([A-Za-z]{1,9})")?+>'
    rb"(?:"
    rb"<v>" + _TEXT + rb"</v>"
    rb'|<is><t(?: xml:space="preserve")?+>' + _TEXT + rb"</t></is>"
    rb"|<f" + _ATTRIBUTES + rb"(?: ?/>|>" + _TEXT + rb"</f>)(?:<v>" + _TEXT + rb"</v>|(<v ?/>))?+"
    rb")</c>"
)
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));|&")
_NAMED = ((b"&lt;", b"<"), (b"&gt;", b">"), (b"&quot;", b'"'), (b"&apos;", b"'"))
_AMPERSAND = b"&amp;"
_CHARACTER = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IS_TEXT, _new_cell = CellKind.TEXT, tuple.__new__


class _UnfamiliarError(Exception):
    """What stands here is no token of ours."""


class SheetScan:
    """A scan over the rows of one sheet.

    Attributes:
        at: where the first row begins that was not read.
        last: number of the last row read.
        count: rows read.
        stored: what the cells refer to.
    """

    def __init__(self, data: bytes, span: tuple[int, int], stored: Stored) -> None:
        """Prepare a scan.

        Args:
            data: the sheet, in UTF-8.
            span: where its rows begin and end.
            stored: what its cells refer to.
        """
        self.at, self._end = span
        self.last = self.count = 0
        self.stored = stored
        self._data = data

    def read_rows(self) -> Iterator[tuple[RawCell, ...]]:
        """Yield the cells of each row that holds something, up to the first row that is not written as we know it.

        Raises:
            ValueError: a place that does not exist, or that two cells share; text that is no UTF-8.
        """
        while opened := _ROW.match(self._data, self.at, self._end):
            row = parse_row(opened[1].decode(), self.last)
            try:
                cells, at = ([], opened.end()) if opened[2] else self._read_cells(opened.end(), row)
            except _UnfamiliarError:
                return
            self.at, self.last = at, row
            self.count += 1
            if cells:
                yield tuple(cells)

    def _read_cells(self, at: int, row: int) -> tuple[list[RawCell], int]:
        """Read the cells of a row; gives also where the next row begins."""
        cells: list[RawCell] = []
        before = 0
        while token := _CELL.match(self._data, at, self._end):
            at = token.end()
            column = parse_column(token[1])
            if column <= before:
                raise _UnfamiliarError
            before = column
            if cell := self._read_cell(token, row, column):
                cells.append(cell)
        closed = _ROW_END.match(self._data, at, self._end)
        if closed is None:
            raise _UnfamiliarError
        return cells, closed.end()

    def _read_cell(self, token: re.Match[bytes], row: int, column: int) -> RawCell | None:
        _, style, kind, plain, inline, formula, result, empty = token.groups()
        if inline is not None and kind == b"inlineStr":
            text = inline.decode() if b"&" not in inline and b"_x" not in inline else unescape(_decode(inline))
            return _new_cell(RawCell, (row, column, _IS_TEXT, text, "", "")) if text else None
        if plain is not None and kind == b"s" and b"&" not in plain:
            return self.stored.shared((row, column), plain.decode())
        if inline is not None or kind == b"inlineStr":
            raise _UnfamiliarError
        written = "" if plain is not None else (_decode(formula) if formula else "=")
        value = plain if plain is not None else result if empty is None else b""
        text_or_none = None if value is None else _decode(value)
        type_code = "n" if kind is None else kind.decode()
        return self.stored.read((row, column), type_code, text_or_none, written, style)


def _decode(data: bytes) -> str:
    """Give the text that stands in the file, its references to characters replaced.

    Raises:
        _UnfamiliarError: one of them is none that XML knows of itself.
    """
    if b"&" not in data:
        return data.decode()
    if b"&#" in data:
        return _ENTITY.sub(_character, data.decode())
    for reference, character in _NAMED:
        data = data.replace(reference, character)
    if data.count(b"&") != data.count(_AMPERSAND):
        raise _UnfamiliarError
    return data.replace(_AMPERSAND, b"&").decode()


def _character(reference: re.Match[str]) -> str:
    name, decimal, hexadecimal = reference.groups()
    if name:
        return _decode(f"&{name};".encode())
    number = int(decimal) if decimal else int(hexadecimal or "0", 16)
    character = chr(number) if number <= 0x10FFFF else ""  # noqa: PLR2004 (the last character there is)
    if not _CHARACTER.match(character):
        raise _UnfamiliarError
    return character

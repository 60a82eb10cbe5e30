"""Scans a sheet as spreadsheet programs write it, token by token, without building a tree of it.

The tokens leave no gap: each begins where the one before ended. Where something else stands, the scan says how far
it came, and the parser takes over from there.
"""

import re
from collections.abc import Iterator

from toolkit.excel.stored_cells import Stored, parse_column, parse_row, require_single, unescape
from toolkit.model.raw import CellKind, RawCell

_TEXT = rb"([^<>\x00-\x08\x0b-\x1f]*+)"
_ATTRIBUTES = rb'(?: [A-Za-z_][\w.:-]*="[^"<&\x00-\x1f]*+")*+'
_BLANKS = rb'(?:<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,6}")?+(?: t="n")?+ ?/>)*+'
_ROW = re.compile(rb'<row r="([0-9]{1,7})"' + _ATTRIBUTES + rb" ?(/?+)>")
_ROW_END = re.compile(_BLANKS + rb"</row>")
_CELL = re.compile(
    _BLANKS + rb'<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]{1,6})")?+(?: t="([A-Za-z]{1,9})")?+>'
    rb"(?:"
    rb"<v>" + _TEXT + rb"</v>"
    rb'|<is><t(?: xml:space="preserve")?+>' + _TEXT + rb"</t></is>"
    rb"|<f" + _ATTRIBUTES + rb"(?: ?/>|>" + _TEXT + rb"</f>)(?:<v>" + _TEXT + rb"</v>|<v ?/>)?+"
    rb")</c>"
)
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));|&")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_CHARACTER = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _UnfamiliarError(Exception):
    """What stands here is no token of ours."""


class SheetScan:
    """A scan over the rows of one sheet.

    Attributes:
        at: where the first row begins that was not read.
        last: number of the last row read.
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
        self.last = 0
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
            if cells:
                yield require_single(cells)

    def _read_cells(self, at: int, row: int) -> tuple[list[RawCell], int]:
        """Read the cells of a row; gives also where the next row begins."""
        cells = []
        while token := _CELL.match(self._data, at, self._end):
            at = token.end()
            cell = self._read_cell(token, row)
            if cell is not None:
                cells.append(cell)
        closed = _ROW_END.match(self._data, at, self._end)
        if closed is None:
            raise _UnfamiliarError
        return cells, closed.end()

    def _read_cell(self, token: re.Match[bytes], row: int) -> RawCell | None:
        letters, style, kind, plain, inline, formula, result = token.group(1, 2, 3, 4, 5, 6, 7)
        place = row, parse_column(letters.decode())
        if inline is not None:
            if kind != b"inlineStr":
                raise _UnfamiliarError
            words = _decode(inline)
            return RawCell(row, place[1], CellKind.TEXT, unescape(words)) if words else None
        if plain is not None and kind == b"s":
            return self.stored.shared(place, plain.decode())
        if kind == b"inlineStr":
            raise _UnfamiliarError
        formula_text = "" if plain is not None else (_decode(formula) if formula else "") or "="
        value = plain if plain is not None else result
        text = None if value is None else _decode(value)
        if text is None and token[0].endswith(b"/></c>"):
            raise _UnfamiliarError
        style_text = None if style is None else style.decode()
        return self.stored.read(place, "n" if kind is None else kind.decode(), text, formula_text, style_text)


def _decode(data: bytes) -> str:
    """Give the text that stands in the file, its references to characters replaced.

    Raises:
        _UnfamiliarError: one of them is none that XML knows of itself.
    """
    text = data.decode()
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(reference: re.Match[str]) -> str:
    name, decimal, hexadecimal = reference.groups()
    if name:
        return _NAMED[name]
    number = int(decimal) if decimal else int(hexadecimal or "0", 16)
    character = chr(number) if number <= 0x10FFFF else ""  # noqa: PLR2004 (the last character there is)
    if not _CHARACTER.match(character):
        raise _UnfamiliarError
    return character

"""Scans a sheet as spreadsheet programs write it, row by row, without building a tree of it.

The tokens of a row leave no gap: all of them together are as long as the row. Where something else stands, the scan
says how far it came, and the parser takes over from there.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from toolkit.excel.stored_cells import Stored, parse_column, parse_row, unescape
from toolkit.model.raw import CellKind, RawCell, decode_references

_TEXT = "[^<]*+"
_NO_TEXT = bytes(code for code in range(32) if code not in b"\t\n")
_NEVER_IN_TEXT = b"]]>"
"""No text holds these, nor the characters above; they are looked for in a whole piece at a time."""
_ATTRIBUTES = r"""(?: (?!r=)[A-Za-z_][\w.:-]*="[ !#-%'-;=-~]*+")*+"""
_BLANKS = r'(?:<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,6}")?+(?: t="n")?+(?: ?/>|></c>))*+'
_OPEN, _CLOSE = b"<row ", b"</row>"
_ROW = re.compile(r'<row r="([0-9]{1,7})"' + _ATTRIBUTES + r" ?(/?+)>", re.ASCII)
_CELL = re.compile(
    f"((?=<c ){_BLANKS}"
    r'(?:<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]{1,6})")?+'
    r"(?:"
    rf' t="inlineStr"><is><t(?: xml:space="preserve")?+>({_TEXT})</t></is>'
    r'|(?: t="(n|s|str|b|e|d)")?+>'
    rf"(?:<v>({_TEXT})</v>|(<f{_ATTRIBUTES}(?: ?/>|>({_TEXT})</f>))(?:(<v>)({_TEXT})</v>|(<v ?/>))?+)"
    r")</c>)?+)",
    re.ASCII,
)
"""Blank cells and the cell behind them, if there is one: the whole, column, style, inline text, type, value, formula
with its tags, formula, tag of the result, result, empty result. Blanks that end a row are a match too, so that each is
looked at once."""
_ODD_REFERENCE = re.compile(
    "&(?!(?:amp|lt|gt|quot|apos|#(?:9|10|13|3[2-9]|[4-9][0-9]|[1-9][0-9]{2,3}|[1-4][0-9]{4}));)", re.ASCII
)
"""What XML does not know of itself, and characters that are seldom written so: the parser takes them."""
_FIRST_PIECE, _PIECE = 16_384, 524_288
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
        size = _FIRST_PIECE
        while self.at < self._end and self._data.startswith(_OPEN, self.at):
            cut = self._data.find(_CLOSE, self.at + size, self._end)
            stop, size = self._end if cut < 0 else cut + len(_CLOSE), _PIECE
            yield from self._read_piece(stop)
            if self.at < stop:
                return

    def _read_piece(self, stop: int) -> Iterator[tuple[RawCell, ...]]:
        """Read the rows up to a place between two rows, or up to the first that is not written as we know it."""
        start = self.at
        piece = self._data[start:stop]
        if _NEVER_IN_TEXT in piece or len(piece.translate(None, _NO_TEXT)) < len(piece):
            return
        text = piece.decode()
        if _ODD_REFERENCE.search(text):
            return
        at = 0
        while opened := _ROW.match(text, at):
            row = parse_row(opened[1], self.last)
            content = after = opened.end()
            cells: list[RawCell] = []
            if not opened[2]:
                end = text.find("</row>", content)
                after = end + len(_CLOSE)
                try:
                    cells = self._read_cells(text, (content, end), row)
                except _UnfamiliarError:
                    break
            at, self.last = after, row
            self.count += 1
            if cells:
                yield tuple(cells)
        self.at = stop if at == len(text) else start + len(text[:at].encode())

    def _read_cells(self, text: str, span: tuple[int, int], row: int) -> list[RawCell]:
        """Read the cells of a row.

        Raises:
            _UnfamiliarError: something in it is none of our tokens.
        """
        cells: list[RawCell] = []
        at, end = span
        before = 0
        for token in _CELL.findall(text, at, end):
            at += len(token[0])
            if not token[1]:
                continue
            column = parse_column(token[1])
            if column <= before:
                raise _UnfamiliarError
            before = column
            if inline := token[3]:
                plain = _label(inline) if "&" in inline or "_x" in inline else inline
                cells.append(_new_cell(RawCell, (row, column, _IS_TEXT, plain, "", "")))
            else:
                cell = self._read_cell(token, (row, column))
                if cell:
                    cells.append(cell)
        if at != end:
            raise _UnfamiliarError
        return cells

    def _read_cell(self, token: tuple[str, ...], place: tuple[int, int]) -> RawCell | None:
        """Read a cell with a value or a formula; None for one with an empty inline text."""
        whole, _, style, _, kind, plain, tagged, formula, result_tag, result, empty = token
        if tagged:
            value = decode_references(result) if result_tag or empty else None
            return self.stored.read(place, kind or "n", value, formula or "=", style)
        if kind == "s":
            return self.stored.shared(place, decode_references(plain))
        if whole.endswith("</is></c>"):
            return None
        return self.stored.read(place, kind or "n", decode_references(plain), "", style)


@lru_cache(maxsize=4_096)
def _label(text: str) -> str:
    """Give an inline text; labels come again and again, in row after row and file after file."""
    return unescape(decode_references(text))

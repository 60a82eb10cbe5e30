"""What the stored value of a cell means: its kind and its text, as our reader takes both from a sheet."""

import re
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite

from toolkit.excel.dates import date_text, is_date_format
from toolkit.model.raw import CellKind, RawCell

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_KINDS = {"e": CellKind.ERROR, "d": CellKind.DATE, "str": CellKind.TEXT}
_BOOLEANS = {"1": "1", "true": "1", "0": "0", "false": "0"}
_NUMBER = re.compile(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*\Z")
_LAST_COLUMN = 16_384
_LAST_ROW = 1_048_576
_LETTERS = re.compile(r"[A-Za-z]{1,3}\Z")

Place = tuple[int, int]
"""Row and column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What the cells of a workbook refer to.

    Attributes:
        strings: the shared texts, by index.
        formats: number format of each cell style, by its index; empty for General.
        counts_from_1904: whether its dates count from 1904.
    """

    strings: list[str]
    formats: tuple[str, ...]
    counts_from_1904: bool

    def format_of(self, style: str) -> str:
        """Give the number format of a style, which may be empty."""
        number = int(style) if style.isdecimal() and style.isascii() else -1
        return self.formats[number] if 0 <= number < len(self.formats) else ""

    def read(self, place: Place, kind: str, value: str | None, formula: str, style: str) -> RawCell | None:
        """Make the cell of what is stored: the type, the value, the formula and the style as the file writes them.

        Returns:
            None where there is nothing but a style.
        """
        number_format = self.format_of(style)
        if value is None or (value == "" and kind == "n"):
            return text_cell(place, CellKind.UNCALCULATED, "", formula, number_format) if formula else None
        if kind == "s":
            return self.shared(place, value, number_format)
        if kind == "b":
            return boolean_cell(place, value, formula, number_format)
        found, text = _KINDS.get(kind, CellKind.TEXT), unescape(value)
        if kind == "n":
            found, text = number_kind(value), value
            if number_format and is_date_format(number_format):
                found = CellKind.DATE
                text = date_text(value, number_format, counts_from_1904=self.counts_from_1904)
        return text_cell(place, found, text, formula, number_format)

    def shared(self, place: Place, index: str, number_format: str = "") -> RawCell | None:
        """Make the cell of a shared text; an index that leads nowhere is an error value."""
        if not index.isdecimal() or int(index) >= len(self.strings):
            return RawCell(place[0], place[1], CellKind.ERROR, f"#SST[{index}]", "", number_format)
        text = self.strings[int(index)]
        return RawCell(place[0], place[1], CellKind.TEXT, text, "", number_format) if text else None


def text_cell(place: Place, kind: CellKind, text: str, formula: str, number_format: str) -> RawCell | None:
    """Make a cell; None for an empty text that no formula gives."""
    if kind is CellKind.TEXT and not text and not formula:
        return None
    return RawCell(place[0], place[1], kind, text, formula, number_format)


def unescape(text: str) -> str:
    """Decode `_x000D_`, as spreadsheet programs write what XML cannot hold; half a character becomes `�`."""
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return decoded.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def number_kind(text: str) -> CellKind:
    """Tell a stored number from what stands in the place of one and can be none, such as `NaN` or `1e999`."""
    return CellKind.NUMBER if _NUMBER.match(text) and isfinite(float(text)) else CellKind.ERROR


def boolean_cell(place: Place, text: str, formula: str, number_format: str) -> RawCell:
    """Make the cell of a stored truth value; what is none is an error value."""
    value = _BOOLEANS.get(text.strip().lower())
    kind = CellKind.ERROR if value is None else CellKind.BOOLEAN
    return RawCell(place[0], place[1], kind, text if value is None else value, formula, number_format)


def parse_row(reference: str | None, last: int) -> int:
    """Read the number of a row; without one it follows the row before.

    Raises:
        ValueError: it is none, or beyond the sheet.
    """
    row = last + 1 if reference is None else int(reference)
    if not 1 <= row <= _LAST_ROW:
        raise ValueError(reference)
    return row


@lru_cache(maxsize=20_000)
def parse_column(letters: str) -> int:
    """Read the number of the column `G`.

    Raises:
        ValueError: it is none, or beyond the sheet.
    """
    column = 0
    for letter in letters.upper() if _LETTERS.match(letters) else "":
        column = column * 26 + ord(letter) - 64
    if not 1 <= column <= _LAST_COLUMN:
        raise ValueError(letters)
    return column


def require_single(cells: list[RawCell]) -> tuple[RawCell, ...]:
    """Give the cells of a row.

    Raises:
        ValueError: two stand in one place, of which neither may win silently.
    """
    if len({cell[1] for cell in cells}) < len(cells):
        raise ValueError(cells[0].row)
    return tuple(cells)

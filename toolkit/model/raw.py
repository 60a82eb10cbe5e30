"""A workbook as it was read: text, kind, formula and format of each cell, nothing interpreted."""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from toolkit.model.places import cell_name


class CellKind(StrEnum):
    """What a cell holds, as stored."""

    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    ERROR = "error"
    DATE = "date"
    UNCALCULATED = "uncalculated"


_REFERENCE = re.compile(r"&(#?\w+);")


class _Characters(dict[str, str]):
    """The character that each reference of XML stands for, read once; what is none stays as it is."""

    def __missing__(self, reference: str) -> str:
        number = reference.removeprefix("#")
        is_known = number != reference and number.isdecimal() and int(number) <= sys.maxunicode
        character = self[reference] = chr(int(number)) if is_known else f"&{reference};"
        return character


_CHARACTERS = _Characters(amp="&", lt="<", gt=">", quot='"', apos="'")


def decode_references(text: str) -> str:
    """Put the characters in the place of the references to them (`&amp;`, `&#233;`) of a text as XML writes it."""
    if "&" not in text:
        return text
    parts = _REFERENCE.split(text)
    parts[1::2] = map(_CHARACTERS.__getitem__, parts[1::2])
    return "".join(parts)


class RawCell(NamedTuple):
    """A cell that holds something. A tuple and not a dataclass: a return has thousands of them.

    Attributes:
        text: the stored text; a number as the file writes it (`33.9`), a boolean as `1` or `0`, a date as
            `2018-04-03`, with `T12:30:00` where it has a time.
        formula: the formula without `=`, as XML has it (`A1&gt;0`): most are never shown; empty when there is none.
        number_format: format code of the cell; empty for General.
    """

    row: int
    column: int
    kind: CellKind
    text: str
    formula: str = ""
    number_format: str = ""

    @property
    def formula_text(self) -> str:
        """The formula as it is typed, with its `=`."""
        return f"={decode_references(self.formula)}"

    @property
    def name(self) -> str:
        """The cell as `G12`."""
        return cell_name(self.row, self.column)


class Remark(NamedTuple):
    """Something that a reader noticed about a file that it could read.

    Attributes:
        cause: short English slug, such as `other_format`.
        detail: what was met, in words.
        read: the raw text found, where it is about a cell.
    """

    cause: str
    detail: str = ""
    sheet: str = ""
    cell: str = ""
    read: str = ""


class Concealed(NamedTuple):
    """What hides cells of a sheet: merged areas as `A1:B2`, and how many rows are hidden."""

    merged: tuple[str, ...] = ()
    hidden_rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSheet:
    """A sheet whose rows are read when asked for: each call streams the sheet from its top.

    Attributes:
        read_concealed: gives what is merged or hidden, once all rows have been read.
    """

    name: str
    read_rows: Callable[[], Iterator[tuple[RawCell, ...]]]
    is_hidden: bool = False
    read_concealed: Callable[[], Concealed] = Concealed


@dataclass(frozen=True, slots=True, kw_only=True)
class RawWorkbook:
    """A workbook opened for reading.

    Attributes:
        properties: custom document properties by name.
        modified: last saved, ISO 8601 as stored; empty when the file does not say.
        editor: program that saved it, as it names itself.
        remarks: what the reader noticed when it opened the file.
    """

    sheets: tuple[RawSheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    modified: str = ""
    editor: str = ""
    remarks: tuple[Remark, ...] = ()

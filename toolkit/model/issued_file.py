"""What a written workbook turned out to hold when it was read back, before it is sent out."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedSheet:
    """One sheet as it stands in the file.

    Attributes:
        state: `visible`, `hidden` or `veryHidden`.
        identity: what A2 holds.
        keys: texts of the first column below the header of the table, from top to bottom.
        last_row, last_column: the last cell written, counted from 1.
        unlocked: names of the cells that a partner can type in.
        is_protected: whether the sheet is protected and lets the cursor enter unlocked cells.
        formulas: of cells, validations and lists; one of all that differ by the number of their own row only.
        bare_formulas: cells whose formula has no stored result.
        links: cell and target of each link within the workbook.
        concealed: what is merged or hidden, in words of the file (`A1:B2`, `row 7`, `column 3`).
    """

    name: str
    state: str
    identity: str
    keys: tuple[str, ...]
    last_row: int
    last_column: int
    unlocked: frozenset[str]
    is_protected: bool
    formulas: tuple[str, ...]
    bare_formulas: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    concealed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedFile:
    """A written workbook.

    Attributes:
        parts: names of the parts of the archive.
        identities: each place beside A2 that names the identity, with what it names.
        defined_names: all of them, print titles and filters included.
        outside_targets: targets of relations that leave the file.
        texts: every text of the file, once, with the part that holds it first.
    """

    name: str
    size: int
    parts: tuple[str, ...]
    sheets: tuple[IssuedSheet, ...]
    identities: tuple[tuple[str, str], ...]
    defined_names: tuple[str, ...]
    outside_targets: tuple[str, ...]
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """What the workbook of a partner has to hold.

    Attributes:
        keys: row keys of all its requests.
        sheets: names in their order.
        inputs: by sheet, the cells that the partner is to type in.
    """

    file: str
    partner: str
    identity: str
    keys: tuple[str, ...]
    sheets: tuple[str, ...]
    inputs: Mapping[str, frozenset[str]]

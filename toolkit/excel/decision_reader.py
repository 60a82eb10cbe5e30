"""Reads what the coordinator typed into a consolidated workbook, beside findings, contradictions and returns."""

import re
from collections.abc import Iterator, Mapping

from toolkit.analysis.numbers import plain, stored_number
from toolkit.errors import UnreadableFileError
from toolkit.excel.workbook_reader import read_workbook
from toolkit.layout.decisions import (
    LOST_COLUMNS,
    LOST_REFERENCE,
    OTHER_WORKBOOK,
    TYPED_ROLES,
    TypedDecision,
    decision_roles,
    parse_decision,
)
from toolkit.layout.keys import tidy_label
from toolkit.model.raw import CellKind, RawCell, RawSheet

_LIKE_THOUSANDS = re.compile(r"-?\d{1,3}\.\d{3}")
_NEEDED = frozenset(("decision", "reference"))
_TELLING = 3
"""So many of the columns in one row are a header, even when others of them are gone."""


def read_typed_decisions(data: bytes, day: str) -> Iterator[TypedDecision]:
    """Yield what was typed, sheet by sheet, from the top; rows in which nothing was typed are left out.

    Args:
        data: the workbook.
        day: when it was last saved, ISO.

    Raises:
        UnreadableFileError: it is no workbook, damaged or another one, or something is typed that cannot be taken
            over: columns are gone, or the reference of its row.
    """
    roles = decision_roles()
    has_columns = False
    for sheet in read_workbook(data)[1].sheets:
        columns: dict[int, str] = {}
        for row in sheet.read_rows():
            if columns:
                yield from _read_row(row, columns, sheet, day)
                continue
            columns = _find_columns(row, roles, sheet)
            has_columns = has_columns or bool(columns)
    if not has_columns:
        raise UnreadableFileError(OTHER_WORKBOOK)


def _read_row(
    row: tuple[RawCell, ...], columns: Mapping[int, str], sheet: RawSheet, day: str
) -> Iterator[TypedDecision]:
    texts = {columns[cell.column]: _as_typed(cell, columns[cell.column]) for cell in row if cell.column in columns}
    if not any(texts.get(role, "").strip() for role in TYPED_ROLES):
        return
    place = f"sheet “{sheet.name}”, row {row[0].row}"
    decision = parse_decision(texts.get("reference", ""), texts, day)
    if decision is None:
        raise UnreadableFileError(LOST_REFERENCE, place)
    yield TypedDecision(place, decision)


def _as_typed(cell: RawCell, role: str) -> str:
    """Give the text of a cell; a formula without a result is told as it stands, a number as nobody can misread it."""
    if cell.kind is CellKind.UNCALCULATED:
        return cell.formula_text
    if cell.kind is not CellKind.NUMBER or role != "value":
        return cell.text
    try:
        number = stored_number(cell.text)
    except ValueError:
        return cell.text
    is_share = "%" in cell.number_format
    text = f"{plain(number * 100) if is_share else number:f}"
    # 1.234 in a cell for numbers is no 1,234: a zero more leaves no doubt when it is read as text.
    text = f"{text}0" if _LIKE_THOUSANDS.fullmatch(text) else text
    return f"{text} %" if is_share else text


def _find_columns(row: tuple[RawCell, ...], roles: Mapping[str, str], sheet: RawSheet) -> dict[int, str]:
    """Give the roles by column when the row is the header, else nothing.

    Raises:
        UnreadableFileError: it is the header, but a column that is needed is gone, or one is there twice.
    """
    found = {cell.column: roles[label] for cell in row if (label := tidy_label(cell.text)) in roles}
    names = set(found.values())
    if len(names) < _TELLING:
        return {}
    if not names >= _NEEDED or len(names) < len(found):
        raise UnreadableFileError(LOST_COLUMNS, f"sheet “{sheet.name}”, row {row[0].row}")
    return found

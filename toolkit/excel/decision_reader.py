"""Reads what the coordinator typed into a consolidated workbook, beside findings, contradictions and returns."""

from collections.abc import Iterator, Mapping

from toolkit.analysis.numbers import plain, stored_number, type_number
from toolkit.excel.workbook_reader import read_workbook
from toolkit.layout.decisions import TYPED_ROLES, decision_roles, parse_decision
from toolkit.layout.keys import tidy_label
from toolkit.model.decisions import Decision
from toolkit.model.raw import CellKind, RawCell, RawSheet

_NEEDED = frozenset(("decision", "reference"))


def read_typed_decisions(data: bytes, day: str) -> Iterator[Decision]:
    """Yield what was typed, sheet by sheet, from the top; rows in which nothing was typed are left out.

    Args:
        data: the workbook.
        day: when it was last saved, ISO.

    Raises:
        UnreadableFileError: it is no workbook, or damaged.
    """
    roles = decision_roles()
    for sheet in read_workbook(data)[1].sheets:
        yield from _read_sheet(sheet, roles, day)


def _read_sheet(sheet: RawSheet, roles: Mapping[str, str], day: str) -> Iterator[Decision]:
    columns: dict[int, str] = {}
    for row in sheet.read_rows():
        if not columns:
            columns = _find_columns(row, roles)
            continue
        texts = {columns[cell.column]: _typed_text(cell) for cell in row if cell.column in columns}
        if any(texts.get(role, "").strip() for role in TYPED_ROLES):
            decision = parse_decision(texts.get("reference", ""), texts, day)
            if decision is not None:
                yield decision


def _typed_text(cell: RawCell) -> str:
    """Give what was typed: 33.9 % is stored as the number 0.339 with a format."""
    if cell.kind is not CellKind.NUMBER:
        return cell.text
    number = stored_number(cell.text)
    return f"{type_number(plain(number * 100))} %" if "%" in cell.number_format else type_number(number)


def _find_columns(row: tuple[RawCell, ...], roles: Mapping[str, str]) -> dict[int, str]:
    """Give the roles by column when the row is the header, else nothing."""
    found = {cell.column: roles[label] for cell in row if (label := tidy_label(cell.text)) in roles}
    return found if set(found.values()) >= _NEEDED else {}

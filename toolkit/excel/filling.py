"""Fills copies of issued workbooks as a partner's program would: opened and saved by openpyxl, found by labels.

Only the demonstration and the damaging of copies use it. The product itself never saves a workbook that came back.
"""

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from toolkit.layout.columns import OPTIONAL_ROLES, TABLES, labels_to_roles, parse_period_header
from toolkit.layout.keys import is_free_row_key, parse_action_key, parse_request_key, tidy_label

Typed = str | int | Decimal
Row = tuple[str, str]

_HEAD_ROWS = 12
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What a partner types.

    Attributes:
        figures: by row (measure, territory), what is typed by period.
        words: by row, what is typed by the role of its column (reason, quality, comment …).
        free_rows: rows of other data, by the role of the column.
        actions: by action, the words by the role of the column.
        sort_by: role of the column by which the grids are sorted before saving; empty for none.
        saved: moment that the file says it was saved at.
    """

    figures: Mapping[Row, Mapping[str, Typed]] = field(default_factory=dict)
    words: Mapping[Row, Mapping[str, str]] = field(default_factory=dict)
    free_rows: Sequence[Mapping[str, Typed]] = ()
    actions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sort_by: str = ""
    saved: datetime


def fill_workbook(source: Path, target: Path, filling: Filling) -> int:
    """Fill a copy of an issued workbook; gives the number of cells typed.

    The same filling gives the same bytes.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(source)
    typed = sum(_fill_sheet(sheet, filling) for sheet in book.worksheets)
    target.write_bytes(save_fixed(book, filling.saved))
    return typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A table on a sheet: its header row and the columns of its roles and periods."""

    table: str
    row: int
    roles: Mapping[str, int]
    periods: Mapping[str, int]


def _fill_sheet(sheet: Worksheet, filling: Filling) -> int:
    found = find_table(sheet)
    if found is None:
        return 0
    if found.table == "grid":
        typed = _fill_grid(sheet, found, filling)
        if filling.sort_by:
            _sort_rows(sheet, found, filling.sort_by)
        return typed
    if found.table == "free_rows":
        return _fill_free_rows(sheet, found, filling.free_rows)
    return _fill_actions(sheet, found, filling.actions) if found.table == "actions" else 0


def find_table(sheet: Worksheet) -> Found | None:
    """Find one of our tables near the top of a sheet, by the labels of its header."""
    for number, row in enumerate(sheet.iter_rows(min_row=1, max_row=_HEAD_ROWS), start=1):
        labels = {tidy_label(str(cell.value)): cell.column for cell in row if cell.value is not None}
        for table in TABLES:
            known = labels_to_roles(table)
            roles = {known[label]: column for label, column in labels.items() if label in known}
            if "key" in roles and {*OPTIONAL_ROLES, *roles} >= {column.role for column in TABLES[table]}:
                parsed = {parse_period_header(label): column for label, column in labels.items()}
                periods = {period.code: column for period, column in parsed.items() if period is not None}
                return Found(table=table, row=number, roles=roles, periods=periods)
    return None


def _keys(sheet: Worksheet, found: Found) -> Iterator[tuple[int, str]]:
    for row in range(found.row + 1, sheet.max_row + 1):
        key = sheet.cell(row, found.roles["key"]).value
        if isinstance(key, str):
            yield row, key


def _fill_grid(sheet: Worksheet, found: Found, filling: Filling) -> int:
    typed = 0
    for row, key in _keys(sheet, found):
        parsed = parse_request_key(key)
        if parsed is None:
            continue
        asked = (parsed[0], parsed[2])
        for period, value in filling.figures.get(asked, {}).items():
            typed += _type(sheet, row, found.periods[period], value)
        for role, text in filling.words.get(asked, {}).items():
            typed += _type(sheet, row, found.roles[role], text)
    return typed


def _fill_free_rows(sheet: Worksheet, found: Found, rows: Sequence[Mapping[str, Typed]]) -> int:
    places = [row for row, key in _keys(sheet, found) if is_free_row_key(key)]
    if len(places) < len(rows):
        message = f"{sheet.title} has {len(places)} rows for {len(rows)} free rows"
        raise ValueError(message)
    return sum(
        _type(sheet, row, found.roles[role], value)
        for row, texts in zip(places, rows, strict=False)
        for role, value in texts.items()
    )


def _fill_actions(sheet: Worksheet, found: Found, actions: Mapping[str, Mapping[str, str]]) -> int:
    typed = 0
    for row, key in _keys(sheet, found):
        parsed = parse_action_key(key)
        for role, text in actions.get(parsed[0] if parsed else "", {}).items():
            typed += _type(sheet, row, found.roles[role], text)
    return typed


def _type(sheet: Worksheet, row: int, column: int, value: Typed) -> int:
    sheet.cell(row, column).value = float(value) if isinstance(value, Decimal) else value
    return 1


def _sort_rows(sheet: Worksheet, found: Found, role: str) -> None:
    """Sort the rows of a grid as Excel does: contents move, formulas of the row keep pointing at their own row."""
    rows = [row for row, _ in _keys(sheet, found)]
    columns = [column for column in range(1, sheet.max_column + 1) if column != found.roles["state"]]
    contents = [[sheet.cell(row, column).value for column in columns] for row in rows]
    position = columns.index(found.roles[role])
    contents.sort(key=lambda values: str(values[position]))
    for row, values in zip(rows, contents, strict=True):
        for column, value in zip(columns, values, strict=True):
            sheet.cell(row, column).value = value


def save_fixed(book: Workbook, saved: datetime) -> bytes:
    """Save a workbook so that neither its bytes nor its properties depend on the clock."""
    raw, fixed = BytesIO(), BytesIO()
    book.save(raw)
    stamp = saved.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", data)
            copy = zipfile.ZipInfo(entry.filename, date_time=_EPOCH)
            copy.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(copy, data)
    return fixed.getvalue()

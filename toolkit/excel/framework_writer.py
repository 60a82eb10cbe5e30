"""Writes a framework as a workbook with one sheet a table, with notes and drop-downs. Must not judge it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from toolkit.analysis.framework_values import read_number
from toolkit.model.framework import Table
from toolkit.model.framework_columns import Column, TableSchema
from toolkit.model.framework_schema import FRAMEWORK_TABLES
from toolkit.model.places import Location, column_letters
from toolkit.wording import Wording, phrase

_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # no clock: the same tables give the same bytes
_LAST_ROW = 5000
_SPARE_ROWS = 1000
_NARROWEST, _WIDEST = 10, 60
_NOTE_WIDTH, _NOTE_HEIGHT = 260, 120
_LONGEST_LITERAL_LIST = 255

_REQUIRED = phrase("Required in every row.")
_REFERS = phrase("A code of the sheet {table}.")
_CHOICES = phrase("One of: {choices}")
_NUMBER = phrase("A plain figure, without spaces or unit.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Styles:
    header: Format
    required_header: Format
    text: Format


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """What every sheet is written with: the book, all tables by name, and the words of the notes."""

    book: Workbook
    tables: dict[str, Table]
    styles: _Styles
    wording: Wording


def write_framework_workbook(path: Path, tables: Iterable[Table], wording: Wording) -> None:
    """Write a framework workbook; reading it gives the same cells.

    A declared table that is not given gets a sheet with its headers. Codes and labels are text, whatever
    they look like; only columns of figures hold numbers.

    Raises:
        OSError: the file cannot be written.
        RuntimeError: XlsxWriter could not write something, and would have left it out.
    """
    given = {table.name: table for table in tables}
    all_tables = {name: given.get(name) or _empty_table(schema) for name, schema in FRAMEWORK_TABLES.items()}
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": _CREATED, "title": wording.say(phrase("Evaluation framework"))})
        draft = _Draft(book=book, tables=all_tables, styles=_make_styles(book), wording=wording)
        for name in all_tables:
            _write_sheet(draft, name)
    # Written by ourselves, so that a file that is open elsewhere is an OSError and no exception of the library.
    path.write_bytes(content.getvalue())


def _empty_table(schema: TableSchema) -> Table:
    columns = tuple(column.name for column in schema.columns)
    return Table(name=schema.name, columns=columns, rows=(), location=Location())


def _make_styles(book: Workbook) -> _Styles:
    header = {"bold": True, "bg_color": "#D9E2EF", "border": 1, "border_color": "#5B6B80", "valign": "top"}
    return _Styles(
        header=book.add_format(header),
        required_header=book.add_format({**header, "bg_color": "#1F3A5F", "font_color": "#FFFFFF"}),
        # The text format keeps codes typed later, such as 1.10, from turning into numbers or dates.
        text=book.add_format({"num_format": "@"}),
    )


def _write_sheet(draft: _Draft, name: str) -> None:
    table, schema = draft.tables[name], FRAMEWORK_TABLES[name]
    sheet = draft.book.add_worksheet(name)
    for position, header in enumerate(table.columns):
        column = schema.column(header)
        style = draft.styles.required_header if column and column.is_required else draft.styles.header
        _require(sheet.write_string(0, position, header, style), name, header)
        width_style = None if column and column.is_number else draft.styles.text
        _require(sheet.set_column(position, position, _width(table, header), width_style), name, header)
        if column is not None:
            _write_note(draft, sheet, position, column)
            _write_list(draft, sheet, position, column)
    _write_rows(draft, sheet, table)
    sheet.freeze_panes(1, 1)
    if table.columns:
        last = len(table.columns) - 1
        _require(sheet.autofilter(0, 0, max(_last_row(table), 1), last), name, "autofilter")
        # Codes such as 2015 are text on purpose; Excel need not mark each of them.
        cells = f"A1:{column_letters(last + 1)}{_LAST_ROW}"
        _require(sheet.ignore_errors({"number_stored_as_text": cells}), name, "ignore_errors")


def _last_row(table: Table) -> int:
    """Give the row of the last filled cell, counted from 0 as XlsxWriter does."""
    return len(table.rows)


def _write_rows(draft: _Draft, sheet: Worksheet, table: Table) -> None:
    schema = FRAMEWORK_TABLES[table.name]
    numbers = {column.name for column in schema.columns if column.is_number}
    first_of = {header: table.columns.index(header) for header in table.columns}
    for number, row in enumerate(table.rows, start=1):
        for header, position in first_of.items():
            text = row.values.get(header, "")
            figure = read_number(text) if header in numbers else None
            if not text:
                continue
            # 33.90 would come back as 33.9: what is not the shortest form stays as it was typed.
            if figure is not None and f"{figure.normalize():f}" == text:
                _require(sheet.write_number(number, position, float(figure)), table.name, header)
            else:
                _require(sheet.write_string(number, position, text, draft.styles.text), table.name, header)


def _write_note(draft: _Draft, sheet: Worksheet, position: int, column: Column) -> None:
    say = draft.wording.say
    lines = [say(column.description)]
    if column.is_required:
        lines.append(say(_REQUIRED))
    if column.refers_to and not column.is_list:
        lines.append(say(_REFERS, table=column.refers_to))
    if column.choices:
        lines.append(say(_CHOICES, choices=", ".join(column.choices)))
    if column.is_number:
        lines.append(say(_NUMBER))
    size = {"width": _NOTE_WIDTH, "height": _NOTE_HEIGHT, "author": ""}
    _require(sheet.write_comment(0, position, "\n".join(lines), size), sheet.get_name(), column.name)


def _write_list(draft: _Draft, sheet: Worksheet, position: int, column: Column) -> None:
    """Give a column the drop-down of its codes; a cell for several codes can have none."""
    source = _list_source(draft, column)
    if source is None:
        return
    rule = {"validate": "list", "source": source}
    last = max(_LAST_ROW, len(draft.tables[sheet.get_name()].rows) + _SPARE_ROWS) - 1
    _require(sheet.data_validation(1, position, last, position, rule), sheet.get_name(), column.name)


def _list_source(draft: _Draft, column: Column) -> list[str] | str | None:
    if column.choices:
        literal = ",".join(column.choices)
        return list(column.choices) if len(literal) <= _LONGEST_LITERAL_LIST else None
    if not column.refers_to or column.is_list:
        return None
    table = draft.tables[column.refers_to]
    code_column = FRAMEWORK_TABLES[column.refers_to].code_column
    if code_column not in table.columns:
        return None
    letters = column_letters(table.columns.index(code_column) + 1)
    last = max(_LAST_ROW, len(table.rows) + _SPARE_ROWS)
    return f"='{column.refers_to}'!${letters}$2:${letters}${last}"


def _width(table: Table, header: str) -> int:
    longest = max((len(row.values.get(header, "")) for row in table.rows), default=0)
    return min(max(_NARROWEST, longest + 2, len(header) + 4), _WIDEST)


def _require(code: int | None, sheet: str, what: str) -> None:
    """Stop when XlsxWriter says, by its return code, that it has left something out."""
    if code is not None and code < 0:
        message = f"XlsxWriter returned {code} for {what} on the sheet {sheet}"
        raise RuntimeError(message)

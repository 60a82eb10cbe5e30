"""What can be wrong with the cells and rows of any framework table, whatever they mean."""

from collections.abc import Iterator

from toolkit.analysis.framework_index import FrameworkIndex, code_of, text_of
from toolkit.model.findings import Finding, Rule, Severity
from toolkit.model.framework import Table, TableRow
from toolkit.model.framework_schema import FRAMEWORK_TABLES
from toolkit.wording import phrase

LONGEST_TEXT = 32_767
"""Characters of a cell that Excel keeps."""

_SHOWN = 60
_SPREADSHEET_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})

EMPTY_CELL = Rule(
    code="M106",
    slug="empty-cell",
    severity=Severity.ERROR,
    message=phrase("The column {column} of the table {table} is empty in this row."),
    expected=phrase("a text in every row of {column}"),
    remedy=phrase("Fill in the cell, or delete the whole row."),
    why=phrase("Without it the row cannot be referred to, or partners would read nothing."),
)

DUPLICATE_KEY = Rule(
    code="M107",
    slug="duplicate-key",
    severity=Severity.ERROR,
    message=phrase('The {column} "{found}" stands twice in the table {table}; first in {first}.'),
    expected=phrase("each {column} once"),
    remedy=phrase("Delete one of the two rows, or give it a code of its own."),
    why=phrase("Other tables refer to the code, and could not say which row they mean."),
)

DUPLICATE_ROW = Rule(
    code="M108",
    slug="duplicate-row",
    severity=Severity.ERROR,
    message=phrase('The table {table} says "{found}" twice ({columns}); first in {first}.'),
    expected=phrase("each combination of {columns} once"),
    remedy=phrase("Delete one of the two rows, or correct the one that means something else."),
    why=phrase("A partner would be asked twice for the same figure, or a cell would have two figures."),
)

TEXT_TOO_LONG = Rule(
    code="M109",
    slug="text-too-long",
    severity=Severity.ERROR,
    message=phrase('The text that begins with "{found}" has {length} characters; Excel keeps {most} in a cell.'),
    expected=phrase("at most {most} characters"),
    remedy=phrase("Shorten the text."),
    why=phrase("Workbooks could not show it."),
)

SPREADSHEET_ERROR = Rule(
    code="M110",
    slug="spreadsheet-error",
    severity=Severity.ERROR,
    message=phrase("The column {column} of the table {table} holds {found}: a formula that failed."),
    expected=phrase("a text or a figure"),
    remedy=phrase("Repair the formula, or type what should stand here."),
    why=phrase("The error would be mailed to partners as if it were a text."),
)

CELL_RULES = (EMPTY_CELL, DUPLICATE_KEY, DUPLICATE_ROW, TEXT_TOO_LONG, SPREADSHEET_ERROR)


def is_broken(row: TableRow, column: str) -> bool:
    """Whether a cell is reported here, so that no other check speaks of it again."""
    text = text_of(row, column)
    return text in _SPREADSHEET_ERRORS or len(text) > LONGEST_TEXT


def check_cells(index: FrameworkIndex) -> Iterator[Finding]:
    """Yield what is wrong with single cells and with rows that say the same."""
    for table in index.tables.values():
        for row in table.rows:
            yield from _check_empty_cells(table, row)
            yield from _check_texts(table, row)
        yield from _check_duplicates(table)


def _check_empty_cells(table: Table, row: TableRow) -> Iterator[Finding]:
    for column in FRAMEWORK_TABLES[table.name].columns:
        # A cell of invisible characters only counts as empty.
        if column.is_required and column.name in table.columns and not code_of(row, column.name):
            details = {"table": table.name, "column": column.name}
            yield Finding(rule=EMPTY_CELL, location=row.place(column.name), details=details)


def _check_texts(table: Table, row: TableRow) -> Iterator[Finding]:
    for column in row.values:
        text = text_of(row, column)
        details = {"table": table.name, "column": column, "found": text[:_SHOWN]}
        if len(text) > LONGEST_TEXT:
            details |= {"length": str(len(text)), "most": str(LONGEST_TEXT)}
            yield Finding(rule=TEXT_TOO_LONG, location=row.place(column), read=text[:_SHOWN], details=details)
        elif text in _SPREADSHEET_ERRORS:
            yield Finding(rule=SPREADSHEET_ERROR, location=row.place(column), read=text, details=details)


def _check_duplicates(table: Table) -> Iterator[Finding]:
    key = FRAMEWORK_TABLES[table.name].key
    if not key or not set(key) <= set(table.columns):
        return
    first: dict[tuple[str, ...], TableRow] = {}
    for row in table.rows:
        codes = tuple(code_of(row, column) for column in key)
        if not all(codes):
            continue  # an empty cell is reported as such
        if codes in first:
            yield _duplicate(table, row, first[codes])
        first.setdefault(codes, row)


def _duplicate(table: Table, row: TableRow, first: TableRow) -> Finding:
    key = FRAMEWORK_TABLES[table.name].key
    found = " | ".join(code_of(row, column) for column in key)
    details = {
        "table": table.name,
        "column": key[0],
        "columns": ", ".join(key),
        "found": found,
        "first": first.place(key[0]).cell,
    }
    rule = DUPLICATE_KEY if len(key) == 1 else DUPLICATE_ROW
    return Finding(rule=rule, location=row.place(key[0]), read=found, details=details)

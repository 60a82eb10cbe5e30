"""What can be wrong with the tables and columns of a framework, before any cell is looked at."""

from collections.abc import Iterator, Sequence

from toolkit.model.findings import Finding, Rule, Severity
from toolkit.model.framework import Table
from toolkit.model.framework_schema import FRAMEWORK_TABLES
from toolkit.model.places import Location, cell_name
from toolkit.wording import phrase

MISSING_TABLE = Rule(
    code="M101",
    slug="missing-table",
    severity=Severity.ERROR,
    message=phrase("The framework has no table {table}."),
    expected=phrase("a sheet {table}, or a file {table}.csv, with the columns {columns}"),
    remedy=phrase("Add the table, with its header row at least; `toolkit new` writes a framework that has them all."),
    why=phrase("Workbooks, accounts and reports are all made from these tables; none can be guessed."),
)

MISSING_COLUMN = Rule(
    code="M102",
    slug="missing-column",
    severity=Severity.ERROR,
    message=phrase("The table {table} has no column {column}."),
    expected=phrase("a column with the header {column} in row 1"),
    remedy=phrase("Add the column, or correct the header that stands for it."),
    why=phrase("The column is needed for every row; a misspelt header would leave it empty without a word."),
)

UNKNOWN_COLUMN = Rule(
    code="M103",
    slug="unknown-column",
    severity=Severity.NOTE,
    message=phrase('The table {table} has a column "{column}" that the toolkit does not know; it is not used.'),
    expected=phrase("one of the columns {columns}"),
    remedy=phrase("Leave it if it is your own; correct the header if it stands for one of these columns."),
    why=phrase("A misspelt header of an optional column would otherwise lose its contents without a word."),
)

DUPLICATE_COLUMN = Rule(
    code="M104",
    slug="duplicate-column",
    severity=Severity.ERROR,
    message=phrase('The table {table} has two columns "{column}"; the other is {first}.'),
    expected=phrase("one column of each name"),
    remedy=phrase("Delete or rename one of the two."),
    why=phrase("Nobody could say which of the two holds."),
)

UNKNOWN_TABLE = Rule(
    code="M105",
    slug="unknown-table",
    severity=Severity.NOTE,
    message=phrase('The toolkit does not know a table "{table}"; it is not used.'),
    expected=phrase("one of the tables {tables}"),
    remedy=phrase("Leave it if it is your own; correct its name if it stands for one of these tables."),
    why=phrase("A misspelt name of an optional table would otherwise lose its contents without a word."),
)

STRUCTURE_RULES = (MISSING_TABLE, MISSING_COLUMN, UNKNOWN_COLUMN, DUPLICATE_COLUMN, UNKNOWN_TABLE)


def check_structure(tables: Sequence[Table]) -> Iterator[Finding]:
    """Yield what is wrong with tables and headers."""
    yield from _check_missing_tables(tables)
    for table in tables:
        if table.name in FRAMEWORK_TABLES:
            yield from _check_missing_columns(table)
            yield from _check_headers(table)
        else:
            yield _unknown_table(table)


def _check_missing_tables(tables: Sequence[Table]) -> Iterator[Finding]:
    present = {table.name for table in tables}
    workbook = next((table.location.file for table in tables if table.location.sheet), "")
    for name, schema in FRAMEWORK_TABLES.items():
        if schema.is_required and name not in present:
            place = Location(file=workbook, sheet=name) if workbook else Location(file=f"{name}.csv")
            columns = ", ".join(column.name for column in schema.columns)
            yield Finding(rule=MISSING_TABLE, location=place, details={"table": name, "columns": columns})


def _check_missing_columns(table: Table) -> Iterator[Finding]:
    for column in FRAMEWORK_TABLES[table.name].columns:
        if column.is_required and column.name not in table.columns:
            details = {"table": table.name, "column": column.name}
            yield Finding(rule=MISSING_COLUMN, location=table.location, details=details)


def _check_headers(table: Table) -> Iterator[Finding]:
    schema = FRAMEWORK_TABLES[table.name]
    columns = ", ".join(column.name for column in schema.columns)
    first: dict[str, str] = {}
    for position, name in enumerate(table.columns, start=1):
        cell = cell_name(1, position)
        place = Location(file=table.location.file, sheet=table.location.sheet, cell=cell)
        details = {"table": table.name, "column": name, "columns": columns, "first": first.get(name, "")}
        if name in first and name:
            yield Finding(rule=DUPLICATE_COLUMN, location=place, read=name, details=details)
        elif schema.column(name) is None:
            yield Finding(rule=UNKNOWN_COLUMN, location=place, read=name, details=details)
        first.setdefault(name, cell)


def _unknown_table(table: Table) -> Finding:
    details = {"table": table.name, "tables": ", ".join(FRAMEWORK_TABLES)}
    return Finding(rule=UNKNOWN_TABLE, location=table.location, read=table.name, details=details)

"""The tables of a framework made ready for checks: rows by code, what is known. Must not judge."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from toolkit.analysis.framework_values import clean_text, has_invisible, plain_code, split_list
from toolkit.model.framework import Table, TableRow
from toolkit.model.framework_columns import Column
from toolkit.model.framework_schema import FRAMEWORK_TABLES
from toolkit.model.places import Location, cell_name


def text_of(row: TableRow, column: str) -> str:
    """Give a cell as it is compared: cleaned; empty when the column is absent."""
    return clean_text(row.values.get(column, ""))


def code_of(row: TableRow, column: str) -> str:
    """Give the code that a cell means, whatever invisible characters stand in it."""
    return plain_code(row.values.get(column, ""))


def is_spoiled(row: TableRow, column: str) -> bool:
    """Whether a cell holds invisible characters: one rule speaks of them, and the others keep silent."""
    return has_invisible(row.values.get(column, ""))


def place_of_header(table: Table, column: str) -> Location:
    """Give the place of a column's header; of the table when the column is absent."""
    if column not in table.columns:
        return table.location
    cell = cell_name(1, table.columns.index(column) + 1)
    return Location(file=table.location.file, sheet=table.location.sheet, cell=cell)


# Not slotted: a cached property needs the instance's dictionary.
@dataclass(frozen=True, kw_only=True)
class FrameworkIndex:
    """The tables by name, and the codes that each declares."""

    tables: Mapping[str, Table]

    @cached_property
    def codes(self) -> Mapping[str, Mapping[str, TableRow]]:
        """By table the first row of each code; a table that is absent or lacks its code column has no entry."""
        found: dict[str, Mapping[str, TableRow]] = {}
        for name, table in self.tables.items():
            column = FRAMEWORK_TABLES[name].code_column
            if column in table.columns:
                rows: dict[str, TableRow] = {}
                for row in table.rows:
                    rows.setdefault(code_of(row, column), row)
                rows.pop("", None)
                found[name] = rows
        return found

    def rows(self, name: str) -> tuple[TableRow, ...]:
        """Give the rows of a table; none when it is absent."""
        table = self.tables.get(name)
        return table.rows if table else ()

    def find(self, name: str, code: str) -> TableRow | None:
        """Give the row of a code; None when it is unknown."""
        return self.codes.get(name, {}).get(code)

    def unknown_codes(self, column: Column, row: TableRow) -> tuple[str, ...]:
        """Give the codes of a cell that the table it refers to does not declare.

        None when that table is absent: its absence is told once, not again by every cell.
        """
        known = self.codes.get(column.refers_to)
        text = code_of(row, column.name)
        if known is None or not text:
            return ()
        codes = split_list(text) if column.is_list else (text,)
        return tuple(code for code in codes if code not in known)

    def refers_well(self, table: str, column: str) -> bool:
        """Whether every cell of a referring column is filled and known.

        Who looks for codes that nobody refers to must ask: one misspelt reference is one mistake, not also
        a code without referrers.
        """
        declared = FRAMEWORK_TABLES[table].column(column)
        if declared is None or table not in self.tables or column not in self.tables[table].columns:
            return False
        return all(text_of(row, column) and not self.unknown_codes(declared, row) for row in self.rows(table))


def index_tables(tables: Iterable[Table]) -> FrameworkIndex:
    """Index the declared tables; others are left out."""
    return FrameworkIndex(tables={table.name: table for table in tables if table.name in FRAMEWORK_TABLES})

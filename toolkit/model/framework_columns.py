"""What a table of a framework and a column of it are. Must not name a table."""

from collections.abc import Iterable
from dataclasses import dataclass

LIST_SEPARATOR = ";"
"""Stands between the codes of a cell that holds several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a framework table.

    Attributes:
        description: what goes in it; key of the catalogue.
        is_required: the column must be there and no cell of it may be empty.
        is_key: it is part of what tells the rows of the table apart.
        refers_to: table whose codes it takes; empty when it takes none.
        choices: the only texts it takes; empty when it takes any.
        is_number: takes plain decimals.
        is_period: takes periods in their canonical form.
        is_list: takes several codes, joined by `LIST_SEPARATOR`.
    """

    name: str
    description: str
    is_required: bool = False
    is_key: bool = False
    refers_to: str = ""
    choices: tuple[str, ...] = ()
    is_number: bool = False
    is_period: bool = False
    is_list: bool = False

    @property
    def holds_codes(self) -> bool:
        """Whether its cells are codes that must match others letter by letter."""
        return self.is_key or bool(self.refers_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSchema:
    """A framework table.

    Attributes:
        description: what one row is; key of the catalogue.
        is_required: a framework cannot do without it; it may still have no row.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    is_required: bool = True

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell its rows apart; none when rows may be alike."""
        return tuple(column.name for column in self.columns if column.is_key)

    @property
    def code_column(self) -> str:
        """The one column whose codes other tables refer to; empty when there is none."""
        return self.key[0] if len(self.key) == 1 else ""

    def column(self, name: str) -> Column | None:
        """Give a declared column; None when the name is not declared."""
        return next((column for column in self.columns if column.name == name), None)


def refer_column(table: str, name: str, description: str, *, is_key: bool = False, is_required: bool = True) -> Column:
    """Declare a column that takes the codes of a table."""
    return Column(name=name, description=description, refers_to=table, is_key=is_key, is_required=is_required)


def code_column(name: str, description: str) -> Column:
    """Declare the column that tells the rows apart."""
    return Column(name=name, description=description, is_key=True, is_required=True)


def text_column(name: str, description: str) -> Column:
    """Declare a column that takes any text or none."""
    return Column(name=name, description=description)


def label_column(name: str, description: str) -> Column:
    """Declare a column that takes any text but none."""
    return Column(name=name, description=description, is_required=True)


def choice_column(name: str, choices: Iterable[str], description: str, *, is_required: bool = False) -> Column:
    """Declare a column that takes one of a few texts."""
    return Column(name=name, description=description, choices=tuple(choices), is_required=is_required)


def number_column(name: str, description: str) -> Column:
    """Declare a column that takes plain decimals."""
    return Column(name=name, description=description, is_number=True)

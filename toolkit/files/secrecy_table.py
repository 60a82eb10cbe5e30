"""Writes the review list of statistical secrecy as a table: `secrecy.csv`. It holds what a publication must not."""

from pathlib import Path

from toolkit.files.csv_tables import Row, write_csv
from toolkit.model.framework import Framework
from toolkit.model.secrecy import SECRECY_COLUMNS, SecrecyRow

SECRECY = "secrecy.csv"

_BETWEEN_FORMULAS = "; "


def write_secrecy(path: Path, rows: tuple[SecrecyRow, ...], framework: Framework) -> None:
    """Write the review list of small counts and of the figures that would give them back."""
    write_csv(path, SECRECY_COLUMNS, (_secrecy_row(row, framework) for row in rows))


def _secrecy_row(row: SecrecyRow, framework: Framework) -> Row:
    point = row.point
    return (
        point.measure,
        point.partner,
        row.territory,
        point.period,
        point.value,
        row.role.value,
        _BETWEEN_FORMULAS.join(row.given_back_by),
        point.action,
        point.indicator,
        framework.measures[point.measure].counted,
        point.file,
        point.sha256,
        point.sheet,
        point.cell,
    )

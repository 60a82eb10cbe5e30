"""Writes what the figures say over time: `series.csv`, `action_readings.csv`, `gaps.csv`, `key_figures.csv`."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from toolkit.files.csv_tables import write_csv
from toolkit.model.evolution_columns import ACTION_READING_COLUMNS, GAP_COLUMNS, KEY_FIGURE_COLUMNS, SERIES_COLUMNS
from toolkit.model.summaries import Evolution

SERIES, ACTION_READINGS, GAPS, KEY_FIGURES = "series.csv", "action_readings.csv", "gaps.csv", "key_figures.csv"


def write_evolution(folder: Path, evolution: Evolution) -> None:
    """Write the four tables into a folder; several entries of one cell are joined by semicolons."""
    _write(folder / SERIES, SERIES_COLUMNS, evolution.series)
    _write(folder / ACTION_READINGS, ACTION_READING_COLUMNS, evolution.actions)
    _write(folder / GAPS, GAP_COLUMNS, evolution.gaps)
    _write(folder / KEY_FIGURES, KEY_FIGURE_COLUMNS, evolution.key_figures)


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[object]) -> None:
    write_csv(path, columns, ([_as_cell(getattr(row, column)) for column in columns] for row in rows))


def _as_cell(value: object) -> str | Decimal | int | None:
    match value:
        case tuple():
            return ";".join(value)
        case None | str() | Decimal() | int():
            return value
    raise TypeError(type(value))

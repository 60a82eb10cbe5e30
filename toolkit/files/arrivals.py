"""Reads the dates of arrival that the coordinator enters in received.csv."""

from pathlib import Path

from toolkit.files.coordinator_tables import read_day, read_typed_table

RECEIVED = "received.csv"
_FILE, _DATE = "file", "received_at"


def read_arrivals(folder: Path) -> dict[str, str]:
    """Give the ISO date of arrival of each file; empty without `received.csv`.

    Raises:
        ToolkitError: a column is missing, or a date is no date.
    """
    return {
        row[_FILE]: read_day(row[_DATE], place).isoformat()
        for place, row in read_typed_table(folder / RECEIVED, (_FILE, _DATE))
        if row[_FILE] and row[_DATE]
    }

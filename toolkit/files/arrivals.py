"""Reads the dates of arrival that the coordinator enters in received.csv."""

from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.files.coordinator_tables import read_day, read_typed_table

RECEIVED = "received.csv"
_FILE, _DATE = "file", "received_at"


def read_arrivals(folder: Path) -> dict[str, str]:
    """Give the ISO date of arrival of each file; empty without `received.csv`.

    Raises:
        ToolkitError: a column is missing, a date is no date, or a file has two of them.
    """
    days: dict[str, str] = {}
    for place, row in read_typed_table(folder / RECEIVED, (_FILE, _DATE)):
        if row[_FILE] and row[_DATE]:
            day = read_day(row[_DATE], place).isoformat()
            if days.setdefault(row[_FILE], day) != day:
                message = f"{place}: {row[_FILE]} arrives on {day} here, and on {days[row[_FILE]]} above; keep one."
                raise ToolkitError(message)
    return days

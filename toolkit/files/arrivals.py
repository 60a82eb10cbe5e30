"""Reads the dates of arrival that the coordinator enters in received.csv, in whatever form her Excel saves it."""

import csv
import re
from datetime import datetime
from io import StringIO
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.files.typed_tables import decode

RECEIVED = "received.csv"
_FILE, _DATE = "file", "received_at"
_FRENCH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z")


def read_arrivals(folder: Path) -> dict[str, str]:
    """Give the ISO date of arrival of each file; empty without `received.csv`.

    Commas or semicolons, UTF-8 or the Windows code page, dates as `2020-11-30` or `30/11/2020` are all read.

    Raises:
        ToolkitError: a column is missing, or a date is no date.
    """
    path = folder / RECEIVED
    if not path.is_file():
        return {}
    text = decode(path.read_bytes())
    delimiter = ";" if ";" in text.split("\n", 1)[0] else ","
    dates = {}
    for number, row in enumerate(csv.DictReader(StringIO(text, newline=""), delimiter=delimiter), start=2):
        name, day = row.get(_FILE), row.get(_DATE)
        if name is None or day is None:
            message = f"{path} needs the columns {_FILE} and {_DATE}; its first line must name them."
            raise ToolkitError(message)
        if name.strip() and day.strip():
            dates[name.strip()] = _read_day(day.strip(), f"{path}, line {number}")
    return dates


def _read_day(text: str, place: str) -> str:
    if match := _FRENCH_DAY.match(text):
        text = f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}"
    try:
        return datetime.fromisoformat(text).strftime("%Y-%m-%d")
    except ValueError:
        message = f"{place}: “{text}” is no date; write it as 2020-11-30 or 30/11/2020."
        raise ToolkitError(message) from None

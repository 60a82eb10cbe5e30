"""Reads and writes confirmed.csv: whose figures the coordinator says are in files that only their labels tell."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.files.csv_tables import write_csv

CONFIRMED = "confirmed.csv"
_COLUMNS = ("sha256", "file", "partner", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """One file, known by its content, with the partner whose figures it holds."""

    sha256: str
    file: str
    partner: str
    date: str


def read_confirmed(folder: Path) -> dict[str, str]:
    """Give the partner confirmed for each content, by its SHA-256; empty without `confirmed.csv`.

    Raises:
        ToolkitError: the file cannot be read, or lacks a column.
    """
    return {each.sha256: each.partner for each in _read(folder / CONFIRMED)}


def save_confirmation(folder: Path, confirmation: Confirmation) -> None:
    """Add a confirmation, in place of an earlier one of the same content.

    Raises:
        ToolkitError: the file cannot be read or written, or lacks a column.
    """
    path = folder / CONFIRMED
    kept = [each for each in _read(path) if each.sha256 != confirmation.sha256]
    draft = path.with_suffix(".tmp")
    rows = [(each.sha256, each.file, each.partner, each.date) for each in (*kept, confirmation)]
    try:
        write_csv(draft, _COLUMNS, rows)
        draft.replace(path)
    except OSError as error:
        message = f"{path} cannot be written ({error.strerror}); close it where it is open, then retry."
        raise ToolkitError(message) from error


def _read(path: Path) -> Iterator[Confirmation]:
    if not path.is_file():
        return
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    delimiter = ";" if ";" in text.split("\n", 1)[0] else ","
    for row in csv.DictReader(StringIO(text, newline=""), delimiter=delimiter):
        if any(row.get(column) is None for column in _COLUMNS):
            message = f"{path} needs the columns {', '.join(_COLUMNS)}; its first line must name them."
            raise ToolkitError(message)
        sha256, file, partner, day = (row[column].strip() for column in _COLUMNS)
        if sha256 and partner:
            yield Confirmation(sha256=sha256.lower(), file=file, partner=partner, date=day)

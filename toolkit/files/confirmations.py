"""Reads and writes confirmed.csv: whose figures the coordinator says are in files that only their labels tell."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.files.coordinator_tables import read_typed_table
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
    """Add a confirmation, in place of an earlier one of the same content; all other rows stay as they were typed.

    Raises:
        ToolkitError: the file cannot be read or written, or lacks a column.
    """
    path = folder / CONFIRMED
    kept = [row for _, row in read_typed_table(path, _COLUMNS) if row["sha256"].lower() != confirmation.sha256]
    further = dict.fromkeys(column for row in kept for column in row if column and column not in _COLUMNS)
    columns = (*_COLUMNS, *further)
    draft = path.with_suffix(".tmp")
    try:
        write_csv(
            draft, columns, [[row.get(column, "") for column in columns] for row in (*kept, asdict(confirmation))]
        )
        draft.replace(path)
    except OSError as error:
        message = f"{path} cannot be written ({error.strerror}); close it where it is open, then retry."
        raise ToolkitError(message) from error


def _read(path: Path) -> Iterator[Confirmation]:
    for _, row in read_typed_table(path, _COLUMNS):
        sha256, file, partner, day = (row[column] for column in _COLUMNS)
        if sha256 and partner:
            yield Confirmation(sha256=sha256.lower(), file=file, partner=partner, date=day)

"""Reads and writes decisions.csv, which the coordinator may edit; lines are only ever added by a merge."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.files.coordinator_tables import read_day, read_typed_table
from toolkit.files.csv_tables import write_csv
from toolkit.model.decisions import DECISIONS, Decision

DECISION_COLUMNS = tuple(each.name for each in fields(Decision))
_NEEDED = ("decision",)
_DAYS = ("date", "until")


def read_decisions(folder: Path) -> tuple[Decision, ...]:
    """Read all lines in their order; none without the file.

    Raises:
        ToolkitError: the file cannot be read, or a date in it is none.
    """
    return tuple(_decision(row, place) for place, row in read_typed_table(folder / DECISIONS, _NEEDED))


def _decision(row: dict[str, str], place: object) -> Decision:
    texts = {name: row.get(name, "") for name in DECISION_COLUMNS}
    texts |= {name: read_day(texts[name], place).isoformat() for name in _DAYS if texts[name]}
    return Decision(**texts)


def add_decisions(folder: Path, added: Iterable[Decision]) -> None:
    """Add lines, after those that are there, which stay as they were typed, further columns included.

    Raises:
        ToolkitError: the file cannot be read or written.
    """
    path = folder / DECISIONS
    draft = path.with_suffix(".tmp")
    typed = [row for _, row in read_typed_table(path, _NEEDED)]
    columns = tuple(dict.fromkeys((*DECISION_COLUMNS, *(name for row in typed for name in row))))
    rows = [[row.get(name, "") for name in columns] for row in (*typed, *map(asdict, added))]
    try:
        write_csv(draft, columns, rows)
        draft.replace(path)
    except OSError as error:
        message = f"{path} cannot be written ({error.strerror}); close it where it is open, then retry."
        raise ToolkitError(message) from error

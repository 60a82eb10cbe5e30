"""Reads and writes decisions.csv, which the coordinator may edit; lines are only ever added by a merge."""

import re
from collections.abc import Iterable
from dataclasses import fields
from itertools import zip_longest
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.files.coordinator_tables import TypedRow, read_day, read_typed_table
from toolkit.files.csv_tables import write_csv
from toolkit.model.decisions import DECISIONS, SHORT_DIGEST, Decision

DECISION_COLUMNS = tuple(each.name for each in fields(Decision))
_NEEDED = ("decision",)
_DAYS = ("date", "until")
_HASH = re.compile(r"[0-9a-f]{1,64}")


def read_decisions(folder: Path) -> tuple[Decision, ...]:
    """Read all lines in their order; none without the file.

    Raises:
        ToolkitError: the file cannot be read, a column was renamed, a date is none, or a hash is none.
    """
    return tuple(_decision(row, place) for place, row in _read(folder / DECISIONS))


def _read(path: Path) -> list[TypedRow]:
    rows = read_typed_table(path, _NEEDED)
    names = rows[0][1] if rows else {}
    missing = [name for name in DECISION_COLUMNS if name not in names]
    unknown = [name for name in names if name and name not in DECISION_COLUMNS]
    if missing and unknown:
        # A column of her own is welcome, but one that was renamed would take what is decided with it.
        message = (
            f"{path}, line 1: there is no column {', '.join(missing)}, and {', '.join(unknown)} is none that is known; "
            f"the columns are {', '.join(DECISION_COLUMNS)}. Nothing was changed."
        )
        raise ToolkitError(message)
    return rows


def _decision(row: dict[str, str], place: object) -> Decision:
    texts = {name: row.get(name, "") for name in DECISION_COLUMNS}
    texts |= {name: read_day(texts[name], place).isoformat() for name in _DAYS if texts[name]}
    texts |= {"sha256": texts["sha256"].lower(), "code": texts["code"].upper()}
    if texts["sha256"] and not _HASH.fullmatch(texts["sha256"]):
        message = (
            f"{place}: “{row['sha256']}” in the column sha256 is no beginning of a hash: a spreadsheet may have taken "
            f"it for a number. Copy its first {SHORT_DIGEST} characters from results/returns.csv, and import the "
            "column as text. Nothing was changed."
        )
        raise ToolkitError(message)
    return Decision(**texts)


def add_decisions(folder: Path, added: Iterable[Decision]) -> None:
    """Add lines, after those that are there; what stands in further columns stays.

    Raises:
        ToolkitError: the file cannot be read or written.
    """
    path = folder / DECISIONS
    draft = path.with_suffix(".tmp")
    typed = [row for _, row in _read(path)]
    further = tuple(dict.fromkeys(name for row in typed for name in row if name and name not in DECISION_COLUMNS))
    known = [[getattr(each, name) for name in DECISION_COLUMNS] for each in (*read_decisions(folder), *added)]
    own = [[row.get(name, "") for name in further] for row in typed]
    rows = [[*cells, *notes] for cells, notes in zip_longest(known, own, fillvalue=[""] * len(further))]
    try:
        write_csv(draft, (*DECISION_COLUMNS, *further), rows)
        draft.replace(path)
    except OSError as error:
        message = f"{path} cannot be written ({error.strerror}); close it where it is open, then retry."
        raise ToolkitError(message) from error

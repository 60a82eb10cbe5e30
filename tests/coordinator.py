"""What a coordinator does by hand between two merges: types into the consolidated workbook, notes what arrived."""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from openpyxl import load_workbook

DECIDE, VALUE, REASON, AUTHOR = "Votre décision", "Valeur à prendre", "Motif de la décision", "Décidé par"
"""Headers of the columns to decide in, in a French campaign."""


def decide(
    folder: Path, sheet: str, where: Callable[[Mapping[str, object]], bool], day: str, typed: Mapping[str, str]
) -> None:
    """Type into the only row of a sheet that a function picks by its texts, and save the workbook on a day."""
    path = folder / "results" / "consolidated.xlsx"
    book = load_workbook(path)
    page = book[sheet]
    header = next(row for row in page.iter_rows() if any(cell.value == DECIDE for cell in row))
    names = {cell.value: cell.column for cell in header}
    (row,) = (
        each
        for each in page.iter_rows(min_row=header[0].row + 1)
        if where({name: each[column - 1].value for name, column in names.items()})
    )
    for name, text in typed.items():
        page.cell(row[0].row, names[name]).value = text
    book.save(path)
    moment = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC).timestamp()
    os.utime(path, (moment, moment))


def signed(decision: str, reason: str, value: str = "") -> dict[str, str]:
    """Give what is typed for a decision with its reason and name."""
    typed = {DECIDE: decision, REASON: reason, AUTHOR: "A. Martin"}
    return typed | ({VALUE: value} if value else {})


def note_arrival(folder: Path, file: str, day: str) -> None:
    """Enter in received.csv when a file arrived."""
    path = folder / "received.csv"
    lines = path.read_text(encoding="utf-8") if path.is_file() else "file,received_at\n"
    path.write_text(f'{lines}"{file}",{day}\n', encoding="utf-8")

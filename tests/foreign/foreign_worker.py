"""What a worker does with a workbook that others wrote: the product's own chain, then every cell by both readers."""

import time
from dataclasses import dataclass

from toolkit.errors import UnreadableFileError
from toolkit.excel.cross_check import compare_readers
from toolkit.excel.sniffing import FileKind, sniff_kind
from toolkit.excel.workbook_reader import read_workbook
from toolkit.workflows.read_task import ReadTask
from toolkit.workflows.read_worker import read_return

_MOST_PLACES = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What became of a file: its kind, why it was refused, what the two readers see differently."""

    kind: str
    cause: str
    seconds: float
    cells: int = 0
    compared: int = 0
    differences: tuple[str, ...] = ()


def see(task: ReadTask) -> Seen:
    start = time.monotonic()
    data = task.path.read_bytes()
    kind = sniff_kind(data)
    facts = read_return(task)
    seconds = time.monotonic() - start
    if facts.cause:
        return Seen(kind=kind, cause=facts.cause, seconds=seconds)
    try:
        _, workbook = read_workbook(data)
        sheets = {
            sheet.name: {(c.row, c.column): c for row in sheet.read_rows() for c in row} for sheet in workbook.sheets
        }
    except UnreadableFileError as error:
        return Seen(kind=kind, cause=error.cause, seconds=seconds)
    places = {name: tuple(_places(cells)) for name, cells in sheets.items()} if kind is FileKind.XLSX else {}
    compared = {
        name: [(row, column, sheets[name].get((row, column))) for row, column in where]
        for name, where in places.items()
    }
    # Sheet by sheet: one that the second reader cannot read must not hide the others.
    differences = [
        f"{name}!{remark.cell}: {remark.read!r}"
        for name, cells in compared.items()
        for remark in compare_readers(data, {name: cells})
    ]
    return Seen(
        kind=kind,
        cause="",
        seconds=seconds,
        cells=sum(map(len, sheets.values())),
        compared=sum(map(len, compared.values())),
        differences=tuple(differences),
    )


def _places(cells):
    """Every place up to the last cell, blanks included; none of a sheet too large for the second reader."""
    height, width = (max((place[axis] for place in cells), default=0) for axis in (0, 1))
    if height * width > _MOST_PLACES:
        return
    yield from ((row, column) for row in range(1, height + 1) for column in range(1, width + 1))

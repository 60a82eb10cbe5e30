"""Keeps what was read of each returned file, by the hash of its content, so that it is read once.

The folder can be deleted at any time. A record of another version of the toolkit is not used.
"""

import os
from pathlib import Path
from typing import NamedTuple

import msgspec

from toolkit import __version__
from toolkit.layout.form import Form
from toolkit.layout.keys import Identity
from toolkit.model.answers import FreeRow, GridHeader, GridRow, RowWords
from toolkit.model.places import Location
from toolkit.model.raw import RawCell

RECORD_VERSION = f"{__version__}/8"


class _Row(NamedTuple):
    """A row of a grid; its header by number, which many rows share."""

    header: int
    row: int
    measure: str
    partner: str
    territory: str
    words: RowWords
    cells: dict[str, RawCell]
    labels: dict[str, str]


class _Record(msgspec.Struct):
    """A form as it is kept: without the name of its file, which may be another one tomorrow."""

    version: str
    modified: str
    editor: str
    carriers: list[tuple[str, Identity]]
    grids: list[GridHeader]
    grid_rows: list[_Row]
    free_rows: list[FreeRow]
    availability: dict[str, tuple[Location, dict[str, str]]]
    actions: list[tuple[str, Location, dict[str, str]]]
    contacts: list[tuple[str, Location, str]]
    outside: list[tuple[Location, str]]
    outside_by_sheet: dict[str, int]
    unread_sheets: list[str]
    unknown_keys: list[tuple[Location, str]]
    labelled_rows: list[_Row]


_DECODER = msgspec.json.Decoder(_Record)


def record_path(folder: Path, sha256: str) -> Path:
    """Give the place of the record of one content."""
    return folder / f"{sha256}.json"


def save_form(path: Path, form: Form, modified: str, editor: str) -> None:
    """Write what was read of a file, its places without the name of the file."""
    numbers = {id(header): number for number, header in enumerate(form.grids)}
    record = {
        "version": RECORD_VERSION,
        "modified": modified,
        "editor": editor,
        "carriers": form.carriers,
        "grids": form.grids,
        "grid_rows": [_keep_row(row, numbers) for row in form.grid_rows],
        "free_rows": form.free_rows,
        "availability": form.availability,
        "actions": form.actions,
        "contacts": form.contacts,
        "outside": form.outside,
        "outside_by_sheet": form.outside_by_sheet,
        "unread_sheets": form.unread_sheets,
        "unknown_keys": form.unknown_keys,
        "labelled_rows": [_keep_row(row, numbers) for row in form.labelled_rows],
    }
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    draft.write_bytes(msgspec.json.encode(record))
    draft.replace(path)


def load_form(path: Path, file: str) -> tuple[Form, str, str] | None:
    """Give what was read of a content, with the date and the program that its file names.

    Args:
        path: the record.
        file: name of the file that has this content now.

    Returns:
        None when there is no record, or none that this version can use.
    """
    try:
        record = _DECODER.decode(path.read_bytes())
    except (OSError, ValueError, RecursionError):  # what is damaged, or no text at all
        return None
    return (_form_of(record, file), record.modified, record.editor) if record.version == RECORD_VERSION else None


def _form_of(record: _Record, file: str) -> Form:
    form = Form(
        carriers=record.carriers,
        grids=record.grids,
        grid_rows=[_row_of(each, record.grids) for each in record.grid_rows],
        free_rows=record.free_rows,
        availability={each: (_in(file, place), texts) for each, (place, texts) in record.availability.items()},
        actions=[(action, _in(file, place), texts) for action, place, texts in record.actions],
        contacts=[(field, _in(file, place), text) for field, place, text in record.contacts],
        outside=[(_in(file, place), text) for place, text in record.outside],
        outside_by_sheet=record.outside_by_sheet,
        unread_sheets=record.unread_sheets,
        unknown_keys=[(_in(file, place), text) for place, text in record.unknown_keys],
        labelled_rows=[_row_of(each, record.grids) for each in record.labelled_rows],
    )
    for row in form.grid_rows:
        form.partners_of_keys[row.partner] = form.partners_of_keys.get(row.partner, 0) + 1
    return form


def _keep_row(row: GridRow, numbers: dict[int, int]) -> tuple[object, ...]:
    return (
        numbers[id(row.header)],
        row.row,
        row.measure,
        row.partner,
        row.territory,
        row.words,
        row.cells,
        row.labels,
    )


def _row_of(kept: _Row, grids: list[GridHeader]) -> GridRow:
    number, row, measure, partner, territory, words, cells, labels = kept
    return GridRow(
        measure=measure,
        partner=partner,
        territory=territory,
        header=grids[number],
        row=row,
        words=words,
        cells=cells,
        labels=labels,
    )


def _in(file: str, place: Location) -> Location:
    return Location(file, place.sheet, place.cell)

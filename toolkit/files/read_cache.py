"""Keeps what was read of each returned file, by the hash of its content, so that it is read once.

The folder can be deleted at any time. A record of another version of the toolkit is not used.
"""

import json
import os
from dataclasses import fields
from pathlib import Path
from typing import Any

from toolkit import __version__
from toolkit.layout.form import Form
from toolkit.layout.keys import Identity
from toolkit.model.answers import FreeRow, GridHeader, GridRow, RowWords
from toolkit.model.places import Location
from toolkit.model.raw import CellKind, RawCell

RECORD_VERSION = f"{__version__}/6"
_NO_WORDS = RowWords()
_WORDS = tuple(each.name for each in fields(RowWords))

Json = Any  # the json module gives nested lists and dicts of any shape


def record_path(folder: Path, sha256: str) -> Path:
    """Give the place of the record of one content."""
    return folder / f"{sha256}.json"


def save_form(path: Path, form: Form, modified: str, editor: str) -> None:
    """Write what was read of a file."""
    numbers = {id(header): number for number, header in enumerate(form.grids)}
    record = {
        "version": RECORD_VERSION,
        "modified": modified,
        "editor": editor,
        "carriers": [[place, each.campaign, each.partner, each.version, each.office] for place, each in form.carriers],
        "grids": [[header.sheet, dict(header.periods), dict(header.roles)] for header in form.grids],
        "rows": [_row_record(row, numbers) for row in form.grid_rows],
        "free": [_free_record(row) for row in form.free_rows],
        "availability": [[each, _place(place), dict(texts)] for each, (place, texts) in form.availability.items()],
        "actions": [[action, _place(place), dict(texts)] for action, place, texts in form.actions],
        "contacts": [[field, _place(place), text] for field, place, text in form.contacts],
        "outside": [[_place(place), text] for place, text in form.outside],
        "outside_by_sheet": form.outside_by_sheet,
        "unknown": [[_place(place), text] for place, text in form.unknown_keys],
        "unread": form.unread_sheets,
        "labelled": [_row_record(row, numbers) for row in form.labelled_rows],
    }
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    draft.write_text(json.dumps(record, ensure_ascii=True, separators=(",", ":")), encoding="ascii")
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
        record = json.loads(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    if not isinstance(record, dict) or record.get("version") != RECORD_VERSION:
        return None
    return _form_of(record, file), record["modified"], record["editor"]


def _form_of(record: Json, file: str) -> Form:
    grids = [GridHeader(sheet=sheet, periods=periods, roles=roles) for sheet, periods, roles in record["grids"]]
    form = Form(
        carriers=[
            (place, Identity(campaign=campaign, partner=partner, version=version, office=office))
            for place, campaign, partner, version, office in record["carriers"]
        ],
        grids=grids,
        grid_rows=[_row_of(each, grids) for each in record["rows"]],
        free_rows=[_free_of(each) for each in record["free"]],
        availability={each: (_location(file, place), texts) for each, place, texts in record["availability"]},
        actions=[(action, _location(file, place), texts) for action, place, texts in record["actions"]],
        contacts=[(field, _location(file, place), text) for field, place, text in record["contacts"]],
        outside=[(_location(file, place), text) for place, text in record["outside"]],
        outside_by_sheet=record["outside_by_sheet"],
        unknown_keys=[(_location(file, place), text) for place, text in record["unknown"]],
        unread_sheets=record["unread"],
        labelled_rows=[_row_of(each, grids) for each in record["labelled"]],
    )
    for row in form.grid_rows:
        form.partners_of_keys[row.partner] = form.partners_of_keys.get(row.partner, 0) + 1
    return form


def _row_record(row: GridRow, numbers: dict[int, int]) -> Json:
    cells = {period: _cell_record(cell) for period, cell in row.cells.items()}
    return [
        numbers[id(row.header)],
        row.row,
        row.measure,
        row.partner,
        row.territory,
        _words_record(row.words),
        cells,
        row.labels,
    ]


def _row_of(record: Json, grids: list[GridHeader]) -> GridRow:
    number, row, measure, partner, territory, words, cells, labels = record
    return GridRow(
        measure=measure,
        partner=partner,
        territory=territory,
        header=grids[number],
        row=row,
        words=_words_of(words),
        cells={period: _cell_of(cell) for period, cell in cells.items()},
        labels=labels,
    )


def _free_record(row: FreeRow) -> Json:
    value = None if row.value is None else _cell_record(row.value)
    words = _words_record(row.words)
    return [row.measure, row.territory, row.period, row.sheet, row.row, row.value_cell, value, words]


def _free_of(record: Json) -> FreeRow:
    measure, territory, period, sheet, row, value_cell, value, words = record
    return FreeRow(
        measure=measure,
        territory=territory,
        period=period,
        sheet=sheet,
        row=row,
        value_cell=value_cell,
        value=None if value is None else _cell_of(value),
        words=_words_of(words),
    )


def _words_record(words: RowWords) -> Json:
    return 0 if words == _NO_WORDS else [getattr(words, name) for name in _WORDS]


def _words_of(record: Json) -> RowWords:
    return _NO_WORDS if record == 0 else RowWords(**dict(zip(_WORDS, record, strict=True)))


def _cell_record(cell: RawCell) -> Json:
    return [cell.row, cell.column, cell.kind.value, cell.text, cell.formula, cell.number_format]


def _cell_of(record: Json) -> RawCell:
    row, column, kind, text, formula, number_format = record
    return RawCell(row, column, CellKind(kind), text, formula, number_format)


def _place(location: Location) -> Json:
    return [location.sheet, location.cell]


def _location(file: str, place: Json) -> Location:
    return Location(file=file, sheet=place[0], cell=place[1])

"""Finds the rows of a grid that has lost its keys: by the labels of its columns, row by row as they stand.

Whose rows they are, and which of them was asked, is not decided here; see `recognition`.
"""

from collections.abc import Mapping

from toolkit.errors import UnreadableFileError
from toolkit.layout.columns import labels_to_roles, parse_period_header
from toolkit.layout.form import MOST_ROWS, Form, Row, note_outside
from toolkit.layout.keys import tidy_label
from toolkit.layout.row_labels import LABEL_ROLES
from toolkit.model.answers import GridHeader, GridRow, RowWords
from toolkit.model.raw import RawCell, RawSheet, RawWorkbook

_HEAD_ROWS = 60
_NAMING_ROLES = ("measure", "unit", "territory")
_ROLES = labels_to_roles("grid")


def add_labelled_rows(workbook: RawWorkbook, file: str, form: Form) -> None:
    """Add to a form without a single row key the rows that only their labels tell.

    Raises:
        UnreadableFileError: a sheet turned out to be damaged while it was read, or holds too many rows.
    """
    if form.grid_rows:
        return
    for sheet in workbook.sheets:
        _add_sheet(sheet, file, form)


def _add_sheet(sheet: RawSheet, file: str, form: Form) -> None:
    rows = sheet.read_rows()
    head: list[Row] = []
    header = None
    while header is None:
        row = next(rows, None)
        if row is None or len(head) >= _HEAD_ROWS:
            return
        header = _parse_header(row, sheet.name)
        head.append(row)
    _forget(sheet.name, form)
    form.grids.append(header)
    place = (form, file, sheet.name)
    for row in head[:-1]:
        note_outside(row[1:], place)
    columns = {*header.roles.values(), *header.periods.values()}
    for row in rows:
        _add_row({cell.column: cell for cell in row}, header, form)
        note_outside((cell for cell in row if cell.column not in columns), place)


def _forget(sheet: str, form: Form) -> None:
    """Drop what was noted of a sheet while its rows were looked for by their keys."""
    form.grids[:] = [each for each in form.grids if each.sheet != sheet]
    form.unread_sheets[:] = [each for each in form.unread_sheets if each != sheet]
    form.unknown_keys[:] = [each for each in form.unknown_keys if each[0].sheet != sheet]
    form.outside[:] = [each for each in form.outside if each[0].sheet != sheet]
    form.outside_by_sheet.pop(sheet, None)


def _parse_header(row: Row, sheet: str) -> GridHeader | None:
    labels = {tidy_label(cell.text): cell.column for cell in reversed(row)}
    roles = {_ROLES[label]: column for label, column in labels.items() if label in _ROLES}
    read = [(parse_period_header(cell.text), cell.column) for cell in reversed(row)]
    periods = dict(sorted((period.code, column) for period, column in read if period is not None))
    if not periods or not all(role in roles for role in _NAMING_ROLES):
        return None
    # The place of a row is that of its key; here what names it stands in the column of the measure.
    return GridHeader(sheet=sheet, periods=periods, roles={**roles, "key": roles["measure"]})


def _add_row(cells: Mapping[int, RawCell], header: GridHeader, form: Form) -> None:
    texts = {role: cells[column].text for role, column in header.roles.items() if column in cells}
    figures = {period: cells[column] for period, column in header.periods.items() if column in cells}
    if not figures and not any(texts.values()):
        return
    if len(form.labelled_rows) >= MOST_ROWS:
        raise UnreadableFileError("too_large", f"> {MOST_ROWS} rows")
    form.labelled_rows.append(
        GridRow(
            measure="",
            partner="",
            territory="",
            header=header,
            row=next(iter(cells.values())).row,
            words=RowWords(**{name: texts[name] for name in RowWords._fields if texts.get(name, "").strip()}),
            cells=figures,
            labels={role: texts.get(role, "") for role in LABEL_ROLES if role in header.roles},
        )
    )

"""Follows the plan backwards: finds tables by their headers and rows by their keys, wherever they stand now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from toolkit.errors import UnreadableFileError
from toolkit.layout.choices import choice_code
from toolkit.layout.columns import TABLES, labels_to_roles, parse_period_header
from toolkit.layout.keys import (
    IDENTITY_PROPERTY,
    Identity,
    is_free_row_key,
    parse_action_key,
    parse_contact_key,
    parse_identity,
    parse_request_key,
    tidy_code,
    tidy_label,
)
from toolkit.layout.row_labels import LABEL_ROLES
from toolkit.layout.sheets import META_NAME
from toolkit.model.answers import FreeRow, GridHeader, GridRow, RowWords
from toolkit.model.places import Location, cell_name
from toolkit.model.raw import RawCell, RawSheet, RawWorkbook

_HEAD_ROWS = 60
_LEAST_ROLES = 3
MOST_OUTSIDE = 1_000
"""Texts outside the form that are kept of one workbook; all are counted."""
MOST_ROWS = 50_000
"""Rows of ours that one workbook may hold, copies included: many times the largest form."""
_TABLES = {table: labels_to_roles(table) for table in TABLES}


@dataclass(slots=True, kw_only=True)
class Form:
    """What a returned workbook holds of our form, before interpretation; filled while its sheets are read.

    Attributes:
        carriers: each place that names the identity, with the identity it names.
        partners_of_keys: how many row keys name each partner.
        grids: header of each grid found.
        availability: by indicator, the place and the cells by role of its line.
        actions, contacts: rows by key: action or field, and the cells by role.
        outside: the first places in our sheets where something stands outside the form, with its text.
        outside_by_sheet: how many there are, also of those that are not kept.
        unread_sheets: sheets that are none of ours.
        unknown_keys: texts in a key column that are no key, with their place.
        labelled_rows: rows of grids without keys, in a form that has no key at all; their codes are empty.
    """

    carriers: list[tuple[str, Identity]] = field(default_factory=list)
    partners_of_keys: dict[str, int] = field(default_factory=dict)
    grids: list[GridHeader] = field(default_factory=list)
    grid_rows: list[GridRow] = field(default_factory=list)
    free_rows: list[FreeRow] = field(default_factory=list)
    availability: dict[str, tuple[Location, Mapping[str, str]]] = field(default_factory=dict)
    actions: list[tuple[str, Location, Mapping[str, str]]] = field(default_factory=list)
    contacts: list[tuple[str, Location, str]] = field(default_factory=list)
    outside: list[tuple[Location, str]] = field(default_factory=list)
    outside_by_sheet: dict[str, int] = field(default_factory=dict)
    unread_sheets: list[str] = field(default_factory=list)
    unknown_keys: list[tuple[Location, str]] = field(default_factory=list)
    labelled_rows: list[GridRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    """A header that was found: the table, and the columns by role and by period."""

    table: str
    roles: Mapping[str, int]
    periods: Mapping[str, int]
    columns: frozenset[int]
    words: Mapping[str, int]
    labels: Mapping[str, int]


Row = tuple[RawCell, ...]
Place = tuple[Form, str, str]
"""The form being filled, the file and the sheet being read."""


def map_form(workbook: RawWorkbook, file: str) -> Form:
    """Find our tables in a workbook.

    Raises:
        UnreadableFileError: a sheet turned out to be damaged while it was read.
    """
    form = Form()
    if identity := parse_identity(workbook.properties.get(IDENTITY_PROPERTY, "")):
        form.carriers.append(("property", identity))
    for sheet in workbook.sheets:
        _map_sheet(sheet, file, form)
    return form


def _map_sheet(sheet: RawSheet, file: str, form: Form) -> None:
    rows = sheet.read_rows()
    head, header = _find_header(rows)
    identity = next(filter(None, (parse_identity(cell.text) for row in head for cell in row)), None)
    if identity is not None:
        form.carriers.append((sheet.name, identity))
    if header is not None:
        place = (form, file, sheet.name)
        for row in head[:-1]:
            note_outside(row[1:], place)
        if header.table == "grid":
            form.grids.append(GridHeader(sheet=sheet.name, periods=header.periods, roles=header.roles))
        _read_table(rows, header, place)
    elif sheet.name == META_NAME:
        _read_meta(head, form)
    elif identity is None and head:
        form.unread_sheets.append(sheet.name)


def _read_table(rows: Iterator[Row], header: _Header, place: Place) -> None:
    read = {
        "grid": _read_grid_row,
        "availability": _read_availability,
        "free_rows": _read_free_row,
        "actions": _read_action,
        "contacts": _read_contact,
    }
    for row in rows:
        by_column = {cell.column: cell for cell in row}
        key = by_column.get(header.roles["key"])
        if key is not None and read[header.table](key, by_column, header, place):
            note_outside((cell for cell in row if cell.column not in header.columns), place)
        else:
            _note_stray_row(key, row, place)


def note_outside(cells: Iterable[RawCell], place: Place) -> None:
    """Add cells that stand outside the form: all are counted, the first are kept."""
    form, file, sheet = place
    for cell in cells:
        if len(form.outside) < MOST_OUTSIDE:
            form.outside.append((Location(file=file, sheet=sheet, cell=cell.name), cell.text))
        form.outside_by_sheet[sheet] = form.outside_by_sheet.get(sheet, 0) + 1


def _find_header(rows: Iterator[Row]) -> tuple[list[Row], _Header | None]:
    """Read on until a header is found; gives the rows read so far, the header last."""
    head: list[Row] = []
    for row in rows:
        head.append(row)
        header = _parse_header(row)
        if header is not None:
            return head, header
        if len(head) >= _HEAD_ROWS:
            break
    return head, None


def _parse_header(row: Row) -> _Header | None:
    if len(row) < _LEAST_ROLES:
        return None
    labels = {tidy_label(cell.text): cell.column for cell in reversed(row)}
    found = {
        table: {roles[label]: column for label, column in labels.items() if label in roles}
        for table, roles in _TABLES.items()
    }
    table = max(found, key=lambda name: len(found[name]))
    if "key" not in found[table] or len(found[table]) < _LEAST_ROLES:
        return None
    periods = {}
    if table == "grid":
        read = [(parse_period_header(cell.text), cell.column) for cell in reversed(row)]
        found_periods = {period.code: column for period, column in read if period is not None}
        periods = dict(sorted(found_periods.items()))
    columns = frozenset((*found[table].values(), *periods.values()))
    return _Header(
        table=table,
        roles=found[table],
        periods=periods,
        columns=columns,
        words={role: column for role, column in found[table].items() if role in RowWords._fields},
        labels={role: found[table][role] for role in LABEL_ROLES if role in found[table]},
    )


def _read_grid_row(key: RawCell, cells: Mapping[int, RawCell], header: _Header, place: Place) -> bool:
    form = place[0]
    parsed = parse_request_key(key.text)
    if parsed is None:
        return False
    measure, partner, territory = parsed
    if len(form.grid_rows) >= MOST_ROWS:
        raise UnreadableFileError("too_large", f"> {MOST_ROWS} rows")
    form.partners_of_keys[partner] = form.partners_of_keys.get(partner, 0) + 1
    form.grid_rows.append(
        GridRow(
            measure=measure,
            partner=partner,
            territory=territory,
            header=form.grids[-1],
            row=key.row,
            words=_row_words(cells, header),
            cells={period: cells[column] for period, column in header.periods.items() if column in cells},
            labels={role: _text_at(cells, column) for role, column in header.labels.items()},
        )
    )
    return True


def _row_words(cells: Mapping[int, RawCell], header: _Header) -> RowWords:
    return RowWords(**{role: _text_at(cells, column) for role, column in header.words.items() if column in cells})


def _text(cells: Mapping[int, RawCell], header: _Header, role: str) -> str:
    return _text_at(cells, header.roles.get(role, 0))


def _text_at(cells: Mapping[int, RawCell], column: int) -> str:
    cell = cells.get(column)
    return cell.text if cell is not None and cell.text.strip() else ""


def _read_free_row(key: RawCell, cells: Mapping[int, RawCell], header: _Header, place: Place) -> bool:
    form, _, sheet = place
    if not is_free_row_key(key.text):
        return False
    column = header.roles.get("value", 0)
    row = FreeRow(
        measure=_text(cells, header, "measure"),
        territory=_text(cells, header, "territory"),
        period=_text(cells, header, "period"),
        sheet=sheet,
        row=key.row,
        value_cell=cell_name(key.row, column),
        value=cells.get(column),
        words=_row_words(cells, header),
    )
    if row.value is not None or row.measure or row.territory or row.period or row.words != RowWords():
        form.free_rows.append(row)
    return True


def _read_action(key: RawCell, cells: Mapping[int, RawCell], header: _Header, place: Place) -> bool:
    form, file, sheet = place
    parsed = parse_action_key(key.text)
    if parsed is None:
        return False
    # A free row names an action of another partner in place of its title.
    action = choice_code(_text(cells, header, "title")) if is_free_row_key(key.text) else parsed[0]
    texts = {role: _text(cells, header, role) for role in ("progress", "change", "difficulties", "sources")}
    if action and (any(texts.values()) or action != parsed[0]):
        form.actions.append((action, Location(file=file, sheet=sheet, cell=key.name), texts))
    return True


def _read_availability(key: RawCell, cells: Mapping[int, RawCell], header: _Header, place: Place) -> bool:
    form, file, sheet = place
    parsed = parse_action_key(key.text)
    if parsed is None:
        return False
    texts = {role: _text(cells, header, role) for role in ("answer", "detail", "help")}
    if any(texts.values()):
        where = Location(file=file, sheet=sheet, cell=cell_name(key.row, header.roles.get("answer", key.column)))
        form.availability[parsed[0]] = (where, texts)
    return True


def _read_contact(key: RawCell, cells: Mapping[int, RawCell], header: _Header, place: Place) -> bool:
    form, file, sheet = place
    contact = parse_contact_key(key.text)
    if contact is None:
        return False
    if text := _text(cells, header, "text"):
        form.contacts.append((contact, Location(file=file, sheet=sheet, cell=key.name), text))
    return True


def _note_stray_row(key: RawCell | None, row: Row, place: Place) -> None:
    form, file, sheet = place
    if key is not None and len(form.unknown_keys) < MOST_OUTSIDE:
        form.unknown_keys.append((Location(file=file, sheet=sheet, cell=key.name), key.text))
        row = tuple(cell for cell in row if cell is not key)
    note_outside(row, place)


def _read_meta(head: list[Row], form: Form) -> None:
    values = {tidy_code(row[0].text): tidy_code(row[1].text) for row in head if len(row) > 1}
    if values.get("campaign") and values.get("partner"):
        identity = Identity(
            campaign=values["campaign"],
            partner=values["partner"],
            version=values.get("version", ""),
            office=values.get("office", ""),
        )
        form.carriers.append((META_NAME, identity))

"""Damages of identity and logistics: whose file it is, which edition, how often and in which pieces it came."""

import re
from collections.abc import Collection, Iterable, Mapping
from unicodedata import normalize

from openpyxl import Workbook

from toolkit.excel.damage import Damaged, Place, Specimen, one_file, open_specimen, refused, taken
from toolkit.excel.damage_edits import saved_at
from toolkit.excel.damage_formats import Cells, list_cells
from toolkit.excel.damage_parts import Put, put_nothing, put_number, put_text, set_modified
from toolkit.excel.filling import save_fixed
from toolkit.excel.xlsx_reader import read_xlsx
from toolkit.layout.keys import Identity, identity_code, request_key
from toolkit.layout.sheets import META_NAME
from toolkit.model.answers import GridRow
from toolkit.model.raw import CellKind
from toolkit.wording import phrase

_NOBODY = "ZZZ"
_LONG_AGO, _LATER = "2001-01-01T00:00:00Z", "2099-01-01T00:00:00Z"
_SHEET_DATA = re.compile(rb"<sheetData>.*</sheetData>", re.DOTALL)


def _code(specimen: Specimen, **changed: str) -> str:
    found = specimen.identity
    texts = {"campaign": found.campaign, "partner": found.partner, "version": found.version, "office": found.office}
    return identity_code(Identity(**{**texts, **changed}))


def _replaced(specimen: Specimen, texts: Mapping[str, str]) -> dict[str, bytes]:
    """Give the parts with some whole texts replaced, wherever they stand."""
    changed = {}
    for name, data in specimen.parts.items():
        for old, new in texts.items():
            data = data.replace(f">{old}<".encode(), f">{new}<".encode())  # noqa: PLW2901 (step by step)
        changed[name] = data
    return changed


def _hostile_partner(specimen: Specimen) -> Damaged:
    code = _code(specimen, partner="../CON.\u202e" + "x" * 300)
    return one_file(specimen.with_parts(_replaced(specimen, {_code(specimen): code})))


def _hostile_name(specimen: Specimen) -> Damaged:
    return Damaged(files={"{stem}-\u202eslx.CON. " + "x" * 150 + ".xlsx": specimen.data})


def _look_alikes(specimen: Specimen) -> Damaged:
    """Write keys and labels as copies through mail and other systems leave them."""
    puts: dict[str, list[Put]] = {}
    for row in specimen.form.grid_rows:
        key = request_key(row.measure, row.partner, row.territory)
        odd = f"\u00a0\ufeff{key[0]}\u200b{key[1:]}".replace("|", "\u2502").replace("A", "\u0410") + "\u202f"
        puts.setdefault(row.header.sheet, []).append(put_text(row.row, row.header.roles["key"], odd))
    for row in specimen.form.grid_rows:
        label = normalize("NFD", row.labels.get("territory", ""))
        puts[row.header.sheet].append(put_text(row.row, row.header.roles["territory"], label))
    return one_file(specimen.with_cells({sheet: tuple(cells) for sheet, cells in puts.items()}))


def _same_file(specimen: Specimen) -> Damaged:
    return Damaged(files={"{stem}.xlsx": specimen.data, "Copie de {stem}.xlsx": specimen.data})


def _without(specimen: Specimen, rows: Iterable[GridRow]) -> bytes:
    puts: dict[str, tuple[Put, ...]] = {}
    for row in rows:
        emptied = tuple(put_nothing(row.row, row.header.periods[period]) for period in row.cells)
        puts[row.header.sheet] = puts.get(row.header.sheet, ()) + emptied
    return specimen.with_cells(puts)


def _halves(specimen: Specimen) -> Damaged:
    rows = specimen.form.grid_rows
    halves = (_without(specimen, rows[::2]), _without(specimen, rows[1::2]))
    return Damaged(files={f"{{stem}}-{number}.xlsx": half for number, half in enumerate(halves, start=1)})


def _changed(specimen: Specimen) -> tuple[bytes, Place, str] | None:
    """Change one figure of a count by one."""
    row = specimen.row_of_unit("nombre")
    cells = row.cells.items() if row is not None else ()
    found = next(((period, cell) for period, cell in cells if cell.kind is CellKind.NUMBER), None)
    if row is None or found is None:
        return None
    period, cell = found
    put = put_number(cell.row, cell.column, str(int(float(cell.text)) + 1))
    return specimen.with_cells({row.header.sheet: (put,)}), (row.measure, row.territory, period), cell.text


def _contradiction(specimen: Specimen) -> Damaged | None:
    changed = _changed(specimen)
    if changed is None:
        return None
    data, place, text = changed
    del text  # either of the two may come first: the content decides
    return Damaged(files={"{stem}-1.xlsx": specimen.data, "{stem}-2.xlsx": data}, figures={place: "?"})


def _older(specimen: Specimen) -> Damaged | None:
    changed = _changed(specimen)
    if changed is None:
        return None
    older = _dated(changed[0], specimen, _LONG_AGO)
    return Damaged(files={"{stem}-1-newer.xlsx": specimen.data, "{stem}-2-older.xlsx": older})


def _blank_after(specimen: Specimen) -> Damaged:
    blank = _dated(_without(specimen, specimen.form.grid_rows), specimen, _LATER)
    return Damaged(files={"{stem}-1-filled.xlsx": specimen.data, "{stem}-2-blank.xlsx": blank})


def _dated(data: bytes, specimen: Specimen, moment: str) -> bytes:
    copy = open_specimen(data, specimen.stem)
    return copy.with_parts(set_modified(copy.parts, moment))


def _other_campaign(specimen: Specimen) -> Damaged:
    texts = {_code(specimen): _code(specimen, campaign="autre"), specimen.identity.campaign: "autre"}
    return one_file(specimen.with_parts(_replaced(specimen, texts)))


def _unknown_partner(specimen: Specimen) -> Damaged:
    partner = specimen.identity.partner
    changed = _replaced(specimen, {_code(specimen): _code(specimen, partner=_NOBODY), partner: _NOBODY})
    for name, data in changed.items():
        for end in (b"|", b"<"):
            data = data.replace(f"|{partner}".encode() + end, f"|{_NOBODY}".encode() + end)  # noqa: PLW2901
        changed[name] = data
    return one_file(specimen.with_parts(changed))


def _other_partner(specimen: Specimen) -> Damaged:
    texts = {_code(specimen): _code(specimen, partner=_NOBODY)}
    return one_file(specimen.with_parts(_replaced(specimen, texts)))


def _older_edition(specimen: Specimen) -> Damaged:
    return one_file(specimen.with_parts(_replaced(specimen, {_code(specimen): _code(specimen, version="0")})))


def _vanished_code(specimen: Specimen) -> Damaged:
    row = specimen.form.grid_rows[0]
    key = request_key(f"{row.measure}-ANCIEN", row.partner, row.territory)
    put = put_text(row.row, row.header.roles["key"], key)
    figures = {(row.measure, row.territory, period): "" for period in row.cells}
    return one_file(specimen.with_cells({row.header.sheet: (put,)}), figures=figures)


def _without_meta(specimen: Specimen) -> dict[str, bytes]:
    part = specimen.sheets.get(META_NAME, "")
    return {part: _SHEET_DATA.sub(b"<sheetData/>", specimen.parts[part])} if part else {}


def _meta_emptied(specimen: Specimen) -> Damaged:
    properties = _replaced(specimen, {_code(specimen): "?"}).get("docProps/custom.xml", b"")
    return one_file(specimen.with_parts({**_without_meta(specimen), "docProps/custom.xml": properties}))


def _keys_only(specimen: Specimen) -> Damaged:
    return one_file(specimen.with_parts({**_replaced(specimen, {_code(specimen): ""}), **_without_meta(specimen)}))


def _pasted(specimen: Specimen) -> Damaged:
    return one_file(_pasted_without(specimen, frozenset()))


def _pasted_without_keys(specimen: Specimen) -> Damaged:
    return one_file(_pasted_without(specimen, frozenset({"key"})))


def _retyped(specimen: Specimen) -> Damaged:
    roles = {role for header in specimen.form.grids for role in header.roles}
    return one_file(_pasted_without(specimen, frozenset(roles - {"measure", "unit", "territory"})))


def _pasted_without(specimen: Specimen, roles: frozenset[str]) -> bytes:
    """Copy the tables of the grids, from their headers on, into a new workbook; some columns are left behind."""
    cells = list_cells(read_xlsx(specimen.data))
    book = Workbook()
    book.properties.created = saved_at(specimen)
    del book["Sheet"]
    for number, header in enumerate(specimen.form.grids, start=1):
        rows = (row.row for row in specimen.form.grid_rows if row.header is header)
        left_out = {column for role, column in header.roles.items() if role in roles}
        _paste(book, f"Feuil{number}", _below(cells[header.sheet], min(rows) - 1), left_out)
    return save_fixed(book, saved_at(specimen))


def _below(cells: Cells, first: int) -> Cells:
    return [row for row in cells if row and row[0].row >= first]


def _paste(book: Workbook, title: str, cells: Cells, left_out: Collection[int]) -> None:
    sheet = book.create_sheet(title)
    for cell in (cell for row in cells for cell in row if cell.column not in left_out):
        is_number = cell.kind is CellKind.NUMBER
        sheet.cell(cell.row, cell.column).value = float(cell.text) if is_number else cell.text


IDENTITY_FAULTS = (
    taken("F16-hostile-partner", phrase("a code of the partner that is a path"), _hostile_partner, "F121"),
    taken("F16-hostile-name", phrase("a file name that is written backwards and very long"), _hostile_name),
    taken("F17-look-alikes", phrase("keys with look-alike letters and invisible characters"), _look_alikes),
    taken("F18-same-file", phrase("the same file twice"), _same_file, "F113"),
    taken("F19-two-halves", phrase("two files, each with half of the rows"), _halves),
    taken("F19-contradiction", phrase("two files of one day with two figures in one place"), _contradiction, "L401"),
    taken("F20-older-after-newer", phrase("an older file beside a newer one"), _older),
    taken("F20-blank-after-filled", phrase("a blank file saved after a filled one"), _blank_after),
    refused("F21-other-campaign", phrase("the workbook of another campaign"), _other_campaign, "F108"),
    refused("F21-unknown-partner", phrase("the workbook of a partner that is not asked"), _unknown_partner, "F109"),
    taken("F21-other-partner", phrase("the name of another partner over the rows"), _other_partner, "F121"),
    taken("F21-older-edition", phrase("an older edition of the workbook"), _older_edition, "F123"),
    taken("F21-vanished-code", phrase("a code that no longer exists in a key"), _vanished_code, "S201", "S203"),
    taken("F22-meta-emptied", phrase("hidden identity and properties lost"), _meta_emptied),
    taken("F22-keys-only", phrase("identity lost everywhere but in the keys of the rows"), _keys_only, "F122", "S207"),
    taken("F23-pasted", phrase("the tables pasted into a new workbook"), _pasted, "F122"),
    refused("F23-pasted-without-keys", phrase("the tables pasted without their keys"), _pasted_without_keys, "F131"),
    refused("F23-retyped", phrase("figures and their labels typed into a table of the sender's own"), _retyped, "F131"),
)

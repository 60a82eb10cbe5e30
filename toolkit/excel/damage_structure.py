"""Damages of the form: labels, rows, columns and sheets changed, things written beside the cells."""

import re
from collections.abc import Iterable
from itertools import pairwise

from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from toolkit.excel.damage import Damaged, Specimen, one_file, taken
from toolkit.excel.damage_edits import edit, grid_of, grid_rows, places_of
from toolkit.excel.damage_parts import CONTENT_TYPES, Put, before, put_nothing, put_number, put_text
from toolkit.model.answers import GridRow
from toolkit.model.raw import CellKind
from toolkit.wording import phrase

_PROTECTION = re.compile(rb"<sheetProtection[^>]*/>")
_BESIDE = 4
_BELOW = 3
_LEAST_SHIFTED = 6
_DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from><xdr:col>2</xdr:col>'
    "<xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>5</xdr:col>"
    "<xdr:colOff>0</xdr:colOff><xdr:row>3</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp><xdr:nvSpPr>"
    '<xdr:cNvPr id="2" name="TextBox 1"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rect"/>'
    "</xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>chiffres de juin</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    "<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def _unprotected(specimen: Specimen) -> Damaged:
    changed = {part: _PROTECTION.sub(b"", specimen.parts[part]) for part in specimen.sheets.values()}
    return one_file(specimen.with_parts(changed))


def _label(specimen: Specimen) -> Damaged:
    row = grid_rows(specimen)[0]
    puts = (
        put_text(row.row, row.header.roles["indicator"], "Un autre libellé"),
        put_text(row.row, row.header.roles["unit"], "milliers"),
    )
    return one_file(specimen.with_cells({row.header.sheet: puts}))


def _sorted(specimen: Specimen) -> Damaged:
    def change(book: Workbook) -> None:
        sheet, rows = grid_of(specimen, book), [row.row for row in grid_rows(specimen)]
        contents = [_plain_values(sheet, row) for row in reversed(rows)]
        for row, values in zip(rows, contents, strict=True):
            _write(sheet, row, values)

    return one_file(edit(specimen, change))


def _plain_values(sheet: Worksheet, row: int) -> list[object]:
    """Give the values of a row; what is calculated belongs to its place and stays there."""
    values = [sheet.cell(row, column).value for column in range(1, sheet.max_column + 1)]
    return [None if isinstance(value, str) and value.startswith("=") else value for value in values]


def _write(sheet: Worksheet, row: int, values: Iterable[object]) -> None:
    for column, value in enumerate(values, start=1):
        sheet.cell(row, column).value = value  # type: ignore[assignment]  # what came from a cell fits one


def _inserted(specimen: Specimen) -> Damaged:
    def change(book: Workbook) -> None:
        sheet = grid_of(specimen, book)
        sheet.insert_rows(grid_rows(specimen)[0].row)
        sheet.insert_rows(1, 2)
        sheet.insert_cols(1)
        sheet.insert_cols(min(specimen.form.grids[0].periods.values()) + 1)

    return one_file(edit(specimen, change))


def _row_deleted(specimen: Specimen) -> Damaged:
    row = grid_rows(specimen)[-1]
    data = edit(specimen, lambda book: grid_of(specimen, book).delete_rows(row.row))
    return one_file(data, figures=dict.fromkeys(places_of(row), ""))


def _column_deleted(specimen: Specimen) -> Damaged:
    period, column = min(specimen.form.grids[0].periods.items())
    data = edit(specimen, lambda book: grid_of(specimen, book).delete_cols(column))
    lost = {(row.measure, row.territory, period): "" for row in grid_rows(specimen)}
    return one_file(data, figures=lost)


def _row_copied(specimen: Specimen) -> Damaged:
    return one_file(_with_copy(specimen, None))


def _row_copied_changed(specimen: Specimen) -> Damaged | None:
    row = specimen.row_of_unit("nombre")
    if row is None or not row.cells or row.header is not specimen.form.grids[0]:
        return None
    column = min(cell.column for cell in row.cells.values())
    return one_file(_with_copy(specimen, (row, column)))


def _with_copy(specimen: Specimen, changed: tuple[GridRow, int] | None) -> bytes:
    def change(book: Workbook) -> None:
        sheet, rows = grid_of(specimen, book), grid_rows(specimen)
        source = changed[0].row if changed else rows[0].row
        target = rows[-1].row + _BELOW
        _write(sheet, target, _plain_values(sheet, source))
        if changed:
            sheet.cell(target, changed[1]).value = 3

    return edit(specimen, change)


def _columns_moved(specimen: Specimen) -> Damaged:
    columns = sorted(specimen.form.grids[0].periods.values())

    def change(book: Workbook) -> None:
        sheet, rows = grid_of(specimen, book), grid_rows(specimen)
        for row in range(rows[0].row - 1, rows[-1].row + 1):
            values = [sheet.cell(row, column).value for column in columns]
            for column, value in zip(columns, reversed(values), strict=True):
                sheet.cell(row, column).value = value

    return one_file(edit(specimen, change))


def _shifted(specimen: Specimen) -> Damaged | None:
    """Paste the figures of a grid one column too far to the right."""
    columns = sorted(specimen.form.grids[0].periods.values())
    right = dict(pairwise(columns))
    periods = {column: period for period, column in specimen.form.grids[0].periods.items()}
    puts, figures = [], {}
    for row in grid_rows(specimen):
        numbers = {cell.column: cell.text for cell in row.cells.values() if cell.kind is CellKind.NUMBER}
        moved = {right[column]: text for column, text in numbers.items() if column in right}
        if not moved:
            continue
        for column in columns:
            text = moved.get(column, "")
            puts.append(put_number(row.row, column, text) if text else put_nothing(row.row, column))
            figures[row.measure, row.territory, periods[column]] = text
    if sum(bool(text) for text in figures.values()) < _LEAST_SHIFTED:
        return None
    return one_file(specimen.with_cells({specimen.form.grids[0].sheet: tuple(puts)}), figures=figures)


def _hidden(specimen: Specimen) -> Damaged:
    row = grid_rows(specimen)[0]
    part = specimen.sheets[row.header.sheet]
    mark = f'<row r="{row.row}" '.encode()
    return one_file(specimen.with_parts({part: specimen.parts[part].replace(mark, mark + b'hidden="1" ')}))


def _merged(specimen: Specimen) -> Damaged:
    row = grid_rows(specimen)[0]
    first, second = sorted(row.header.periods.values())[:2]

    def change(book: Workbook) -> None:
        grid_of(specimen, book).merge_cells(start_row=row.row, end_row=row.row, start_column=first, end_column=second)

    lost = {(row.measure, row.territory, period): "" for period, at in row.header.periods.items() if at == second}
    return one_file(edit(specimen, change), figures=lost)


def _sheets_renamed(specimen: Specimen) -> Damaged:
    def change(book: Workbook) -> None:
        for number, sheet in enumerate(book.worksheets):
            sheet.title = f"Feuille {number}"

    return one_file(edit(specimen, change))


def _sheet_copied(specimen: Specimen) -> Damaged:
    def change(book: Workbook) -> None:
        book.copy_worksheet(grid_of(specimen, book))

    return one_file(edit(specimen, change))


def _sheet_added(specimen: Specimen) -> Damaged:
    def change(book: Workbook) -> None:
        book.create_sheet("Mes calculs")["A1"] = "Brouillon"

    return one_file(edit(specimen, change))


def _beside(specimen: Specimen) -> Damaged:
    row = grid_rows(specimen)[0]
    column = max(*row.header.roles.values(), *row.header.periods.values()) + _BESIDE
    put = put_text(row.row, column, "chiffre provisoire, à revoir")
    return one_file(specimen.with_cells({row.header.sheet: (put,)}))


def _comment(specimen: Specimen) -> Damaged:
    row = grid_rows(specimen)[0]

    def change(book: Workbook) -> None:
        cell = grid_of(specimen, book).cell(row.row, min(row.header.periods.values()))
        cell.comment = Comment("Camille Durand:\nchiffre arrêté en juin", "Camille Durand")

    return one_file(edit(specimen, change))


def _text_box(specimen: Specimen) -> Damaged:
    part = specimen.sheets[specimen.form.grids[0].sheet]
    folder, _, name = part.rpartition("/")
    links = f"{folder}/_rels/{name}.rels"
    known = specimen.parts.get(links, f'<Relationships xmlns="{_PACKAGE}"></Relationships>'.encode())
    link = f'<Relationship Id="rIdBox" Type="{_OFFICE}/drawing" Target="/xl/drawings/drawing99.xml"/>'
    kind = "application/vnd.openxmlformats-officedocument.drawing+xml"
    override = f'<Override PartName="/xl/drawings/drawing99.xml" ContentType="{kind}"/>'
    drawing = f'<drawing xmlns:r="{_OFFICE}" r:id="rIdBox"/>'.encode()
    sheet = specimen.parts[part]
    mark = next(each for each in (b"<legacyDrawing", b"<tableParts", b"</worksheet>") if each in sheet)
    changed = {
        part: before(sheet, mark, drawing),
        links: before(known, b"</Relationships>", link.encode()),
        CONTENT_TYPES: before(specimen.parts[CONTENT_TYPES], b"</Types>", override.encode()),
        "xl/drawings/drawing99.xml": _DRAWING.encode(),
    }
    return one_file(specimen.with_parts(changed))


def _broken_index(specimen: Specimen) -> Damaged:
    row = grid_rows(specimen)[0]
    period, column = min(row.header.periods.items())
    put = Put(row.row, column, "s", "<v>999999</v>")
    lost = {(row.measure, row.territory, period): ""}
    return one_file(specimen.with_cells({row.header.sheet: (put,)}), figures=lost)


def _resaved(specimen: Specimen) -> Damaged:
    return one_file(edit(specimen, lambda _: None))


STRUCTURE_FAULTS = (
    taken("F29-unprotected", phrase("the protection of all sheets removed"), _unprotected),
    taken("F29-label-edited", phrase("a label and a unit changed"), _label, "S209"),
    taken("F30-sorted", phrase("the rows of a grid in another order"), _sorted),
    taken("F30-inserted", phrase("rows and columns inserted"), _inserted),
    taken("F30-row-deleted", phrase("a row deleted"), _row_deleted, "S201"),
    taken("F30-column-deleted", phrase("the column of a year deleted"), _column_deleted, "S202"),
    taken("F30-row-copied", phrase("a row twice, with the same figures"), _row_copied),
    taken("F30-row-copied-changed", phrase("a row twice, with other figures"), _row_copied_changed, "S205", "L401"),
    taken("F30-columns-moved", phrase("the columns of the years in another order"), _columns_moved),
    taken("F31-shifted", phrase("the figures of a grid pasted one column too far to the right"), _shifted, "C505"),
    taken("F32-hidden-row", phrase("a row hidden"), _hidden, "F127"),
    taken("F33-merged", phrase("two cells for figures merged"), _merged, "S210"),
    taken("F34-sheets-renamed", phrase("all sheets renamed"), _sheets_renamed),
    taken("F34-sheet-copied", phrase("a sheet copied"), _sheet_copied),
    taken("F34-sheet-added", phrase("a sheet of the partner's own added"), _sheet_added, "S207"),
    taken("F35-beside", phrase("words beside the form"), _beside, "S206"),
    taken("F35-comment", phrase("a comment on a cell"), _comment, "S211"),
    taken("F35-text-box", phrase("a text box on a sheet"), _text_box, "S211"),
    taken("F36-broken-index", phrase("a cell that points to a text that is not there"), _broken_index, "V304"),
    taken("F47-resaved", phrase("saved by another program"), _resaved),
)

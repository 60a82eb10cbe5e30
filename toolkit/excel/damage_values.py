"""Damages of what is typed: a row filled with entries of one kind, as partners write them.

Entries of one row are close to each other, so that no check of likelihood speaks beside the fault meant.
"""

import re
from collections.abc import Iterator
from functools import partial
from itertools import cycle
from typing import NamedTuple

from openpyxl.cell import Cell, MergedCell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from toolkit.excel.damage import Damaged, Fault, Place, Specimen, one_file, taken
from toolkit.excel.damage_edits import edit
from toolkit.excel.damage_parts import (
    STYLES,
    Put,
    add_format,
    put_formula,
    put_nothing,
    put_number,
    put_text,
)
from toolkit.excel.filling import find_table
from toolkit.layout.columns import TABLES
from toolkit.layout.keys import is_free_row_key
from toolkit.layout.styles import STYLES as STYLES_OF_ROLES
from toolkit.model.answers import GridRow
from toolkit.model.places import cell_name
from toolkit.wording import phrase

_DAY, _PERCENT = 14, 9
_MOST_ROWS = 12
_APRIL_3 = "43924"
_WORKBOOK = "xl/workbook.xml"
HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://example.org","voir")',
    '+cmd|"/c calc"!A1',
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "http://example.org/a",
    "mailto:a@example.org",
    "file:///etc/passwd",
)
"""Texts that a spreadsheet could take for a formula or a link."""


class Entry(NamedTuple):
    """What is typed in a cell, and the figure to be read; empty for none.

    Attributes:
        kind: text, number, error, boolean, formula (with its result), bare (a formula without one), circular,
            day (a number shown as a date), percent (a number shown as a percentage).
    """

    text: str
    figure: str = ""
    kind: str = "text"


def _put(entry: Entry, row: int, column: int, style: int) -> Put:
    match entry.kind:
        case "number" | "day" | "percent":
            return put_number(row, column, entry.text, None if entry.kind == "number" else style)
        case "error" | "boolean":
            return Put(row, column, entry.kind[0], f"<v>{entry.text}</v>")
        case "formula" | "bare":
            return put_formula(row, column, entry.text, entry.figure or None)
    return put_text(row, column, entry.text)


def _type(unit: str, entries: tuple[Entry, ...], counts_from_1904: bool, specimen: Specimen) -> Damaged | None:  # noqa: FBT001
    """Fill the first row of a unit with entries, and leave its other cells empty."""
    row = specimen.row_of_unit(unit)
    if row is None:
        return None
    formats = {"day": _DAY, "percent": _PERCENT}
    styles, style = add_format(specimen.parts[STYLES], formats.get(entries[0].kind, 0))
    puts, figures = [], {}
    for number, (period, column) in enumerate(row.header.periods.items()):
        entry = entries[number] if number < len(entries) else None
        puts.append(put_nothing(row.row, column) if entry is None else _put(entry, row.row, column, style))
        figures[row.measure, row.territory, period] = entry.figure if entry else ""
    changed = {STYLES: styles}
    if counts_from_1904:
        workbook = re.sub(rb"<workbookPr\b", b'<workbookPr date1904="1"', specimen.parts[_WORKBOOK], count=1)
        changed[_WORKBOOK] = workbook
    return one_file(specimen.with_cells({row.header.sheet: tuple(puts)}, changed), figures=figures)


def _typed(stem: str, words: str, unit: str, entries: tuple[Entry, ...], *codes: str) -> Fault:
    return taken(stem, words, partial(_type, unit, entries, False), *codes)


def _circular(specimen: Specimen) -> Damaged | None:
    """Let a cell add one to itself, which programs store as 0."""
    row = specimen.row_of_unit("nombre")
    if row is None:
        return None
    puts = [put_nothing(row.row, column) for column in row.header.periods.values()]
    first, column = min(row.header.periods.items())
    cell = put_formula(row.row, column, "1+" + cell_name(row.row, column), "0")
    figures: dict[Place, str] = {(row.measure, row.territory, period): "" for period in row.header.periods}
    figures[row.measure, row.territory, first] = "0"
    return one_file(specimen.with_cells({row.header.sheet: (*puts, cell)}), figures=figures)


def _hostile(specimen: Specimen) -> Damaged:
    """Type hostile texts into every column for words of every table, and into the cells of one row of figures."""
    row = specimen.form.grid_rows[0]

    def change(book: Workbook) -> None:
        texts = cycle(HOSTILE)
        for sheet in book.worksheets:
            _fill_words(sheet, texts)
        for column, text in zip(row.header.periods.values(), HOSTILE, strict=False):
            _put_as_text(book[row.header.sheet].cell(row.row, column), text)

    lost: dict[Place, str] = {(row.measure, row.territory, period): "" for period in row.header.periods}
    return one_file(edit(specimen, change), figures=lost)


def _fill_words(sheet: Worksheet, texts: Iterator[str]) -> None:
    found = find_table(sheet)
    if found is None:
        return
    columns = [column.role for column in TABLES[found.table] if not STYLES_OF_ROLES[column.style].is_locked]
    for row in range(found.row + 1, min(sheet.max_row, found.row + _MOST_ROWS) + 1):
        if sheet.cell(row, found.roles["key"]).value:
            for role in columns:
                _put_as_text(sheet.cell(row, found.roles[role]), next(texts))


def _put_as_text(cell: Cell | MergedCell, text: str) -> None:
    cell.value = text
    cell.data_type = "s"  # openpyxl takes what begins with = for a formula


def _free_periods(specimen: Specimen) -> Damaged | None:
    """Give figures of other periods on the sheet for other data, in the ways that years are written."""
    school = next((row for row in specimen.form.grid_rows if any("/" in code for code in row.header.periods)), None)
    civil = next((row for row in specimen.form.grid_rows if not any("/" in code for code in row.header.periods)), None)
    rows: list[tuple[GridRow, str, str]] = []
    if school is not None:
        rows += [(school, "2011-2012", "2011/2012"), (school, "12-13", "2012/2013"), (school, "2013/14", "2013/2014")]
    if civil is not None:
        rows.append((civil, "2011-2013", "2011-2013"))
    data = edit(specimen, partial(_write_free, tuple(rows)))
    figures = {(row.measure, row.territory, period): "5" for row, _, period in rows}
    return one_file(data, figures=figures)


def _write_free(rows: tuple[tuple[GridRow, str, str], ...], book: Workbook) -> None:
    for sheet in book.worksheets:
        found = find_table(sheet)
        if found is None or found.table != "free_rows":
            continue
        keys = (sheet.cell(row, found.roles["key"]) for row in range(found.row + 1, sheet.max_row + 1))
        places = [cell.row or 0 for cell in keys if is_free_row_key(str(cell.value))]
        for place, (row, typed, _) in zip(places, rows, strict=False):
            for role, text in (("measure", row.measure), ("territory", row.territory), ("period", typed), ("value", 5)):
                sheet.cell(place, found.roles[role]).value = text


def _territory(specimen: Specimen) -> Damaged:
    row = specimen.form.grid_rows[0]
    put = put_text(row.row, row.header.roles["territory_given"], "18e-19e-20e")
    return one_file(specimen.with_cells({row.header.sheet: (put,)}))


def _numbers(*texts: str) -> tuple[Entry, ...]:
    return tuple(Entry(text, text, "number") for text in texts)


VALUE_FAULTS = (
    _typed("F37-groups", phrase("figures in groups of three, with four kinds of space"), "nombre",
           (Entry("1 458", "1458"), Entry("1\u00a0467", "1467"), Entry("1\u202f471", "1471"),
            Entry("1\u2009502", "1502"))),
    _typed("F37-apostrophe", phrase("an apostrophe between groups of three"), "nombre", (Entry("1'458", "1458"),)),
    _typed("F37-odd-groups", phrase("a space that makes no groups of three"), "nombre", (Entry("14 58"),), "V301"),
    _typed("F38-comma-or-point", phrase("a comma or a point before three digits of a count"), "nombre",
           (Entry("1,458"), Entry("1.467")), "V302"),
    _typed("F39-percent-sign", phrase("shares with a percent sign"), "%",
           (Entry("30 %", "30"), Entry("31,5 %", "31.5"))),
    _typed("F39-percent-format", phrase("shares in cells shown as percentages"), "%",
           (Entry("0.3", "30", "percent"), Entry("0.315", "31.5", "percent"))),
    _typed("F39-fraction", phrase("a fraction where a share is asked"), "%", _numbers("0.3"), "V324"),
    _typed("F39-mixed", phrase("a fraction and shares in one row"), "%", _numbers("0.5", "4.2", "4.3"), "V328"),
    _typed("F40-date", phrase("a figure that the program turned into a date"), "nombre",
           (Entry(_APRIL_3, "", "day"),), "V303"),
    taken("F40-date-1904", phrase("the same, in a workbook that counts days from 1904"),
          partial(_type, "nombre", (Entry("42462", "", "day"),), True), "V303"),
    _typed("F41-errors", phrase("error values in cells for figures"), "nombre",
           (Entry("#REF!", "", "error"), Entry("#DIV/0!", "", "error"), Entry("#N/A", "", "error"),
            Entry("#ERROR!")), "V304"),
    _typed("F42-not-calculated", phrase("a formula without a result"), "nombre",
           (Entry("1400+58", "", "bare"),), "V306"),
    _typed("F42-formula", phrase("a formula with its result"), "nombre",
           (Entry("1400+58", "1458", "formula"),), "V323"),
    taken("F43-circular", phrase("a formula that points at itself"), _circular, "V323"),
    taken("F44-hostile", phrase("texts that could be taken for formulas or links"), _hostile,
          "V301", "V311", "V331", "V332", "V333", "V341", "V351", "S208"),
    _typed("F45-letters", phrase("letters in place of digits"), "nombre", (Entry("O"), Entry("l2")), "V301"),
    _typed("F45-wide-digits", phrase("digits of another keyboard"), "nombre", (Entry("１４５８", "1458"),), "V335"),
    _typed("F45-negative", phrase("a count below zero"), "nombre", _numbers("-12"), "V325"),
    _typed("F45-filler", phrase("99999 in place of a figure"), "nombre", _numbers("99999"), "V327"),
    _typed("F45-boolean", phrase("true in place of a figure"), "nombre", (Entry("1", "", "boolean"),), "V305"),
    _typed("F46-over-100", phrase("a share over 100"), "%", _numbers("133.9"), "V326"),
    _typed("F46-ten-times", phrase("ten times the figure of the year before"), "nombre",
           _numbers("120", "1210"), "C501"),
    _typed("F46-same", phrase("the same figure in all years"), "nombre", _numbers("120", "120", "120"), "C502"),
    _typed("F48-words", phrase("known words for a code"), "nombre",
           (Entry("n.d."), Entry("sans objet"), Entry("non disponible")), "V322"),
    _typed("F48-unclear", phrase("words and signs that may mean several things"), "nombre",
           (Entry("NC"), Entry("-"), Entry("/"), Entry("néant")), "V307"),
    _typed("F48-elsewhere", phrase("a reference to something else in place of a figure"), "nombre",
           (Entry("cf. bilan"), Entry("voir commentaire")), "V307"),
    _typed("F49-approximate", phrase("approximate figures"), "nombre",
           (Entry("env. 120", "120"), Entry("≈121", "121")), "V321"),
    _typed("F49-star", phrase("a figure with a star"), "nombre", (Entry("120*", "120"),), "V329"),
    _typed("F49-bounds", phrase("bounds, ranges and parts in place of one figure"), "nombre",
           (Entry("plus de 100"), Entry("entre 7 et 13"), Entry("10 sur 18")), "V311"),
    taken("F50-years", phrase("school years and spans written in other ways"), _free_periods),
    taken("F51-other-territory", phrase("figures of another territory than asked"), _territory, "V333"),
)  # fmt: skip

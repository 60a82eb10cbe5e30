"""Draws the plan of a partner's workbook."""

from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from toolkit.excel.drawing import Drawing, at_midnight, bounds, checked, write_formula, write_link, write_value
from toolkit.layout.keys import IDENTITY_PROPERTY
from toolkit.layout.plan import HEAD_HEIGHTS, SENTENCE_ROW, TITLE_ROW, Cell, SheetPlan, Validation, WorkbookPlan

_PROTECTION = {
    "select_locked_cells": True,
    "select_unlocked_cells": True,
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
    "sort": True,
}
_PAPERS = {"A3": 8, "A4": 9}
_MARGIN = 0.4


def write_workbook(plan: WorkbookPlan, path: Path) -> None:
    """Write a planned workbook; the same plan gives the same bytes."""
    drawing = Drawing(path, title=plan.title, author=plan.author, created=at_midnight(plan.created))
    checked_property = drawing.book.set_custom_property(IDENTITY_PROPERTY, plan.identity)
    if checked_property is not None and checked_property < 0:
        raise RuntimeError(IDENTITY_PROPERTY)
    for sheet_plan in plan.sheets:
        sheet = drawing.add_sheet(sheet_plan.name)
        _add_table(sheet, sheet_plan)
        _draw_cells(drawing, sheet, sheet_plan.cells)
        _set_up(sheet, sheet_plan)
        for validation in sheet_plan.validations:
            _add_validation(sheet, validation)
        _set_up_print(sheet, sheet_plan, plan.identity)
    drawing.close()


def _add_table(sheet: Worksheet, plan: SheetPlan) -> None:
    """Declare the table: screen readers then tell its name, its description and the header of each cell's column.

    It comes before the cells, whose own formats it would otherwise replace in the header.
    """
    area = plan.filter_area
    if area is None:
        return
    texts = {(cell.row, cell.column): str(cell.value) for cell in plan.cells if cell.row <= area.first_row}
    columns = range(area.first_column, area.last_column + 1)
    options = {
        "name": plan.table_name,
        "title": texts[TITLE_ROW, 1],
        "description": texts[SENTENCE_ROW, 1],
        "style": None,
        "columns": [{"header": texts[area.first_row, column]} for column in columns],
    }
    checked(sheet.add_table(*bounds(area), options), sheet, area.first_row, area.first_column)


def _draw_cells(drawing: Drawing, sheet: Worksheet, cells: tuple[Cell, ...]) -> None:
    for cell in cells:
        look = drawing.format_of(cell.role)
        if cell.formula:
            write_formula(sheet, cell.row, cell.column, cell.formula, look, cell.value)
        elif cell.link:
            write_link(sheet, cell.row, cell.column, cell.link, look, str(cell.value))
        else:
            write_value(sheet, cell.row, cell.column, cell.value, look)


def _set_up(sheet: Worksheet, plan: SheetPlan) -> None:
    for column, width in enumerate(plan.widths):
        sheet.set_column(column, column, width)
    for row, height in (*HEAD_HEIGHTS, *plan.heights):
        sheet.set_row(row - 1, height)
    if plan.frozen != (1, 1):
        sheet.freeze_panes(plan.frozen[0] - 1, plan.frozen[1] - 1)
    if plan.filter_area is not None:
        sheet.ignore_errors({"number_stored_as_text": plan.filter_area.reference.replace("$", "")})
    sheet.hide_gridlines(2)
    sheet.protect("", _PROTECTION)
    if plan.is_very_hidden:
        sheet.very_hidden()


def _add_validation(sheet: Worksheet, validation: Validation) -> None:
    options: dict[str, object] = {
        "input_title": validation.title,
        "input_message": validation.message,
        "error_title": validation.error_title,
        "error_message": validation.error_message,
        "error_type": "stop" if validation.stops else "warning",
    }
    if validation.choices:
        source = list(validation.choices) if isinstance(validation.choices, tuple) else validation.choices
        options |= {"validate": "list", "source": source, "show_error": validation.stops}
    elif validation.formula:
        options |= {"validate": "custom", "value": validation.formula}
    else:
        options |= {"validate": "any"}
    first_row, first_column, last_row, last_column = bounds(validation.area)
    code = sheet.data_validation(first_row, first_column, last_row, last_column, options)
    checked(code, sheet, validation.area.first_row, validation.area.first_column)


def _set_up_print(sheet: Worksheet, plan: SheetPlan, identity: str) -> None:
    if plan.is_landscape:
        sheet.set_landscape()
    sheet.set_margins(_MARGIN, _MARGIN, _MARGIN, 0.6)
    if plan.pages is None:
        sheet.set_paper(_PAPERS["A4"])
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_paper(_PAPERS[plan.pages.paper])
        sheet.set_print_scale(plan.pages.scale)
        sheet.set_h_pagebreaks(list(plan.pages.breaks))
    if plan.repeat_rows is not None:
        sheet.repeat_rows(plan.repeat_rows[0] - 1, plan.repeat_rows[1] - 1)
    sheet.set_footer(f"&L&8{identity}&C&8&A&R&8&P / &N")

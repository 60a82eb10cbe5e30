"""What a user would write to make the workbooks: openpyxl, with the same cells, looks and lists."""

import sys
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation

from toolkit.layout.styles import FONT, STYLES, Style
from toolkit.layout.workbook import plan_workbook
from toolkit.workflows.loading import load_collection


def dress(cell, style: Style) -> None:
    cell.font = Font(name=FONT, size=style.size, bold=style.is_bold, color=style.ink)
    cell.alignment = Alignment(horizontal=style.horizontal, vertical=style.vertical, wrap_text=style.wraps)
    cell.protection = Protection(locked=style.is_locked)
    if style.fill:
        cell.fill = PatternFill("solid", fgColor=style.fill)
    if style.line:
        side = Side(style=style.line, color=style.line_ink)
        cell.border = Border(left=side, right=side, top=side, bottom=side)
    if style.number_format:
        cell.number_format = style.number_format


def write(plan, path: Path) -> None:
    book = Workbook()
    book.remove(book.active)
    for sheet_plan in plan.sheets:
        sheet = book.create_sheet(sheet_plan.name)
        for planned in sheet_plan.cells:
            cell = sheet.cell(planned.row, planned.column)
            cell.value = planned.formula or planned.value
            dress(cell, STYLES[planned.role])
        for validation in sheet_plan.validations:
            offered = DataValidation(type="list" if validation.choices else "custom", formula1="=TRUE")
            offered.add(validation.area.reference.replace("$", ""))
            sheet.add_data_validation(offered)
        for row, height in sheet_plan.heights:
            sheet.row_dimensions[row].height = height
        sheet.protection.sheet = True
    book.save(path)


def main() -> None:
    campaign, target = Path(sys.argv[1]), Path(sys.argv[2])
    target.mkdir(exist_ok=True)
    collection = load_collection(campaign)
    for partner in collection.framework.partners_asked:
        plan = plan_workbook(collection, partner.code)
        write(plan, target / plan.file_name)


if __name__ == "__main__":
    main()

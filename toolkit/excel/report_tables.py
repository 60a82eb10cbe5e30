"""Parts that every sheet of a report shares: its head, a table with its look, the set-up for screen and print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from toolkit.excel.drawing import Drawing, bounds, checked, write_value
from toolkit.layout.plan import Area, CellValue
from toolkit.layout.sheets import row_height
from toolkit.layout.styles import STYLES, Role
from toolkit.wording import Wording

TITLE_ROW, SENTENCE_ROW, HEADER_ROW = 1, 2, 4
"""Rows of every sheet of a report; the table follows its header."""

_A4 = 9
_MARGIN, _BOTTOM_MARGIN = 0.4, 0.6
_TITLE_HEIGHT = 24
_FILTER_BUTTON = 2.5


class Entry(NamedTuple):
    """A value that looks otherwise than its column."""

    value: CellValue
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """A column of a table: its label as shown, its width in characters, the look of its cells."""

    label: str
    width: float
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A sheet being drawn, and the words it speaks.

    Attributes:
        identity: the campaign's code, printed at the foot of each page.
    """

    drawing: Drawing
    sheet: Worksheet
    wording: Wording
    identity: str

    def write(self, row: int, column: int, value: CellValue, role: Role) -> None:
        """Write one cell, row and column counted from 1."""
        write_value(self.sheet, row, column, value, self.drawing.format_of(role))


def write_head(page: Page, title: str, sentence: str) -> None:
    """Write the title and the one sentence at the head of a sheet."""
    page.drawing.heads[page.sheet.get_name()] = title, sentence
    page.sheet.set_row(TITLE_ROW - 1, _TITLE_HEIGHT)
    page.write(TITLE_ROW, 1, title, Role.TITLE)
    page.write(SENTENCE_ROW, 1, sentence, Role.SENTENCE)


def write_table(
    page: Page, columns: Sequence[TableColumn], rows: Iterable[Sequence[CellValue | Entry]], top: int = HEADER_ROW
) -> Area:
    """Write a table with its header in the row `top`, and give the area it takes, header included."""
    widths = tuple(column.width for column in columns)
    labels = tuple(column.label for column in columns)
    page.sheet.set_row(top - 1, row_height(labels, tuple(width - _FILTER_BUTTON for width in widths)))
    for number, label in enumerate(labels, start=1):
        page.write(top, number, label, Role.HEADER)
    last = top
    for last, values in enumerate(rows, start=top + 1):
        entries = [
            each if isinstance(each, Entry) else Entry(each, column.role) for each, column in _pairs(values, columns)
        ]
        wrapped = [str(each.value or "") if STYLES[each.role].wraps else "" for each in entries]
        page.sheet.set_row(last - 1, row_height(wrapped, widths))
        for number, entry in enumerate(entries, start=1):
            page.write(last, number, entry.value, entry.role)
    return Area(first_row=top, last_row=last, first_column=1, last_column=len(columns))


def _pairs(
    values: Sequence[CellValue | Entry], columns: Sequence[TableColumn]
) -> Iterable[tuple[CellValue | Entry, TableColumn]]:
    return zip(values, columns, strict=True)


def set_up_list(page: Page, columns: Sequence[TableColumn], area: Area, frozen_columns: int) -> None:
    """Set up a sheet that is one table: widths, filters, frozen and repeated header."""
    sheet = page.sheet
    set_widths(page, columns)
    sheet.freeze_panes(area.first_row, frozen_columns)
    declare_table(page, columns, area)
    sheet.ignore_errors({"number_stored_as_text": area.reference.replace("$", "")})
    sheet.repeat_rows(area.first_row - 1)
    set_up_print(page)


def declare_table(page: Page, columns: Sequence[TableColumn], area: Area) -> None:
    """Declare a table with its filters: programs and screen readers then know its name, its title and its header.

    One without rows, or with two headers alike, can be no table of Excel; it has filters alone.
    """
    labels = tuple(column.label for column in columns)
    is_declared = len({label.casefold() for label in labels}) == len(labels) and area.last_row > area.first_row
    if not is_declared or any("\n" in label or not label for label in labels):
        page.sheet.autofilter(*bounds(area))
        return
    name = page.sheet.get_name()
    title, sentence = page.drawing.heads.get(name, (name, name))
    look = page.drawing.format_of(Role.HEADER)
    options = {
        "name": page.drawing.name_table(name),
        "title": title,
        "description": sentence,
        "style": None,
        "columns": [{"header": label, "header_format": look} for label in labels],
    }
    checked(page.sheet.add_table(*bounds(area), options), page.sheet, area.first_row, area.first_column)


def set_widths(page: Page, columns: Sequence[TableColumn]) -> None:
    """Set the widths of the columns from A."""
    for number, column in enumerate(columns):
        checked(page.sheet.set_column(number, number, column.width), page.sheet, 1, number + 1)


def set_up_print(page: Page) -> None:
    """Set up screen and print: no gridlines, A4 on its side, one page wide, a footer."""
    sheet = page.sheet
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(_MARGIN, _MARGIN, _MARGIN, _BOTTOM_MARGIN)
    sheet.fit_to_pages(1, 0)
    footer = page.identity.replace("&", "&&")
    sheet.set_footer(f"&L&8{footer}&C&8&A&R&8&P / &N")


def capital(text: str) -> str:
    """Begin a label with a capital letter, as headers do."""
    return text[:1].upper() + text[1:]

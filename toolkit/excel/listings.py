"""Long tables of a workbook: one a sheet, continued on a further sheet where Excel's rows end."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from xlsxwriter.format import Format

from toolkit.excel.drawing import Drawing, checked, write_link, write_value
from toolkit.excel.report_tables import HEADER_ROW, Entry, Page, TableColumn, set_up_list, write_head, write_table
from toolkit.excel.source_links import MAX_LINKS, Linked
from toolkit.layout.plan import MAX_CELL_TEXT, MAX_SHEET_NAME, Area, CellValue
from toolkit.layout.sheets import row_height
from toolkit.layout.styles import STYLES, Role
from toolkit.wording import Wording

MAX_ROWS = 1_048_576
"""Rows of a sheet in Excel."""

STREAMED_ROWS = 10_000
"""Rows from which on a table is streamed: fewer are held in memory, which shares their texts."""

NOTE_ROW = 3

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_SURELY_ONE_LINE = 0.6
_LETTERS_A_DIGIT = 1.12  # widths count digits; running text has narrower letters

_LEAST_HEIGHT = row_height((), ())
_EMPTY = (None, "", Linked("", ""))

ListingValue = CellValue | Entry | Linked
ListingRow = Sequence[ListingValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A table that fills a sheet.

    Attributes:
        name: wanted name of the sheet, in the language of the workbook.
        title: what the table is called; empty for the name of the sheet.
        note: a quiet line above the header, such as a legend.
        frozen_columns: columns on the left that stay when the others scroll.
        choices: by column counted from 1, the entries of its drop-down list.
        is_sparse: empty cells are not drawn, which saves time and space where there are many.
        themes: of each row; a table that is too long for one sheet is parted by them.
    """

    name: str
    title: str = ""
    sentence: str
    note: str = ""
    columns: tuple[TableColumn, ...]
    rows: Sequence[ListingRow]
    frozen_columns: int
    choices: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    is_sparse: bool = False
    themes: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The workbook that listings are added to.

    Attributes:
        identity: the campaign's code, printed at the foot of each page.
    """

    drawing: Drawing
    wording: Wording
    identity: str

    def add_page(self, name: str, *, streams: bool = False) -> Page:
        """Add a sheet under a name that Excel accepts, as near to the wanted one as can be.

        Args:
            name: wanted name.
            streams: as in `Drawing.add_sheet`.
        """
        accepted = accepted_name(name, {each.casefold() for each in self.drawing.book.sheetnames})
        sheet = self.drawing.add_sheet(accepted, streams=streams)
        return Page(drawing=self.drawing, sheet=sheet, wording=self.wording, identity=self.identity)


def accepted_name(wanted: str, taken: Collection[str]) -> str:
    """Make a sheet name that Excel accepts and that is not taken, letters of either case being the same.

    Args:
        wanted: any text.
        taken: names of the workbook, case-folded.
    """
    clean = " ".join(_FORBIDDEN.sub(" ", wanted).split()).strip("'") or "–"
    name, number = clean[:MAX_SHEET_NAME].strip(" '"), 1
    # Excel keeps the name History for itself.
    while name.casefold() in taken or name.casefold() == "history":
        number += 1
        suffix = f" ({number})"
        name = clean[: MAX_SHEET_NAME - len(suffix)].rstrip() + suffix
    return name


def write_listing(book: Book, listing: Listing) -> str:
    """Write a listing on as many sheets as its rows need, and give the name of the first."""
    room = MAX_ROWS - HEADER_ROW
    is_parted = len(listing.rows) > room and bool(listing.themes)
    names = []
    for part in _part_by_theme(listing, book.wording) if is_parted else (listing,):
        for start in range(0, max(1, len(part.rows)), room):
            page = book.add_page(part.name, streams=len(part.rows) > STREAMED_ROWS)
            _write_page(page, part, part.rows[start : start + room])
            names.append(str(page.sheet.get_name()))
    return names[0]


def _part_by_theme(listing: Listing, wording: Wording) -> Iterator[Listing]:
    """Part a listing into one a theme, in the order in which they come; each says what it holds."""
    parts: dict[str, list[ListingRow]] = {}
    for theme, row in zip(listing.themes, listing.rows, strict=True):
        parts.setdefault(theme or wording.say("Without theme"), []).append(row)
    for theme, rows in parts.items():
        said = wording.say("This sheet holds the theme {theme}: one sheet cannot hold the rows of all.", theme=theme)
        yield replace(
            listing,
            name=f"{listing.name} – {theme}",
            title=f"{listing.title or listing.name} – {theme}",
            sentence=f"{listing.sentence} {said}",
            rows=rows,
            themes=(),
        )


def _write_page(page: Page, listing: Listing, rows: Sequence[ListingRow]) -> None:
    write_head(page, listing.title or listing.name, listing.sentence)
    if listing.note:
        page.write(NOTE_ROW, 1, listing.note, Role.CODE)
    write_table(page, listing.columns, ())
    looks = tuple(page.drawing.format_of(column.role) for column in listing.columns)
    widths = {number: column.width for number, column in enumerate(listing.columns) if STYLES[column.role].wraps}
    for number, values in enumerate(rows, start=HEADER_ROW + 1):
        page.sheet.set_row(number - 1, _height(values, widths))
        _write_row(page, number, values, looks, is_sparse=listing.is_sparse)
    area = Area(first_row=HEADER_ROW, last_row=HEADER_ROW + len(rows), first_column=1, last_column=len(listing.columns))
    set_up_list(page, listing.columns, area, listing.frozen_columns)
    if STYLES[listing.columns[-1].role].horizontal == "fill":  # a reference, for the program and not for paper
        page.sheet.print_area(0, 0, area.last_row - 1, len(listing.columns) - 2)
    if rows:
        _offer_choices(page, listing.choices, area)


def _offer_choices(page: Page, choices: Mapping[int, tuple[str, ...]], area: Area) -> None:
    """Offer a drop-down list below the header; another entry is warned of, not stopped: what is typed is kept."""
    for column, entries in choices.items():
        options = {"validate": "list", "source": list(entries), "error_type": "warning"}
        code = page.sheet.data_validation(area.first_row, column - 1, area.last_row - 1, column - 1, options)
        checked(code, page.sheet, area.first_row, column)


def _write_row(page: Page, row: int, values: ListingRow, looks: Sequence[Format], *, is_sparse: bool) -> None:
    for column, (value, look) in enumerate(zip(values, looks, strict=True), start=1):
        if type(value) is str and value:  # most of them
            if code := page.sheet.write_string(row - 1, column - 1, value[:MAX_CELL_TEXT], look):
                checked(code, page.sheet, row, column)
        elif is_sparse and value in _EMPTY:
            continue
        elif isinstance(value, Entry):
            page.write(row, column, value.value, value.role)
        elif isinstance(value, Linked):
            write_linked(page, row, column, value)
        else:
            write_value(page.sheet, row, column, value, look)


def write_linked(page: Page, row: int, column: int, linked: Linked) -> None:
    """Write a text with its link, or the text alone once the sheet holds all the links that Excel can open."""
    if linked.text and linked.target and page.sheet.hlink_count < MAX_LINKS:
        write_link(page.sheet, row, column, linked.target, page.drawing.format_of(Role.LINK), linked.text)
    else:
        page.write(row, column, linked.text, Role.LOCKED)


def _height(values: ListingRow, widths: Mapping[int, float]) -> float:
    """Give the height of a row: that of its highest cell whose text goes on in a further line."""
    highest = _LEAST_HEIGHT
    for number, width in widths.items():
        value = values[number]
        text = value if type(value) is str else value[0] if isinstance(value, Entry | Linked) else ""
        if text and isinstance(text, str) and (len(text) > width * _SURELY_ONE_LINE or "\n" in text):
            highest = max(highest, cell_height(text, width))
    return highest


@lru_cache(maxsize=8192)
def cell_height(text: str, width: float) -> float:
    """Estimate the height of one cell; the same labels come back in thousands of rows."""
    return row_height((text,), (width * _LETTERS_A_DIGIT,))

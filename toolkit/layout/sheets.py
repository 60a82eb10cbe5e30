"""Parts that every sheet shares: names, the three lines at its head, heights of rows, the table's header."""

import math
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache

from toolkit.layout.columns import Column
from toolkit.layout.keys import Identity, identity_code
from toolkit.layout.plan import CODE_ROW, SENTENCE_ROW, TITLE_ROW, Cell
from toolkit.layout.styles import TEXT_SIZE, Role
from toolkit.wording import Wording, phrase


class Sheet(StrEnum):
    """The sheets of a workbook, in their order."""

    GUIDE = "guide"
    AVAILABILITY = "availability"
    PROGRESS = "progress"
    CIVIL = "civil"
    SCHOOL = "school"
    ACTIONS = "actions"
    FREE_ROWS = "free_rows"
    CONTACTS = "contacts"
    DEFINITIONS = "definitions"
    META = "meta"


SHEET_NAMES = {
    Sheet.GUIDE: phrase("Instructions"),
    Sheet.AVAILABILITY: phrase("Availability"),
    Sheet.PROGRESS: phrase("Progress"),
    Sheet.CIVIL: phrase("Calendar years"),
    Sheet.SCHOOL: phrase("School years"),
    Sheet.ACTIONS: phrase("Review by action"),
    Sheet.FREE_ROWS: phrase("Other data"),
    Sheet.CONTACTS: phrase("Referent and contacts"),
    Sheet.DEFINITIONS: phrase("Definitions and territories"),
}
META_NAME = "_meta"

_LINE_HEIGHT = TEXT_SIZE * 1.36
_MARGIN = 4.0
_MAX_HEIGHT = 409.0


def sheet_name(sheet: Sheet, wording: Wording) -> str:
    """Give the name of a sheet in the language of the workbook."""
    return META_NAME if sheet is Sheet.META else wording.say(SHEET_NAMES[sheet])


def head_cells(title: str, identity: Identity, sentence: str) -> tuple[Cell, ...]:
    """Draw the head of a sheet: title, identity code, one sentence."""
    return (
        Cell(TITLE_ROW, 1, title, Role.TITLE),
        Cell(CODE_ROW, 1, identity_code(identity), Role.CODE),
        Cell(SENTENCE_ROW, 1, sentence, Role.SENTENCE),
    )


def header_cells(row: int, columns: Iterable[Column], wording: Wording) -> tuple[Cell, ...]:
    """Draw the header of a table that begins in column A."""
    return tuple(
        Cell(row, number, wording.say(column.label), Role.HEADER) for number, column in enumerate(columns, start=1)
    )


def row_height(texts: Sequence[str], widths: Sequence[float], least_lines: int = 1) -> float:
    """Estimate the height in points at which each text is whole in its column of the given width.

    Neither Excel nor LibreOffice adapts the height of a row before it is edited; the estimate leaves a little
    more room than needed, because both break lines by their own font metrics.
    """
    lines = max((_count_lines(text, width) for text, width in zip(texts, widths, strict=True)), default=1)
    return min(_MAX_HEIGHT, round(max(lines, least_lines) * _LINE_HEIGHT + _MARGIN, 1))


@lru_cache(maxsize=8_192)
def _count_lines(text: str, width: float) -> int:
    return sum(_lines_of_paragraph(paragraph, width) for paragraph in text.split("\n"))


def _lines_of_paragraph(paragraph: str, width: float) -> int:
    room = max(1.0, width * 1.08 - 2)
    lines, used = 1, 0.0
    for word in paragraph.replace("-", "- ").split(" "):
        length = len(word) + 0.25 * sum(map(str.isupper, word))
        if length > room:
            extra = math.ceil((used + length) / room) - 1
            lines, used = lines + extra, (used + length) - extra * room
        elif used + length > room:
            lines, used = lines + 1, length + 1
        else:
            used += length + 1
    return lines

"""What a row asked again says of its data points: what was received, is wrong, is expected and is proposed."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from toolkit.layout.columns import AGAIN_COLUMNS
from toolkit.layout.plan import MAX_VALIDATION_MESSAGE, Area, Validation
from toolkit.model.known import AskedAgain
from toolkit.wording import Wording, phrase, shorten

_OF_PERIODS = phrase("{periods}: {text}")
_RECEIVED = phrase("Received: {text}.")
_LINES = 20
"""Lines of full width that a row can surely show: it is 409 points high at most, and words break early."""

_LEAST_SHARE = 30

Points = Mapping[str, AskedAgain]
"""The data points of a row asked again, by period."""


def again_texts(points: Points, wording: Wording) -> tuple[str, str, str, str]:
    """Give the texts of the columns on what was received, is wrong, is expected and is proposed."""
    texts: tuple[Callable[[AskedAgain], str], ...] = (
        lambda each: each.received,
        lambda each: " ".join(each.problems),
        lambda each: each.expected,
        lambda each: each.proposal,
    )
    rooms = (int(column.width * _LINES) for column in AGAIN_COLUMNS)
    received, problem, expected, proposal = (
        _tell(points, text_of, room, wording) for text_of, room in zip(texts, rooms, strict=True)
    )
    return received, problem, expected, proposal


def _tell(points: Points, text_of: Callable[[AskedAgain], str], room: int, wording: Wording) -> str:
    """Say each text once, with the periods that it holds for; without them where it holds for all.

    A text that would not fit into its share of the room is cut: no row is higher than a program can show.
    """
    count = len({text_of(each) for each in points.values()})
    share = max(_LEAST_SHARE, room // count)
    periods: dict[str, list[str]] = {}
    for period, each in points.items():
        periods.setdefault(shorten(text_of(each), share), []).append(period)
    if len(periods) == 1 and len(points) > 1:
        return next(iter(periods))
    lines = (
        wording.say(_OF_PERIODS, periods=", ".join(codes), text=text) if len(points) > 1 else text
        for text, codes in periods.items()
        if text
    )
    return "\n".join(lines)


def cell_validations(
    whole: Validation, points: Points, columns: Mapping[str, int], wording: Wording
) -> Iterator[Validation]:
    """Narrow the validation of a row to its cells to fill; each says when selected what was wrong in it.

    Args:
        whole: over all cells of the row.
        points: the data points asked again.
        columns: by period, the column of the cell.
        wording: the words of the workbook.
    """
    row = whole.area.first_row
    asked = [(column, points[period]) for period, column in columns.items() if period in points]
    for _, run in groupby(enumerate(asked), key=lambda each: (each[1][0] - each[0], each[1][1])):
        cells = [each for _, each in run]
        area = Area(first_row=row, last_row=row, first_column=cells[0][0], last_column=cells[-1][0])
        yield replace(whole, area=area, message=_message(whole, cells[0][1], wording))


def _message(whole: Validation, again: AskedAgain, wording: Wording) -> str:
    received = wording.say(_RECEIVED, text=again.received) if again.received else ""
    said = " ".join(filter(None, (received, *again.problems)))
    # What was typed may hold anything. The writer escapes controls in cells, but not in the attribute of a message.
    visible = "".join(" " if unicodedata.category(letter) in _CONTROLS else letter for letter in said)
    return shorten(f"{visible}\n{whole.message}", MAX_VALIDATION_MESSAGE)


_CONTROLS = frozenset({"Cc", "Cs", "Cn"})

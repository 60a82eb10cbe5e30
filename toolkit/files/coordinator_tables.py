"""Tables that the coordinator types beside campaign.toml, in whatever form her Excel saves them.

Commas, semicolons or tabs, UTF-8, UTF-16 or the Windows code page, dates as `2020-11-30` or `30/11/2020` are all
read. What would be lost by reading on, such as a cell beyond the last column, is told.
"""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from toolkit.errors import ToolkitError
from toolkit.files.csv_tables import as_written
from toolkit.wording import shorten

_DELIMITERS = (",", ";", "\t")
_SHOWN = 60
"""Characters of a cell that a message repeats."""
_FRENCH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: +\d{1,2}:\d{2}(?::\d{2})?)?\Z")


class Line(NamedTuple):
    """Where a row stands; prints as messages name it."""

    path: Path
    number: int

    def __str__(self) -> str:
        """Name the place."""
        return f"{self.path}, line {self.number}"


TypedRow = tuple[Line, dict[str, str]]
"""A row with its texts by column, without the apostrophe that keeps formulas off."""


def read_typed_table(path: Path, columns: Sequence[str]) -> list[TypedRow]:
    """Read the rows that hold something, further columns included; none without the file.

    Raises:
        ToolkitError: the file cannot be opened or is no table, one of the columns is missing or there twice, or a
            cell stands in no column.
    """
    return list(_read(path, columns)) if path.exists() else []


def require_typed_table(path: Path, columns: Sequence[str]) -> list[TypedRow]:
    """Read the rows of a table that has to be there.

    Raises:
        ToolkitError: as for `read_typed_table`, or there is no such file.
    """
    if not path.exists():
        message = f"{path} cannot be opened (no such file); correct its name."
        raise ToolkitError(message)
    return list(_read(path, columns))


def _read(path: Path, columns: Sequence[str]) -> Iterator[TypedRow]:
    text = _read_text(path)
    head = text.partition("\n")[0]
    # Strict, for without it a quotation mark that is never closed swallows all lines below.
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=head.count), strict=True)
    start = Line(path, 1)
    try:
        names = [as_written(name.strip()).lower() for name in next(reader, [])]
        _require_columns(path, names, columns)
        start = Line(path, reader.line_num + 1)
        for record in reader:
            cells = [as_written(cell.strip()) for cell in record]
            if any(cells):
                yield Line(path, reader.line_num), _by_column(names, cells, start)
            start = Line(path, reader.line_num + 1)
    except csv.Error as error:
        message = (
            f"{start}: this is no table of comma-separated text ({error}); look for a quotation mark that is not "
            "closed, or save the file again. Nothing was changed."
        )
        raise ToolkitError(message) from error


def _require_columns(path: Path, names: Sequence[str], columns: Sequence[str]) -> None:
    if missing := [column for column in columns if column not in names]:
        message = f"{path} needs the columns {', '.join(columns)}; its first line lacks {', '.join(missing)}."
        raise ToolkitError(message)
    if twice := next((name for name in names if name and names.count(name) > 1), ""):
        message = f"{path}, line 1: there are two columns “{twice}”; keep one, or give the other a name of its own."
        raise ToolkitError(message)


def _by_column(names: Sequence[str], cells: Sequence[str], place: Line) -> dict[str, str]:
    """Give the cells by column.

    Raises:
        ToolkitError: a cell stands in none, as behind a comma in a text that is not in quotation marks.
    """
    for number, cell in enumerate(cells):
        if cell and (number >= len(names) or not names[number]):
            message = (
                f"{place}: “{shorten(cell, _SHOWN)}” stands in column {number + 1}, which has no name in line 1; a "
                "text that holds the separator stands in quotation marks, and a column of your own needs a name. "
                "Nothing was changed."
            )
            raise ToolkitError(message)
    return dict.fromkeys(names, "") | dict(zip(names, cells, strict=False))


def _read_text(path: Path) -> str:
    """Read a file as text.

    Raises:
        ToolkitError: it cannot be opened, is empty, or holds what no text holds.
    """
    if path.is_dir():
        message = f"{path} is a folder where a file is expected; move it away, then retry. Nothing was changed."
        raise ToolkitError(message)
    try:
        text = _decode(path.read_bytes())
    except OSError as error:
        message = f"{path} cannot be opened ({error.strerror}); close it in other programs, then retry."
        raise ToolkitError(message) from error
    if not text.strip() or "\0" in text:
        state = "is no text" if text.strip() else "is empty"
        message = (
            f"{path} {state}: put a copy of it back that is whole, or delete it if nothing was to stand in it. "
            "Nothing was changed."
        )
        raise ToolkitError(message)
    return text


def _decode(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_day(text: str, place: object) -> date:
    """Read a date, with or without a time; `place` prints as where it stands.

    Raises:
        ToolkitError: it is none.
    """
    match = _FRENCH_DAY.match(text)
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else datetime.fromisoformat(text).date()
    except ValueError:
        message = f"{place}: “{shorten(text, _SHOWN)}” is no date; write it as 2020-11-30 or 30/11/2020."
        raise ToolkitError(message) from None

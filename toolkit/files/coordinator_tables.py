"""Tables that the coordinator types beside campaign.toml, in whatever form her Excel saves them.

Commas, semicolons or tabs, UTF-8 or the Windows code page, dates as `2020-11-30` or `30/11/2020` are all read.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from toolkit.errors import ToolkitError
from toolkit.files.csv_tables import as_written

_DELIMITERS = (",", ";", "\t")
_FRENCH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z")


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
    """Read the rows that hold something, further columns included; none without the file, or when it is empty.

    Raises:
        ToolkitError: the file cannot be opened or is no table, or one of the columns is missing.
    """
    return list(_read(path, columns)) if path.is_file() and path.stat().st_size else []


def require_typed_table(path: Path, columns: Sequence[str]) -> list[TypedRow]:
    """Read the rows of a table that has to be there.

    Raises:
        ToolkitError: as for `read_typed_table`, or there is no such file.
    """
    if not path.is_file():
        message = f"{path} cannot be opened (no such file); correct its name."
        raise ToolkitError(message)
    return list(_read(path, columns))


def _read(path: Path, columns: Sequence[str]) -> Iterator[TypedRow]:
    try:
        text = _decode(path.read_bytes())
    except OSError as error:
        message = f"{path} cannot be opened ({error.strerror}); close it in other programs, then retry."
        raise ToolkitError(message) from error
    head = text.partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=head.count))
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        if missing := [column for column in columns if column not in names]:
            message = f"{path} needs the columns {', '.join(columns)}; its first line lacks {', '.join(missing)}."
            raise ToolkitError(message)
        for record in reader:
            cells = {name: as_written(cell.strip()) for name, cell in zip(names, record, strict=False)}
            if any(cells.values()):
                yield Line(path, reader.line_num), dict.fromkeys(names, "") | cells
    except csv.Error as error:
        message = f"{path}, line {reader.line_num}: this is no table of comma-separated text ({error}); save it again."
        raise ToolkitError(message) from error


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_day(text: str, place: object) -> date:
    """Read a date, with or without a time; `place` prints as where it stands.

    Raises:
        ToolkitError: it is none.
    """
    if match := _FRENCH_DAY.match(text):
        text = f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}"
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        message = f"{place}: “{text}” is no date; write it as 2020-11-30 or 30/11/2020."
        raise ToolkitError(message) from None

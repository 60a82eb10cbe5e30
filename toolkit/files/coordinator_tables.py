"""Tables that the coordinator types beside campaign.toml, in whatever form her Excel saves them.

Commas or semicolons, UTF-8 or the Windows code page, dates as `2020-11-30` or `30/11/2020` are all read.
"""

import csv
import re
from collections.abc import Sequence
from datetime import date, datetime
from io import StringIO
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.files.csv_tables import as_written

_FRENCH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z")

TypedRow = tuple[str, dict[str, str]]
"""Where a row stands, for messages, and its texts by column, without the apostrophe that keeps formulas off."""


def read_typed_table(path: Path, columns: Sequence[str]) -> list[TypedRow]:
    """Read the rows that hold something, further columns included; none without the file.

    Raises:
        ToolkitError: one of the columns is missing.
    """
    if not path.is_file():
        return []
    text = _decode(path.read_bytes())
    delimiter = ";" if ";" in text.split("\n", 1)[0] else ","
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=delimiter)
    if missing := [column for column in columns if column not in (reader.fieldnames or ())]:
        message = f"{path} needs the columns {' and '.join(columns)}; its first line must name {', '.join(missing)}."
        raise ToolkitError(message)
    rows = []
    for number, row in enumerate(reader, start=2):
        texts = {column: as_written((text or "").strip()) for column, text in row.items() if isinstance(column, str)}
        if any(texts.values()):
            rows.append((f"{path}, line {number}", texts))
    return rows


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_day(text: str, place: str) -> date:
    """Read a date, with or without a time.

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

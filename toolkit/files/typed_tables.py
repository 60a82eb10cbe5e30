"""Small tables that the coordinator types, in whatever form her Excel saves them. Must not judge what the cells say."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from toolkit.errors import ToolkitError

_DELIMITERS = (",", ";", "\t")


def read_typed_table(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Read the rows of a table with the numbers of their lines; rows without any text are left out.

    Commas, semicolons or tabs, UTF-8 or the Windows code page are all read; cells are stripped, a cell that is not
    there is empty, and columns of other names are left as they are.

    Raises:
        ToolkitError: the file cannot be opened or is no table, or a column is missing.
    """
    try:
        text = decode(path.read_bytes())
    except OSError as error:
        message = f"{path} cannot be opened ({error.strerror}); close it in other programs, or correct its name."
        raise ToolkitError(message) from error
    head = text.partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=head.count))
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        if missing := [column for column in columns if column not in names]:
            message = f"{path}: the column {missing[0]} is missing; its first line must name {', '.join(columns)}."
            raise ToolkitError(message)
        for record in reader:
            row = dict.fromkeys(names, "") | {name: cell.strip() for name, cell in zip(names, record, strict=False)}
            if any(row.values()):
                yield reader.line_num, row
    except csv.Error as error:
        message = f"{path}, line {reader.line_num}: this is no table of comma-separated text ({error}); save it again."
        raise ToolkitError(message) from error


def decode(data: bytes) -> str:
    """Give the text of a file that Excel saved as UTF-8 or in the Windows code page."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")

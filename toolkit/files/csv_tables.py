"""Tables as comma-separated files (RFC 4180, UTF-8). Must not judge what the cells say."""

import csv
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from io import StringIO
from pathlib import Path

from toolkit.analysis.framework_tables import table_from_grid
from toolkit.errors import ToolkitError
from toolkit.model.framework import Table
from toolkit.model.framework_schema import FRAMEWORK_TABLES
from toolkit.model.places import Location

Row = Sequence[str | int | Decimal | None]
"""One row of a table to be written."""

_FORMULA = re.compile(r"(?:\A|(?<=[;\r\n]))'*[=+\-@＝＋－＠][^;\r\n]*")
"""At the start of a text, and where a program begins a cell that takes `;` or the end of a line for the end of one."""
_BLANK_START = re.compile(r"'*[\t\r]")
YES, NO = "yes", "no"
"""How a claim stands in a table."""
_LINE_END, _EMPTY = "\r\n", '""'
_MOST_REMEMBERED = 50_000
_PIECE = 1 << 20
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")


def read_tables(folder: Path) -> tuple[Table, ...]:
    """Read the framework tables of a folder, each from `NAME.csv`, in the order of the schema.

    A file of another name comes last, without columns or rows, so that the check can tell of it.

    Raises:
        ToolkitError: a file cannot be read as comma-separated UTF-8 text.
    """
    order = {name: position for position, name in enumerate(FRAMEWORK_TABLES)}
    paths = [path for path in folder.iterdir() if path.suffix.lower() == ".csv" and path.name[0] not in ".~"]
    known = {path: path.stem.strip().lower() for path in paths}
    paths.sort(key=lambda path: (order.get(known[path], len(order)), path.name))
    tables = []
    for path in paths:
        place = Location(file=path.name)
        grid = list(_read_grid(path)) if known[path] in order else []
        tables.append(table_from_grid(known[path], grid, place))
    return tuple(tables)


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write a table with one header row.

    Text that a spreadsheet could take for a formula gets an apostrophe in front; numbers never do, whether
    given as such or as text. None is an empty cell, a claim is yes or no.
    """
    with open_csv(path, columns) as write_row:
        for row in rows:
            write_row(row)


@contextmanager
def open_csv(path: Path, columns: Sequence[str] | None) -> Iterator[Callable[[Row], None]]:
    """Open a table to be written row by row, as `write_csv` does; gives the function that writes one.

    Without columns it is a part of a table, which gets no header; see `join_csv`.
    """
    with path.open("w", encoding="utf-8", newline="") as target:
        field_of, write = _Fields().__getitem__, target.write

        def write_row(row: Row) -> None:
            write((",".join(map(field_of, row)) or _EMPTY) + _LINE_END)

        if columns is not None:
            write_row(columns)
        yield write_row


class _Fields(dict[object, str]):
    """Each value as it stands in a table. Most texts come many times: how they are quoted is remembered."""

    def __init__(self) -> None:
        super().__init__({"": ""})
        self._line = StringIO(newline="")
        self._writer = csv.writer(self._line, lineterminator=_LINE_END)

    def __missing__(self, value: object) -> str:
        if not isinstance(value, str):
            return _as_field(value)
        if len(self) > _MOST_REMEMBERED:
            self.clear()
        self._line.seek(0)
        self._line.truncate()
        self._writer.writerow((neutralise(value), ""))
        field = self[value] = self._line.getvalue().removesuffix(f",{_LINE_END}")
        return field


def join_csv(path: Path, columns: Sequence[str], parts: Iterable[Path]) -> None:
    """Write a table of parts that were written without a header."""
    with open_csv(path, columns):
        pass
    with path.open("ab") as target:
        for part in parts:
            with part.open("rb") as source:
                shutil.copyfileobj(source, target, _PIECE)


def _as_field(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)


def neutralise(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula: an apostrophe goes in front where it could be one.

    Where lists are parted by semicolons, a program breaks the text of a cell at each of them when it opens the file.
    """
    guarded = _FORMULA.sub(_guard, text)
    return f"'{guarded}" if _BLANK_START.match(text) else guarded


def as_written(text: str) -> str:
    """Take away the apostrophes that keep a text from being taken for a formula."""
    if "'" not in text:
        return text
    rest = text[1:] if text[0] == "'" and _BLANK_START.match(text, 1) else text
    return _FORMULA.sub(_unguard, rest)


def _guard(could_be: re.Match[str]) -> str:
    return could_be[0] if _NUMBER.fullmatch(could_be[0].lstrip("'")) else f"'{could_be[0]}"


def _unguard(guarded: re.Match[str]) -> str:
    return guarded[0] if _NUMBER.fullmatch(guarded[0].lstrip("'")) else guarded[0].removeprefix("'")


def _read_grid(path: Path) -> Iterator[list[str]]:
    """Read the records of a file; an empty line is an empty record.

    The first record settles how many fields every other must have.
    """
    reader = csv.reader(StringIO(_read_text(path), newline=""), strict=True)
    width = 0
    try:
        for record in reader:
            width = width or len(record)
            if record and len(record) != width:
                raise ToolkitError(_ragged(path, reader.line_num, len(record), width))
            yield record
    except csv.Error as error:
        message = (
            f"{path.name}, line {reader.line_num}: the file is not comma-separated text as RFC 4180 has it "
            f'({error}); a field with a comma or a quote stands in quotes ("), a quote in it is doubled.'
        )
        raise ToolkitError(message) from error


def _read_text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"{path.name} cannot be opened ({error.strerror}); close it in other programs and try again."
        raise ToolkitError(message) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(content[: error.start].split(b"\n"))
        message = f"{path.name}, line {line}: the file is not in UTF-8; save it again as “CSV UTF-8”."
        raise ToolkitError(message) from error
    header = text.partition("\n")[0]
    if "," not in header and (";" in header or "\t" in header):
        separator = "semicolons" if ";" in header else "tabs"
        message = f"{path.name}, line 1: the columns are separated by {separator}; save it again with commas."
        raise ToolkitError(message)
    return text


def _ragged(path: Path, line: int, found: int, expected: int) -> str:
    return (
        f"{path.name}, line {line}: the record has {found} fields, the header has {expected}; "
        'put a field that holds a comma in quotes ("), and add the commas that are missing.'
    )

"""Links from a workbook in `results/` to the cells of the files in `collected/` that its figures come from."""

from typing import NamedTuple

from toolkit.layout.plan import quote_sheet
from toolkit.model.decisions import DECISIONS

MAX_LINKS = 65_000
"""Links on one sheet; Excel opens at most 65,530 and drops the others."""

_MAX_LINK = 2_000  # Excel takes 2,079 UTF-16 units of an address; some of them are spent on the prefix
_FOLDER = "external:../collected/"
_MEMBER = ".zip!"
_ESCAPES = str.maketrans({letter: f"%{ord(letter):02X}" for letter in '% "#<>?[]^`{}'})


class Linked(NamedTuple):
    """A text with the target of its link; without one it is plain text."""

    text: str
    target: str


def link_to_file(file: str) -> Linked:
    """Link the name of a returned file to the file; a member of an archive leads to the archive."""
    return Linked(file, _target(file))


def link_to_cell(text: str, file: str, sheet: str, cell: str) -> Linked:
    """Link a text to a cell of a returned file, or as near as can be: nothing can point into an archive."""
    if not (sheet and cell) or _MEMBER in file.lower():
        return Linked(text, _target(file))
    return Linked(text, _target(file, f"#{quote_sheet(sheet)}!{cell}"))


def _target(file: str, anchor: str = "") -> str:
    """Give the target of a link; empty when there is no file or Excel could not follow the link.

    The name is escaped here and not by XlsxWriter, which leaves a name alone that looks as if it were
    escaped (`50%20.xlsx`) and would cut one at its `#`.
    """
    member = file.lower().find(_MEMBER)
    path = file if member < 0 else file[: member + len(_MEMBER) - 1]
    if path == DECISIONS:
        return f"external:../{DECISIONS}"
    # A backslash is a letter of a name on some systems and parts folders on others.
    if not path or "\\" in path:
        return ""
    target = f"{_FOLDER}{path.translate(_ESCAPES)}{anchor}"
    return target if len(target.encode("utf-16-le")) // 2 <= _MAX_LINK else ""

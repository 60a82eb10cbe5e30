"""Where the pages of a printed grid end: an action is not torn apart where it fits on one page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

# Points of a sheet of paper on its side, less the margins that the writer sets (0.4 inch, 0.6 below).
_PRINTABLE = {"A4": (842 - 57.6, 595 - 72.0), "A3": (1191 - 57.6, 842 - 72.0)}
_PIXEL = 0.75
_FULL_SCALE = 100
# Fonts are a little wider in one program than in the other; a column must not slip to a second page.
_SAFETY = 0.97


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintPlan:
    """How a sheet is printed: percent of its size, and the last row of each page that ends early."""

    paper: str
    scale: int
    breaks: tuple[int, ...]


def plan_pages(
    paper: str, widths: Sequence[float], heights: Mapping[int, float], groups: Iterable[tuple[int, int]], head: float
) -> PrintPlan:
    """Fit the columns on one page and end pages between groups.

    Args:
        paper: "A4" or "A3".
        widths: of the columns, in characters.
        heights: of the rows of the table, in points.
        groups: first and last row of what belongs together, in order.
        head: height of what stands above the table on the first page, in points; later pages repeat its header.
    """
    width, height = _PRINTABLE[paper]
    total = sum((int(each * 7) + 5) * _PIXEL for each in widths)
    scale = min(_FULL_SCALE, int(_FULL_SCALE * _SAFETY * width / total))
    room = height * _FULL_SCALE / scale * _SAFETY
    breaks: list[int] = []
    used = head
    for first, last in groups:
        needed = sum(heights[row] for row in range(first, last + 1))
        if used + needed <= room:
            used += needed
        elif head + needed <= room:
            breaks.append(first - 1)
            used = head + needed
        else:
            used = (used + needed) % room
    return PrintPlan(paper=paper, scale=scale, breaks=tuple(breaks))

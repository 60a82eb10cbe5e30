"""Tables of plain text for the terminal: aligned by spaces, without colour."""

from collections.abc import Sequence

_GAP = "  "


def render_table(header: Sequence[str], rows: Sequence[Sequence[str]], texts: int = 1) -> str:
    """Align a table; the first `texts` columns to the left, the numbers after them to the right."""
    table = [header, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(header))]
    rule = ["-" * width for width in widths]
    return "\n".join(_line(row, widths, texts) for row in (header, rule, *rows))


def _line(row: Sequence[str], widths: Sequence[int], texts: int) -> str:
    cells = (
        text.ljust(width) if column < texts else text.rjust(width)
        for column, (text, width) in enumerate(zip(row, widths, strict=True))
    )
    return _GAP.join(cells).rstrip()

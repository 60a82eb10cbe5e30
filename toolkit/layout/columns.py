"""Columns of the tables that partners fill in: their role, label, width and look.

The writer draws them and the reader finds them by these labels, in any language and in any order.
"""

from dataclasses import dataclass

from toolkit.layout.keys import tidy_label
from toolkit.layout.styles import Role
from toolkit.model.periods import Period, PeriodKind, parse_period
from toolkit.wording import LANGUAGES, Wording, load_wording, phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        role: name in the code; the reader gives what it finds under it.
        label: key of the catalogue, also the header of the column.
        width: in characters.
    """

    role: str
    label: str
    width: float
    style: Role


KEY = Column(role="key", label=phrase("Key"), width=12, style=Role.KEY)

GRID_BEFORE = (
    KEY,
    Column(role="action", label=phrase("Action"), width=10, style=Role.LOCKED_CENTER),
    Column(role="indicator", label=phrase("Indicator"), width=25, style=Role.LOCKED),
    Column(role="measure", label=phrase("Figure asked"), width=27, style=Role.LOCKED_STRONG),
    Column(role="unit", label=phrase("Unit"), width=10, style=Role.LOCKED_CENTER),
    Column(role="territory", label=phrase("Territory asked"), width=16, style=Role.LOCKED),
)
"""Columns of a grid to the left of the periods."""

EARLIER = Column(role="earlier", label=phrase("Earlier figures"), width=15, style=Role.LOCKED)
"""Stands before the periods where the campaign shows earlier figures beside the cells."""

AGAIN_COLUMNS = (
    Column(role="received", label=phrase("Value received"), width=18, style=Role.LOCKED),
    Column(role="problem", label=phrase("What is wrong or missing"), width=42, style=Role.LOCKED_STRONG),
    Column(role="expected", label=phrase("What is expected"), width=26, style=Role.LOCKED),
    Column(role="proposal", label=phrase("Value proposed"), width=16, style=Role.LOCKED),
)
"""Stand before the periods of a correction workbook; the reader knows such a workbook by them."""

GRID_AFTER = (
    Column(role="reason", label=phrase("No figure? Reason for the empty cells"), width=17, style=Role.INPUT_TEXT),
    Column(role="territory_given", label=phrase("Territory given, if another"), width=15, style=Role.INPUT_EXTRA),
    Column(role="coverage", label=phrase("Coverage, if partial"), width=12, style=Role.INPUT_EXTRA),
    Column(role="quality", label=phrase("Quality"), width=12, style=Role.INPUT_EXTRA),
    Column(role="source", label=phrase("Source or tool"), width=13, style=Role.INPUT_EXTRA),
    Column(role="definition_change", label=phrase("Change of definition"), width=15, style=Role.INPUT_EXTRA),
    Column(role="comment", label=phrase("Comment"), width=18, style=Role.INPUT_EXTRA),
    Column(role="publishable", label=phrase("Comment to publish?"), width=13, style=Role.INPUT_EXTRA),
    Column(role="reported_error", label=phrase("Error noticed in the locked cells"), width=16, style=Role.INPUT_EXTRA),
    Column(role="empty_cells", label=phrase("Answer of the empty cells"), width=15, style=Role.STATE),
    Column(role="alerts", label=phrase("To check"), width=15, style=Role.STATE),
    Column(role="state", label=phrase("State of the row"), width=12, style=Role.STATE),
)
"""Columns of a grid to the right of the periods; the last three are calculated."""

CALCULATED = 3

AGAIN_AFTER = frozenset({"reason", "territory_given", "quality", "comment", "empty_cells", "alerts", "state"})
"""Roles to the right of the periods that every workbook of corrections has; others only where they hold something."""

PERIOD_WIDTH = 13

FREE_ROW_COLUMNS = (
    Column(role="key", label=KEY.label, width=17, style=Role.KEY),
    Column(role="measure", label=phrase("Figure (list) or new indicator in words"), width=46, style=Role.INPUT_TEXT),
    Column(role="territory", label=phrase("Territory (list) or in words"), width=28, style=Role.INPUT_TEXT),
    Column(role="period", label=phrase("Period or span"), width=14, style=Role.INPUT_PERIOD),
    Column(role="value", label=phrase("Value"), width=13, style=Role.INPUT),
    Column(role="quality", label=phrase("Quality"), width=12, style=Role.INPUT_TEXT),
    Column(role="source", label=phrase("Source or tool"), width=18, style=Role.INPUT_EXTRA),
    Column(role="comment", label=phrase("Comment"), width=32, style=Role.INPUT_EXTRA),
)

ACTION_COLUMNS = (
    Column(role="key", label=KEY.label, width=17, style=Role.KEY),
    Column(role="action", label=phrase("Action"), width=10, style=Role.LOCKED_CENTER),
    Column(role="title", label=phrase("Title of the action"), width=34, style=Role.LOCKED),
    Column(role="progress", label=phrase("State of progress"), width=15, style=Role.INPUT_TEXT),
    Column(role="change", label=phrase("What changed, and why"), width=42, style=Role.INPUT_WORDS),
    Column(role="difficulties", label=phrase("Difficulties met"), width=34, style=Role.INPUT_WORDS),
    Column(role="sources", label=phrase("Sources of the figures"), width=24, style=Role.INPUT_WORDS),
)

CONTACT_COLUMNS = (
    Column(role="key", label=KEY.label, width=22, style=Role.KEY),
    Column(role="label", label=phrase("Who"), width=50, style=Role.LOCKED),
    Column(role="text", label=phrase("Your answer"), width=60, style=Role.INPUT_TEXT),
)

AVAILABILITY_COLUMNS = (
    Column(role="key", label=KEY.label, width=16, style=Role.KEY),
    Column(role="action", label=phrase("Action"), width=10, style=Role.LOCKED_CENTER),
    Column(role="indicator", label=phrase("Indicator"), width=52, style=Role.LOCKED),
    Column(role="count", label=phrase("Figures asked"), width=15, style=Role.COUNT),
    Column(role="answer", label=phrase("Availability"), width=24, style=Role.INPUT_TEXT),
    Column(role="detail", label=phrase("Why, or who holds it"), width=26, style=Role.INPUT_EXTRA),
    Column(role="help", label=phrase("Help wanted"), width=26, style=Role.INPUT_EXTRA),
    Column(role="effect", label=phrase("Answer of the empty cells"), width=22, style=Role.STATE),
)

OPTIONAL_ROLES = frozenset(column.role for column in (EARLIER, *AGAIN_COLUMNS))
"""Roles that only some workbooks have."""

TABLES = {
    "grid": (*GRID_BEFORE, EARLIER, *AGAIN_COLUMNS, *GRID_AFTER),
    "availability": AVAILABILITY_COLUMNS,
    "free_rows": FREE_ROW_COLUMNS,
    "actions": ACTION_COLUMNS,
    "contacts": CONTACT_COLUMNS,
}

_OPTIONAL_MARK = phrase("{period} (optional)")


def period_header(period: Period, *, is_optional: bool, wording: Wording) -> str:
    """Write the header of a period's column: `2019`, `2020 (facultatif)`."""
    return wording.say(_OPTIONAL_MARK, period=period.code) if is_optional else period.code


def parse_period_header(text: str) -> Period | None:
    """Read the period at the beginning of a header; None when the column is none of a year."""
    first, _, rest = tidy_label(text).partition(" ")
    if rest and not rest.startswith("("):
        return None
    period = parse_period(first.removesuffix(".0"))
    return None if period is None or period.kind is PeriodKind.SPAN else period


def labels_to_roles(table: str) -> dict[str, str]:
    """Give the role of each tidied label of a table, in all languages."""
    return {
        tidy_label(load_wording(language).say(column.label)): column.role
        for column in TABLES[table]
        for language in LANGUAGES
    }

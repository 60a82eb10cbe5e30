"""Reads statements about figures from a table that the coordinator typed. Must not judge them."""

from pathlib import Path

from toolkit.files.coordinator_tables import require_typed_table
from toolkit.model.claims import Claim

CLAIM_COLUMNS = ("measure", "partner", "territory", "from_period", "to_period", "kind", "value")


def read_claims(path: Path) -> tuple[Claim, ...]:
    """Read the statements, in their order; columns of other names do not matter.

    Raises:
        ToolkitError: the file cannot be opened, or a column is missing.
    """
    return tuple(
        Claim(line=line.number, **{column: row[column] for column in CLAIM_COLUMNS})
        for line, row in require_typed_table(path, CLAIM_COLUMNS)
    )

"""Reads the readings of actions that the coordinator settled in readings.csv."""

from collections.abc import Container
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.files.coordinator_tables import read_day, read_typed_table
from toolkit.model.framework import Framework
from toolkit.model.trends import ActionReading, Overruling

READINGS = "readings.csv"
_COLUMNS = ("action", "reading", "reason", "author", "date")


def read_overrulings(folder: Path, framework: Framework) -> dict[str, Overruling]:
    """Give what was settled, by action; empty without `readings.csv`.

    Raises:
        ToolkitError: a column is missing, or a row cannot be understood.
    """
    settled: dict[str, Overruling] = {}
    for place, row in read_typed_table(folder / READINGS, _COLUMNS):
        if fault := _fault(row, framework, settled):
            message = f"{place}: {fault}."
            raise ToolkitError(message)
        settled[row["action"]] = Overruling(
            action=row["action"],
            reading=ActionReading(row["reading"]),
            reason=row["reason"],
            author=row["author"],
            date=read_day(row["date"], place).isoformat(),
        )
    return settled


def _fault(row: dict[str, str], framework: Framework, settled: Container[str]) -> str:
    """Say what is wrong with a row, and what to do; empty when nothing is."""
    if row["action"] not in framework.actions:
        return f"the framework has no action “{row['action']}”; correct its code"
    if row["action"] in settled:
        return f"{row['action']} is settled twice; keep one"
    if row["reading"] not in set(ActionReading):
        return f"“{row['reading']}” is no reading; write one of {', '.join(ActionReading)}"
    if empty := next((name for name in ("reason", "author") if not row[name]), ""):
        return f"the {empty} is empty; a reading is overruled with a reason and a name only"
    return ""

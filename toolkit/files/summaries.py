"""Writes the counts of a report as tables: `completeness.csv` and `trends.csv`."""

from pathlib import Path

from toolkit.files.csv_tables import write_csv
from toolkit.model.records import TREND_COLUMNS
from toolkit.model.states import State
from toolkit.model.summaries import COMPLETENESS_FIELDS, CompletenessRow, TrendRow

COMPLETENESS, TRENDS = "completeness.csv", "trends.csv"


def write_completeness(path: Path, rows: tuple[CompletenessRow, ...]) -> None:
    """Write the rows of completeness; a state without any data point is 0, a rate of nothing is empty."""
    write_csv(
        path,
        COMPLETENESS_FIELDS,
        (
            (
                row.dimension.value,
                row.key,
                row.label,
                row.expected,
                *(row.states.get(state, 0) for state in State),
                row.valued.rate,
                row.status.value if row.status is not None else "",
                row.answered.rate,
            )
            for row in rows
        ),
    )


def write_trends(path: Path, rows: tuple[TrendRow, ...]) -> None:
    """Write the trends, every pair of periods."""
    write_csv(path, TREND_COLUMNS, ([getattr(row, column) for column in TREND_COLUMNS] for row in rows))

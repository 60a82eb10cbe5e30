"""The sheet of a report on trends: each series from its first figure to its last."""

from decimal import Decimal

from toolkit.excel.report_tables import Entry, Page, TableColumn, set_up_list, write_head, write_table
from toolkit.layout.plan import CellValue
from toolkit.layout.styles import Role
from toolkit.model.states import UNITS
from toolkit.model.summaries import DIRECTION_LABELS, Report, TrendMethod, TrendRow
from toolkit.model.trends import TREND_READING_LABELS
from toolkit.wording import Wording

_FROZEN_COLUMNS = 2


def write_trend_list(page: Page, report: Report) -> None:
    """Write the change of each series over its longest pair of periods; every other pair is in `trends.csv`."""
    wording = page.wording
    rows = [row for row in report.trends if row.method is TrendMethod.WHOLE]
    series = wording.count(
        "{n} series from its first figure to its last", "{n} series, first figure to last", len(rows)
    )
    pairs = wording.count("{n} pair of periods", "{n} pairs of periods", len(report.trends))
    sentence = wording.say("{series}; the file trends.csv holds every pair: {pairs}.", series=series, pairs=pairs)
    write_head(page, wording.say("Trends"), sentence)
    columns = _columns(wording)
    area = write_table(page, columns, (_values(page, report, row) for row in rows))
    set_up_list(page, columns, area, _FROZEN_COLUMNS)


def _columns(wording: Wording) -> tuple[TableColumn, ...]:
    say = wording.say
    return (
        TableColumn(label=say("Code"), width=10, role=Role.KEY),
        TableColumn(label=say("Figure"), width=48, role=Role.LOCKED),
        TableColumn(label=say("Unit"), width=10, role=Role.LOCKED),
        TableColumn(label=say("Partner"), width=13, role=Role.LOCKED),
        TableColumn(label=say("Territory"), width=20, role=Role.LOCKED),
        TableColumn(label=say("From"), width=11, role=Role.LOCKED_CENTER),
        TableColumn(label=say("To"), width=11, role=Role.LOCKED_CENTER),
        TableColumn(label=say("First value"), width=13, role=Role.DECIMAL),
        TableColumn(label=say("Last value"), width=13, role=Role.DECIMAL),
        TableColumn(label=say("Change"), width=13, role=Role.DECIMAL),
        TableColumn(label=say("Change in %"), width=12, role=Role.PERCENT),
        TableColumn(label=say("Change in points"), width=12, role=Role.DECIMAL),
        TableColumn(label=say("Direction"), width=11, role=Role.LOCKED_CENTER),
        TableColumn(label=say("Reading"), width=20, role=Role.LOCKED_CENTER),
    )


def _values(page: Page, report: Report, row: TrendRow) -> tuple[CellValue | Entry, ...]:
    say, measure = page.wording.say, report.collection.framework.measures[row.measure]
    return (
        row.measure,
        measure.label,
        say(UNITS[measure.unit].label),
        row.partner,
        row.territory,
        row.first_period,
        row.last_period,
        _figure(row.first_value),
        _figure(row.last_value),
        _figure(row.abs_change),
        row.pct_change,
        _figure(row.points_change),
        say(DIRECTION_LABELS[row.direction]),
        say(TREND_READING_LABELS[row.reading]),
    )


def _figure(value: Decimal | None) -> CellValue | Entry:
    """Group the thousands of a whole number; the decimals of any other stay as they were given."""
    is_whole = value is not None and value == value.to_integral_value()
    return Entry(value, Role.COUNT) if is_whole else value

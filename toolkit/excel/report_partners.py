"""The sheet of a report by partner: states, with a chart."""

from collections.abc import Iterator

from toolkit.excel.report_charts import StackedChart, count_bars, insert_chart
from toolkit.excel.report_summary import CODED_LABEL, as_total, number_columns, state_groups
from toolkit.excel.report_tables import Entry, Page, TableColumn, capital, set_up_list, write_head, write_table
from toolkit.layout.plan import Area, CellValue
from toolkit.layout.styles import Role
from toolkit.model.completeness import CompletenessRow, Dimension
from toolkit.model.states import CODED_STATES, STATE_LABELS, State
from toolkit.model.summaries import Report
from toolkit.wording import Wording

_CODE_WIDTH, _NAME_WIDTH = 18, 66
_FIRST_GROUP = 5
_CHART_WIDTH, _CHART_HEAD, _BAR_HEIGHT = 1200, 120, 22


def write_partners(page: Page, report: Report) -> None:
    """Write the states of each partner's data points, and draw them."""
    say = page.wording.say
    sentence = say("Required data points of each partner by state; the chart stands below the table.")
    write_head(page, say("Completeness by partner"), sentence)
    columns = _partner_columns(page.wording)
    area = write_table(page, columns, _partner_rows(page, report))
    set_up_list(page, columns, area, 2)
    (whole,) = report.rows_of(Dimension.CAMPAIGN)
    total = as_total(columns, _partner_values(whole, say("All"), "", ""))
    for number, entry in enumerate(total, start=1):
        page.write(area.last_row + 1, number, entry.value, entry.role)
    _insert_chart(page, area)


def _partner_columns(wording: Wording) -> tuple[TableColumn, ...]:
    """Make the columns; the five groups of states stand side by side, as the chart needs them."""
    say = wording.say
    after = (say(STATE_LABELS[state]) for state in (State.BLANK, State.REJECTED, State.NOT_RETURNED))
    codes = tuple(capital(say("of which: {state}", state=say(STATE_LABELS[state]))) for state in CODED_STATES)
    return (
        TableColumn(label=say("Partner"), width=_CODE_WIDTH, role=Role.LOCKED),
        TableColumn(label=say("Name"), width=_NAME_WIDTH, role=Role.LOCKED),
        TableColumn(label=say("Sent back"), width=11, role=Role.LOCKED),
        *number_columns((say("Required data points"), say(STATE_LABELS[State.VALUE]), say(CODED_LABEL), *after)),
        *number_columns((say("Rate of values"), say("Rate of answers")), Role.PERCENT),
        *number_columns(codes),
    )


def _partner_rows(page: Page, report: Report) -> Iterator[tuple[CellValue | Entry, ...]]:
    say = page.wording.say
    for row in report.rows_of(Dimension.PARTNER):
        sent = say("yes") if row.was_returned else Entry(say("no"), Role.WARNING)
        yield _partner_values(row, row.key, row.label, sent)


def _partner_values(
    row: CompletenessRow, code: str, name: str, sent: CellValue | Entry
) -> tuple[CellValue | Entry, ...]:
    codes = tuple(row.states.get(state, 0) for state in CODED_STATES)
    return code, name, sent, row.expected, *state_groups(row), row.valued.rate, row.answered.rate, *codes


def _insert_chart(page: Page, area: Area) -> None:
    say = page.wording.say
    row = area.last_row + 3
    page.sheet.set_h_pagebreaks([row - 2])
    chart = StackedChart(
        title=say("Required data points by partner"),
        description=say(
            "Stacked bars, one a partner: share of data points with a value, a code, blank, rejected or not returned."
        ),
        categories=Area(first_row=area.first_row + 1, last_row=area.last_row, first_column=1, last_column=1),
        first_series=_FIRST_GROUP,
        header_row=area.first_row,
        row=row,
        column=1,
        width=_CHART_WIDTH,
        height=_CHART_HEAD + _BAR_HEIGHT * count_bars(area),
    )
    insert_chart(page, chart)

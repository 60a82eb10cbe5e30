"""Native charts of a report: data points, actions and targets by what is known of them, stacked to a hundred."""

from dataclasses import dataclass

from toolkit.excel.drawing import bounds, checked
from toolkit.excel.report_tables import Page
from toolkit.layout.plan import Area
from toolkit.layout.styles import FONT, INK, PAPER, QUIET_INK, RULE_LINE

Fill = dict[str, object]

_DARK: Fill = {"fill": {"color": "#1F4E79"}}
_MIDDLE: Fill = {"fill": {"color": "#7FA7C9"}}
_SAND: Fill = {"fill": {"color": "#F2DDA0"}}
_BAD: Fill = {"pattern": {"pattern": "dark_upward_diagonal", "fg_color": "#B5483A", "bg_color": f"#{PAPER}"}}
_ABSENT: Fill = {"pattern": {"pattern": "light_upward_diagonal", "fg_color": "#56606F", "bg_color": f"#{PAPER}"}}
_ENDED: Fill = {"pattern": {"pattern": "dark_horizontal", "fg_color": "#56606F", "bg_color": f"#{PAPER}"}}
_NOT_BEGUN: Fill = {"pattern": {"pattern": "dotted_grid", "fg_color": "#56606F", "bg_color": f"#{PAPER}"}}

STATE_FILLS = (_DARK, _MIDDLE, _SAND, _BAD, _ABSENT)
"""Looks of value, code, blank, rejected, not returned, told apart by tone and hatching too: for black and white."""
READING_FILLS = (_DARK, _BAD, _MIDDLE, _SAND, _ENDED, _NOT_BEGUN, _ABSENT)
"""Looks of the readings of actions, in the order of `ActionReading`."""
VERDICT_FILLS = (_DARK, _MIDDLE, _BAD, _ABSENT)
"""Looks of the verdicts on targets, in the order of `TargetVerdict`."""

_TEXT = {"name": FONT, "size": 9, "color": f"#{INK}"}
_TITLE = {"name": FONT, "size": 11, "bold": True, "color": f"#{INK}"}
_GRID = {"major_gridlines": {"visible": True, "line": {"color": f"#{RULE_LINE}", "width": 0.5}}}
_NO_GRID = {"major_gridlines": {"visible": False}}


MOST_BARS = 250
"""Bars of one chart; more of them nobody could tell apart, nor could every program draw them."""


def count_bars(table: Area) -> int:
    """Count the bars that a chart draws of a table with its header: one a row, up to a limit."""
    return min(MOST_BARS, table.last_row - table.first_row)


@dataclass(frozen=True, slots=True, kw_only=True)
class StackedChart:
    """What a chart shows, and where it stands.

    Attributes:
        categories: the cells that name the bars; of too many, the first are drawn.
        first_series: the column of the first series; the others follow it.
        header_row: the row that names the series.
        row, column: the cell at the upper left corner of the chart, counted from 1.
        width, height: in pixels.
        description: what a reader who cannot see the chart is told.
        fills: look of each series; there are as many series.
        is_horizontal: bars lie, the first on top; else they stand.
    """

    title: str
    description: str
    categories: Area
    first_series: int
    header_row: int
    row: int
    column: int
    width: int
    height: int
    fills: tuple[Fill, ...] = STATE_FILLS
    is_horizontal: bool = True


def insert_chart(page: Page, plan: StackedChart) -> None:
    """Draw a chart from cells of its own sheet; rows that a filter hides stay in it. No bars, no chart."""
    if plan.categories.last_row < plan.categories.first_row:
        return
    kind = "bar" if plan.is_horizontal else "column"
    chart = page.drawing.book.add_chart({"type": kind, "subtype": "percent_stacked"})
    name = page.sheet.get_name()
    for number in range(len(plan.fills)):
        chart.add_series(_series(name, plan, number))
    chart.set_title({"name": plan.title, "name_font": _TITLE, "overlay": False})
    chart.set_legend({"position": "bottom", "font": _TEXT})
    categories: dict[str, object] = {"num_font": _TEXT, "line": {"color": f"#{RULE_LINE}"}, **_NO_GRID}
    shares = {"num_font": _TEXT, "num_format": "0%", "line": {"none": True}, **_GRID}
    if plan.is_horizontal:
        # The first bar on top turns the axis over; the scale of shares goes back to the foot by crossing at its end.
        chart.set_y_axis(categories | {"reverse": True, "crossing": "max"})
        chart.set_x_axis(shares)
    else:
        chart.set_x_axis(categories)
        chart.set_y_axis(shares)
    chart.show_hidden_data()
    chart.set_size({"width": plan.width, "height": plan.height})
    place = {"description": plan.description, "object_position": 2}
    checked(page.sheet.insert_chart(plan.row - 1, plan.column - 1, chart, place), page.sheet, plan.row, plan.column)


def _series(sheet: str, plan: StackedChart, number: int) -> dict[str, object]:
    first_row, first_column, last_row, last_column = bounds(plan.categories)
    last_row = min(last_row, first_row + MOST_BARS - 1)
    column = plan.first_series - 1 + number
    return {
        "name": [sheet, plan.header_row - 1, column],
        "categories": [sheet, first_row, first_column, last_row, last_column],
        "values": [sheet, first_row, column, last_row, column],
        "border": {"color": f"#{QUIET_INK}", "width": 0.5},
        "gap": 40,
        **plan.fills[number],
    }

"""The first sheet of a report: what the collection comes to, in figures that fit on a page."""

from collections.abc import Iterator

from toolkit.excel.report_charts import StackedChart, insert_chart
from toolkit.excel.report_contents import write_contents
from toolkit.excel.report_tables import (
    HEADER_ROW,
    Entry,
    Page,
    TableColumn,
    capital,
    set_up_print,
    set_widths,
    write_head,
    write_table,
)
from toolkit.layout.group_words import type_in_words
from toolkit.layout.plan import Area, CellValue
from toolkit.layout.styles import Role
from toolkit.model.completeness import CompletenessRow, Dimension, Share
from toolkit.model.states import ACTION_STATUS_LABELS, STATE_LABELS, ActionStatus, State
from toolkit.model.summaries import Report
from toolkit.wording import Wording, phrase

CODED_LABEL = phrase("answered by a code")
"""What the five states of a code are called together, in tables and charts."""

_LABEL_WIDTH, _NUMBER_WIDTH = 40, 12.5
_CHART_COLUMN = 6
_FIRST_GROUP_OF_THEMES, _FIRST_GROUP_OF_PERIODS = 9, 4
_THEME_CHART_WIDTH, _PERIOD_CHART_WIDTH, _CHART_HEIGHT = 740, 1080, 400
_TOTAL_ROLES = {Role.LOCKED: Role.TOTAL_LABEL, Role.COUNT: Role.TOTAL_COUNT, Role.PERCENT: Role.TOTAL_PERCENT}

_KEY_FIGURES = (
    ("actions", phrase("Actions documented")),
    ("indicators", phrase("Indicators with a figure")),
    ("points", phrase("Required data points with a value")),
    ("partners", phrase("Partners who sent their workbook back")),
)


def write_summary(page: Page, report: Report) -> None:
    """Write the headline, the contents, the states, the themes and the periods, with two charts.

    It comes last, when all other sheets are known.
    """
    say, campaign = page.wording.say, report.collection.campaign
    sentence = say(
        "State of the collection: workbooks of {issued}, to be sent back by {deadline}.",
        issued=page.wording.day(campaign.issued),
        deadline=page.wording.day(campaign.deadline),
    )
    write_head(page, campaign.name, sentence)
    top = HEADER_ROW
    key_figures = _write_block(page, top, say("Key figures"), _share_columns(page.wording), _key_figures(page, report))
    top_of_states = write_contents(page, key_figures.last_row + 2) + 2
    title = say("Required data points by state")
    states = _write_block(page, top_of_states, title, _state_columns(page.wording), _states(page, report))
    themes = _write_block(
        page, states.last_row + 2, say("By theme"), _theme_columns(page.wording), _themes(page, report)
    )
    types = _write_block(
        page, themes.last_row + 2, say("By type of indicator"), _type_columns(page.wording), _types(page, report)
    )
    periods = _write_block(
        page, types.last_row + 2, say("By period"), _period_columns(page.wording), _periods(page, report)
    )
    set_widths(page, _theme_columns(page.wording))
    _insert_charts(page, themes, periods, top)
    page.sheet.set_h_pagebreaks([themes.first_row - 2, periods.first_row - 2])
    set_up_print(page)


def _write_block(
    page: Page, top: int, title: str, columns: tuple[TableColumn, ...], rows: Iterator[tuple[CellValue | Entry, ...]]
) -> Area:
    page.write(top, 1, title, Role.SECTION)
    return write_table(page, columns, rows, top + 1)


def number_columns(labels: tuple[str, ...], role: Role = Role.COUNT) -> tuple[TableColumn, ...]:
    """Make columns of numbers under these labels."""
    return tuple(TableColumn(label=capital(label), width=_NUMBER_WIDTH, role=role) for label in labels)


def state_group_labels(wording: Wording) -> tuple[str, ...]:
    """Name the five groups of states that tables and charts show."""
    say = wording.say
    return (
        say(STATE_LABELS[State.VALUE]),
        say(CODED_LABEL),
        say(STATE_LABELS[State.BLANK]),
        say(STATE_LABELS[State.REJECTED]),
        say(STATE_LABELS[State.NOT_RETURNED]),
    )


def state_groups(row: CompletenessRow) -> tuple[int, ...]:
    """Count the five groups of states of a row."""
    after = (row.states.get(state, 0) for state in (State.BLANK, State.REJECTED, State.NOT_RETURNED))
    return row.valued.part, row.coded, *after


def as_total(columns: tuple[TableColumn, ...], values: tuple[CellValue | Entry, ...]) -> tuple[Entry, ...]:
    """Give a row the look of a total."""
    plain = (each.value if isinstance(each, Entry) else each for each in values)
    roles = (_TOTAL_ROLES.get(column.role, column.role) for column in columns)
    return tuple(Entry(value, role) for value, role in zip(plain, roles, strict=True))


def _label_column(label: str) -> TableColumn:
    return TableColumn(label=label, width=_LABEL_WIDTH, role=Role.LOCKED)


def _share_columns(wording: Wording) -> tuple[TableColumn, ...]:
    say = wording.say
    numbers = number_columns((say("Number"), say("Of")))
    return (_label_column(say("Figure")), *numbers, *number_columns((say("Rate"),), Role.PERCENT))


def _key_figures(page: Page, report: Report) -> Iterator[tuple[CellValue | Entry, ...]]:
    for name, label in _KEY_FIGURES:
        share: Share = getattr(report.headline, name)
        yield page.wording.say(label), share.part, share.whole, share.rate


def _state_columns(wording: Wording) -> tuple[TableColumn, ...]:
    say = wording.say
    return (
        _label_column(say("State")),
        *number_columns((say("Number"),)),
        *number_columns((say("Share"),), Role.PERCENT),
    )


def _states(page: Page, report: Report) -> Iterator[tuple[CellValue | Entry, ...]]:
    say = page.wording.say
    (row,) = report.rows_of(Dimension.CAMPAIGN)
    for state in State:
        number = row.states.get(state, 0)
        yield capital(say(STATE_LABELS[state])), number, Share(part=number, whole=row.expected).rate
    whole = Share(part=row.expected, whole=row.expected)
    yield as_total(_state_columns(page.wording), (say("All"), whole.part, whole.rate))


def _theme_columns(wording: Wording) -> tuple[TableColumn, ...]:
    say = wording.say
    statuses = tuple(say(ACTION_STATUS_LABELS[status]) for status in ActionStatus)
    return (
        _label_column(say("Theme")),
        *number_columns((say("Actions"), say("Sent back"), *statuses)),
        *number_columns((say("Rate of actions"),), Role.PERCENT),
        *number_columns((say("Required data points"), *state_group_labels(wording))),
        *number_columns((say("Rate of data points"),), Role.PERCENT),
    )


def _themes(page: Page, report: Report) -> Iterator[tuple[CellValue | Entry, ...]]:
    for row in report.rows_of(Dimension.THEME):
        yield _theme_values(report, row, row.key, row.label)
    (whole,) = report.rows_of(Dimension.CAMPAIGN)
    yield as_total(_theme_columns(page.wording), _theme_values(report, whole, "", page.wording.say("All")))


def _theme_values(report: Report, row: CompletenessRow, theme: str, label: str) -> tuple[CellValue, ...]:
    counts = report.statuses.get(theme, {})
    statuses = tuple(counts.get(status, 0) for status in ActionStatus)
    actions = Share(part=counts.get(ActionStatus.DOCUMENTED, 0), whole=sum(statuses))
    returned = report.returned_actions.get(theme, 0)
    return label, actions.whole, returned, *statuses, actions.rate, row.expected, *state_groups(row), row.valued.rate


def _type_columns(wording: Wording) -> tuple[TableColumn, ...]:
    say = wording.say
    return (
        _label_column(say("Type of indicator")),
        *number_columns((say("Indicators asked"), say("With a value"))),
        *number_columns((say("Rate of values"),), Role.PERCENT),
        *number_columns((say("With a value or a code"),)),
        *number_columns((say("Rate of answers"),), Role.PERCENT),
        *number_columns((say("Required data points"), *state_group_labels(wording))),
        *number_columns((say("Rate of data points"),), Role.PERCENT),
    )


def _types(page: Page, report: Report) -> Iterator[tuple[CellValue | Entry, ...]]:
    for each in report.types:
        label = type_in_words(each.type, page.wording) or page.wording.say("not said by the framework")
        documented, answered, points = each.documented, each.answered, each.points
        counts = documented.whole, documented.part, documented.rate, answered.part, answered.rate
        yield label, *counts, points.expected, *state_groups(points), points.valued.rate


def _period_columns(wording: Wording) -> tuple[TableColumn, ...]:
    say = wording.say
    return (
        _label_column(say("Period")),
        TableColumn(label=say("Kind"), width=_NUMBER_WIDTH, role=Role.LOCKED),
        *number_columns((say("Data points"), *state_group_labels(wording))),
        *number_columns((say("Rate"),), Role.PERCENT),
    )


def _periods(page: Page, report: Report) -> Iterator[tuple[CellValue | Entry, ...]]:
    say = page.wording.say
    for dimension, kind in ((Dimension.PERIOD, say("required")), (Dimension.OPTIONAL_PERIOD, say("optional"))):
        for row in report.rows_of(dimension):
            yield row.label, kind, row.expected, *state_groups(row), row.valued.rate


def _insert_charts(page: Page, themes: Area, periods: Area, top: int) -> None:
    say = page.wording.say
    description = say("Stacked bars: share of data points with a value, a code, blank, rejected or not returned.")
    theme_chart = StackedChart(
        title=say("Required data points by theme"),
        description=description,
        categories=_names_of(themes, below=1),  # the total below the themes is no bar
        first_series=_FIRST_GROUP_OF_THEMES,
        header_row=themes.first_row,
        row=top,
        column=_CHART_COLUMN,
        width=_THEME_CHART_WIDTH,
        height=_CHART_HEIGHT,
    )
    period_chart = StackedChart(
        title=say("Data points by period"),
        description=description,
        categories=_names_of(periods, below=0),
        first_series=_FIRST_GROUP_OF_PERIODS,
        header_row=periods.first_row,
        row=periods.last_row + 2,
        column=1,
        width=_PERIOD_CHART_WIDTH,
        height=_CHART_HEIGHT,
        is_horizontal=False,
    )
    insert_chart(page, theme_chart)
    insert_chart(page, period_chart)


def _names_of(table: Area, below: int) -> Area:
    """Give the first column of a table without its header and without so many rows at its foot."""
    return Area(first_row=table.first_row + 1, last_row=table.last_row - below, first_column=1, last_column=1)

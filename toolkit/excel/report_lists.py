"""The long tables of a report: completeness by every dimension, and the status of each action."""

from collections.abc import Iterator

from toolkit.excel.report_summary import number_columns, state_group_labels, state_groups
from toolkit.excel.report_tables import Entry, Page, TableColumn, set_up_list, write_head, write_table
from toolkit.layout.plan import CellValue
from toolkit.layout.styles import Role
from toolkit.model.states import ACTION_STATUS_LABELS, STATE_LABELS, ActionStatus, State
from toolkit.model.summaries import DIMENSION_LABELS, CompletenessRow, Dimension, Report
from toolkit.wording import Wording

_LABEL_WIDTH = 56


def write_completeness_list(page: Page, report: Report) -> None:
    """Write every row of completeness, each state apart."""
    say = page.wording.say
    sentence = say("Data points by state, along every dimension; required periods only, the optional ones stand last.")
    write_head(page, say("Completeness"), sentence)
    columns = _completeness_columns(page.wording)
    area = write_table(page, columns, (_completeness_values(page.wording, row) for row in report.completeness))
    set_up_list(page, columns, area, 3)


def _completeness_columns(wording: Wording) -> tuple[TableColumn, ...]:
    say = wording.say
    return (
        TableColumn(label=say("Dimension"), width=16, role=Role.LOCKED),
        TableColumn(label=say("Code"), width=24, role=Role.KEY),
        TableColumn(label=say("Label"), width=_LABEL_WIDTH, role=Role.LOCKED),
        *number_columns((say("Data points"), *(say(STATE_LABELS[state]) for state in State))),
        *number_columns((say("Rate of values"), say("Rate of answers")), Role.PERCENT),
    )


def _completeness_values(wording: Wording, row: CompletenessRow) -> tuple[CellValue | Entry, ...]:
    # An objective has no code of its own: its text is its key, and need not stand twice.
    key = "" if row.dimension is Dimension.OBJECTIVE else row.key
    return (
        wording.say(DIMENSION_LABELS[row.dimension]),
        key,
        row.label or wording.say("not said by the framework"),
        row.expected,
        *(row.states.get(state, 0) for state in State),
        row.valued.rate,
        row.answered.rate,
    )


def write_action_list(page: Page, report: Report) -> None:
    """Write the status of each action, with the states of its data points."""
    say = page.wording.say
    sentence = say("Documented: a value for any period, or words of a partner. Answered without data: codes only.")
    write_head(page, say("Actions"), sentence)
    columns = _action_columns(page.wording)
    area = write_table(page, columns, _action_rows(page.wording, report))
    set_up_list(page, columns, area, 3)


def _action_columns(wording: Wording) -> tuple[TableColumn, ...]:
    say = wording.say
    return (
        TableColumn(label=say("Action"), width=9, role=Role.KEY),
        TableColumn(label=say("Theme"), width=14, role=Role.LOCKED),
        TableColumn(label=say("Title"), width=_LABEL_WIDTH, role=Role.LOCKED),
        TableColumn(label=say("Partners"), width=22, role=Role.LOCKED),
        TableColumn(label=say("Status"), width=18, role=Role.LOCKED),
        *number_columns((say("Required data points"), *state_group_labels(wording))),
        *number_columns((say("Rate of values"),), Role.PERCENT),
    )


def _action_rows(wording: Wording, report: Report) -> Iterator[tuple[CellValue | Entry, ...]]:
    for row in report.rows_of(Dimension.ACTION):
        action = report.collection.framework.actions[row.key]
        yield (
            action.code,
            action.theme,
            action.title,
            ", ".join(action.partners),
            _status_entry(wording, row.status),
            row.expected,
            *state_groups(row),
            row.valued.rate,
        )


def _status_entry(wording: Wording, status: ActionStatus | None) -> CellValue | Entry:
    if status is None:
        return None
    role = Role.WARNING if status is ActionStatus.NOT_ANSWERED else Role.LOCKED
    return Entry(wording.say(ACTION_STATUS_LABELS[status]), role)

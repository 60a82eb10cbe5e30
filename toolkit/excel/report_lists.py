"""The long tables of a report: completeness by every dimension, and the status of each action."""

from collections.abc import Iterator

from toolkit.analysis.grouping import partner_of_office
from toolkit.analysis.headline import was_action_returned
from toolkit.excel.report_summary import as_total, number_columns, state_group_labels, state_groups
from toolkit.excel.report_tables import Entry, Page, TableColumn, set_up_list, write_head, write_table
from toolkit.layout.group_words import group_in_words
from toolkit.layout.plan import CellValue
from toolkit.layout.styles import Role
from toolkit.model.completeness import (
    DELIVERY_LABELS,
    DIMENSION_LABELS,
    REASON_LABELS,
    CompletenessRow,
    Delivery,
    Dimension,
)
from toolkit.model.states import ACTION_STATUS_LABELS, STATE_LABELS, ActionStatus, State
from toolkit.model.summaries import Report
from toolkit.wording import Wording

_LABEL_WIDTH = 56
_WITHOUT_CODE = frozenset((Dimension.OBJECTIVE, Dimension.DELIVERY))
_DELIVERIES = tuple(each for each in Delivery if each is not Delivery.NOT_RETURNED)


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
        *number_columns((say("Justified"), *(say(DELIVERY_LABELS[each]) for each in _DELIVERIES))),
    )


def _completeness_values(wording: Wording, row: CompletenessRow) -> tuple[CellValue | Entry, ...]:
    # What has no code of its own has its text for a key, which need not stand twice.
    key = "" if row.dimension in _WITHOUT_CODE else row.key
    if row.dimension is Dimension.OFFICE:
        key = partner_of_office(row.key)
    return (
        wording.say(DIMENSION_LABELS[row.dimension]),
        key,
        group_in_words(row, wording),
        row.expected,
        *(row.states.get(state, 0) for state in State),
        row.valued.rate,
        row.answered.rate,
        row.coded,
        *(row.deliveries.get(each, 0) for each in _DELIVERIES),
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
        TableColumn(label=say("Sent back"), width=11, role=Role.LOCKED),
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
            _sent_entry(wording, row),
            _status_entry(wording, row.status),
            row.expected,
            *state_groups(row),
            row.valued.rate,
        )


def _sent_entry(wording: Wording, row: CompletenessRow) -> CellValue | Entry:
    return wording.say("yes") if was_action_returned(row) else Entry(wording.say("no"), Role.WARNING)


def _status_entry(wording: Wording, status: ActionStatus | None) -> CellValue | Entry:
    if status is None:
        return None
    role = Role.WARNING if status is ActionStatus.NOT_ANSWERED else Role.LOCKED
    return Entry(wording.say(ACTION_STATUS_LABELS[status]), role)


def write_unanswered_list(page: Page, report: Report) -> None:
    """Write the actions of which nothing is known: no value, no code, no words."""
    say = page.wording.say
    rows = [row for row in report.rows_of(Dimension.ACTION) if row.status is ActionStatus.NOT_ANSWERED]
    sentence = page.wording.count(
        "{n} action without a value, a code or words of a partner.",
        "{n} actions without a value, a code or words of a partner.",
        len(rows),
    )
    write_head(page, say("Actions not answered"), sentence)
    states = (State.BLANK, State.REJECTED, State.NOT_RETURNED)
    columns = (
        TableColumn(label=say("Action"), width=9, role=Role.KEY),
        TableColumn(label=say("Theme"), width=14, role=Role.LOCKED),
        TableColumn(label=say("Title"), width=_LABEL_WIDTH, role=Role.LOCKED),
        TableColumn(label=say("Partners"), width=22, role=Role.LOCKED),
        TableColumn(label=say("Sent back"), width=11, role=Role.LOCKED),
        *number_columns((say("Required data points"), *(say(STATE_LABELS[state]) for state in states))),
    )
    actions = report.collection.framework.actions
    area = write_table(
        page,
        columns,
        (
            (
                row.key,
                actions[row.key].theme,
                row.label,
                ", ".join(actions[row.key].partners),
                _sent_entry(page.wording, row),
                row.expected,
                *(row.states.get(state, 0) for state in states),
            )
            for row in rows
        ),
    )
    set_up_list(page, columns, area, 1)


def write_reason_list(page: Page, report: Report) -> None:
    """Write why partners have no figure: their data points with a code by reason, and the sum of all."""
    say = page.wording.say
    sentence = say("Required data points answered by a code, by the reason given; a rate of answers counts them.")
    write_head(page, say("Reasons"), sentence)
    columns = (
        TableColumn(label=say("Partner"), width=18, role=Role.LOCKED),
        TableColumn(label=say("Name"), width=_LABEL_WIDTH, role=Role.LOCKED),
        *number_columns((say("Justified"), *(say(label) for label in REASON_LABELS.values()))),
    )
    rows = report.rows_of(Dimension.PARTNER)
    area = write_table(page, columns, (_reason_values(row, row.key, row.label) for row in rows))
    set_up_list(page, columns, area, 2)
    (whole,) = report.rows_of(Dimension.CAMPAIGN)
    for number, entry in enumerate(as_total(columns, _reason_values(whole, say("All"), "")), start=1):
        page.write(area.last_row + 1, number, entry.value, entry.role)


def _reason_values(row: CompletenessRow, code: str, name: str) -> tuple[CellValue, ...]:
    return code, name, row.coded, *(row.reasons.get(reason, 0) for reason in REASON_LABELS)

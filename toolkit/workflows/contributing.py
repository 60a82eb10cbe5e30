"""What one return contributes: its answers, words, contacts and additions, and what is to be said of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from toolkit.analysis.answering import Answered, answer_grid_row
from toolkit.layout.form import Form
from toolkit.layout.keys import request_key, tidy_label
from toolkit.model.answers import ActionWords, Addition, Answer, AvailabilityWords, ContactWords, GridRow, Return
from toolkit.model.campaign import Collection
from toolkit.model.findings import Finding
from toolkit.model.states import CODED_STATES, State
from toolkit.rules.shifted import find_shifted
from toolkit.rules.structure import (
    DUPLICATE_ROW,
    FOREIGN_ROW,
    REPORTED_ERROR,
    UNKNOWN_KEY,
    find_changed_labels,
    find_missing_periods,
    find_missing_rows,
    find_outside,
    find_row,
    find_unknown_key,
    find_unread_sheet,
)
from toolkit.rules.values import AVAILABILITY_NOT_UNDERSTOOD, check_answered, find_words
from toolkit.workflows.free_rows import contribute_free_rows
from toolkit.workflows.offices import RowKeys, list_rows_due, name_offices
from toolkit.workflows.resolving import resolve_rows
from toolkit.workflows.row_words import Lists, answer_by_availability, mean_availability, mean_words


@dataclass(slots=True, kw_only=True)
class Contribution:
    """What one return contributes; filled while its form is interpreted.

    Attributes:
        file: with its accounts once the form is interpreted.
        doubts: findings on single answers; those on an answer that a later return corrects are settled.
        availability: by indicator, what is said of it as a whole.
        held: rows that its workbook should hold, and those that it holds.
        is_part: a workbook of corrections, which holds some rows only and was issued with empty cells.
        skipped: cells with something in them on rows that were not read.
    """

    file: Return
    answers: list[Answer] = field(default_factory=list)
    doubts: list[tuple[Answer, Finding]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    actions: list[ActionWords] = field(default_factory=list)
    contacts: list[ContactWords] = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)
    availability: dict[str, AvailabilityWords] = field(default_factory=dict)
    held: RowKeys = frozenset()
    is_part: bool = False
    skipped: int = 0


def contribute(form: Form, file: Return, collection: Collection, lists: Lists) -> Contribution:
    """Interpret the form of one return."""
    contribution = Contribution(file=file)
    resolve_rows(form, contribution, collection.framework)
    asked = {(request.measure, request.territory) for request in collection.framework.requests_of(file.partner)}
    rows: dict[tuple[str, str], list[Answered]] = {}
    _add_availability(form, contribution, lists)
    for row in form.grid_rows:
        if _is_ours(row, asked, contribution):
            _add_row(row, rows, contribution, (collection, lists))
    grid_answers = len(contribution.answers)
    contribution.findings.extend(find_shifted(contribution.answers, file.partner, collection))
    contribution.is_part = any(header.asks_again for header in form.grids)
    due = frozenset() if contribution.is_part else list_rows_due(file, collection.framework)
    contribution.held = due | frozenset(rows)
    contribution.findings.extend(find_missing_rows(file, sorted(due - set(rows))))
    if not contribution.is_part:
        contribution.findings.extend(_check_periods(form, file, collection))
    contribute_free_rows(form, contribution, (collection, lists))
    _add_words(form, contribution)
    contribution.answers[:] = name_offices(contribution.answers, contribution, collection.framework)
    _check_rest(form, contribution)
    contribution.file = _close_accounts(contribution, form, grid_answers)
    return contribution


def _add_availability(form: Form, contribution: Contribution, lists: Lists) -> None:
    partner = contribution.file.partner
    for indicator, (place, texts) in form.availability.items():
        said = AvailabilityWords(indicator=indicator, partner=partner, location=place, **texts)
        contribution.availability[indicator] = said
        if said.answer and tidy_label(said.answer) not in lists.availabilities:
            contribution.findings.append(find_words(AVAILABILITY_NOT_UNDERSTOOD, partner, place, said.answer))


def _is_ours(row: GridRow, asked: set[tuple[str, str]], contribution: Contribution) -> bool:
    file = contribution.file
    if row.partner == file.partner and (row.measure, row.territory) in asked:
        return True
    rule = UNKNOWN_KEY if row.partner == file.partner else FOREIGN_ROW
    place = row.header.place(file.file, row.row, "key")
    found = find_row(rule, row, place, read=request_key(row.measure, row.partner, row.territory))
    contribution.findings.append(replace(found, partner=file.partner))
    contribution.skipped += len(row.cells)
    return False


def _add_row(
    row: GridRow,
    rows: dict[tuple[str, str], list[Answered]],
    contribution: Contribution,
    given: tuple[Collection, Lists],
) -> None:
    collection, lists = given
    file = contribution.file
    meaning, findings = mean_words(row, file.file, lists)
    measure = collection.framework.measures[row.measure]
    said = contribution.availability.get(measure.indicator)
    if said is not None:
        meaning = answer_by_availability(meaning, mean_availability(said, lists))
    periods = collection.periods_of(row.measure).codes
    answered = [
        each
        for each in answer_grid_row(row, measure.unit, meaning, file.file)
        if each.answer.point.period in periods or each.answer.raw
    ]
    key = (row.measure, row.territory)
    if key in rows and not _add_copy(row, rows[key], answered, contribution):
        return
    rows.setdefault(key, answered)
    contribution.findings.extend(findings)
    if file.version == collection.campaign.version:
        contribution.findings.extend(find_changed_labels(row, file.file, collection))
    if row.words.reported_error:
        place = row.header.place(file.file, row.row, "reported_error")
        contribution.findings.append(find_row(REPORTED_ERROR, row, place, read=row.words.reported_error))
    for each in answered:
        contribution.answers.append(each.answer)
        if each.doubts:
            contribution.doubts.extend((each.answer, finding) for finding in check_answered(each))


def _add_copy(row: GridRow, first: list[Answered], copy: list[Answered], contribution: Contribution) -> bool:
    """Say whether a second copy of a row differs from the first, which is then a finding."""
    said = {each.answer.point: (each.answer.state, each.answer.value, each.answer.raw) for each in first}
    differing = [
        each
        for each in copy
        if each.answer.state is not State.BLANK
        and said.get(each.answer.point) != (each.answer.state, each.answer.value, each.answer.raw)
    ]
    if not differing:
        return False
    answer = differing[0].answer
    read = f"{said.get(answer.point, ('', '', ''))[2]} / {answer.raw}"
    contribution.findings.append(find_row(DUPLICATE_ROW, row, answer.location, read=read))
    return True


def _check_periods(form: Form, file: Return, collection: Collection) -> Iterator[Finding]:
    for header in form.grids:
        rows = (row for row in form.grid_rows if row.header is header and row.measure in collection.framework.measures)
        first = next(rows, None)
        if first is not None:
            asked = collection.periods_of(first.measure).all
            yield from find_missing_periods(
                file, header.sheet, [period.code for period in asked if period.code not in header.periods]
            )


def _add_words(form: Form, contribution: Contribution) -> None:
    partner = contribution.file.partner
    for action, place, texts in form.actions:
        contribution.actions.append(ActionWords(action=action, partner=partner, location=place, **texts))
    for name, place, text in form.contacts:
        contribution.contacts.append(ContactWords(partner=partner, field=name, text=text, location=place))


def _check_rest(form: Form, contribution: Contribution) -> None:
    file = contribution.file
    contribution.findings.extend(find_outside(file.partner, form.outside, form.outside_by_sheet))
    contribution.findings.extend(find_unread_sheet(file, sheet) for sheet in form.unread_sheets)
    contribution.findings.extend(find_unknown_key(file.partner, place, text) for place, text in form.unknown_keys)


def _close_accounts(contribution: Contribution, form: Form, grid_answers: int) -> Return:
    states = [answer.state for answer in contribution.answers]
    return replace(
        contribution.file,
        asked=grid_answers,
        volunteered=len(states) - grid_answers,
        values=states.count(State.VALUE),
        coded=sum(states.count(state) for state in CODED_STATES),
        blank=states.count(State.BLANK),
        rejected=states.count(State.REJECTED),
        outside=sum(form.outside_by_sheet.values()) + contribution.skipped,
    )

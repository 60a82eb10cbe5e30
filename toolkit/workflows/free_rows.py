"""Interprets the sheet of other data: rows whose meaning is known become data points, others are to be sorted."""

from typing import Protocol

from toolkit.analysis.answering import answer_free_row
from toolkit.analysis.typed_periods import interpret_period, propose_periods
from toolkit.layout.form import Form
from toolkit.model.answers import Addition, Answer, FreeRow, Point, Return
from toolkit.model.campaign import Collection
from toolkit.model.findings import Finding
from toolkit.model.places import Location
from toolkit.model.states import State
from toolkit.rules.values import FREE_ROW_INCOMPLETE, check_answered, find_words
from toolkit.wording import phrase
from toolkit.workflows.row_words import Lists, check_words, mean_free_words

_NO_MEASURE = phrase("the figure is none of the list")
_NO_TERRITORY = phrase("the territory is none of the list")
_NO_PERIOD = phrase("the period is none that this figure can have")
_NO_VALUE = phrase("the value is missing")


class Contributing(Protocol):
    """The part of a contribution that free rows add to."""

    file: Return
    answers: list[Answer]
    doubts: list[tuple[Answer, Finding]]
    findings: list[Finding]
    additions: list[Addition]


def contribute_free_rows(form: Form, contribution: Contributing, given: tuple[Collection, Lists]) -> None:
    """Add the answers of the free rows whose measure, territory and period are known; list the others."""
    for row in form.free_rows:
        _contribute_row(row, contribution, given)


def _contribute_row(row: FreeRow, contribution: Contributing, given: tuple[Collection, Lists]) -> None:
    collection, lists = given
    file = contribution.file
    measure = collection.framework.measures.get(lists.measure(row.measure))
    territory = lists.territory(row.territory)
    period = interpret_period(row.period, measure.period_kind) if measure is not None else None
    place = Location(file=file.file, sheet=row.sheet, cell=row.value_cell)
    meaning = mean_free_words(row.words, lists)
    contribution.findings.extend(check_words(row.words, meaning, file.partner, {"reason": place, "quality": place}))
    if measure is None or not territory or period is None:
        if measure is None:
            _add_to_sort(row, contribution, place, _NO_MEASURE)
        elif not territory:
            _add_to_sort(row, contribution, place, _NO_TERRITORY, lists.near_territory(row.territory))
        else:
            _add_to_sort(row, contribution, place, _NO_PERIOD, propose_periods(row.period, measure.period_kind))
        return
    point = Point(measure.code, file.partner, territory, period.code)
    answered = answer_free_row(row, point, measure.unit, meaning, file.file)
    if answered.answer.state is State.BLANK:
        _add_to_sort(row, contribution, place, _NO_VALUE)
        return
    contribution.answers.append(answered.answer)
    contribution.doubts.extend((answered.answer, finding) for finding in check_answered(answered))


def _add_to_sort(
    row: FreeRow, contribution: Contributing, place: Location, missing: str, proposals: tuple[str, ...] = ()
) -> None:
    raw = row.value.text if row.value is not None else ""
    contribution.additions.append(
        Addition(
            partner=contribution.file.partner,
            measure=row.measure,
            territory=row.territory,
            period=row.period,
            raw=raw,
            comment=row.words.comment,
            location=place,
        )
    )
    read = " · ".join(text for text in (row.measure, row.territory, row.period, raw) if text)
    contribution.findings.append(
        find_words(FREE_ROW_INCOMPLETE, contribution.file.partner, place, read, proposals, missing=missing)
    )

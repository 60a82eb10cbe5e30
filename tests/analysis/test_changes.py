"""What changed between two dates of return, from rows of the ledger alone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.changes import list_changes
from toolkit.model.changes import ChangeKind, LedgerAnswer
from toolkit.model.framework import Observation
from toolkit.model.records import PointRecord
from toolkit.model.states import State

FIRST, LAST = date(2020, 11, 1), date(2020, 11, 30)


def answer(day, value=None, state=None, **more):
    state = state or (State.BLANK if value is None else State.VALUE)
    record = PointRecord(
        partner=more.get("partner", "CAF"),
        action="G01",
        indicator="G01.1",
        measure=more.get("measure", "G01.1a"),
        territory="QP",
        period="2019",
        is_required=True,
        state=state,
        value=None if value is None else Decimal(value),
        unit="nombre",
        raw=str(value),
        returned_at=day,
        answer_class="" if state is State.BLANK else "new",
    )
    return LedgerAnswer(record=record, is_retained=more.get("retained", False), why=more.get("why", ""))


OCTOBER, NOVEMBER, DECEMBER = "2020-10-20", "2020-11-20T18:00:00Z", "2020-12-02"
ND = State.UNAVAILABLE

CASES = {
    "nothing returned": ([], []),
    "a zero is new": ([answer(NOVEMBER, 0, retained=True)], [("new", None, 0)]),
    "a blank is nothing": ([answer(NOVEMBER)], []),
    "returned before": ([answer(OCTOBER, 5, retained=True)], []),
    "returned after": ([answer(DECEMBER, 5, retained=True)], []),
    "corrected to zero": ([answer(OCTOBER, 5), answer(NOVEMBER, 0, retained=True)], [("corrected", 5, 0)]),
    "said again": ([answer(OCTOBER, 5), answer(NOVEMBER, 5, retained=True)], []),
    "a blank erases nothing": ([answer(OCTOBER, 5, retained=True), answer(NOVEMBER)], []),
    "withdrawn": ([answer(OCTOBER, 5), answer(NOVEMBER, state=ND, retained=True)], [("withdrawn", 5, None)]),
    "a code turned into a figure": (
        [answer(OCTOBER, state=ND), answer(NOVEMBER, 7, retained=True)],
        [("corrected", None, 7)],
    ),
    "corrected again later": (
        [answer(OCTOBER, 5), answer(NOVEMBER, 6), answer(DECEMBER, 7, retained=True)],
        [("corrected", 5, 6)],
    ),
    "left out by decision": (
        [answer(OCTOBER, 5), answer(NOVEMBER, 6, why="file_left_out"), answer(DECEMBER, 7, retained=True)],
        [],
    ),
    "out of date when it came": (
        [answer(OCTOBER, 5), answer(NOVEMBER, 6, why="stale"), answer(DECEMBER, 0, retained=True)],
        [],
    ),
    "settled for the earlier one": ([answer(OCTOBER, 5, retained=True), answer(NOVEMBER, 6)], []),
    "twice within the days": (
        [answer("2020-11-02", 5), answer(NOVEMBER, 6, retained=True)],
        [("new", None, 6)],
    ),
    "the first and the last day count": (
        [answer("2020-11-01", 5, retained=True), answer("2020-11-30T23:59:00", 0, retained=True, measure="G01.1b")],
        [("new", None, 5), ("new", None, 0)],
    ),
}


def found(answers, since=FIRST, until=LAST, observations=()):
    changes = list_changes(answers, observations, since, until)
    return [(each.kind.value, each.old.value, each.new.value) for each in changes]


@pytest.mark.parametrize("name", CASES)
def test_changes_between_two_dates(name):
    answers, expected = CASES[name]
    assert found(answers) == expected


@pytest.mark.parametrize(
    ("value", "state", "expected"),
    [
        (3, None, []),
        (0, None, [("corrected", 3, 0)]),
        (None, ND, [("withdrawn", 3, None)]),
    ],
)
def test_a_figure_that_was_pre_filled_is_what_was_known_before(value, state, expected):
    observation = Observation(measure="G01.1a", partner="CAF", territory="QP", period="2019", value=Decimal(3))
    assert found([answer(NOVEMBER, value, state, retained=True)], observations=[observation]) == expected


def test_a_pre_filled_figure_taken_out_is_withdrawn():
    observation = Observation(measure="G01.1a", partner="CAF", territory="QP", period="2019", value=Decimal(3))
    blank = answer(NOVEMBER)
    taken_out = replace(blank, record=replace(blank.record, answer_class="withdrawn"))
    assert found([taken_out], observations=[observation]) == [("withdrawn", 3, None)]


def test_partners_are_kept_apart_and_an_open_end_has_no_last_day():
    answers = [
        answer(OCTOBER, 1, retained=True, partner="CAF"),
        answer(DECEMBER, 2, retained=True, partner="PE"),
    ]
    assert found(answers, until=None) == [("new", None, 2)]


@given(
    st.lists(st.tuples(st.integers(1, 28), st.one_of(st.none(), st.integers(0, 2))), max_size=6),
    st.integers(2, 28),
)
def test_two_stretches_of_days_tell_together_what_the_whole_tells(typed, cut):
    """What is known at the end is the same, whether the days are looked at in one stretch or in two."""
    days = sorted(typed, key=lambda each: each[0])
    answers = [answer(f"2020-11-{day:02d}", value) for day, value in days]
    last = max((number for number, (_, value) in enumerate(days) if value is not None), default=None)
    answers = [replace(each, is_retained=number == last) for number, each in enumerate(answers)]
    whole = list(list_changes(answers, (), FIRST, LAST))
    parts = [
        *list_changes(answers, (), FIRST, date(2020, 11, cut - 1)),
        *list_changes(answers, (), date(2020, 11, cut), LAST),
    ]
    assert [each.new for each in whole] == [each.new for each in parts[-1:]]
    assert all(each.kind is ChangeKind.NEW for each in parts[:1])

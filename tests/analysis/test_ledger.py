"""The ledger of one data point: which of several answers is retained, and how each is classed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.answer_classes import Issued
from toolkit.analysis.merging import merge_partner, order_returns
from toolkit.model.answers import Answer, Point, Return, Verdict
from toolkit.model.places import Location
from toolkit.model.states import State

POINT = Point("T01.1b", "AAA", "QP", "2017")
CODES = {"": State.BLANK, "nd": State.UNAVAILABLE, "?": State.REJECTED}


def answer(name, typed):
    state = CODES.get(typed, State.VALUE)
    value = Decimal(typed) if state is State.VALUE else None
    return Answer(point=POINT, state=state, location=Location(file=name, sheet="S", cell="A1"), value=value, raw=typed)


def ledger(table, issued="40"):
    """Merge the returns of a table, one a line: name, edition, day, what was typed (- for nothing).

    The name stands for the hash too, which settles ties; a return named c… is a workbook of corrections.
    """
    returns, said = [], {}
    for line in table.strip().splitlines():
        name, edition, day, typed = line.split()
        returns.append(
            Return(
                file=name,
                sha256=name,
                partner="AAA",
                verdict=Verdict.READ,
                version=edition,
                returned_at=f"2020-10-{day}",
            )
        )
        said[name] = answer(name, "" if typed == "-" else typed)
    bare = frozenset(name for name in said if name.startswith("c"))
    figures = {POINT: Decimal(issued)} if issued else {}
    merged = merge_partner(
        [(file, [said[file.file]]) for file in order_returns(returns)], Issued(figures=figures, bare=bare)
    )
    return [
        f"{each.file.file} {each.answer_class or '-'} {each.why}" + " retained" * each.is_retained
        for each in merged.entries
    ]


CASES = {
    "a blank alone": ("a 1 01 -", "", ["a - says_nothing"]),
    "a zero is a value": ("a 1 01 0", "", ["a new only_answer retained"]),
    "left as issued": ("a 1 01 40", "40", ["a unchanged only_answer retained"]),
    "taken out": ("a 1 01 -", "40", ["a withdrawn says_nothing"]),
    "a blank after a value": (
        "a 1 01 7\nb 1 02 -",
        "",
        ["a new only_answer retained", "b - says_nothing"],
    ),
    "left as issued before the change": (
        "a 1 01 40\nb 1 02 45",
        "40",
        ["a unchanged superseded", "b corrected latest_return retained"],
    ),
    "left as issued after the change": (
        "a 1 01 45\nb 1 02 40",
        "40",
        ["a corrected latest_return retained", "b stale stale"],
    ),
    "left as issued on the day of the change, read first": (
        "a 1 01 40\nb 1 01 45",
        "40",
        ["a stale stale", "b corrected latest_return retained"],
    ),
    "left as issued on the day of the change, read last": (
        "a 1 01 45\nb 1 01 40",
        "40",
        ["a corrected latest_return retained", "b stale stale"],
    ),
    "put back in a workbook of corrections, whose cells are empty": (
        "a 1 01 45\nc 1 02 40",
        "40",
        ["a corrected superseded", "c corrected latest_return retained"],
    ),
    "typed for the first time in a workbook of corrections": (
        "a 1 01 -\nc 1 02 40",
        "40",
        ["a withdrawn says_nothing", "c new only_answer retained"],
    ),
    "an empty cell of a workbook of corrections": ("c 1 02 -", "40", ["c - says_nothing"]),
    "an older edition after a newer one": (
        "a 2 01 5\nb 1 02 4",
        "",
        ["b stale stale", "a new latest_return retained"],
    ),
    "an older edition after a newer one that was left as issued": (
        "a 2 01 40\nb 1 02 45",
        "40",
        ["b corrected latest_return retained", "a stale stale"],
    ),
    "an older edition that says nothing else": (
        "a 2 01 5\nb 1 02 5",
        "",
        ["b new same_as_retained", "a unchanged latest_return retained"],
    ),
    "a contradiction on one day": (
        "a 1 01 5\nb 1 01 6",
        "",
        ["a conflicting conflict_first_kept retained", "b conflicting conflict"],
    ),
    "what cannot be understood on the day of a value": (
        "a 1 01 ?\nb 1 01 6",
        "",
        ["a conflicting conflict", "b conflicting conflict_first_kept retained"],
    ),
    "a code after a value": (
        "a 1 01 5\nb 1 02 nd",
        "",
        ["a new superseded", "b withdrawn latest_return retained"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_of_several_answers_the_one_retained_and_the_class_of_each(name):
    table, issued, expected = CASES[name]
    assert ledger(table, issued) == expected


RETURNS = st.lists(
    st.tuples(st.sampled_from("123"), st.integers(1, 4), st.sampled_from(["-", "0", "40", "45", "nd", "?"])),
    min_size=1,
    max_size=6,
)


@given(RETURNS)
def test_something_is_retained_as_soon_as_something_is_said_and_never_a_blank(returns):
    lines = [
        f"{'ac'[number % 2]}{number} {edition} {day:02} {typed}" for number, (edition, day, typed) in enumerate(returns)
    ]
    retained = [line for line in ledger("\n".join(lines)) if line.endswith(" retained")]
    assert len(retained) == any(typed != "-" for _, _, typed in returns)
    assert not any("says_nothing" in line for line in retained)

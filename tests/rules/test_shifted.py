"""A block pasted one row or column off is told by the earlier figures of its neighbours, and nothing else is."""

from decimal import Decimal

import pytest
from small_campaign import TABLES, write_small_campaign

from toolkit.model.answers import Answer, Point
from toolkit.model.places import Location, cell_name
from toolkit.model.states import State
from toolkit.rules.shifted import find_shifted
from toolkit.workflows.loading import load_collection

ROWS = (("T01.1a", "PARIS"), ("T01.1a", "QP"), ("T01.1b", "QP"))
YEARS = ("2017", "2018", "2019", "2020")
EARLIER = {(row, year): 10 * (row + 2) + year * year for row in range(3) for year in range(3)}


@pytest.fixture
def collection(tmp_path):
    lines = [
        f"{measure},AAA,{territory},{YEARS[year]},{EARLIER[row, year]},A"
        for row, (measure, territory) in enumerate(ROWS)
        for year in range(3)
    ]
    table = "\n".join(["measure,partner,territory,period,value,status", *lines])
    return load_collection(write_small_campaign(tmp_path / "campaign", {**TABLES, "observations": table}))


def answers(typed):
    return [
        Answer(
            point=Point(*(ROWS[row][0], "AAA", ROWS[row][1]), YEARS[year]),
            state=State.VALUE if (row, year) in typed else State.BLANK,
            value=Decimal(typed[row, year]) if (row, year) in typed else None,
            location=Location(file="a.xlsx", sheet="Années civiles", cell=cell_name(6 + row, 7 + year)),
        )
        for row in range(3)
        for year in range(4)
    ]


def moved(down, right):
    return {(row + down, year + right): value for (row, year), value in EARLIER.items() if row + down in range(3)}


def told(typed, collection):
    return [
        (found.details["count"], found.details["detail"]) for found in find_shifted(answers(typed), "AAA", collection)
    ]


@pytest.mark.parametrize(
    ("down", "right", "said"),
    [
        (0, 1, ("9", "year before")),
        (1, 0, ("6", "row above")),
        (-1, 0, ("6", "row below")),
    ],
)
def test_a_block_one_off_is_told_with_the_neighbour_it_belongs_to(collection, down, right, said):
    assert told(moved(down, right), collection) == [said]


def test_eight_of_nine_are_not_enough_and_a_figure_without_a_neighbour_does_not_count(collection):
    typed = moved(0, 1)
    typed[2, 3] += 1
    assert told(typed, collection) == []
    assert told(moved(0, 1) | {(0, 0): 1}, collection) == [("9", "year before")]


@pytest.mark.parametrize("typed", [{}, EARLIER, dict.fromkeys(EARLIER, 0), {(0, 1): EARLIER[0, 0]}])
def test_figures_in_their_place_others_few_or_none_are_not_told(collection, typed):
    assert told(typed, collection) == []


def test_without_earlier_figures_nothing_can_be_told(tmp_path):
    collection = load_collection(write_small_campaign(tmp_path / "bare"))
    assert told(moved(0, 1), collection) == []

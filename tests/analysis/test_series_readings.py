import pytest
from hypothesis import given
from hypothesis import strategies as st
from paris_points import paris, paris_points
from small_series import point, points_of, small_collection

from toolkit.analysis.evolution import measure_evolution
from toolkit.analysis.trends import measure_trends
from toolkit.model.states import State
from toolkit.model.summaries import TrendMethod
from toolkit.model.trends import Obstacle, TrendReading

FIGURES = st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, allow_infinity=False, places=2)


def read_series(collection, points):
    return measure_evolution(collection, points, {}).series


def readings(*points, stable=None):
    return {
        (row.measure, row.territory): (row.reading.value, row.obstacle and row.obstacle.value)
        for row in read_series(small_collection(stable), points)
    }


@pytest.mark.parametrize(
    ("measure", "first", "last", "reading"),
    [
        ("count", "100", "120", "better"),
        ("count", "120", "100", "worse"),
        ("count", "100", "100", "unchanged"),
        ("count", "0", "0", "unchanged"),
        ("count", "5", "0", "worse"),
        ("gap", "12", "7", "better"),
        ("gap", "7", "12", "worse"),
        ("gap", "-4", "-2", "worse"),
        ("neutral", "7", "12", "no_direction"),
        ("neutral", "7", "7", "unchanged"),
    ],
)
def test_a_change_is_read_by_what_is_wanted(measure, first, last, reading):
    assert readings(*points_of(measure, y2015=first, y2019=last))[measure, "PARIS"][0] == reading


@pytest.mark.parametrize(
    ("stable", "last", "reading"),
    [
        (None, "101", "better"),
        ("0", "101", "better"),
        ("5", "105", "unchanged"),
        ("5", "95", "unchanged"),
        ("5", "105.01", "better"),
        ("5", "94.99", "worse"),
        ("2.5", "102.5", "unchanged"),
        ("5", "0", "worse"),
    ],
)
def test_a_change_within_the_declared_threshold_is_none(stable, last, reading):
    assert readings(*points_of("count", y2015="100", y2019=last), stable=stable)["count", "PARIS"] == (reading, None)


def test_from_zero_there_is_a_reading_and_no_percentage():
    (row,) = read_series(small_collection("5"), points_of("count", y2015=0, y2019=1))
    assert (row.reading, row.obstacle, row.pct_change) == (TrendReading.BETTER, Obstacle.ZERO_BASE, None)


@pytest.mark.parametrize(
    ("points", "obstacle"),
    [
        ([point(None)], "no_figure"),
        ([point(None, state=State.UNAVAILABLE)], "no_figure"),
        ([point(0)], "one_figure"),
        ([point(7, "2015-2019")], "only_spans"),
        ([point(7, "2015-2017"), point(9, "2017-2019")], "only_spans"),
        ([point(7, "2015"), point(9, "2018/2019")], "unlike_periods"),
        ([point(7, territory_given="QP")], "other_territory"),
        ([point(7), point(9, "2019", territory_given="QP")], "territory_changed"),
        ([point(7), point(9, "2019", territory_given="le nord")], "territory_changed"),
        ([point(7, territory_given="le nord"), point(9, "2019", territory_given="le nord")], "territory_in_words"),
        ([point(None, measure="words", state=State.VALUE, raw="oui")], "text"),
        ([point(None, measure="words")], "no_figure"),
        ([point(0, measure="label"), point(1, "2019", measure="label")], "yes_no"),
        ([point(7), point(9, "2019", quality="break")], "break"),
        ([point(7), point(8, "2017", quality="break"), point(9, "2019")], "break"),
        ([point(7, quality="partial"), point(9, "2019")], "partial"),
        ([point(7), point(9, "2019", quality="partial")], "partial"),
    ],
)
def test_where_nothing_can_be_concluded_the_reason_is_given(points, obstacle):
    row = next(row for row in read_series(small_collection(), points) if row.territory == "PARIS")
    assert (row.reading, row.obstacle) == (TrendReading.NOT_CONCLUDED, Obstacle(obstacle))


@pytest.mark.parametrize(
    "points",
    [
        [point(7, quality="break"), point(9, "2019")],
        [point(7, quality="estimated"), point(9, "2019", quality="provisional")],
        [point(7), point(8, "2017", quality="partial"), point(9, "2019")],
    ],
)
def test_what_is_comparable_is_read(points):
    assert readings(*points) == {("count", "PARIS"): ("better", None)}


def test_figures_given_for_another_territory_are_read_there():
    points = [point(7, territory_given="QP"), point(9, "2019", territory_given="QP")]
    assert readings(*points) == {
        ("count", "PARIS"): ("not_concluded", "other_territory"),
        ("count", "QP"): ("better", None),
    }


def test_no_points_have_no_series():
    assert read_series(small_collection(), ()) == ()


@pytest.mark.parametrize(
    ("points", "is_new"),
    [
        ([point(0), point(5, "2019")], True),
        ([point(0), point(0, "2019")], False),
        ([point(5), point(0, "2019")], False),
        ([point(None, state=State.NOT_APPLICABLE, reason="not_created"), point(5, "2019")], True),
        ([point(None, state=State.NOT_APPLICABLE, reason="stopped"), point(5, "2019")], False),
        ([point(5), point(None, "2019", state=State.NOT_APPLICABLE, reason="not_created")], False),
        ([point(5), point(6, "2019")], False),
    ],
)
def test_a_series_is_new_when_there_was_nothing_before(points, is_new):
    (row,) = read_series(small_collection(), points)
    assert row.newly_created is is_new


def test_every_row_asked_of_the_example_is_read_and_agrees_with_its_whole_trend():
    rows = read_series(paris(), paris_points())
    asked = {(request.measure, request.partner, request.territory) for request in paris().framework.requests}
    assert asked <= {(row.measure, row.partner, row.territory) for row in rows}
    whole = {
        (row.measure, row.partner, row.territory): (row.first_value, row.last_value, row.reading)
        for row in measure_trends(paris(), paris_points())
        if row.method is TrendMethod.WHOLE
    }
    read = {(row.measure, row.partner, row.territory): row for row in rows if row.figures > 1}
    assert {key: (row.first_value, row.last_value, row.reading) for key, row in read.items()} == whole
    assert all((row.obstacle is None) <= (row.reading is not TrendReading.NOT_CONCLUDED) for row in rows)


@given(FIGURES, FIGURES, st.decimals(min_value=0, max_value=10**6, places=2), st.sampled_from(["0", "5"]))
def test_raising_the_last_value_never_makes_a_wanted_rise_worse(first, last, more, stable):
    order = ["worse", "unchanged", "better"]
    before, after = (
        readings(*points_of("count", y2015=first, y2019=value), stable=stable)["count", "PARIS"][0]
        for value in (last, last + more)
    )
    assert order.index(after) >= order.index(before)


@given(FIGURES, FIGURES)
def test_what_is_better_of_a_measure_meant_to_rise_is_worse_of_one_meant_to_fall(first, last):
    up, down = (
        readings(*points_of(measure, y2015=first, y2019=last), stable="5")[measure, "PARIS"][0]
        for measure in ("share", "gap")
    )
    assert down == {"better": "worse", "worse": "better", "unchanged": "unchanged"}[up]


@given(st.permutations([point(7), point(9, "2019"), point(8, "2017"), point(3, territory="QP"), point(None, "2016")]))
def test_readings_do_not_depend_on_the_order_of_the_points(points):
    expected = {("count", "PARIS"): ("better", None), ("count", "QP"): ("not_concluded", "one_figure")}
    assert readings(*points) == expected

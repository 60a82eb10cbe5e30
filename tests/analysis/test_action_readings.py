import pytest
from hypothesis import given
from hypothesis import strategies as st
from paris_points import paris_report
from small_series import point, points_of, small_collection

from toolkit.analysis.action_readings import count_readings
from toolkit.analysis.evolution import measure_evolution
from toolkit.model.states import State
from toolkit.model.trends import ActionReading, Obstacle, Overruling

BETTER = points_of("count", y2015=100, y2019=150)
WORSE = points_of("share", y2015=50, y2019=40)
UNCHANGED = points_of("stock", y2015=10, y2019=10)
NEUTRAL = points_of("neutral", y2015=1, y2019=2)
SPAN = points_of("stock", **{"2015-2019": 7})
FALLEN = points_of("count", y2015=100, y2019=0)
ZERO = points_of("count", y2015=0, y2019=0)


def so(reason, period="2019", measure="persons", territory="PARIS"):
    return point(None, period, measure, territory, state=State.NOT_APPLICABLE, reason=reason)


STARTED = (so("not_created", "2015"), point(40, "2019", "persons"))


def read(*points, overrulings=None):
    return measure_evolution(small_collection("5"), points, overrulings or {}).actions[0]


@pytest.mark.parametrize(
    ("points", "strict", "counted"),
    [
        ((), "not_measurable", "not_measurable"),
        (BETTER, "strengthened", "strengthened"),
        (WORSE, "reduced", "reduced"),
        (UNCHANGED, "maintained", "maintained"),
        (BETTER + UNCHANGED, "strengthened", "strengthened"),
        (WORSE + UNCHANGED, "reduced", "reduced"),
        (BETTER + WORSE, "mixed", "strengthened"),
        (NEUTRAL, "not_measurable", "not_measurable"),
        (SPAN, "not_measurable", "not_measurable"),
        (STARTED, "not_measurable", "strengthened"),
        (STARTED + UNCHANGED, "maintained", "strengthened"),
        (STARTED + WORSE, "reduced", "strengthened"),
        (points_of("count", y2015=0, y2019=4), "strengthened", "strengthened"),
        (FALLEN, "stopped", "stopped"),
        (FALLEN + WORSE, "reduced", "reduced"),
        (FALLEN + UNCHANGED, "reduced", "reduced"),
        (FALLEN + ZERO[:0] + points_of("persons", y2015=0, y2019=0), "stopped", "stopped"),
        (ZERO, "not_started", "not_started"),
        (ZERO[:1], "not_measurable", "not_measurable"),
        ((so("stopped"),), "stopped", "stopped"),
        ((so("not_created"),), "not_started", "not_started"),
        ((so("stopped"), *BETTER), "strengthened", "strengthened"),
        ((so("nothing_to_report"),), "not_measurable", "not_measurable"),
        (points_of("incidents", y2015=9, y2019=0), "strengthened", "strengthened"),
        (points_of("incidents", y2015=0, y2019=0), "maintained", "maintained"),
        ((point(9, "2015"), point(0, "2018"), point(None, "2019", state=State.UNAVAILABLE)), "reduced", "reduced"),
    ],
)
def test_an_action_is_read_twice(points, strict, counted):
    row = read(*points)
    assert (row.strict.value, row.counted_as.value, row.computed.value) == (strict, counted, strict)


def test_the_measures_behind_a_reading_are_named_and_counted():
    row = read(
        *BETTER, *points_of("count", "QP", y2015=5, y2019=4), *WORSE, *UNCHANGED, *NEUTRAL, point(0, measure="gap")
    )
    assert (row.measures_better, row.measures_worse) == (("count",), ("count", "share"))
    assert row.measures_unchanged == ("stock",)
    counts = row.better, row.worse, row.unchanged, row.no_direction, row.not_concluded
    assert counts == (1, 2, 1, 1, 1)


def test_an_action_that_cannot_be_measured_says_why():
    assert read(*SPAN, point(None)).obstacles == (Obstacle.NO_FIGURE, Obstacle.ONLY_SPANS)
    assert read(*BETTER, *SPAN).obstacles == ()


def test_the_coordinator_comes_before_the_figures_and_both_are_shown():
    settled = Overruling(
        action="A1", reading=ActionReading.MIXED, reason="Deux sites ont fermé.", author="A. Martin", date="2021-03-01"
    )
    row = read(*BETTER, overrulings={"A1": settled})
    assert (row.strict.value, row.counted_as.value, row.computed.value) == ("mixed", "strengthened", "strengthened")
    assert (row.overruled_because, row.overruled_by, row.overruled_on) == (
        "Deux sites ont fermé.",
        "A. Martin",
        "2021-03-01",
    )
    assert read(*BETTER, overrulings={"A2": settled}).overruled_because == ""


def test_every_action_of_the_example_is_read_once_and_the_counts_add_up():
    rows = paris_report().evolution.actions
    assert len(rows) == 172
    for strict in (True, False):
        counts = count_readings(rows, strict=strict)
        assert list(counts) == ["", "Grandir", "Travailler", "Habiter"]
        assert [sum(each.values()) for each in counts.values()] == [172, 64, 54, 54]
    mixed = [row for row in rows if row.computed is ActionReading.MIXED]
    assert mixed
    assert {row.counted_as for row in mixed} == {ActionReading.STRENGTHENED}


def test_without_actions_the_counts_are_zero():
    assert count_readings((), strict=True) == {"": dict.fromkeys(ActionReading, 0)}


@given(st.permutations([*BETTER, *WORSE, *UNCHANGED, so("stopped")]))
def test_a_reading_does_not_depend_on_the_order_of_the_points(points):
    row = read(*points)
    assert (row.strict.value, set(row.measures_better), set(row.measures_worse)) == ("mixed", {"count"}, {"share"})


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 10**6))
def test_raising_a_last_figure_that_should_rise_never_reduces_an_action(first, last, more):
    order = ["reduced", "maintained", "strengthened"]
    before, after = (read(*points_of("count", y2015=first, y2019=value)).strict.value for value in (last, last + more))
    assert order.index(after) >= order.index(before)

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paris_points import paris, paris_points, read_answers

from toolkit.analysis.trends import measure_trends
from toolkit.model.records import PointRecord
from toolkit.model.states import State
from toolkit.model.summaries import Direction, TrendMethod

COUNT, SHARE, YES_NO, SCHOOL = "T12.1b", "T25.1b", "oui_non", "G01.1a"


def figure(value, period="2015", measure=COUNT, **more):
    unit = paris().framework.measures[measure].unit
    defaults = {"partner": "PE", "territory": "PARIS", "is_required": True, "state": State.VALUE, "unit": unit}
    amount = None if value is None else Decimal(value)
    return PointRecord(action="", indicator="", measure=measure, period=period, value=amount, **{**defaults, **more})


def trends(*points):
    return measure_trends(paris(), points)


@pytest.mark.parametrize(
    ("first", "last", "change", "percent", "direction"),
    [
        ("100", "150", "50", "50", "up"),
        ("3", "4", "1", "33.3333", "up"),
        ("150", "100", "-50", "-33.3333", "down"),
        ("0", "5", "5", None, "up"),
        ("0", "0", "0", None, "stable"),
        ("5", "0", "-5", "-100", "down"),
        ("33.9", "33.90", "0", "0", "stable"),
        ("-4", "-2", "2", "50", "up"),
        ("0.1", "0.3", "0.2", "200", "up"),
        ("1000000", "2000000", "1000000", "100", "up"),
    ],
)
def test_a_change_is_exact_and_plain(first, last, change, percent, direction):
    (row,) = trends(figure(first), figure(last, "2019"))
    assert [f"{row.abs_change:f}", row.direction.value] == [change, direction]
    assert (None if row.pct_change is None else f"{row.pct_change:f}") == percent
    assert (row.method, row.points_change, row.target_status) == (TrendMethod.WHOLE, None, "")


def test_shares_change_in_points():
    (row,) = trends(figure("33.9", measure=SHARE), figure("31.4", "2019", measure=SHARE))
    assert row.points_change == row.abs_change == Decimal("-2.5")


def test_every_pair_is_there_and_the_longest_alone_is_the_whole():
    rows = trends(*(figure(year, str(year)) for year in (2017, 2015, 2019)))
    pairs = [(row.first_period, row.last_period, row.method.value) for row in rows]
    assert pairs == [("2015", "2017", "part"), ("2015", "2019", "whole"), ("2017", "2019", "part")]


def test_nothing_and_one_figure_have_no_trend():
    assert trends() == ()
    assert trends(figure("1")) == ()


def test_periods_of_different_kinds_never_mix():
    years = figure("1"), figure("2", "2016")
    mixed = figure("7", "2015/2016"), figure("8", "2015-2016"), figure("9", "2014-2018")
    assert trends(*years, *mixed) == trends(*years)


def test_what_is_no_figure_has_no_trend():
    framework = paris().framework
    yes_no = next(code for code, measure in framework.measures.items() if measure.unit == "oui_non")
    assert trends(figure("1", measure=yes_no), figure("0", "2016", measure=yes_no)) == ()
    assert trends(figure("1"), figure(None, "2016", state=State.BLANK)) == ()
    assert trends(figure("1"), figure(None, "2016", state=State.VALUE)) == ()


def test_a_figure_stands_at_the_territory_that_it_was_given_for():
    given_elsewhere = figure("1", territory_given="QPV"), figure("2", "2016", territory_given="QPV")
    assert [row.territory for row in trends(*given_elsewhere)] == ["QPV"]
    in_words = figure("1", territory_given="le nord du 18e"), figure("2", "2016", territory_given="le nord du 18e")
    assert trends(*in_words) == ()


def test_a_figure_asked_for_its_territory_comes_before_one_that_was_moved_there():
    own = figure("1", territory="QPV"), figure("2", "2016", territory="QPV")
    moved = figure("70", territory_given="QPV"), figure("80", "2016", territory_given="QPV")
    assert trends(*own, *moved) == trends(*moved, *own) == trends(*own)


FIGURES = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=3)


@given(FIGURES, FIGURES, st.decimals(min_value=0, max_value=10**6, places=3))
def test_raising_the_last_value_never_turns_an_increase_into_a_decrease(first, last, more):
    (before,) = trends(figure(first), figure(last, "2019"))
    (after,) = trends(figure(first), figure(last + more, "2019"))
    order = [Direction.DOWN, Direction.STABLE, Direction.UP]
    assert order.index(after.direction) >= order.index(before.direction)
    assert after.abs_change >= before.abs_change
    assert before.pct_change is None or after.pct_change >= before.pct_change


@given(st.permutations([figure(value, period) for value, period in (("3", "2015"), ("1", "2016"), ("2", "2018"))]))
def test_trends_do_not_depend_on_the_order_of_the_figures(points):
    assert [row.abs_change for row in trends(*points)] == [Decimal(-2), Decimal(-1), Decimal(1)]


PUBLISHED = read_answers("published_changes.csv")


@pytest.fixture(scope="module")
def paris_trends():
    return {
        (row.measure, row.partner, row.territory, row.first_period, row.last_period): row
        for row in measure_trends(paris(), paris_points())
    }


def bears_out(published, row):
    """Say whether a trend gives what is printed, at the number of decimals that is printed."""
    printed = published["value"]
    if published["kind"] != "direction":
        found = getattr(row, published["kind"])
        return found is not None and round(found, -Decimal(printed).as_tuple().exponent) == Decimal(printed)
    if printed == "stable":
        return row.direction is Direction.STABLE or (row.pct_change is not None and abs(row.pct_change) <= 5)
    return row.direction.value == printed


def test_all_published_changes_are_looked_at():
    assert len(PUBLISHED) == 144


@pytest.mark.parametrize("published", PUBLISHED, ids=lambda row: "-".join(row.values()))
def test_a_published_change_comes_out_as_the_figures_bear_it_out(published, paris_trends):
    key = [published[name] for name in ("measure", "partner", "territory", "from_period", "to_period")]
    assert bears_out(published, paris_trends[tuple(key)]) == (published["agrees"] == "yes")

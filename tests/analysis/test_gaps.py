from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paris_points import paris, paris_report
from small_series import point, points_of, small_collection

from toolkit.analysis.gaps import measure_gaps, reference_of
from toolkit.analysis.series import gather_series

SHARES = st.decimals(min_value=0, max_value=100, allow_nan=False, allow_infinity=False, places=1)


def gaps(*points):
    collection = small_collection()
    return measure_gaps(collection, gather_series(collection.framework, points))


def pair(measure, own, reference, **more):
    """Make the figures of QP and PARIS for two years."""
    return (
        *points_of(measure, "QP", y2015=own[0], y2019=own[1]),
        *points_of(measure, "PARIS", y2015=reference[0], y2019=reference[1]),
        *more.values(),
    )


@pytest.mark.parametrize(
    ("own", "reference", "levels", "verdict", "reading"),
    [
        (("10", "9"), ("6", "6"), ("4", "3"), "closing", "worse"),
        (("40", "48"), ("50", "52"), ("-10", "-4"), "closing", "better"),
        (("40", "41"), ("50", "55"), ("-10", "-14"), "widening", "worse"),
        (("40", "45"), ("50", "55"), ("-10", "-10"), "unchanged", "unchanged"),
        (("40", "58"), ("50", "55"), ("-10", "3"), "closing", "better"),
        (("50", "50"), ("50", "50"), ("0", "0"), "unchanged", "unchanged"),
        (("0", "0"), ("0", "1"), ("0", "-1"), "widening", "worse"),
    ],
)
def test_levels_of_shares_are_compared(own, reference, levels, verdict, reading):
    (row,) = gaps(*pair("share", own, reference))
    assert (row.gap_first, row.gap_last) == tuple(map(Decimal, levels))
    assert (row.verdict.value, row.reading.value, row.basis.value) == (verdict, reading, "level")
    assert (row.territory, row.reference, row.first_period, row.last_period) == ("QP", "PARIS", "2015", "2019")
    assert row.change == Decimal(own[1]) - Decimal(own[0])
    assert row.change_reference == Decimal(reference[1]) - Decimal(reference[0])


@pytest.mark.parametrize(
    ("own", "reference", "change", "change_reference", "verdict"),
    [
        (("10", "20"), ("1000", "1500"), "100", "50", "faster"),
        (("10", "11"), ("1000", "1500"), "10", "50", "slower"),
        (("10", "15"), ("1000", "1500"), "50", "50", "same_pace"),
        (("10", "9"), ("1000", "500"), "-10", "-50", "faster"),
        (("10", "0"), ("1000", "1000"), "-100", "0", "slower"),
    ],
)
def test_counts_are_compared_by_their_pace_and_have_no_gap(own, reference, change, change_reference, verdict):
    (row,) = gaps(*pair("count", own, reference))
    assert (row.change, row.change_reference) == (Decimal(change), Decimal(change_reference))
    assert (row.gap_first, row.gap_last, row.verdict.value, row.basis.value) == (None, None, verdict, "pace")


def test_a_measure_that_should_fall_gains_by_falling():
    (row,) = gaps(*pair("gap", ("12", "8"), ("6", "6")))
    assert (row.verdict.value, row.reading.value) == ("closing", "better")


def test_only_periods_that_both_have_are_compared():
    own = points_of("share", "QP", y2015=10, y2017=12, y2018=13)
    (row,) = gaps(*own, *points_of("share", "PARIS", y2016=20, y2017=21, y2018=25, y2019=30))
    assert (row.first_period, row.last_period, row.gap_first, row.gap_last) == ("2017", "2018", -9, -12)


def test_one_common_period_shows_levels_and_no_verdict():
    (row,) = gaps(*points_of("share", "QP", y2015=10), *points_of("share", "PARIS", y2015=0, y2019=20))
    assert (row.gap_first, row.gap_last, row.change, row.change_reference) == (10, 10, None, None)
    assert (row.verdict.value, row.obstacle.value) == ("not_concluded", "one_figure")


@pytest.mark.parametrize(
    ("points", "obstacle"),
    [
        (pair("count", ("0", "5"), ("100", "150")), "zero_base"),
        (pair("count", ("5", "5"), ("0", "150")), "zero_base"),
        (pair("share", ("5", "5"), ("7", "9"), b=point(8, "2017", "share", "PARIS", quality="break")), "break"),
        (pair("share", ("5", "5"), ("7", "9"), b=point(8, "2017", "share", "QP", quality="break")), "break"),
    ],
)
def test_a_gap_that_cannot_be_judged_says_why(points, obstacle):
    (row,) = gaps(*points)
    assert (row.verdict.value, row.reading.value, row.obstacle.value) == ("not_concluded", "not_concluded", obstacle)


def test_nothing_and_figures_without_a_reference_make_no_gap():
    assert gaps() == ()
    assert gaps(*points_of("share", "QP", y2015=10, y2019=12)) == ()
    assert gaps(*points_of("share", "QP", y2015=1), *points_of("share", "PARIS", y2019=1)) == ()
    of_another = [point(5, year, "share", partner="BBB") for year in ("2015", "2019")]
    assert gaps(*points_of("share", "QP", y2015=10, y2019=12), *of_another) == ()


def test_a_site_is_no_priority_territory():
    territories = small_collection().framework.territories
    assert {code: reference_of(territories, code) for code in territories} == {
        "PARIS": None,
        "QPV": "PARIS",
        "QP": "PARIS",
        "SITE": None,
    }


def test_the_gaps_of_the_example_are_with_paris():
    rows = paris_report().evolution.gaps
    assert {row.reference for row in rows} == {"PARIS"}
    assert {"QP", "QPV", "QVA", "REP/REP+"} <= {row.territory for row in rows}
    assert all(row.territory in paris().framework.territories for row in rows)


@given(SHARES, SHARES, SHARES, SHARES)
def test_a_gap_is_the_difference_and_its_change_that_of_the_changes(first, last, first_reference, last_reference):
    (row,) = gaps(*pair("share", (first, last), (first_reference, last_reference)))
    assert row.gap_last - row.gap_first == row.change - row.change_reference
    sizes = {"closing": -1, "unchanged": 0, "widening": 1}
    difference = abs(row.gap_last) - abs(row.gap_first)
    assert sizes[row.verdict.value] == (difference > 0) - (difference < 0)


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 10**6), st.integers(0, 99))
def test_raising_the_last_figure_of_a_territory_never_makes_it_slower(
    first, last, first_reference, last_reference, more
):
    order = ["slower", "same_pace", "faster"]
    before, after = (
        gaps(*pair("count", (first, value), (first_reference, last_reference)))[0].verdict.value
        for value in (last, last + more)
    )
    assert order.index(after) >= order.index(before)

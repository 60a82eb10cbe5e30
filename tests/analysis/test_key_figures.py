from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paris_points import paris, paris_report
from small_series import point, points_of, small_collection

from toolkit.analysis.evolution import measure_evolution
from toolkit.analysis.key_figures import LARGEST_MOVES, LEAST_COUNT
from toolkit.model.key_figures import FigureKind


def key_figures(*points):
    return measure_evolution(small_collection(), points, {}).key_figures


def of_kind(kind, *points):
    return [row for row in key_figures(*points) if row.kind.value == kind]


def test_without_figures_there_are_no_key_figures():
    assert key_figures() == ()
    assert key_figures(point(None)) == ()


def test_years_are_added_only_where_they_may_be():
    figures = {f"y{year}": year - 2014 for year in range(2015, 2020)}
    (total,) = of_kind("total", *points_of("count", **figures))
    assert (total.value, total.first_period, total.last_period, total.periods, total.cautions) == (
        15,
        "2015",
        "2019",
        5,
        (),
    )
    for measure in ("stock", "share", "neutral"):
        assert of_kind("total", *points_of(measure, **figures)) == []


def test_a_total_leaves_out_optional_periods_and_says_what_is_missing():
    (total,) = of_kind("total", *points_of("count", y2015=0, y2016=7, y2020=1000))
    assert (total.value, total.last_period, total.periods, total.periods_asked) == (7, "2016", 2, 5)
    assert [caution.value for caution in total.cautions] == ["periods_missing"]


@pytest.mark.parametrize(
    ("points", "cautions"),
    [
        (points_of("persons", y2015=1, y2016=2), ["same_may_return", "periods_missing"]),
        (points_of("persons", y2015=1), ["periods_missing"]),
        ((point(1), point(2, "2016", quality="break")), ["periods_missing", "break"]),
        ((point(1), point(2, "2016", quality="estimated")), ["periods_missing", "not_final"]),
    ],
)
def test_what_has_to_be_said_with_a_total_is_said(points, cautions):
    (total,) = of_kind("total", *points)
    assert [caution.value for caution in total.cautions] == cautions


def test_nothing_is_added_across_territories():
    totals = of_kind("total", *points_of("count", "QP", y2015=1), *points_of("count", "PARIS", y2015=5))
    assert [(row.territory, row.value, row.rank) for row in totals] == [("PARIS", 5, 1), ("QP", 1, 2)]


def test_the_latest_level_is_the_last_figure_even_when_it_is_zero():
    (latest,) = of_kind("latest", *points_of("stock", y2015=9, y2019=0))
    assert (latest.value, latest.last_period, latest.cautions) == (0, "2019", ())


def test_shares_move_in_points_and_counts_in_percent():
    moves = of_kind("rise", *points_of("share", y2015=10, y2019=12), *points_of("count", y2015=20, y2019=30))
    assert [(row.measure, row.change, row.change_unit) for row in moves] == [
        ("count", Decimal(50), "%"),
        ("share", Decimal(2), "points"),
    ]


def test_a_small_count_makes_no_large_move():
    assert of_kind("rise", *points_of("count", y2015=LEAST_COUNT - 1, y2019=500)) == []
    assert of_kind("rise", *points_of("count", y2015=0, y2019=500)) == []
    assert len(of_kind("rise", *points_of("count", y2015=LEAST_COUNT, y2019=500))) == 1


def test_no_change_and_a_break_are_no_moves():
    still = points_of("count", y2015=50, y2019=50)
    broken = (point(50, "2015", "stock"), point(90, "2019", "stock", quality="break"))
    assert of_kind("rise", *still, *broken) == of_kind("fall", *still, *broken) == []


def test_the_moves_of_a_theme_are_its_largest():
    rows = paris_report().evolution.key_figures
    moves = [
        row for row in rows if row.theme == "Travailler" and row.kind is FigureKind.RISE and row.change_unit == "%"
    ]
    assert [row.rank for row in moves] == list(range(1, LARGEST_MOVES + 1))
    assert [row.change for row in moves] == sorted((row.change for row in moves), reverse=True)
    assert all(row.change < 0 for row in rows if row.kind is FigureKind.FALL)


def test_the_totals_of_the_example_are_of_measures_whose_years_may_be_added():
    measures = paris().framework.measures
    totals = [row for row in paris_report().evolution.key_figures if row.kind is FigureKind.TOTAL]
    assert totals
    assert {measures[row.measure].across_periods for row in totals} == {"sum"}


@pytest.mark.parametrize(
    ("values", "counted"),
    [
        ({"y2015": 20, "y2016": 22, "y2017": 23, "y2018": 24, "y2019": 25, "y2020": 30}, 5),
        ({"y2019": 20, "y2020": 30}, 1),
        ({"y2015": 20, "y2019": 30}, 2),
    ],
)
def test_an_optional_year_is_none_of_the_required_ones(values, counted):
    (move,) = of_kind("rise", *points_of("count", **values))
    assert (move.periods, move.periods_asked) == (counted, 5)


@given(st.lists(st.integers(0, 10**9), min_size=5, max_size=5))
def test_a_total_is_the_sum_of_its_years(figures):
    (total,) = of_kind("total", *points_of("count", **{f"y{2015 + n}": value for n, value in enumerate(figures)}))
    assert total.value == sum(figures)

from dataclasses import replace
from decimal import Decimal

import pytest
from paris_points import empty_report, paris, paris_points, paris_report
from test_completeness import ONE, OPTIONAL, asked_points, point_key, small, with_offices

from toolkit.analysis.completeness import list_points_behind, measure_completeness
from toolkit.analysis.grouping import make_grouping
from toolkit.analysis.matrices import measure_heat_maps, measure_territories, measure_types
from toolkit.model.completeness import Dimension, Figure
from toolkit.model.states import State


def heat(collection, points, columns):
    points = tuple(points)
    grouping = make_grouping(collection, points)
    maps = measure_heat_maps(grouping, points, measure_completeness(collection, points, (), grouping))
    return next(each for each in maps if each.column_dimension is columns or each.row_dimension is columns)


def found(heat_map):
    return {pair: (share.part, share.whole) for pair, share in heat_map.shares.items()}


def valued(points, *keys, **changes):
    return [replace(point, state=State.VALUE, **changes) if point_key(point) in keys else point for point in points]


def test_partners_and_themes_have_the_pairs_asked_and_no_others():
    shares = found(heat(small(), valued(asked_points(small()), ONE), Dimension.THEME))
    assert shares == {("A", "Grandir"): (0, 5), ("A", "Travailler"): (1, 5), ("B", "Travailler"): (0, 5)}


def test_partners_and_periods_keep_the_optional_ones_apart():
    heat_map = heat(small(), valued(asked_points(small()), ONE, OPTIONAL), Dimension.PERIOD)
    assert heat_map.columns[-2:] == ("2020", "2019/2020")
    assert heat_map.optional_columns == {"2020", "2019/2020"}
    shares = found(heat_map)
    assert (shares["A", "2015"], shares["A", "2020"], shares["B", "2020"]) == ((1, 1), (1, 1), (0, 1))
    assert ("B", "2014/2015") not in shares


def test_territories_and_themes_count_what_was_asked_there():
    shares = found(heat(small(), valued(asked_points(small()), ONE), Dimension.TERRITORY))
    assert shares == {("PARIS", "Grandir"): (0, 5), ("QPV", "Travailler"): (1, 10)}


@pytest.mark.parametrize("columns", [Dimension.THEME, Dimension.PERIOD, Dimension.TERRITORY])
def test_behind_every_cell_stand_as_many_data_points_as_it_says(columns):
    points = tuple(valued(asked_points(small()), ONE, OPTIONAL))
    grouping = make_grouping(small(), points)
    heat_map = heat(small(), points, columns)
    for (row, column), share in heat_map.shares.items():
        dimension = Dimension.OPTIONAL_PERIOD if column in heat_map.optional_columns else heat_map.column_dimension
        within = ((heat_map.row_dimension, row),)
        cell = Figure(dimension=dimension, key=column, within=within)
        assert len(list_points_behind(grouping, points, cell)) == share.whole
        assert len(list_points_behind(grouping, points, replace(cell, column="value"))) == share.part


def test_volunteered_figures_are_in_no_heat_map():
    points = list(asked_points(small()))
    extra = replace(points[0], state=State.VALUE, is_required=False, is_volunteered=True)
    assert found(heat(small(), [*points, extra], Dimension.THEME)) == found(heat(small(), points, Dimension.THEME))


@pytest.mark.parametrize("heat_map", paris_report().heat_maps, ids=lambda each: f"{each.row_dimension}-by")
def test_required_cells_of_a_heat_map_add_up_to_the_paris_campaign(heat_map):
    required = [share for (_, key), share in heat_map.shares.items() if key not in heat_map.optional_columns]
    assert (sum(share.part for share in required), sum(share.whole for share in required)) == (1341, 7170)


def test_a_matrix_tells_asked_and_given_territories_apart():
    points = [
        *valued(asked_points(small()), ONE, territory_given="QVA", value=Decimal(1)),
        replace(next(asked_points(small())), state=State.VALUE, territory_given="le quartier", is_volunteered=True),
    ]
    matrix = measure_territories(small().framework, points)
    assert matrix.territories == ("PARIS", "QPV", "QVA", "")
    assert matrix.values == {("G1.1", "PARIS"): 0, ("G1.1", ""): 1, ("T1.1", "QPV"): 0, ("T1.1", "QVA"): 1}
    assert matrix.asked == {("G1.1", "PARIS"), ("T1.1", "QPV")}


def test_the_paris_matrix_holds_every_figure_once():
    assert sum(paris_report().territories.values.values()) == 1690
    assert sum(point.state is State.VALUE for point in paris_points()) == 1690


def test_types_tell_documented_and_answered_indicators_apart():
    points = valued(asked_points(with_offices(), State.BLANK), ONE)
    points = [replace(point, state=State.PENDING) if point.measure == "G1.1a" else point for point in points]
    rows = measure_completeness(with_offices(), points, ())
    rates = {
        each.type: (each.documented.part, each.answered.part, each.answered.whole)
        for each in measure_types(with_offices().framework, rows)
    }
    assert rates == {"resultat": (0, 1, 1), "": (1, 1, 1)}


def test_the_types_of_paris_add_up_to_the_headline():
    types = paris_report().types
    assert {each.type for each in types} == {"realisation", "resultat", "impact"}
    assert sum(each.documented.part for each in types) == paris_report().headline.indicators.part
    assert sum(each.documented.whole for each in types) == len(paris().framework.indicators)


def test_a_collection_of_nothing_has_empty_matrices():
    report = empty_report()
    assert [dict(each.shares) for each in report.heat_maps] == [{}, {}, {}]
    assert (report.territories.territories, report.territories.indicators, report.types) == ((), (), ())

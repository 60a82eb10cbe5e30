import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paris_points import asked_points, paris, paris_points, paris_words, point_key

from toolkit.analysis.completeness import measure_completeness, measure_partner_themes
from toolkit.analysis.headline import count_action_statuses, measure_headline
from toolkit.errors import AccountsError
from toolkit.model.campaign import Collection
from toolkit.model.framework import Action, Framework, Indicator, Measure, Partner, Request, Territory
from toolkit.model.periods import PeriodKind
from toolkit.model.records import ActionRecord
from toolkit.model.states import CODED_STATES, ActionStatus, State
from toolkit.model.summaries import CompletenessRow, Dimension

ADDING_UP = tuple(each for each in Dimension if each is not Dimension.OPTIONAL_PERIOD)


def small():
    """Two actions of two themes, one of them asked of two partners; a third action that nothing is asked of."""
    framework = Framework(
        partners={code: Partner(code=code, name=f"Partner {code}") for code in ("A", "B", "IDLE")},
        territories={code: Territory(code=code, label=code.title()) for code in ("PARIS", "QPV", "QVA")},
        actions={
            "G1": Action(code="G1", theme="Grandir", objective="Apprendre", title="Lire"),
            "T1": Action(code="T1", theme="Travailler", objective="Trouver", title="Embaucher"),
            "T2": Action(code="T2", theme="Travailler", objective="Trouver", title="Former"),
        },
        indicators={
            "G1.1": Indicator(code="G1.1", action="G1", label="Livres", type="resultat"),
            "T1.1": Indicator(code="T1.1", action="T1", label="Emplois", type=""),
        },
        measures={
            "G1.1a": Measure(
                code="G1.1a", indicator="G1.1", label="Livres", unit="nombre", period_kind=PeriodKind.SCHOOL
            ),
            "T1.1a": Measure(code="T1.1a", indicator="T1.1", label="Emplois", unit="%", period_kind=PeriodKind.CIVIL),
        },
        requests=(
            Request(measure="G1.1a", partner="A", territory="PARIS"),
            Request(measure="T1.1a", partner="A", territory="QPV"),
            Request(measure="T1.1a", partner="B", territory="QPV"),
        ),
    )
    return Collection(campaign=paris().campaign, framework=framework)


def rows_of(rows, dimension):
    return {row.key: row for row in rows if row.dimension is dimension}


def with_state(points, key, state):
    return [replace(point, state=state) if point_key(point) == key else point for point in points]


ONE, OPTIONAL = ("T1.1a", "A", "QPV", "2015"), ("T1.1a", "A", "QPV", "2020")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(State), min_size=18, max_size=18))
def test_whatever_the_states_are_each_dimension_adds_up_to_the_campaign(states):
    points = [replace(point, state=state) for point, state in zip(asked_points(small()), states, strict=True)]
    rows = measure_completeness(small(), points, ())
    for dimension in ADDING_UP:
        for state in State:
            asked = sum(point.state is state for point in points if point.is_required)
            assert sum(row.states.get(state, 0) for row in rows_of(rows, dimension).values()) == asked
    assert all(row.expected == 15 for row in rows_of(rows, Dimension.CAMPAIGN).values())
    optional = rows_of(rows, Dimension.OPTIONAL_PERIOD)
    assert {key: row.expected for key, row in optional.items()} == {"2020": 2, "2019/2020": 1}


def test_dimensions_and_their_groups_stand_in_order():
    rows = measure_completeness(small(), asked_points(small()), ())
    assert list(dict.fromkeys(row.dimension for row in rows)) == list(Dimension)
    assert list(rows_of(rows, Dimension.PARTNER)) == ["A", "B"]
    assert list(rows_of(rows, Dimension.TERRITORY)) == ["PARIS", "QPV"]
    periods = ["2015", "2016", "2017", "2018", "2019", "2014/2015", "2015/2016", "2016/2017", "2017/2018", "2018/2019"]
    assert list(rows_of(rows, Dimension.PERIOD)) == periods
    assert list(rows_of(rows, Dimension.TYPE)) == ["resultat", ""]


def test_labels_are_the_names_of_the_framework():
    rows = measure_completeness(small(), asked_points(small()), ())
    assert rows_of(rows, Dimension.PARTNER)["A"].label == "Partner A"
    assert rows_of(rows, Dimension.ACTION)["T1"].label == "Embaucher"
    assert rows_of(rows, Dimension.TERRITORY)["QPV"].label == "Qpv"
    assert rows_of(rows, Dimension.OBJECTIVE)["Apprendre"].label == "Apprendre"


def test_a_group_of_nothing_has_no_rate_and_is_not_left_out():
    row = rows_of(measure_completeness(small(), asked_points(small()), ()), Dimension.ACTION)["T2"]
    assert (row.expected, row.valued.rate, row.answered.rate) == (0, None, None)
    assert row.status is ActionStatus.NOT_ANSWERED


def test_an_empty_framework_gives_the_campaign_with_zero():
    framework = Framework(partners={}, territories={}, actions={}, indicators={}, measures={}, requests=())
    rows = measure_completeness(Collection(campaign=paris().campaign, framework=framework), (), ())
    assert [(row.dimension, row.expected) for row in rows] == [(Dimension.CAMPAIGN, 0)]
    assert measure_headline(rows).actions.rate is None


@pytest.mark.parametrize(
    ("states", "valued", "answered"),
    [
        ({}, None, None),
        ({State.BLANK: 3}, "0.0", "0.0"),
        ({State.VALUE: 1, State.BLANK: 2}, "33.3", "33.3"),
        ({State.VALUE: 1, State.PENDING: 1, State.NOT_RETURNED: 1}, "33.3", "66.7"),
        ({State.VALUE: 1, State.REJECTED: 7}, "12.5", "12.5"),
        ({State.VALUE: 1, State.BLANK: 15}, "6.3", "6.3"),
    ],
)
def test_rates_are_percent_with_one_decimal(states, valued, answered):
    row = CompletenessRow(dimension=Dimension.THEME, key="", label="", states=states)
    assert [None if rate is None else str(rate) for rate in (row.valued.rate, row.answered.rate)] == [valued, answered]


@pytest.mark.parametrize("key", [ONE, OPTIONAL])
def test_a_value_at_a_required_or_optional_period_documents_its_action(key):
    points = with_state(asked_points(small()), key, State.VALUE)
    assert rows_of(measure_completeness(small(), points, ()), Dimension.ACTION)["T1"].status is ActionStatus.DOCUMENTED


def test_a_volunteered_value_documents_its_action_and_is_not_counted():
    points = list(asked_points(small()))
    extra = replace(points[0], state=State.VALUE, is_required=False, is_volunteered=True, period="2014/2015-2018/2019")
    rows = measure_completeness(small(), [*points, extra], ())
    assert rows_of(rows, Dimension.ACTION)["G1"].status is ActionStatus.DOCUMENTED
    assert rows_of(rows, Dimension.ACTION)["G1"].states == {State.NOT_RETURNED: 5}


def test_words_of_any_partner_document_an_action_that_has_no_figure():
    words = (
        ActionRecord(action="T2", partner="B", change="Formation reportée"),
        ActionRecord(action="G1", partner="A"),
    )
    rows = rows_of(measure_completeness(small(), asked_points(small()), words), Dimension.ACTION)
    assert [rows["T2"].status, rows["G1"].status] == [ActionStatus.DOCUMENTED, ActionStatus.NOT_ANSWERED]


@pytest.mark.parametrize("state", CODED_STATES)
def test_a_code_alone_is_an_answer_without_data(state):
    points = with_state(asked_points(small(), State.BLANK), ONE, state)
    assert rows_of(measure_completeness(small(), points, ()), Dimension.ACTION)["T1"].status is ActionStatus.NO_DATA


@pytest.mark.parametrize("state", [State.BLANK, State.REJECTED, State.NOT_RETURNED])
def test_what_is_blank_rejected_or_not_returned_is_no_answer(state):
    rows = measure_completeness(small(), asked_points(small(), state), ())
    assert {row.status for row in rows_of(rows, Dimension.ACTION).values()} == {ActionStatus.NOT_ANSWERED}


def test_accounts_that_do_not_close_stop_the_run():
    points = list(asked_points(small()))
    for wrong in (
        points[1:],
        [*points, points[0]],
        [replace(points[0], territory="QVA"), *points[1:]],
        [replace(points[0], is_required=False), *points[1:]],
    ):
        with pytest.raises(AccountsError, match="run `toolkit merge` again"):
            measure_completeness(small(), wrong, ())


def test_results_of_another_framework_stop_the_run():
    with pytest.raises(AccountsError, match="action X9"):
        measure_completeness(small(), asked_points(small()), [ActionRecord(action="X9", partner="A", change="?")])
    stranger = replace(next(asked_points(small())), measure="X9.1a", state=State.VALUE, is_volunteered=True)
    with pytest.raises(AccountsError, match=r"measure X9\.1a"):
        measure_completeness(small(), [*asked_points(small()), stranger], ())


def test_the_heat_map_has_the_pairs_asked_and_no_others():
    shares = measure_partner_themes(small(), with_state(asked_points(small()), ONE, State.VALUE))
    found = {pair: (share.part, share.whole) for pair, share in shares.items()}
    assert found == {("A", "Grandir"): (0, 5), ("A", "Travailler"): (1, 5), ("B", "Travailler"): (0, 5)}


def test_the_paris_headline_is_157_of_172():
    rows = measure_completeness(paris(), paris_points(), paris_words())
    headline = measure_headline(rows)
    assert (headline.actions.part, headline.actions.whole, str(headline.actions.rate)) == (157, 172, "91.3")
    assert (headline.points.part, headline.points.whole) == (1341, 7170)
    counts = count_action_statuses(rows, paris().framework)
    documented = {theme: count[ActionStatus.DOCUMENTED] for theme, count in counts.items()}
    assert documented == {"": 157, "Grandir": 59, "Travailler": 48, "Habiter": 50}
    assert counts[""] == {ActionStatus.DOCUMENTED: 157, ActionStatus.NO_DATA: 11, ActionStatus.NOT_ANSWERED: 4}


def test_ten_thousand_points_take_well_under_a_second():
    points = paris_points()
    began = time.perf_counter()
    measure_completeness(paris(), points, ())
    assert time.perf_counter() - began < 0.5

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paris_points import asked_points, paris, paris_points, paris_words, point_key

from toolkit.analysis.completeness import list_points_behind, measure_completeness
from toolkit.analysis.deliveries import list_arrivals
from toolkit.analysis.grouping import adds_up, make_grouping
from toolkit.analysis.headline import count_action_statuses, count_actions_returned, measure_headline
from toolkit.analysis.reviews import Returned, make_reviews
from toolkit.errors import AccountsError
from toolkit.model.answers import Return, Verdict
from toolkit.model.campaign import Collection
from toolkit.model.completeness import REASON_COLUMNS, CompletenessRow, Delivery, Dimension, Figure
from toolkit.model.framework import Action, Framework, Indicator, Measure, Office, Partner, Request, Territory
from toolkit.model.periods import PeriodKind
from toolkit.model.records import ActionRecord
from toolkit.model.states import CODED_STATES, ActionStatus, State

ADDING_UP = tuple(each for each in Dimension if adds_up(each))


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


def test_words_on_an_action_that_nobody_knows_document_nothing():
    points = tuple(asked_points(small()))
    words = [ActionRecord(action="une action à nous", partner="A", change="?")]
    assert measure_completeness(small(), points, words) == measure_completeness(small(), points, ())


def test_results_of_another_framework_stop_the_run():
    stranger = replace(next(asked_points(small())), measure="X9.1a", state=State.VALUE, is_volunteered=True)
    with pytest.raises(AccountsError, match=r"measure X9\.1a"):
        measure_completeness(small(), [*asked_points(small()), stranger], ())


def test_the_paris_headline_is_157_of_172():
    rows = measure_completeness(paris(), paris_points(), paris_words())
    headline = measure_headline(rows)
    assert (headline.actions.part, headline.actions.whole, str(headline.actions.rate)) == (157, 172, "91.3")
    assert (headline.points.part, headline.points.whole) == (1341, 7170)
    counts = count_action_statuses(rows, paris().framework)
    documented = {theme: count[ActionStatus.DOCUMENTED] for theme, count in counts.items()}
    assert documented == {"": 157, "Grandir": 59, "Travailler": 48, "Habiter": 50}
    assert counts[""] == {ActionStatus.DOCUMENTED: 157, ActionStatus.NO_DATA: 11, ActionStatus.NOT_ANSWERED: 4}
    returned = count_actions_returned(rows, paris().framework)
    assert returned == {"": 168, "Grandir": 63, "Travailler": 51, "Habiter": 54}


def test_ten_thousand_points_take_well_under_a_second():
    points = paris_points()
    began = time.process_time()
    measure_completeness(paris(), points, ())
    assert time.process_time() - began < 0.5


def with_offices():
    """The small campaign, with a cross-cutting theme or two for each action of A, and two offices in it."""
    framework = small().framework
    actions = framework.actions | {
        "G1": replace(framework.actions["G1"], cross_cutting=("sante", "droits")),
        "T1": replace(framework.actions["T1"], cross_cutting=("droits",)),
    }
    offices = (
        Office(partner="A", name="Livres", theme="Grandir"),
        Office(partner="A", name="Emploi", theme="Travailler"),
    )
    return replace(small(), framework=replace(framework, actions=actions, offices=offices))


def test_rows_belong_to_the_office_that_holds_their_action():
    rows = rows_of(measure_completeness(with_offices(), asked_points(with_offices()), ()), Dimension.OFFICE)
    assert {key: (row.label, row.expected) for key, row in rows.items()} == {
        "A|Livres": ("Livres", 5),
        "A|Emploi": ("Emploi", 5),
        "": ("", 5),
    }


def test_an_office_that_the_partner_states_counts_where_the_framework_knows_none():
    points = [
        replace(point, office="Service B") if point.partner == "B" else point for point in asked_points(with_offices())
    ]
    rows = rows_of(measure_completeness(with_offices(), points, ()), Dimension.OFFICE)
    assert {key: row.expected for key, row in rows.items()} == {"A|Livres": 5, "A|Emploi": 5, "B|Service B": 5}


def test_an_action_of_two_cross_cutting_themes_counts_in_both():
    rows = rows_of(measure_completeness(with_offices(), asked_points(with_offices()), ()), Dimension.CROSS_CUTTING)
    assert {key: row.expected for key, row in rows.items()} == {"sante": 5, "droits": 15, "": 0}


@pytest.mark.parametrize(
    ("reason", "column"),
    [("", "reason_none"), ("no_tool", "reason_no_tool"), ("Le logiciel a changé", "reason_own_words")],
)
def test_a_code_counts_under_its_reason(reason, column):
    points = [
        replace(point, state=State.UNAVAILABLE, reason=reason) if point_key(point) == ONE else point
        for point in asked_points(small(), State.BLANK)
    ]
    row = rows_of(measure_completeness(small(), points, ()), Dimension.PARTNER)["A"]
    assert row.reasons == {REASON_COLUMNS[column]: 1}
    assert (row.valued.part, row.answered.part, row.coded) == (0, 1, 1)


def test_a_reason_beside_a_value_justifies_nothing():
    points = [replace(point, state=State.VALUE, reason="no_tool") for point in asked_points(small())]
    assert rows_of(measure_completeness(small(), points, ()), Dimension.PARTNER)["A"].reasons == {}


def arrival(day, office="", verdict=Verdict.READ):
    return Return(file=f"{day}.xlsx", sha256="ab", partner="A", verdict=verdict, returned_at=day, office=office)


# returns of partner A; deadline 30 November, that of A may be later; what A's 10 data points are then
DELIVERIES = [
    ((), None, {Delivery.UNDATED: 10}),
    (("2020-11-30",), None, {Delivery.ON_TIME: 10}),
    (("2020-11-30T23:59:59Z",), None, {Delivery.ON_TIME: 10}),
    (("2020-12-01",), None, {Delivery.LATE: 10}),
    (("2020-12-01",), date(2020, 12, 1), {Delivery.ON_TIME: 10}),
    (("2020-12-02", "2020-11-01"), None, {Delivery.ON_TIME: 10}),
]


@pytest.mark.parametrize(("days", "extension", "expected"), DELIVERIES)
def test_a_data_point_is_on_time_when_its_row_came_by_the_deadline_of_its_partner(days, extension, expected):
    collection = replace(small(), campaign=replace(small().campaign, deadline=date(2020, 11, 30)))
    points = [
        replace(point, state=State.BLANK) if point.partner == "A" else point for point in asked_points(collection)
    ]
    returns = [*map(arrival, days), arrival("2020-01-01", verdict=Verdict.REFUSED)]
    arrivals = list_arrivals(returns, date(2020, 11, 30), {("A", ""): extension} if extension else None)
    rows = measure_completeness(collection, points, (), make_grouping(collection, points, arrivals))
    assert rows_of(rows, Dimension.PARTNER)["A"].deliveries == expected
    assert rows_of(rows, Dimension.PARTNER)["B"].deliveries == {Delivery.NOT_RETURNED: 5}
    counted = {key: row.expected for key, row in rows_of(rows, Dimension.DELIVERY).items() if row.expected}
    assert counted == {**expected, Delivery.NOT_RETURNED: 5}


def test_an_answer_without_a_predecessor_came_with_its_own_file():
    points = [
        replace(point, state=State.VALUE, answer_class="new", returned_at="2020-12-24")
        if point_key(point) == ONE
        else replace(point, state=State.BLANK)
        for point in asked_points(small())
    ]
    arrivals = list_arrivals([arrival("2020-11-01"), arrival("2020-12-24")], date(2020, 11, 30))
    row = rows_of(
        measure_completeness(small(), points, (), make_grouping(small(), points, arrivals)), Dimension.PARTNER
    )["A"]
    assert row.deliveries == {Delivery.ON_TIME: 9, Delivery.LATE: 1}


def test_each_office_has_its_own_arrival():
    points = list(asked_points(with_offices(), State.BLANK))
    arrivals = list_arrivals([arrival("2020-11-01", "Livres"), arrival("2020-12-24", "Emploi")], date(2020, 11, 30))
    rows = measure_completeness(with_offices(), points, (), make_grouping(with_offices(), points, arrivals))
    offices = rows_of(rows, Dimension.OFFICE)
    assert offices["A|Livres"].deliveries == {Delivery.ON_TIME: 5}
    assert offices["A|Emploi"].deliveries == {Delivery.LATE: 5}


@pytest.mark.parametrize(
    ("extensions", "books", "jobs"),
    [
        ({}, Delivery.LATE, Delivery.LATE),
        ({("A", "Livres"): date(2020, 12, 24)}, Delivery.ON_TIME, Delivery.LATE),
        ({("A", ""): date(2020, 12, 24)}, Delivery.ON_TIME, Delivery.ON_TIME),
    ],
)
def test_an_extension_of_an_office_is_its_own_and_one_of_the_partner_is_for_all(extensions, books, jobs):
    points = list(asked_points(with_offices(), State.BLANK))
    files = [arrival("2020-12-24", "Livres"), arrival("2020-12-24", "Emploi")]
    grouping = make_grouping(with_offices(), points, list_arrivals(files, date(2020, 11, 30), extensions))
    rows = measure_completeness(with_offices(), points, (), grouping)
    offices = rows_of(rows, Dimension.OFFICE)
    assert (offices["A|Livres"].deliveries, offices["A|Emploi"].deliveries) == ({books: 5}, {jobs: 5})
    reviews = make_reviews(grouping, Returned(points=points, words=(), files=files, rows=rows))
    assert {each.office: each.delivery for each in reviews if each.partner == "A" and each.office} == {
        "Livres": books,
        "Emploi": jobs,
    }


COLUMNS_BEHIND = ("expected", "justified", *State, *Delivery, *REASON_COLUMNS)


def number_of(row, column):
    if column in REASON_COLUMNS:
        return row.reasons.get(REASON_COLUMNS[column], 0)
    if column in {each.value for each in Delivery if each is not Delivery.NOT_RETURNED}:
        return row.deliveries.get(Delivery(column), 0)
    return {"expected": row.expected, "justified": row.coded}.get(column, row.states.get(column, 0))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(State), st.sampled_from(("", "lost", "?"))), min_size=18, max_size=18))
def test_behind_every_figure_stand_as_many_data_points_as_it_says(drawn):
    collection = with_offices()
    points = [
        replace(point, state=state, reason=reason)
        for point, (state, reason) in zip(asked_points(collection), drawn, strict=True)
    ]
    points.append(replace(points[0], period="2014/2015-2018/2019", is_required=False, is_volunteered=True))
    grouping = make_grouping(collection, points, list_arrivals([arrival("2020-12-24", "Livres")], date(2020, 11, 30)))
    for row in measure_completeness(collection, points, (), grouping):
        for column in COLUMNS_BEHIND:
            behind = list_points_behind(grouping, points, Figure(dimension=row.dimension, key=row.key, column=column))
            assert len(behind) == number_of(row, column), (row.dimension, row.key, column)


def test_nothing_stands_behind_an_unknown_group_and_a_rate_counts_no_data_points():
    points = tuple(asked_points(small()))
    grouping = make_grouping(small(), points)
    assert list_points_behind(grouping, points, Figure(dimension=Dimension.PARTNER, key="?")) == ()
    with pytest.raises(ValueError, match="rate"):
        list_points_behind(grouping, points, Figure(dimension=Dimension.PARTNER, key="A", column="rate"))

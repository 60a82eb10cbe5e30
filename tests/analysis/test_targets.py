from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from paris_points import paris, paris_points, paris_report
from targets_at_hand import assess, figure, figures, one, target

from toolkit.analysis.targets import add_target_statuses, measure_targets, share_of_way
from toolkit.analysis.trends import measure_trends
from toolkit.model.states import State
from toolkit.model.summaries import TrendMethod
from toolkit.model.targets import Goal

amounts = st.integers(-(10**6), 10**6).map(Decimal)
changes = st.integers(1, 10**6).map(Decimal)


@pytest.mark.parametrize(
    ("asked", "last", "verdict", "way"),
    [
        # 100 in 2015, `last` in 2019
        (target("at_least", "120"), "120", "met", "100"),
        (target("at_least", "120"), "110", "on_the_way", "50"),
        (target("at_least", "120"), "100", "not_met", "0"),
        (target("at_least", "120"), "90", "not_met", "-50"),
        (target("at_least", "120"), "0", "not_met", "-500"),
        (target("at_least", "120"), "119.999", "on_the_way", "99.9"),
        (target("at_least", "90"), "95", "met", None),
        (target("at_least", "90"), "80", "not_met", None),
        (target("at_least", "0"), "0", "met", None),
        (target("at_most", "50"), "80", "on_the_way", "40"),
        (target("at_most", "50"), "50", "met", "100"),
        (target("at_most", "0"), "0", "met", "100"),
        (target("at_most", "50"), "110", "not_met", "-20"),
        (target("equal", "120"), "120", "met", "100"),
        (target("equal", "120"), "130", "not_met", "150"),
        (target("equal", "120"), "105", "on_the_way", "25"),
        (target("between", "120", "140"), "130", "met", "150"),
        (target("between", "120", "140"), "150", "not_met", "250"),
        (target("between", "50", "60"), "80", "on_the_way", "50"),
        (target("between", "50", "120"), "130", "not_met", None),
        (target("increase_by", "20", change_unit="%"), "120", "met", "100"),
        (target("increase_by", "20", change_unit="%"), "110", "on_the_way", "50"),
        (target("increase_by", "20"), "119", "on_the_way", "95"),
        (target("increase_by", "20", change_unit="points"), "120", "met", "100"),
        (target("decrease_by", "50"), "80", "on_the_way", "40"),
        (target("decrease_by", "50", change_unit="%"), "50", "met", "100"),
        (target("increase"), "101", "met", None),
        (target("increase"), "100", "not_met", None),
        (target("increase"), "99", "not_met", None),
        (target("decrease"), "99", "met", None),
        (target("decrease"), "0", "met", None),
        (target("decrease"), "100", "not_met", None),
        (target("maintain"), "100", "met", None),
        (target("maintain"), "101", "met", None),
        (target("maintain"), "99", "not_met", None),
        (target("maintain", "50"), "50", "met", None),
        (target("words"), "100", "not_measurable", None),
    ],
    ids=lambda each: getattr(each, "operator", each),
)
def test_each_kind_of_target_has_its_verdict_and_its_share_of_the_way(asked, last, verdict, way):
    assessment = one(asked, figures(y2015="100", y2019=last))
    assert (assessment.verdict.value, None if assessment.way is None else f"{assessment.way:f}") == (verdict, way)


@pytest.mark.parametrize(("polarity", "better", "worse"), [("lower", "40", "60"), ("higher", "60", "40")])
def test_a_level_is_kept_by_a_move_for_the_better(polarity, better, worse):
    verdicts = [
        one(target("maintain"), figures(y2015="50", y2019=last), polarity=polarity).verdict.value
        for last in (better, "50", worse)
    ]
    assert verdicts == ["met", "met", "not_met"]


def test_without_polarity_a_level_is_kept_by_the_same_figure_alone():
    verdicts = [
        one(target("maintain"), figures(y2015="50", y2019=last), polarity="neutral").verdict.value
        for last in ("49", "50", "51")
    ]
    assert verdicts == ["not_met", "met", "not_met"]


@pytest.mark.parametrize(
    ("asked", "points", "obstacle"),
    [
        (target("words"), (), "words"),
        (target("words"), figures(y2015="1", y2019="2"), "words"),
        (target("at_least", "1", measure=""), (), "no_measure"),
        (target("words", measure=""), (), "words"),
        (target("at_least", "1"), (), "no_figure"),
        (target("at_least", "1"), figures(y2019=None), "no_figure"),
        (target("at_least", "1"), (figure("2019", "0", "QP"), figure("2019", "9", "QVA")), "other_territory"),
        (target("at_least", "1"), (figure("2019", "5", territory_given="Montmartre"),), "no_figure"),
        (target("at_least", "1"), (figure("2019", "5", territory_given="QP"),), "other_territory"),
        (target("at_least", "1"), (figure("2015-2019", "9"),), "only_spans"),
        (target("at_least", "1", due="2018"), figures(y2019="5"), "after_due"),
        (target("increase"), figures(y2019="5"), "one_figure"),
        (target("maintain"), figures(y2019="5"), "one_figure"),
        (target("increase", base_period="2016"), figures(y2015="1", y2019="5"), "no_base"),
        (target("increase", base_period="2014/2015"), figures(y2014="1", y2019="5"), "no_base"),
        (target("increase", base_period="2019"), figures(y2015="1", y2019="5"), "base_after"),
        (target("increase", base_value="1", base_period="2020"), figures(y2019="5"), "base_after"),
        (target("increase_by", "10", change_unit="%"), figures(y2015="0", y2019="5"), "zero_base"),
        (target("at_least", "1", per="bâtiment"), figures(y2019="5"), "unknown_per"),
        (target("increase", per="an"), figures(y2015="1", y2019="5"), "unknown_per"),
        (target("at_least", "1", per="site"), figures(y2019="5"), "no_figure_per"),
        (target("at_least", "1", per="contrat"), figures(y2019="5"), "not_added"),
        (target("at_least"), figures(y2019="5"), "no_value"),
    ],
)
def test_what_cannot_be_measured_has_one_reason(asked, points, obstacle):
    for assessment in assess(asked, points):
        assert (assessment.verdict.value, assessment.obstacle.value) == ("not_measurable", obstacle)
        assert assessment.way is None


def test_a_measure_in_words_is_not_measurable():
    assert one(target("at_least", "1"), (figure("2019", None, state=State.VALUE),), unit="texte").obstacle == "text"


def test_yes_reaches_one_and_has_no_way():
    yes = one(target("at_least", "1"), figures(y2015="0", y2019="1"), unit="oui_non")
    no = one(target("at_least", "1"), figures(y2015="0", y2019="0"), unit="oui_non")
    assert [(each.verdict.value, each.way) for each in (yes, no)] == [("met", None), ("not_met", None)]


def test_a_break_in_series_forbids_a_change_and_leaves_a_level():
    points = (figure("2015", "100"), figure("2017", "70", quality="break"), figure("2019", "80"))
    fallen = one(target("decrease"), points)
    assert (fallen.verdict.value, fallen.obstacle.value) == ("not_measurable", "break")
    level = one(target("at_most", "50"), points)
    assert (level.verdict.value, level.base, level.way) == ("not_met", None, None)
    assert one(target("at_most", "90"), points).verdict.value == "met"


def test_a_break_at_the_base_or_after_the_date_forbids_nothing():
    at_base = (figure("2015", "100", quality="break"), figure("2019", "80"))
    assert one(target("decrease"), at_base).verdict.value == "met"
    late = (*figures(y2015="100", y2018="80"), figure("2019", "70", quality="break"))
    assert one(target("decrease", due="2018"), late).verdict.value == "met"


def test_a_figure_for_a_part_only_is_enough_for_a_floor_of_a_count_and_nothing_else():
    part = (figure("2015", "10"), figure("2019", "80", quality="partial"))
    assert one(target("at_least", "80"), part).verdict.value == "met"
    for asked in (target("at_least", "81"), target("at_most", "90"), target("increase")):
        assert one(asked, part).obstacle == "partial"
    assert one(target("at_least", "80"), part, unit="%").obstacle == "partial"
    assert one(target("increase"), (figure("2015", "1", quality="partial"), figure("2019", "80"))).details == ("2015",)


def test_the_base_is_what_the_target_states_else_its_period_else_the_first_figure():
    points = figures(y2015="10", y2016="20", y2019="60")
    stated = one(target("at_least", "100", base_value="0", base_period="2014"), points)
    period = one(target("at_least", "100", base_period="2016"), points)
    first = one(target("at_least", "100"), points)
    assert [(each.base.origin.value, f"{each.way:f}") for each in (stated, period, first)] == [
        ("stated", "60"),
        ("period", "50"),
        ("first", "55.5"),
    ]


def test_a_percentage_of_a_base_below_zero_goes_up_for_an_increase():
    points = figures(y2015="-40", y2019="-30")
    risen = one(target("increase_by", "50", change_unit="%"), points, unit="indice")
    assert (risen.goal.least, risen.verdict.value, risen.way) == (-20, "on_the_way", 50)


def test_years_and_school_years_never_mix():
    points = (figure("2015", "10"), figure("2018/2019", "99"), figure("2019", "20"), figure("2010-2020", "500"))
    assert [point.period for point in one(target("increase"), points).curve] == ["2015", "2019"]


def test_a_target_with_a_date_is_judged_by_the_last_figure_before_it():
    points = figures(y2015="100", y2017="60", y2019="40")
    due = one(target("at_most", "50", due="2018"), points)
    assert (due.verdict.value, due.reached.period, f"{due.way:f}", due.is_due) == ("not_met", "2017", "80", True)
    assert [point.is_after_due for point in due.curve] == [False, False, True]
    later = one(target("at_most", "30", due="2020-12-31"), points)
    assert (later.verdict.value, later.is_due) == ("on_the_way", False)
    assert one(target("at_most", "30", due="2019"), points).verdict.value == "not_met"
    assert one(target("at_most", "30", due="fin du contrat"), points).verdict.value == "on_the_way"


def test_a_school_year_is_in_time_when_it_ends_in_the_year_of_the_date():
    points = (figure("2018/2019", "1"), figure("2019/2020", "9"), figure("2020/2021", "0"))
    assert one(target("at_least", "9", due="2020"), points).reached.period == "2019/2020"


def test_a_target_of_each_year_counts_the_years_that_reach_it():
    yearly = one(target("at_least", "50", per="an"), figures(y2015="60", y2017="0", y2019="50"))
    assert (yearly.verdict.value, yearly.years_reached, yearly.years_known) == ("met", 2, 3)


@pytest.mark.parametrize(
    ("points", "verdict", "period", "value", "years"),
    [
        (figures(y2015="10", y2019="271"), "met", "2015-2019", "281", 2),
        (figures(y2015="10", y2019="0"), "on_the_way", "2015-2019", "10", 2),
        (figures(y2019="0"), "not_met", "2019", "0", 1),
        ((figure("2015-2019", "240"), *figures(y2015="20", y2019="39")), "met", "2015-2019", "240", 5),
        ((figure("2015-2018", "90"), *figures(y2018="39", y2019="10")), "met", "2015-2019", "100", 5),
        ((figure("2014/2015-2018/2019", "90"),), "on_the_way", "2014/2015-2018/2019", "90", 5),
    ],
)
def test_over_the_whole_programme_years_are_added_once(points, verdict, period, value, years):
    total = one(target("at_least", "100", per="contrat"), points, across_periods="sum")
    reached = total.reached
    assert (total.verdict.value, reached.period, f"{reached.value:f}", total.years_known) == (
        verdict,
        period,
        value,
        years,
    )


@pytest.mark.parametrize(
    ("due", "verdict"), [("", "on_the_way"), ("2021", "on_the_way"), ("2020", "not_met"), ("2019", "not_measurable")]
)
def test_a_span_as_late_as_the_date_of_a_target_over_the_whole_programme_settles_it(due, verdict):
    total = one(target("at_least", "100", per="contrat", due=due), (figure("2015-2020", "80"),), across_periods="sum")
    assert (total.verdict.value, total.is_due) == (verdict, verdict == "not_met")


def test_over_the_whole_programme_the_last_figure_of_a_running_total_stands():
    total = one(target("at_least", "100", per="contrat"), figures(y2015="60", y2019="90"), across_periods="last")
    assert (total.verdict.value, f"{total.reached.value:f}") == ("on_the_way", "90")


def test_a_share_over_several_years_is_at_a_level_and_a_count_is_not():
    points = (figure("2018-2020", "65"),)
    share = one(target("at_least", "50"), points, unit="%")
    assert (share.verdict.value, share.reached.period) == ("met", "2018-2020")
    assert one(target("at_least", "50"), points).obstacle == "only_spans"
    assert one(target("at_least", "50", due="2019"), points, unit="%").obstacle == "only_spans"


def test_each_source_has_its_own_verdict():
    points = (*figures(y2015="1", y2019="9"), figure("2019", "3", partner="BBB"), figure("2019", "8", "QP", "BBB"))
    found = assess(target("at_least", "5", per="bailleur"), points)
    assert [(each.source.partner, each.source.territory, each.verdict.value) for each in found] == [
        ("AAA", "QPV", "met"),
        ("BBB", "QPV", "not_met"),
    ]


def test_per_site_each_site_inside_the_territory_has_its_own_verdict():
    sites = (figure("2019", "3", "SITE-1"), figure("2019", "0", "SITE-2"), figure("2019", "9", "SITE-3"))
    found = assess(target("between", "2", "3", per="site"), (*sites, *figures(y2019="12")))
    assert [(each.source.territory, each.verdict.value) for each in found] == [("SITE-1", "met"), ("SITE-2", "not_met")]


def test_a_target_without_a_territory_is_held_against_every_one():
    found = assess(target("at_least", "5", territory=""), (*figures(y2019="9"), figure("2019", "3", "PARIS")))
    assert [(each.source.territory, each.verdict.value) for each in found] == [("PARIS", "not_met"), ("QPV", "met")]


def test_the_figure_asked_for_comes_before_one_given_beside_it():
    points = (
        figure("2019", "9", is_volunteered=True),
        figure("2019", "3"),
        figure("2019", "8", "QP", territory_given="QPV"),
    )
    for order in (points, points[::-1]):
        assert one(target("at_least", "5"), order).reached.value == 3


def test_two_figures_for_one_place_give_one_verdict_in_any_order():
    points = (figure("2019", "9"), figure("2019", "3"))
    assert one(target("at_least", "5"), points) == one(target("at_least", "5"), points[::-1])


def test_several_targets_of_a_series_stand_in_the_order_of_the_framework():
    asked = (target("at_least", "5", code="C1"), target("at_least", "20", code="C2"), target("words", code="C3"))
    points = figures(y2015="1", y2017="9", y2019="10")
    rows = add_target_statuses(measure_trends(paris(), ()), ())
    assert rows == ()
    trends = [row for row in paris_report().trends if row.measure == "G01.2a" and row.method is TrendMethod.WHOLE]
    assert [row.target_status for row in trends] == ["not_met;not_met"]
    assert [each.verdict.value for each in assess(asked, points)] == ["met", "on_the_way", "not_measurable"]


def test_a_status_stands_only_where_a_verdict_rests_on_the_later_figure():
    last = {
        (each.target.measure, each.source.partner, each.source.territory, each.last_period)
        for each in paris_report().targets
    }
    for row in paris_report().trends:
        assert bool(row.target_status) == ((row.measure, row.partner, row.territory, row.last_period) in last)


def test_every_target_of_the_example_has_its_verdicts():
    found = measure_targets(paris(), paris_points())
    assert len({each.target.code for each in found}) == len(paris().framework.targets) == 168
    assert Counter(each.verdict.value for each in found) == {
        "met": 34,
        "on_the_way": 14,
        "not_met": 22,
        "not_measurable": 102,
    }
    assert all(each.obstacle == "words" for each in found if each.target.operator == "words")
    assert all((each.obstacle is None) == (each.verdict != "not_measurable") for each in found)


def test_no_figures_measure_nothing():
    found = measure_targets(paris(), ())
    assert {each.verdict.value for each in found} == {"not_measurable"}
    assert len(found) == 168


def test_a_decrease_from_100_to_50_with_80_reached_is_40_percent_of_the_way():
    points = figures(y2015="100", y2019="80")
    for asked in (target("at_most", "50"), target("decrease_by", "50"), target("decrease_by", "50", change_unit="%")):
        assert one(asked, points).way == 40


@given(base=amounts, change=changes, share=st.integers(-200, 300))
def test_a_figure_at_a_share_of_the_way_is_said_to_be_there(base, change, share):
    for step, goal in ((change, Goal(least=base + change)), (-change, Goal(most=base - change))):
        reached = base + step * share / 100
        assert share_of_way(base, reached, goal) * 100 == share
        assert goal.is_reached_by(reached) == (share >= 100)


@given(first=amounts, last=amounts, more=changes, goal=amounts)
def test_raising_the_last_figure_never_takes_a_floor_or_an_increase_away(first, last, more, goal):
    order = ["not_met", "on_the_way", "met"]
    for asked in (target("at_least", f"{goal}"), target("increase"), target("increase_by", "10", base_value=f"{goal}")):
        low, high = (one(asked, figures(y2015=first, y2019=each)) for each in (last, last + more))
        assert order.index(low.verdict.value) <= order.index(high.verdict.value)
        assert low.way is None or low.way <= high.way


@given(first=amounts, last=amounts, goal=amounts)
def test_a_floor_and_a_ceiling_mirror_each_other(first, last, goal):
    floor = one(target("at_least", f"{goal}"), figures(y2015=first, y2019=last))
    ceiling = one(target("at_most", f"{-goal}"), figures(y2015=-first, y2019=-last))
    assert (floor.verdict, floor.way) == (ceiling.verdict, ceiling.way)


@given(first=amounts, last=amounts, goal=amounts, due=st.sampled_from(("", "2018", "2019", "2030")))
def test_met_and_a_whole_way_are_the_same_where_the_way_has_an_end(first, last, goal, due):
    assume(first < goal)
    assessment = one(target("at_least", f"{goal}", due=due), figures(y2015=first, y2018=last, y2019=last))
    assert (assessment.verdict.value == "met") == (assessment.way >= 100)
    if assessment.verdict.value == "on_the_way":
        assert 0 <= assessment.way < 100
        assert not assessment.is_due


@given(st.permutations(figures(y2015="100", y2016="7", y2017="55", y2019="80")))
def test_the_order_of_the_figures_does_not_matter(points):
    assert one(target("decrease_by", "50"), points) == one(
        target("decrease_by", "50"), sorted(points, key=lambda p: p.period)
    )

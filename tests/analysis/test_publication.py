from dataclasses import replace
from decimal import Decimal

import pytest
from paris_points import measure, paris, paris_points
from small_series import point, points_of, small_collection

from toolkit.analysis.publication import make_publication
from toolkit.analysis.secrecy import mask_points
from toolkit.model.campaign import Thresholds
from toolkit.model.framework import Request
from toolkit.model.periods import parse_period
from toolkit.model.publication import Sign
from toolkit.model.states import Quality, State
from toolkit.model.trends import ActionReading, Overruling

AGREED = "publiable"


def campaign(*rows):
    """A campaign that asks these rows, each a measure and a territory, for 2015 alone."""
    requests = tuple(Request(measure=each, partner="AAA", territory=where) for each, where in rows)
    collection = small_collection()
    return replace(collection, framework=replace(collection.framework, requests=requests))


def publish(*points, overrulings=None):
    """Make a publication; the data points are volunteered, so that nothing else has to be accounted for."""
    volunteered = tuple(replace(each, is_required=False, is_volunteered=True) for each in points)
    report = replace(measure(campaign(), volunteered), points=volunteered)
    return make_publication(report, overrulings or {})


def row_of(publication, measure_code, territory="PARIS"):
    rows = [row for table in publication.tables for row in table.rows]
    (found,) = [row for row in rows if (row.measure, row.territory) == (measure_code, territory)]
    return {period.code: cell for period, cell in found.cells.items()}, found


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0", Decimal(0)),
        ("1", Sign.CONFIDENTIAL),
        ("4", Sign.CONFIDENTIAL),
        ("5", Decimal(5)),
        (None, Sign.BLANK),
    ],
)
def test_a_small_count_of_persons_is_a_sign_and_zero_is_a_figure(value, shown):
    cells, _ = row_of(publish(point(value, measure="persons")), "persons")
    assert cells == {"2015": shown}


@pytest.mark.parametrize("state", [state for state in State if state is not State.VALUE])
def test_every_state_without_a_figure_has_its_own_sign(state):
    cells, _ = row_of(publish(replace(point(None), state=state)), "count")
    assert isinstance(cells["2015"], Sign)


def test_states_are_told_apart_by_their_signs():
    signs = [
        row_of(publish(replace(point(None), state=state)), "count")[0]["2015"]
        for state in State
        if state is not State.VALUE
    ]
    assert len(set(signs)) == len(signs)


def test_nothing_that_is_computed_depends_on_a_figure_that_is_hidden():
    def said(small):
        made = publish(*points_of("persons", y2015=20, y2016=30, y2017=small), *points_of("count", y2015=1, y2016=2))
        return replace(made, collection=None)

    assert said(2) == said(4)
    assert said(2) != said(40)


def test_trends_targets_and_key_figures_end_at_the_last_figure_that_is_published():
    made = publish(*points_of("persons", y2015=20, y2016=30, y2017=3))
    (series,) = made.evolution.series
    assert (series.last_period, series.last_value) == ("2016", Decimal(30))
    assert {figure.value for figure in made.evolution.key_figures} == {Decimal(50), Decimal(30)}
    assert made.hidden == 1


def test_a_figure_given_for_another_territory_stands_there():
    given = replace(point("7", territory="QPV"), territory_given="PARIS")
    report = measure(campaign(), ())
    made = make_publication(replace(report, points=(given,)), {})
    assert row_of(made, "count", "QPV")[0] == {"2015": Sign.OTHER_TERRITORY}
    assert row_of(made, "count", "PARIS")[0] == {"2015": Decimal(7)}


def test_a_territory_in_the_partners_own_words_is_counted_and_not_shown():
    made = publish(replace(point("7"), territory_given="the yard behind the school"))
    assert made.tables == ()
    assert made.in_words == 1


def test_qualities_are_signs_beside_the_figure():
    made = publish(replace(point("7"), quality=Quality.ESTIMATED), replace(point("8", "2016"), quality=Quality.FINAL))
    _, row = row_of(made, "count")
    assert row.marks == {parse_period("2015"): Sign.ESTIMATED}


@pytest.mark.parametrize(
    ("publishable", "comments"),
    [(AGREED, ("of all ages",)), ("may be published", ("of all ages",)), ("not to be published", ()), ("", ())],
)
def test_a_comment_is_published_where_the_partner_agreed(publishable, comments):
    made = publish(replace(point("7"), comment="of all ages", publishable=publishable))
    assert row_of(made, "count")[1].comments == comments


def test_a_comment_is_kept_back_where_something_of_the_action_is_hidden():
    """It could say the hidden figure: “of which 3 in 2016”."""
    agreed = replace(point("7"), comment="of which 3 in 2016", publishable=AGREED)
    made = publish(agreed, point("3", "2016", measure="persons"))
    assert row_of(made, "count")[1].comments == ()


def test_an_answer_in_words_is_published_where_the_partner_agreed():
    words = replace(point(None, measure="words"), state=State.VALUE, raw="rather well")
    assert row_of(publish(words), "words")[0] == {"2015": Sign.WORDS}
    assert row_of(publish(replace(words, publishable=AGREED)), "words")[0] == {"2015": "rather well"}


def test_a_reading_that_was_settled_is_published_without_its_reason_and_author():
    settled = Overruling(
        action="A1", reading=ActionReading.MIXED, reason="two families left", author="N. N.", date="2021"
    )
    row = publish(point("7"), overrulings={"A1": settled}).evolution.actions[0]
    assert (row.strict, row.overruled_because, row.overruled_by, row.overruled_on) == (ActionReading.MIXED, "", "", "")


def test_the_example_publishes_what_the_masked_points_hold_and_no_other_figure():
    report = measure(paris(), paris_points())
    made = make_publication(report, {})
    threshold = paris().campaign.thresholds.secrecy
    masked = mask_points(paris().framework, paris_points(), threshold)
    published = sum(
        isinstance(cell, Decimal) for table in made.tables for row in table.rows for cell in row.cells.values()
    )
    assert published == sum(point.value is not None for point in masked)
    assert made.hidden == sum(row.point.value is not None for row in report.secrecy) > 0
    assert made.in_words == 0


def test_the_threshold_of_the_campaign_counts():
    collection = campaign()
    collection = replace(collection, campaign=replace(collection.campaign, thresholds=Thresholds(secrecy=11)))
    volunteered = replace(point("10", measure="persons"), is_required=False, is_volunteered=True)
    report = replace(measure(collection, (volunteered,)), points=(volunteered,))
    assert row_of(make_publication(report, {}), "persons")[0] == {"2015": Sign.CONFIDENTIAL}


def test_a_collection_of_nothing_publishes_no_table():
    made = publish()
    assert (made.tables, made.hidden, made.in_words) == ((), 0, 0)

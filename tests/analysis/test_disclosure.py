"""What rests on a masked figure is left out of what may be published, and nothing else is."""

from dataclasses import replace

import pytest
from paris_points import empty_report, measure, paris_report
from small_series import points_of, small_collection
from targets_at_hand import figures, framework, target

from toolkit.analysis.disclosure import make_disclosure
from toolkit.model.campaign import Collection


def report_on(points, collection=None):
    """Report figures that nobody asked for, which need no row of the framework."""
    volunteered = [replace(point, is_required=False, is_volunteered=True) for point in points]
    return measure(collection or small_collection(), volunteered)


def published(points, collection=None):
    return make_disclosure(report_on(points, collection))


@pytest.mark.parametrize(
    ("first", "last", "is_said"),
    [
        ("100", "120", True),
        ("5", "120", True),
        ("0", "120", True),
        ("0", "0", True),
        ("4", "120", False),
        ("120", "4", False),
        ("3", "4", False),
    ],
)
def test_a_series_with_a_small_count_at_an_end_says_nothing(first, last, is_said):
    publication = published(points_of("persons", y2015=first, y2019=last))
    assert (bool(publication.series), bool(publication.masked_series)) == (is_said, not is_said)


def test_a_small_count_in_between_leaves_the_series_to_be_said():
    publication = published(points_of("persons", y2015="100", y2017="3", y2019="120"))
    assert [(row.first_value, row.last_value) for row in publication.series] == [(100, 120)]
    assert publication.masked_points == 1


def test_a_small_count_of_something_else_is_published():
    publication = published(points_of("count", y2015="3", y2019="4"))
    assert (len(publication.series), publication.masked_points) == (1, 0)


def test_a_total_or_level_that_rests_on_a_small_count_is_left_out_rather_than_given_smaller():
    publication = published(points_of("persons", y2015="100", y2017="3", y2019="120"))
    assert [(row.kind.value, row.value) for row in publication.key_figures] == [("latest", 120), ("rise", 120)]
    # neither the total of 223, nor one of 220


def test_a_gap_to_a_masked_figure_is_left_out():
    points = (
        *points_of("persons", "PARIS", y2015="100", y2019="120"),
        *points_of("persons", "QPV", y2015="3", y2019="9"),
    )
    publication = published(points)
    assert publication.gaps == ()


@pytest.mark.parametrize(("reached", "is_said"), [("120", True), ("0", True), ("3", False)])
def test_a_verdict_that_rests_on_a_small_count_is_not_published(reached, is_said):
    tree = framework(target("at_least", "100"), counted="personne")
    collection = Collection(campaign=small_collection().campaign, framework=tree)
    publication = published(figures(y2015="50", y2019=reached), collection)
    assert (len(publication.targets), len(publication.masked_targets)) == ((1, 0) if is_said else (0, 1))


def test_without_a_small_count_everything_is_published():
    report = report_on(points_of("persons", y2015="100", y2019="120"))
    publication = make_disclosure(report)
    assert publication.series == report.evolution.series
    assert publication.key_figures == report.evolution.key_figures
    assert publication.points == report.points
    assert publication.gaps == report.evolution.gaps
    assert publication.actions == report.evolution.actions
    assert publication.masked_points == 0


def test_nothing_is_published_of_nothing():
    publication = make_disclosure(empty_report())
    assert (publication.points, publication.series, publication.targets, publication.gaps) == ((), (), (), ())


def test_what_is_left_out_and_what_is_said_add_up_to_the_report():
    report = paris_report()
    publication = make_disclosure(report)
    assert len(publication.series) + len(publication.masked_series) == len(report.evolution.series)
    assert len(publication.targets) + len(publication.masked_targets) == len(report.targets)
    assert set(publication.key_figures) < set(report.evolution.key_figures)
    assert set(publication.gaps) <= set(report.evolution.gaps)
    assert publication.masked_points == len([row for row in report.secrecy if row.point.value is not None]) == 12


def test_the_threshold_of_the_campaign_counts():
    collection = small_collection()
    thresholds = replace(collection.campaign.thresholds, secrecy=200)
    raised = replace(collection, campaign=replace(collection.campaign, thresholds=thresholds))
    assert published(points_of("persons", y2015="100", y2019="120"), raised).masked_points == 2

"""The Paris example as data points, for tests: what partners printed, at what was asked and beside it."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from toolkit.analysis.completeness import measure_completeness
from toolkit.analysis.evolution import measure_evolution
from toolkit.analysis.framework_tables import build_framework
from toolkit.analysis.grouping import make_grouping
from toolkit.analysis.headline import count_action_statuses, count_actions_returned, measure_headline
from toolkit.analysis.matrices import measure_heat_maps, measure_territories, measure_types
from toolkit.analysis.reviews import Returned, make_reviews
from toolkit.analysis.secrecy import list_small_counts
from toolkit.analysis.targets import add_target_statuses, measure_targets
from toolkit.analysis.trends import measure_trends
from toolkit.files.csv_tables import read_tables, write_csv
from toolkit.files.example import EXAMPLE_CAMPAIGN
from toolkit.model.campaign import Collection
from toolkit.model.framework import Framework
from toolkit.model.records import ACTION_COLUMNS, POINT_COLUMNS, ActionRecord, PointRecord
from toolkit.model.states import State
from toolkit.model.summaries import Report
from toolkit.workflows.records import point_row

EXAMPLE = Path(__file__).parents[1] / "templates" / "paris-2015-2022"
WORDS_ONLY = ("T16", "T51", "H03", "H06")


def read_answers(name):
    with (EXAMPLE / "answers" / name).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


@cache
def paris() -> Collection:
    return Collection(campaign=EXAMPLE_CAMPAIGN, framework=build_framework(read_tables(EXAMPLE)))


def asked_points(collection, state=State.NOT_RETURNED) -> Iterator[PointRecord]:
    framework = collection.framework
    for request in framework.requests:
        periods = collection.periods_of(request.measure)
        for period in periods.all:
            measure = framework.measures[request.measure]
            yield PointRecord(
                partner=request.partner,
                action=framework.action_of(request.measure).code,
                indicator=measure.indicator,
                measure=request.measure,
                territory=request.territory,
                period=period.code,
                is_required=period in periods.required,
                state=state,
                unit=measure.unit,
            )


def point_key(point):
    return point.measure, point.partner, point.territory, point.period


@cache
def paris_points() -> tuple[PointRecord, ...]:
    """Every data point of the collection of 2020: the figures printed, codes where nothing could be given."""
    collection = paris()
    points = {point_key(point): point for point in asked_points(collection)}
    returned = {row["action"]: row["returned"] for row in read_answers("collection_2020.csv")}
    for key, point in points.items():
        if returned[point.action] != "no_return":
            coded = State.UNAVAILABLE if returned[point.action] == "no_data" else State.BLANK
            points[key] = replace(point, state=coded)
    for row in read_answers("observations_2020.csv"):
        key = row["measure"], row["partner"], row["territory"], row["period"]
        measure = collection.framework.measures[row["measure"]]
        volunteered = PointRecord(
            partner=row["partner"],
            action=collection.framework.action_of(measure.code).code,
            indicator=measure.indicator,
            measure=measure.code,
            territory=row["territory"],
            period=row["period"],
            is_required=False,
            is_volunteered=True,
            state=State.VALUE,
            unit=measure.unit,
        )
        given = points.get(key, volunteered)
        points[key] = replace(given, state=State.VALUE, value=Decimal(row["value"]), raw=row["value"])
    return tuple(points.values())


def paris_words() -> tuple[ActionRecord, ...]:
    """The four actions that are documented in words only."""
    actions = paris().framework.actions
    return tuple(
        ActionRecord(action=code, partner=actions[code].partners[0], change="Une étude a été menée.")
        for code in WORDS_ONLY
    )


def measure(collection, points, actions=()):
    """Compute a report, as the workflow does from the files of a merge."""
    grouping = make_grouping(collection, points)
    completeness = measure_completeness(collection, points, actions, grouping)
    targets = measure_targets(collection, points)
    return Report(
        collection=collection,
        headline=measure_headline(completeness),
        completeness=completeness,
        statuses=count_action_statuses(completeness, collection.framework),
        trends=add_target_statuses(measure_trends(collection, points), targets),
        returned_actions=count_actions_returned(completeness, collection.framework),
        heat_maps=measure_heat_maps(grouping, points, completeness),
        territories=measure_territories(collection.framework, points),
        types=measure_types(collection.framework, completeness),
        reviews=make_reviews(grouping, Returned(points=points, words=actions, files=(), rows=completeness)),
        points=tuple(points),
        groups=tuple(grouping.classify(point) for point in points),
        targets=targets,
        secrecy=list_small_counts(collection.framework, points, collection.campaign.thresholds.secrecy),
        evolution=measure_evolution(collection, points, {}),
    )


@cache
def paris_report() -> Report:
    return measure(paris(), paris_points(), paris_words())


@cache
def empty_report() -> Report:
    framework = Framework(partners={}, territories={}, actions={}, indicators={}, measures={}, requests=())
    return measure(Collection(campaign=EXAMPLE_CAMPAIGN, framework=framework), ())


def write_merged(results, points, actions=()):
    """Write what a merge leaves in `results/`, as far as a report reads it."""
    results.mkdir()
    write_csv(results / "data_points.csv", POINT_COLUMNS, map(point_row, points))
    words = ([getattr(record, column) for column in ACTION_COLUMNS] for record in actions)
    write_csv(results / "actions.csv", ACTION_COLUMNS, words)

"""Writes the counts of a report as tables: `completeness.csv`, `trends.csv` and `reviews.csv`."""

from pathlib import Path

from toolkit.files.csv_tables import Row, write_csv
from toolkit.model.completeness import COMPLETENESS_FIELDS, REASON_COLUMNS, CompletenessRow, Delivery
from toolkit.model.records import TREND_COLUMNS
from toolkit.model.reviews import REVIEW_COLUMNS, WrittenReview
from toolkit.model.states import State
from toolkit.model.summaries import TrendRow

COMPLETENESS, TRENDS, REVIEWS = "completeness.csv", "trends.csv", "reviews.csv"


def write_completeness(path: Path, rows: tuple[CompletenessRow, ...]) -> None:
    """Write the rows of completeness; a state without any data point is 0, a rate of nothing is empty."""
    write_csv(
        path,
        COMPLETENESS_FIELDS,
        (
            (
                row.dimension.value,
                row.key,
                row.label,
                row.expected,
                *(row.states.get(state, 0) for state in State),
                row.valued.rate,
                row.status.value if row.status is not None else "",
                row.answered.rate,
                row.coded,
                *(row.deliveries.get(delivery, 0) for delivery in Delivery if delivery is not Delivery.NOT_RETURNED),
                *(row.reasons.get(reason, 0) for reason in REASON_COLUMNS.values()),
            )
            for row in rows
        ),
    )


def write_trends(path: Path, rows: tuple[TrendRow, ...]) -> None:
    """Write the trends, every pair of periods."""
    write_csv(path, TREND_COLUMNS, ([getattr(row, column) for column in TREND_COLUMNS] for row in rows))


def write_reviews(path: Path, reviews: tuple[WrittenReview, ...]) -> None:
    """Write the review of the collection, the facts that can be counted before its paragraphs."""
    write_csv(path, REVIEW_COLUMNS, (_review_row(each) for each in reviews))


def _review_row(review: WrittenReview) -> Row:
    facts, points = review.facts, review.facts.points
    return (
        facts.partner,
        facts.name,
        facts.office,
        facts.delivery.value,
        facts.received_at,
        facts.deadline.isoformat(),
        facts.files,
        points.expected,
        points.valued.part,
        points.coded,
        *(points.states.get(state, 0) for state in (State.BLANK, State.REJECTED, State.NOT_RETURNED)),
        points.valued.rate,
        points.answered.rate,
        sum(facts.optional_values.values()),
        facts.volunteered,
        review.text,
    )

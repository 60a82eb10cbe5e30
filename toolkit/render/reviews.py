"""Writes the review of a collection: one paragraph a partner or office, in the sentences of an analyst."""

from collections.abc import Iterator
from datetime import date

from toolkit.model.completeness import Delivery
from toolkit.model.offices import office_in_words
from toolkit.model.reviews import Review, WrittenReview
from toolkit.model.summaries import Report
from toolkit.render.review_details import (
    say_actions,
    say_coverage,
    say_indicators,
    say_periods,
    say_reasons,
    say_territories,
)
from toolkit.wording import Wording


def write_paragraphs(report: Report, wording: Wording) -> tuple[WrittenReview, ...]:
    """Put each review of a report into words."""
    framework = report.collection.framework
    labels = {code: territory.label for code, territory in framework.territories.items()}
    return tuple(WrittenReview(facts=each, text=render_review(each, labels, wording)) for each in report.reviews)


def render_review(review: Review, labels: dict[str, str], wording: Wording) -> str:
    """Write the paragraph of a review; `labels` names the territories by code."""
    sentences = [*_say_return(review, wording)]
    if review.delivery is not Delivery.NOT_RETURNED:
        sentences += say_coverage(review, wording)
        sentences += say_reasons(review, wording)
        sentences += say_indicators(review, wording)
    sentences += say_actions(review, wording)
    sentences += say_territories(review, labels, wording)
    sentences += say_periods(review, wording)
    sentences += _say_beside(review, wording)
    return " ".join(sentences)


def _say_return(review: Review, wording: Wording) -> Iterator[str]:
    """Say whether and when the workbook came back, and from which offices."""
    expected = review.points.expected
    if review.delivery is Delivery.NOT_RETURNED:
        if expected == 0:
            yield wording.say("No workbook came back; nothing was required.")
            return
        yield wording.count(
            "No workbook came back; {n} required data point is without an answer.",
            "No workbook came back; {n} required data points are without an answer.",
            expected,
        )
        return
    if not review.has_own_file and review.delivery is not Delivery.LATE:
        # The paragraph of the partner, which comes before, tells of the workbook that all its offices share.
        return
    yield _say_day(review, wording)
    if review.files > 1:
        yield wording.count(
            "It was completed by {n} further file.", "It was completed by {n} further files.", review.files - 1
        )
    late = review.points.deliveries.get(Delivery.LATE, 0)
    if review.delivery is Delivery.ON_TIME and late:
        yield wording.count(
            "But {n} data point came only after the deadline.",
            "But {n} data points came only after the deadline.",
            late,
        )
    yield from _say_offices(review, wording)


def _say_day(review: Review, wording: Wording) -> str:
    if review.delivery is Delivery.UNDATED:
        return wording.say("The workbook came back on a day that is not known.")
    day = date.fromisoformat(review.received_at)
    if review.delivery is Delivery.ON_TIME:
        return wording.say("The workbook came back on {day}, on time.", day=wording.day(day))
    return wording.count(
        "The workbook came back on {day}, {n} day after the deadline of {deadline}.",
        "The workbook came back on {day}, {n} days after the deadline of {deadline}.",
        (day - review.deadline).days,
        day=wording.day(day),
        deadline=wording.day(review.deadline),
    )


def _say_offices(review: Review, wording: Wording) -> Iterator[str]:
    """Say which offices of a partner answered; a single office needs no sentence."""
    number = len(review.offices)
    if number <= 1:
        return
    silent = [each for each in review.offices if not each.has_answered]
    partner = wording.of(review.partner)
    if silent:
        answered = number - len(silent)
        said = wording.count("{n} has answered", "{n} have answered", answered)
        yield wording.count(
            "Of the {number} offices {of_partner}, {answered}; this one has not: {silent}.",
            "Of the {number} offices {of_partner}, {answered}; these have not: {silent}.",
            len(silent),
            number=number,
            of_partner=partner,
            answered=said if answered else wording.say("none has answered"),
            silent=wording.join([office_in_words(each.office, wording) for each in silent]),
        )
    else:
        yield wording.say("The {number} offices {of_partner} have all answered.", number=number, of_partner=partner)
    late = [office_in_words(each.office, wording) for each in review.offices if each.delivery is Delivery.LATE]
    if late and review.delivery is not Delivery.LATE:
        yield wording.say("After the deadline: {offices}.", offices=wording.join(late))


def _say_beside(review: Review, wording: Wording) -> Iterator[str]:
    """Say what came beside the required data points: optional periods, other data, words."""
    yield from _say_optional(review, wording)
    is_contrast = not (review.points.valued.part or review.optional_values)
    if review.volunteered and is_contrast:
        yield wording.count(
            "On the other hand, {n} value was given without being asked.",
            "On the other hand, {n} values were given without being asked.",
            review.volunteered,
        )
    elif review.volunteered:
        yield wording.count(
            "Moreover, {n} value was given without being asked.",
            "Moreover, {n} values were given without being asked.",
            review.volunteered,
        )
    if commented := len(review.actions.commented):
        yield wording.count(
            "The review by action is written for {n} action.",
            "The review by action is written for {n} actions.",
            commented,
        )
    if difficult := review.actions.difficulties:
        yield wording.say("Difficulties are told for {actions}.", actions=wording.join(difficult))


def _say_optional(review: Review, wording: Wording) -> Iterator[str]:
    optional = sum(review.optional_values.values())
    periods = wording.join(list(review.optional_values))
    if optional and review.points.valued.part:
        yield wording.count(
            "There is also {n} optional value ({periods}).",
            "There are also {n} optional values ({periods}).",
            optional,
            periods=periods,
        )
    elif optional:
        yield wording.count(
            "On the other hand, {n} optional value was given ({periods}).",
            "On the other hand, {n} optional values were given ({periods}).",
            optional,
            periods=periods,
        )

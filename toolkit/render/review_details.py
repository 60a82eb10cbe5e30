"""Sentences of a review on what is inside the workbooks: coverage, reasons, actions, territories, periods."""

from collections.abc import Iterator, Mapping, Sequence

from toolkit.model.completeness import NO_REASON, REASON_LABELS, Share
from toolkit.model.reviews import PeriodFact, Review
from toolkit.model.states import ActionStatus, State
from toolkit.wording import Wording, phrase

_MOST_NAMED = 10
"""Items of a list in a sentence; the tables hold all of them."""

_LONGEST_ACRONYM = 8
_LONGEST_GLOSS = 12
"""Letters in brackets behind a name that tell it from another; more of them explain it."""

_ALL_OF_ONE_KIND = {
    "value": (
        phrase("Only one data point was required; it has a value."),
        phrase("The {n} required data points all have a value."),
    ),
    "coded": (
        phrase("Only one data point was required; it is justified by a code."),
        phrase("The {n} required data points are all justified by a code, without any value."),
    ),
    "blank": (
        phrase("Only one data point was required; it was left blank."),
        phrase("The {n} required data points were all left blank."),
    ),
    "rejected": (
        phrase("Only one data point was required; its entry is to be corrected."),
        phrase("The entries of the {n} required data points are all to be corrected."),
    ),
}


def say_coverage(review: Review, wording: Wording) -> Iterator[str]:
    """Say how many required data points have a value, a code, nothing; the two rates are never confused."""
    points = review.points
    if points.expected == 0:
        yield wording.say("Nothing was required.")
        return
    counts = {
        "value": points.valued.part,
        "coded": points.coded,
        "blank": points.states.get(State.BLANK, 0),
        "rejected": points.states.get(State.REJECTED, 0),
        "not_returned": points.states.get(State.NOT_RETURNED, 0),
    }
    for kind, (one, many) in _ALL_OF_ONE_KIND.items():
        if counts[kind] == points.expected:
            yield wording.say(one if points.expected == 1 else many, n=wording.whole(points.expected))
            return
    yield wording.say(
        "Of {number} required data points, {parts}.",
        number=wording.whole(points.expected),
        parts=wording.join(_say_counts(counts, wording)),
    )
    yield _say_rates(review, wording)


def _say_counts(counts: Mapping[str, int], wording: Wording) -> list[str]:
    value, coded, blank, rejected, missing = counts.values()
    said = [
        wording.count("{n} has a value", "{n} have a value", value) if value else wording.say("none has a value"),
        wording.count("{n} is justified by a code", "{n} are justified by a code", coded),
        wording.count("{n} was left blank", "{n} were left blank", blank),
        wording.count("{n} is to be corrected", "{n} are to be corrected", rejected),
        wording.count("{n} has not come back", "{n} have not come back", missing),
    ]
    is_said = (True, coded, blank, rejected, missing)
    return [text for text, wanted in zip(said, is_said, strict=True) if wanted]


def _say_rates(review: Review, wording: Wording) -> str:
    points = review.points
    documented = _rate(points.valued, wording)
    if not points.coded:
        return wording.say("The rate of values is {documented}.", documented=documented)
    return wording.say(
        "The rate of values is {documented}, the rate of answers {answered}.",
        documented=documented,
        answered=_rate(points.answered, wording),
    )


def _rate(share: Share, wording: Wording) -> str:
    return "" if share.rate is None else wording.percent(float(share.rate) / 100)


def say_reasons(review: Review, wording: Wording) -> Iterator[str]:
    """Say why there are codes in place of values, the most frequent reason first."""
    reasons = review.points.reasons
    order = list(REASON_LABELS)
    ranked = sorted(reasons, key=lambda reason: (-reasons[reason], order.index(reason)))
    if ranked == [NO_REASON]:
        yield wording.say("No reason is given.")
    elif len(ranked) == 1:
        yield wording.say("Reason given: {reason}.", reason=wording.say(REASON_LABELS[ranked[0]]))
    elif ranked:
        said = [f"{wording.say(REASON_LABELS[reason])} ({wording.whole(reasons[reason])})" for reason in ranked]
        yield wording.say("Reasons given: {reasons}.", reasons=wording.join(said))


def say_indicators(review: Review, wording: Wording) -> Iterator[str]:
    """Say how many indicators have a value, unless the data points, all or none of them with a value, have said so."""
    share = review.indicators
    if share.whole <= 1 or review.points.valued.part in (0, review.points.expected):
        return
    if share.part == share.whole:
        yield wording.say("The {n} indicators all have at least one value.", n=wording.whole(share.whole))
        return
    yield wording.count(
        "Of {total} indicators, {n} has at least one value.",
        "Of {total} indicators, {n} have at least one value.",
        share.part,
        total=wording.whole(share.whole),
    )


def say_actions(review: Review, wording: Wording) -> Iterator[str]:
    """Say which actions are documented, which are answered without data, which are not answered."""
    statuses = {status: review.actions.statuses.get(status, ()) for status in ActionStatus}
    documented = statuses[ActionStatus.DOCUMENTED]
    total = sum(map(len, statuses.values()))
    if total == 1:
        yield _say_only_action(review, wording)
        return
    if documented and len(documented) == total:
        yield wording.say("The {n} actions are all documented.", n=wording.whole(total))
    elif documented:
        yield wording.count(
            "Of {total} actions, {n} is documented.",
            "Of {total} actions, {n} are documented.",
            len(documented),
            total=wording.whole(total),
        )
    elif total:
        yield wording.say("None of the {n} actions is documented.", n=wording.whole(total))
    if review.actions.in_words_only:
        yield wording.say("Documented in words only: {actions}.", actions=_some(review.actions.in_words_only, wording))
    yield from _say_undocumented(review, wording)


def _say_undocumented(review: Review, wording: Wording) -> Iterator[str]:
    unreadable = review.actions.unreadable
    for form, actions in (
        (phrase("Answered without data: {actions}."), review.actions.statuses.get(ActionStatus.NO_DATA, ())),
        (phrase("Given, but unreadable: {actions}."), unreadable),
        (phrase("Not answered: {actions}."), review.actions.statuses.get(ActionStatus.NOT_ANSWERED, ())),
    ):
        shown = tuple(each for each in actions if actions is unreadable or each not in unreadable)
        if shown:
            yield wording.say(form, actions=_some(shown, wording))


def _say_only_action(review: Review, wording: Wording) -> str:
    status, action = next((status, actions[0]) for status, actions in review.actions.statuses.items() if actions)
    if action in review.actions.unreadable:
        return wording.say("What was given for the only action concerned, {action}, is unreadable.", action=action)
    match status:
        case ActionStatus.DOCUMENTED:
            return wording.say("The only action concerned, {action}, is documented.", action=action)
        case ActionStatus.NO_DATA:
            return wording.say("The only action concerned, {action}, is answered without data.", action=action)
        case ActionStatus.NOT_ANSWERED:
            return wording.say("The only action concerned, {action}, is not answered.", action=action)


def _some(items: Sequence[str], wording: Wording) -> str:
    """List items in a sentence, and count those beyond the first ones."""
    rest = len(items) - _MOST_NAMED
    if rest <= 0:
        return wording.join(items)
    return wording.join([*items[:_MOST_NAMED], wording.count("{n} other", "{n} others", rest)])


def territory_in_words(code: str, label: str) -> str:
    """Name a territory as people say it: `QP` for a long name with an acronym, else its name without what explains it.

    An acronym is a short code without digits or hyphens that is not just the beginning of the name.
    """
    before, _, gloss = label.partition(" (")
    # A comma in a name would be taken for the end of it in a list.
    name = (before if len(gloss) > _LONGEST_GLOSS else label).replace(", ", "/")
    is_short = len(code) <= _LONGEST_ACRONYM < len(name)
    is_acronym = is_short and not any(letter.isdigit() or letter == "-" for letter in code)
    return code if is_acronym and not name.casefold().startswith(code.casefold()) else name


def say_territories(review: Review, labels: Mapping[str, str], wording: Wording) -> Iterator[str]:
    """Say for which territories values came, asked or not."""
    facts = review.territories
    obtained, missing, beside = (
        [territory_in_words(code, labels.get(code, code)) for code in codes]
        for codes in (facts.obtained, facts.missing, facts.beside)
    )
    if obtained and missing:
        yield wording.say(
            "There are values for {obtained}, none for {missing}.",
            obtained=_some(obtained, wording),
            missing=_some(missing, wording),
        )
    elif obtained:
        yield wording.count(
            "The territory asked was obtained: {territories}.",
            "All territories asked were obtained: {territories}.",
            len(obtained),
            territories=_some(obtained, wording),
        )
    if beside:
        yield wording.count(
            "Values came for a territory that was not asked: {territories}.",
            "Values came for territories that were not asked: {territories}.",
            len(beside),
            territories=_some(beside, wording),
        )
    if facts.in_words:
        yield wording.count(
            "Of the values, {n} is for a territory in the partner's own words.",
            "Of the values, {n} are for territories in the partner's own words.",
            facts.in_words,
        )


def say_periods(review: Review, wording: Wording) -> Iterator[str]:
    """Say which required periods have no value, and how far the others are covered.

    Nothing is to be said when all data points have a value or none has.
    """
    if review.points.valued.part in (0, review.points.expected):
        return
    empty = [fact for fact in review.periods if fact.share.part == 0]
    covered = [fact for fact in review.periods if fact.share.part]
    if empty:
        yield wording.say("No value came for {periods}.", periods=wording.join(_runs(review.periods, empty, wording)))
    if len(covered) == 1:
        yield wording.say("All values are for {period}.", period=covered[0].period)
        return
    yield from _say_span(covered, wording, are_all=not empty)


def _say_span(covered: Sequence[PeriodFact], wording: Wording, *, are_all: bool) -> Iterator[str]:
    """Say how far the periods with values are covered, from the least to the most."""
    low = min(covered, key=lambda fact: fact.share.part / fact.share.whole)
    high = max(covered, key=lambda fact: fact.share.part / fact.share.whole)
    span = {
        "low": low.period,
        "low_rate": _rate(low.share, wording),
        "high": high.period,
        "high_rate": _rate(high.share, wording),
    }
    if low.share.rate != high.share.rate and are_all:
        yield wording.say("Coverage goes from {low_rate} ({low}) to {high_rate} ({high}).", **span)
    elif low.share.rate != high.share.rate:
        yield wording.say("For the others, coverage goes from {low_rate} ({low}) to {high_rate} ({high}).", **span)
    elif are_all:
        yield wording.say("All periods are covered alike ({rate}).", rate=span["low_rate"])


def _runs(periods: Sequence[PeriodFact], chosen: Sequence[PeriodFact], wording: Wording) -> list[str]:
    """Name periods, three and more in a row by the first and the last: `2015 to 2018`."""
    runs: list[list[str]] = []
    codes = [fact.period for fact in periods]
    for code in (fact.period for fact in chosen):
        before = codes[codes.index(code) - 1] if code != codes[0] else ""
        is_next = runs and runs[-1][-1] == before and len(before) == len(code)
        if is_next:
            runs[-1].append(code)
        else:
            runs.append([code])
    said: list[str] = []
    for run in runs:
        is_long = len(run) > 2  # noqa: PLR2004 (two periods are named)
        said += [wording.say("{first} to {last}", first=run[0], last=run[-1])] if is_long else run
    return said

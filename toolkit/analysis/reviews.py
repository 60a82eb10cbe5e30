"""Establishes the facts of the review of a collection: what each partner and office returned, where and for when."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from toolkit.analysis.deliveries import judge_day
from toolkit.analysis.grouping import Grouping, office_key
from toolkit.analysis.series import territory_of
from toolkit.model.answers import Return, Verdict
from toolkit.model.completeness import CompletenessRow, Delivery, Dimension, Share
from toolkit.model.framework import Partner
from toolkit.model.offices import REFERENT
from toolkit.model.records import ActionRecord, PointRecord
from toolkit.model.reviews import ActionFacts, OfficeFact, PeriodFact, Review, TerritoryFacts
from toolkit.model.states import CODED_STATES, ActionStatus, State

_CODED = frozenset(CODED_STATES)
_UNSAID = frozenset((State.BLANK, State.NOT_RETURNED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What a merge left of a campaign, as a review reads it.

    Attributes:
        rows: completeness of the data points.
        words: what partners said of their actions.
    """

    points: Sequence[PointRecord]
    words: Sequence[ActionRecord]
    files: Sequence[Return]
    rows: Sequence[CompletenessRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What concerns one partner, or one of its offices; `order` is the place of each action in the framework."""

    order: Mapping[str, int]
    partner: Partner
    office: str
    points: Sequence[PointRecord]
    words: Sequence[ActionRecord]
    row: CompletenessRow


def make_reviews(grouping: Grouping, returned: Returned) -> tuple[Review, ...]:
    """Review each partner asked, followed by its offices where any is known."""
    framework, parts = grouping.collection.framework, _part_by_partner(returned)
    order = {action: number for number, action in enumerate(framework.actions)}
    rows = {(row.dimension, row.key): row for row in returned.rows}
    reviews: list[Review] = []
    for partner in framework.partners_asked:
        own = parts(partner.code)
        whole = _Part(
            order=order,
            partner=partner,
            office="",
            points=own.points,
            words=own.words,
            row=rows[Dimension.PARTNER, partner.code],
        )
        offices = [_review(grouping, own, part) for part in _split(grouping, whole, rows)]
        facts = tuple(
            OfficeFact(office=each.office, delivery=each.delivery, has_answered=_has_answered(each)) for each in offices
        )
        reviews.extend((_review(grouping, own, whole, facts), *offices))
    return tuple(reviews)


def _part_by_partner(returned: Returned) -> Callable[[str], Returned]:
    """Give a function that gives what concerns one partner, with the rows of the periods: nothing is searched twice."""
    points = _by_partner(returned.points)
    words, files = _by_partner(returned.words), _by_partner(returned.files)
    periods = [row for row in returned.rows if row.dimension is Dimension.PERIOD]
    return lambda code: Returned(
        points=points.get(code, ()), words=words.get(code, ()), files=files.get(code, ()), rows=periods
    )


_Owned = TypeVar("_Owned", PointRecord, ActionRecord, Return)


def _by_partner(records: Iterable[_Owned]) -> Mapping[str, Sequence[_Owned]]:
    found: dict[str, list[_Owned]] = {}
    for record in records:
        found.setdefault(record.partner, []).append(record)
    return found


def _has_answered(review: Review) -> bool:
    states = review.points.states
    said = sum(number for state, number in states.items() if state not in _UNSAID)
    return bool(said or review.volunteered or review.optional_values or review.actions.commented)


def _split(grouping: Grouping, whole: _Part, rows: Mapping[tuple[Dimension, str], CompletenessRow]) -> Iterable[_Part]:
    """Part what concerns a partner by office; nothing where no office is known."""
    code = whole.partner.code
    asked = dict.fromkeys(point.action for point in whole.points if not point.is_volunteered)
    names = dict.fromkeys(grouping.office_of(code, action) for action in asked)
    for office in sorted(filter(None, names), key=lambda name: name == REFERENT):
        yield _Part(
            order=whole.order,
            partner=whole.partner,
            office=office,
            points=[each for each in whole.points if grouping.office_of(code, each.action) == office],
            words=[each for each in whole.words if grouping.office_of(code, each.action) == office],
            row=rows[Dimension.OFFICE, office_key(code, office)],
        )


def _review(grouping: Grouping, returned: Returned, part: _Part, offices: tuple[OfficeFact, ...] = ()) -> Review:
    partner, arrivals = part.partner, grouping.arrivals
    holders = {grouping.holders.get((partner.code, each.action), "") for each in part.points} if part.office else {""}
    days = [day for holder in holders if (day := arrivals.day_of(partner.code, holder))]
    day = min(days, default="")
    deadline = max((arrivals.deadline_of(partner.code, holder) for holder in holders), default=arrivals.deadline)
    files = [each for each in returned.files if each.verdict is Verdict.READ]
    optional = Counter(
        each.period
        for each in part.points
        if not each.is_required and not each.is_volunteered and each.state is State.VALUE
    )
    is_back = part.row.was_returned or bool(part.words) or any(each.is_volunteered for each in part.points)
    return Review(
        partner=partner.code,
        name=partner.name,
        office=part.office,
        delivery=judge_day(day, deadline) if is_back else Delivery.NOT_RETURNED,
        received_at=day if is_back else "",
        deadline=deadline,
        files=sum(not part.office or each.office in {"", *holders} for each in files),
        has_own_file=not part.office or any(each.office and each.office in holders for each in files),
        points=part.row,
        indicators=_count_indicators(part.points),
        actions=_action_facts(part),
        territories=_territory_facts(grouping, part.points),
        periods=_period_facts(returned.rows, part.points),
        optional_values=dict(sorted(optional.items())),
        volunteered=sum(each.is_volunteered and each.state is State.VALUE for each in part.points),
        offices=offices,
    )


def _count_indicators(points: Iterable[PointRecord]) -> Share:
    required = [each for each in points if each.is_required]
    asked = {each.indicator for each in required}
    return Share(part=len({each.indicator for each in required if each.state is State.VALUE}), whole=len(asked))


def _action_facts(part: _Part) -> ActionFacts:
    """Sort the actions asked of a partner, and those it spoke of, by what it said itself."""
    valued = {each.action for each in part.points if each.state is State.VALUE}
    coded = {each.action for each in part.points if each.state in _CODED}
    commented = {each.action for each in part.words if each.says_something}
    known = {each.action for each in part.points} | commented
    order = sorted((action for action in known if action in part.order), key=part.order.__getitem__)
    statuses: dict[ActionStatus, list[str]] = {status: [] for status in ActionStatus}
    for action in order:
        status = ActionStatus.NO_DATA if action in coded else ActionStatus.NOT_ANSWERED
        statuses[ActionStatus.DOCUMENTED if action in valued | commented else status].append(action)
    rejected = {each.action for each in part.points if each.state is State.REJECTED} - valued - commented
    difficult = {each.action for each in part.words if each.difficulties}
    return ActionFacts(
        statuses={status: tuple(actions) for status, actions in statuses.items()},
        in_words_only=tuple(action for action in order if action in commented - valued),
        commented=tuple(action for action in order if action in commented),
        difficulties=tuple(action for action in order if action in difficult),
        unreadable=tuple(action for action in order if action in rejected),
    )


def _territory_facts(grouping: Grouping, points: Iterable[PointRecord]) -> TerritoryFacts:
    framework = grouping.collection.framework
    asked: set[str] = set()
    valued: Counter[str] = Counter()
    for point in points:
        if not point.is_volunteered:
            asked.add(point.territory)
        if point.state is State.VALUE:
            valued[territory_of(point, framework) or ""] += 1
    codes = tuple(framework.territories)
    return TerritoryFacts(
        obtained=tuple(code for code in codes if code in asked and code in valued),
        missing=tuple(code for code in codes if code in asked and code not in valued),
        beside=tuple(code for code in codes if code not in asked and code in valued),
        in_words=valued[""],
    )


def _period_facts(rows: Iterable[CompletenessRow], points: Iterable[PointRecord]) -> tuple[PeriodFact, ...]:
    wholes: Counter[str] = Counter()
    parts: Counter[str] = Counter()
    for point in points:
        if point.is_required:
            wholes[point.period] += 1
            parts[point.period] += point.state is State.VALUE
    periods = (row.key for row in rows if row.dimension is Dimension.PERIOD)
    return tuple(
        PeriodFact(period=period, share=Share(part=parts[period], whole=wholes[period]))
        for period in periods
        if period in wholes
    )

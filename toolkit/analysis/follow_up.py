"""Where each partner and office stands: from what was issued, sent and granted, and from what came back."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from toolkit.analysis.deliveries import is_late
from toolkit.model.answers import AnswerClass, Return, Verdict
from toolkit.model.campaign import Collection
from toolkit.model.follow_up import Correspondence, Extension, FollowUp, MailKind
from toolkit.model.framework import Partner
from toolkit.model.offices import list_requests_of_office
from toolkit.model.records import PointRecord
from toolkit.model.states import State

_Row = tuple[str, str]
"""A row of a partner's workbook: measure and territory."""


@dataclass(slots=True, kw_only=True)
class _Tally:
    """The required data points of one row; filled while they are read."""

    states: dict[State, int] = field(default_factory=dict)
    conflicts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _CameBack:
    """What came back of all partners; `rows` is None without results."""

    returns: Sequence[Return]
    rows: Mapping[str, Mapping[_Row, _Tally]] | None


def measure_follow_up(
    collection: Collection,
    correspondence: Correspondence,
    returns: Iterable[Return],
    points: Iterable[PointRecord] | None,
) -> tuple[FollowUp, ...]:
    """Tell where each partner asked stands, and each of its offices where it was issued by office.

    Args:
        collection: what is asked, of whom.
        correspondence: what was issued, sent and granted.
        returns: files that came back, read or not.
        points: all data points; None without results.
    """
    read = [each for each in returns if each.verdict is Verdict.READ]
    came_back = _CameBack(returns=read, rows=None if points is None else _tally(points))
    return tuple(
        line
        for partner in collection.framework.partners_asked
        for line in _partner_lines(collection, partner, correspondence, came_back)
    )


def list_addressed(correspondence: Correspondence, collection: Collection, partner: str) -> tuple[str, ...]:
    """Name the offices that a partner was issued by; nothing when one workbook holds all of its rows.

    Offices that the framework does not know any more are left out.
    """
    offices = dict.fromkeys(each.office for each in correspondence.issued if each.partner == partner and each.office)
    return tuple(each for each in offices if list_requests_of_office(collection.framework, partner, each))


def deadline_of(extensions: Iterable[Extension], partner: str, office: str, campaign_deadline: date) -> date:
    """Give the deadline that holds: the latest that was granted to the office or to its partner, or the campaign's."""
    granted = (each.deadline for each in extensions if each.partner == partner and each.office in {"", office})
    return max((campaign_deadline, *granted))


def map_deadlines(collection: Collection, extensions: Sequence[Extension]) -> Mapping[tuple[str, str], date]:
    """Give the deadline of each partner asked, under the empty office, and of each office with an extension."""
    partners = ((each.code, "") for each in collection.framework.partners_asked)
    pairs = dict.fromkeys((*partners, *((each.partner, each.office) for each in extensions)))
    deadline = collection.campaign.deadline
    return {(partner, office): deadline_of(extensions, partner, office, deadline) for partner, office in pairs}


def _tally(points: Iterable[PointRecord]) -> dict[str, dict[_Row, _Tally]]:
    rows: dict[str, dict[_Row, _Tally]] = {}
    for point in points:
        if point.is_volunteered or not point.is_required:
            continue
        tally = rows.setdefault(point.partner, {}).setdefault((point.measure, point.territory), _Tally())
        tally.states[point.state] = tally.states.get(point.state, 0) + 1
        is_opposed = point.answer_class == AnswerClass.CONFLICTING.value
        tally.conflicts += is_opposed and point.state is not State.REJECTED
    return rows


def _partner_lines(
    collection: Collection, partner: Partner, correspondence: Correspondence, came_back: _CameBack
) -> Iterator[FollowUp]:
    offices = list_addressed(correspondence, collection, partner.code)
    for office in ("", *offices):
        bare = FollowUp(
            partner=partner.code,
            office=office,
            has_offices=bool(offices) and not office,
            name=partner.name,
            deadline=deadline_of(correspondence.extensions, partner.code, office, collection.campaign.deadline),
            issued_file="; ".join(
                each.file
                for each in correspondence.issued
                if each.partner == partner.code and (not office or each.office == office)
            ),
            asked=0,
        )
        yield _with_points(_with_returns(_with_mailings(bare, correspondence), came_back), collection, came_back)


def concerns(line: FollowUp, partner: str, office: str) -> bool:
    """Tell whether something about a partner or an office concerns a line: what is for all is for each office."""
    return partner == line.partner and (not line.office or office in {"", line.office})


def _with_mailings(line: FollowUp, correspondence: Correspondence) -> FollowUp:
    own = [each for each in correspondence.mailings if concerns(line, each.partner, each.office)]
    # Offices of one partner that are reminded on one day are one reminder to the partner.
    reminders = {each.day for each in own if each.kind is MailKind.REMINDER}
    return replace(
        line,
        sent_on=_last(each.day for each in own if each.kind is MailKind.FIRST),
        reminders=len(reminders),
        reminded_on=_last(reminders),
    )


def _last(days: Iterable[date]) -> str:
    return max((day.isoformat() for day in days), default="")


def _with_returns(line: FollowUp, came_back: _CameBack) -> FollowUp:
    own = [each for each in came_back.returns if concerns(line, each.partner, each.office)]
    first = min((each.returned_at for each in own), default="")
    return replace(line, returned_at=first, returns=len(own), is_late=is_late(first, line.deadline))


def _with_points(line: FollowUp, collection: Collection, came_back: _CameBack) -> FollowUp:
    requests = list_requests_of_office(collection.framework, line.partner, line.office)
    asked = {(each.measure, each.territory): len(collection.periods_of(each.measure).required) for each in requests}
    if came_back.rows is None:
        return replace(line, asked=sum(asked.values()))
    tallies = [tally for row, tally in came_back.rows.get(line.partner, {}).items() if row in asked]
    states: Counter[State] = Counter()
    for tally in tallies:
        states.update(tally.states)
    conflicts = sum(tally.conflicts for tally in tallies)
    return replace(line, asked=sum(asked.values()), states=dict(states), conflicts=conflicts)

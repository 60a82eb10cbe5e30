"""What comes back from the offices of one partner: whose answer it is, and whose workbook is still missing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from toolkit.layout.keys import parse_office_field
from toolkit.model.answers import Answer, ContactWords, Point, Return
from toolkit.model.findings import Finding
from toolkit.model.framework import Framework
from toolkit.model.offices import (
    REFERENT,
    list_requests_of_office,
    map_declared_offices,
    office_name,
    split_by_office,
)
from toolkit.model.records import PointRecord
from toolkit.rules.ledger import find_office_not_returned

RowKeys = frozenset[tuple[str, str]]
"""Rows of one partner, each by its measure and territory."""


class Contributed(Protocol):
    """The part of a contribution that is needed here; `held` are the rows that its workbook answers for."""

    file: Return
    contacts: list[ContactWords]
    held: RowKeys


def list_rows_due(file: Return, framework: Framework) -> RowKeys:
    """Give the rows that a return should hold: those of its office, or all of its partner."""
    requests = list_requests_of_office(framework, file.partner, file.office)
    return frozenset((request.measure, request.territory) for request in requests)


def name_offices(answers: Iterable[Answer], contributed: Contributed, framework: Framework) -> Iterator[Answer]:
    """Let each answer carry its office: the one stated for its action, else the one whose workbook it is."""
    stated = _read_stated(contributed.contacts)
    own = "" if contributed.file.office == REFERENT else contributed.file.office
    if not stated and not own:
        yield from answers
        return
    for answer in answers:
        office = stated.get(framework.action_of(answer.point.measure).code, own)
        yield answer._replace(office=office) if office else answer


def _read_stated(contacts: Iterable[ContactWords]) -> dict[str, str]:
    """Give by action the office that a return states for it."""
    lines = ((parse_office_field(words.field), office_name(words.text)) for words in contacts)
    return {action: office for action, office in lines if action and office}


def name_silent_offices(
    records: Iterable[PointRecord], contributions: Sequence[Contributed], framework: Framework
) -> Iterator[PointRecord]:
    """Name the office of each data point of one partner without an answer: as stated, else as declared."""
    offices: dict[str, str] = {}
    for record in records:
        if not offices:
            offices = {"": "", **map_declared_offices(framework, record.partner)}
            for contributed in contributions:
                offices |= _read_stated(contributed.contacts)
        office = "" if record.file else offices.get(record.action, "")
        yield replace(record, office=office) if office else record


def list_rows_returned(contributions: Iterable[Contributed]) -> RowKeys:
    """Give the rows of one partner that some return answers for, were it by a blank."""
    return frozenset().union(*(contributed.held for contributed in contributions))


def find_offices_not_returned(
    contributions: Sequence[Contributed], asked: Mapping[Point, bool], framework: Framework
) -> Iterator[Finding]:
    """Yield a finding for each office whose workbook is missing where the partner answers office by office.

    Args:
        contributions: the returns of one partner; none of them means that the partner as a whole is missing.
        asked: its data points, with whether their period is required.
        framework: what is asked.
    """
    if not contributions:
        return
    partner, returned = contributions[0].file.partner, list_rows_returned(contributions)
    required: dict[str, int] = {}
    for point, is_required in asked.items():
        if is_required and (point.measure, point.territory) not in returned:
            action = framework.action_of(point.measure).code
            required[action] = required.get(action, 0) + 1
    for share in split_by_office(framework, partner):
        count = sum(required.get(action, 0) for action in share.actions)
        if count:
            yield find_office_not_returned(partner, share.office, count)

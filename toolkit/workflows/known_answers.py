"""Reads back what a merge has accepted, to fill the workbooks of a next round or of a new office with it.

What is filled in stands there as if the partner had typed it, and answers no cell that is still open: a reason or an
availability is filled in only where every cell that it would answer is answered already.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from toolkit.files.results import read_actions, read_availability, read_points
from toolkit.layout.choices import availabilities_by_label, reason_choice
from toolkit.layout.keys import tidy_label
from toolkit.model.answers import AvailabilityWords, Point
from toolkit.model.campaign import Collection
from toolkit.model.framework import Observation, Request
from toolkit.model.known import Known, KnownRow
from toolkit.model.records import ActionRecord, PointRecord
from toolkit.model.states import CODED_STATES, REASON_OF, SDMX_STATUS, Quality, State
from toolkit.wording import Wording, load_wording
from toolkit.workflows.known_rows import CODE_OF_STATE, may_say_quality, value_of, words_beside
from toolkit.workflows.merge import RESULTS

_ANSWERED = frozenset({State.VALUE, *CODED_STATES})
_ACTION_ROLES = ("progress", "change", "difficulties", "sources")
_FIRM = frozenset({"", Quality.FINAL.value})


def know_answers(folder: Path, collection: Collection) -> Mapping[str, Known]:
    """Give by partner what fills its workbook after a merge; what the campaign does not ask any more is left out.

    Raises:
        ToolkitError: nothing was merged yet, or the results cannot be understood.
    """
    results = folder / RESULTS
    points: dict[str, list[PointRecord]] = {}
    for record in read_points(results):
        points.setdefault(record.partner, []).append(record)
    said, words = read_availability(results), read_actions(results)
    return {
        partner: _know(
            records,
            [each for each in said if each.partner == partner],
            [each for each in words if each.partner == partner],
            collection,
        )
        for partner, records in points.items()
    }


def _know(
    records: Sequence[PointRecord],
    said: Iterable[AvailabilityWords],
    words: Iterable[ActionRecord],
    collection: Collection,
) -> Known:
    wording = load_wording(collection.campaign.language)
    answered: dict[Request, dict[str, PointRecord]] = {}
    for record in records:
        request = Request(measure=record.measure, partner=record.partner, territory=record.territory)
        if record.state in _ANSWERED and not record.is_volunteered:
            answered.setdefault(request, {})[record.period] = record
    requests = collection.framework.requests_of(records[0].partner)
    whole = {request for request in requests if _is_whole(request, answered.get(request, {}), collection)}
    measures = collection.framework.measures
    left = {measures[request.measure].indicator for request in requests if request not in whole}
    return Known(
        rows={
            request: _know_row(list(answered[request].values()), collection, is_whole=request in whole)
            for request in requests
            if request in answered
        },
        volunteered=_know_volunteered(records, collection),
        availability=_know_availability(said, left, wording),
        actions=_know_actions(words),
    )


def _is_whole(request: Request, answered: Mapping[str, PointRecord], collection: Collection) -> bool:
    return all(period.code in answered for period in collection.periods_of(request.measure).all)


def _know_row(row: Sequence[PointRecord], collection: Collection, *, is_whole: bool) -> KnownRow:
    wording = load_wording(collection.campaign.language)
    words = words_beside(row, collection.framework, wording)
    reasons = {record.reason for record in row if record.reason in REASON_OF}
    reason = next(iter(reasons)) if is_whole and len(reasons) == 1 else ""
    if reason:
        words["reason"] = reason_choice(REASON_OF[reason], wording)
    cells = {
        record.period: _cell_of(record, wording, has_quality="quality" in words)
        for record in row
        if not (reason and record.reason == reason and not record.raw)
    }
    return KnownRow(cells=cells, words=words)


def _cell_of(record: PointRecord, wording: Wording, *, has_quality: bool) -> Decimal | str:
    """Give what a cell holds so that it reads back as the same answer."""
    if record.state is State.VALUE:
        is_said_in_cell = record.quality not in _FIRM and may_say_quality(record)
        return record.raw if is_said_in_cell and not has_quality else value_of(record, wording)
    code = CODE_OF_STATE[record.state]
    return record.raw if record.raw.upper().startswith(code) else code


def _know_volunteered(records: Iterable[PointRecord], collection: Collection) -> dict[Point, Observation]:
    """Give the figures that have no cell in a grid and that the framework still knows."""
    framework = collection.framework
    return {
        Point(each.measure, each.partner, each.territory, each.period): Observation(
            measure=each.measure,
            partner=each.partner,
            territory=each.territory,
            period=each.period,
            value=each.value,
            status=SDMX_STATUS[Quality(each.quality or Quality.FINAL)],
        )
        for each in records
        if each.is_volunteered and each.value is not None
        if each.measure in framework.measures and each.territory in framework.territories
    }


def _know_availability(
    said: Iterable[AvailabilityWords], left: set[str], wording: Wording
) -> dict[str, Mapping[str, str]]:
    """Give the latest words on each indicator; the answer only where no row of it is left to answer."""
    labels = availabilities_by_label()
    known: dict[str, Mapping[str, str]] = {}
    for each in said:
        entry = labels.get(tidy_label(each.answer))
        words = {"detail": each.detail, "help": each.help}
        if entry is not None and each.indicator not in left:
            words["answer"] = wording.say(entry.label)
        known[each.indicator] = {
            **known.get(each.indicator, {}),
            **{role: text for role, text in words.items() if text},
        }
    return known


def _know_actions(records: Iterable[ActionRecord]) -> dict[str, Mapping[str, str]]:
    """Give the latest text of each column on each action; the records come in the order of their arrival."""
    known: dict[str, Mapping[str, str]] = {}
    for record in records:
        said = {role: text for role in _ACTION_ROLES if (text := getattr(record, role))}
        known[record.action] = {**known.get(record.action, {}), **said}
    return known

"""Merges the returns of one partner: its ledger, its data points, and what is to be said of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from toolkit.analysis.answer_classes import Issued
from toolkit.analysis.merging import (
    WHY_SAME,
    WHY_STALE,
    WHY_SUPERSEDED,
    PartnerLedger,
    is_excluded,
    list_data_points,
    merge_partner,
    order_returns,
)
from toolkit.errors import AccountsError
from toolkit.files.read_cache import load_form
from toolkit.model.answers import Answer, Point
from toolkit.model.campaign import PREFILLED, Collection
from toolkit.model.decisions import PartnerDecisions
from toolkit.model.findings import Finding
from toolkit.model.records import PointRecord
from toolkit.model.states import State
from toolkit.rules.ledger import find_conflict, find_not_returned
from toolkit.rules.plausibility import check_plausibility
from toolkit.workflows.contributing import Contribution, contribute
from toolkit.workflows.deciding import check_decisions, give_answers
from toolkit.workflows.offices import find_offices_not_returned, list_rows_returned, name_silent_offices
from toolkit.workflows.reading import ReadFile
from toolkit.workflows.records import point_record
from toolkit.workflows.row_words import Lists

_SETTLED = frozenset((WHY_SUPERSEDED, WHY_SAME, WHY_STALE))
"""Why an answer is not looked at any further."""
_NOTHING_SETTLED = PartnerDecisions()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerMerge:
    """What the returns of one partner come to.

    Attributes:
        asked: each data point asked, with whether its period is required.
        contributions: in the order of the returns.
        taken: those of them that are not left out by decision.
    """

    asked: dict[Point, bool]
    points: tuple[PointRecord, ...]
    ledger: PartnerLedger
    contributions: tuple[Contribution, ...]
    taken: tuple[Contribution, ...]
    findings: tuple[Finding, ...]

    @property
    def answers_read(self) -> int:
        """Answers that say something, in all returns."""
        return sum(entry.answer.state is not State.BLANK for entry in self.ledger.entries)


def merge_one(
    partner: str,
    files: Sequence[ReadFile],
    collection: Collection,
    lists: Lists,
    settled: PartnerDecisions = _NOTHING_SETTLED,
) -> PartnerMerge:
    """Merge the returns of one partner, as far as nothing else was decided.

    Raises:
        AccountsError: a sum of one of its files or of the partner does not close.
    """
    contributions = _contribute_all(files, settled.latest, collection, lists)
    taken = tuple(each for each in contributions if not is_excluded(each.file, settled))
    given, findings = give_answers(settled, collection.framework)
    bare = frozenset(each.file.sha256 for each in contributions if each.is_part)
    issued = Issued(figures=_list_issued(partner, collection), bare=bare)
    ledger = merge_partner([(each.file, each.answers) for each in contributions], issued, settled, given)
    asked = dict(list_asked(partner, collection))
    points = list_data_points(asked.items(), ledger, list_rows_returned(taken))
    records = (point_record(point, collection.framework) for point in points)
    findings.extend(check_decisions(settled, ledger, [each.file for each in contributions]))
    findings.extend(_find_all(partner, taken, ledger, asked, collection))
    merged = PartnerMerge(
        asked=asked,
        points=tuple(name_silent_offices(records, taken, collection.framework)),
        ledger=ledger,
        contributions=contributions,
        taken=taken,
        findings=tuple(findings),
    )
    _close_accounts(partner, merged)
    return merged


def _list_issued(partner: str, collection: Collection) -> dict[Point, Decimal]:
    """Give the figures that pre-filled the workbook of a partner."""
    return {
        Point(each.measure, each.partner, each.territory, each.period): each.value
        for each in collection.framework.observations
        if each.partner == partner and collection.campaign.earlier_figures == PREFILLED
    }


def _find_all(
    partner: str,
    taken: Sequence[Contribution],
    ledger: PartnerLedger,
    asked: Mapping[Point, bool],
    collection: Collection,
) -> Iterator[Finding]:
    for contribution in taken:
        yield from contribution.findings
    yield from _open_doubts(taken, ledger)
    yield from check_plausibility(_retained_rows(ledger, asked), partner, collection)
    for point, entries in ledger.conflicts.items():
        yield find_conflict(point, entries)
    if not taken and asked:
        yield find_not_returned(partner, sum(asked.values()))
    yield from find_offices_not_returned(taken, asked, collection.framework)


def _open_doubts(contributions: Sequence[Contribution], ledger: PartnerLedger) -> Iterator[Finding]:
    """Yield what is doubtful about answers, but not about those that another return has corrected or repeated."""
    settled = {entry.answer.location for entry in ledger.entries if entry.why in _SETTLED}
    for contribution in contributions:
        for answer, finding in contribution.doubts:
            if answer.location not in settled:
                yield finding


def _retained_rows(ledger: PartnerLedger, asked: Mapping[Point, bool]) -> dict[tuple[str, str], list[Answer]]:
    rows: dict[tuple[str, str], list[Answer]] = {}
    for point in asked:
        if point in ledger.retained:
            rows.setdefault((point.measure, point.territory), []).append(ledger.retained[point].answer)
    return rows


def list_asked(partner: str, collection: Collection) -> Iterator[tuple[Point, bool]]:
    """List the data points asked of a partner, in the order of the framework and in time order."""
    for request in collection.framework.requests_of(partner):
        periods = collection.periods_of(request.measure)
        for period in periods.all:
            point = Point(request.measure, request.partner, request.territory, period.code)
            yield point, period in periods.required


def _contribute_all(
    files: Sequence[ReadFile], latest: Sequence[str], collection: Collection, lists: Lists
) -> tuple[Contribution, ...]:
    by_content = {each.file.sha256: each for each in files}
    contributions = []
    for file in order_returns((each.file for each in files), latest):
        record = by_content[file.sha256].record
        kept = None if record is None else load_form(record, file.file)
        if kept is None:
            message = f"The record of {file.file} vanished while it was being merged; delete .toolkit and merge again."
            raise AccountsError(message)
        contributions.append(contribute(kept[0], file, collection, lists))
    return tuple(contributions)


def _close_accounts(partner: str, merged: PartnerMerge) -> None:
    """Check the sums of what was asked and what was read.

    Raises:
        AccountsError: one of them does not close.
    """
    for each in merged.contributions:
        file = each.file
        if file.asked + file.volunteered != file.values + file.coded + file.blank + file.rejected:
            raise AccountsError(_unclosed(file.file))
    if len(merged.asked) != sum(not point.is_volunteered for point in merged.points):
        raise AccountsError(_unclosed(partner))
    retained = sum(entry.is_retained for entry in merged.ledger.entries)
    shown = sum(bool(point.file) for point in merged.points)
    if retained != shown:
        raise AccountsError(_unclosed(partner))


def _unclosed(name: str) -> str:
    return (
        f"The accounts of {name} do not close: answers read and data points asked differ. Nothing was published; "
        "please report this with the file, it is a mistake of the toolkit."
    )

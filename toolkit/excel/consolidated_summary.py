"""The first sheet of the consolidated workbook: what came back, what it says, and sums that close."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.excel.lexicon import Lexicon
from toolkit.excel.listings import cell_height, write_linked
from toolkit.excel.report_tables import HEADER_ROW, Page, capital, set_up_print, write_head
from toolkit.excel.source_links import Linked
from toolkit.layout.plan import CellValue, link_to
from toolkit.layout.styles import Role
from toolkit.model.answers import Verdict
from toolkit.model.campaign import Collection
from toolkit.model.completeness import Share
from toolkit.model.findings import Severity
from toolkit.model.records import Consolidation
from toolkit.model.states import State
from toolkit.wording import Wording, phrase

_WIDTHS = (34, 12, 12, 12, 13, 4, 48, 12, 12)
_ROW_HEIGHT = 17
_MISSING_ON_A_PAGE = 8
"""Names that leave the sheet readable on one page; with more of them a second page follows."""

_RIGHT = 7
"""First column of the right half of the sheet."""

_TOTALS = {Role.LOCKED: Role.TOTAL_LABEL, Role.COUNT: Role.TOTAL_COUNT, Role.PERCENT: Role.TOTAL_PERCENT}
_SEVERITIES = (
    (Severity.ERROR, phrase("Errors")),
    (Severity.WARNING, phrase("Warnings")),
    (Severity.NOTE, phrase("Notes")),
)
_VERDICTS = (
    (Verdict.READ, phrase("Files read")),
    (Verdict.REFUSED, phrase("Files refused")),
    (Verdict.IGNORED, phrase("Files ignored")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """A small table of the sheet: a label and counts in each row.

    Attributes:
        roles: look of each column.
        total: last row, set apart; empty for none.
    """

    title: str
    headers: tuple[str, ...]
    roles: tuple[Role, ...]
    rows: Sequence[tuple[CellValue | Linked, ...]]
    total: tuple[CellValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Closing:
    """A sum and what it must come to."""

    counted: int
    expected: int
    said: str


def write_consolidated_summary(
    page: Page, consolidation: Consolidation, lexicon: Lexicon, sheets: Sequence[tuple[str, int]]
) -> None:
    """Write the sheet.

    Args:
        page: the sheet, still empty.
        consolidation: what to show.
        lexicon: words of the campaign.
        sheets: name and number of rows of each list of the workbook, in order.
    """
    campaign, wording = consolidation.collection.campaign, page.wording
    sentence = wording.say(
        "Consolidated answers to the workbooks of {issued}, to be sent back by {deadline}.",
        issued=wording.day(campaign.issued),
        deadline=wording.day(campaign.deadline),
    )
    write_head(page, campaign.name, sentence)
    for column, width in enumerate(_WIDTHS):
        page.sheet.set_column(column, column, width)
    page.sheet.set_default_row(_ROW_HEIGHT)
    _write_left(page, consolidation, lexicon)
    missing = _write_right(page, consolidation, sheets)
    set_up_print(page)
    if missing <= _MISSING_ON_A_PAGE:
        page.sheet.fit_to_pages(1, 1)


def _write_left(page: Page, consolidation: Consolidation, lexicon: Lexicon) -> None:
    row = _write_block(page, HEADER_ROW, 1, _count_files(consolidation, page.wording))
    row = _write_block(page, row, 1, _count_states(consolidation, lexicon))
    row = _write_closing(page, row - 1, 1, _close_points(consolidation, page.wording)) + 1
    _write_block(page, row, 1, _count_findings(consolidation, page.wording))


def _write_right(page: Page, consolidation: Consolidation, sheets: Sequence[tuple[str, int]]) -> int:
    """Write the right half and give the number of partners who returned no workbook."""
    wording = page.wording
    row = _write_block(page, HEADER_ROW, _RIGHT, _count_partners(consolidation, wording))
    row = _write_block(page, row, _RIGHT, _count_answers(consolidation, wording))
    row = _write_block(page, row, _RIGHT, _list_sheets(sheets, wording))
    missing = _list_missing(consolidation, wording)
    if missing.rows:
        _write_block(page, row, _RIGHT, missing)
        # Only names of partners may need a second line; the other half of the sheet ends above most of them.
        for number, (name, *_) in enumerate(missing.rows, start=row + 2):
            page.sheet.set_row(number - 1, max(_ROW_HEIGHT, cell_height(str(name), _WIDTHS[_RIGHT - 1])))
    return len(missing.rows)


def _write_block(page: Page, top: int, left: int, block: _Block) -> int:
    """Write a block and give the row where the next one begins, an empty row between them."""
    page.write(top, left, block.title, Role.SECTION)
    _write_values(page, top + 1, left, [(header, Role.HEADER) for header in block.headers])
    last = top + 1
    for last, values in enumerate(block.rows, start=top + 2):
        _write_values(page, last, left, zip(values, block.roles, strict=True))
    if block.total:
        last += 1
        looks = [_TOTALS[role] for role in block.roles]
        _write_values(page, last, left, zip(block.total, looks, strict=True))
    return last + 2


def _write_values(page: Page, row: int, left: int, values: Iterable[tuple[CellValue | Linked, Role]]) -> None:
    for column, (value, role) in enumerate(values, start=left):
        if isinstance(value, Linked):
            write_linked(page, row, column, value)
        else:
            page.write(row, column, value, role)


def _write_closing(page: Page, row: int, column: int, closing: _Closing) -> int:
    is_closed = closing.counted == closing.expected
    page.write(row, column, closing.said, Role.SENTENCE if is_closed else Role.WARNING)
    return row + 1


def _count_files(consolidation: Consolidation, wording: Wording) -> _Block:
    say = wording.say
    counts = Counter(file.verdict for file in consolidation.returns)
    return _Block(
        title=say("Files"),
        headers=(say("What became of them"), say("Number")),
        roles=(Role.LOCKED, Role.COUNT),
        rows=[(say(label), counts[verdict]) for verdict, label in _VERDICTS],
        total=(say("All files found"), len(consolidation.returns)),
    )


def _count_states(consolidation: Consolidation, lexicon: Lexicon) -> _Block:
    say = lexicon.wording.say
    points = consolidation.points
    required = Counter(point.state for point in points if point.is_required and not point.is_volunteered)
    optional = Counter(point.state for point in points if not point.is_required and not point.is_volunteered)
    volunteered = Counter(point.state for point in points if point.is_volunteered)
    whole = required.total()
    return _Block(
        title=say("Data points by state"),
        headers=(say("State"), say("Required"), say("Share"), say("Optional"), say("Volunteered")),
        roles=(Role.LOCKED, Role.COUNT, Role.PERCENT, Role.COUNT, Role.COUNT),
        rows=[
            (
                capital(lexicon.state(state)),
                required[state],
                Share(part=required[state], whole=whole).rate,
                optional[state],
                volunteered[state],
            )
            for state in State
        ],
        total=(say("All"), whole, Share(part=whole, whole=whole).rate, optional.total(), volunteered.total()),
    )


def _close_points(consolidation: Consolidation, wording: Wording) -> _Closing:
    expected = sum(_required_by_partner(consolidation.collection).values())
    counted = sum(point.is_required and not point.is_volunteered for point in consolidation.points)
    said = (
        phrase("The sum closes: {expected} required data points were asked, {counted} have a state.")
        if counted == expected
        else phrase("The sum does not close: {expected} required data points were asked, {counted} have a state.")
    )
    words = wording.say(said, expected=wording.whole(expected), counted=wording.whole(counted))
    return _Closing(counted=counted, expected=expected, said=words)


def _required_by_partner(collection: Collection) -> Mapping[str, int]:
    """Count the required data points asked of each partner, as the framework and the campaign have them."""
    counts: Counter[str] = Counter()
    for request in collection.framework.requests:
        counts[request.partner] += len(collection.periods_of(request.measure).required)
    return counts


def _partners_returned(consolidation: Consolidation) -> set[str]:
    return {file.partner for file in consolidation.returns if file.verdict is Verdict.READ}


def _count_partners(consolidation: Consolidation, wording: Wording) -> _Block:
    say = wording.say
    asked = {partner.code for partner in consolidation.collection.framework.partners_asked}
    returned = len(asked & _partners_returned(consolidation))
    rows = ((say("Returned a workbook"), returned), (say("Returned none"), len(asked) - returned))
    return _Block(
        title=say("Partners"),
        headers=(say("What they did"), say("Number"), say("Share")),
        roles=(Role.LOCKED, Role.COUNT, Role.PERCENT),
        rows=[(label, number, Share(part=number, whole=len(asked)).rate) for label, number in rows],
        total=(say("All partners asked"), len(asked), Share(part=len(asked), whole=len(asked)).rate),
    )


def _count_findings(consolidation: Consolidation, wording: Wording) -> _Block:
    say = wording.say
    counts = Counter(finding.severity for finding in consolidation.findings)
    return _Block(
        title=say("Findings"),
        headers=(say("Severity"), say("Number")),
        roles=(Role.LOCKED, Role.COUNT),
        rows=[(say(label), counts[severity.code]) for severity, label in _SEVERITIES],
        total=(say("All findings"), len(consolidation.findings)),
    )


def _count_answers(consolidation: Consolidation, wording: Wording) -> _Block:
    say = wording.say
    read, retained = consolidation.answers_read, consolidation.answers_retained
    return _Block(
        title=say("Answers that say something"),
        headers=(say("What became of them"), say("Number"), say("Share")),
        roles=(Role.LOCKED, Role.COUNT, Role.PERCENT),
        rows=[
            (say("Retained"), retained, Share(part=retained, whole=read).rate),
            (say("Superseded by another answer"), read - retained, Share(part=read - retained, whole=read).rate),
        ],
        total=(say("All answers read"), read, Share(part=read, whole=read).rate),
    )


def _list_sheets(sheets: Iterable[tuple[str, int]], wording: Wording) -> _Block:
    say = wording.say
    return _Block(
        title=say("Sheets of this workbook"),
        headers=(say("Sheet"), say("Rows")),
        roles=(Role.LOCKED, Role.COUNT),
        rows=[(Linked(name, link_to(name)), rows) for name, rows in sheets],
    )


def _list_missing(consolidation: Consolidation, wording: Wording) -> _Block:
    """Name the partners of whom no workbook was read, with the required data points asked of each."""
    say, collection = wording.say, consolidation.collection
    returned, required = _partners_returned(consolidation), _required_by_partner(collection)
    missing = [partner for partner in collection.framework.partners_asked if partner.code not in returned]
    return _Block(
        title=say("Partners who returned no workbook"),
        headers=(say("Partner"), say("Required")),
        roles=(Role.LOCKED, Role.COUNT),
        rows=[(f"{partner.code} – {partner.name}", required.get(partner.code, 0)) for partner in missing],
    )

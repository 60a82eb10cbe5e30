"""The lists of the consolidated workbook: retained data, findings, returns, words on actions, free rows."""

from collections.abc import Iterator

from toolkit.excel.consolidated_decisions import (
    decision_cells,
    decision_column,
    decision_columns,
    finding_choices,
    finding_reference,
    return_choices,
    return_reference,
    say_of_finding,
    say_of_return,
)
from toolkit.excel.lexicon import Lexicon, figure_entry
from toolkit.excel.listings import Listing, ListingRow, ListingValue
from toolkit.excel.report_tables import Entry, TableColumn
from toolkit.excel.source_links import Linked, link_to_cell, link_to_file
from toolkit.layout.styles import Role
from toolkit.model.answers import Return, Verdict
from toolkit.model.findings import Severity
from toolkit.model.records import Consolidation, FindingRecord, PointRecord
from toolkit.model.states import State
from toolkit.rules.decisions import say_read
from toolkit.rules.returned_files import IGNORED_RULES, RULE_OF_CAUSE
from toolkit.wording import Wording, phrase

VERDICT_LABELS = {
    Verdict.READ: phrase("read"),
    Verdict.REFUSED: phrase("refused"),
    Verdict.IGNORED: phrase("ignored"),
}
_UNSAID = frozenset((State.BLANK, State.NOT_RETURNED))
_CAUSE_RULES = RULE_OF_CAUSE | IGNORED_RULES
_FILE_WIDTH, _PLACE_WIDTH, _COUNT_WIDTH = 27.0, 21.0, 11.0


def list_retained(consolidation: Consolidation, lexicon: Lexicon) -> Listing:
    """List every data point of which something was said, with the place it was read at."""
    say = lexicon.wording.say
    points = [point for point in consolidation.points if point.state not in _UNSAID]
    return Listing(
        name=say("Retained data"),
        sentence=say("One row a data point of which something is said; the last column opens the cell it was read in."),
        columns=_retained_columns(lexicon.wording),
        rows=[_retained_row(point, lexicon) for point in points],
        frozen_columns=2,
        themes=[lexicon.framework.actions[point.action].theme for point in points],
    )


def _retained_columns(wording: Wording) -> tuple[TableColumn, ...]:
    say = wording.say
    return (
        _column(say("Partner"), 14),
        _column(say("Action"), 7.5, Role.LOCKED_CENTER),
        _column(say("Indicator"), 9.5, Role.LOCKED_CENTER),
        _column(say("Figure"), 34),
        _column(say("Territory"), 17),
        _column(say("Period"), 10.5, Role.LOCKED_CENTER),
        _column(say("Asked as"), 12),
        _column(say("State"), 15),
        _column(say("Value"), 12, Role.DECIMAL),
        _column(say("Unit"), 9, Role.LOCKED_CENTER),
        _column(say("Quality"), 11),
        _column(say("Reason"), 18),
        _column(say("Comment"), 24),
        _column(say("As typed"), 16),
        _column(say("Territory given"), 13),
        _column(say("File"), _FILE_WIDTH),
        _column(say("Sheet and cell"), _PLACE_WIDTH),
    )


def _retained_row(point: PointRecord, lexicon: Lexicon) -> ListingRow:
    return (
        point.partner,
        point.action,
        point.indicator,
        lexicon.figure(point.measure),
        lexicon.territory(point.territory),
        point.period,
        lexicon.asked(point),
        lexicon.state(point.state),
        figure_entry(point.value),
        lexicon.unit(point.unit),
        lexicon.quality(point.quality),
        lexicon.reason(point.reason),
        point.comment,
        point.raw,
        lexicon.territory(point.territory_given),
        point.file,
        _place(point.file, point.sheet, point.cell),
    )


def _place(file: str, sheet: str, cell: str) -> Linked:
    return link_to_cell(f"{sheet}!{cell}" if sheet and cell else sheet, file, sheet, cell)


def list_findings(consolidation: Consolidation, lexicon: Lexicon) -> Listing:
    """List the findings, the gravest first, with room to decide."""
    say = lexicon.wording.say
    columns = (
        _column(say("Severity"), 14),
        _column(say("Code"), 8, Role.LOCKED_CENTER),
        _column(say("Partner"), 14),
        _column(say("File"), _FILE_WIDTH),
        _column(say("Sheet"), 14),
        _column(say("Cell"), 8),
        _column(say("Figure"), 10),
        _column(say("Territory"), 14),
        _column(say("Period"), 11, Role.LOCKED_CENTER),
        _column(say("What was read"), 18),
        _column(say("What is expected"), 24),
        _column(say("What it is about"), 44),
        _column(say("What to do"), 38),
        *decision_columns(lexicon.wording),
    )
    hashes = {file.file: file.sha256 for file in consolidation.returns}
    return Listing(
        name=say("Findings"),
        sentence=say(
            "What is wrong or worth a look, the gravest first; decide in the coloured columns, then merge again."
        ),
        columns=columns,
        rows=[_finding_row(finding, hashes, lexicon) for finding in consolidation.findings],
        frozen_columns=3,
        choices={decision_column(columns): finding_choices(lexicon.wording)},
    )


def _finding_row(finding: FindingRecord, hashes: dict[str, str], lexicon: Lexicon) -> ListingRow:
    cell = link_to_cell(finding.cell, finding.file, finding.sheet, finding.cell)
    is_error = finding.severity == Severity.ERROR.code
    has_link = finding.file in hashes and not finding.cell  # a list of the coordinator lies elsewhere
    return (
        Entry(lexicon.severity(finding.severity), Role.WARNING if is_error else Role.LOCKED),
        finding.code,
        finding.partner,
        link_to_file(finding.file) if has_link else finding.file,
        finding.sheet,
        cell,
        finding.measure,
        lexicon.territory(finding.territory),
        finding.period,
        say_read(finding.code, finding.read, lexicon.wording),
        finding.expected,
        finding.message,
        finding.suggestion,
        *decision_cells(say_of_finding(finding, lexicon.wording), finding_reference(finding, hashes)),
    )


def list_returns(consolidation: Consolidation, lexicon: Lexicon) -> Listing:
    """List the files that came back, with what became of each."""
    say = lexicon.wording.say
    counts = (say("Values"), say("Codes"), say("Blank"), say("Rejected"), say("Outside the form"))
    columns = (
        _column(say("File"), 38),
        _column(say("Partner"), 14),
        _column(say("Partner's name"), 36),
        _column(say("Verdict"), 11),
        _column(say("Reason"), 40),
        _column(say("Edition"), 9, Role.LOCKED_CENTER),
        _column(say("Written with"), 20),
        *(_column(label, _COUNT_WIDTH, Role.COUNT) for label in counts),
        _column(say("Received"), 21, Role.LOCKED_CENTER),
        *decision_columns(lexicon.wording),
    )
    return Listing(
        name=say("Returns"),
        sentence=say("Every file that came back and what became of it, with its answers by kind."),
        columns=columns,
        rows=list(_return_rows(consolidation, lexicon)),
        frozen_columns=1,
        choices={decision_column(columns): return_choices(lexicon.wording)},
    )


def _return_rows(consolidation: Consolidation, lexicon: Lexicon) -> Iterator[ListingRow]:
    messages = {(finding.file, finding.code): finding.message for finding in consolidation.findings}
    for file in consolidation.returns:
        rule = _CAUSE_RULES.get(file.reason)
        reason = file.reason if rule is None else messages.get((file.file, rule.code), file.reason)
        yield (
            link_to_file(file.file),
            file.partner,
            lexicon.partner(file.partner),
            lexicon.wording.say(VERDICT_LABELS[file.verdict]),
            reason,
            file.version,
            file.editor,
            *_return_counts(file),
            file.returned_at.replace("T", " ").replace("Z", " UTC"),
            *decision_cells(say_of_return(file, consolidation.decided, lexicon.wording), return_reference(file)),
        )


def _return_counts(file: Return) -> tuple[ListingValue, ...]:
    """Count the answers of a file; a file that was not read has no counts, which is not zero."""
    if file.verdict is not Verdict.READ:
        return (None,) * 5
    return file.values, file.coded, file.blank, file.rejected, file.outside


def list_words(consolidation: Consolidation, lexicon: Lexicon) -> Listing:
    """List what partners said of their actions in words."""
    say = lexicon.wording.say
    return Listing(
        name=say("Words by action"),
        sentence=say("What partners say of their actions: progress, changes and their causes, difficulties, sources."),
        columns=(
            _column(say("Action"), 8, Role.LOCKED_CENTER),
            _column(say("Title of the action"), 34, Role.LOCKED_STRONG),
            _column(say("Partner"), 14),
            _column(say("State of progress"), 16),
            _column(say("What changed, and why"), 46),
            _column(say("Difficulties met"), 36),
            _column(say("Sources of the figures"), 26),
            _column(say("File"), _FILE_WIDTH),
        ),
        rows=[
            (
                words.action,
                lexicon.action(words.action),
                words.partner,
                words.progress,
                words.change,
                words.difficulties,
                words.sources,
                link_to_cell(words.file, words.file, words.sheet, words.cell),
            )
            for words in consolidation.actions
            if words.says_something
        ],
        frozen_columns=2,
    )


def list_additions(consolidation: Consolidation, lexicon: Lexicon) -> Listing:
    """List the free rows that are no data points yet."""
    say = lexicon.wording.say
    return Listing(
        name=say("To sort"),
        sentence=say("Free rows of partners that fit no figure, territory or period asked: to be settled by hand."),
        columns=(
            _column(say("Partner"), 14),
            _column(say("Figure"), 46),
            _column(say("Territory"), 26),
            _column(say("Period"), 16),
            _column(say("As typed"), 18),
            _column(say("Comment"), 42),
            _column(say("File"), 30),
            _column(say("Sheet and cell"), _PLACE_WIDTH + 3),
        ),
        rows=[
            (
                addition.partner,
                lexicon.figure(addition.measure),
                lexicon.territory(addition.territory),
                addition.period,
                addition.raw,
                addition.comment,
                addition.location.file,
                _place(addition.location.file, addition.location.sheet, addition.location.cell),
            )
            for addition in consolidation.additions
        ],
        frozen_columns=1,
    )


def _column(label: str, width: float, role: Role = Role.LOCKED) -> TableColumn:
    return TableColumn(label=label, width=width, role=role)

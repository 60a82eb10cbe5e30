"""Rules on files that have lost their keys or carry older ones: recognised by labels, or through renamed codes."""

from collections.abc import Sequence

from toolkit.layout.recognition import Doubt, Likeness
from toolkit.model.answers import GridRow, Return
from toolkit.model.findings import Finding, Rule, Severity
from toolkit.model.places import Location
from toolkit.wording import phrase

TO_CONFIRM = Rule(
    code="F131",
    slug="to-confirm",
    severity=Severity.ERROR,
    message=phrase(
        "{file} holds none of our keys; labels of {likely} recognised: {found} of {issued}. "
        "If the figures are theirs, type: {command}"
    ),
    expected=phrase("the workbook that was sent out, filled in and saved as .xlsx"),
    remedy=phrase("Ask the partner for the workbook that was sent out, or confirm whose figures these are."),
    why=phrase(
        "Labels pasted into a new workbook tell what was asked, but several partners may be asked the same: "
        "whose figures they are is for a person to say."
    ),
)
TAKEN_BY_LABELS = Rule(
    code="F132",
    slug="recognised-by-labels",
    severity=Severity.WARNING,
    message=phrase(
        "{file} was confirmed to come from {partner}; rows recognised by their labels alone: {rows}, "
        "with filled cells: {values}."
    ),
    remedy=phrase("Compare a few figures with the file; to take the confirmation back, delete its row in {table}."),
    why=phrase("A form pasted into a new workbook has lost its keys; a label is less certain than a key."),
)
ROW_NOT_RECOGNISED = Rule(
    code="S221",
    slug="row-not-recognised",
    severity=Severity.WARNING,
    message=phrase("{cell} of the sheet “{sheet}” names a row that {partner} was not asked: {read}; it was not read."),
    expected=phrase("measure, unit and territory in the words that were sent out"),
    remedy=phrase("Look at the row in the file; type its figures on the sheet for other data if they are needed."),
    why=phrase("A row without its key is found by its labels; when these were changed too, it is not guessed."),
)
ROW_AMBIGUOUS = Rule(
    code="S222",
    slug="row-ambiguous",
    severity=Severity.WARNING,
    message=phrase("{cell} of the sheet “{sheet}” fits several rows of {partner}: {read}; it was not read."),
    expected=phrase("labels that one row only has"),
    remedy=phrase("Ask the partner which action the figures are for, or for the workbook that was sent out."),
    why=phrase("A row without its key is found by its labels; when several have the same, it is not guessed."),
)
CODES_RENAMED = Rule(
    code="S223",
    slug="codes-renamed",
    severity=Severity.NOTE,
    message=phrase("{file} carries codes that were renamed since; rows found under the new ones: {count}."),
    remedy=phrase("Nothing to do: the table migrations of the framework says which code became which."),
    why=phrase("Workbooks live for years once they are sent out; codes that change meanwhile must not lose an answer."),
)

RECOGNISED_RULES = (TO_CONFIRM, TAKEN_BY_LABELS, ROW_NOT_RECOGNISED, ROW_AMBIGUOUS, CODES_RENAMED)

_RULE_OF_DOUBT = {Doubt.UNKNOWN: ROW_NOT_RECOGNISED, Doubt.AMBIGUOUS: ROW_AMBIGUOUS}


def find_to_confirm(file: Return, likely: Sequence[Likeness], commands: Sequence[str]) -> Finding:
    """Make the finding on a file that only its labels tell, with the command that confirms each likely partner."""
    details = {
        "issued": str(likely[0].issued),
        "found": str(likely[0].found),
        "likely": " / ".join(each.partner for each in likely),
        "command": " / ".join(commands),
    }
    return Finding(rule=TO_CONFIRM, location=Location(file=file.file), details=details)


def find_taken_by_labels(file: Return, rows: Sequence[GridRow], table: str) -> Finding:
    """Make the finding on the rows of a confirmed file that were recognised; `table` keeps the confirmations."""
    details = {"rows": str(len(rows)), "values": str(sum(len(row.cells) for row in rows)), "table": table}
    return Finding(rule=TAKEN_BY_LABELS, location=Location(file=file.file), partner=file.partner, details=details)


def find_doubtful_row(file: Return, row: GridRow, doubt: Doubt) -> Finding:
    """Make the finding on a row whose labels do not name one request."""
    return Finding(
        rule=_RULE_OF_DOUBT[doubt],
        location=row.header.place(file.file, row.row, "measure"),
        partner=file.partner,
        read=" · ".join(text for text in row.labels.values() if text),
    )


def find_renamed(file: Return, count: int) -> Finding:
    """Make the finding on rows that carry older codes."""
    details = {"count": str(count)}
    return Finding(rule=CODES_RENAMED, location=Location(file=file.file), partner=file.partner, details=details)

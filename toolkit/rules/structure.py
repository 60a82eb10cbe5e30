"""Rules on the form inside a file: rows, keys, sheets, and what was written beside the form."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from toolkit.layout.keys import request_key, tidy_label
from toolkit.layout.row_labels import label_texts
from toolkit.model.answers import GridRow, Return
from toolkit.model.campaign import Collection
from toolkit.model.findings import Finding, Rule, Severity
from toolkit.model.framework import Request
from toolkit.model.places import Location
from toolkit.wording import LANGUAGES, load_wording, phrase

MISSING_ROW = Rule(
    code="S201",
    slug="row-missing",
    severity=Severity.WARNING,
    message=phrase("The row {key} is missing from {file}."),
    expected=phrase("every row of the workbook that was sent out"),
    remedy=phrase("Ask the partner for the figures of this row, or note why it was deleted."),
    why=phrase("A deleted row is not an answer: its data points count as blank."),
)
MISSING_PERIOD = Rule(
    code="S202",
    slug="period-missing",
    severity=Severity.WARNING,
    message=phrase("The column {period} is missing from the sheet “{sheet}” of {file}."),
    expected=phrase("every column of the workbook that was sent out"),
    remedy=phrase("Ask the partner for the figures of this period."),
    why=phrase("A deleted column is not an answer: its data points count as blank."),
)
UNKNOWN_KEY = Rule(
    code="S203",
    slug="key-unknown",
    severity=Severity.WARNING,
    message=phrase("{cell} of the sheet “{sheet}” holds “{read}” in place of a key of ours; the row was not read."),
    expected=phrase("the key that was issued, unchanged"),
    remedy=phrase(
        "Look at the row in the file. If its code was renamed, add it to the table migrations of the framework; "
        "else type its figures on the sheet for other data if they are needed."
    ),
    why=phrase("A figure is found by the key of its row; without one, nobody can say what it measures."),
)
FOREIGN_ROW = Rule(
    code="S204",
    slug="row-of-another-partner",
    severity=Severity.ERROR,
    message=phrase("{cell} of the sheet “{sheet}” is a row of another partner ({read}); it was not read."),
    expected=phrase("rows of {partner} only"),
    remedy=phrase("Ask which partner the figures belong to, and have them returned in its own workbook."),
    why=phrase("Each partner answers for itself; a row copied from another workbook is no answer of this one."),
)
DUPLICATE_ROW = Rule(
    code="S205",
    slug="row-twice",
    severity=Severity.ERROR,
    message=phrase("The row {key} stands twice in {file}, with different figures: {read}."),
    expected=phrase("each row once"),
    remedy=phrase("Ask the partner which of the two is right; the first was kept meanwhile."),
    why=phrase("Copied rows are harmless when they agree; when they do not, nobody can choose for the partner."),
)
OUTSIDE = Rule(
    code="S206",
    slug="text-beside-the-form",
    severity=Severity.NOTE,
    message=phrase("{count} cells outside the form hold something, the first in {cell} of “{sheet}”: to read."),
    remedy=phrase("Read them in the file: they often explain a figure."),
    why=phrase("What is written beside the form is not read as data, and is not to be lost either."),
)
SHEET_NOT_READ = Rule(
    code="S207",
    slug="sheet-not-read",
    severity=Severity.NOTE,
    message=phrase("The sheet “{sheet}” of {file} is none of ours; it was not read."),
    remedy=phrase("Open it if it may hold an answer; it may also hold personal data."),
    why=phrase("Partners add sheets of their own, which were not asked for."),
)
REPORTED_ERROR = Rule(
    code="S208",
    slug="error-reported",
    severity=Severity.WARNING,
    message=phrase("The partner reports an error in the row {key}: “{read}”."),
    remedy=phrase("Correct the framework if the partner is right, and answer."),
    why=phrase("Labels, units and targets are locked; partners say in a column of its own what is wrong with them."),
)
LABEL_CHANGED = Rule(
    code="S209",
    slug="label-changed",
    severity=Severity.WARNING,
    message=phrase("{cell} of the sheet “{sheet}” of {file} says “{read}” where “{issued}” was sent out."),
    expected=phrase("the label that was sent out, unchanged"),
    remedy=phrase("Ask what the partner meant: its figures of the row may answer another question than was asked."),
    why=phrase("Labels, units and territories are locked; a change is contested, never taken over by itself."),
)

STRUCTURE_RULES = (
    MISSING_ROW,
    MISSING_PERIOD,
    UNKNOWN_KEY,
    FOREIGN_ROW,
    DUPLICATE_ROW,
    OUTSIDE,
    SHEET_NOT_READ,
    REPORTED_ERROR,
    LABEL_CHANGED,
)


def find_missing_rows(file: Return, missing: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """Yield a finding for each row, named by measure and territory, that the file has lost."""
    for measure, territory in missing:
        yield Finding(
            rule=MISSING_ROW,
            location=Location(file=file.file),
            partner=file.partner,
            measure=measure,
            territory=territory,
            details={"key": request_key(measure, file.partner, territory)},
        )


def find_missing_periods(file: Return, sheet: str, periods: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for each period whose column a grid has lost."""
    for period in periods:
        yield Finding(
            rule=MISSING_PERIOD,
            location=Location(file=file.file, sheet=sheet),
            partner=file.partner,
            period=period,
        )


def find_row(rule: Rule, row: GridRow, place: Location, read: str = "") -> Finding:
    """Make the finding of a rule on a row of a grid."""
    return Finding(
        rule=rule,
        location=place,
        partner=row.partner,
        measure=row.measure,
        territory=row.territory,
        read=read,
        details={"key": request_key(row.measure, row.partner, row.territory)},
    )


def find_changed_labels(row: GridRow, file: str, collection: Collection) -> Iterator[Finding]:
    """Yield a finding for each locked text of a row that is in no language what the framework says."""
    request = Request(measure=row.measure, partner=row.partner, territory=row.territory)
    issued = label_texts(collection.framework, request, load_wording(collection.campaign.language))
    differing = [(role, text) for role, text in row.labels.items() if text != issued[role]]
    if not differing:
        return
    spoken = [label_texts(collection.framework, request, load_wording(language)) for language in LANGUAGES]
    for role, text in differing:
        if tidy_label(text) not in {tidy_label(texts[role]) for texts in spoken}:
            found = find_row(LABEL_CHANGED, row, row.header.place(file, row.row, role), read=text)
            yield replace(found, details={**found.details, "issued": issued[role]})


def find_unknown_key(partner: str, place: Location, read: str) -> Finding:
    """Make the finding for a text in a key column that is no key of ours."""
    return Finding(rule=UNKNOWN_KEY, location=place, partner=partner, read=read)


def find_outside(partner: str, places: Iterable[tuple[Location, str]], counts: Mapping[str, int]) -> Iterator[Finding]:
    """Yield one finding a sheet for all cells that stand outside the form.

    Args:
        partner: whose workbook it is.
        places: the first of them, with their texts.
        counts: how many there are by sheet.
    """
    first: dict[str, tuple[Location, str]] = {}
    for place, text in places:
        first.setdefault(place.sheet, (place, text))
    for sheet, count in counts.items():
        place, text = first.get(sheet, (Location(file=next(iter(first.values()))[0].file, sheet=sheet), ""))
        yield Finding(rule=OUTSIDE, location=place, partner=partner, read=text, details={"count": str(count)})


def find_unread_sheet(file: Return, sheet: str) -> Finding:
    """Make the finding for a sheet that is none of ours; its content is not told."""
    return Finding(rule=SHEET_NOT_READ, location=Location(file=file.file, sheet=sheet), partner=file.partner)

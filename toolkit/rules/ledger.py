"""Rules on several returns together: contradictions, and who did not return."""

from toolkit.model.answers import LedgerEntry, Point
from toolkit.model.findings import Finding, Rule, Severity
from toolkit.model.places import Location
from toolkit.wording import phrase

CONFLICT = Rule(
    code="L401",
    slug="returns-contradict",
    severity=Severity.WARNING,
    message=phrase("{measure}, {territory}, {period}: returns of one day and edition contradict each other: {read}."),
    expected=phrase("one figure"),
    remedy=phrase("Ask the partner which one holds; the first was retained meanwhile."),
    why=phrase("A later return corrects an earlier one; within one day nobody can say which came last."),
)
NOT_RETURNED = Rule(
    code="L402",
    slug="no-return",
    severity=Severity.NOTE,
    message=phrase("{partner} has not returned anything: {count} required figures."),
    remedy=phrase("Remind the partner."),
    why=phrase("No return is not a blank: nobody knows yet whether the figures exist."),
)

LEDGER_RULES = (CONFLICT, NOT_RETURNED)


def find_conflict(point: Point, entries: tuple[LedgerEntry, ...]) -> Finding:
    """Make the finding for answers of one moment that contradict each other."""
    kept = next((entry for entry in entries if entry.is_retained), entries[0])
    said = " / ".join(_said(entry) for entry in entries)
    return Finding(
        rule=CONFLICT,
        location=kept.answer.location,
        partner=point.partner,
        measure=point.measure,
        territory=point.territory,
        period=point.period,
        read=said,
    )


def _said(entry: LedgerEntry) -> str:
    answer = entry.answer
    text = answer.raw or answer.state.value
    return f"{text} ({answer.location.file}, {answer.location.sheet}!{answer.location.cell})"


def find_not_returned(partner: str, required: int) -> Finding:
    """Make the finding for a partner of whom no file was read."""
    return Finding(rule=NOT_RETURNED, location=Location(), partner=partner, details={"count": str(required)})

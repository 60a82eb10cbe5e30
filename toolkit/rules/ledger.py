"""Rules on several returns together: contradictions, and who did not return."""

from toolkit.model.answers import LedgerEntry, Point
from toolkit.model.contradictions import MOST_SHOWN, Contradiction
from toolkit.model.findings import Finding, Rule, Severity
from toolkit.model.places import Location
from toolkit.model.states import ANSWER_CODES
from toolkit.wording import phrase

CONFLICT = Rule(
    code="L401",
    slug="returns-contradict",
    severity=Severity.WARNING,
    message=phrase("{measure}, {territory}, {period}: returns of one day and edition contradict each other: {read}."),
    expected=phrase("one figure"),
    remedy=phrase("Decide in the sheet Contradictions of consolidated.xlsx, or ask the partner; A stands meanwhile."),
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
OFFICE_NOT_RETURNED = Rule(
    code="L403",
    slug="no-return-of-office",
    severity=Severity.NOTE,
    message=phrase("{office} has not returned its workbook, others of {partner} have: {count} required figures."),
    remedy=phrase("Remind the office, or the referent of the partner."),
    why=phrase("The partner answers office by office; what an office has not sent is not blank, it is not known yet."),
)

PARTNERS_DISAGREE = Rule(
    code="L408",
    slug="partners-disagree",
    severity=Severity.WARNING,
    message=phrase("{measure}, {territory}, {period}: partners that are to agree do not: {read}."),
    expected=phrase("figures within the tolerance that the framework declares"),
    remedy=phrase("Ask the partners, or decide on one of the figures."),
    why=phrase("The framework declares that these partners count the same thing."),
)

LEDGER_RULES = (CONFLICT, NOT_RETURNED, OFFICE_NOT_RETURNED, PARTNERS_DISAGREE)


def find_disagreement(contradiction: Contradiction) -> Finding:
    """Make the finding for partners that were to agree and do not."""
    first = contradiction.rivals[0]
    said = " / ".join(
        f"{each.partner} {each.said} ({each.file}, {each.sheet}!{each.cell})" for each in contradiction.rivals
    )
    return Finding(
        rule=PARTNERS_DISAGREE,
        location=Location(file=first.file, sheet=first.sheet, cell=first.cell),
        measure=contradiction.measure,
        territory=contradiction.territory,
        period=contradiction.period,
        read=said,
    )


def find_conflict(point: Point, entries: tuple[LedgerEntry, ...]) -> Finding:
    """Make the finding for answers of one moment that contradict each other."""
    kept = next((entry for entry in entries if entry.is_retained), entries[0])
    said = " / ".join((*(_said(entry) for entry in entries[:MOST_SHOWN]), *("…" for _ in entries[MOST_SHOWN:][:1])))
    return Finding(
        rule=CONFLICT,
        location=kept.answer.location,
        partner=point.partner,
        measure=point.measure,
        territory=point.territory,
        period=point.period,
        read=said,
    )


_CODES = {code.state: code.code for code in ANSWER_CODES}


def _said(entry: LedgerEntry) -> str:
    answer = entry.answer
    text = answer.raw or _CODES.get(answer.state, "")
    return f"{text} ({answer.location.file}, {answer.location.sheet}!{answer.location.cell})"


def find_not_returned(partner: str, required: int) -> Finding:
    """Make the finding for a partner of whom no file was read."""
    return Finding(rule=NOT_RETURNED, location=Location(), partner=partner, details={"count": str(required)})


def find_office_not_returned(partner: str, office: str, required: int) -> Finding:
    """Make the finding for an office whose workbook was not read, though another one of the partner was."""
    details = {"office": office, "count": str(required)}
    return Finding(rule=OFFICE_NOT_RETURNED, location=Location(), partner=partner, details=details)

"""Rules on decisions of the coordinator: those that cannot be followed, and those that came back into question."""

from collections.abc import Iterable, Iterator

from toolkit.model.answers import LedgerEntry
from toolkit.model.decisions import DECISION_LABELS, DECISIONS, FILE_LEFT_OUT, Decision, DecisionKind
from toolkit.model.findings import Finding, Rule, Severity
from toolkit.model.places import Location
from toolkit.wording import Wording, phrase

NOT_FOLLOWED = Rule(
    code="L404",
    slug="decision-not-followed",
    severity=Severity.WARNING,
    message=phrase("A decision of {date} on {subject} could not be followed (“{read}”): {problem}."),
    remedy=phrase("Correct the line in decisions.csv, or decide anew in consolidated.xlsx."),
    why=phrase("A decision that is followed by halves would give a figure that nobody decided."),
)
QUESTIONED = Rule(
    code="L405",
    slug="decision-questioned",
    severity=Severity.WARNING,
    message=phrase("{measure}, {territory}, {period}: decided on {date}, but a later return says otherwise: {read}."),
    remedy=phrase("Look whether the decision still holds; withdraw it to take what was returned since."),
    why=phrase("A decision goes before every return, also before those that the coordinator did not know yet."),
)
UNSIGNED = Rule(
    code="L406",
    slug="decision-unsigned",
    severity=Severity.NOTE,
    message=phrase("A decision of {date} on {subject} is followed, but lacks its reason or who decided."),
    remedy=phrase("Add reason and name in decisions.csv."),
    why=phrase("Years later, a figure has to be defended by who decided it and why."),
)
LEFT_OUT = Rule(
    code=FILE_LEFT_OUT,
    slug="file-left-out",
    severity=Severity.NOTE,
    message=phrase("{file} is left out by decision of {date}: {reason}."),
    remedy=phrase("Withdraw the decision to take its answers again."),
    why=phrase("What is left out stays in the ledger, and has to be seen."),
)

WITHOUT_FINDING = Rule(
    code="L409",
    slug="decision-without-finding",
    severity=Severity.NOTE,
    message=phrase("A decision of {date} on {subject} settles nothing: this merge found no such point."),
    remedy=phrase(
        "Nothing, if it was corrected since. Else compare the line of decisions.csv with the finding: a spreadsheet "
        "may have changed a hash, a figure or a date in it."
    ),
    why=phrase("A line that no longer fits would let what it settled come back without a word."),
)

DECISION_RULES = (NOT_FOLLOWED, QUESTIONED, UNSIGNED, LEFT_OUT, WITHOUT_FINDING)

UNKNOWN_KIND = phrase("this is no decision")
NO_POINT = phrase("nothing of that name is asked or answered")
NO_ANSWER = phrase("the answer to keep is in no file")
NO_FILE = phrase("the file did not come back")
NO_CODE = phrase("no finding has that code")
NO_VALUE = phrase("this cannot be understood as a value")


_CODES = frozenset(rule.code for rule in DECISION_RULES)


def say_read(code: str, read: str, wording: Wording) -> str:
    """Put what a finding read into words where that is a kind of decision; anything else is given back as it is."""
    is_kind = code in _CODES and read in set(DecisionKind)
    return wording.say(DECISION_LABELS[DecisionKind(read)]) if is_kind else read


def find_not_followed(decision: Decision, problem: str) -> Finding:
    """Make the finding for a decision that cannot be followed; `problem` is a phrase of this module."""
    return _find(NOT_FOLLOWED, decision, {"problem": problem})


def find_questioned(decision: Decision, entries: Iterable[LedgerEntry]) -> Iterator[Finding]:
    """Yield the finding for a decision on a data point of which a later return says something else."""
    later = [
        f"{entry.answer.raw} ({entry.answer.location.file}, {entry.answer.location.sheet}!{entry.answer.location.cell})"
        for entry in entries
    ]
    if later:
        found = _find(QUESTIONED, decision, {})
        yield Finding(
            rule=QUESTIONED,
            location=found.location,
            partner=decision.partner,
            measure=decision.measure,
            territory=decision.territory,
            period=decision.period,
            read=" / ".join(later),
            details=found.details,
        )


def check_signed(decisions: Iterable[Decision]) -> Iterator[Finding]:
    """Yield a finding for each decision in force without its reason or author."""
    for decision in decisions:
        if not (decision.reason and decision.author):
            yield _find(UNSIGNED, decision, {})


def find_left_out(decision: Decision, file: str) -> Finding:
    """Make the finding for a file that is left out."""
    found = _find(LEFT_OUT, decision, {"reason": decision.reason or "–"})
    return Finding(rule=LEFT_OUT, location=Location(file=file), partner=decision.partner, details=found.details)


def find_without_finding(decision: Decision) -> Finding:
    """Make the finding for a decision that settles no finding."""
    return _find(WITHOUT_FINDING, decision, {})


def _find(rule: Rule, decision: Decision, details: dict[str, str]) -> Finding:
    subject = " · ".join(part for part in _name_subject(decision) if part)
    return Finding(
        rule=rule,
        location=Location(file=DECISIONS),
        partner=decision.partner,
        read=decision.value or decision.decision,
        details={"date": decision.date or "–", "subject": subject or "–", **details},
    )


def _name_subject(decision: Decision) -> tuple[str, ...]:
    if decision.decision in {DecisionKind.EXCLUDE, DecisionKind.LATEST}:
        return (decision.sha256,)
    return decision.code, decision.partner, decision.measure, decision.territory, decision.period

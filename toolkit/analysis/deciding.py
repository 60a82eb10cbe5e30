"""Which decisions of the coordinator are in force, and what each of them is about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from toolkit.model.answers import Point, Return
from toolkit.model.decisions import FILE_LEFT_OUT, SHORT_DIGEST, Decision, DecisionKind, PartnerDecisions, read_key
from toolkit.model.findings import Finding

_KINDS = frozenset(DecisionKind)
_ON_FILES = frozenset((DecisionKind.EXCLUDE, DecisionKind.LATEST))
_ON_FINDINGS = frozenset((DecisionKind.WAIVE, DecisionKind.ASK))


def list_in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Give the last decision on each subject, unless it was withdrawn; those of an unknown kind are left out."""
    current: dict[tuple[str, ...], Decision] = {}
    for decision in decisions:
        if decision.decision == DecisionKind.WITHDRAW:
            for subject in _subjects_withdrawn(decision):
                current.pop(subject, None)
        elif decision.decision in _KINDS:
            current.pop(decision.subject, None)
            current[decision.subject] = decision
    return tuple(current.values())


def list_unknown(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Give the lines of an unknown kind, in their order, but those that a later line of a known kind puts right.

    Such a line is on the same finding and data point or, where it names no figure, on the same file.
    """
    open_lines: list[Decision] = []
    for decision in decisions:
        if decision.decision in _KINDS:
            open_lines = [each for each in open_lines if _meant(each) != _meant(decision)]
        else:
            open_lines.append(decision)
    return tuple(open_lines)


def _meant(decision: Decision) -> tuple[str, ...]:
    """Give what a line is about whatever its kind, which may be a slip of the pen."""
    return decision.code, *decision.point, "" if decision.measure else decision.sha256[:SHORT_DIGEST]


def _subjects_withdrawn(decision: Decision) -> Iterator[tuple[str, ...]]:
    """Give all that a withdrawal may be about: the finding, the data point, the file when no other finding is named."""
    yield decision.subject
    if decision.measure:
        yield "point", *decision.point
    if decision.sha256 and decision.code in {"", FILE_LEFT_OUT} and not decision.measure:
        yield "file", decision.sha256[:SHORT_DIGEST]


def decide_for(partner: str, files: Iterable[Return], in_force: Iterable[Decision]) -> PartnerDecisions:
    """Give what is settled of one partner and its files."""
    hashes = [file.sha256 for file in files]
    about = [
        each
        for each in in_force
        if (each.decision in _ON_FILES and each.sha256 and any(name.startswith(each.sha256) for name in hashes))
        or (each.partner == partner and each.decision in {DecisionKind.KEEP, DecisionKind.REPLACE})
    ]
    return PartnerDecisions(
        excluded=tuple(each for each in about if each.decision == DecisionKind.EXCLUDE),
        latest=tuple(each.sha256 for each in about if each.decision == DecisionKind.LATEST),
        kept={each.point: each for each in about if each.decision == DecisionKind.KEEP},
        replaced={each.point: each for each in about if each.decision == DecisionKind.REPLACE},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingDecisions:
    """What is settled of single findings.

    Attributes:
        by_subject: the decisions in force on findings.
        files: each file that came back, by its name.
    """

    by_subject: Mapping[tuple[str, ...], Decision]
    files: Mapping[str, Return]

    def find(self, finding: Finding) -> Decision | None:
        """Give what is settled of a finding; a waiver that ended before its file arrived settles nothing.

        To ask the partner may be decided whatever was read, as beside a contradiction.
        """
        file = self.files.get(finding.location.file)
        decision = self.by_subject.get(self._subject_of(finding)) or self._asked(finding)
        if decision is None or not decision.until or file is None:
            return decision
        return decision if file.returned_at[: len(decision.until)] <= decision.until else None

    def _asked(self, finding: Finding) -> Decision | None:
        """Give what was asked beside a contradiction, where nothing says what was read: it holds for any entries."""
        decision = self.by_subject.get(_subject_of(finding, "", "")) if finding.measure else None
        return decision if decision is not None and decision.decision == DecisionKind.ASK else None

    def list_without_finding(self, findings: Iterable[Finding]) -> tuple[Decision, ...]:
        """List the decisions on findings that are not among these."""
        found = {self._subject_of(each) for each in findings}
        return tuple(decision for subject, decision in self.by_subject.items() if subject not in found)

    def _subject_of(self, finding: Finding) -> tuple[str, ...]:
        file = self.files.get(finding.location.file)
        return _subject_of(finding, "" if file is None else file.sha256, finding.read)


def decide_findings(in_force: Iterable[Decision], files: Iterable[Return]) -> FindingDecisions:
    """Prepare what is settled of single findings."""
    return FindingDecisions(
        by_subject={each.subject: each for each in in_force if each.decision in _ON_FINDINGS},
        files={file.file: file for file in files},
    )


def _subject_of(finding: Finding, sha256: str, read: str) -> tuple[str, ...]:
    point = Point(finding.measure, finding.partner, finding.territory, finding.period)
    place = () if finding.measure else (sha256[:SHORT_DIGEST], finding.location.sheet, finding.location.cell)
    return "finding", finding.rule.code, *point, read_key(read), *place

"""Which decisions of the coordinator are in force, and what each of them is about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from toolkit.model.answers import Point, Return
from toolkit.model.decisions import SHORT_DIGEST, Decision, DecisionKind, PartnerDecisions, read_key
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


def _subjects_withdrawn(decision: Decision) -> Iterator[tuple[str, ...]]:
    """Give all that a withdrawal may be about: the finding, the data point, or the file when it names nothing else."""
    yield decision.subject
    if decision.measure:
        yield "point", *decision.point
    if decision.sha256 and not decision.code and not decision.measure:
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
        sha256 = "" if file is None else file.sha256
        decision = self.by_subject.get(_subject_of(finding, sha256, finding.read))
        if decision is None:
            asked = self.by_subject.get(_subject_of(finding, sha256, ""))
            return asked if asked is not None and asked.decision == DecisionKind.ASK else None
        if not decision.until or file is None:
            return decision
        return decision if file.returned_at[: len(decision.until)] <= decision.until else None


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

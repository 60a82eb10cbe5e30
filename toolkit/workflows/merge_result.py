"""What a merge establishes, and the counts of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.analysis.deciding import decide_findings
from toolkit.model.answers import Addition, Return
from toolkit.model.campaign import Collection
from toolkit.model.contradictions import CombinedFigure, Contradiction, HistoryRow
from toolkit.model.decisions import Decision
from toolkit.model.findings import Finding
from toolkit.model.follow_up import Correspondence
from toolkit.model.outcomes import MergeSummary
from toolkit.model.records import ActionRecord, PointRecord
from toolkit.model.states import State
from toolkit.workflows.records import finding_order


@dataclass(slots=True, kw_only=True)
class MergeResult:
    """What a merge establishes; filled partner by partner.

    Attributes:
        findings: those still open.
        settled: those that a decision leaves as they are, with the decision.
        decided: the decisions in force.
        points: all data points, asked and volunteered.
        answers_read: answers that say something, in all files.
        answers_retained: those of them that the data points show.
    """

    collection: Collection
    correspondence: Correspondence = field(default_factory=Correspondence)
    returns: list[Return] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    settled: list[tuple[Finding, Decision]] = field(default_factory=list)
    decided: tuple[Decision, ...] = ()
    points: list[PointRecord] = field(default_factory=list)
    actions: list[ActionRecord] = field(default_factory=list)
    contacts: list[tuple[str, ...]] = field(default_factory=list)
    availability: list[tuple[str, ...]] = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)
    history: list[HistoryRow] = field(default_factory=list)
    combined: tuple[CombinedFigure, ...] = ()
    answers_read: int = 0
    answers_retained: int = 0

    def count_states(self, *, is_required: bool) -> Mapping[State, int]:
        """Count the data points asked of required or of optional periods, by state."""
        return Counter(
            point.state for point in self.points if point.is_required is is_required and not point.is_volunteered
        )

    def list_findings(self) -> list[tuple[Finding, Decision | None]]:
        """Give all findings, the gravest first, each with what was decided of it."""
        asked = decide_findings(self.decided, self.returns)
        open_ones = ((finding, asked.find(finding)) for finding in self.findings)
        return sorted((*open_ones, *self.settled), key=lambda each: finding_order(each[0]))

    def summary(self) -> MergeSummary:
        """Give the counts."""
        return MergeSummary(
            collection=self.collection,
            returns=tuple(self.returns),
            required=self.count_states(is_required=True),
            optional=self.count_states(is_required=False),
            volunteered=sum(point.is_volunteered for point in self.points),
            to_sort=len(self.additions),
            answers_read=self.answers_read,
            answers_retained=self.answers_retained,
            settled=len(self.settled),
        )

"""Rows of the outputs for machines: the columns of results/*.csv, in their order, as flat records."""

from dataclasses import dataclass
from decimal import Decimal

from toolkit.model.answers import Addition, Return
from toolkit.model.campaign import Collection
from toolkit.model.contradictions import Contradiction, HistoryRow
from toolkit.model.decisions import Decision
from toolkit.model.findings import Finding
from toolkit.model.follow_up import FollowUp
from toolkit.model.states import State


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRecord:
    """One data point as `data_points.csv` writes it; the fields are its columns, in order.

    Attributes:
        value: None where the state is not `value`, and for text.
        quality, reason, answer_class: empty where there is none (`answer_class` is the column `class`).
        territory_given: empty when as asked.
        returned_at: when the answer retained arrived; empty when there is none.
    """

    partner: str
    action: str
    indicator: str
    measure: str
    territory: str
    period: str
    is_required: bool
    state: State
    value: Decimal | None = None
    unit: str
    quality: str = ""
    reason: str = ""
    comment: str = ""
    raw: str = ""
    file: str = ""
    sha256: str = ""
    sheet: str = ""
    cell: str = ""
    returned_at: str = ""
    answer_class: str = ""
    is_volunteered: bool = False
    territory_given: str = ""
    office: str = ""
    source: str = ""
    coverage: str = ""
    definition_change: str = ""
    publishable: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRecord:
    """The words of one partner on one action, as `actions.csv` writes them; the fields are its columns."""

    action: str
    partner: str
    progress: str = ""
    change: str = ""
    difficulties: str = ""
    sources: str = ""
    file: str = ""
    sha256: str = ""
    sheet: str = ""
    cell: str = ""
    returned_at: str = ""

    @property
    def says_something(self) -> bool:
        """Whether any of the four texts is there."""
        return bool(self.progress or self.change or self.difficulties or self.sources)


POINT_COLUMNS = (
    "partner",
    "action",
    "indicator",
    "measure",
    "territory",
    "period",
    "required",
    "state",
    "value",
    "unit",
    "quality",
    "reason",
    "comment",
    "raw",
    "file",
    "sha256",
    "sheet",
    "cell",
    "returned_at",
    "class",
    "volunteered",
    "territory_given",
    "office",
    "source",
    "coverage",
    "definition_change",
    "publishable",
)
ANSWER_COLUMNS = (*POINT_COLUMNS, "retained", "why")
ACTION_COLUMNS = (
    "action",
    "partner",
    "progress",
    "change",
    "difficulties",
    "sources",
    "file",
    "sha256",
    "sheet",
    "cell",
    "returned_at",
)
AVAILABILITY_COLUMNS = (
    "partner",
    "indicator",
    "answer",
    "detail",
    "help",
    "file",
    "sha256",
    "sheet",
    "cell",
    "returned_at",
)
CONTACT_COLUMNS = ("partner", "field", "text", "file", "sha256", "sheet", "cell", "returned_at")
FINDING_COLUMNS = (
    "code",
    "severity",
    "partner",
    "file",
    "sheet",
    "cell",
    "measure",
    "territory",
    "period",
    "read",
    "expected",
    "message",
    "suggestion",
    "decision",
    "decision_reason",
    "decided_by",
    "decided_on",
)
RETURN_COLUMNS = (
    "file",
    "sha256",
    "partner",
    "verdict",
    "reason",
    "version",
    "editor",
    "issued",
    "values",
    "coded",
    "blank",
    "rejected",
    "outside",
    "received_at",
    "office",
)
COMBINED_COLUMNS = (
    "measure",
    "territory",
    "period",
    "policy",
    "value",
    "unit",
    "partners",
    "missing",
    "disagree",
)
COMPLETENESS_COLUMNS = (
    "dimension",
    "key",
    "label",
    "expected",
    "value",
    "unavailable",
    "not_applicable",
    "counted_elsewhere",
    "confidential",
    "pending",
    "blank",
    "rejected",
    "not_returned",
    "rate",
    "status",
)
TREND_COLUMNS = (
    "measure",
    "partner",
    "territory",
    "first_period",
    "last_period",
    "first_value",
    "last_value",
    "abs_change",
    "pct_change",
    "points_change",
    "direction",
    "target_status",
    "method",
    "reading",
    "obstacle",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRecord:
    """One finding in words, as `findings.csv` writes it; the fields are its columns, in order."""

    code: str
    severity: str
    partner: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    measure: str = ""
    territory: str = ""
    period: str = ""
    read: str = ""
    expected: str = ""
    message: str
    suggestion: str
    decision: str = ""
    decision_reason: str = ""
    decided_by: str = ""
    decided_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerPart:
    """What the returns of one partner bring to the outputs, but for its answers, which are too many.

    Attributes:
        points: asked in the order of the framework, then volunteered.
        returns: with their accounts, in the order of the ledger.
        contacts, availability: rows of their tables.
        history: the answers to each data point that was answered more than once, or by decision.
        answers_read: answers that say something, in all its returns.
        answers_retained: those of them that the points show.
    """

    points: tuple[PointRecord, ...]
    findings: tuple[Finding, ...]
    returns: tuple[Return, ...]
    actions: tuple[ActionRecord, ...]
    contacts: tuple[tuple[str, ...], ...]
    availability: tuple[tuple[str, ...], ...]
    additions: tuple[Addition, ...]
    contradictions: tuple[Contradiction, ...]
    history: tuple[HistoryRow, ...]
    answers_read: int
    answers_retained: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Consolidation:
    """Everything that a merge establishes, for the workbook that shows it.

    Attributes:
        points: all data points, asked and volunteered, by partner in the order of the framework.
        findings: the gravest first.
        actions: words of the partners, in the order of the framework.
        additions: free rows still to sort.
        answers_read, answers_retained: answers that say something, in all files.
        decided: the decisions in force.
        follow_up: where each partner, and each office of it, stands.
    """

    collection: Collection
    points: tuple[PointRecord, ...]
    findings: tuple[FindingRecord, ...]
    returns: tuple[Return, ...]
    actions: tuple[ActionRecord, ...]
    additions: tuple[Addition, ...]
    answers_read: int
    answers_retained: int
    follow_up: tuple[FollowUp, ...] = ()
    decided: tuple[Decision, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    history: tuple[HistoryRow, ...] = ()

"""What was issued, sent and granted to each partner or office, and where each of them stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from toolkit.model.runs import RunState
from toolkit.model.states import CODED_STATES, State
from toolkit.wording import phrase


class MailKind(StrEnum):
    """What a mail to a partner is for, in the order of a campaign."""

    FIRST = "first"
    RECEIPT = "receipt"
    REMINDER = "reminder"
    CORRECTION = "correction"


MAIL_LABELS = {
    MailKind.FIRST: phrase("first mailing"),
    MailKind.RECEIPT: phrase("acknowledgement of receipt"),
    MailKind.REMINDER: phrase("reminder"),
    MailKind.CORRECTION: phrase("request for corrections"),
}

MAILING_COLUMNS = ("date", "kind", "partner", "office", "file", "sha256", "count", "about")
"""Columns of `mailings.csv`, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """One mail that was drafted, as `mailings.csv` records it.

    Attributes:
        office: empty for the partner as a whole.
        file: the draft, relative to the campaign folder; empty for a mail entered by hand.
        sha256: of the draft.
        count: how many mails of this kind the addressee had by then, this one included.
        about: SHA-256 of the workbooks that it carries, or whose receipt it acknowledges.
    """

    day: date
    kind: MailKind
    partner: str
    office: str = ""
    file: str = ""
    sha256: str = ""
    count: int = 1
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A later deadline that was granted to a partner, or to one office of it."""

    partner: str
    office: str = ""
    deadline: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedWorkbook:
    """A workbook of `outgoing/`, as its manifest has it."""

    file: str
    partner: str
    office: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondence:
    """What the coordinator issued, sent and granted: none of it depends on what came back."""

    issued: tuple[IssuedWorkbook, ...] = ()
    mailings: tuple[Mailing, ...] = ()
    extensions: tuple[Extension, ...] = ()


class Stage(StrEnum):
    """How far a partner or office is, from the least to the most."""

    NOT_ISSUED = "not_issued"
    ISSUED = "issued"
    SENT = "sent"
    RETURNED = "returned"
    TO_CORRECT = "to_correct"
    COMPLETE = "complete"


STAGE_LABELS = {
    Stage.NOT_ISSUED: phrase("no workbook issued"),
    Stage.ISSUED: phrase("workbook issued, not sent"),
    Stage.SENT: phrase("sent, nothing returned"),
    Stage.RETURNED: phrase("returned, incomplete"),
    Stage.TO_CORRECT: phrase("to correct"),
    Stage.COMPLETE: phrase("complete and accepted"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Where one partner, or one office of it, stands.

    Attributes:
        office: empty for the partner as a whole.
        has_offices: the partner's rows were issued by office, and lines of the offices follow.
        deadline: the one that holds for it, extensions included.
        issued_file: workbooks issued; empty when none is known.
        sent_on: ISO date of the last first mailing; empty when none is recorded.
        reminders: days on which it was reminded; `reminded_on` is the ISO date of the last one.
        returned_at: arrival of the first workbook that was read, ISO; empty when none came.
        returns: workbooks that were read.
        is_late: the first workbook came after the deadline.
        asked: required data points.
        states: of the required data points; None without results.
        conflicts: required data points with an answer that contradicts the one retained.
    """

    partner: str
    office: str = ""
    has_offices: bool = False
    name: str
    deadline: date
    issued_file: str = ""
    sent_on: str = ""
    reminders: int = 0
    reminded_on: str = ""
    returned_at: str = ""
    returns: int = 0
    is_late: bool = False
    asked: int
    states: Mapping[State, int] | None = None
    conflicts: int = 0

    @property
    def coded(self) -> int:
        """Required data points answered by a code in place of a figure."""
        return sum(map(self.count, CODED_STATES))

    @property
    def to_correct(self) -> int:
        """Required data points with an answer that cannot be taken as it is."""
        return self.count(State.REJECTED) + self.conflicts

    @property
    def left(self) -> int:
        """Required data points of which nothing is said."""
        return self.asked - self.count(State.VALUE) - self.coded - self.count(State.REJECTED)

    @property
    def pending(self) -> int:
        """Required data points that the partner says are to come."""
        return self.count(State.PENDING)

    @property
    def accepted(self) -> int:
        """Required data points with a value or a code that nothing speaks against."""
        return self.asked - self.left - self.to_correct

    @property
    def is_complete(self) -> bool:
        """Whether something is said of every required data point."""
        return self.returns > 0 and self.left == 0

    @property
    def stage(self) -> Stage:
        """How far it is; what is to be corrected comes before what is left."""
        if self.returns:
            unfinished = Stage.RETURNED if self.left else Stage.COMPLETE
            return Stage.TO_CORRECT if self.to_correct else unfinished
        if self.sent_on:
            return Stage.SENT
        return Stage.ISSUED if self.issued_file else Stage.NOT_ISSUED

    def is_overdue(self, today: date) -> bool:
        """Whether nothing was returned though the deadline has passed; the day itself is in time."""
        return not self.returns and today > self.deadline

    def count(self, state: State) -> int:
        """Count the required data points of one state; nothing is known without results."""
        return 0 if self.states is None else self.states.get(state, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpSummary:
    """Where a campaign stands.

    Attributes:
        has_results: whether returns were merged; otherwise nothing is known of what came back.
        run: whether a merge is under way, or was interrupted.
        lines: each partner asked, in the order of the framework, then its offices where it was issued by office.
    """

    has_results: bool
    run: RunState = field(default_factory=RunState)
    lines: tuple[FollowUp, ...]

    @property
    def partners(self) -> tuple[FollowUp, ...]:
        """The lines of partners as a whole."""
        return tuple(line for line in self.lines if not line.office)

    @property
    def addressees(self) -> tuple[FollowUp, ...]:
        """Who gets mail: the offices of a partner that was issued by office, else the partner."""
        return tuple(line for line in self.lines if not line.has_offices)

"""Mails to partners as drafts: who gets one, what it carries, and who gets none and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from toolkit.model.follow_up import FollowUp, MailKind
from toolkit.model.framework import Partner
from toolkit.wording import phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class MailOrder:
    """What the coordinator asks for.

    Attributes:
        day: date that the drafts carry.
        partners: codes of those to write to; all whom it concerns when empty.
        is_rehearsal: nothing is written.
    """

    kind: MailKind
    day: date
    partners: tuple[str, ...] = ()
    is_rehearsal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A workbook that a mail carries: its place relative to the campaign folder."""

    file: str
    sha256: str

    @property
    def name(self) -> str:
        """The name that the recipient sees."""
        return self.file.rpartition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A mail to one addressee.

    Attributes:
        addresses: none when the framework knows no address, or none that can be used.
        count: how many mails of this kind the addressee has had, this one included.
        about: SHA-256 of the workbooks that it carries or acknowledges.
        asked_again: data points that the correction workbook asks; 0 for other mails.
        file: where it is written, relative to the campaign folder.
    """

    kind: MailKind
    day: date
    line: FollowUp
    partner: Partner
    addresses: tuple[str, ...]
    enclosures: tuple[Enclosure, ...] = ()
    count: int = 1
    about: tuple[str, ...] = ()
    asked_again: int = 0
    file: str

    @property
    def answer_by(self) -> date | None:
        """The deadline that holds for the addressee; None when it has passed, and the day itself is in time."""
        return self.line.deadline if self.day <= self.line.deadline else None


class HeldReason(StrEnum):
    """Why somebody gets no mail."""

    NOT_ISSUED = "not_issued"
    ALREADY_SENT = "already_sent"
    NOT_RETURNED = "not_returned"
    ACKNOWLEDGED = "acknowledged"
    NOTHING_LEFT = "nothing_left"
    TO_CORRECT = "to_correct"
    TOO_SOON = "too_soon"


HELD_LABELS = {
    HeldReason.NOT_ISSUED: phrase("no workbook was issued"),
    HeldReason.ALREADY_SENT: phrase("this workbook was sent on {day}"),
    HeldReason.NOT_RETURNED: phrase("nothing was returned"),
    HeldReason.ACKNOWLEDGED: phrase("acknowledged on {day}"),
    HeldReason.NOTHING_LEFT: phrase("nothing is left to answer"),
    HeldReason.TO_CORRECT: phrase(
        "no blank, but to correct: {to_correct}, to come: {pending}; see `toolkit mail correction`"
    ),
    HeldReason.TOO_SOON: phrase("written to on {day}, less than {days} days ago"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An addressee who gets no mail this time.

    Attributes:
        day: date of the mail that holds it back; None where none does.
    """

    line: FollowUp
    reason: HeldReason
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRun:
    """What one run drafted.

    Attributes:
        folder: where the drafts lie, relative to the campaign folder.
        least_days: days between two mails that ask for something.
    """

    order: MailOrder
    folder: str
    drafts: tuple[Draft, ...]
    held: tuple[Held, ...]
    least_days: int

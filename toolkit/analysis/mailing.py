"""Who is due a mail, and who is not and why."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from toolkit.model.follow_up import FollowUp, Mailing, MailKind
from toolkit.model.mail import Held, HeldReason, MailOrder

_ASKING = frozenset((MailKind.FIRST, MailKind.REMINDER, MailKind.CORRECTION))
"""Mails that ask for work; a receipt does not."""

_BETWEEN = re.compile(r"[;,\s]+")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def find_hold(
    line: FollowUp, order: MailOrder, about: Sequence[str], history: Sequence[Mailing], least_days: int
) -> Held | None:
    """Say why an addressee gets no mail; None when one is due.

    Args:
        line: where the addressee stands.
        order: kind and date of the mail.
        about: SHA-256 of the workbooks that it would carry or acknowledge.
        history: other mails to the addressee.
        least_days: days between two mails that ask for something.
    """
    match order.kind:
        case MailKind.FIRST:
            return _hold_carrying(line, order.kind, about, history)
        case MailKind.CORRECTION:
            return _hold_carrying(line, order.kind, about, history)
        case MailKind.RECEIPT:
            return _hold_receipt(line, about, history)
        case MailKind.REMINDER:
            return _hold_reminder(line, order.day, history, least_days)


def _hold_carrying(line: FollowUp, kind: MailKind, about: Sequence[str], history: Sequence[Mailing]) -> Held | None:
    if not about:
        return Held(line=line, reason=HeldReason.NOT_ISSUED)
    sent = _last_about(kind, about, history)
    return None if sent is None else Held(line=line, reason=HeldReason.ALREADY_SENT, day=sent)


def _hold_receipt(line: FollowUp, about: Sequence[str], history: Sequence[Mailing]) -> Held | None:
    if not about:
        return Held(line=line, reason=HeldReason.NOT_RETURNED)
    sent = _last_about(MailKind.RECEIPT, about, history)
    return None if sent is None else Held(line=line, reason=HeldReason.ACKNOWLEDGED, day=sent)


def _last_about(kind: MailKind, about: Sequence[str], history: Sequence[Mailing]) -> date | None:
    """Give the date of the last mail of a kind, once all these workbooks were the subject of one.

    A mail entered by hand names no workbook: it stands for any.
    """
    own = [each for each in history if each.kind is kind]
    known = {digest for each in own for digest in each.about}
    is_covered = any(not each.about for each in own) or set(about) <= known
    return max(each.day for each in own) if own and is_covered else None


def _hold_reminder(line: FollowUp, day: date, history: Sequence[Mailing], least_days: int) -> Held | None:
    if not line.left:  # all was returned, or settled otherwise
        is_done = not line.to_correct and not line.pending
        return Held(line=line, reason=HeldReason.NOTHING_LEFT if is_done else HeldReason.TO_CORRECT)
    if not line.returns and not line.issued_file:
        return Held(line=line, reason=HeldReason.NOT_ISSUED)
    asked = max((each.day for each in history if each.kind in _ASKING), default=None)
    if asked is not None and day - asked < timedelta(days=least_days):
        return Held(line=line, reason=HeldReason.TOO_SOON, day=asked)
    return None


def split_addresses(text: str) -> tuple[str, ...]:
    """Give the addresses that a cell holds, parted by commas, semicolons or spaces; nothing where one is none."""
    parts = [part for part in _BETWEEN.split(text) if part]
    return tuple(parts) if all(_ADDRESS.fullmatch(part) for part in parts) else ()

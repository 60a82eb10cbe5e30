"""A mail to a partner: subject and text in the campaign's words, and the draft as a file for a mail program.

No value, no name of a person and no address enters a text. The same draft gives the same bytes.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from toolkit.errors import ToolkitError
from toolkit.model.campaign import Collection
from toolkit.model.follow_up import MailKind
from toolkit.model.mail import Draft
from toolkit.model.offices import REFERENT
from toolkit.model.states import State
from toolkit.wording import Wording, phrase

_WORKBOOK = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")
"""Any run of blanks but those that French typography holds a sign by."""

_PLACEHOLDER = re.compile(r"\{(\w*)\}")

_SUBJECTS = {
    MailKind.FIRST: phrase("{campaign}: workbook to fill in by {deadline}"),
    MailKind.RECEIPT: phrase("{campaign}: your workbook has arrived"),
    MailKind.REMINDER: phrase("{campaign}: reminder (deadline: {deadline})"),
    MailKind.CORRECTION: phrase("{campaign}: answers to correct or to complete"),
}
_BODIES = {
    MailKind.FIRST: phrase(
        "Attached is your workbook for “{campaign}”. It asks only for your own actions. Please fill it "
        "in as far as you can and send it back by {deadline}, by answering this mail. Where you have no figure, a code "
        "says why: the first sheet explains how."
    ),
    MailKind.RECEIPT: phrase(
        "Thank you: what you sent for “{campaign}” has arrived and was read. Below is what was counted. "
        "If a number surprises you, send your workbook again with what you would change: the latest answer counts, and "
        "an empty cell erases nothing."
    ),
    MailKind.REMINDER: phrase(
        "Thank you for what you sent for “{campaign}”. Some of the figures asked are still without an "
        "answer. Please add them to your workbook and send it again, by answering this mail. "
        "Where you have no figure, a code says why."
    ),
    MailKind.CORRECTION: phrase(
        "Thank you for what you sent for “{campaign}”. Some answers cannot be taken as they are, or are "
        "missing. The workbook attached holds only the rows concerned, with what was read and what is expected. Please "
        "fill it in and send it back by answering this mail; what was accepted is not asked again."
    ),
}
_NOTHING_YET = phrase(
    "We have not received your workbook for “{campaign}” yet. It is "
    "attached once more. Please send it back by answering this mail, even if it is not complete: a code in place of a "
    "figure is an answer too."
)
"""The reminder to those who returned nothing."""

_GREETING, _CLOSING = phrase("Hello,"), phrase("With kind regards,")


def compose_subject(draft: Draft, collection: Collection, wording: Wording) -> str:
    """Give the subject, one line whatever a name holds."""
    key = f"mail_{draft.kind.value}_subject"
    return _one_line(_say(key, _SUBJECTS[draft.kind], _values(draft, collection, wording), collection, wording))


def compose_text(draft: Draft, collection: Collection, wording: Wording) -> str:
    """Give the text: a greeting, what it is about, the counts, a closing."""
    values = _values(draft, collection, wording)
    is_first_answer = draft.kind is MailKind.REMINDER and not draft.line.returns
    key = "mail_reminder_nothing" if is_first_answer else f"mail_{draft.kind.value}"
    default = _NOTHING_YET if is_first_answer else _BODIES[draft.kind]
    facts = "\n".join(f"- {_one_line(fact)}" for fact in _facts(draft, wording))
    closing = _say("mail_closing", _CLOSING, values, collection, wording)
    parts = (
        _say("mail_greeting", _GREETING, values, collection, wording),
        _say(key, default, values, collection, wording),
        facts,
        f"{closing}\n{values['campaign']}",
    )
    return "\n\n".join(parts) + "\n"


def _values(draft: Draft, collection: Collection, wording: Wording) -> Mapping[str, str]:
    """Give what the texts may name, the names of others made harmless."""
    line = draft.line
    return {
        "campaign": _one_line(collection.campaign.name),
        "partner": _one_line(draft.partner.name),
        "office": "" if line.office == REFERENT else _one_line(line.office),
        "deadline": wording.day(line.deadline),
        "asked": wording.whole(line.asked),
        "left": wording.whole(line.left),
        "to_correct": wording.whole(line.to_correct),
        "count": wording.whole(draft.count),
        "asked_again": wording.whole(draft.asked_again),
    }


def _say(key: str, default: str, values: Mapping[str, str], collection: Collection, wording: Wording) -> str:
    """Give a text of the campaign's own, else the one of the catalogue.

    Raises:
        ToolkitError: a text of the campaign names something that no mail knows.
    """
    own = collection.framework.texts.get((key, wording.language))
    if own is None:
        return wording.say(default).format(**values)
    if unknown := [name for name in _PLACEHOLDER.findall(own) if name not in values]:
        message = f"Table texts, {key}: {{{unknown[0]}}} stands for nothing; a mail knows {', '.join(values)}."
        raise ToolkitError(message)
    said = _PLACEHOLDER.sub(lambda found: values[found[1]], own)
    return "\n".join(_one_line(row) for row in said.splitlines())


def _facts(draft: Draft, wording: Wording) -> Iterator[str]:
    """Yield the counts, each with its label, as far as they are known at this point of the campaign."""
    say, line = wording.say, draft.line
    if line.office and line.office != REFERENT:
        yield say("office: {office}", office=line.office)
    if draft.kind in {MailKind.FIRST, MailKind.REMINDER}:
        yield say("deadline: {deadline}", deadline=wording.day(line.deadline))
    if draft.kind is MailKind.CORRECTION:
        yield from _correction_facts(draft, wording)
    else:
        yield from _counts(draft, wording)
    for each in draft.enclosures:
        yield say("attached: {file}", file=each.name)


def _correction_facts(draft: Draft, wording: Wording) -> Iterator[str]:
    """Yield how much the workbook attached asks and by when; a deadline that has passed is no date to answer by."""
    say = wording.say
    yield say("figures asked again: {number}", number=wording.whole(draft.asked_again))
    if draft.answer_by is None:
        yield say("please answer as soon as you can")
    else:
        yield say("please answer by {deadline}", deadline=wording.day(draft.answer_by))


def _counts(draft: Draft, wording: Wording) -> Iterator[str]:
    say, line = wording.say, draft.line
    yield say("figures asked: {number}", number=wording.whole(line.asked))
    if line.returns and draft.kind is not MailKind.FIRST:
        yield say("workbooks read: {number}", number=wording.whole(line.returns))
        yield say("figures given: {number}", number=wording.whole(line.count(State.VALUE)))
        yield say("answered by a code: {number}", number=wording.whole(line.coded))
        if line.pending:
            yield say("of which to come: {number}", number=wording.whole(line.pending))
        yield say("to correct: {number}", number=wording.whole(line.to_correct))
        yield say("without an answer: {number}", number=wording.whole(line.left))


def _one_line(text: str) -> str:
    """Give a text without line ends and other characters that cannot be seen, which a header or a reader trips over."""
    line = _BLANKS.sub(" ", text).strip()
    return "".join(letter for letter in line if unicodedata.category(letter)[0] != "C")


def render_eml(draft: Draft, subject: str, text: str, enclosed: Sequence[bytes]) -> bytes:
    """Render a draft that mail programs open to be looked at and sent; it names no sender and has not been sent."""
    message = EmailMessage(policy=SMTP)
    # A draft has no hour: noon stands in the same day in nearly every time zone.
    message["Date"] = format_datetime(datetime.combine(draft.day, time(12), UTC))
    message["To"] = ", ".join(draft.addresses)
    message["Subject"] = subject
    message["X-Unsent"] = "1"
    # Not quoted-printable: munpack writes a false byte wherever such a line is broken.
    message.set_content(text, charset="utf-8", cte="base64")
    for enclosure, content in zip(draft.enclosures, enclosed, strict=True):
        message.add_attachment(content, maintype="application", subtype=_WORKBOOK, filename=enclosure.name)
    if draft.enclosures:
        message.set_boundary(_boundary(draft, subject, text))
    return message.as_bytes()


def _boundary(draft: Draft, subject: str, text: str) -> str:
    """Make a boundary out of the content; `=_` occurs in no body that is encoded as these are."""
    whole = "\n".join((subject, text, *(each.sha256 for each in draft.enclosures)))
    return f"=_{hashlib.sha256(whole.encode()).hexdigest()[:40]}"

"""What a run of mail drafted, for the terminal. No address is shown."""

import json
from collections.abc import Sequence

from toolkit.model.follow_up import MAIL_LABELS, FollowUp, MailKind
from toolkit.model.mail import HELD_LABELS, Draft, Held, MailRun
from toolkit.render.text_table import render_table
from toolkit.wording import Wording, shorten

_NAME_WIDTH = 34


def render_mailed(run: MailRun, wording: Wording) -> str:
    """Render where the drafts are, who gets one, who gets none and why, and whose address is missing."""
    parts = [_render_title(run, wording)]
    if run.drafts:
        parts.append(_render_drafts(run.drafts, wording))
    if run.held:
        parts.append(_render_held(run, wording))
    if without := [each.line.partner for each in run.drafts if not each.addresses]:
        said = wording.say(
            "No address in the table of partners, or none that can be used; To is empty in the drafts for: {partners}.",
            partners=", ".join(dict.fromkeys(without)),
        )
        parts.append(said)
    if run.drafts and not run.order.is_rehearsal:
        parts.append(
            wording.say(
                "Nothing was sent. Each draft stands in mailings.csv under its date as if it had been: take out the "
                "rows of those that you do not send."
            )
        )
    return "\n\n".join(parts)


def _render_title(run: MailRun, wording: Wording) -> str:
    day, kind = wording.day(run.order.day), wording.say(MAIL_LABELS[run.order.kind])
    if run.order.is_rehearsal:
        return wording.count(
            "{kind}, {day}: {n} draft would be written in {folder}/; nothing was written.",
            "{kind}, {day}: {n} drafts would be written in {folder}/; nothing was written.",
            len(run.drafts),
            kind=kind,
            day=day,
            folder=run.folder,
        )
    return wording.count(
        "{kind}, {day}: {n} draft in {folder}/",
        "{kind}, {day}: {n} drafts in {folder}/",
        len(run.drafts),
        kind=kind,
        day=day,
        folder=run.folder,
    )


def _render_drafts(drafts: Sequence[Draft], wording: Wording) -> str:
    say = wording.say
    is_correction = any(each.kind is MailKind.CORRECTION for each in drafts)
    due, left = (say("Answer by"), say("Asked again")) if is_correction else (say("Due on"), say("Left"))
    header = (say("Partner"), say("Name"), say("Address"), say("Attached"), due, say("No."), left)
    rows = [
        (
            each.line.partner,
            _name(each.line),
            say("yes") if each.addresses else say("no"),
            ", ".join(enclosure.name for enclosure in each.enclosures) or "-",
            _due(each, wording),
            wording.whole(each.count),
            wording.whole(each.asked_again if is_correction else each.line.left),
        )
        for each in drafts
    ]
    return render_table(header, rows, texts=5)


def _due(draft: Draft, wording: Wording) -> str:
    """Give the deadline; of a request for corrections, only one that is still ahead."""
    due = draft.answer_by if draft.kind is MailKind.CORRECTION else draft.line.deadline
    return wording.say("as soon as possible") if due is None else due.isoformat()


def _render_held(run: MailRun, wording: Wording) -> str:
    say = wording.say
    rows = [(each.line.partner, _name(each.line), _reason(each, run.least_days, wording)) for each in run.held]
    table = render_table((say("Partner"), say("Name"), say("Why not")), rows, texts=3)
    return f"{say('No mail to:')}\n{table}"


def _name(line: FollowUp) -> str:
    return shorten(f"– {line.office}" if line.office else line.name, _NAME_WIDTH)


def _reason(held: Held, least_days: int, wording: Wording) -> str:
    day = held.day.isoformat() if held.day else ""
    return wording.say(
        HELD_LABELS[held.reason],
        day=day,
        days=wording.whole(least_days),
        to_correct=wording.whole(held.line.to_correct),
        pending=wording.whole(held.line.pending),
    )


def mailed_as_json(run: MailRun, wording: Wording) -> str:  # noqa: ARG001 (as every other rendering)
    """Give what was drafted as JSON text, without addresses."""
    content = {
        "kind": run.order.kind.value,
        "date": run.order.day.isoformat(),
        "dry_run": run.order.is_rehearsal,
        "folder": run.folder,
        "drafts": [_draft_record(each) for each in run.drafts],
        "held": [_held_record(each) for each in run.held],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _draft_record(draft: Draft) -> dict[str, object]:
    return {
        "partner": draft.line.partner,
        "office": draft.line.office,
        "file": draft.file,
        "has_address": bool(draft.addresses),
        "attached": [each.file for each in draft.enclosures],
        "deadline": draft.line.deadline.isoformat(),
        "count": draft.count,
        "left": draft.line.left,
        "asked_again": draft.asked_again,
        "answer_by": None if draft.answer_by is None else draft.answer_by.isoformat(),
    }


def _held_record(held: Held) -> dict[str, object]:
    day = held.day.isoformat() if held.day else None
    return {"partner": held.line.partner, "office": held.line.office, "reason": held.reason.value, "day": day}

"""What changed between two dates of return, for the terminal: old and new of each data point."""

import json

from toolkit.model.changes import CHANGE_LABELS, Change, ChangeKind, Changes, Said
from toolkit.model.states import STATE_LABELS, State
from toolkit.render.text_table import render_table
from toolkit.wording import Wording, shorten

_SAID_WIDTH = 24


def render_changes(changes: Changes, wording: Wording) -> str:
    """Render the counts, then a line a data point."""
    say = wording.say
    counts = _render_counts(changes, wording)
    since, until = wording.day(changes.since), wording.day(changes.until) if changes.until else ""
    title = (
        say("Returns from {since} to {until}: {counts}", since=since, until=until, counts=counts)
        if until
        else say("Returns since {since}: {counts}", since=since, counts=counts)
    )
    if not changes.changes:
        return title
    header = (
        say("Change"),
        say("Partner"),
        say("Figure"),
        say("Territory"),
        say("Period"),
        say("Sent back"),
        say("Before"),
        say("Now"),
    )
    return f"{title}\n\n{render_table(header, [_line(each, wording) for each in changes.changes], len(header))}"


def _render_counts(changes: Changes, wording: Wording) -> str:
    counts = changes.count()
    parts = (
        wording.count("{n} new figure", "{n} new figures", counts[ChangeKind.NEW]),
        wording.count("{n} corrected figure", "{n} corrected figures", counts[ChangeKind.CORRECTED]),
        wording.count("{n} withdrawn figure", "{n} withdrawn figures", counts[ChangeKind.WITHDRAWN]),
    )
    return ", ".join(parts)


def _line(change: Change, wording: Wording) -> tuple[str, ...]:
    names = (change.partner, change.measure, change.territory, change.period)
    day = change.returned_at[: len("2020-11-30")]
    said = (_said(change.old, wording), _said(change.new, wording))
    return (wording.say(CHANGE_LABELS[change.kind]), *names, day, *said)


def _said(said: Said, wording: Wording) -> str:
    """Show a figure as such, words cut to one short line, and any other answer by its state."""
    if said.state is None:
        return "-"
    if said.value is not None:
        return wording.figure(said.value)
    typed = said.raw if said.state in {State.VALUE, State.REJECTED} else ""
    text = "".join(letter for letter in " ".join(typed.split()) if letter.isprintable())
    state = wording.say(STATE_LABELS[said.state])
    return shorten(text if said.state is State.VALUE else f"{state} {text}".strip(), _SAID_WIDTH)


def changes_as_json(changes: Changes, wording: Wording) -> str:  # noqa: ARG001 (as every other rendering)
    """Give what changed as JSON text; a value is a plain decimal in quotes, or null."""
    content = {
        "since": changes.since.isoformat(),
        "until": changes.until.isoformat() if changes.until else None,
        "counts": {kind.value: number for kind, number in changes.count().items()},
        "changes": [_as_record(each) for each in changes.changes],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _as_record(change: Change) -> dict[str, object]:
    return {
        "change": change.kind.value,
        "partner": change.partner,
        "action": change.action,
        "measure": change.measure,
        "territory": change.territory,
        "period": change.period,
        "returned_at": change.returned_at,
        "old": _said_record(change.old),
        "new": _said_record(change.new),
    }


def _said_record(said: Said) -> dict[str, object] | None:
    if said.state is None:
        return None
    value = None if said.value is None else f"{said.value:f}"
    return {"state": said.state.value, "value": value, "raw": said.raw, "file": said.file, "cell": said.cell}

"""What a merge would change, for the terminal."""

import json
from collections import Counter

from toolkit.model.records import PointRecord
from toolkit.model.states import STATE_LABELS, State
from toolkit.model.trials import TRIAL_LABELS, PointChange, Trial, TrialChange
from toolkit.render.text_table import render_table
from toolkit.wording import Wording

_MOST_SHOWN = 20


def render_trial(trial: Trial, wording: Wording) -> str:
    """Render the counts first, then the first changes."""
    say = wording.say
    counts = Counter(change.kind for change in trial.changes)
    rows = [(say(TRIAL_LABELS[kind]), wording.whole(counts[kind])) for kind in TrialChange]
    parts = [
        say("A merge would change this; nothing was written."),
        render_table((say("Data points that would change"), say("Number")), rows),
    ]
    if trial.files_new:
        parts.append(say("New files: {names}", names=", ".join(trial.files_new)))
    if trial.files_gone:
        parts.append(say("Files no longer there: {names}", names=", ".join(trial.files_gone)))
    if trial.decisions:
        parts.append(
            wording.count(
                "{n} decision typed into consolidated.xlsx would be taken over.",
                "{n} decisions typed into consolidated.xlsx would be taken over.",
                len(trial.decisions),
            )
        )
    if trial.changes:
        parts.append(_render_changes(trial.changes, wording))
    return "\n\n".join(parts)


def _render_changes(changes: tuple[PointChange, ...], wording: Wording) -> str:
    say = wording.say
    header = (say("Partner"), say("Figure"), say("Territory"), say("Period"), say("Now"), say("After"))
    rows = [
        (
            change.point.partner,
            change.point.measure,
            change.point.territory,
            change.point.period,
            _said(change.before, wording),
            _said(change.after, wording),
        )
        for change in changes[:_MOST_SHOWN]
    ]
    table = render_table(header, rows, texts=len(header))
    left = len(changes) - len(rows)
    more = wording.count("… and {n} more", "… and {n} more", left) if left else ""
    return f"{table}\n{more}".rstrip()


def _said(point: PointRecord | None, wording: Wording) -> str:
    if point is None:
        return "–"
    if point.state is not State.VALUE:
        return wording.say(STATE_LABELS[point.state])
    return point.raw if point.value is None else wording.figure(point.value)


def trial_as_json(trial: Trial) -> str:
    """Give the changes as JSON text."""
    content = {
        "changes": [
            {
                "kind": change.kind.value,
                "partner": change.point.partner,
                "measure": change.point.measure,
                "territory": change.point.territory,
                "period": change.point.period,
                "before": _record(change.before),
                "after": _record(change.after),
            }
            for change in trial.changes
        ],
        "files_new": trial.files_new,
        "files_gone": trial.files_gone,
        "decisions": len(trial.decisions),
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _record(point: PointRecord | None) -> dict[str, str] | None:
    if point is None:
        return None
    value = "" if point.value is None else f"{point.value:f}"
    return {"state": point.state.value, "value": value, "raw": point.raw, "file": point.file, "cell": point.cell}

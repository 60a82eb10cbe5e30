"""Where a campaign stands, for the terminal."""

import json
from collections.abc import Iterable
from datetime import date

from toolkit.model.campaign import Campaign
from toolkit.model.completeness import Share
from toolkit.model.follow_up import STAGE_LABELS, FollowUp, FollowUpSummary
from toolkit.model.runs import Run
from toolkit.model.states import STATE_LABELS, State
from toolkit.render.summary import render_rate, render_share
from toolkit.render.text_table import render_table
from toolkit.wording import Wording, shorten

_NAME_WIDTH = 34
_ISO_DAY = len("2020-11-30")
_TEXT_COLUMNS = 5
_NUMBERS = 6


def render_status(status: FollowUpSummary, campaign: Campaign, today: date, wording: Wording) -> str:
    """Render one line that sums up, what became of the last run, and a table with a line for each addressee."""
    parts = (
        _render_line(status, campaign, today, wording),
        _render_run(status, wording),
        _render_lines(status.lines, today, wording),
    )
    return "\n\n".join(part for part in parts if part)


def _render_run(status: FollowUpSummary, wording: Wording) -> str:
    """Say what is going on with the results; empty when nothing is."""
    say, state = wording.say, status.run
    if state.running is not None:
        return say("Results are being written right now ({run}).", run=_name_run(state.running, wording))
    if state.interrupted is None:
        return ""
    run = _name_run(state.interrupted, wording)
    if not status.has_results:
        return say("A run was interrupted before it wrote results ({run}). Run `toolkit merge` again.", run=run)
    if state.shows_new:
        return say("A run was interrupted after it wrote its results ({run}): they are shown, and whole.", run=run)
    return say(
        "A run was interrupted before it wrote its results ({run}): those from before it are shown, and whole. "
        "Run `toolkit merge` again.",
        run=run,
    )


def _name_run(run: Run, wording: Wording) -> str:
    if run.since is None:
        return wording.say("nobody knows by whom")
    return wording.say(
        "by {user} on {host}, process {process}, since {day} at {time}",
        user=run.user,
        host=run.host,
        process=run.process,
        day=wording.day(run.since.date()),
        time=f"{run.since:%H:%M}",
    )


def _render_line(status: FollowUpSummary, campaign: Campaign, today: date, wording: Wording) -> str:
    say, partners = wording.say, status.partners
    deadline = wording.day(campaign.deadline)
    if not status.has_results:
        issued = Share(part=sum(bool(each.issued_file) for each in partners), whole=len(partners))
        return say(
            "{name}: no results yet, run `toolkit merge` when workbooks have come back. "
            "Workbooks issued: {issued}. Due on {deadline}.",
            name=campaign.name,
            issued=render_share(issued, wording),
            deadline=deadline,
        )
    valued = sum(each.count(State.VALUE) for each in partners)
    returned = sum(each.returns > 0 for each in partners)
    return say(
        "{name}: {returned} partners sent their workbook back, {late} of them late; due on {deadline}, overdue: "
        "{overdue}. Required data points with a value: {valued}.",
        name=campaign.name,
        returned=render_share(Share(part=returned, whole=len(partners)), wording),
        late=wording.whole(sum(each.is_late for each in partners)),
        deadline=deadline,
        overdue=wording.whole(sum(each.is_overdue(today) for each in partners)),
        valued=render_share(Share(part=valued, whole=sum(each.asked for each in partners)), wording),
    )


def _render_lines(lines: Iterable[FollowUp], today: date, wording: Wording) -> str:
    say = wording.say
    header = (
        say("Partner"),
        say("Name"),
        say("Sent on"),
        say("Sent back"),
        say("Where it stands"),
        say("Reminders"),
        say("Asked"),
        say(STATE_LABELS[State.VALUE]),
        say("code"),
        say(STATE_LABELS[State.BLANK]),
        say(STATE_LABELS[State.REJECTED]),
        say(STATE_LABELS[State.NOT_RETURNED]),
        say("Rate"),
    )
    return render_table(header, [_line(each, today, wording) for each in lines], _TEXT_COLUMNS)


def _line(each: FollowUp, today: date, wording: Wording) -> tuple[str, ...]:
    say = wording.say
    received = each.returned_at[:_ISO_DAY]
    if each.is_late:
        received = say("{day} (late)", day=received)
    elif each.is_overdue(today):
        received = say("overdue")
    return (
        each.partner,
        shorten(f"– {each.office}" if each.office else each.name, _NAME_WIDTH),
        each.sent_on or "-",
        received or "-",
        say(STAGE_LABELS[each.stage]),
        wording.whole(each.reminders),
        wording.whole(each.asked),
        *(_point_numbers(each, wording) if each.states is not None else ("",) * _NUMBERS),
    )


def _point_numbers(each: FollowUp, wording: Wording) -> tuple[str, ...]:
    after = (each.count(state) for state in (State.BLANK, State.REJECTED, State.NOT_RETURNED))
    numbers = (each.count(State.VALUE), each.coded, *after)
    rate = render_rate(Share(part=each.count(State.VALUE), whole=each.asked), wording)
    return (*(wording.whole(number) for number in numbers), rate)


def status_as_json(status: FollowUpSummary, campaign: Campaign, today: date) -> str:
    """Give where a campaign stands as JSON text; what is not known without results is null."""
    content = {
        "campaign": campaign.id,
        "deadline": campaign.deadline.isoformat(),
        "has_results": status.has_results,
        "running": _run_record(status.run.running),
        "interrupted": _run_record(status.run.interrupted),
        "shows_interrupted": status.run.shows_new,
        "partners": [_as_record(each, today) for each in status.partners],
        "offices": [_as_record(each, today) for each in status.lines if each.office],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _run_record(run: Run | None) -> dict[str, object] | None:
    if run is None:
        return None
    since = None if run.since is None else run.since.isoformat(timespec="seconds")
    return {"user": run.user, "host": run.host, "process": run.process, "since": since}


def _as_record(each: FollowUp, today: date) -> dict[str, object]:
    is_known = each.states is not None
    rate = Share(part=each.count(State.VALUE), whole=each.asked).rate if is_known else None
    return {
        "partner": each.partner,
        "office": each.office,
        "stage": each.stage.value,
        "deadline": each.deadline.isoformat(),
        "issued": each.issued_file,
        "sent_on": each.sent_on,
        "reminders": each.reminders,
        "reminded_on": each.reminded_on,
        "returns": each.returns,
        "received_at": each.returned_at,
        "late": each.is_late,
        "overdue": each.is_overdue(today),
        "expected": each.asked,
        "states": {state.value: each.count(state) for state in State} if is_known else None,
        "accepted": each.accepted if is_known else None,
        "to_correct": each.to_correct if is_known else None,
        "left": each.left if is_known else None,
        "complete": each.is_complete if is_known else None,
        "rate": None if rate is None else float(rate),
    }

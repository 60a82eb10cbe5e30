"""Where a campaign stands, for the terminal."""

import json

from toolkit.model.completeness import CompletenessRow, Share
from toolkit.model.states import STATE_LABELS, State
from toolkit.model.summaries import PartnerStatus, Status
from toolkit.render.summary import render_rate, render_share
from toolkit.render.text_table import render_table
from toolkit.wording import Wording, shorten

_NAME_WIDTH = 40
_ISO_DAY = len("2020-11-30")
_TEXT_COLUMNS = 4
_NUMBERS = 7


def render_status(status: Status, wording: Wording) -> str:
    """Render one line that sums up, and a table with a line for each partner."""
    return f"{_render_line(status, wording)}\n\n{_render_partners(status, wording)}"


def _render_line(status: Status, wording: Wording) -> str:
    say, partners = wording.say, status.partners
    issued = Share(part=sum(bool(each.issued_file) for each in partners), whole=len(partners))
    if not status.has_results:
        return say(
            "{name}: no results yet, run `toolkit merge` when workbooks have come back. "
            "Workbooks issued: {issued}. Due on {deadline}.",
            name=status.collection.campaign.name,
            issued=render_share(issued, wording),
            deadline=wording.day(status.collection.campaign.deadline),
        )
    points = [each.points for each in partners if each.points is not None]
    valued = Share(part=sum(row.valued.part for row in points), whole=sum(row.expected for row in points))
    return say(
        "{name}: {returned} partners sent their workbook back, {late} of them after {deadline}; "
        "required data points with a value: {valued}.",
        name=status.collection.campaign.name,
        returned=render_share(Share(part=sum(each.returns > 0 for each in partners), whole=len(partners)), wording),
        late=wording.whole(sum(each.is_late for each in partners)),
        deadline=wording.day(status.collection.campaign.deadline),
        valued=render_share(valued, wording),
    )


def _render_partners(status: Status, wording: Wording) -> str:
    say = wording.say
    header = (
        say("Partner"),
        say("Name"),
        say("Issued"),
        say("Sent back"),
        say("Asked"),
        say(STATE_LABELS[State.VALUE]),
        say("code"),
        say(STATE_LABELS[State.BLANK]),
        say(STATE_LABELS[State.REJECTED]),
        say(STATE_LABELS[State.NOT_RETURNED]),
        say("Rate"),
    )
    return render_table(header, [_partner_line(each, wording) for each in status.partners], _TEXT_COLUMNS)


def _partner_line(each: PartnerStatus, wording: Wording) -> tuple[str, ...]:
    say = wording.say
    received = each.received_at[:_ISO_DAY]
    if each.is_late:
        received = say("{day} (late)", day=received)
    return (
        each.partner,
        shorten(each.name, _NAME_WIDTH),
        say("yes") if each.issued_file else say("no"),
        received or "-",
        wording.whole(each.asked),
        *(_point_numbers(each.points, wording) if each.points is not None else ("",) * (_NUMBERS - 1)),
    )


def _point_numbers(row: CompletenessRow, wording: Wording) -> tuple[str, ...]:
    after = (row.states.get(state, 0) for state in (State.BLANK, State.REJECTED, State.NOT_RETURNED))
    numbers = (row.valued.part, row.coded, *after)
    return (*(wording.whole(number) for number in numbers), render_rate(row.valued, wording))


def status_as_json(status: Status, wording: Wording) -> str:  # noqa: ARG001 (as every other rendering)
    """Give where a campaign stands as JSON text; what is not known without results is null."""
    campaign = status.collection.campaign
    content = {
        "campaign": campaign.id,
        "deadline": campaign.deadline.isoformat(),
        "has_results": status.has_results,
        "partners": [_as_record(each) for each in status.partners],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _as_record(each: PartnerStatus) -> dict[str, object]:
    points = each.points
    return {
        "partner": each.partner,
        "issued": each.issued_file,
        "returns": each.returns,
        "received_at": each.received_at,
        "late": each.is_late,
        "expected": each.asked,
        "states": None if points is None else {state.value: points.states.get(state, 0) for state in State},
        "rate": None if points is None or points.valued.rate is None else float(points.valued.rate),
    }

"""The follow-up sheet of the consolidated workbook: where each partner stands, and each office of it."""

from toolkit.excel.lexicon import Lexicon
from toolkit.excel.listings import Listing, ListingRow
from toolkit.excel.report_tables import Entry, TableColumn, capital
from toolkit.layout.styles import Role
from toolkit.model.follow_up import STAGE_LABELS, FollowUp, Stage
from toolkit.model.records import Consolidation
from toolkit.model.states import STATE_LABELS, State
from toolkit.wording import Wording

_ISO_DAY = len("2020-11-30")
_DAY_WIDTH, _COUNT_WIDTH = 12.5, 11.5
_URGENT = frozenset((Stage.SENT, Stage.TO_CORRECT))


def list_follow_up(consolidation: Consolidation, lexicon: Lexicon) -> Listing:
    """List what was issued, sent, returned, complete, to correct, accepted, late and reminded."""
    say = lexicon.wording.say
    return Listing(
        name=say("Follow-up"),
        sentence=say(
            "Where each partner stands; lines with an office are its parts. Of the required data points asked, each is "
            "accepted, to correct, blank or not returned."
        ),
        columns=_columns(lexicon.wording),
        rows=[_row(line, lexicon.wording) for line in consolidation.follow_up],
        frozen_columns=2,
    )


def _columns(wording: Wording) -> tuple[TableColumn, ...]:
    say = wording.say
    counts = (
        say("Asked"),
        say("Accepted"),
        say("of which: {state}", state=say(STATE_LABELS[State.VALUE])),
        say("To correct"),
        say(STATE_LABELS[State.BLANK]),
        say(STATE_LABELS[State.NOT_RETURNED]),
    )
    return (
        _text(say("Partner"), 13),
        _text(say("Office"), 20),
        _text(say("Name"), 34),
        _text(say("Where it stands"), 23),
        _day(say("Due on")),
        _day(say("Issued")),
        _day(say("Sent on")),
        _day(say("Sent back")),
        _day(say("Late")),
        TableColumn(label=say("Reminders"), width=_DAY_WIDTH, role=Role.COUNT),
        _day(say("Last reminder")),
        *(TableColumn(label=capital(label), width=_COUNT_WIDTH, role=Role.COUNT) for label in counts),
        _day(say("Complete")),
    )


def _text(label: str, width: float) -> TableColumn:
    return TableColumn(label=label, width=width, role=Role.LOCKED)


def _day(label: str) -> TableColumn:
    return TableColumn(label=label, width=_DAY_WIDTH, role=Role.LOCKED_CENTER)


def _row(line: FollowUp, wording: Wording) -> ListingRow:
    say = wording.say
    yes, no, stage = say("yes"), say("no"), say(STAGE_LABELS[line.stage])
    return (
        Entry(line.partner, Role.LOCKED_STRONG) if line.has_offices else line.partner,
        line.office,
        line.name,
        Entry(stage, Role.WARNING) if line.stage in _URGENT else stage,
        line.deadline.isoformat(),
        yes if line.issued_file else no,
        line.sent_on,
        line.returned_at[:_ISO_DAY],
        Entry(yes, Role.WARNING) if line.is_late else "",
        line.reminders,
        line.reminded_on,
        line.asked,
        line.accepted,
        line.count(State.VALUE),
        line.to_correct,
        line.count(State.BLANK),
        line.count(State.NOT_RETURNED),
        yes if line.is_complete else no,
    )

"""States of a data point, codes that partners type, qualities and units: the one list of each.

The legend, the drop-downs, the input messages, the validation formulas of the workbook and the interpretation
of what comes back are all made from these lists.
"""

from dataclasses import dataclass
from enum import StrEnum

from toolkit.wording import phrase


class State(StrEnum):
    """What is known of one data point. Zero is a value; a blank is not zero; no return is not a blank."""

    VALUE = "value"
    UNAVAILABLE = "unavailable"
    NOT_APPLICABLE = "not_applicable"
    COUNTED_ELSEWHERE = "counted_elsewhere"
    CONFIDENTIAL = "confidential"
    PENDING = "pending"
    BLANK = "blank"
    REJECTED = "rejected"
    NOT_RETURNED = "not_returned"


CODED_STATES = (
    State.UNAVAILABLE,
    State.NOT_APPLICABLE,
    State.COUNTED_ELSEWHERE,
    State.CONFIDENTIAL,
    State.PENDING,
)
"""States that a code answers: something was said, and it is not a figure."""

STATE_LABELS = {
    State.VALUE: phrase("value"),
    State.UNAVAILABLE: phrase("not available"),
    State.NOT_APPLICABLE: phrase("not applicable"),
    State.COUNTED_ELSEWHERE: phrase("counted elsewhere"),
    State.CONFIDENTIAL: phrase("confidential"),
    State.PENDING: phrase("pending"),
    State.BLANK: phrase("blank"),
    State.REJECTED: phrase("rejected"),
    State.NOT_RETURNED: phrase("not returned"),
}

GIVEN_UNREADABLE = phrase("given, but unreadable")
"""A rejected answer, where others have none: something was given all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCode:
    """A code that a partner types in place of a figure. The code is the same in both languages."""

    code: str
    state: State
    meaning: str
    example: str


ANSWER_CODES = (
    AnswerCode(
        code="ND",
        state=State.UNAVAILABLE,
        meaning=phrase("not available: we do not have this figure"),
        example=phrase("our tool does not record the place of residence"),
    ),
    AnswerCode(
        code="SO",
        state=State.NOT_APPLICABLE,
        meaning=phrase("not applicable: the question makes no sense here"),
        example=phrase("the action had not begun in 2015"),
    ),
    AnswerCode(
        code="CA",
        state=State.COUNTED_ELSEWHERE,
        meaning=phrase("counted elsewhere: the figure is in another row, name it in the comment"),
        example=phrase("included in the row for the whole territory"),
    ),
    AnswerCode(
        code="SS",
        state=State.CONFIDENTIAL,
        meaning=phrase("statistical secrecy: the count is too small to be passed on"),
        example=phrase("fewer than five persons"),
    ),
    AnswerCode(
        code="AV",
        state=State.PENDING,
        meaning=phrase("to come: we shall have it, say when in the comment"),
        example=phrase("annual review expected in March"),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a row has no figure: a code and its cause, one entry of the drop-down."""

    id: str
    code: str
    label: str


REASONS = (
    Reason(id="not_collected", code="ND", label=phrase("not collected")),
    Reason(id="not_calculated", code="ND", label=phrase("not calculated that year")),
    Reason(id="not_at_territory", code="ND", label=phrase("not at this territory")),
    Reason(id="anonymous", code="ND", label=phrase("anonymous reception")),
    Reason(id="no_tool", code="ND", label=phrase("tool not built")),
    Reason(id="held_by_other", code="ND", label=phrase("held by another body (name it)")),
    Reason(id="lost", code="ND", label=phrase("lost or destroyed")),
    Reason(id="not_created", code="SO", label=phrase("action not yet created")),
    Reason(id="stopped", code="SO", label=phrase("action stopped")),
    Reason(id="nothing_to_report", code="SO", label=phrase("nothing to report")),
    Reason(id="other_row", code="CA", label=phrase("in another row (name it)")),
    Reason(id="secrecy", code="SS", label=phrase("count too small")),
    Reason(id="awaited", code="AV", label=phrase("awaited (give the date)")),
)


class Quality(StrEnum):
    """How firm a value is; each stands for one code of the SDMX list CL_OBS_STATUS."""

    FINAL = "final"
    ESTIMATED = "estimated"
    PROVISIONAL = "provisional"
    PARTIAL = "partial"
    BREAK = "break"


SDMX_STATUS = {
    Quality.FINAL: "A",
    Quality.ESTIMATED: "E",
    Quality.PROVISIONAL: "P",
    Quality.PARTIAL: "D",
    Quality.BREAK: "B",
}

QUALITY_LABELS = {
    Quality.FINAL: phrase("final"),
    Quality.ESTIMATED: phrase("estimated"),
    Quality.PROVISIONAL: phrase("provisional"),
    Quality.PARTIAL: phrase("partial"),
    Quality.BREAK: phrase("break in series"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of measures, and what a cell of it accepts.

    Attributes:
        code: as in the framework: `nombre`, `%`, …
        minimum: least value without a warning; None when there is none.
        maximum: greatest value without a warning; None when there is none.
        example: as a partner would type it in French.
        is_number: False for text.
        is_choice: True for yes or no, stored as 1 or 0.
    """

    code: str
    label: str
    example: str
    minimum: int | None = 0
    maximum: int | None = None
    is_number: bool = True
    is_choice: bool = False


UNITS = {
    unit.code: unit
    for unit in (
        Unit(code="nombre", label=phrase("number"), example="1 458"),
        Unit(code="%", label=phrase("%"), example="33,9", maximum=100),
        Unit(code="€", label=phrase("euros"), example="120 000"),
        Unit(code="points", label=phrase("points"), example="2,5", minimum=None),
        Unit(code="heures", label=phrase("hours"), example="36"),
        Unit(code="indice", label=phrase("index"), example="104,2", minimum=None),
        Unit(code="oui_non", label=phrase("yes or no"), example="Oui", is_choice=True),
        Unit(code="texte", label=phrase("text"), example="", is_number=False),
    )
}

YES, NO = phrase("Yes"), phrase("No")
CHOICES = ((YES, 1), (NO, 0))


class ActionStatus(StrEnum):
    """What is known of an action: the headline of a collection counts these."""

    DOCUMENTED = "documented"
    NO_DATA = "no_data"
    NOT_ANSWERED = "not_answered"


ACTION_STATUS_LABELS = {
    ActionStatus.DOCUMENTED: phrase("documented"),
    ActionStatus.NO_DATA: phrase("answered without data"),
    ActionStatus.NOT_ANSWERED: phrase("not answered"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """What a partner says of a whole indicator before it looks at the single cells.

    Attributes:
        id: short English name, as written in outputs.
        label: entry of the drop-down.
        reason: id of the reason that it gives to the empty cells of the indicator; empty for none.
    """

    id: str
    label: str
    reason: str


AVAILABILITIES = (
    Availability(id="available", label=phrase("available"), reason=""),
    Availability(
        id="not_at_territory", label=phrase("available, but not at this territory"), reason="not_at_territory"
    ),
    Availability(id="to_build", label=phrase("to be built"), reason="no_tool"),
    Availability(id="not_available", label=phrase("not available (say why)"), reason="not_collected"),
    Availability(id="not_ours", label=phrase("not ours (say whose)"), reason="held_by_other"),
    Availability(id="nothing", label=phrase("nothing to report"), reason="nothing_to_report"),
)

REASON_OF = {reason.id: reason for reason in REASONS}
"""Each reason by its id."""

HELP_OFFERS = (
    phrase("file with addresses exists – help wanted to locate it"),
    phrase("file with postcodes exists – help wanted"),
    phrase("please call us"),
)
PUBLISHABLE = (phrase("may be published"), phrase("not to be published"))

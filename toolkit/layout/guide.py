"""The first sheet: who asks, why, by when, five steps, legend, codes, whom to call."""

from collections.abc import Iterator, Sequence

from toolkit.layout.asked import Asked
from toolkit.layout.plan import FIRST_ROW, Cell, SheetPlan, link_to
from toolkit.layout.sheets import Sheet, head_cells, row_height, sheet_name
from toolkit.layout.styles import LEGEND, Role
from toolkit.model.known import SETTLED
from toolkit.model.states import ANSWER_CODES
from toolkit.wording import phrase

_WIDTHS = (26.0, 84.0)

_STEPS = (
    (
        "open",
        phrase("1. Open"),
        phrase("Save this file on your computer and open it; if a yellow bar appears, click “Enable editing”."),
    ),
    (
        "fill_in",
        phrase("2. Fill in"),
        phrase(
            "Begin with “{availability}”: one click answers all cells of an indicator that you do not have. Then type "
            "each figure in the cell of its year. Zero is a figure: type 0."
        ),
    ),
    (
        "no_figure",
        phrase("3. No figure?"),
        phrase(
            "Type a code in the cell, or pick a reason at the end of the row for all its empty cells. A cell goes "
            "before the reason of its row, and that before “{availability}”."
        ),
    ),
    (
        "add",
        phrase("4. Add and explain"),
        phrase("Other figures go to the sheet “{other}”; what changed and why goes to “{review}”."),
    ),
    (
        "return",
        phrase("5. Check and return"),
        phrase("The sheet “{progress}” says what is left. Return the file by {deadline} to {email}."),
    ),
)

_STEPS_AGAIN = (
    (
        "correction_read",
        phrase("1. Read"),
        phrase(
            "Each row says what we received, what is wrong or missing, and what is expected. What is marked ✓ is "
            "settled: it is there to compare with, and not asked again."
        ),
    ),
    (
        "correction_fill_in",
        phrase("2. Fill in"),
        phrase(
            "Type in the coloured cells only: the right figure, or the same one again if it is right as it was. No "
            "figure? A code in the cell, or one reason for all empty cells of the row."
        ),
    ),
    (
        "correction_return",
        phrase("3. Check and return"),
        phrase("The sheet “{progress}” says what is left. Return this file, as it is, to {email}."),
    ),
)

_CONTENTS = {
    Sheet.AVAILABILITY: phrase("begin here: what you have and what you have not, one line an indicator"),
    Sheet.PROGRESS: phrase("what is asked, filled in and left, action by action"),
    Sheet.CIVIL: phrase("figures by calendar year"),
    Sheet.SCHOOL: phrase("figures by school year"),
    Sheet.ACTIONS: phrase("progress, changes, difficulties and sources, in words"),
    Sheet.FREE_ROWS: phrase("figures for other territories or periods, new indicators"),
    Sheet.CONTACTS: phrase("who filled this in, who can answer a question"),
    Sheet.DEFINITIONS: phrase("figures, territories, codes, all actions of the programme"),
}

Line = tuple[tuple[str, Role, str], tuple[str, Role, str]]


def plan_guide(asked: Asked, sheets: Sequence[Sheet]) -> SheetPlan:
    """Plan the sheet; `sheets` are those that the workbook holds."""
    wording, campaign = asked.wording, asked.collection.campaign
    sentence = _sentence(asked)
    cells = list(head_cells(campaign.name, asked.identity, sentence))
    heights = []
    for row, line in enumerate(_lines(asked, sheets), start=FIRST_ROW - 1):
        for column, (text, role, link) in enumerate(line, start=1):
            if text or role not in {Role.TEXT, Role.SECTION}:
                cells.append(Cell(row, column, text or None, role, link=link))
        height = row_height([text for text, _, _ in line], _WIDTHS)
        heights.append((row, max(height, 16.0)))
    name = sheet_name(Sheet.GUIDE, wording)
    return SheetPlan(name=name, cells=tuple(cells), widths=_WIDTHS, heights=tuple(heights), is_landscape=False)


def _sentence(asked: Asked) -> str:
    wording = asked.wording
    if asked.again:
        return wording.say("Corrections asked of {partner}.", partner=asked.addressee)
    return wording.say(
        "Collection from {partner}: your answer is expected by {deadline}.",
        partner=asked.addressee,
        deadline=wording.day(asked.collection.campaign.deadline),
    )


def _lines(asked: Asked, sheets: Sequence[Sheet]) -> Iterator[Line]:
    say = asked.wording.say
    yield _section(say("Why we ask"))
    words = {"campaign": asked.collection.campaign.name, "count": _count(asked)}
    if asked.again:
        yield _plain(say("Purpose"), _text(asked, "correction_purpose", _PURPOSE_AGAIN, **words))
    else:
        yield _plain(say("Purpose"), _text(asked, "purpose", _PURPOSE, **words))
        yield _plain(say("Time needed"), _text(asked, "time", _TIME))
    yield _section("")
    yield _section(say("Three steps") if asked.again else say("Five steps"))
    yield from _steps(asked)
    yield _plain(say("Keyboard"), _text(asked, "keyboard", _KEYBOARD))
    yield _section("")
    yield _section(say("What the cells look like"))
    for role, meaning in LEGEND:
        yield (say("Example") if role is not Role.STATE else say("to fill in"), role, ""), (say(meaning), Role.TEXT, "")
    if asked.again:
        yield (f"{SETTLED}120", Role.LOCKED, ""), (say("settled: shown to compare with, nothing to do"), Role.TEXT, "")
    yield _section("")
    yield _section(say("Codes accepted in place of a figure"))
    for code in ANSWER_CODES:
        text = say("{meaning} (for example: {example})", meaning=say(code.meaning), example=say(code.example))
        yield _plain(code.code, text)
    yield _section("")
    yield _section(say("Sheets of this workbook"))
    for sheet in sheets:
        name = sheet_name(sheet, asked.wording)
        yield (name, Role.LINK, link_to(name)), (say(_CONTENTS[sheet]), Role.TEXT, "")
    yield _section("")
    yield _section(say("Whom to call"))
    yield from _contact(asked)


_PURPOSE = phrase(
    "Your figures feed the evaluation “{campaign}”. This workbook asks only for your own actions: {count} figures."
)
_PURPOSE_AGAIN = phrase(
    "Thank you for your answer to “{campaign}”. {count} figures of it could not be read, raise a question or are still "
    "missing; this workbook asks for these only. Leave empty what you have nothing to say about: it erases nothing."
)
_TIME = phrase(
    "Ten minutes to see what you have; then the time to look it up. You may stop and go on later, and send what "
    "you have even if it is not complete."
)


_KEYBOARD = phrase(
    "Tab goes to the next cell to fill in, Enter to the one below; Alt+Down opens a list, Ctrl+Page Down the next "
    "sheet."
)


def _text(asked: Asked, key: str, default: str, **values: str) -> str:
    """Give a text of the campaign's own, else the one of the catalogue."""
    own = asked.collection.framework.texts.get((key, asked.wording.language))
    return own or asked.wording.say(default, **values)


def _count(asked: Asked) -> str:
    return asked.wording.whole(asked.count_to_fill())


def _steps(asked: Asked) -> Iterator[Line]:
    wording = asked.wording
    for key, title, text in _STEPS_AGAIN if asked.again else _STEPS:
        said = _text(
            asked,
            key,
            text,
            availability=sheet_name(Sheet.AVAILABILITY, wording),
            other=sheet_name(Sheet.FREE_ROWS, wording),
            review=sheet_name(Sheet.ACTIONS, wording),
            progress=sheet_name(Sheet.PROGRESS, wording),
            deadline=wording.day(asked.collection.campaign.deadline),
            email=asked.collection.campaign.contact.email,
        )
        yield _plain(wording.say(title), said)


def _contact(asked: Asked) -> Iterator[Line]:
    contact, say = asked.collection.campaign.contact, asked.wording.say
    yield _plain(say("Contact"), contact.name)
    yield (say("E-mail"), Role.TEXT_STRONG, ""), (contact.email, Role.LINK, f"mailto:{contact.email}")
    if contact.phone:
        yield _plain(say("Telephone"), contact.phone)
    if closing := _text(asked, "closing", ""):
        yield _plain("", closing)


def _plain(label: str, text: str) -> Line:
    return (label, Role.TEXT_STRONG, ""), (text, Role.TEXT, "")


def _section(title: str) -> Line:
    return (title, Role.SECTION, ""), ("", Role.TEXT, "")

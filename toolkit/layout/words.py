"""The sheets for words and for what was not asked: review by action, other data, contacts."""

from collections.abc import Iterator

from toolkit.layout.asked import Asked
from toolkit.layout.choices import PROGRESS_CHOICES, measure_choice, territory_choice
from toolkit.layout.columns import ACTION_COLUMNS, CONTACT_COLUMNS, FREE_ROW_COLUMNS, Column
from toolkit.layout.definitions import Lists
from toolkit.layout.keys import action_key, contact_key, free_row_key, office_field
from toolkit.layout.plan import FIRST_ROW, HEADER_ROW, Area, Cell, CellValue, SheetPlan, Validation
from toolkit.layout.sheets import Sheet, head_cells, header_cells, row_height, sheet_name
from toolkit.layout.styles import Role
from toolkit.layout.validations import list_validation
from toolkit.model.answers import Point
from toolkit.model.campaign import BESIDE
from toolkit.model.framework import Observation
from toolkit.model.offices import map_declared_offices
from toolkit.model.states import QUALITY_LABELS, SDMX_STATUS, Quality
from toolkit.wording import phrase

LEAST_FREE_ROWS = 40
OTHER_ACTIONS = 5
_TITLE_COLUMN = 3
_OTHER_ACTION_HEIGHT = 48.0
_TEXT_ROW_HEIGHT = 96.0
_FREE_ROW_HEIGHT = 32.0
_TITLE_LENGTH = 70

CONTACT_FIELDS = (
    ("respondent", phrase("Filled in by (name, function)")),
    ("address", phrase("Address or telephone for questions")),
    ("on_behalf_of", phrase("On behalf of (office, department)")),
    ("offices", phrase("Other offices that hold figures, and for which actions")),
    ("successor", phrase("Who will answer next time, if it is not you")),
    ("remarks", phrase("Remarks on this collection")),
)


def plan_actions(asked: Asked, lists: Lists) -> SheetPlan:
    """Plan the review by action: one row an action, room for real text, and rows for actions of others."""
    say = asked.wording.say
    name = sheet_name(Sheet.ACTIONS, asked.wording)
    sentence = say("Say in words what the figures do not: what changed, why, and what stood in the way.")
    cells = _head(asked, name, sentence, ACTION_COLUMNS)
    for row, action in enumerate(asked.actions, start=FIRST_ROW):
        known = asked.known.actions.get(action.code, {})
        words = (known.get(column.role) or None for column in ACTION_COLUMNS[_TITLE_COLUMN:])
        texts = (action_key(action.code, asked.partner.code), action.code, action.title, *words)
        cells.extend(_row(row, ACTION_COLUMNS, texts))
    own = len(asked.actions)
    for number in range(1, OTHER_ACTIONS + 1):
        row = FIRST_ROW + own + number - 1
        cells.extend(_row(row, ACTION_COLUMNS, (free_row_key(number, asked.partner.code), "", None)))
        cells.append(Cell(row, _TITLE_COLUMN, None, Role.INPUT_TEXT))
    width = ACTION_COLUMNS[_TITLE_COLUMN - 1].width
    heights = [
        (row, max(_TEXT_ROW_HEIGHT, row_height((action.title,), (width,))))
        for row, action in enumerate(asked.actions, start=FIRST_ROW)
    ]
    heights += [(FIRST_ROW + own + number, _OTHER_ACTION_HEIGHT) for number in range(OTHER_ACTIONS)]
    return _sheet(name, cells, ACTION_COLUMNS, tuple(heights), tuple(_action_lists(asked, own, lists)))


def _action_lists(asked: Asked, own: int, lists: Lists) -> Iterator[Validation]:
    say = asked.wording.say
    choices = tuple(say(choice) for choice in PROGRESS_CHOICES)
    progress = _column_area(ACTION_COLUMNS, "progress", own + OTHER_ACTIONS)
    yield list_validation(progress, choices, title="", message="", stops=True)
    first = FIRST_ROW + own
    others = Area(
        first_row=first, last_row=first + OTHER_ACTIONS - 1, first_column=_TITLE_COLUMN, last_column=_TITLE_COLUMN
    )
    message = say("This action is ours too: pick it, and say what you do in it.")
    yield list_validation(others, lists.actions, title=say("Action of another"), message=message, stops=False)
    for role, hint in (
        ("change", say("What changed over the years, and why; up to 1,000 characters are welcome.")),
        ("difficulties", say("What made the action or its measurement difficult.")),
        ("sources", say("Where the figures of this action come from.")),
    ):
        area = _column_area(ACTION_COLUMNS, role, own + OTHER_ACTIONS)
        label = next(column.label for column in ACTION_COLUMNS if column.role == role)
        yield list_validation(area, (), title=say(label), message=hint, stops=False)


def plan_free_rows(asked: Asked, lists: Lists) -> SheetPlan:
    """Plan the sheet of other data: 40 rows, or twice as many as earlier figures fill; those stand there again."""
    say = asked.wording.say
    name = sheet_name(Sheet.FREE_ROWS, asked.wording)
    sentence = say("Figures that were not asked as such: another territory, another period, a span, a new indicator.")
    cells = _head(asked, name, sentence, FREE_ROW_COLUMNS)
    earlier = _earlier_free_rows(asked)
    count = max(LEAST_FREE_ROWS, 2 * len(earlier))
    for number in range(count):
        texts = earlier[number] if number < len(earlier) else ()
        key = free_row_key(number + 1, asked.partner.code)
        cells.extend(_row(FIRST_ROW + number, FREE_ROW_COLUMNS, (key, *texts)))
    heights = tuple((row, _FREE_ROW_HEIGHT) for row in range(FIRST_ROW, FIRST_ROW + count))
    qualities = tuple(say(label) for label in QUALITY_LABELS.values())
    hints: tuple[tuple[str, tuple[str, ...] | str, str, bool], ...] = (
        ("measure", lists.measures, say("Pick a figure of your actions, or write a new indicator."), False),
        ("territory", lists.territories, say("Pick a territory, or write it."), False),
        ("quality", qualities, say("Empty means final."), True),
    )
    validations = [
        list_validation(
            _column_area(FREE_ROW_COLUMNS, role, count),
            choices,
            title=_title(asked, role),
            message=message,
            stops=stops,
        )
        for role, choices, message, stops in hints
    ]
    validations.append(
        Validation(
            area=_column_area(FREE_ROW_COLUMNS, "period", count),
            title=_title(asked, "period"),
            message=say("2019, 2018/2019 (school year) or 2015-2019 (span)."),
        )
    )
    return _sheet(name, cells, FREE_ROW_COLUMNS, heights, tuple(validations))


def _earlier_free_rows(asked: Asked) -> list[tuple[CellValue, ...]]:
    """Give figure, territory, period and value of the earlier figures that have no cell in a grid."""
    framework, collection = asked.collection.framework, asked.collection
    earlier = {} if collection.campaign.earlier_figures == BESIDE else asked.earlier
    in_grids = {
        Point(request.measure, request.partner, request.territory, period.code)
        for requests in asked.requests.values()
        for request in requests
        for period in collection.periods_of(request.measure).all
    }
    return [
        (
            measure_choice(framework.measures[each.measure]),
            territory_choice(framework.territories[each.territory]),
            each.period,
            each.value,
            *((_quality(asked, each),) if point in asked.known.volunteered else ()),
        )
        for point, each in {**earlier, **asked.known.volunteered}.items()
        if point not in in_grids
    ]


def _quality(asked: Asked, each: Observation) -> str:
    quality = next(quality for quality, status in SDMX_STATUS.items() if status == each.status)
    return "" if quality is Quality.FINAL else asked.wording.say(QUALITY_LABELS[quality])


def plan_contacts(asked: Asked) -> SheetPlan:
    """Plan the sheet of contacts, the office that answers for each action at its end.

    What is filled in there goes to `contacts.csv`; the names of offices also stand beside their figures.
    """
    say = asked.wording.say
    name = sheet_name(Sheet.CONTACTS, asked.wording)
    sentence = say("Who can answer a question on these figures; used for this collection only.")
    cells = _head(asked, name, sentence, CONTACT_COLUMNS)
    heights = []
    for row, (field, label, known) in enumerate(_contact_lines(asked), start=FIRST_ROW):
        key = contact_key(field, asked.partner.code)
        cells.extend(_row(row, CONTACT_COLUMNS, (key, label, known or None)))
        heights.append((row, max(_FREE_ROW_HEIGHT, row_height((label,), (CONTACT_COLUMNS[1].width,)))))
    return _sheet(name, cells, CONTACT_COLUMNS, tuple(heights), ())


def _contact_lines(asked: Asked) -> Iterator[tuple[str, str, str]]:
    """Give field, label and what is known of each line of the sheet of contacts."""
    say = asked.wording.say
    for field, label in CONTACT_FIELDS[: 1 if asked.again else None]:
        yield field, say(label), asked.partner.contact if field == "respondent" else ""
    declared = {**map_declared_offices(asked.collection.framework, asked.partner.code), **asked.known.offices}
    for action in asked.actions:
        label = say("Office that answers for action {action} – {title}", action=action.code, title=_cut(action.title))
        yield office_field(action.code), label, declared.get(action.code, "")


def _cut(title: str) -> str:
    return title if len(title) <= _TITLE_LENGTH else f"{title[:_TITLE_LENGTH].rsplit(' ', 1)[0]}…"


def _head(asked: Asked, name: str, sentence: str, columns: tuple[Column, ...]) -> list[Cell]:
    return [*head_cells(name, asked.identity, sentence), *header_cells(HEADER_ROW, columns, asked.wording)]


def _row(row: int, columns: tuple[Column, ...], texts: tuple[CellValue, ...]) -> list[Cell]:
    filled = (*texts, *(None for _ in columns[len(texts) :]))
    return [
        Cell(row, number, text, column.style)
        for number, (column, text) in enumerate(zip(columns, filled, strict=True), start=1)
        if text is not None
        or column.style in {Role.INPUT, Role.INPUT_TEXT, Role.INPUT_EXTRA, Role.INPUT_WORDS, Role.INPUT_PERIOD}
    ]


def _sheet(
    name: str,
    cells: list[Cell],
    columns: tuple[Column, ...],
    heights: tuple[tuple[int, float], ...],
    validations: tuple[Validation, ...],
) -> SheetPlan:
    last_row = max(cell.row for cell in cells)
    return SheetPlan(
        name=name,
        cells=tuple(cells),
        widths=tuple(column.width for column in columns),
        heights=((HEADER_ROW, 32.0), *heights),
        frozen=(FIRST_ROW, 2),
        filter_area=Area(first_row=HEADER_ROW, last_row=last_row, first_column=1, last_column=len(columns)),
        validations=validations,
        repeat_rows=(HEADER_ROW, HEADER_ROW),
    )


def _column_area(columns: tuple[Column, ...], role: str, count: int) -> Area:
    number = [column.role for column in columns].index(role) + 1
    return Area(first_row=FIRST_ROW, last_row=FIRST_ROW + count - 1, first_column=number, last_column=number)


def _title(asked: Asked, role: str) -> str:
    return asked.wording.say(next(column.label for column in FREE_ROW_COLUMNS if column.role == role))

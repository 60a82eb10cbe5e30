"""The grids: a row is one request, an input cell one data point."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from toolkit.layout.again import again_texts, cell_validations
from toolkit.layout.asked import Asked
from toolkit.layout.availability import AvailabilityPlan
from toolkit.layout.columns import CALCULATED, period_header
from toolkit.layout.definitions import Lists
from toolkit.layout.grid_places import GridPlaces, group_by_action
from toolkit.layout.keys import request_key
from toolkit.layout.plan import FIRST_ROW, HEADER_ROW, Area, Cell, SheetPlan, Validation
from toolkit.layout.printing import plan_pages
from toolkit.layout.row_checks import RowPlaces, Typed, check_row, count_codes, say_checks, scope_of, write_checks
from toolkit.layout.row_labels import label_texts
from toolkit.layout.sheets import Sheet, head_cells, header_cells, row_height, sheet_name
from toolkit.layout.styles import Role
from toolkit.layout.validations import list_validation, value_validation
from toolkit.model.framework import Request
from toolkit.model.periods import PeriodKind
from toolkit.model.places import column_letters
from toolkit.model.states import ANSWER_CODES, PUBLISHABLE, QUALITY_LABELS
from toolkit.wording import phrase

GRID_SHEETS = {PeriodKind.CIVIL: Sheet.CIVIL, PeriodKind.SCHOOL: Sheet.SCHOOL}

STATE_EMPTY = phrase("to fill in")
STATE_COMPLETE = phrase("complete")
STATE_CHECK = phrase("to check")
STATE_LEFT = phrase("left:")


# A grid has two dozen columns: on A4 they would be too small to read at arm's length.
_PAPER = "A3"
_HEADER_HEIGHT = 44.0
_HEAD_HEIGHT = 72.0 + _HEADER_HEIGHT
_CODES = frozenset(code.code for code in ANSWER_CODES)
_FROZEN_AGAIN = 5
"""First column that scrolls in a workbook of corrections, whose columns before the periods fill a screen."""


class RowCounts(NamedTuple):
    """What a row comes to before it is typed in: its required cells, and what it says itself.

    Attributes:
        filled: required cells that hold something.
        settled: those of them that only show what is settled.
        coded: those that hold a code and nothing else.
        covered: empty ones that a reason answers.
    """

    filled: int
    settled: int
    coded: int
    covered: int
    is_doubtful: bool
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GridPlan:
    """A grid and where its parts stand, for the formulas of other sheets.

    Attributes:
        required: input cells of required periods.
        actions, empty_cells, alerts, states: the columns of these roles, over the same rows as `required`.
        counts: by row.
    """

    sheet: SheetPlan
    kind: PeriodKind
    required: Area
    actions: Area
    empty_cells: Area
    alerts: Area
    states: Area
    counts: tuple[RowCounts, ...]


def plan_grid(asked: Asked, kind: PeriodKind, lists: Lists, availability: AvailabilityPlan | None) -> GridPlan:
    """Plan the grid of one kind of period."""
    places = GridPlaces.of(asked, kind, availability, lists)
    name = sheet_name(GRID_SHEETS[kind], asked.wording)
    sentence = asked.wording.say(_SENTENCE_AGAIN if places.asks_again else _SENTENCE)
    cells = [*head_cells(name, asked.identity, sentence), *_plan_header(asked, places)]
    heights, calculated = [], []
    validations: list[Validation] = []
    for row, request in enumerate(asked.requests[kind], start=FIRST_ROW):
        texts = _row_texts(asked, request, places)
        cells.extend(_plan_row(row, texts, request, places))
        calculated.append(_plan_calculated(asked, request, row, places))
        heights.append((row, _height(texts, request, places)))
        validations.extend(_value_validations(asked, request, row, places))
    cells.extend(cell for each in calculated for cell in each)
    validations.extend(_list_validations(asked, places, lists))
    return GridPlan(
        sheet=SheetPlan(
            name=name,
            cells=tuple(cells),
            widths=places.widths,
            heights=((HEADER_ROW, _HEADER_HEIGHT), *heights),
            frozen=(FIRST_ROW, _FROZEN_AGAIN if places.asks_again else places.first_period),
            filter_area=places.area(HEADER_ROW, places.last_row, 1, places.last_column),
            validations=tuple(validations),
            repeat_rows=(HEADER_ROW, HEADER_ROW),
            pages=plan_pages(_PAPER, places.widths, dict(heights), group_by_action(asked, kind), _HEAD_HEIGHT),
        ),
        kind=kind,
        required=places.rows(places.first_period, places.first_period + places.required_count - 1),
        actions=places.rows(2, 2),
        empty_cells=places.rows_of("empty_cells"),
        alerts=places.rows_of("alerts"),
        states=places.rows_of("state"),
        counts=tuple(
            _count_row(asked, request, each, places)
            for request, each in zip(asked.requests[kind], calculated, strict=True)
        ),
    )


def _count_row(asked: Asked, request: Request, calculated: "Calculated", places: GridPlaces) -> RowCounts:
    cells = places.required_cells(request)
    empty, alerts, state = calculated
    return RowCounts(
        filled=sum(cell is not None for cell in cells),
        settled=sum(map(places.is_settled, cells)),
        coded=sum(isinstance(cell, str) and cell.upper() in _CODES for cell in cells),
        covered=sum(cell is None for cell in cells) if empty.value else 0,
        is_doubtful=bool(alerts.value),
        is_open=state.value != asked.wording.say(STATE_COMPLETE),
    )


Calculated = tuple[Cell, Cell, Cell]
"""The calculated cells of a row: answer of its empty cells, what is doubtful, its state in words."""


def _height(texts: tuple[str, ...], request: Request, places: GridPlaces) -> float:
    words = tuple(places.word_of(request, column.role) for column in places.after)
    widths = [column.width for column in (*places.before, *places.after)]
    return row_height((*texts, *words), widths, least_lines=2)


def _value_validations(asked: Asked, request: Request, row: int, places: GridPlaces) -> Iterator[Validation]:
    area = places.area(row, row, places.first_period, places.last_period)
    whole = value_validation(asked.wording, asked.collection.framework, request.measure, area)
    if not places.asks_again:
        yield whole
        return
    columns = {period.code: places.first_period + index for index, period in enumerate(places.periods)}
    yield from cell_validations(whole, asked.again[request], columns, asked.wording)


_SENTENCE = phrase(
    "Type each figure in its year; where there is none, type a code (ND, SO, CA, SS, AV) "
    "or pick one reason for all empty cells of the row."
)

_SENTENCE_AGAIN = phrase(
    "Fill in the coloured cells only: a figure, a code (ND, SO, CA, SS, AV), or one reason for all empty cells of the "
    "row. What is marked ✓ is settled."
)


def _plan_header(asked: Asked, places: GridPlaces) -> Iterator[Cell]:
    yield from header_cells(HEADER_ROW, places.before, asked.wording)
    for index, period in enumerate(places.periods):
        is_optional = index >= places.required_count
        text = period_header(period, is_optional=is_optional, wording=asked.wording)
        role = Role.HEADER_OPTIONAL if is_optional else Role.HEADER_PERIOD
        yield Cell(HEADER_ROW, places.first_period + index, text, role)
    for number, column in enumerate(places.after, start=places.last_period + 1):
        yield Cell(HEADER_ROW, number, asked.wording.say(column.label), Role.HEADER)


def _row_texts(asked: Asked, request: Request, places: GridPlaces) -> tuple[str, ...]:
    return (
        request_key(request.measure, request.partner, request.territory),
        *label_texts(asked.collection.framework, request, asked.wording).values(),
        *((places.beside[request],) if places.beside else ()),
        *(again_texts(asked.again[request], asked.wording) if places.asks_again else ()),
    )


def _plan_row(row: int, texts: tuple[str, ...], request: Request, places: GridPlaces) -> Iterator[Cell]:
    for number, (column, text) in enumerate(zip(places.before, texts, strict=True), start=1):
        yield Cell(row, number, text, column.style)
    for index, value in enumerate(places.filled[request]):
        yield Cell(row, places.first_period + index, value, _look_of(index, value, places))
    for number, column in enumerate(places.after[:-CALCULATED], start=places.last_period + 1):
        yield Cell(row, number, places.word_of(request, column.role) or None, column.style)


def _look_of(index: int, value: Typed, places: GridPlaces) -> Role:
    if places.is_settled(value):
        return Role.LOCKED_CENTER
    return Role.INPUT_OPTIONAL if index >= places.required_count else Role.INPUT


def _plan_calculated(asked: Asked, request: Request, row: int, places: GridPlaces) -> Calculated:
    """Plan what the row says itself: answer of its empty cells, what is doubtful, its state in words.

    The stored results are what the formulas give for the pre-filled cells.
    """
    indicator = asked.collection.framework.measures[request.measure].indicator
    reason = f"{column_letters(places.column('reason'))}{row}"
    effect, answer = '""', places.word_of(request, "reason")
    if places.availability is not None:
        effect = places.availability.effect_of(indicator, request.partner)
        answer = answer or places.availability.known.get(indicator, "")
    known = f"IF(ISNUMBER(MATCH({reason},{places.reasons},0)),{reason},IF({count_codes(reason)}>0,{reason},{effect}))"
    empty = Cell(row, places.column("empty_cells"), answer, Role.STATE, formula=f'=IF({reason}<>"",{known},{effect})')
    alerts = _plan_alerts(asked, request, row, places)
    return empty, alerts, _plan_state(asked, request, row, places, (empty, alerts))


def _plan_alerts(asked: Asked, request: Request, row: int, places: GridPlaces) -> Cell:
    key = (request.measure, request.territory)
    scope = replace(
        scope_of(asked.collection.framework, key, frozenset(places.figures), places.required_count),
        settled=sum(map(places.is_settled, places.filled[request])),
    )
    letters = [column_letters(column) for column in range(places.first_period, places.last_period + 1)]
    where = RowPlaces(
        cells=tuple(f"{letter}{row}" for letter in letters),
        columns=tuple(f"${letter}${FIRST_ROW}:${letter}${places.last_row}" for letter in letters),
        lines={other: places.line_of(other[0], request.partner, other[1]) for other in scope.compared},
    )
    text = say_checks(check_row(scope, key, places.figures), asked.wording)
    return Cell(row, places.column("alerts"), text, Role.STATE, formula=write_checks(scope, where, asked.wording))


def _plan_state(asked: Asked, request: Request, row: int, places: GridPlaces, told: tuple[Cell, Cell]) -> Cell:
    """Plan the state in words; `told` are the answer of the empty cells and what is doubtful."""
    say, total, held = asked.wording.say, places.required_count, places.required_cells(request)
    count, settled = sum(cell is not None for cell in held), sum(map(places.is_settled, held))
    cells = f"{column_letters(places.first_period)}{row}:{column_letters(places.first_period + total - 1)}{row}"
    empty, doubt = (f"{column_letters(places.column(role))}{row}" for role in ("empty_cells", "alerts"))
    left = f'"{say(STATE_LEFT)} "&({total}-COUNTA({cells}))'
    formula = (
        f'=IF({doubt}<>"","{say(STATE_CHECK)}",IF(COUNTA({cells})={total},"{say(STATE_COMPLETE)}",'
        f'IF({empty}<>"","{say(STATE_COMPLETE)}",IF(COUNTA({cells})={settled},"{say(STATE_EMPTY)}",{left}))))'
    )
    if told[1].value:
        value = say(STATE_CHECK)
    elif count == total or told[0].value:
        value = say(STATE_COMPLETE)
    else:
        value = f"{say(STATE_LEFT)} {total - count}" if count > settled else say(STATE_EMPTY)
    return Cell(row, places.last_column, value, Role.STATE, formula=formula)


def _list_validations(asked: Asked, places: GridPlaces, lists: Lists) -> Iterator[Validation]:
    say = asked.wording.say
    labels = {column.role: say(column.label) for column in places.after}
    offered: dict[str, tuple[str, ...] | str] = {
        "reason": lists.reasons,
        "territory_given": lists.territories,
        "quality": tuple(say(label) for label in QUALITY_LABELS.values()),
        "publishable": tuple(say(label) for label in PUBLISHABLE),
    }
    for role, message in _MESSAGES.items():
        if role not in labels:
            continue
        yield list_validation(
            places.rows_of(role),
            offered.get(role, ()),
            title=labels[role],
            message=say(message),
            stops=role in {"reason", "quality", "publishable"},
        )


_MESSAGES = {
    "reason": phrase("One reason answers for every empty cell of the row."),
    "territory_given": phrase("Only if your figures are for another territory than asked."),
    "coverage": phrase("For example: 2 of 4 territories, or 80 % of the files."),
    "quality": phrase("Holds for the whole row; type “env. 120” for one estimated figure."),
    "source": phrase("Tool, file or survey that the figures come from."),
    "definition_change": phrase("Since when is something counted in another way, and how?"),
    "comment": phrase("What helps to understand the figures."),
    "publishable": phrase("May this comment be published with the figures?"),
    "reported_error": phrase("An error in a label, a unit, a target or an earlier figure: say which."),
}

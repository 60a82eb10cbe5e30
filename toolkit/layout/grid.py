"""The grids: a row is one request, an input cell one data point."""

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.layout.asked import Asked
from toolkit.layout.choices import territory_choice
from toolkit.layout.columns import GRID_AFTER, GRID_BEFORE, PERIOD_WIDTH, period_header
from toolkit.layout.definitions import Lists
from toolkit.layout.keys import request_key
from toolkit.layout.plan import FIRST_ROW, HEADER_ROW, Area, Cell, CellValue, SheetPlan, Validation
from toolkit.layout.sheets import Sheet, head_cells, header_cells, row_height, sheet_name
from toolkit.layout.styles import Role
from toolkit.layout.validations import list_validation, value_validation
from toolkit.model.answers import Point
from toolkit.model.framework import Request
from toolkit.model.periods import Period, PeriodKind
from toolkit.model.places import column_letters
from toolkit.model.states import QUALITY_LABELS, UNITS
from toolkit.wording import phrase

GRID_SHEETS = {PeriodKind.CIVIL: Sheet.CIVIL, PeriodKind.SCHOOL: Sheet.SCHOOL}

STATE_EMPTY = phrase("to fill in")
STATE_COMPLETE = phrase("complete")
STATE_CHECK = phrase("to check")
STATE_LEFT = phrase("left:")


@dataclass(frozen=True, slots=True, kw_only=True)
class GridPlan:
    """A grid and where its parts stand, for the formulas of other sheets.

    Attributes:
        required: input cells of required periods.
        actions, reasons, states: the columns of these roles, over the same rows as `required`.
        filled: by row, how many required cells are pre-filled.
    """

    sheet: SheetPlan
    kind: PeriodKind
    required: Area
    actions: Area
    reasons: Area
    states: Area
    filled: tuple[int, ...]


def plan_grid(asked: Asked, kind: PeriodKind, lists: Lists) -> GridPlan:
    """Plan the grid of one kind of period."""
    places = _Places.of(asked, kind, lists)
    name = sheet_name(GRID_SHEETS[kind], asked.wording)
    cells = [*head_cells(name, asked.identity, asked.wording.say(_SENTENCE)), *_plan_header(asked, places)]
    heights, filled, validations = [], [], []
    for row, request in enumerate(asked.requests[kind], start=FIRST_ROW):
        texts = _row_texts(asked, request)
        earlier = _earlier_values(asked, request, places)
        cells.extend(_plan_row(row, texts, earlier, places))
        count = sum(value is not None for value in earlier[: places.required_count])
        cells.append(_plan_state(asked, request, row, places, count))
        filled.append(count)
        heights.append((row, row_height(texts, [column.width for column in GRID_BEFORE], least_lines=2)))
        area = places.area(row, row, places.first_period, places.last_period)
        validations.append(value_validation(asked.wording, asked.collection.framework, request.measure, area, lists))
    validations.extend(_list_validations(asked, places, lists))
    return GridPlan(
        sheet=SheetPlan(
            name=name,
            cells=tuple(cells),
            widths=places.widths,
            heights=((HEADER_ROW, 44.0), *heights),
            frozen=(FIRST_ROW, places.first_period),
            filter_area=places.area(HEADER_ROW, places.last_row, 1, places.last_column),
            validations=tuple(validations),
            repeat_rows=(HEADER_ROW, HEADER_ROW),
        ),
        kind=kind,
        required=places.rows(places.first_period, places.first_period + places.required_count - 1),
        actions=places.rows(2, 2),
        reasons=places.rows(places.column("reason"), places.column("reason")),
        states=places.rows(places.last_column, places.last_column),
        filled=tuple(filled),
    )


_SENTENCE = phrase(
    "Type each figure in its year; where there is none, type a code (ND, SO, CA, SS, AV) "
    "or pick one reason for all empty cells of the row."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    """Columns and rows of one grid. Required periods come first, so that they are one area."""

    periods: tuple[Period, ...]
    required_count: int
    row_count: int
    codes: str

    @classmethod
    def of(cls, asked: Asked, kind: PeriodKind, lists: Lists) -> "_Places":
        periods = asked.periods(kind)
        return cls(
            periods=(*periods.required, *periods.optional),
            required_count=len(periods.required),
            row_count=len(asked.requests[kind]),
            codes=lists.codes.removeprefix("="),
        )

    @property
    def first_period(self) -> int:
        return len(GRID_BEFORE) + 1

    @property
    def last_period(self) -> int:
        return len(GRID_BEFORE) + len(self.periods)

    @property
    def last_column(self) -> int:
        return self.last_period + len(GRID_AFTER)

    @property
    def last_row(self) -> int:
        return FIRST_ROW + self.row_count - 1

    @property
    def widths(self) -> tuple[float, ...]:
        before, after = (column.width for column in GRID_BEFORE), (column.width for column in GRID_AFTER)
        return (*before, *(PERIOD_WIDTH for _ in self.periods), *after)

    def column(self, role: str) -> int:
        return self.last_period + 1 + [column.role for column in GRID_AFTER].index(role)

    def area(self, first_row: int, last_row: int, first_column: int, last_column: int) -> Area:
        return Area(first_row=first_row, last_row=last_row, first_column=first_column, last_column=last_column)

    def rows(self, first_column: int, last_column: int) -> Area:
        return self.area(FIRST_ROW, self.last_row, first_column, last_column)


def _plan_header(asked: Asked, places: _Places) -> Iterator[Cell]:
    yield from header_cells(HEADER_ROW, GRID_BEFORE, asked.wording)
    for index, period in enumerate(places.periods):
        is_optional = index >= places.required_count
        text = period_header(period, is_optional=is_optional, wording=asked.wording)
        role = Role.HEADER_OPTIONAL if is_optional else Role.HEADER
        yield Cell(HEADER_ROW, places.first_period + index, text, role)
    for number, column in enumerate(GRID_AFTER, start=places.last_period + 1):
        yield Cell(HEADER_ROW, number, asked.wording.say(column.label), Role.HEADER)


def _row_texts(asked: Asked, request: Request) -> tuple[str, ...]:
    framework = asked.collection.framework
    measure = framework.measures[request.measure]
    indicator = framework.indicators[measure.indicator]
    return (
        request_key(request.measure, request.partner, request.territory),
        indicator.action,
        f"{indicator.code} – {indicator.label}",
        measure.label,
        asked.wording.say(UNITS[measure.unit].label),
        territory_choice(framework.territories[request.territory]),
    )


def _earlier_values(asked: Asked, request: Request, places: _Places) -> tuple[CellValue, ...]:
    points = (Point(request.measure, request.partner, request.territory, each.code) for each in places.periods)
    return tuple(asked.earlier[point].value if point in asked.earlier else None for point in points)


def _plan_row(row: int, texts: tuple[str, ...], earlier: tuple[CellValue, ...], places: _Places) -> Iterator[Cell]:
    for number, (column, text) in enumerate(zip(GRID_BEFORE, texts, strict=True), start=1):
        yield Cell(row, number, text, column.style)
    for index, value in enumerate(earlier):
        role = Role.INPUT_OPTIONAL if index >= places.required_count else Role.INPUT
        yield Cell(row, places.first_period + index, value, role)
    for number, column in enumerate(GRID_AFTER[:-1], start=places.last_period + 1):
        yield Cell(row, number, None, column.style)


def _plan_state(asked: Asked, request: Request, row: int, places: _Places, count: int) -> Cell:
    """Plan the state in words; its stored result is what the formula gives for the pre-filled cells."""
    say, total = asked.wording.say, places.required_count
    first, last = column_letters(places.first_period), column_letters(places.first_period + total - 1)
    cells = f"{first}{row}:{last}{row}"
    reason = f"{column_letters(places.column('reason'))}{row}"
    left = f'"{say(STATE_LEFT)} "&({total}-COUNTA({cells}))'
    plain = (
        f'IF(COUNTA({cells})={total},"{say(STATE_COMPLETE)}",IF({reason}<>"","{say(STATE_COMPLETE)}",'
        f'IF(COUNTA({cells})=0,"{say(STATE_EMPTY)}",{left})))'
    )
    unit = UNITS[asked.collection.framework.measures[request.measure].unit]
    if unit.is_number and not unit.is_choice:
        known = f"COUNT({cells})+SUMPRODUCT(COUNTIF({places.codes},{cells}))"
        plain = f'IF(COUNTA({cells})>{known},"{say(STATE_CHECK)}",{plain})'
    value = say(STATE_COMPLETE if count == total else STATE_LEFT if count else STATE_EMPTY)
    if 0 < count < total:
        value = f"{value} {total - count}"
    return Cell(row, places.last_column, value, Role.STATE, formula=f"={plain}")


def _list_validations(asked: Asked, places: _Places, lists: Lists) -> Iterator[Validation]:
    say = asked.wording.say
    qualities = tuple(say(label) for label in QUALITY_LABELS.values())
    for role, choices, message in (
        ("reason", lists.reasons, say("One reason answers for every empty cell of the row.")),
        ("territory_given", lists.territories, say("Only if your figures are for another territory than asked.")),
        ("quality", qualities, say("Holds for the whole row; type “env. 120” for one estimated figure.")),
    ):
        column = places.column(role)
        label = next(each.label for each in GRID_AFTER if each.role == role)
        yield list_validation(
            places.rows(column, column), choices, title=say(label), message=message, stops=role == "quality"
        )

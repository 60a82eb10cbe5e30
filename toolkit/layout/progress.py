"""The sheet on progress: per action what was asked, filled in, justified and is left, and where to go on."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from toolkit.layout.asked import Asked
from toolkit.layout.columns import Column
from toolkit.layout.definitions import Lists
from toolkit.layout.grid import STATE_COMPLETE, GridPlan
from toolkit.layout.plan import FIRST_ROW, HEADER_ROW, SENTENCE_ROW, Cell, SheetPlan, quote_sheet
from toolkit.layout.sheets import Sheet, head_cells, header_cells, row_height, sheet_name
from toolkit.layout.styles import Role
from toolkit.model.framework import Action
from toolkit.model.places import column_letters
from toolkit.wording import Wording, phrase

_COLUMNS = (
    Column(role="action", label=phrase("Action"), width=12, style=Role.LOCKED_CENTER),
    Column(role="title", label=phrase("Title of the action"), width=64, style=Role.LOCKED),
    Column(role="expected", label=phrase("Figures asked"), width=12, style=Role.COUNT),
    Column(role="filled", label=phrase("Filled in"), width=12, style=Role.COUNT),
    Column(role="justified", label=phrase("Justified by a code"), width=12, style=Role.COUNT),
    Column(role="left", label=phrase("Left"), width=12, style=Role.COUNT),
    Column(role="check", label=phrase("Rows to check"), width=12, style=Role.COUNT),
    Column(role="rate", label=phrase("Share done"), width=12, style=Role.PERCENT),
    Column(role="link", label=phrase("Go on"), width=22, style=Role.LINK),
)
_READY = phrase("Ready to send: yes, nothing is left.")
_READY_TO_CHECK = phrase("Ready to send: yes, rows to check first:")
_NOT_READY = phrase("Ready to send: no, figures left:")
_GO = phrase("first row to complete or check")
_LAST_POSSIBLE_ROW = 100_000
_TOTAL_ROW = FIRST_ROW


def plan_progress(asked: Asked, grids: Sequence[GridPlan], lists: Lists) -> SheetPlan:
    """Plan the sheet; every formula is stored with its right result for the pre-filled workbook."""
    name = sheet_name(Sheet.PROGRESS, asked.wording)
    filled_rows, checked_rows = [grid.filled for grid in grids], [grid.checked for grid in grids]
    counts = [
        (action, asked.count_required(action.code), _count_rows(action, asked, grids, filled_rows))
        for action in asked.actions
    ]
    expected, filled = sum(count for _, count, _ in counts), sum(count for _, _, count in counts)
    doubtful = sum(is_doubtful for grid in grids for is_doubtful in grid.checked)
    cells = [*head_cells(name, asked.identity, ""), *header_cells(HEADER_ROW, _COLUMNS, asked.wording)]
    cells[SENTENCE_ROW - 1] = _plan_sentence(asked, expected - filled, doubtful)
    cells.extend(_plan_total(asked, len(counts), expected, filled, doubtful))
    heights = [(HEADER_ROW, 32.0), (_TOTAL_ROW, row_height((asked.addressee,), (_COLUMNS[1].width,)))]
    for row, (action, asked_count, filled_count) in enumerate(counts, start=FIRST_ROW + 1):
        cells.extend(_plan_counts(row, action, asked_count, filled_count))
        doubtful_count = _count_rows(action, asked, grids, checked_rows)
        cells.extend(_plan_formulas(row, grids, lists, filled_count, doubtful_count))
        cells.append(_plan_link(row, grids, asked.wording, is_open=filled_count < asked_count))
        heights.append((row, row_height((action.title,), (_COLUMNS[1].width,))))
    return SheetPlan(
        name=name,
        cells=tuple(cells),
        widths=tuple(column.width for column in _COLUMNS),
        heights=tuple(heights),
        frozen=(FIRST_ROW + 1, 1),
        repeat_rows=(HEADER_ROW, HEADER_ROW),
    )


def _count_rows(action: Action, asked: Asked, grids: Sequence[GridPlan], counts: Sequence[Sequence[int]]) -> int:
    """Add up counts, given by grid and row, over the rows of one action."""
    framework = asked.collection.framework
    return sum(
        count
        for grid, rows in zip(grids, counts, strict=True)
        for request, count in zip(asked.requests[grid.kind], rows, strict=True)
        if framework.action_of(request.measure).code == action.code
    )


def _plan_sentence(asked: Asked, left: int, doubtful: int) -> Cell:
    say = asked.wording.say
    doubts = f'IF($G${_TOTAL_ROW}=0,"{say(_READY)}","{say(_READY_TO_CHECK)} "&$G${_TOTAL_ROW})'
    formula = f'=IF($F${_TOTAL_ROW}=0,{doubts},"{say(_NOT_READY)} "&$F${_TOTAL_ROW})'
    ready = f"{say(_READY_TO_CHECK)} {doubtful}" if doubtful else say(_READY)
    value = f"{say(_NOT_READY)} {left}" if left else ready
    return Cell(SENTENCE_ROW, 1, value, Role.SENTENCE, formula=formula)


def _plan_total(asked: Asked, actions: int, expected: int, filled: int, doubtful: int) -> Iterator[Cell]:
    yield Cell(_TOTAL_ROW, 1, asked.wording.say("All"), Role.TOTAL_LABEL)
    yield Cell(_TOTAL_ROW, 2, asked.partner.name, Role.TOTAL_LABEL)
    for column, value in ((3, expected), (4, filled), (5, 0), (6, expected - filled), (7, doubtful)):
        letter = column_letters(column)
        formula = f"=SUM({letter}{_TOTAL_ROW + 1}:{letter}{_TOTAL_ROW + actions})"
        yield Cell(_TOTAL_ROW, column, value, Role.TOTAL_COUNT, formula=formula)
    yield _plan_rate(_TOTAL_ROW, expected, filled, Role.TOTAL_PERCENT)
    yield Cell(_TOTAL_ROW, 9, None, Role.TOTAL_LABEL)


def _plan_counts(row: int, action: Action, expected: int, filled: int) -> Iterator[Cell]:
    yield Cell(row, 1, action.code, Role.LOCKED_CENTER)
    yield Cell(row, 2, action.title, Role.LOCKED)
    yield Cell(row, 3, expected, Role.COUNT)
    yield Cell(row, 6, expected - filled, Role.COUNT, formula=f"=C{row}-D{row}-E{row}")
    yield _plan_rate(row, expected, filled, Role.PERCENT)


def _plan_rate(row: int, expected: int, filled: int, role: Role) -> Cell:
    """Plan the share answered in percent, cut to one decimal; LibreOffice and Excel agree on ROUND."""
    value = 0 if expected == 0 else _one_decimal(filled, expected)
    return Cell(row, 8, value, role, formula=f"=IF(C{row}=0,0,ROUND(100*(D{row}+E{row})/C{row},1))")


def _one_decimal(part: int, whole: int) -> int | Decimal:
    tenths = (2000 * part + whole) // (2 * whole)
    return tenths // 10 if tenths % 10 == 0 else Decimal(tenths) / 10


def _plan_formulas(
    row: int, grids: Sequence[GridPlan], lists: Lists, filled: int, doubtful_count: int
) -> Iterator[Cell]:
    codes = lists.codes.removeprefix("=")
    answered, coded, covered, doubtful = [], [], [], []
    for grid in grids:
        own = f"({grid.actions.on(grid.sheet.name)}=$A{row})"
        cells, empty = grid.required.on(grid.sheet.name), grid.empty_cells.on(grid.sheet.name)
        answered.append(f"SUMPRODUCT({own}*(1-ISBLANK({cells})))")
        coded.append(f"SUMPRODUCT({own}*ISNUMBER(MATCH({cells},{codes},0)))")
        covered.append(f'SUMPRODUCT({own}*ISBLANK({cells})*({empty}<>""))')
        doubtful.append(f'SUMPRODUCT({own}*({grid.alerts.on(grid.sheet.name)}<>""))')
    yield Cell(row, 4, filled, Role.COUNT, formula=f"={'+'.join(answered)}-({'+'.join(coded)})")
    yield Cell(row, 5, 0, Role.COUNT, formula=f"={'+'.join((*coded, *covered))}")
    yield Cell(row, 7, doubtful_count, Role.COUNT, formula=f"={'+'.join(doubtful)}")


def _plan_link(row: int, grids: Sequence[GridPlan], wording: Wording, *, is_open: bool) -> Cell:
    """Plan the link to the first row of the action that is not complete, on the first grid that has one."""
    complete, label = wording.say(STATE_COMPLETE), wording.say(_GO)
    formula = '""'
    for grid in reversed(grids):
        own = f"({grid.actions.on(grid.sheet.name)}=$A{row})"
        open_rows = f'({grid.states.on(grid.sheet.name)}<>"{complete}")'
        numbers = f"({_LAST_POSSIBLE_ROW}-ROW({grid.actions.on(grid.sheet.name)}))"
        nearest = f"SUMPRODUCT(MAX({own}*{open_rows}*{numbers}))"
        column = column_letters(grid.required.first_column)
        target = f'"#{quote_sheet(grid.sheet.name)}!{column}"&({_LAST_POSSIBLE_ROW}-{nearest})'
        formula = f'IF({nearest}>0,HYPERLINK({target},"{label}"),{formula})'
    return Cell(row, 9, label if is_open else "", Role.LINK, formula=f"={formula}")

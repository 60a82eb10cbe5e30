"""The sheet on progress: per action what was asked, filled in, justified and is left, and where to go on."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

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
    counts = [_count_action(action, asked, grids) for action in asked.actions]
    total = _add_up(counts)
    cells = [*head_cells(name, asked.identity, ""), *header_cells(HEADER_ROW, _COLUMNS, asked.wording)]
    cells[SENTENCE_ROW - 1] = _plan_sentence(asked, total)
    cells.extend(_plan_total(asked, len(counts), total))
    heights = [(HEADER_ROW, 32.0), (_TOTAL_ROW, row_height((asked.addressee,), (_COLUMNS[1].width,)))]
    for row, (action, count) in enumerate(zip(asked.actions, counts, strict=True), start=FIRST_ROW + 1):
        cells.extend(_plan_counts(row, action, count))
        cells.extend(_plan_formulas(row, grids, lists, count))
        cells.append(_plan_link(row, grids, asked.wording, is_open=count.is_open))
        heights.append((row, row_height((action.title,), (_COLUMNS[1].width,))))
    return SheetPlan(
        name=name,
        cells=tuple(cells),
        widths=tuple(column.width for column in _COLUMNS),
        heights=tuple(heights),
        frozen=(FIRST_ROW + 1, 1),
        repeat_rows=(HEADER_ROW, HEADER_ROW),
    )


class _Counts(NamedTuple):
    """What the rows of an action come to before they are typed in.

    Attributes:
        expected: required data points, without those that are settled.
        doubtful: rows to check.
    """

    expected: int
    filled: int
    justified: int
    doubtful: int
    settled: int
    is_open: bool

    @property
    def left(self) -> int:
        """Required data points without an answer."""
        return self.expected - self.filled - self.justified


def _count_action(action: Action, asked: Asked, grids: Sequence[GridPlan]) -> _Counts:
    framework = asked.collection.framework
    rows = [
        counts
        for grid in grids
        for request, counts in zip(asked.requests[grid.kind], grid.counts, strict=True)
        if framework.action_of(request.measure).code == action.code
    ]
    settled, coded = sum(row.settled for row in rows), sum(row.coded for row in rows)
    return _Counts(
        expected=asked.count_required(action.code) - settled,
        filled=sum(row.filled for row in rows) - settled - coded,
        justified=coded + sum(row.covered for row in rows),
        doubtful=sum(row.is_doubtful for row in rows),
        settled=settled,
        is_open=any(row.is_open for row in rows),
    )


def _add_up(counts: Sequence[_Counts]) -> _Counts:
    return _Counts(
        expected=sum(count.expected for count in counts),
        filled=sum(count.filled for count in counts),
        justified=sum(count.justified for count in counts),
        doubtful=sum(count.doubtful for count in counts),
        settled=sum(count.settled for count in counts),
        is_open=any(count.is_open for count in counts),
    )


def _plan_sentence(asked: Asked, total: _Counts) -> Cell:
    say, left, doubtful = asked.wording.say, total.left, total.doubtful
    doubts = f'IF($G${_TOTAL_ROW}=0,"{say(_READY)}","{say(_READY_TO_CHECK)} "&$G${_TOTAL_ROW})'
    formula = f'=IF($F${_TOTAL_ROW}=0,{doubts},"{say(_NOT_READY)} "&$F${_TOTAL_ROW})'
    ready = f"{say(_READY_TO_CHECK)} {doubtful}" if doubtful else say(_READY)
    value = f"{say(_NOT_READY)} {left}" if left else ready
    return Cell(SENTENCE_ROW, 1, value, Role.SENTENCE, formula=formula)


def _plan_total(asked: Asked, actions: int, total: _Counts) -> Iterator[Cell]:
    yield Cell(_TOTAL_ROW, 1, asked.wording.say("All"), Role.TOTAL_LABEL)
    yield Cell(_TOTAL_ROW, 2, asked.partner.name, Role.TOTAL_LABEL)
    counted = (total.expected, total.filled, total.justified, total.left, total.doubtful)
    for column, value in enumerate(counted, start=3):
        letter = column_letters(column)
        formula = f"=SUM({letter}{_TOTAL_ROW + 1}:{letter}{_TOTAL_ROW + actions})"
        yield Cell(_TOTAL_ROW, column, value, Role.TOTAL_COUNT, formula=formula)
    yield _plan_rate(_TOTAL_ROW, total, Role.TOTAL_PERCENT)
    yield Cell(_TOTAL_ROW, 9, None, Role.TOTAL_LABEL)


def _plan_counts(row: int, action: Action, count: _Counts) -> Iterator[Cell]:
    yield Cell(row, 1, action.code, Role.LOCKED_CENTER)
    yield Cell(row, 2, action.title, Role.LOCKED)
    yield Cell(row, 3, count.expected, Role.COUNT)
    yield Cell(row, 6, count.left, Role.COUNT, formula=f"=C{row}-D{row}-E{row}")
    yield _plan_rate(row, count, Role.PERCENT)


def _plan_rate(row: int, count: _Counts, role: Role) -> Cell:
    """Plan the share answered in percent, cut to one decimal; LibreOffice and Excel agree on ROUND."""
    value = 0 if count.expected == 0 else _one_decimal(count.filled + count.justified, count.expected)
    return Cell(row, 8, value, role, formula=f"=IF(C{row}=0,0,ROUND(100*(D{row}+E{row})/C{row},1))")


def _one_decimal(part: int, whole: int) -> int | Decimal:
    tenths = (2000 * part + whole) // (2 * whole)
    return tenths // 10 if tenths % 10 == 0 else Decimal(tenths) / 10


def _plan_formulas(row: int, grids: Sequence[GridPlan], lists: Lists, count: _Counts) -> Iterator[Cell]:
    codes = lists.codes.removeprefix("=")
    answered, coded, covered, doubtful = [], [], [], []
    for grid in grids:
        own = f"({grid.actions.on(grid.sheet.name)}=$A{row})"
        cells, empty = grid.required.on(grid.sheet.name), grid.empty_cells.on(grid.sheet.name)
        answered.append(f"SUMPRODUCT({own}*(1-ISBLANK({cells})))")
        coded.append(f"SUMPRODUCT({own}*ISNUMBER(MATCH({cells},{codes},0)))")
        covered.append(f'SUMPRODUCT({own}*ISBLANK({cells})*({empty}<>""))')
        doubtful.append(f'SUMPRODUCT({own}*({grid.alerts.on(grid.sheet.name)}<>""))')
    settled = f"-{count.settled}" if count.settled else ""
    yield Cell(row, 4, count.filled, Role.COUNT, formula=f"={'+'.join(answered)}-({'+'.join(coded)}){settled}")
    yield Cell(row, 5, count.justified, Role.COUNT, formula=f"={'+'.join((*coded, *covered))}")
    yield Cell(row, 7, count.doubtful, Role.COUNT, formula=f"={'+'.join(doubtful)}")


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

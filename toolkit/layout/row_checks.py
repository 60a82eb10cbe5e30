"""Checks of a row while it is typed: each stands here twice, as a formula of the workbook and as Python.

The workbook warns in words beside the row; the same verdicts become findings when the file comes back. Both sides use
the thresholds declared here, and a test compares them cell by cell.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from toolkit.model.framework import Framework, Request
from toolkit.model.states import ANSWER_CODES, UNITS
from toolkit.wording import Wording, phrase

TEN_TIMES = 10
LEAST_SAME = 3
ESTIMATED_BEGINS = "env"
"""How an estimated figure begins that is typed as the guide says: `env. 120`."""

_ADDABLE = {"nombre", "€", "heures"}

Typed = Decimal | str | None
"""What a cell holds: a number, a text (a code among them), or nothing."""


class RowCheck(StrEnum):
    """What can be doubtful in a row, in the order in which it is told."""

    NOT_A_FIGURE = "not_a_figure"
    NEGATIVE = "negative"
    OVER_100 = "over_100"
    TEN_TIMES = "ten_times"
    SAME = "same"
    OVER_WHOLE = "over_whole"
    PARTS = "parts"


CHECK_LABELS = {
    RowCheck.NOT_A_FIGURE: phrase("text in place of a figure"),
    RowCheck.NEGATIVE: phrase("negative figure"),
    RowCheck.OVER_100: phrase("share over 100 %"),
    RowCheck.TEN_TIMES: phrase("ten times the year beside it"),
    RowCheck.SAME: phrase("same figure in all years"),
    RowCheck.OVER_WHOLE: phrase("more than the territory around it"),
    RowCheck.PARTS: phrase("parts do not add up"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowScope:
    """Which checks a row has, and which other rows they look at.

    Attributes:
        unit: code of the unit.
        required: number of required periods; the cells of a row begin with them.
        whole: territory that contains the one of the row and is asked of the same partner; empty for none.
        parts: territories that add up to the one of the row, all asked of the same partner; empty for none.
    """

    unit: str
    required: int
    whole: str = ""
    parts: tuple[str, ...] = ()


def scope_of(framework: Framework, request: Request, asked: frozenset[tuple[str, str]], required: int) -> RowScope:
    """Find what a row is compared with among the rows asked, by measure and territory, of its partner."""
    unit = framework.measures[request.measure].unit
    if unit not in _ADDABLE:
        return RowScope(unit=unit, required=required)
    parts = tuple(each.code for each in framework.territories.values() if each.part_of == request.territory)
    are_asked = len(parts) > 1 and all((request.measure, part) in asked for part in parts)
    whole = next((code for code in _ancestors(framework, request.territory) if (request.measure, code) in asked), "")
    return RowScope(unit=unit, required=required, whole=whole, parts=parts if are_asked else ())


def _ancestors(framework: Framework, territory: str) -> Iterator[str]:
    seen = {territory}
    found = framework.territories[territory]
    while (code := found.part_of or found.parent) and code not in seen:
        seen.add(code)
        yield code
        found = framework.territories[code]


def check_row(
    scope: RowScope, cells: Sequence[Typed], whole: Sequence[Typed] = (), parts: Sequence[Sequence[Typed]] = ()
) -> tuple[RowCheck, ...]:
    """Tell what is doubtful in a row.

    Args:
        scope: which checks the row has.
        cells: what its cells hold, required periods first, neighbours beside each other.
        whole: the cells of the row of `scope.whole`; empty for none.
        parts: the cells of the rows of `scope.parts`; empty for none.
    """
    unit = UNITS[scope.unit]
    if not unit.is_number or unit.is_choice:
        return ()
    verdicts = {
        RowCheck.NOT_A_FIGURE: any(isinstance(cell, str) and not _is_known(cell) for cell in cells),
        RowCheck.NEGATIVE: unit.minimum is not None and any(each < unit.minimum for each in _numbers(cells)),
        RowCheck.OVER_100: unit.maximum is not None and any(each > unit.maximum for each in _numbers(cells)),
        RowCheck.TEN_TIMES: any(_are_ten_times(pair) for pair in itertools.pairwise(cells)),
        RowCheck.SAME: _are_same(cells[: scope.required]),
        RowCheck.OVER_WHOLE: any(
            isinstance(part, Decimal) and isinstance(all_of_it, Decimal) and part > all_of_it
            for part, all_of_it in zip(cells, whole, strict=False)
        ),
        RowCheck.PARTS: bool(parts) and any(_differ(column) for column in zip(cells, *parts, strict=True)),
    }
    return tuple(check for check, is_so in verdicts.items() if is_so)


_CODES = {code.code for code in ANSWER_CODES}


def _is_known(text: str) -> bool:
    """Whether a text is a code, or a figure announced as estimated, as the guide asks for."""
    return text.upper() in _CODES or text.lower().startswith(ESTIMATED_BEGINS)


def _numbers(cells: Sequence[Typed]) -> list[Decimal]:
    return [cell for cell in cells if isinstance(cell, Decimal)]


def _are_ten_times(pair: Sequence[Typed]) -> bool:
    numbers = _numbers(pair)
    return len(numbers) == 2 and min(numbers) > 0 and max(numbers) >= TEN_TIMES * min(numbers)  # noqa: PLR2004 (a pair)


def _are_same(cells: Sequence[Typed]) -> bool:
    numbers = _numbers(cells)
    return len(numbers) == len(cells) >= LEAST_SAME and max(numbers) == min(numbers) != 0


def _differ(column: Sequence[Typed]) -> bool:
    """Whether the first of these figures is not the sum of the others; unknown, so no, when one is missing."""
    numbers = _numbers(column)
    return len(numbers) == len(column) and round(sum(numbers[1:]) - numbers[0], 6) != 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPlaces:
    """Where the cells of a row stand, for formulas.

    Attributes:
        cells: the cells of the row, as `G12`, required periods first.
        columns: the whole column of each of them, absolute.
        whole, parts: the part of a formula that gives the line of those rows; empty for none.
    """

    cells: tuple[str, ...]
    columns: tuple[str, ...]
    whole: str = ""
    parts: tuple[str, ...] = ()


def write_checks(scope: RowScope, places: RowPlaces, wording: Wording) -> str:
    """Write the formula that tells in words what is doubtful in a row; its result is empty when nothing is."""
    unit = UNITS[scope.unit]
    if not unit.is_number or unit.is_choice:
        return ""
    conditions = dict(_write_conditions(scope, places))
    texts = [
        f'IF({conditions[check]},"{wording.say(label)}. ","")'
        for check, label in CHECK_LABELS.items()
        if check in conditions
    ]
    return "=" + "&".join(texts)


def say_checks(checks: Sequence[RowCheck], wording: Wording) -> str:
    """Say what the formula says for these verdicts."""
    return "".join(f"{wording.say(CHECK_LABELS[check])}. " for check in checks)


def _write_conditions(scope: RowScope, places: RowPlaces) -> Iterator[tuple[RowCheck, str]]:
    unit, cells = UNITS[scope.unit], f"{places.cells[0]}:{places.cells[-1]}"
    required = f"{places.cells[0]}:{places.cells[scope.required - 1]}"
    yield RowCheck.NOT_A_FIGURE, f"COUNTA({cells})>COUNT({cells})+{count_codes(cells)}+{count_estimated(cells)}"
    if unit.minimum is not None:
        yield RowCheck.NEGATIVE, f'COUNTIF({cells},"<{unit.minimum}")>0'
    if unit.maximum is not None:
        yield RowCheck.OVER_100, f'COUNTIF({cells},">{unit.maximum}")>0'
    pairs = [f"{one}:{other}" for one, other in zip(places.cells, places.cells[1:], strict=False)]
    if pairs:
        yield (
            RowCheck.TEN_TIMES,
            _any(f"IF(COUNT({pair})=2,IF(MIN({pair})>0,{_ten_times(pair)},0),0)" for pair in pairs),
        )
    if scope.required >= LEAST_SAME:
        same = f"IF(MAX({required})=MIN({required}),MAX({required})<>0,FALSE)"
        yield RowCheck.SAME, f"IF(COUNT({required})={scope.required},{same},FALSE)"
    yield from _write_comparisons(places)


def _write_comparisons(places: RowPlaces) -> Iterator[tuple[RowCheck, str]]:
    pairs = list(zip(places.cells, places.columns, strict=True))
    if places.whole:
        tests = (_over_whole(cell, f"INDEX({column},{places.whole})") for cell, column in pairs)
        yield RowCheck.OVER_WHOLE, f"IF(ISNUMBER({places.whole}),{_any(tests)},FALSE)"
    if places.parts:
        lines = "*".join(f"ISNUMBER({line})" for line in places.parts)
        tests = (_parts(cell, [f"INDEX({column},{line})" for line in places.parts]) for cell, column in pairs)
        yield RowCheck.PARTS, f"IF({lines},{_any(tests)},FALSE)"


def _any(tests: Iterator[str] | Sequence[str]) -> str:
    return f"{'+'.join(tests)}>0"


def _ten_times(pair: str) -> str:
    return f"IF(MAX({pair})>={TEN_TIMES}*MIN({pair}),1,0)"


def _over_whole(cell: str, whole: str) -> str:
    return f"IF(COUNT({cell},{whole})=2,IF({cell}>{whole},1,0),0)"


def _parts(cell: str, parts: Sequence[str]) -> str:
    listed = ",".join(parts)
    return f"IF(COUNT({cell},{listed})={len(parts) + 1},IF(ROUND(SUM({listed})-{cell},6)<>0,1,0),0)"


def count_codes(cells: str) -> str:
    """Write the part of a formula that counts the codes in some cells; an error value in them does no harm."""
    return "(" + "+".join(f'COUNTIF({cells},"{code.code}")' for code in ANSWER_CODES) + ")"


def count_estimated(cells: str) -> str:
    """Write the part of a formula that counts the figures announced as estimated in some cells."""
    return f'COUNTIF({cells},"{ESTIMATED_BEGINS}*")'

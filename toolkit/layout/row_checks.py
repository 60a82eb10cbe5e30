"""Checks of a row while it is typed: each stands here twice, as a formula of the workbook and as Python.

The workbook warns in words beside the row; the same verdicts become findings when the file comes back. Both sides use
the thresholds declared here, and a test compares them cell by cell.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from toolkit.model.framework import Framework
from toolkit.model.states import ANSWER_CODES, UNITS
from toolkit.wording import Wording, phrase

TEN_TIMES = 10
LEAST_SAME = 3
ESTIMATED_BEGINS = "env"
"""How an estimated figure begins that is typed as the guide says: `env. 120`."""

_ADDABLE = {"nombre", "€", "heures"}

SHARE_TOLERANCE = 1

RowKey = tuple[str, str]
"""A row of a partner's grid: measure and territory."""

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
    SHARE = "share"


CHECK_LABELS = {
    RowCheck.NOT_A_FIGURE: phrase("text in place of a figure"),
    RowCheck.NEGATIVE: phrase("negative figure"),
    RowCheck.OVER_100: phrase("share over 100 %"),
    RowCheck.TEN_TIMES: phrase("ten times the year beside it"),
    RowCheck.SAME: phrase("same figure in all years"),
    RowCheck.OVER_WHOLE: phrase("more than the territory around it"),
    RowCheck.PARTS: phrase("parts do not add up"),
    RowCheck.SHARE: phrase("share does not fit its counts"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowScope:
    """Which checks a row has, and which other rows they look at.

    Attributes:
        unit: code of the unit.
        required: number of required periods; the cells of a row begin with them.
        whole: row of the territory around that of the row; None for none.
        parts: rows of the territories that add up to that of the row, all asked; empty for none.
        share: rows that count the part and the whole of a share; empty for none.
        settled: cells that only show what is settled, in a workbook of corrections.
    """

    unit: str
    required: int
    whole: RowKey | None = None
    parts: tuple[RowKey, ...] = ()
    share: tuple[RowKey, ...] = ()
    settled: int = 0

    @property
    def compared(self) -> tuple[RowKey, ...]:
        """All other rows that the row is compared with."""
        return (*(() if self.whole is None else (self.whole,)), *self.parts, *self.share)


def scope_of(framework: Framework, row: RowKey, asked: frozenset[RowKey], required: int) -> RowScope:
    """Find what a row is compared with among the rows asked of its partner on the same grid."""
    measure, territory = row
    unit = framework.measures[measure].unit
    if unit not in _ADDABLE:
        return RowScope(unit=unit, required=required, share=_share_of(framework, row, asked))
    parts = tuple((measure, each.code) for each in framework.territories.values() if each.part_of == territory)
    are_asked = len(parts) > 1 and asked.issuperset(parts)
    around = ((measure, code) for code in _ancestors(framework, territory))
    whole = next((key for key in around if key in asked), None)
    return RowScope(unit=unit, required=required, whole=whole, parts=parts if are_asked else ())


def _share_of(framework: Framework, row: RowKey, asked: frozenset[RowKey]) -> tuple[RowKey, ...]:
    for rule in framework.share_rules:
        counts = ((rule.part, row[1]), (rule.whole, row[1]))
        if rule.share == row[0] and asked.issuperset(counts):
            return counts
    return ()


def _ancestors(framework: Framework, territory: str) -> Iterator[str]:
    seen = {territory}
    found = framework.territories[territory]
    while (code := found.part_of or found.parent) and code not in seen:
        seen.add(code)
        yield code
        found = framework.territories[code]


def check_row(scope: RowScope, row: RowKey, rows: Mapping[RowKey, Sequence[Typed]]) -> tuple[RowCheck, ...]:
    """Tell what is doubtful in a row.

    Args:
        scope: which checks the row has.
        row: the row.
        rows: what the cells of it, and of those that it is compared with, hold: required periods first, neighbours
            beside each other.
    """
    unit, cells = UNITS[scope.unit], rows[row]
    if not unit.is_number or unit.is_choice:
        return ()
    whole = () if scope.whole is None else rows[scope.whole]
    parts, share = [rows[key] for key in scope.parts], [rows[key] for key in scope.share]
    verdicts = {
        RowCheck.NOT_A_FIGURE: sum(isinstance(cell, str) and not _is_known(cell) for cell in cells) > scope.settled,
        RowCheck.NEGATIVE: unit.minimum is not None and any(each < unit.minimum for each in _numbers(cells)),
        RowCheck.OVER_100: unit.maximum is not None and any(each > unit.maximum for each in _numbers(cells)),
        RowCheck.TEN_TIMES: any(_are_ten_times(pair) for pair in itertools.pairwise(cells)),
        RowCheck.SAME: _are_same(cells[: scope.required]),
        RowCheck.OVER_WHOLE: any(_is_larger(part, around) for part, around in zip(cells, whole, strict=False)),
        RowCheck.PARTS: bool(parts) and any(_differ(column) for column in zip(cells, *parts, strict=True)),
        RowCheck.SHARE: bool(share) and any(_misfit(column) for column in zip(cells, *share, strict=True)),
    }
    return tuple(check for check, is_so in verdicts.items() if is_so)


def _is_larger(part: Typed, around: Typed) -> bool:
    return isinstance(part, Decimal) and isinstance(around, Decimal) and part > around


def _misfit(column: Sequence[Typed]) -> bool:
    """Whether a share is more than a point off what its two counts give; unknown, so no, when one is missing."""
    numbers = _numbers(column)
    if len(numbers) < len(column) or numbers[2] <= 0:
        return False
    return round(abs(numbers[0] - 100 * numbers[1] / numbers[2]), 6) > SHARE_TOLERANCE


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
        lines: for each row compared with, the part of a formula that gives its line.
    """

    cells: tuple[str, ...]
    columns: tuple[str, ...]
    lines: Mapping[RowKey, str]


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
    settled = f"+{scope.settled}" if scope.settled else ""
    known = f"COUNT({cells})+{count_codes(cells)}+{count_estimated(cells)}{settled}"
    yield RowCheck.NOT_A_FIGURE, f"COUNTA({cells})>{known}"
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
    yield from _write_comparisons(scope, places)


def _write_comparisons(scope: RowScope, places: RowPlaces) -> Iterator[tuple[RowCheck, str]]:
    for check, keys, test in (
        (RowCheck.OVER_WHOLE, () if scope.whole is None else (scope.whole,), _over_whole),
        (RowCheck.PARTS, scope.parts, _parts),
        (RowCheck.SHARE, scope.share, _share),
    ):
        if keys:
            lines = [places.lines[key] for key in keys]
            are_there = "*".join(f"ISNUMBER({line})" for line in lines)
            tests = [
                test(cell, [f"INDEX({column},{line})" for line in lines])
                for cell, column in zip(places.cells, places.columns, strict=True)
            ]
            yield check, f"IF({are_there},{_any(tests)},FALSE)"


def _any(tests: Iterator[str] | Sequence[str]) -> str:
    return f"{'+'.join(tests)}>0"


def _ten_times(pair: str) -> str:
    return f"IF(MAX({pair})>={TEN_TIMES}*MIN({pair}),1,0)"


def _over_whole(cell: str, others: Sequence[str]) -> str:
    return f"IF(COUNT({cell},{others[0]})=2,IF({cell}>{others[0]},1,0),0)"


def _share(cell: str, others: Sequence[str]) -> str:
    part, whole = others
    off = f"IF(ROUND(ABS({cell}-100*{part}/{whole}),6)>{SHARE_TOLERANCE},1,0)"
    return f"IF(COUNT({cell},{part},{whole})=3,IF({whole}>0,{off},0),0)"


def _parts(cell: str, parts: Sequence[str]) -> str:
    listed = ",".join(parts)
    return f"IF(COUNT({cell},{listed})={len(parts) + 1},IF(ROUND(SUM({listed})-{cell},6)<>0,1,0),0)"


def count_codes(cells: str) -> str:
    """Write the part of a formula that counts the codes in some cells; an error value in them does no harm."""
    return "(" + "+".join(f'COUNTIF({cells},"{code.code}")' for code in ANSWER_CODES) + ")"


def count_estimated(cells: str) -> str:
    """Write the part of a formula that counts the figures announced as estimated in some cells."""
    return f'COUNTIF({cells},"{ESTIMATED_BEGINS}*")'

"""Rule on a block of figures that was pasted one row or column off, known by the earlier figures of its neighbours."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from toolkit.model.answers import Answer
from toolkit.model.campaign import Collection
from toolkit.model.findings import Finding, Rule, Severity
from toolkit.model.periods import parse_period
from toolkit.model.places import Location, split_cell
from toolkit.wording import phrase

SHIFTED = Rule(
    code="C505",
    slug="shifted-block",
    severity=Severity.WARNING,
    message=phrase("{count} figures of the sheet “{sheet}” are the earlier figures of the {detail}: pasted one off?"),
    expected=phrase("each figure in its own row and year"),
    remedy=phrase("Compare with what the partner has; ask for the sheet again if the block was pasted one off."),
    why=phrase("A block that is pasted one row or column off looks well typed, and every figure of it is wrong."),
)
SHIFTED_RULES = (SHIFTED,)

_LEAST = 6
_NINE_OF_TEN = 0.9
_NEIGHBOURS = (
    ((0, -1), phrase("year before")),
    ((0, 1), phrase("year after")),
    ((-1, 0), phrase("row above")),
    ((1, 0), phrase("row below")),
)
Spot = tuple[int, int]
"""Row and period of a grid, counted from its upper left corner."""


def find_shifted(answers: Sequence[Answer], partner: str, collection: Collection) -> Iterator[Finding]:
    """Yield a finding for each grid of a return whose figures are nearly all the earlier ones of a neighbour."""
    earlier = {
        (each.measure, each.territory, each.period): each.value
        for each in collection.framework.observations
        if each.partner == partner
    }
    by_sheet: dict[str, list[Answer]] = {}
    for answer in answers if earlier else ():
        by_sheet.setdefault(answer.location.sheet, []).append(answer)
    for sheet, block in by_sheet.items():
        typed, known = _lay_out(block, earlier)
        for shift, words in _NEIGHBOURS:
            count = _count_shifted(typed, known, shift)
            if count:
                place = Location(file=block[0].location.file, sheet=sheet)
                details = {"count": str(count), "detail": words}
                yield Finding(rule=SHIFTED, location=place, partner=partner, details=details)


def _lay_out(
    block: Sequence[Answer], earlier: Mapping[tuple[str, str, str], Decimal]
) -> tuple[dict[Spot, Decimal], dict[Spot, Decimal]]:
    """Lay figures out as they stand on the sheet: what was typed, and what is known of the same data points."""
    lines = sorted({split_cell(answer.location.cell)[0] for answer in block})
    codes = {answer.point.period for answer in block}
    periods = sorted(period for period in map(parse_period, codes) if period is not None)
    order = {period.code: number for number, period in enumerate(periods)}
    line_of = {line: number for number, line in enumerate(lines)}
    typed, known = {}, {}
    for answer in block:
        point = answer.point
        if point.period not in order:
            continue
        spot = (line_of[split_cell(answer.location.cell)[0]], order[point.period])
        if answer.value is not None:
            typed[spot] = answer.value
        if (point.measure, point.territory, point.period) in earlier:
            known[spot] = earlier[point.measure, point.territory, point.period]
    return typed, known


def _count_shifted(typed: Mapping[Spot, Decimal], known: Mapping[Spot, Decimal], shift: Spot) -> int:
    """Count the figures that are those of the neighbour; 0 unless they are nine of ten and not their own as well."""
    pairs = []
    for (line, period), value in typed.items():
        neighbour = (line + shift[0], period + shift[1])
        if neighbour in known and known.get((line, period)) != known[neighbour]:
            pairs.append(value == known[neighbour])
    return sum(pairs) if len(pairs) >= _LEAST and sum(pairs) >= _NINE_OF_TEN * len(pairs) else 0

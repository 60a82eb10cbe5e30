"""Gaps: a territory against the one that contains it, for the periods that both have a figure for.

Levels are compared for rates, shares, averages and indices; counts only by their pace, for their levels say how large
a territory is. Both are told apart by the nature of the measure.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, localcontext

from toolkit.analysis.numbers import plain
from toolkit.analysis.series import PRECISION, Series, percent_of, read_change
from toolkit.model.campaign import Collection
from toolkit.model.framework import Measure, Territory
from toolkit.model.gaps import GapBasis, GapRow, GapVerdict
from toolkit.model.periods import Period, PeriodKind
from toolkit.model.trends import Obstacle, TrendReading

_RATE = "taux"
_UNITS_OF_LEVELS = frozenset(("%", "points", "indice"))
_Pair = tuple[Decimal, Decimal]


def measure_gaps(collection: Collection, gathered: Iterable[Series]) -> tuple[GapRow, ...]:
    """Compare each territory with the whole it lies in, in the order of the framework.

    Both are of the same kind (a perimeter is not compared with a site), and their figures are of one partner.
    """
    framework = collection.framework
    found: dict[tuple[str, str, PeriodKind], dict[str, Series]] = {}
    for series in gathered:
        if series.is_compared:
            found.setdefault((series.measure, series.partner, series.kind), {})[series.territory] = series
    references = {code: reference_of(framework.territories, code) for code in framework.territories}
    with localcontext() as context:
        context.prec = PRECISION
        return tuple(
            row
            for (measure, _, _), series in found.items()
            for row in _gaps_of(framework.measures[measure], series, references)
        )


def reference_of(territories: Mapping[str, Territory], code: str) -> str | None:
    """Give the outermost territory that contains another one of its kind; None when there is none."""
    seen = [code]
    while (parent := territories[seen[-1]].parent) and parent in territories and parent not in seen:
        seen.append(parent)
    outermost = territories[seen[-1]]
    is_compared = outermost.code != code and outermost.kind == territories[code].kind
    return outermost.code if is_compared else None


def _gaps_of(measure: Measure, series: Mapping[str, Series], references: Mapping[str, str | None]) -> Iterator[GapRow]:
    for code, own in series.items():
        other = series.get(references[code] or "")
        if other is None:
            continue
        common = [period for period in own.figures if period in other.figures]
        if common:
            yield _gap(measure, own, other, (common[0], common[-1]))


def basis_of(measure: Measure) -> GapBasis:
    """Say whether the levels of two territories can be compared, or only their pace."""
    return GapBasis.LEVEL if measure.nature == _RATE or measure.unit in _UNITS_OF_LEVELS else GapBasis.PACE


def _gap(measure: Measure, own: Series, other: Series, pair: tuple[Period, Period]) -> GapRow:
    first, last = pair
    figures = _ends(own, pair)
    reference = _ends(other, pair)
    basis = basis_of(measure)
    change, change_reference = _change(figures, basis), _change(reference, basis)
    gaps = tuple(plain(a - b) if basis is GapBasis.LEVEL else None for a, b in zip(figures, reference, strict=True))
    obstacle = _obstacle(own, other, pair, is_paced=basis is GapBasis.PACE and None in {change, change_reference})
    gained = Decimal(0) if change is None or change_reference is None else change - change_reference
    return GapRow(
        measure=measure.code,
        partner=own.partner,
        territory=own.territory,
        reference=other.territory,
        first_period=first.code,
        last_period=last.code,
        first_value=figures[0],
        last_value=figures[1],
        first_reference=reference[0],
        last_reference=reference[1],
        change=change if first != last else None,
        change_reference=change_reference if first != last else None,
        gap_first=gaps[0],
        gap_last=gaps[1],
        verdict=_verdict(gaps, gained) if obstacle is None else GapVerdict.NOT_CONCLUDED,
        basis=basis,
        reading=read_change(Decimal(1), gained, measure.polarity, Decimal(0)) if obstacle is None else _OPEN,
        obstacle=obstacle,
    )


_OPEN = TrendReading.NOT_CONCLUDED


def _ends(series: Series, pair: tuple[Period, Period]) -> _Pair:
    return series.value_of(pair[0]), series.value_of(pair[1])


def _change(ends: _Pair, basis: GapBasis) -> Decimal | None:
    change = plain(ends[1] - ends[0])
    return change if basis is GapBasis.LEVEL else percent_of(change, ends[0])


def _obstacle(own: Series, other: Series, pair: tuple[Period, Period], *, is_paced: bool) -> Obstacle | None:
    """Say what forbids a verdict; `is_paced` when a percentage is needed and there is none."""
    if pair[0] == pair[1]:
        return Obstacle.ONE_FIGURE
    return own.obstacle(*pair) or other.obstacle(*pair) or (Obstacle.ZERO_BASE if is_paced else None)


def _verdict(gaps: tuple[Decimal | None, ...], gained: Decimal) -> GapVerdict:
    """Compare the sizes of two gaps, whichever side they are on; for counts, how fast each grew."""
    first, last = gaps
    if first is None or last is None:
        return _PACES[(gained > 0) - (gained < 0)]
    return _SIZES[(abs(last) > abs(first)) - (abs(last) < abs(first))]


_PACES = {1: GapVerdict.FASTER, 0: GapVerdict.SAME_PACE, -1: GapVerdict.SLOWER}
_SIZES = {1: GapVerdict.WIDENING, 0: GapVerdict.UNCHANGED, -1: GapVerdict.CLOSING}

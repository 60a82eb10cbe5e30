"""Checks statements about figures against the figures: what agrees, what does not, what cannot be computed and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from toolkit.analysis.claim_entries import Printed, read_direction, read_kind, read_printed
from toolkit.analysis.numbers import plain
from toolkit.analysis.series import (
    PRECISION,
    UNITS_IN_POINTS,
    Series,
    direction_of,
    gather_series,
    is_figure,
    is_stable,
    percent_of,
)
from toolkit.analysis.typed_periods import interpret_period
from toolkit.model.campaign import Collection
from toolkit.model.claims import CheckedClaim, Claim, ClaimKind, ClaimObstacle, ClaimVerdict
from toolkit.model.framework import Framework, Measure
from toolkit.model.periods import Period, parse_period
from toolkit.model.records import PointRecord
from toolkit.model.summaries import Direction
from toolkit.model.trends import Obstacle

STABLE_IN_WORDS = Decimal(5)
"""Change in percent up to which a text may call a figure stable, where the campaign declares no threshold."""

_IN_POINTS = UNITS_IN_POINTS | {"indice"}
_PERCENT = 100
_SHOWN_DECIMALS = Decimal("0.0001")
_OBSTACLES = {Obstacle.BREAK: ClaimObstacle.BREAK, Obstacle.PARTIAL: ClaimObstacle.PARTIAL}

_Found = Mapping[tuple[str, str], list[Series]]
"""Series by measure and territory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Refusal:
    """Why a statement cannot be computed, and what that is about."""

    why: ClaimObstacle
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """A statement that was understood.

    Attributes:
        printed, direction: the one that its kind states; the other is None.
        first: None for a statement about one figure.
    """

    measure: Measure
    territory: str
    kind: ClaimKind
    printed: Printed | None
    direction: Direction | None
    first: Period | None
    last: Period


def check_claims(
    collection: Collection, points: Iterable[PointRecord], claims: Iterable[Claim]
) -> Iterator[CheckedClaim]:
    """Check each statement, in order.

    A change agrees when it rounds to what is printed, at the decimals printed (a half may be rounded either way).
    `up` and `down` go by the sign alone; `stable` allows a change within the threshold of the campaign, or of
    `STABLE_IN_WORDS`.
    """
    found: dict[tuple[str, str], list[Series]] = {}
    for series in gather_series(collection.framework, points):
        found.setdefault((series.measure, series.territory), []).append(series)
    declared = collection.campaign.thresholds.stable
    threshold = STABLE_IN_WORDS if declared is None else declared
    with localcontext() as context:
        context.prec = PRECISION
        for claim in claims:
            yield _check(collection.framework, found, claim, threshold)


def _check(framework: Framework, found: _Found, claim: Claim, threshold: Decimal) -> CheckedClaim:
    unsettled = CheckedClaim(claim=claim, verdict=ClaimVerdict.NOT_COMPUTABLE)
    question = _understand(framework, claim)
    if isinstance(question, _Refusal):
        return _refuse(unsettled, question)
    series = _choose_series(found, claim, question)
    if isinstance(series, _Refusal):
        return _refuse(unsettled, series)
    return _compare(claim, question, series, threshold)


def _refuse(checked: CheckedClaim, refusal: _Refusal) -> CheckedClaim:
    return replace(checked, verdict=ClaimVerdict.NOT_COMPUTABLE, why=refusal.why, detail=refusal.detail)


def _understand(framework: Framework, claim: Claim) -> _Question | _Refusal:
    """Read what is typed in a statement, up to the first entry that cannot be understood."""
    measure = framework.measures.get(claim.measure)
    if measure is None:
        return _Refusal(why=ClaimObstacle.UNKNOWN_MEASURE, detail=claim.measure)
    if claim.partner and claim.partner not in framework.partners:
        return _Refusal(why=ClaimObstacle.UNKNOWN_PARTNER, detail=claim.partner)
    if claim.territory not in framework.territories:
        return _Refusal(why=ClaimObstacle.UNKNOWN_TERRITORY, detail=claim.territory)
    kind = read_kind(claim.kind)
    if kind is None:
        return _Refusal(why=ClaimObstacle.UNKNOWN_KIND, detail=claim.kind)
    if not is_figure(measure):
        return _Refusal(why=ClaimObstacle.NOT_A_FIGURE)
    return _understand_change(claim, measure, kind)


def _understand_change(claim: Claim, measure: Measure, kind: ClaimKind) -> _Question | _Refusal:
    printed = None if kind is ClaimKind.DIRECTION else read_printed(claim.value)
    direction = read_direction(claim.value) if kind is ClaimKind.DIRECTION else None
    if printed is None and direction is None:
        return _Refusal(why=ClaimObstacle.UNREADABLE_VALUE, detail=claim.value)
    if kind is ClaimKind.POINTS_CHANGE and measure.unit not in _IN_POINTS:
        return _Refusal(why=ClaimObstacle.NOT_IN_POINTS, detail=measure.unit)
    periods = _read_periods(claim, measure, kind)
    if isinstance(periods, _Refusal):
        return periods
    return _Question(
        measure=measure,
        territory=claim.territory,
        kind=kind,
        printed=printed,
        direction=direction,
        first=periods[0],
        last=periods[1],
    )


def _read_periods(claim: Claim, measure: Measure, kind: ClaimKind) -> tuple[Period | None, Period] | _Refusal:
    last = _read_period(claim.to_period, measure)
    first = None if kind is ClaimKind.VALUE else _read_period(claim.from_period, measure)
    if last is None:
        return _Refusal(why=ClaimObstacle.UNREADABLE_PERIOD, detail=claim.to_period)
    if kind is ClaimKind.VALUE:
        return None, last
    if first is None:
        return _Refusal(why=ClaimObstacle.UNREADABLE_PERIOD, detail=claim.from_period)
    pair = f"{first.code}, {last.code}"
    if (first.kind, first.is_school, first.last - first.first) != (last.kind, last.is_school, last.last - last.first):
        return _Refusal(why=ClaimObstacle.UNLIKE_PERIODS, detail=pair)
    return (first, last) if first < last else _Refusal(why=ClaimObstacle.PERIODS_NOT_IN_ORDER, detail=pair)


def _read_period(text: str, measure: Measure) -> Period | None:
    return interpret_period(text, measure.period_kind) or parse_period(text)


def _choose_series(found: _Found, claim: Claim, question: _Question) -> Series | _Refusal:
    """Find the series that a statement is about; without a partner, there must be one only."""
    own = [
        series
        for series in found.get((question.measure.code, question.territory), [])
        if claim.partner in {"", series.partner}
    ]
    if partners := _several(own):
        return _Refusal(why=ClaimObstacle.SEVERAL_SERIES, detail=partners)
    if of_kind := [series for series in own if question.last.kind is series.kind]:
        return of_kind[0]
    if own:
        return _Refusal(why=ClaimObstacle.NO_FIGURE, detail=question.last.code)
    elsewhere = (
        territory
        for (measure, territory), each in found.items()
        if measure == question.measure.code and any(claim.partner in {"", series.partner} for series in each)
    )
    return _Refusal(why=ClaimObstacle.NO_SERIES, detail=", ".join(elsewhere) or "-")


def _several(series: Iterable[Series]) -> str:
    partners = tuple(dict.fromkeys(each.partner for each in series))
    return ", ".join(partners) if len(partners) > 1 else ""


def _compare(claim: Claim, question: _Question, series: Series, threshold: Decimal) -> CheckedClaim:
    first, last = (series.figures.get(period) if period else None for period in (question.first, question.last))
    checked = CheckedClaim(
        claim=claim,
        verdict=ClaimVerdict.NOT_COMPUTABLE,
        kind=question.kind,
        first=first,
        last=last,
    )
    asked = (period for period in (question.first, question.last) if period is not None)
    if missing := [period.code for period in asked if period not in series.figures]:
        return _refuse(checked, _Refusal(why=ClaimObstacle.NO_FIGURE, detail=", ".join(missing)))
    if question.first is None:
        return _settle(checked, question, Fraction(series.value_of(question.last)))
    return _compare_pair(checked, question, series, threshold)


def _compare_pair(checked: CheckedClaim, question: _Question, series: Series, threshold: Decimal) -> CheckedClaim:
    first, last = question.first or question.last, question.last
    before, after = series.value_of(first), series.value_of(last)
    checked = replace(checked, direction=direction_of(after - before).value)
    if obstacle := series.obstacle(first, last):
        return _refuse(checked, _Refusal(why=_OBSTACLES[obstacle]))
    if question.direction is not None:
        return _judge(checked, question.direction, (before, after), threshold)
    if question.kind in {ClaimKind.PCT_CHANGE, ClaimKind.MULTIPLE} and before == 0:
        return _refuse(checked, _Refusal(why=ClaimObstacle.ZERO_BASE))
    return _settle(checked, question, _change(question.kind, Fraction(before), Fraction(after)))


def _change(kind: ClaimKind, first: Fraction, last: Fraction) -> Fraction:
    match kind:
        case ClaimKind.PCT_CHANGE:
            return _PERCENT * (last - first) / abs(first)
        case ClaimKind.MULTIPLE:
            return last / first
        case _:
            return last - first


def _judge(
    checked: CheckedClaim, stated: Direction, figures: tuple[Decimal, Decimal], threshold: Decimal
) -> CheckedClaim:
    """Judge a direction: by the sign alone, and `stable` within the threshold."""
    before, change = figures[0], figures[1] - figures[0]
    is_right = direction_of(change) is stated
    if stated is Direction.STABLE:
        is_right = is_stable(before, change, threshold)
    verdict = ClaimVerdict.AGREES if is_right else ClaimVerdict.DISAGREES
    return replace(checked, verdict=verdict, computed=percent_of(change, before))


def _settle(checked: CheckedClaim, question: _Question, computed: Fraction) -> CheckedClaim:
    """Compare what the figures give with what is printed, at the decimals printed."""
    printed = question.printed
    is_right = printed is not None and abs(computed - Fraction(printed.value)) * 2 * 10**printed.decimals <= 1
    shown = (Decimal(computed.numerator) / Decimal(computed.denominator)).quantize(_SHOWN_DECIMALS, ROUND_HALF_UP)
    return replace(checked, verdict=ClaimVerdict.AGREES if is_right else ClaimVerdict.DISAGREES, computed=plain(shown))

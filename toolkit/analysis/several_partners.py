"""What the figures of several partners for one measure, territory and period come to, as the framework declares."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from toolkit.analysis.numbers import plain
from toolkit.model import framework as constants
from toolkit.model.answers import Point
from toolkit.model.contradictions import CombinedFigure, Contradiction, Rival
from toolkit.model.framework import APART, Framework, Measure
from toolkit.model.records import PointRecord
from toolkit.model.states import State


def combine_partners(
    framework: Framework, points: Iterable[PointRecord], kept: Sequence[Point] = ()
) -> Iterator[CombinedFigure]:
    """Yield the figure of each measure that partners answer together, by territory and period, in the order of points.

    Figures for another territory than the one asked do not take part. A sum needs a figure of each partner asked.
    `kept` are those that a decision takes where partners that were to agree do not; the last one counts.
    """
    together = {code for code, measure in framework.measures.items() if measure.several_partners != APART}
    groups: dict[tuple[str, str, str], list[PointRecord]] = {}
    for point in points:
        if point.measure in together and not point.is_volunteered:
            groups.setdefault((point.measure, point.territory, point.period), []).append(point)
    for (code, territory, period), group in groups.items():
        if len(group) > 1:
            yield _combine(framework.measures[code], (territory, period), group, kept)


def _combine(
    measure: Measure, place: tuple[str, str], group: Sequence[PointRecord], kept: Sequence[Point]
) -> CombinedFigure:
    valued = [point for point in group if _has_figure(point)]
    value: Decimal | None = None
    disagree = False
    match measure.several_partners:
        case constants.LEAD:
            value = next((point.value for point in valued if point.partner == measure.lead_partner), None)
        case constants.SUM:
            figures = [point.value for point in valued if point.value is not None]
            value = plain(sum(figures, Decimal(0))) if len(valued) == len(group) else None
        case _:
            chosen = _find_kept(valued, kept)
            disagree = chosen is None and not _agree(valued, measure.tolerance)
            agreed = chosen or next(iter(valued), None)
            value = agreed.value if agreed is not None and not disagree else None
    return CombinedFigure(
        measure=measure.code,
        territory=place[0],
        period=place[1],
        policy=measure.several_partners,
        value=value,
        unit=measure.unit,
        partners=tuple(point.partner for point in valued),
        missing=tuple(point.partner for point in group if not _has_figure(point)),
        disagree=disagree,
    )


def _find_kept(valued: Sequence[PointRecord], kept: Sequence[Point]) -> PointRecord | None:
    by_point = {Point(each.measure, each.partner, each.territory, each.period): each for each in valued}
    return next((by_point[point] for point in reversed(kept) if point in by_point), None)


def _has_figure(point: PointRecord) -> bool:
    return point.state is State.VALUE and point.value is not None and not point.territory_given


def _agree(valued: Sequence[PointRecord], tolerance: Decimal) -> bool:
    figures = [point.value for point in valued if point.value is not None]
    if not figures:
        return True
    largest = max(abs(figure) for figure in figures)
    return 100 * (max(figures) - min(figures)) <= tolerance * largest


def list_disagreements(combined: Iterable[CombinedFigure], points: Iterable[PointRecord]) -> Iterator[Contradiction]:
    """Yield a contradiction for each figure on which partners were to agree and do not."""
    wanted = {(each.measure, each.territory, each.period): each for each in combined if each.disagree}
    groups: dict[tuple[str, str, str], list[PointRecord]] = {key: [] for key in wanted}
    for point in points:
        key = (point.measure, point.territory, point.period)
        if key in groups and _has_figure(point) and not point.is_volunteered:
            groups[key].append(point)
    for (measure, territory, period), group in groups.items():
        yield Contradiction(
            partner="",
            measure=measure,
            territory=territory,
            period=period,
            rivals=tuple(_rival(point, is_retained=number == 0) for number, point in enumerate(group)),
        )


def _rival(point: PointRecord, *, is_retained: bool) -> Rival:
    return Rival(
        partner=point.partner,
        said=point.raw,
        file=point.file,
        sha256=point.sha256,
        sheet=point.sheet,
        cell=point.cell,
        returned_at=point.returned_at,
        is_retained=is_retained,
    )

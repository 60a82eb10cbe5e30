"""What the figures of several partners for one measure, territory and period come to, as the framework declares."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal

from toolkit.analysis.numbers import plain
from toolkit.model import framework as constants
from toolkit.model.answers import Point
from toolkit.model.contradictions import AMONG_PARTNERS, CombinedFigure, Contradiction, Rival
from toolkit.model.decisions import Decision, DecisionKind
from toolkit.model.framework import APART, Framework, Measure
from toolkit.model.records import PointRecord
from toolkit.model.states import State

_CHOOSING = frozenset((DecisionKind.KEEP, DecisionKind.REPLACE))
"""Decisions that name the figure that stands for all."""


def combine_partners(
    framework: Framework, points: Iterable[PointRecord], in_force: Iterable[Decision] = ()
) -> Iterator[CombinedFigure]:
    """Yield the figure of each measure that partners answer together, by territory and period, in the order of points.

    Figures for another territory than the one asked do not take part. A sum needs a figure of each partner asked.
    Where partners disagree, the one figure that was decided on stands for all.
    """
    chosen = frozenset(each.point for each in in_force if each.code == AMONG_PARTNERS and each.decision in _CHOOSING)
    together = {code for code, measure in framework.measures.items() if measure.several_partners != APART}
    groups: dict[tuple[str, str, str], list[PointRecord]] = {}
    for point in points:
        if point.measure in together and not point.is_volunteered:
            groups.setdefault((point.measure, point.territory, point.period), []).append(point)
    for (code, territory, period), group in groups.items():
        if len(group) > 1:
            yield _combine(framework.measures[code], (territory, period), group, chosen)


def _combine(
    measure: Measure, place: tuple[str, str], group: Sequence[PointRecord], chosen: AbstractSet[Point]
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
            decided = [point for point in valued if _point_of(point) in chosen]
            agreed = valued if _agree(valued, measure.tolerance) else decided if len(decided) == 1 else []
            disagree = bool(valued) and not agreed
            value = agreed[0].value if agreed else None
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


def _point_of(point: PointRecord) -> Point:
    return Point(point.measure, point.partner, point.territory, point.period)


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

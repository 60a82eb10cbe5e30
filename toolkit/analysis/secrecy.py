"""Statistical secrecy: finds counts of persons or households that are too small, and masks them for publication.

A zero describes nobody and is published. What is masked cannot be computed from what is published by one declared sum
or share: where it could be, another figure is masked with it (complementary suppression).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from toolkit.analysis.secrecy_relations import Cell, Relation, cell_of, find_relations, index_cells, value_at
from toolkit.model.framework import Framework
from toolkit.model.records import PointRecord
from toolkit.model.secrecy import SecrecyRole, SecrecyRow
from toolkit.model.states import State

_COUNT_UNIT = "nombre"
_SECRET = frozenset(("personne", "menage", "person", "household"))
"""What a measure counts (`counted`) when it counts persons or households."""

_REASON = "secrecy"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What is hidden, and why: `roles` by cell, in the order in which they were found."""

    roles: Mapping[Cell, SecrecyRole]
    relations: Mapping[Cell, tuple[Relation, ...]]


def list_small_counts(framework: Framework, points: Iterable[PointRecord], threshold: int) -> tuple[SecrecyRow, ...]:
    """List the figures that a publication masks, in the order of the data points.

    A point that the partner kept secret itself is listed where a declared sum or share would give it back.

    Args:
        framework: declares what is counted, and which figures add up.
        points: data points, asked and volunteered.
        threshold: the least count that may be published, apart from zero.
    """
    known = tuple(points)
    plan = _plan_masks(framework, known, threshold)
    rows = (_row(point, plan) for point in known if _tells_something(point) and cell_of(point) in plan.roles)
    return tuple(row for row in rows if row.role is not SecrecyRole.CONFIDENTIAL or row.given_back_by)


def _tells_something(point: PointRecord) -> bool:
    return point.value is not None or point.state is State.CONFIDENTIAL


def _row(point: PointRecord, plan: _Plan) -> SecrecyRow:
    cell = cell_of(point)
    formulas = tuple(relation.formula for relation in plan.relations.get(cell, ()))
    return SecrecyRow(point=point, territory=cell.territory, role=plan.roles[cell], given_back_by=formulas)


def mask_points(framework: Framework, points: Iterable[PointRecord], threshold: int) -> tuple[PointRecord, ...]:
    """Give the data points as they may be published, in the same order.

    A masked point is confidential: without value, without what was typed and without its comment, which may repeat it.
    """
    known = tuple(points)
    roles = _plan_masks(framework, known, threshold).roles
    return tuple(_mask(point) if point.value is not None and cell_of(point) in roles else point for point in known)


def _mask(point: PointRecord) -> PointRecord:
    return replace(point, state=State.CONFIDENTIAL, value=None, quality="", reason=_REASON, raw="", comment="")


def _plan_masks(framework: Framework, points: tuple[PointRecord, ...], threshold: int) -> _Plan:
    """Hide what is small or secret, then one more figure of each relation that would give one back, until none does."""
    cells = index_cells(_concerned(framework, points, threshold))
    roles: dict[Cell, SecrecyRole] = {}
    for cell, known in cells.items():
        if any(point.state is State.CONFIDENTIAL for point in known):
            roles[cell] = SecrecyRole.CONFIDENTIAL
        if any(_is_small(point, framework, threshold) for point in known):
            roles[cell] = SecrecyRole.SMALL
    values = {cell: value_at(known) for cell, known in cells.items()}
    relations = find_relations(framework, cells)
    by_cell = _by_cell(relations)
    left = list(reversed(relations))
    while left:
        relation = left.pop()
        if _gives_back(relation, roles, values):
            chosen = _choose(relation, roles, values)
            roles[chosen] = SecrecyRole.COMPLEMENTARY
            left += by_cell[chosen]
    return _Plan(roles=roles, relations=by_cell)


def _concerned(framework: Framework, points: tuple[PointRecord, ...], threshold: int) -> tuple[PointRecord, ...]:
    """Keep the points of the series with something to hide, and those that shares tie to others: the rest is safe."""
    tied = {code for rule in framework.share_rules for code in (rule.share, rule.part, rule.whole)}
    hidden = {
        (point.measure, point.partner)
        for point in points
        if point.state is State.CONFIDENTIAL or _is_small(point, framework, threshold)
    }
    return tuple(point for point in points if point.measure in tied or (point.measure, point.partner) in hidden)


def _is_small(point: PointRecord, framework: Framework, threshold: int) -> bool:
    measure = framework.measures[point.measure]
    if point.value is None or measure.unit != _COUNT_UNIT or measure.counted not in _SECRET:
        return False
    return 0 < point.value < threshold


def _by_cell(relations: Iterable[Relation]) -> Mapping[Cell, tuple[Relation, ...]]:
    found: dict[Cell, list[Relation]] = {}
    for relation in relations:
        for cell in relation.cells:
            found.setdefault(cell, []).append(relation)
    return {cell: tuple(each) for cell, each in found.items()}


def _gives_back(relation: Relation, roles: Mapping[Cell, SecrecyRole], values: Mapping[Cell, Decimal | None]) -> bool:
    """Whether the figures of a relation that are published give back one that is not.

    Either one alone is hidden; or the hidden parts come to as many as they are, and so are one each: none is zero,
    for a zero is published.
    """
    hidden = [cell for cell in relation.cells if cell in roles]
    if not hidden or len(hidden) == len(relation.cells):
        return False
    if len(hidden) == 1:
        return True
    known = [value for cell in hidden if (value := values[cell]) is not None]
    is_open = not relation.is_sum or relation.whole in roles or len(known) < len(hidden)
    return not is_open and sum(known) <= len(hidden)


def _choose(relation: Relation, roles: Mapping[Cell, SecrecyRole], values: Mapping[Cell, Decimal | None]) -> Cell:
    """Choose what is hidden with the rest: the smallest part that is no zero, else the whole; the share of a share."""

    def rank(cell: Cell) -> tuple[bool, bool, Decimal, Cell]:
        value = values[cell] or Decimal(0)
        is_last = (cell == relation.whole) if relation.is_sum else (cell != relation.whole)
        return relation.is_sum and value == 0, is_last, value, cell

    return min((cell for cell in relation.cells if cell not in roles), key=rank)

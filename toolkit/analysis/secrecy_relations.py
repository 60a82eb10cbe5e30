"""Declared sums and shares among figures: what can be computed from what. Must not decide what is hidden."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from toolkit.model.framework import Framework
from toolkit.model.periods import Period, PeriodKind, parse_period
from toolkit.model.records import PointRecord
from toolkit.model.states import State

_ADDED_UNITS = frozenset(("nombre", "€", "heures"))
_KNOWN = frozenset((State.VALUE, State.CONFIDENTIAL, State.NOT_APPLICABLE))


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Cell:
    """The place of a figure: one measure of one partner, for one territory and period."""

    measure: str
    partner: str
    territory: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Figures of which each can be computed from all the others.

    Attributes:
        parts: what is added up; for a share, its count and its whole.
        whole: what the parts come to; for a share, the share itself.
        is_sum: whether it is a sum, and no share.
        formula: the same in codes.
    """

    parts: tuple[Cell, ...]
    whole: Cell
    is_sum: bool
    formula: str

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All figures of the relation, the whole last."""
        return (*self.parts, self.whole)


def cell_of(point: PointRecord) -> Cell:
    """Give the place of a figure: at the territory that it was given for, be it in the partner's own words."""
    territory = point.territory_given or point.territory
    return Cell(measure=point.measure, partner=point.partner, territory=territory, period=point.period)


def index_cells(points: Iterable[PointRecord]) -> Mapping[Cell, tuple[PointRecord, ...]]:
    """Give the data points of each place about which something exact is known: a figure, a secret, not applicable."""
    found: dict[Cell, list[PointRecord]] = {}
    for point in points:
        if point.state in _KNOWN and (point.value is not None or point.state is not State.VALUE):
            found.setdefault(cell_of(point), []).append(point)
    return {cell: tuple(each) for cell, each in found.items()}


def value_at(points: tuple[PointRecord, ...]) -> Decimal | None:
    """Give the figure of a place; zero where the question makes no sense, None where it is kept secret."""
    if any(point.value is not None for point in points):
        return next(point.value for point in points if point.value is not None)
    return None if any(point.state is State.CONFIDENTIAL for point in points) else Decimal(0)


def find_relations(framework: Framework, cells: Iterable[Cell]) -> tuple[Relation, ...]:
    """Find every declared relation whose figures are all known: parts of a territory, years of a span, shares.

    A sum that lacks one of its declared parts gives nothing back and is none.
    """
    known = frozenset(cells)
    relations = (
        *_territory_sums(framework, known),
        *_year_sums(framework, known),
        *_shares(framework, known),
    )
    return tuple(sorted(relations, key=lambda relation: (relation.whole, relation.parts)))


def _territory_sums(framework: Framework, known: frozenset[Cell]) -> Iterator[Relation]:
    parts_of: dict[str, list[str]] = {}
    for territory in framework.territories.values():
        if territory.part_of:
            parts_of.setdefault(territory.part_of, []).append(territory.code)
    for whole in known:
        codes = parts_of.get(whole.territory, ())
        parts = tuple(
            Cell(measure=whole.measure, partner=whole.partner, territory=code, period=whole.period) for code in codes
        )
        if parts and known.issuperset(parts) and framework.measures[whole.measure].unit in _ADDED_UNITS:
            formula = f"{' + '.join(codes)} = {whole.territory}"
            yield Relation(parts=parts, whole=whole, is_sum=True, formula=formula)


def _year_sums(framework: Framework, known: frozenset[Cell]) -> Iterator[Relation]:
    for whole in known:
        measure, span = framework.measures[whole.measure], parse_period(whole.period)
        if span is None or span.kind is not PeriodKind.SPAN or measure.across_periods != "sum":
            continue
        years = tuple(_years_of(span))
        parts = tuple(
            Cell(measure=whole.measure, partner=whole.partner, territory=whole.territory, period=year) for year in years
        )
        if known.issuperset(parts):
            yield Relation(parts=parts, whole=whole, is_sum=True, formula=f"{' + '.join(years)} = {whole.period}")


def _years_of(span: Period) -> Iterator[str]:
    if span.is_school:
        return (f"{year}/{year + 1}" for year in range(span.first, span.last))
    return (str(year) for year in range(span.first, span.last + 1))


def _shares(framework: Framework, known: frozenset[Cell]) -> Iterator[Relation]:
    rules = {rule.share: rule for rule in framework.share_rules}
    for share in known:
        rule = rules.get(share.measure)
        if rule is None:
            continue
        parts = tuple(
            Cell(measure=code, partner=share.partner, territory=share.territory, period=share.period)
            for code in (rule.part, rule.whole)
        )
        if known.issuperset(parts):
            formula = f"{rule.part} / {rule.whole} = {rule.share}"
            yield Relation(parts=parts, whole=share, is_sum=False, formula=formula)

"""The figures that targets are held against, by source, and the sources of each target. Must not judge them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from toolkit.analysis.series import rank_figure, territory_of
from toolkit.model.framework import Framework, Target
from toolkit.model.periods import Period, PeriodKind, parse_period
from toolkit.model.records import PointRecord
from toolkit.model.states import State
from toolkit.model.targets import TargetSource

_SourceKey = tuple[str, TargetSource]


@dataclass(slots=True, kw_only=True)
class _Gathered:
    periods: dict[Period, PointRecord] = field(default_factory=dict)
    states: set[State] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one source gives for one measure.

    Attributes:
        years: figures by single periods of one kind, in time order: of the kind that the measure is asked by, and of
            the other kind only where there is none.
        spans: figures over several years, in time order.
        states: what is known of the data points asked that have no figure, in the order of `State`.
    """

    years: Mapping[Period, PointRecord] = field(default_factory=dict)
    spans: Mapping[Period, PointRecord] = field(default_factory=dict)
    states: tuple[State, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The figures of the measures that targets name, and who was asked for them where.

    Attributes:
        figures: by measure and source; a source asked that gave nothing has its states alone.
        by_measure: the sources of each measure, in the order of partners and territories.
        by_partner: the same, for each partner apart.
    """

    framework: Framework
    figures: Mapping[_SourceKey, Figures]
    by_measure: Mapping[str, tuple[TargetSource, ...]]
    by_partner: Mapping[tuple[str, str], tuple[TargetSource, ...]]

    def figures_of(self, measure: str, source: TargetSource) -> Figures:
        """Give what a source says of a measure; nothing when it says nothing."""
        return self.figures.get((measure, source), Figures())

    def of(self, target: Target, kind: str) -> tuple[TargetSource, ...]:
        """Give the sources of a target, at least one: each partner of its measure, at its territory.

        Args:
            target: without a territory it is held against the figures of every territory.
            kind: kind of territory that the target is counted per; empty when it is not.
        """
        known = self.by_measure.get(target.measure, ())
        if kind:
            inside = tuple(source for source in known if self._is_inside(source.territory, target.territory, kind))
            if inside:
                return inside
        if not target.territory and known:
            return known
        partners = dict.fromkeys(source.partner for source in known)
        return tuple(TargetSource(partner=each, territory=target.territory) for each in partners or ("",))

    def given_elsewhere(self, measure: str, partner: str) -> tuple[str, ...]:
        """Give the territories that a partner has figures of a measure for."""
        known = self.by_partner.get((measure, partner), ())
        found = ((source.territory, self.figures_of(measure, source)) for source in known)
        return tuple(territory for territory, figures in found if figures.years or figures.spans)

    def _is_inside(self, code: str, whole: str, kind: str) -> bool:
        territories, seen = self.framework.territories, set[str]()
        if code not in territories or territories[code].kind != kind:
            return False
        while code in territories and code not in seen:
            if not whole or code == whole:
                return True
            seen.add(code)
            code = territories[code].part_of or territories[code].parent
        return False


def gather_sources(framework: Framework, points: Iterable[PointRecord]) -> Sources:
    """Gather the figures of every measure that a target names.

    A figure stands at the territory that it was given for; one for a territory in the partner's own words is left
    out. Of two for one territory and period, the one asked for comes before any other.
    """
    wanted = {target.measure for target in framework.targets if target.measure}
    found: dict[_SourceKey, _Gathered] = {}
    for point in points:
        if point.measure in wanted:
            _gather(found, point, framework)
    by_measure: dict[str, list[TargetSource]] = {}
    by_partner: dict[tuple[str, str], list[TargetSource]] = {}
    partners = {code: number for number, code in enumerate(framework.partners)}
    places = {code: number for number, code in enumerate(framework.territories)}
    for measure, source in sorted(
        found, key=lambda key: (partners.get(key[1].partner, len(partners)), places.get(key[1].territory, len(places)))
    ):
        by_measure.setdefault(measure, []).append(source)
        by_partner.setdefault((measure, source.partner), []).append(source)
    return Sources(
        framework=framework,
        figures={key: _figures(framework.measures[key[0]].period_kind, each) for key, each in found.items()},
        by_measure={measure: tuple(sources) for measure, sources in by_measure.items()},
        by_partner={key: tuple(sources) for key, sources in by_partner.items()},
    )


def _gather(found: dict[_SourceKey, _Gathered], point: PointRecord, framework: Framework) -> None:
    territory = territory_of(point, framework)
    period = parse_period(point.period)
    has_figure = point.state is State.VALUE and point.value is not None and period is not None
    if not has_figure or period is None:
        asked = TargetSource(partner=point.partner, territory=point.territory)
        found.setdefault((point.measure, asked), _Gathered()).states.add(point.state)
    elif territory is not None:
        source = TargetSource(partner=point.partner, territory=territory)
        periods = found.setdefault((point.measure, source), _Gathered()).periods
        periods[period] = min(periods.get(period, point), point, key=rank_figure)


def _figures(asked: PeriodKind, gathered: _Gathered) -> Figures:
    kinds = {kind: dict(_of_kind(gathered.periods, kind)) for kind in PeriodKind}
    other = PeriodKind.SCHOOL if asked is PeriodKind.CIVIL else PeriodKind.CIVIL
    states = tuple(state for state in State if state in gathered.states)
    return Figures(years=kinds[asked] or kinds[other], spans=kinds[PeriodKind.SPAN], states=states)


def _of_kind(periods: Mapping[Period, PointRecord], kind: PeriodKind) -> Iterator[tuple[Period, PointRecord]]:
    return ((period, periods[period]) for period in sorted(periods) if period.kind is kind)

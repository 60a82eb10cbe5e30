"""Holds the figures against the targets. Must not guess at a target in words, nor add up territories."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal, localcontext

from toolkit.analysis.numbers import plain
from toolkit.analysis.target_figures import Figures, Sources, gather_sources
from toolkit.analysis.target_goals import (
    CHANGES,
    Per,
    due_year,
    find_base,
    is_choice,
    make_goal,
    per_of,
    why_no_base,
)
from toolkit.model.campaign import Collection
from toolkit.model.framework import Measure, Target
from toolkit.model.periods import Period
from toolkit.model.records import PointRecord
from toolkit.model.states import UNITS, Quality
from toolkit.model.summaries import TrendRow
from toolkit.model.targets import (
    Base,
    BaseOrigin,
    CurvePoint,
    Goal,
    TargetAssessment,
    TargetObstacle,
    TargetSource,
    TargetVerdict,
)

STATUS_SEPARATOR = ";"
"""Between the verdicts of several targets of one series, in the order of the framework."""

_PRECISION = 60  # a percentage of a figure of 15 digits is exact
_WAY_PLACES = Decimal("0.1")
_COUNTS = frozenset(("nombre", "€", "heures"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """One target before one source; `years` are those up to its date, `draft` what is known before any verdict."""

    target: Target
    measure: Measure
    years: Mapping[Period, PointRecord]
    spans: Mapping[Period, PointRecord]
    draft: TargetAssessment


def measure_targets(collection: Collection, points: Iterable[PointRecord]) -> tuple[TargetAssessment, ...]:
    """Assess every target by each of its sources, in the order of the framework, of partners and of territories.

    A source is a partner at the territory of the target; at each territory with figures when the target names none
    or is counted per territory. A target without any source has one assessment, which is not measurable.
    """
    sources = gather_sources(collection.framework, points)
    with localcontext() as context:
        context.prec = _PRECISION
        return tuple(
            _assess(target, source, sources)
            for target in collection.framework.targets
            for source in sources.of(target, target.per if per_of(target) is Per.TERRITORY else "")
        )


def _assess(target: Target, source: TargetSource, sources: Sources) -> TargetAssessment:
    measure = sources.framework.measures.get(target.measure)
    figures = sources.figures_of(target.measure, source)
    due = due_year(target)
    years = {period: point for period, point in figures.years.items() if due is None or period.last <= due}
    draft = _draft(target, source, figures, due)
    if measure is None:
        return replace(draft, obstacle=_word_or(target, TargetObstacle.NO_MEASURE))
    obstacle, details = _find_obstacle(target, measure, source, sources)
    if obstacle is not None:
        return replace(draft, obstacle=obstacle, details=details)
    case = _Case(target=target, measure=measure, years=years, spans=figures.spans, draft=draft)
    if per_of(target) is Per.WHOLE and measure.across_periods != "last":
        return _assess_sum(case)
    span = _find_level_span(case) if not years else None
    if span is not None:
        return _assess_years(span)
    if not years:
        obstacle = TargetObstacle.AFTER_DUE if figures.years else TargetObstacle.ONLY_SPANS
        spans = tuple(f"{period.code}={point.value}" for period, point in figures.spans.items())
        return replace(draft, obstacle=obstacle, details=() if figures.years else spans)
    return _assess_years(case)


def _find_level_span(case: _Case) -> _Case | None:
    """Take the latest span in place of a year: a share over several years is at a level as that of one year is."""
    due = due_year(case.target)
    spans = [period for period in case.spans if due is None or period.last <= due]
    is_level = not _needs_base(case.target) and per_of(case.target) is Per.FIGURE
    if not spans or not is_level or case.measure.unit != "%":
        return None
    last = spans[-1]
    reached = _curve_point(last, case.spans[last], due)
    return replace(case, years={last: case.spans[last]}, draft=replace(case.draft, reached=reached))


def _word_or(target: Target, obstacle: TargetObstacle) -> TargetObstacle:
    return TargetObstacle.WORDS if target.operator == "words" else obstacle


def _draft(target: Target, source: TargetSource, figures: Figures, due: int | None) -> TargetAssessment:
    curve = tuple(_curve_point(period, point, due) for period, point in figures.years.items())
    return TargetAssessment(
        target=target,
        source=source,
        verdict=TargetVerdict.NOT_MEASURABLE,
        reached=next((point for point in reversed(curve) if not point.is_after_due), None),
        is_due=due is not None and any(period.last >= due for period in figures.years),
        curve=curve,
    )


def _curve_point(period: Period, point: PointRecord, due: int | None) -> CurvePoint:
    value = Decimal(0) if point.value is None else point.value
    is_after_due = due is not None and period.last > due
    return CurvePoint(period=period.code, value=value, quality=point.quality, is_after_due=is_after_due)


def _find_obstacle(
    target: Target, measure: Measure, source: TargetSource, sources: Sources
) -> tuple[TargetObstacle | None, tuple[str, ...]]:
    """Say what keeps the figures of a source from being held against a target, and what it names."""
    figures = sources.figures_of(measure.code, source)
    in_principle = _find_obstacle_in_principle(target, measure, source)
    if in_principle is not None:
        return in_principle, ()
    if figures.years or figures.spans:
        return None, ()
    elsewhere = sources.given_elsewhere(measure.code, source.partner)
    if elsewhere:
        return TargetObstacle.OTHER_TERRITORY, elsewhere
    return TargetObstacle.NO_FIGURE, tuple(state.value for state in figures.states)


def _find_obstacle_in_principle(target: Target, measure: Measure, source: TargetSource) -> TargetObstacle | None:
    """Say what keeps any figure of a source from being held against a target."""
    per = per_of(target)
    if target.operator == "words":
        return TargetObstacle.WORDS
    if not UNITS[measure.unit].is_number:
        return TargetObstacle.TEXT
    if per is Per.TERRITORY and source.territory == target.territory:
        return TargetObstacle.NO_FIGURE_PER
    return TargetObstacle.UNKNOWN_PER if per is Per.UNKNOWN else None


def _assess_years(case: _Case) -> TargetAssessment:
    """Hold the last figure against the goal, and measure the way to it from the base."""
    base = None if is_choice(case.measure) else find_base(case.target, case.years)
    if base is None and _needs_base(case.target):
        return replace(case.draft, obstacle=why_no_base(case.target, case.years))
    goal = make_goal(case.target, case.measure, base)
    if isinstance(goal, TargetObstacle):
        return replace(case.draft, base=base, obstacle=goal)
    partial = _find_partial(case, goal, base)
    if partial:
        return replace(case.draft, base=base, goal=goal, obstacle=TargetObstacle.PARTIAL, details=(partial,))
    judged = _judge(case.draft, goal, base)
    if per_of(case.target) is not Per.YEAR:
        return judged
    values = [point.value for point in case.draft.curve if not point.is_after_due]
    reached = sum(goal.is_reached_by(value) for value in values)
    return replace(judged, years_reached=reached, years_known=len(values))


def _needs_base(target: Target) -> bool:
    return target.operator in CHANGES or (target.operator == "maintain" and target.value is None)


def _find_partial(case: _Case, goal: Goal, base: Base | None) -> str:
    """Give the period of a figure that the verdict rests on and that covers a part only; empty when all is whole."""
    from_base = base is not None and _needs_base(case.target)
    partial = [period.code for period, point in case.years.items() if point.quality == Quality.PARTIAL]
    if from_base and base is not None and base.origin is not BaseOrigin.STATED and base.period in partial:
        return base.period
    last = tuple(case.years)[-1].code
    return last if last in partial and (from_base or not _is_reached_in_part(case, goal)) else ""


def _is_reached_in_part(case: _Case, goal: Goal) -> bool:
    """Whether a figure that covers a part only is enough: the whole of a count is no smaller."""
    reached = case.draft.reached
    has_floor_only = goal.most is None and goal.below is None
    return has_floor_only and case.measure.unit in _COUNTS and reached is not None and goal.is_reached_by(reached.value)


def _assess_sum(case: _Case) -> TargetAssessment:
    """Hold the sum of the years, and of the widest span, against a goal over the whole programme."""
    if case.measure.across_periods != "sum":
        return replace(case.draft, obstacle=TargetObstacle.NOT_ADDED)
    goal = make_goal(case.target, case.measure, None)
    if isinstance(goal, TargetObstacle):
        return replace(case.draft, obstacle=goal)
    due = due_year(case.target)
    spans = [period for period in case.spans if due is None or period.last <= due]
    widest = max(spans, key=lambda period: (period.last - period.first, period), default=None)
    outside = [
        year for year in case.years if widest is None or not widest.first <= year.first <= year.last <= widest.last
    ]
    added = {**({widest: case.spans[widest]} if widest else {}), **{year: case.years[year] for year in outside}}
    if not added:
        return replace(case.draft, obstacle=TargetObstacle.AFTER_DUE)
    total = sum((point.value or Decimal(0) for point in added.values()), Decimal(0))
    known = len(outside) + (0 if widest is None else _years_in(widest))
    draft = replace(
        case.draft,
        reached=CurvePoint(period=_from_to(sorted(added)), value=plain(total)),
        years_known=known,
        is_due=case.draft.is_due or (widest is not None and widest.last == due),
    )
    return _judge(draft, goal, Base(period="", value=Decimal(0), origin=BaseOrigin.NOTHING))


def _years_in(span: Period) -> int:
    return span.last - span.first + (0 if span.is_school else 1)


def _from_to(periods: Sequence[Period]) -> str:
    """Name what several periods span together; one alone keeps its name."""
    first, last = periods[0], max(periods, key=lambda period: period.last)
    begin, end = first.code.split("-")[0], last.code.split("-")[-1]
    return begin if begin == end else f"{begin}-{end}"


def _judge(draft: TargetAssessment, goal: Goal, base: Base | None) -> TargetAssessment:
    """Give the verdict on the figure reached, with the share of the way when it has a beginning and an end."""
    judged = replace(draft, goal=goal, base=base)
    if draft.reached is None:
        return judged
    share = None if base is None else share_of_way(base.value, draft.reached.value, goal)
    way = None if share is None else plain((100 * share).quantize(_WAY_PLACES, ROUND_DOWN))
    verdict = TargetVerdict.NOT_MET
    if goal.is_reached_by(draft.reached.value):
        verdict = TargetVerdict.MET
    elif share is not None and 0 < share < 1 and not draft.is_due:
        verdict = TargetVerdict.ON_THE_WAY
    return replace(judged, verdict=verdict, way=way)


def share_of_way(base: Decimal, reached: Decimal, goal: Goal) -> Decimal | None:
    """Give the share of the way from a base to a goal; 0.4 where 100 is to become 50 and 80 is reached.

    None when the base is within the goal already, or the goal is a direction without an end.
    """
    if goal.least is not None and base < goal.least:
        end = goal.least
    elif goal.most is not None and base > goal.most:
        end = goal.most
    else:
        return None
    return (reached - base) / (end - base)


def add_target_statuses(trends: Iterable[TrendRow], assessments: Iterable[TargetAssessment]) -> tuple[TrendRow, ...]:
    """Put the verdicts into the rows of trends that end where a verdict rests: on the last figure it takes in."""
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for each in assessments:
        key = each.target.measure, each.source.partner, each.source.territory, each.last_period
        found.setdefault(key, []).append(each.verdict.value)
    return tuple(
        replace(row, target_status=STATUS_SEPARATOR.join(found[key])) if key in found else row
        for row in trends
        for key in ((row.measure, row.partner, row.territory, row.last_period),)
    )

"""What a target asks of a figure: by when, counted how, from which base, and the goal that follows. Must not judge."""

import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from toolkit.analysis.numbers import plain
from toolkit.model.framework import Measure, Target
from toolkit.model.framework_schema import TERRITORY_KINDS
from toolkit.model.periods import Period, parse_period
from toolkit.model.records import PointRecord
from toolkit.model.states import UNITS, Quality
from toolkit.model.targets import Base, BaseOrigin, Goal, TargetObstacle

CHANGES = frozenset(("increase_by", "decrease_by", "increase", "decrease"))
"""The operators that compare a figure with an earlier one."""

_DATE = re.compile(r"(\d{4})-\d{2}-\d{2}\Z", re.ASCII)
_YEAR_WORDS = frozenset(("an", "année", "year"))
_WHOLE_WORDS = frozenset(("contrat", "programme", "contract", "program"))
_PARTNER_WORDS = frozenset(("bailleur", "partenaire", "landlord", "partner"))


class Per(StrEnum):
    """What the figure of a target is counted per."""

    FIGURE = "figure"
    YEAR = "year"
    WHOLE = "whole"
    TERRITORY = "territory"
    UNKNOWN = "unknown"


def per_of(target: Target) -> Per:
    """Say what a target is counted per; each partner is a source of its own in any case."""
    per = target.per.lower()
    if not per or per in _PARTNER_WORDS:
        return Per.FIGURE
    if per in TERRITORY_KINDS:
        return Per.TERRITORY
    is_change = target.operator in CHANGES
    if per in _WHOLE_WORDS:  # a change over the whole programme is one from its base to its last figure
        return Per.FIGURE if is_change else Per.WHOLE
    return Per.YEAR if per in _YEAR_WORDS and not is_change else Per.UNKNOWN


def due_year(target: Target) -> int | None:
    """Give the calendar year that a target is due in; None when its date is no period and no day."""
    period = parse_period(target.due)
    if period is not None:
        return period.last
    day = _DATE.match(target.due)
    return int(day[1]) if day else None


def find_base(target: Target, years: Mapping[Period, PointRecord]) -> Base | None:
    """Give the figure that the way to a target begins at: what it states, else its base period, else the first one.

    None when there is none before the last figure, or when the series breaks between them.

    Args:
        target: the target.
        years: figures up to the date of the target, in time order; not empty.
    """
    period = parse_period(target.base_period)
    *earlier, last = years
    if target.base_value is not None:
        base = Base(period=target.base_period, value=target.base_value, origin=BaseOrigin.STATED)
    elif target.base_period:
        if period not in earlier:
            return None
        base = Base(period=target.base_period, value=_value(years[period]), origin=BaseOrigin.PERIOD)
    elif earlier:
        period = earlier[0]
        base = Base(period=period.code, value=_value(years[period]), origin=BaseOrigin.FIRST)
    else:
        return None
    is_earlier = period is None or period.last < last.last
    return base if is_earlier and not _breaks_after(period, years) else None


def _breaks_after(base: Period | None, years: Mapping[Period, PointRecord]) -> bool:
    """Whether a figure after the base, of an unknown period before them all, cannot be compared with those before."""
    return any(point.quality == Quality.BREAK for period, point in years.items() if base is None or base < period)


def why_no_base(target: Target, years: Mapping[Period, PointRecord]) -> TargetObstacle:
    """Say why `find_base` gave none."""
    period = parse_period(target.base_period)
    *earlier, last = years
    has_base = target.base_value is not None or period in years
    if target.base_period and not has_base:
        return TargetObstacle.NO_BASE
    if period is not None and period.last >= last.last:
        return TargetObstacle.BASE_AFTER
    return TargetObstacle.BREAK if earlier or has_base else TargetObstacle.ONE_FIGURE


def make_goal(target: Target, measure: Measure, base: Base | None) -> Goal | TargetObstacle:
    """Make the goal of a target that compares figures, or say why there is none.

    Args:
        target: its operator is not `words`.
        measure: the one that is compared; its polarity says what keeping a level means.
        base: None is an obstacle to changes, which the caller has told.
    """
    value = target.value
    match target.operator:
        case "at_least" if value is not None:
            return Goal(least=value)
        case "at_most" if value is not None:
            return Goal(most=value)
        case "equal" if value is not None:
            return Goal(least=value, most=value)
        case "between" if value is not None and target.value_max is not None:
            return Goal(least=value, most=target.value_max)
        case "maintain" if value is not None:
            return _kept(value, measure)
    return TargetObstacle.NO_VALUE if base is None else _goal_from(target, measure, base.value)


def _goal_from(target: Target, measure: Measure, base: Decimal) -> Goal | TargetObstacle:
    match target.operator:
        case "increase":
            return Goal(above=base)
        case "decrease":
            return Goal(below=base)
        case "maintain":
            return _kept(base, measure)
        case _:
            return _goal_by(target, base)


def _goal_by(target: Target, base: Decimal) -> Goal | TargetObstacle:
    """Make the goal of a change by so much; `%` is a part of the base, whatever the unit of the figures."""
    is_relative = target.change_unit == "%"
    if target.value is None:
        return TargetObstacle.NO_VALUE
    if is_relative and base == 0:
        return TargetObstacle.ZERO_BASE
    change = abs(base) * target.value / 100 if is_relative else target.value
    if target.operator == "increase_by":
        return Goal(least=plain(base + change))
    return Goal(most=plain(base - change))


def _kept(level: Decimal, measure: Measure) -> Goal:
    """Make the goal of keeping a level: a move for the better keeps it too."""
    match measure.polarity:
        case "higher":
            return Goal(least=level)
        case "lower":
            return Goal(most=level)
        case _:
            return Goal(least=level, most=level)


def is_choice(measure: Measure) -> bool:
    """Whether the figures of a measure stand for yes and no, which are no steps of a way."""
    return UNITS[measure.unit].is_choice


def _value(point: PointRecord) -> Decimal:
    return Decimal(0) if point.value is None else point.value

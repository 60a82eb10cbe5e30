"""The sentence that says why a target has its verdict, in the words of a language. Must not compute a verdict."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from toolkit.analysis.numbers import plain
from toolkit.model.framework import Framework
from toolkit.model.states import CHOICES, GIVEN_UNREADABLE, QUALITY_LABELS, STATE_LABELS, UNITS, Quality, State
from toolkit.model.targets import Base, BaseOrigin, CurvePoint, Goal, TargetAssessment, TargetObstacle, TargetVerdict
from toolkit.wording import Wording, phrase

_OBSTACLES = {
    TargetObstacle.WORDS: phrase("The target is in words: it is for people to judge."),
    TargetObstacle.NO_MEASURE: phrase(
        "The framework ties the target to no measure, so no figure can be held against it."
    ),
    TargetObstacle.TEXT: phrase("The measure is answered in words, which cannot be compared with a figure."),
    TargetObstacle.NO_VALUE: phrase("The target names no figure that could be compared."),
    TargetObstacle.UNKNOWN_PER: phrase("The target is counted per “{per}”, and the figures are not."),
    TargetObstacle.NO_FIGURE_PER: phrase("The target is counted per “{per}”, and no figure is given for each of them."),
    TargetObstacle.OTHER_TERRITORY: phrase("No figure is given for {territory}; there are figures for {details}."),
    TargetObstacle.NO_FIGURE: phrase("No figure was given."),
    TargetObstacle.ONLY_SPANS: phrase("Only totals over several years are given: {details}."),
    TargetObstacle.AFTER_DUE: phrase("Every figure is later than the date of the target, {due}."),
    TargetObstacle.NOT_ADDED: phrase(
        "The target is for the whole programme, and the years of this measure must not be added."
    ),
    TargetObstacle.ONE_FIGURE: phrase("One figure only, of {period}: there is none before it to compare with."),
    TargetObstacle.NO_BASE: phrase("There is no figure for {base_period}, which the target starts from."),
    TargetObstacle.BASE_AFTER: phrase("There is no figure later than {base_period}, which the target starts from."),
    TargetObstacle.ZERO_BASE: phrase("The target is a percentage of the first figure, and that is zero."),
    TargetObstacle.BREAK: phrase("The series has a break: the figures before and after it cannot be compared."),
    TargetObstacle.PARTIAL: phrase("The figure of {details} covers only a part of what was asked."),
}

_WHOLE = 100
"""The whole way to a target, in percent; more says nothing that “reached” does not."""
_SAID_QUALITIES = {
    quality.value: QUALITY_LABELS[quality] for quality in (Quality.ESTIMATED, Quality.PROVISIONAL, Quality.PARTIAL)
}


def explain_target(assessment: TargetAssessment, framework: Framework, wording: Wording) -> str:
    """Say in one to four sentences why a target has its verdict for a source."""
    if assessment.obstacle is not None:
        return _explain_obstacle(assessment, assessment.obstacle, framework, wording)
    unit = framework.measures[assessment.target.measure].unit
    return " ".join(_sentences(assessment, _Figures(unit=unit, wording=wording)))


def _explain_obstacle(
    assessment: TargetAssessment, obstacle: TargetObstacle, framework: Framework, wording: Wording
) -> str:
    target, states = assessment.target, {state.value: state for state in State}
    if obstacle is TargetObstacle.NO_FIGURE and assessment.details:
        return _explain_no_figure([states[each] for each in assessment.details], wording)
    details = (_detail(each, framework, wording) for each in assessment.details)
    return wording.say(
        _OBSTACLES[obstacle],
        per=target.per,
        territory=assessment.source.territory or target.territory,
        details=", ".join(details),
        due=target.due,
        base_period=target.base_period,
        period=assessment.last_period,
    )


def _explain_no_figure(states: Sequence[State], wording: Wording) -> str:
    """Say what is known in place of a figure; what was typed and cannot be read was given all the same."""
    if set(states) == {State.REJECTED}:
        return wording.say("Given, but unreadable.")
    labels = STATE_LABELS | {State.REJECTED: GIVEN_UNREADABLE}
    said = [wording.say(labels[each]) for each in states]
    if State.REJECTED in states:
        return wording.say("No figure can be used: {details}.", details=wording.join(said))
    return wording.say("No figure was given: {details}.", details=", ".join(said))


def _detail(text: str, framework: Framework, wording: Wording) -> str:
    """Write a span with its total as in a sentence; a code of a territory stands for itself."""
    period, _, value = text.partition("=")
    if not value or text in framework.territories:
        return text
    return wording.say("{value} in {period}", value=wording.figure(plain(Decimal(value))), period=period)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figures:
    """Writes figures with their unit."""

    unit: str
    wording: Wording

    @property
    def is_choice(self) -> bool:
        """Whether the figures stand for yes and no."""
        return UNITS[self.unit].is_choice

    def write_reached(self, point: CurvePoint) -> str:
        """Write the figure reached, with its quality when that is not final: `120 (estimated)`."""
        value, quality = self.write(point.value), _SAID_QUALITIES.get(point.quality)
        return value if quality is None else f"{value} ({self.wording.say(quality)})"

    def write(self, value: Decimal) -> str:
        """Write a figure: `1 458`, `33,9 %`, `20 000 €`, `Oui`."""
        if self.is_choice:
            return next((self.wording.say(label) for label, number in CHOICES if number == value), str(value))
        said = self.wording.figure(plain(value))
        if self.unit not in {"%", "€"}:
            return said
        return f"{said}\u00a0{self.unit}" if self.wording.language == "fr" or self.unit == "€" else f"{said}%"

    def write_goal(self, goal: Goal) -> str:
        """Write what a figure has to be."""
        say = self.wording.say
        match goal:
            case Goal(least=Decimal() as least, most=Decimal() as most) if least == most:
                return say("exactly {value}", value=self.write(least))
            case Goal(least=Decimal() as least, most=Decimal() as most):
                return say("between {value} and {value_max}", value=self.write(least), value_max=self.write(most))
            case Goal(least=Decimal() as least):
                return say("at least {value}", value=self.write(least))
            case Goal(most=Decimal() as most):
                return say("at most {value}", value=self.write(most))
            case Goal(above=Decimal() as above):
                return say("more than {value}", value=self.write(above))
            case _:
                return say("less than {value}", value=self.write(goal.below or Decimal(0)))


def _sentences(assessment: TargetAssessment, figures: _Figures) -> Iterator[str]:
    yield _say_verdict(assessment, figures)
    yield from _say_way(assessment, figures)
    yield from _say_years(assessment, figures.wording)


def _say_verdict(assessment: TargetAssessment, figures: _Figures) -> str:
    reached, goal = assessment.reached, assessment.goal
    if reached is None or goal is None:  # every verdict rests on both
        return ""
    values = {"value": figures.write_reached(reached), "period": reached.period, "goal": _say_goal(goal, figures)}
    say = figures.wording.say
    if assessment.verdict is TargetVerdict.MET:
        return say("{value} in {period}: the target ({goal}) is reached.", **values)
    if assessment.is_due:
        due = assessment.target.due
        return say("{value} in {period}: the target ({goal}), due by {due}, is not reached.", **values, due=due)
    return say("{value} in {period}: the target ({goal}) is not reached yet.", **values)


def _say_goal(goal: Goal, figures: _Figures) -> str:
    is_answer = figures.is_choice and goal.least is not None
    return figures.write(goal.least or Decimal(0)) if is_answer else figures.write_goal(goal)


def _say_way(assessment: TargetAssessment, figures: _Figures) -> Iterator[str]:
    base, way, wording = assessment.base, assessment.way, figures.wording
    if base is None:
        return
    if base.origin is BaseOrigin.NOTHING:
        if way is not None and way <= _WHOLE and assessment.verdict is not TargetVerdict.MET:
            yield wording.say("That is {way} of it.", way=wording.in_percent(wording.figure(way)))
        return
    start = _say_base(base, figures)
    if way is None:
        is_level = assessment.goal is not None and assessment.goal.is_reached_by(base.value)
        yield wording.say("{start}, which reached it already.", start=start) if is_level else f"{start}."
    elif way < 0:
        yield wording.say("{start}, the figure has moved away from it.", start=start)
    elif assessment.verdict is TargetVerdict.MET:
        yield f"{start}."
    elif way > _WHOLE:
        yield wording.say("{start}, the figure has gone past it.", start=start)
    else:
        yield wording.say(
            "{start}, {way} of the way is done.", start=start, way=wording.in_percent(wording.figure(way))
        )


def _say_base(base: Base, figures: _Figures) -> str:
    value, say = figures.write(base.value), figures.wording.say
    if base.origin is BaseOrigin.FIRST:
        return say("Counted from the first figure given ({value} in {period})", value=value, period=base.period)
    if base.period:
        return say("Counted from {value} in {period}", value=value, period=base.period)
    return say("Counted from {value}", value=value)


def _say_years(assessment: TargetAssessment, wording: Wording) -> Iterator[str]:
    reached, known = assessment.years_reached, assessment.years_known
    if known is None:
        return
    if reached is None:
        yield wording.count("{n} year was added.", "{n} years were added.", known)
    elif known > 1:
        whole = wording.whole(reached)
        yield wording.count(
            "Reached in {reached} of {n} year.", "Reached in {reached} of {n} years.", known, reached=whole
        )

"""What the page says of targets and of actions: verdicts with their sentence and curve, readings with their reasons."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from toolkit.analysis.target_sentences import explain_target
from toolkit.model.periods import parse_period
from toolkit.model.summaries import Report
from toolkit.model.targets import TARGET_VERDICT_LABELS, TargetAssessment, TargetVerdict
from toolkit.model.trends import ACTION_READING_LABELS, OBSTACLE_LABELS, ActionReading, ActionRow
from toolkit.render.page_curves import Curve, Plot, plan_curve, spread_years
from toolkit.render.page_trends import MOST_LINES
from toolkit.render.page_words import PageWords

_TONES = {
    TargetVerdict.MET: "good",
    TargetVerdict.ON_THE_WAY: "even",
    TargetVerdict.NOT_MET: "bad",
    TargetVerdict.NOT_MEASURABLE: "open",
}
READING_TONES = {
    ActionReading.STRENGTHENED: "good",
    ActionReading.REDUCED: "bad",
    ActionReading.MAINTAINED: "even",
    ActionReading.MIXED: "even",
    ActionReading.STOPPED: "bad",
    ActionReading.NOT_STARTED: "open",
    ActionReading.NOT_MEASURABLE: "open",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetLine:
    """A target and one source of it, in words.

    Attributes:
        text: the target in the words of the programme, or its indicator where it has none.
        way: share of the way, 0 to 100, for a bar; None without one.
    """

    assessment: TargetAssessment
    theme: str
    indicator: str
    text: str
    label: str
    territory: str
    curve: Curve | None
    way: Decimal | None
    said_way: str
    verdict: str
    tone: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """What became of an action, in words, with the measures that say so."""

    row: ActionRow
    title: str
    strict: str
    counted: str
    tone: str
    because: tuple[tuple[str, str], ...]


def list_targets(report: Report, words: PageWords) -> Iterator[TargetLine]:
    """Put each target and source into words, in the order of the framework."""
    return (_target_line(each, words) for each in report.targets[:MOST_LINES])


def _target_line(each: TargetAssessment, words: PageWords) -> TargetLine:
    target, framework = each.target, words.framework
    indicator = framework.indicators[target.indicator]
    full = Decimal(100)
    return TargetLine(
        assessment=each,
        theme=framework.actions[indicator.action].theme,
        indicator=indicator.label,
        text=target.text or indicator.target_text or indicator.label,
        label=words.measure(target.measure) if target.measure else "",
        territory=words.territory(each.source.territory),
        curve=_target_curve(each, words),
        way=None if each.way is None else min(max(each.way, Decimal(0)), full),
        said_way=words.figure(each.way, "%"),
        verdict=words.wording.say(TARGET_VERDICT_LABELS[each.verdict]),
        tone=_TONES[each.verdict],
        why=explain_target(each, framework, words.wording),
    )


def _target_curve(each: TargetAssessment, words: PageWords) -> Curve | None:
    unit, goal = words.unit_of(each.target.measure), each.goal
    bounds = (goal.least, goal.most, goal.above, goal.below) if goal else ()
    goals = [bound for bound in bounds if bound is not None]
    said = [words.explain(point.period, words.figure(point.value, unit)) for point in each.curve]
    said += [words.explain(words.wording.say("target"), words.figure(value, unit)) for value in dict.fromkeys(goals)]
    years = [period.first for point in each.curve if (period := parse_period(point.period))]
    plot = Plot(places=spread_years(years), values=[point.value for point in each.curve], goals=goals)
    return plan_curve(" · ".join(said), plot)


def list_actions(report: Report, words: PageWords) -> Iterator[ActionLine]:
    """Put the readings of the actions into words, in the order of the framework."""
    return (_action_line(row, words) for row in report.evolution.actions)


def _action_line(row: ActionRow, words: PageWords) -> ActionLine:
    say = words.wording.say
    return ActionLine(
        row=row,
        title=words.framework.actions[row.action].title,
        strict=say(ACTION_READING_LABELS[row.strict]),
        counted=say(ACTION_READING_LABELS[row.counted_as]),
        tone=READING_TONES[row.strict],
        because=tuple(_reasons(row, words)),
    )


def _reasons(row: ActionRow, words: PageWords) -> Iterator[tuple[str, str]]:
    """Say what a reading rests on: kind of reason, and the measures or words."""
    say = words.wording.say
    for label, measures in (
        (say("favourable"), row.measures_better),
        (say("unfavourable"), row.measures_worse),
        (say("no change"), row.measures_unchanged),
    ):
        if measures:
            yield label, ", ".join(measures)
    if row.obstacles:
        yield say("no conclusion"), ", ".join(say(OBSTACLE_LABELS[each]) for each in row.obstacles)
    if row.newly_created:
        yield say("newly created"), say("its series begin after the action was created")
    if row.overruled_because:
        computed = say(ACTION_READING_LABELS[row.computed])
        yield say("settled by {author} on {day}", author=row.overruled_by, day=row.overruled_on), row.overruled_because
        yield say("by its figures"), computed


def count_readings(rows: Iterable[ActionRow]) -> Mapping[str, Mapping[str, Mapping[ActionReading, int]]]:
    """Count readings by theme and way of counting, `strict` and `counted_as`; the empty theme, the last, is all."""
    found: dict[str, dict[str, Counter[ActionReading]]] = {}
    rows = tuple(rows)
    for row in rows:
        counts = found.setdefault(row.theme, {"strict": Counter(), "counted_as": Counter()})
        counts["strict"][row.strict] += 1
        counts["counted_as"][row.counted_as] += 1
    whole = {"strict": Counter(row.strict for row in rows), "counted_as": Counter(row.counted_as for row in rows)}
    return {**found, "": whole}

"""The table action | indicators and targets | analysis of the study."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from toolkit.analysis.target_sentences import explain_target
from toolkit.analysis.target_words import say_target
from toolkit.model.disclosure import Disclosure
from toolkit.model.framework import Action, Indicator, Target
from toolkit.model.records import ActionRecord, PointRecord
from toolkit.model.states import UNITS
from toolkit.model.study import PartnerWords, StudyRow, StudySeries
from toolkit.model.targets import TARGET_VERDICT_LABELS, TargetAssessment, TargetObstacle
from toolkit.model.trends import ACTION_READING_LABELS, OBSTACLE_LABELS, ActionReading, ActionRow, Obstacle, SeriesRow
from toolkit.render.study_series import say_series
from toolkit.render.study_voice import StudyVoice
from toolkit.wording import phrase

_LINES_A_ROW = 12
"""Lines of figures, or sentences, that one row of the table holds: a row is not broken over pages."""

_SHORT = 32
"""Letters that fit on a line of the table with room to spare."""

_QUESTIONS = (
    ("progress", phrase("State of progress")),
    ("change", phrase("What changed, and why")),
    ("difficulties", phrase("Difficulties met")),
    ("sources", phrase("Sources of the figures")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionTables:
    """What the tables of actions are made of, found by action or indicator.

    Attributes:
        points: by measure, then by partner and territory asked, in their order.
    """

    voice: StudyVoice
    indicators: Mapping[str, Sequence[Indicator]]
    measures: Mapping[str, Sequence[str]]
    points: Mapping[str, Mapping[tuple[str, str], Sequence[PointRecord]]]
    series: Mapping[str, Sequence[SeriesRow]]
    masked_series: Mapping[str, Sequence[SeriesRow]]
    targets: Mapping[str, Sequence[TargetAssessment]]
    masked_targets: Mapping[str, Sequence[TargetAssessment]]
    readings: Mapping[str, ActionRow]
    words: Mapping[str, Sequence[ActionRecord]]


def prepare_tables(publication: Disclosure, words: Iterable[ActionRecord], voice: StudyVoice) -> ActionTables:
    """Sort what may be published by action and indicator."""
    framework = voice.framework
    points: dict[str, dict[tuple[str, str], list[PointRecord]]] = {}
    for point in publication.points:
        rows = points.setdefault(point.measure, {})
        rows.setdefault((point.partner, point.territory), []).append(point)
    measures: dict[str, list[str]] = {}
    for measure in framework.measures.values():
        measures.setdefault(measure.indicator, []).append(measure.code)
    indicators: dict[str, list[Indicator]] = {}
    for indicator in framework.indicators.values():
        indicators.setdefault(indicator.action, []).append(indicator)
    said: dict[str, list[ActionRecord]] = {}
    for record in words:
        said.setdefault(record.action, []).append(record)
    return ActionTables(
        voice=voice,
        indicators=indicators,
        measures=measures,
        points=points,
        series=_series_by_indicator(publication.series, voice),
        masked_series=_series_by_indicator(publication.masked_series, voice),
        targets=_targets_by_indicator(publication.targets),
        masked_targets=_targets_by_indicator(publication.masked_targets),
        readings={row.action: row for row in publication.actions},
        words=said,
    )


def _series_by_indicator(rows: Iterable[SeriesRow], voice: StudyVoice) -> Mapping[str, Sequence[SeriesRow]]:
    found: dict[str, list[SeriesRow]] = {}
    for row in rows:
        found.setdefault(voice.framework.measures[row.measure].indicator, []).append(row)
    return found


def _targets_by_indicator(rows: Iterable[TargetAssessment]) -> Mapping[str, Sequence[TargetAssessment]]:
    found: dict[str, list[TargetAssessment]] = {}
    for row in rows:
        found.setdefault(row.target.indicator, []).append(row)
    return found


def write_action(tables: ActionTables, action: Action) -> Iterator[StudyRow]:
    """Write the rows of an action: one an indicator, more where one is long."""
    say = tables.voice.wording.say
    name = f"{action.code} – {action.title}"
    rows = [row for each in tables.indicators.get(action.code, ()) for row in _write_indicator(tables, name, each)]
    first = rows[0] if rows else StudyRow(action=name, is_first=True, indicator=say("No indicator."))
    yield replace(
        first,
        is_first=True,
        reading=tuple(_say_reading(tables, action)),
        words=tuple(_say_words(tables.words.get(action.code, ()), tables.voice)),
    )
    for row in rows[1:]:
        yield replace(row, action=say("{name} (continued)", name=action.code))


def _write_indicator(tables: ActionTables, action: str, indicator: Indicator) -> Iterator[StudyRow]:
    """Cut what an indicator has to show into rows that fit on a page."""
    figures = _cut_figures(_write_figures(tables, indicator))
    analysis = _cut(tuple(_analyse(tables, indicator)))
    name = f"{indicator.code} – {indicator.label}"
    for number, (series, sentences) in enumerate(zip_longest(figures, analysis)):
        yield StudyRow(
            action=action,
            is_first=False,
            indicator=tables.voice.wording.say("{name} (continued)", name=indicator.code) if number else name,
            targets=() if number else tuple(_say_targets(tables, indicator)),
            figures=series or (),
            analysis=sentences or (),
        )


def _cut(sentences: tuple[str, ...]) -> list[tuple[str, ...]]:
    starts = range(0, max(len(sentences), 1), _LINES_A_ROW)
    return [sentences[start : start + _LINES_A_ROW] for start in starts]


def _cut_figures(figures: Iterable[StudySeries]) -> list[tuple[StudySeries, ...]]:
    """Put lines together up to the length of a row; a measure that goes on is named again."""
    pages: list[list[StudySeries]] = [[]]
    room = _LINES_A_ROW
    for each in figures:
        lines = each.lines
        while lines:
            if room == 0:
                pages.append([])
                room = _LINES_A_ROW
            pages[-1].append(StudySeries(label=each.label, lines=lines[:room]))
            lines, room = lines[room:], max(room - len(lines), 0)
    return [tuple(page) for page in pages]


def _write_figures(tables: ActionTables, indicator: Indicator) -> Iterator[StudySeries]:
    """Write the figures of each measure; rows of which nothing is known are named together."""
    voice, say = tables.voice, tables.voice.wording.say
    for code in tables.measures.get(indicator.code, ()):
        measure = voice.framework.measures[code]
        lines, empty = [], []
        for (partner, territory), points in tables.points.get(code, {}).items():
            place = voice.place(partner, territory)
            known = [(point.period, said) for point in points if (said := voice.point(point))]
            values = " · ".join(
                _unbroken(say("{period}: {value}", period=period, value=said)) for period, said in known
            )
            if known:
                lines.append(say("{place} – {figures}", place=place, figures=values))
            else:
                empty.append(place)
        if empty:
            lines.append(say("Nothing given: {places}.", places=voice.semicolons(empty)))
        if lines:
            unit = say(UNITS[measure.unit].label)
            yield StudySeries(label=say("{figure} ({unit}):", figure=measure.label, unit=unit), lines=tuple(lines))


def _unbroken(text: str) -> str:
    """Keep a figure on one line with its period; words may be broken."""
    return text.replace(" ", "\u00a0") if len(text) <= _SHORT else text


def _say_targets(tables: ActionTables, indicator: Indicator) -> Iterator[str]:
    """Name the targets of an indicator, each once; the words of the programme where none was put into a table."""
    targets = [
        each.target for found in (tables.targets, tables.masked_targets) for each in found.get(indicator.code, ())
    ]
    said = dict.fromkeys(_name_target(tables, target) for target in targets) or {indicator.target_text: None}
    for each in said:
        if each:
            yield tables.voice.wording.say("Target: {target}", target=each)


def _name_target(tables: ActionTables, target: Target) -> str:
    return say_target(target, tables.voice.wording)


def _analyse(tables: ActionTables, indicator: Indicator) -> Iterator[str]:
    """Say the verdicts on the targets of an indicator, then what its figures say over time."""
    voice, say = tables.voice, tables.voice.wording.say
    for each in tables.targets.get(indicator.code, ()):
        yield say(
            "Target “{target}”{place}: {verdict}. {why}",
            target=_name_target(tables, each.target),
            place=_say_source(each, voice),
            verdict=say(TARGET_VERDICT_LABELS[each.verdict]),
            why=explain_target(each, voice.framework, voice.wording),
        )
    for each in tables.masked_targets.get(indicator.code, ()):
        yield say(
            "Target “{target}”{place}: the verdict is not published, for it rests on a figure under statistical "
            "secrecy (SS).",
            target=_name_target(tables, each.target),
            place=_say_source(each, voice),
        )
    rows, masked = tables.series.get(indicator.code, ()), len(tables.masked_series.get(indicator.code, ()))
    is_said = any(each.obstacle is TargetObstacle.NO_FIGURE for each in tables.targets.get(indicator.code, ()))
    if masked or not is_said or any(row.obstacle not in {Obstacle.NO_FIGURE, Obstacle.UNREADABLE} for row in rows):
        yield from say_series(rows, masked, voice)


def _say_source(assessment: TargetAssessment, voice: StudyVoice) -> str:
    source = assessment.source
    return f", {voice.place(source.partner, source.territory)}" if source.partner or source.territory else ""


def _say_reading(tables: ActionTables, action: Action) -> Iterator[str]:
    """Say what became of an action, by how many series, and what the coordinator settled."""
    row, voice = tables.readings.get(action.code), tables.voice
    if row is None:
        return
    say, label = voice.wording.say, voice.wording.say(ACTION_READING_LABELS[row.strict])
    reasons = voice.semicolons(say(OBSTACLE_LABELS[each]) for each in row.obstacles)
    series = _count_series(row, voice)
    if row.strict is ActionReading.NOT_MEASURABLE and reasons:
        yield say("Action {reading}: {reasons}.", reading=label, reasons=reasons)
    else:
        yield (
            say("Action {reading} ({series}).", reading=label, series=series)
            if series
            else say("Action {reading}.", reading=label)
        )
    if row.counted_as is not row.strict:
        counted = say(ACTION_READING_LABELS[row.counted_as])
        yield say("As such studies count: {reading}.", reading=counted)
    if row.overruled_because:
        computed = say(ACTION_READING_LABELS[row.computed])
        yield say(
            "Settled by the coordinator: {reason} The figures alone: {reading}.",
            reason=f"{row.overruled_because.rstrip('.')}.",
            reading=computed,
        )
    if any(tables.masked_series.get(each.code) for each in tables.indicators.get(action.code, ())):
        yield say("This reading leaves out figures that are not published.")


def _count_series(row: ActionRow, voice: StudyVoice) -> str:
    """Count the series by reading, leaving out the readings without any."""
    count = voice.wording.count
    parts = (
        (row.better, count("{n} favourable series", "{n} favourable series", row.better)),
        (row.worse, count("{n} unfavourable series", "{n} unfavourable series", row.worse)),
        (row.unchanged, count("{n} series without change", "{n} series without change", row.unchanged)),
        (
            row.no_direction,
            count("{n} series of no wanted direction", "{n} series of no wanted direction", row.no_direction),
        ),
        (row.not_concluded, count("{n} without conclusion", "{n} without conclusion", row.not_concluded)),
    )
    return ", ".join(said for number, said in parts if number)


def _say_words(records: Iterable[ActionRecord], voice: StudyVoice) -> Iterator[PartnerWords]:
    """Give the words of the partners, each marked with its partner and question."""
    say = voice.wording.say
    for record in records:
        for field, question in _QUESTIONS:
            text = str(getattr(record, field)).strip()
            if text:
                intro = say("Words of {partner} – {question}:", partner=record.partner, question=say(question))
                yield PartnerWords(intro=intro, text=say("“{text}”", text=text))

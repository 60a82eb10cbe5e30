"""The chapter of a theme in the study: its sentences, key figures and gaps."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from toolkit.model.completeness import Share
from toolkit.model.gaps import GAP_VERDICT_LABELS, GapBasis, GapRow, GapVerdict
from toolkit.model.key_figures import CAUTION_LABELS, FIGURE_KIND_LABELS, Caution, FigureKind, KeyFigure
from toolkit.model.states import UNITS, ActionStatus
from toolkit.model.study import StudyGap, StudyKeyFigure, StudyPart, StudyRow, StudyTheme
from toolkit.model.summaries import Report
from toolkit.model.trends import ACTION_READING_LABELS, OBSTACLE_LABELS, ActionReading, TrendReading
from toolkit.render.study_actions import ActionTables, write_action
from toolkit.render.study_missing import count_missing
from toolkit.render.study_series import say_points
from toolkit.render.study_voice import StudyVoice
from toolkit.wording import Wording

_SHOWN = 3
"""Key figures of one kind and unit that a theme is introduced by."""


def write_theme(
    report: Report, theme: str, tables: ActionTables, key_figures: Iterable[KeyFigure], gaps: Iterable[GapRow]
) -> StudyTheme:
    """Write the chapter of one theme; actions without a theme have one of their own."""
    voice, framework = tables.voice, report.collection.framework
    own = [row for row in gaps if framework.action_of(row.measure).theme == theme]
    figures = [row for row in key_figures if row.theme == theme]
    return StudyTheme(
        title=theme or voice.wording.say("Without theme"),
        sentences=tuple(_introduce(report, theme, tables)),
        key_figures=tuple(_write_key_figure(row, voice) for row in _choose(figures)),
        parts=tuple(_write_parts(theme, tables)),
        gaps=tuple(_write_gap(row, voice) for row in own if row.verdict is not GapVerdict.NOT_CONCLUDED),
        gaps_note=_note_gaps(own, voice),
    )


def _introduce(report: Report, theme: str, tables: ActionTables) -> Iterator[str]:
    """Say how many actions are documented, and what became of them."""
    voice, wording, say = tables.voice, tables.voice.wording, tables.voice.wording.say
    statuses = report.statuses.get(theme, {})
    documented = Share(part=statuses.get(ActionStatus.DOCUMENTED, 0), whole=sum(statuses.values()))
    if documented.whole:
        whole = wording.count("Of {n} action of the theme", "Of the {n} actions of the theme", documented.whole)
        yield say_documented(documented, whole, wording)
    left = [
        say("{reading}: {n}", reading=say(label), n=wording.whole(number))
        for label, number in count_missing(report, theme)
    ]
    if left:
        yield say("The other actions – {statuses}.", statuses=voice.semicolons(left))
    readings = Counter(row.strict for row in tables.readings.values() if row.theme == theme)
    said = (
        say("{reading}: {n}", reading=say(ACTION_READING_LABELS[reading]), n=wording.whole(readings[reading]))
        for reading in ActionReading
        if readings[reading]
    )
    yield say("By their figures, read strictly: {readings}.", readings=voice.semicolons(said))


def say_documented(documented: Share, whole: str, wording: Wording) -> str:
    """Say how many actions are documented; `whole` names those that they are part of."""
    rate = "–" if documented.whole == 0 else wording.percent(documented.part / documented.whole)
    part = wording.count("{n} is documented ({rate})", "{n} are documented ({rate})", documented.part, rate=rate)
    return wording.say("{whole}, {part}.", whole=whole, part=part)


def _choose(figures: Sequence[KeyFigure]) -> Iterator[KeyFigure]:
    """Take the largest of each kind and unit, by kind."""
    for kind in FigureKind:
        taken: Counter[str] = Counter()
        for row in figures:
            group = row.change_unit or row.unit
            if row.kind is kind and not UNITS[row.unit].is_choice and taken[group] < _SHOWN:
                taken[group] += 1
                yield row


def _write_key_figure(row: KeyFigure, voice: StudyVoice) -> StudyKeyFigure:
    say, wording = voice.wording.say, voice.wording
    value = voice.quantity(row.value, row.unit)
    if row.change is not None:
        change = voice.percent(row.change) if row.change_unit == "%" else say_points(row.change, voice)
        value = f"{value} ({change})"
    period = row.first_period if row.first_period == row.last_period else f"{row.first_period} – {row.last_period}"
    is_total = row.kind is FigureKind.TOTAL
    # The years added, of those asked, say already that some are missing.
    told = (each for each in row.cautions if not (is_total and each is Caution.PERIODS_MISSING))
    cautions = [say(CAUTION_LABELS[each]) for each in told]
    if is_total:
        years = wording.count(
            "{n} year added, of {asked}",
            "{n} years added, of {asked}",
            row.periods,
            asked=wording.whole(row.periods_asked),
        )
        cautions.insert(0, years)
    return StudyKeyFigure(
        kind=_capital(say(FIGURE_KIND_LABELS[row.kind])),
        figure=f"{row.measure} – {voice.measure(row.measure)}",
        source=voice.place(row.partner, row.territory),
        period=period,
        value=value,
        caution=voice.semicolons(cautions),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _write_parts(theme: str, tables: ActionTables) -> Iterator[StudyPart]:
    """Write the tables of actions, one an axis, in the order of the framework."""
    parts: dict[str, list[StudyRow]] = {}
    for action in tables.voice.framework.actions.values():
        if action.theme == theme:
            title = f"{action.axis} {action.axis_title}".strip() or tables.voice.wording.say("Actions")
            parts.setdefault(title, []).extend(write_action(tables, action))
    for title, rows in parts.items():
        yield StudyPart(title=title, rows=tuple(rows))


def _write_gap(row: GapRow, voice: StudyVoice) -> StudyGap:
    say, unit = voice.wording.say, voice.framework.measures[row.measure].unit
    verdict = _capital(say(GAP_VERDICT_LABELS[row.verdict]))
    if row.gap_first is not None and row.gap_last is not None:
        verdict = say(
            "{verdict}: {first}, then {last}",
            verdict=verdict,
            first=_difference(row.gap_first, unit, voice),
            last=_difference(row.gap_last, unit, voice),
        )
    meaning = {TrendReading.BETTER: say("favourable"), TrendReading.WORSE: say("unfavourable")}.get(row.reading)
    return StudyGap(
        figure=f"{row.measure} – {voice.measure(row.measure)}",
        territory=_say_ends(row, voice, is_reference=False),
        reference=_say_ends(row, voice, is_reference=True),
        verdict=f"{verdict} ({meaning})" if meaning else verdict,
    )


def _say_ends(row: GapRow, voice: StudyVoice, *, is_reference: bool) -> str:
    unit = voice.framework.measures[row.measure].unit
    ends = (row.first_reference, row.last_reference) if is_reference else (row.first_value, row.last_value)
    change = row.change_reference if is_reference else row.change
    said = ""
    if change is not None:
        said = voice.percent(change) if row.basis is GapBasis.PACE else _difference(change, unit, voice)
    return voice.wording.say(
        "{place}: from {first} in {start} to {last} in {end} ({change}).",
        place=voice.place(row.partner, row.reference if is_reference else row.territory),
        first=voice.quantity(ends[0], unit),
        last=voice.quantity(ends[1], unit),
        start=row.first_period,
        end=row.last_period,
        change=said,
    )


def _difference(value: Decimal, unit: str, voice: StudyVoice) -> str:
    """Say a difference of levels: points for shares."""
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return say_points(rounded, voice) if unit in {"%", "points"} else voice.signed(rounded)


def _note_gaps(rows: Sequence[GapRow], voice: StudyVoice) -> str:
    """Say how many gaps allow no conclusion, and why; that there is none where nothing can be compared."""
    if not rows:
        return voice.wording.say("No territory can be compared with the one that contains it.")
    reasons = Counter(row.obstacle for row in rows if row.obstacle is not None)
    if not reasons:
        return ""
    said = voice.semicolons(
        f"{voice.wording.say(OBSTACLE_LABELS[reason])} ({voice.wording.whole(number)})"
        for reason, number in reasons.most_common()
    )
    return voice.wording.say("No conclusion from the other comparisons: {reasons}.", reasons=said)

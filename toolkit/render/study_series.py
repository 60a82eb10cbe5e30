"""Sentences on what the figures of an indicator say over time, and why some say nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from toolkit.model.trends import OBSTACLE_LABELS, Obstacle, SeriesRow, TrendReading
from toolkit.render.study_voice import StudyVoice
from toolkit.wording import phrase

_SAID_ONE_BY_ONE = 4
"""Series of one measure that have a sentence each; of more, the readings are counted."""

_READINGS = {
    TrendReading.BETTER: phrase("{place}: from {first} in {start} to {last} in {end} ({change}), favourable."),
    TrendReading.WORSE: phrase("{place}: from {first} in {start} to {last} in {end} ({change}), unfavourable."),
    TrendReading.UNCHANGED: phrase("{place}: no change, from {first} in {start} to {last} in {end} ({change})."),
    TrendReading.NO_DIRECTION: phrase("{place}: from {first} in {start} to {last} in {end} ({change})."),
}
_NOTHING: Mapping[Obstacle | None, str] = {
    Obstacle.NO_FIGURE: phrase("No figure was given."),
    Obstacle.UNREADABLE: phrase("Given, but unreadable."),
}
"""What is said of an indicator whose series all lack a figure for one reason."""


def say_series(rows: Sequence[SeriesRow], masked: int, voice: StudyVoice) -> Iterator[str]:
    """Say what the series of an indicator show, measure by measure, then what cannot be concluded.

    Args:
        rows: those that may be spoken of.
        masked: number of those that rest on a masked figure.
        voice: writes figures and names.
    """
    measures = dict.fromkeys(row.measure for row in rows)
    for measure in measures:
        read = [row for row in rows if row.measure == measure and row.reading is not TrendReading.NOT_CONCLUDED]
        yield from _say_measure(read, voice, name=voice.measure(measure) if len(measures) > 1 else "")
    yield from _say_open([row for row in rows if row.reading is TrendReading.NOT_CONCLUDED], len(rows), voice)
    if masked:
        yield voice.wording.count(
            "The change of {n} series is not published: it rests on a figure under statistical secrecy (SS).",
            "The changes of {n} series are not published: they rest on figures under statistical secrecy (SS).",
            masked,
        )


def _say_measure(rows: Sequence[SeriesRow], voice: StudyVoice, name: str) -> Iterator[str]:
    """Say the series of a measure, named where there are several measures."""
    if not rows:
        return
    sentences = [say_row(row, voice) for row in rows] if len(rows) <= _SAID_ONE_BY_ONE else _say_many(rows, voice)
    first, *others = sentences
    yield voice.wording.say("{figure} – {sentence}", figure=name, sentence=first) if name else first
    yield from others


def say_row(row: SeriesRow, voice: StudyVoice) -> str:
    """Say a series that was read, from its first figure to its last."""
    unit = voice.framework.measures[row.measure].unit
    return voice.wording.say(
        _READINGS[row.reading],
        place=voice.place(row.partner, row.territory),
        first=voice.quantity(row.first_value or Decimal(0), unit),
        last=voice.quantity(row.last_value or Decimal(0), unit),
        start=row.first_period,
        end=row.last_period,
        change=_say_change(row, voice),
    )


def _say_change(row: SeriesRow, voice: StudyVoice) -> str:
    """Say a change in points for shares, in percent for the rest, in figures where there is no percentage."""
    if row.points_change is not None:
        return say_points(row.points_change, voice)
    if row.pct_change is not None:
        return voice.percent(row.pct_change)
    return voice.signed(row.abs_change or Decimal(0))


def say_points(change: Decimal, voice: StudyVoice) -> str:
    """Say a change in points; French has the plural from two on, English for all but one."""
    said, size = voice.signed(change), abs(change)
    is_one = size < 2 if voice.wording.language == "fr" else size == 1  # noqa: PLR2004 (the rule of the language)
    form = phrase("{points} point") if is_one else phrase("{points} points")
    return voice.wording.say(form, points=said)


def _say_many(rows: Sequence[SeriesRow], voice: StudyVoice) -> list[str]:
    """Count readings, and say the largest rise and the largest fall."""
    wording = voice.wording
    found = Counter(row.reading for row in rows)
    parts = (
        wording.count("{n} favourable", "{n} favourable", found[TrendReading.BETTER]),
        wording.count("{n} unfavourable", "{n} unfavourable", found[TrendReading.WORSE]),
        wording.count("{n} without change", "{n} without change", found[TrendReading.UNCHANGED]),
        wording.count("{n} of no direction", "{n} of no direction", found[TrendReading.NO_DIRECTION]),
    )
    counts = (found[reading] for reading in _READINGS)
    said = ", ".join(part for part, number in zip(parts, counts, strict=True) if number)
    series = wording.count("{n} series compared", "{n} series compared", len(rows))
    sentences = [wording.say("{series}: {readings}.", series=series, readings=said)]
    sized = sorted(rows, key=_size)
    lowest, highest = sized[0], sized[-1]
    if _size(highest) > 0:
        sentences.append(wording.say("Largest rise – {sentence}", sentence=say_row(highest, voice)))
    if _size(lowest) < 0:
        sentences.append(wording.say("Largest fall – {sentence}", sentence=say_row(lowest, voice)))
    return sentences


def _size(row: SeriesRow) -> Decimal:
    """Give the change that series of one measure are ordered by."""
    size = row.points_change if row.points_change is not None else row.pct_change
    return Decimal(0) if size is None else size


def _say_open(rows: Sequence[SeriesRow], all_rows: int, voice: StudyVoice) -> Iterator[str]:
    """Say why nothing is concluded from some series, the most frequent reason first."""
    if not rows:
        return
    reasons, say = Counter(row.obstacle for row in rows), voice.wording.say
    if len(rows) == all_rows and len(reasons) == 1 and (only := _NOTHING.get(rows[0].obstacle)):
        yield say(only)
        return
    said = voice.semicolons(
        f"{say(OBSTACLE_LABELS[reason])} ({voice.wording.whole(number)})"
        for reason, number in reasons.most_common()
        if reason is not None
    )
    is_rest = len(rows) < all_rows
    form = phrase("No conclusion from the rest: {reasons}.") if is_rest else phrase("No conclusion: {reasons}.")
    yield say(form, reasons=said)

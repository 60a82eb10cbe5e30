"""What the page says of figures over time: series with their curves, readings of actions, gaps, key figures."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.model.gaps import GAP_VERDICT_LABELS, GapBasis, GapRow, GapVerdict
from toolkit.model.key_figures import CAUTION_LABELS, FIGURE_KIND_LABELS, FigureKind, KeyFigure
from toolkit.model.periods import parse_period
from toolkit.model.summaries import Report, TrendRow
from toolkit.model.trends import OBSTACLE_LABELS, TREND_READING_LABELS, Obstacle, SeriesRow, TrendReading
from toolkit.render.page_curves import Curve, Plot, plan_curve, spread_years
from toolkit.render.page_words import PageWords
from toolkit.wording import phrase

MOST_LINES = 3000
"""Lines that a table of the page shows; with more, it says which file holds all of them."""
MOST_KEY_FIGURES = 5
"""Key figures of one kind and unit that a theme shows; the file holds all of them."""

_TONES = {
    TrendReading.BETTER: "good",
    TrendReading.WORSE: "bad",
    TrendReading.UNCHANGED: "even",
    TrendReading.NO_DIRECTION: "even",
    TrendReading.NOT_CONCLUDED: "open",
}
_GAP_CURVE = phrase("{territory}: {first}, then {last}; {reference}: {first_reference}, then {last_reference}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesLine:
    """A series as a line of a table, every figure in words; the codes are kept for the way down to its cells.

    Attributes:
        change: in the unit of the measure; `share` in percent.
        tone: `good`, `bad`, `even` or `open`.
    """

    row: SeriesRow
    label: str
    territory: str
    curve: Curve | None
    first: str
    last: str
    change: str
    share: str
    reading: str
    why: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSeries:
    """The series of one theme that have two figures or more, and how many others there are by obstacle.

    Attributes:
        number: of those with two figures or more, `MOST_LINES` of which have a line.
    """

    theme: str
    lines: tuple[SeriesLine, ...]
    number: int
    others: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapLine:
    """A gap as a line of a table, every figure in words.

    Attributes:
        changes: of the territory and of its reference.
        gaps: first and last; empty texts for counts.
    """

    row: GapRow
    theme: str
    label: str
    territory: str
    reference: str
    curve: Curve | None
    values: tuple[str, str, str, str]
    changes: tuple[str, str]
    gaps: tuple[str, str]
    verdict: str
    why: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """A key figure as a line of a table, with what has to be said with it."""

    row: KeyFigure
    label: str
    territory: str
    kind: str
    value: str
    periods: str
    change: str
    cautions: str


def list_series(report: Report, words: PageWords) -> tuple[ThemeSeries, ...]:
    """Put the series of each theme together, in the order of the framework."""
    figures = _gather_figures(report.trends)
    found: dict[str, list[SeriesRow]] = {}
    for row in report.evolution.series:
        found.setdefault(words.theme_of(row.measure), []).append(row)
    return tuple(_theme_series(theme, rows, figures, words) for theme, rows in found.items())


_Figures = dict[str, TrendRow]
_SeriesKey = tuple[str, str, str]


def _theme_series(
    theme: str, rows: Sequence[SeriesRow], figures: Mapping[_SeriesKey, _Figures], words: PageWords
) -> ThemeSeries:
    compared = [row for row in rows if row.figures > 1]
    others = Counter(row.obstacle or Obstacle.NO_FIGURE for row in rows if row.figures <= 1)
    return ThemeSeries(
        theme=theme,
        lines=tuple(
            _series_line(row, figures.get((row.measure, row.partner, row.territory), {}), words)
            for row in compared[:MOST_LINES]
        ),
        number=len(compared),
        others={words.wording.say(OBSTACLE_LABELS[each]): number for each, number in others.items()},
    )


def _gather_figures(trends: tuple[TrendRow, ...]) -> Mapping[_SeriesKey, _Figures]:
    """Give for each series a pair that begins, or else ends, at each of its periods."""
    found: dict[_SeriesKey, _Figures] = {}
    for row in trends:
        figures = found.setdefault((row.measure, row.partner, row.territory), {})
        figures.setdefault(row.first_period, row)
        figures.setdefault(row.last_period, row)
    return found


def _series_line(row: SeriesRow, figures: Mapping[str, TrendRow], words: PageWords) -> SeriesLine:
    say, unit = words.wording.say, words.unit_of(row.measure)
    return SeriesLine(
        row=row,
        label=words.measure(row.measure),
        territory=words.territory(row.territory),
        curve=_series_curve(row, figures, words),
        first=words.figure(row.first_value, unit),
        last=words.figure(row.last_value, unit),
        change=words.points(row.points_change) or words.signed(row.abs_change, unit),
        share=words.percent_change(row.pct_change),
        reading=say(TREND_READING_LABELS[row.reading]),
        why=say(OBSTACLE_LABELS[row.obstacle]) if row.obstacle is not None else "",
        tone=_TONES[row.reading],
    )


def _series_curve(row: SeriesRow, figures: Mapping[str, TrendRow], words: PageWords) -> Curve | None:
    is_school = "/" in row.first_period
    periods = sorted(period for period in figures if ("/" in period) is is_school)
    values = [
        figures[period].first_value if figures[period].first_period == period else figures[period].last_value
        for period in periods
    ]
    unit = words.unit_of(row.measure)
    said = (words.explain(period, words.figure(value, unit)) for period, value in zip(periods, values, strict=True))
    years = [period.first for code in periods if (period := parse_period(code))]
    return plan_curve(" · ".join(said), Plot(places=spread_years(years), values=values))


def list_gaps(report: Report, words: PageWords) -> Iterator[GapLine]:
    """Put the gaps into words, those with a conclusion first within the order of the framework."""
    rows = sorted(report.evolution.gaps, key=lambda row: row.verdict is GapVerdict.NOT_CONCLUDED)
    return (_gap_line(row, words) for row in rows[:MOST_LINES])


def _gap_line(row: GapRow, words: PageWords) -> GapLine:
    unit, say = words.unit_of(row.measure), words.wording.say
    values = (row.first_value, row.last_value, row.first_reference, row.last_reference)
    first, last, first_reference, last_reference = (words.figure(value, unit) for value in values)
    write_gap = words.points if unit == "%" else words.signed
    write = write_gap if row.basis is GapBasis.LEVEL else words.percent_change
    return GapLine(
        row=row,
        theme=words.theme_of(row.measure),
        label=words.measure(row.measure),
        territory=words.territory(row.territory),
        reference=words.territory(row.reference),
        curve=_gap_curve(row, words) if row.first_period != row.last_period else None,
        values=(first, last, first_reference, last_reference),
        changes=(write(row.change), write(row.change_reference)),
        gaps=(write_gap(row.gap_first), write_gap(row.gap_last)),
        verdict=say(GAP_VERDICT_LABELS[row.verdict]),
        why=say(OBSTACLE_LABELS[row.obstacle]) if row.obstacle is not None else "",
        tone=_TONES[row.reading],
    )


def _gap_curve(row: GapRow, words: PageWords) -> Curve | None:
    unit = words.unit_of(row.measure)
    title = words.wording.say(
        _GAP_CURVE,
        territory=row.territory,
        first=words.figure(row.first_value, unit),
        last=words.figure(row.last_value, unit),
        reference=row.reference,
        first_reference=words.figure(row.first_reference, unit),
        last_reference=words.figure(row.last_reference, unit),
    )
    own, other = (row.first_value, row.last_value), (row.first_reference, row.last_reference)
    return plan_curve(title, Plot(places=(0, 1), values=own, other=other))


def list_key_figures(report: Report, words: PageWords) -> Mapping[str, Mapping[FigureKind, tuple[KeyLine, ...]]]:
    """Put the first key figures of each theme into words, by kind."""
    found: dict[str, dict[FigureKind, tuple[KeyLine, ...]]] = {}
    for row in report.evolution.key_figures:
        if row.rank <= MOST_KEY_FIGURES:
            kinds = found.setdefault(row.theme, {})
            kinds[row.kind] = (*kinds.get(row.kind, ()), _key_line(row, words))
    return found


def _key_line(row: KeyFigure, words: PageWords) -> KeyLine:
    say = words.wording.say
    is_one = row.first_period == row.last_period or not row.first_period
    cautions = [say(CAUTION_LABELS[each]) for each in row.cautions]
    if row.kind is FigureKind.TOTAL:
        added = say("{added} of {asked} years", added=row.periods, asked=row.periods_asked)
        cautions = [added, *cautions]
    change = words.percent_change(row.change) if row.change_unit == "%" else words.points(row.change)
    return KeyLine(
        row=row,
        label=words.measure(row.measure),
        territory=words.territory(row.territory),
        kind=say(FIGURE_KIND_LABELS[row.kind]),
        value=words.figure(row.value, row.unit),
        periods=row.last_period if is_one else f"{row.first_period} → {row.last_period}",
        change=change,
        cautions=" · ".join(cautions),
    )

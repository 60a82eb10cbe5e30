"""The long tables of what figures say over time: series, readings of actions, key figures, gaps."""

from collections.abc import Iterable

from toolkit.excel.lexicon import Lexicon, figure_entry
from toolkit.excel.listings import Listing, ListingRow
from toolkit.excel.report_tables import Entry, TableColumn
from toolkit.layout.plan import CellValue
from toolkit.layout.styles import Role
from toolkit.model.gaps import GAP_VERDICT_LABELS, GapRow
from toolkit.model.key_figures import CAUTION_LABELS, FIGURE_KIND_LABELS, KeyFigure
from toolkit.model.states import UNITS
from toolkit.model.trends import (
    ACTION_READING_LABELS,
    OBSTACLE_LABELS,
    TREND_READING_LABELS,
    ActionRow,
    SeriesRow,
    TrendReading,
)
from toolkit.wording import phrase

_SEPARATOR = ", "
_CHANGE_UNITS = {"points": UNITS["points"].label, "%": UNITS["%"].label}
_READINGS_COUNTED = (
    TrendReading.BETTER,
    TrendReading.WORSE,
    TrendReading.UNCHANGED,
    TrendReading.NO_DIRECTION,
    TrendReading.NOT_CONCLUDED,
)


def list_series(series: Iterable[SeriesRow], lexicon: Lexicon) -> Listing:
    """List every series asked or given, with what it says or why it says nothing."""
    say = lexicon.wording.say
    return Listing(
        name=say("Series"),
        sentence=say("Each row asked, from its first figure to its last; where it says nothing, why."),
        columns=(
            *_source_columns(lexicon),
            _column(say("Figures"), 9, Role.COUNT),
            _column(say("From"), 11, Role.LOCKED_CENTER),
            _column(say("To"), 11, Role.LOCKED_CENTER),
            *(_column(say(label), 12, Role.DECIMAL) for label in _CHANGES),
            _column(say("Reading"), 16, Role.LOCKED),
            _column(say("Why not, or with what caution"), 34, Role.LOCKED),
        ),
        rows=[_series_values(row, lexicon) for row in series],
        frozen_columns=2,
    )


_CHANGES = (
    phrase("First value"),
    phrase("Last value"),
    phrase("Change"),
    phrase("Change in %"),
    phrase("Change in points"),
)


def _series_values(row: SeriesRow, lexicon: Lexicon) -> ListingRow:
    say = lexicon.wording.say
    return (
        *_source_values(row, lexicon),
        row.figures,
        row.first_period,
        row.last_period,
        _figure(row.first_value),
        _figure(row.last_value),
        _figure(row.abs_change),
        row.pct_change,
        _figure(row.points_change),
        say(TREND_READING_LABELS[row.reading]),
        "" if row.obstacle is None else say(OBSTACLE_LABELS[row.obstacle]),
    )


def list_action_readings(actions: Iterable[ActionRow], lexicon: Lexicon) -> Listing:
    """List what became of each action, in both readings, with the series that they rest on."""
    say = lexicon.wording.say
    return Listing(
        name=say("Readings of actions"),
        sentence=say("What became of each action by its series, strictly and as such studies count."),
        columns=(
            _column(say("Action"), 9, Role.KEY),
            _column(say("Theme"), 12, Role.LOCKED),
            _column(say("Title"), 50, Role.LOCKED),
            _column(say("Strict reading"), 15, Role.LOCKED),
            _column(say("Counted as"), 15, Role.LOCKED),
            *(_column(lexicon.wording.say(TREND_READING_LABELS[each]), 12, Role.COUNT) for each in _READINGS_COUNTED),
            _column(say("Favourable measures"), 22, Role.LOCKED),
            _column(say("Unfavourable measures"), 22, Role.LOCKED),
            _column(say("Why not measurable"), 34, Role.LOCKED),
            _column(say("Settled otherwise"), 12, Role.LOCKED),
        ),
        rows=[_action_values(row, lexicon) for row in actions],
        frozen_columns=1,
    )


def _action_values(row: ActionRow, lexicon: Lexicon) -> ListingRow:
    say = lexicon.wording.say
    return (
        row.action,
        row.theme,
        lexicon.action(row.action),
        say(ACTION_READING_LABELS[row.strict]),
        say(ACTION_READING_LABELS[row.counted_as]),
        row.better,
        row.worse,
        row.unchanged,
        row.no_direction,
        row.not_concluded,
        _SEPARATOR.join(row.measures_better),
        _SEPARATOR.join(row.measures_worse),
        _SEPARATOR.join(say(OBSTACLE_LABELS[each]) for each in row.obstacles),
        say("yes") if row.strict is not row.computed else say("no"),
    )


def list_key_figures(figures: Iterable[KeyFigure], lexicon: Lexicon) -> Listing:
    """List the key figures of each theme, with what has to be said with them."""
    say = lexicon.wording.say
    return Listing(
        name=say("Key figures"),
        sentence=say(
            "By theme: totals where years may be added, latest levels, largest moves; nothing is added across partners."
        ),
        columns=(
            _column(say("Theme"), 12, Role.LOCKED),
            _column(say("Kind"), 18, Role.LOCKED),
            _column(say("Rank"), 8, Role.COUNT),
            *_source_columns(lexicon),
            _column(say("From"), 11, Role.LOCKED_CENTER),
            _column(say("To"), 11, Role.LOCKED_CENTER),
            _column(say("Value"), 13, Role.DECIMAL),
            _column(say("Change"), 11, Role.DECIMAL),
            _column(say("Unit of the change"), 11, Role.LOCKED_CENTER),
            _column(say("Years"), 8, Role.LOCKED_CENTER),
            _column(say("Cautions"), 36, Role.LOCKED),
        ),
        rows=[_key_figure_values(row, lexicon) for row in figures],
        frozen_columns=3,
    )


def _key_figure_values(row: KeyFigure, lexicon: Lexicon) -> ListingRow:
    say = lexicon.wording.say
    change_unit = say(_CHANGE_UNITS[row.change_unit]) if row.change_unit in _CHANGE_UNITS else row.change_unit
    return (
        row.theme,
        say(FIGURE_KIND_LABELS[row.kind]),
        row.rank,
        *_source_values(row, lexicon),
        row.first_period,
        row.last_period,
        _figure(row.value),
        _figure(row.change),
        change_unit,
        say("{part} of {whole}", part=row.periods, whole=row.periods_asked),
        "; ".join(say(CAUTION_LABELS[each]) for each in row.cautions),
    )


def list_gaps(gaps: Iterable[GapRow], lexicon: Lexicon) -> Listing:
    """List territories against what they lie in, levels and changes side by side."""
    say = lexicon.wording.say
    numbers = (
        say("First value"),
        say("Last value"),
        say("First value of the reference"),
        say("Last value of the reference"),
        say("Change"),
        say("Change of the reference"),
        say("First gap"),
        say("Last gap"),
    )
    return Listing(
        name=say("Gaps"),
        sentence=say(
            "Each territory against the one it lies in: rates and shares by level, counts by their pace in %."
        ),
        columns=(
            *_source_columns(lexicon),
            _column(say("Reference"), 14, Role.LOCKED),
            _column(say("From"), 11, Role.LOCKED_CENTER),
            _column(say("To"), 11, Role.LOCKED_CENTER),
            *(_column(label, 11, Role.DECIMAL) for label in numbers),
            _column(say("Verdict"), 18, Role.LOCKED),
            _column(say("Reading"), 15, Role.LOCKED),
            _column(say("Why not"), 28, Role.LOCKED),
        ),
        rows=[_gap_values(row, lexicon) for row in gaps],
        frozen_columns=2,
    )


def _gap_values(row: GapRow, lexicon: Lexicon) -> ListingRow:
    say = lexicon.wording.say
    return (
        *_source_values(row, lexicon),
        lexicon.territory(row.reference),
        row.first_period,
        row.last_period,
        _figure(row.first_value),
        _figure(row.last_value),
        _figure(row.first_reference),
        _figure(row.last_reference),
        _figure(row.change),
        _figure(row.change_reference),
        _figure(row.gap_first),
        _figure(row.gap_last),
        say(GAP_VERDICT_LABELS[row.verdict]),
        say(TREND_READING_LABELS[row.reading]),
        "" if row.obstacle is None else say(OBSTACLE_LABELS[row.obstacle]),
    )


def _column(label: str, width: float, role: Role) -> TableColumn:
    return TableColumn(label=label[:1].upper() + label[1:], width=width, role=role)


def _source_columns(lexicon: Lexicon) -> tuple[TableColumn, ...]:
    say = lexicon.wording.say
    return (
        _column(say("Code"), 10, Role.KEY),
        _column(say("Figure"), 46, Role.LOCKED),
        _column(say("Unit"), 10, Role.LOCKED),
        _column(say("Partner"), 13, Role.LOCKED),
        _column(say("Territory"), 28, Role.LOCKED),
    )


def _source_values(row: SeriesRow | KeyFigure | GapRow, lexicon: Lexicon) -> tuple[CellValue, ...]:
    measure = lexicon.framework.measures[row.measure]
    return row.measure, measure.label, lexicon.unit(measure.unit), row.partner, lexicon.territory(row.territory)


def _figure(value: object) -> CellValue | Entry:
    return None if value is None else figure_entry(value)  # type: ignore[arg-type]

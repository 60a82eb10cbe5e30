"""The retained figures as a published study prints them: one table a theme, one column a year."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from toolkit.excel.lexicon import STATE_CODES, Lexicon, figure_entry
from toolkit.excel.listings import Listing, ListingRow, ListingValue
from toolkit.excel.report_tables import Entry, TableColumn
from toolkit.excel.study_targets import target_words, targets_by_indicator
from toolkit.layout.styles import Role
from toolkit.model.campaign import Campaign
from toolkit.model.framework import Framework, Target
from toolkit.model.periods import Period, PeriodKind
from toolkit.model.records import Consolidation, PointRecord
from toolkit.model.states import ANSWER_CODES, UNITS, State
from toolkit.wording import Wording, shorten

NOT_RETURNED_SIGN, REJECTED_SIGN = "–", "?"

_PERIOD_WIDTH = 10.5
_LONGEST_TEXT = 80
"""Letters of an answer in words that a narrow cell shows; the list of retained data has all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearColumn:
    """A column of the table: a calendar year, and the school year that ends in it.

    Attributes:
        codes: code of the period by its kind; the two kinds share a column and never a series.
    """

    label: str
    codes: Mapping[PeriodKind, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Series:
    """The data points of one row, by period.

    Attributes:
        opens: codes of the action, indicator and measure that the row is the first to show.
    """

    measure: str
    partner: str
    territory: str
    points: Mapping[str, PointRecord]
    opens: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Study:
    """What every row is written with."""

    lexicon: Lexicon
    years: tuple[YearColumn, ...]
    targets: Mapping[str, tuple[Target, ...]]


def list_study(consolidation: Consolidation, lexicon: Lexicon) -> Iterator[Listing]:
    """List the study, theme by theme: a row for each row asked, and for each measure volunteered beside."""
    framework, say = lexicon.framework, lexicon.wording.say
    targets = targets_by_indicator(framework)
    for theme, series in _series_by_theme(consolidation).items():
        kinds = {framework.measures[each.measure].period_kind for each in series}
        years = plan_years(consolidation.collection.campaign, kinds, lexicon.wording)
        study = _Study(lexicon=lexicon, years=years, targets=targets)
        yield Listing(
            name=theme or say("Without theme"),
            sentence=say("Figures retained, by action and indicator, for each partner and territory asked."),
            note=_legend(lexicon),
            columns=_columns(years, lexicon.wording),
            rows=[_row(each, study) for each in series],
            frozen_columns=2,
        )


def plan_years(campaign: Campaign, kinds: Iterable[PeriodKind], wording: Wording) -> tuple[YearColumn, ...]:
    """Plan one column a year: `2015 (2014/2015)` where a table holds both kinds of periods."""
    by_year: dict[int, list[Period]] = {}
    optional: set[Period] = set()
    for kind in (PeriodKind.CIVIL, PeriodKind.SCHOOL):
        if kind in kinds and kind in campaign.periods:
            optional.update(campaign.periods[kind].optional)
            for period in campaign.periods[kind].all:
                by_year.setdefault(period.last, []).append(period)
    return tuple(
        YearColumn(
            label=_year_label(periods, wording, is_optional=optional.issuperset(periods)),
            codes={period.kind: period.code for period in periods},
        )
        for _, periods in sorted(by_year.items())
    )


def _year_label(periods: list[Period], wording: Wording, *, is_optional: bool) -> str:
    first, *others = (period.code for period in periods)
    label = " ".join((first, *(f"({other})" for other in others)))
    return wording.say("{period} (optional)", period=label) if is_optional else label


def _series_by_theme(consolidation: Consolidation) -> dict[str, list[_Series]]:
    """Gather the rows of each theme, in the order of the framework; those only volunteered after those asked."""
    framework = consolidation.collection.framework
    rows: dict[str, dict[tuple[str, str], dict[str, PointRecord]]] = {}
    for request in framework.requests:
        rows.setdefault(request.measure, {})[request.partner, request.territory] = {}
    for point in consolidation.points:
        measure = rows.setdefault(point.measure, {})
        measure.setdefault((point.partner, point.territory), {})[point.period] = point
    shown: set[str] = set()
    themes: dict[str, list[_Series]] = {}
    for measure_code in _in_order(framework, rows):
        action = framework.action_of(measure_code)
        indicator = framework.measures[measure_code].indicator
        for (partner, territory), points in rows[measure_code].items():
            series = _Series(
                measure=measure_code,
                partner=partner,
                territory=territory,
                points=points,
                opens=frozenset((action.code, indicator, measure_code)) - shown,
            )
            themes.setdefault(action.theme, []).append(series)
            shown.update((action.code, indicator, measure_code))
    return themes


def _in_order(framework: Framework, measures: Iterable[str]) -> list[str]:
    """Order measures by their action, then as their table has them."""
    actions = {code: number for number, code in enumerate(framework.actions)}
    table = {code: number for number, code in enumerate(framework.measures)}
    return sorted(measures, key=lambda code: (actions[framework.action_of(code).code], table[code]))


def _columns(years: tuple[YearColumn, ...], wording: Wording) -> tuple[TableColumn, ...]:
    say = wording.say
    texts = (
        (say("Action"), 28, Role.LOCKED),
        (say("Indicator"), 28, Role.LOCKED),
        (say("Target"), 20, Role.LOCKED),
        (say("Figure"), 30, Role.LOCKED),
        (say("Unit"), 9, Role.LOCKED_CENTER),
        (say("Partner"), 14, Role.LOCKED),
        (say("Territory"), 18, Role.LOCKED),
    )
    return (
        *(TableColumn(label=label, width=width, role=role) for label, width, role in texts),
        *(TableColumn(label=year.label, width=_PERIOD_WIDTH, role=Role.LOCKED_CENTER) for year in years),
        TableColumn(label=say("Other periods"), width=20, role=Role.LOCKED),
    )


def _legend(lexicon: Lexicon) -> str:
    say = lexicon.wording.say
    codes = (f"{each.code} {lexicon.state(each.state)}" for each in ANSWER_CODES)
    signs = (
        f"{NOT_RETURNED_SIGN} {lexicon.state(State.NOT_RETURNED)}",
        f"{REJECTED_SIGN} {lexicon.state(State.REJECTED)}",
        say("empty: returned, nothing said"),
        say("shaded: not asked"),
    )
    return " · ".join((*codes, *signs))


def _row(series: _Series, study: _Study) -> ListingRow:
    lexicon, framework = study.lexicon, study.lexicon.framework
    measure = framework.measures[series.measure]
    indicator = framework.indicators[measure.indicator]
    action = framework.actions[indicator.action]
    target = target_words(indicator, measure.code, study.targets.get(indicator.code, ()), lexicon)
    codes = [year.codes.get(measure.period_kind, "") for year in study.years]
    return (
        # What a row repeats stays, for filters and sorting, but steps back.
        Entry(f"{action.code} – {action.title}", Role.LOCKED_STRONG if action.code in series.opens else Role.KEY),
        Entry(indicator.label, Role.LOCKED if indicator.code in series.opens else Role.KEY),
        Entry(target, Role.LOCKED if measure.code in series.opens else Role.KEY),
        Entry(measure.label, Role.LOCKED if measure.code in series.opens else Role.KEY),
        lexicon.unit(measure.unit),
        series.partner,
        lexicon.territory(series.territory),
        *(_year_value(series.points.get(code), lexicon) for code in codes),
        "\n".join(_say_other(point, lexicon) for period, point in series.points.items() if period not in codes),
    )


def _year_value(point: PointRecord | None, lexicon: Lexicon) -> ListingValue:
    """Give what stands in the cell of a year."""
    if point is None:
        return Entry(None, Role.STATE)
    match point.state:
        case State.VALUE:
            is_number = point.value is not None and not UNITS[point.unit].is_choice
            return figure_entry(point.value) if is_number else _say_value(point, lexicon)
        case State.BLANK:
            return None
        case State.REJECTED:
            return Entry(REJECTED_SIGN, Role.WARNING)
        case State.NOT_RETURNED:
            return NOT_RETURNED_SIGN
        case coded:
            return STATE_CODES[coded]


def _say_other(point: PointRecord, lexicon: Lexicon) -> str:
    """Say a figure of a period that has no column."""
    if point.state is State.VALUE:
        said = _say_value(point, lexicon)
    elif point.state is State.REJECTED:
        said = f"{REJECTED_SIGN} {shorten(point.raw, _LONGEST_TEXT)}"
    else:
        said = STATE_CODES.get(point.state, "")
    return lexicon.wording.say("{period}: {value}", period=point.period, value=said)


def _say_value(point: PointRecord, lexicon: Lexicon) -> str:
    """Say a value as text: yes or no, a number, or the partner's own words."""
    if point.value is None:
        return shorten(point.raw, _LONGEST_TEXT)
    return lexicon.yes_no(point.value) if UNITS[point.unit].is_choice else lexicon.number(point.value)

"""What may be published, from masked data points alone: what is hidden cannot come back by any table.

Must not see a figure that is masked, nor where a figure was read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.analysis.evolution import measure_evolution
from toolkit.analysis.secrecy import mask_points
from toolkit.analysis.series import rank_figure, territory_of
from toolkit.analysis.targets import measure_targets
from toolkit.model.completeness import Dimension
from toolkit.model.framework import Framework
from toolkit.model.periods import Period, PeriodKind, parse_period
from toolkit.model.publication import (
    SIGN_OF_QUALITY,
    SIGN_OF_STATE,
    Publication,
    PublishedCell,
    PublishedRow,
    PublishedTable,
    Sign,
)
from toolkit.model.records import PointRecord
from toolkit.model.states import PUBLISHABLE, State
from toolkit.model.summaries import Report
from toolkit.model.trends import Overruling
from toolkit.wording import LANGUAGES, load_wording

_KINDS = (PeriodKind.CIVIL, PeriodKind.SCHOOL, PeriodKind.SPAN)
_RowKey = tuple[str, str, str, PeriodKind]


@dataclass(slots=True, kw_only=True)
class _Row:
    """What is gathered for one row; `points` holds one data point a period."""

    points: dict[Period, PointRecord] = field(default_factory=dict)
    elsewhere: set[Period] = field(default_factory=set)


def make_publication(report: Report, overrulings: Mapping[str, Overruling]) -> Publication:
    """Make the tables that may be published.

    The counts of the collection are those of the report: they tell how much was answered, and no figure.

    Args:
        report: the report, of which only the data points, once masked, and the counts by theme are used.
        overrulings: readings that the coordinator settled; their reasons and authors are not published.
    """
    collection = report.collection
    masked = mask_points(collection.framework, report.points, collection.campaign.thresholds.secrecy)
    pairs = zip(report.points, masked, strict=True)
    settled = {action: replace(each, reason="", author="", date="") for action, each in overrulings.items()}
    return Publication(
        collection=collection,
        statuses=report.statuses,
        completeness=(*report.rows_of(Dimension.THEME), *report.rows_of(Dimension.CAMPAIGN)),
        tables=_tables(collection.framework, masked),
        evolution=measure_evolution(collection, masked, settled),
        targets=measure_targets(collection, masked),
        hidden=sum(before.value is not None and after.value is None for before, after in pairs),
        in_words=sum(_has_value(each) and territory_of(each, collection.framework) is None for each in masked),
    )


def _has_value(point: PointRecord) -> bool:
    return point.state is State.VALUE


def _tables(framework: Framework, masked: Sequence[PointRecord]) -> tuple[PublishedTable, ...]:
    """Put the rows in the order of the framework, then of partners and territories; empty tables are left out."""
    order = {measure: number for number, measure in enumerate(framework.measures)}
    rows = _gather(framework, masked)
    quiet = {(each.partner, each.action) for each in masked if each.state is State.CONFIDENTIAL}
    by_table: dict[tuple[str, PeriodKind], list[PublishedRow]] = {}
    for key in sorted(rows, key=lambda key: (order[key[0]], *key)):
        table = by_table.setdefault((framework.action_of(key[0]).theme, key[3]), [])
        table.append(_publish(key, rows[key], quiet))
    themes = dict.fromkeys(action.theme for action in framework.actions.values())
    wanted = ((theme, kind) for theme in themes for kind in _KINDS if (theme, kind) in by_table)
    return tuple(_table(theme, kind, by_table[theme, kind]) for theme, kind in wanted)


def _table(theme: str, kind: PeriodKind, rows: Sequence[PublishedRow]) -> PublishedTable:
    periods = sorted({period for row in rows for period in row.cells})
    return PublishedTable(theme=theme, kind=kind, periods=tuple(periods), rows=tuple(rows))


def _gather(framework: Framework, masked: Iterable[PointRecord]) -> dict[_RowKey, _Row]:
    """Gather the data points by row, at the territory that each figure was given for."""
    rows: dict[_RowKey, _Row] = {}
    for point in masked:
        period = parse_period(point.period)
        if period is None:
            continue
        territory = territory_of(point, framework)
        if territory != point.territory and not point.is_volunteered:
            _row(rows, point, point.territory, period).elsewhere.add(period)
        if territory is not None:
            found = _row(rows, point, territory, period).points
            found[period] = min(found.get(period, point), point, key=_rank)
    return rows


def _row(rows: dict[_RowKey, _Row], point: PointRecord, territory: str, period: Period) -> _Row:
    return rows.setdefault((point.measure, point.partner, territory, period.kind), _Row())


def _rank(point: PointRecord) -> tuple[object, ...]:
    """Rank two data points of one place: one with something to say comes before one without."""
    return point.state not in {State.VALUE, State.CONFIDENTIAL}, *rank_figure(point)


def _publish(key: _RowKey, row: _Row, quiet: set[tuple[str, str]]) -> PublishedRow:
    cells: dict[Period, PublishedCell] = dict.fromkeys(row.elsewhere, Sign.OTHER_TERRITORY)
    cells |= {period: _cell(point, quiet) for period, point in row.points.items()}
    marks = {period: SIGN_OF_QUALITY.get(point.quality) for period, point in row.points.items() if _has_value(point)}
    comments = (point.comment for point in row.points.values() if point.comment and _may_be_quoted(point, quiet))
    return PublishedRow(
        measure=key[0],
        partner=key[1],
        territory=key[2],
        cells=cells,
        marks={period: sign for period, sign in marks.items() if sign is not None},
        comments=tuple(dict.fromkeys(comments)),
    )


def _cell(point: PointRecord, quiet: set[tuple[str, str]]) -> PublishedCell:
    if point.state is not State.VALUE:
        return SIGN_OF_STATE[point.state]
    if point.value is not None:
        return point.value
    return point.raw if point.raw and _may_be_quoted(point, quiet) else Sign.WORDS


def _may_be_quoted(point: PointRecord, quiet: set[tuple[str, str]]) -> bool:
    """Whether the words of a partner may be published.

    It has to agree; and where something of the same action is hidden, its words could say it.
    """
    return point.publishable.strip() in _AGREED and (point.partner, point.action) not in quiet


def _agreed() -> Iterator[str]:
    return (load_wording(language).say(PUBLISHABLE[0]) for language in LANGUAGES)


_AGREED = frozenset(_agreed())

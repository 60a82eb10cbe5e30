"""The tables of a publication: one a sheet, without an empty cell; a sign stands where there is no figure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from toolkit.excel.lexicon import Lexicon, figure_entry
from toolkit.excel.listings import Listing, ListingRow, ListingValue
from toolkit.excel.publication_listings import list_status_counts, list_target_verdicts
from toolkit.excel.report_evolution import list_action_readings, list_gaps, list_key_figures, list_series
from toolkit.excel.report_tables import Entry, TableColumn, capital
from toolkit.layout.styles import Role
from toolkit.model.completeness import Dimension
from toolkit.model.periods import Period, PeriodKind
from toolkit.model.publication import Publication, PublishedCell, PublishedRow, PublishedTable, Sign
from toolkit.model.states import STATE_LABELS, UNITS, State
from toolkit.wording import Wording, phrase

_KINDS = {
    PeriodKind.CIVIL: phrase("{theme}: figures by calendar year"),
    PeriodKind.SCHOOL: phrase("{theme}: figures by school year"),
    PeriodKind.SPAN: phrase("{theme}: figures for several years together"),
}
_NO_MARK = "–"


def list_tables(publication: Publication, lexicon: Lexicon) -> Iterator[Listing]:
    """Give the tables in their order, numbered from 1, the number being the name of the sheet."""
    evolution = publication.evolution
    tables = (
        list_status_counts(publication, lexicon),
        _list_states(publication, lexicon),
        *(_list_figures(table, lexicon) for table in publication.tables),
        list_series((row for row in evolution.series if row.figures > 1), lexicon),
        list_action_readings(evolution.actions, lexicon),
        list_target_verdicts(publication, lexicon),
        list_key_figures(evolution.key_figures, lexicon),
        list_gaps(evolution.gaps, lexicon),
    )
    for number, table in enumerate(tables, start=1):
        yield _as_published(table, number, lexicon.wording)


def _as_published(table: Listing, number: int, wording: Wording) -> Listing:
    """Number a table, and let a sign stand in each of its empty cells."""
    say = wording.say
    title = say("Table {number}: {title}", number=number, title=table.title or table.name)
    return replace(
        table,
        name=say("Table {number}", number=number),
        title=title,
        note=table.note or say("Signs in square brackets are explained on the sheet of notes."),
        rows=[tuple(map(_filled, row)) for row in table.rows],
    )


def _filled(value: ListingValue) -> ListingValue:
    if isinstance(value, Entry):
        return value if value.value not in {None, ""} else Entry(Sign.NOT_APPLICABLE.mark, value.role)
    return Sign.NOT_APPLICABLE.mark if value in {None, ""} else value


def _list_states(publication: Publication, lexicon: Lexicon) -> Listing:
    say = lexicon.wording.say
    labels = (say("Data points"), *(say(STATE_LABELS[state]) for state in State))
    rows = []
    for row in publication.completeness:
        label = row.label if row.dimension is Dimension.THEME else say("All")
        rows.append((label, row.expected, *(row.states.get(state, 0) for state in State), row.valued.rate))
    return Listing(
        name=say("Data points"),
        title=say("Required data points by theme and by what is known of them"),
        sentence=say(
            "Numbers of data points; a data point is one figure asked of one partner for one territory and year."
        ),
        columns=(
            TableColumn(label=say("Theme"), width=24, role=Role.LOCKED),
            *(TableColumn(label=capital(label), width=13, role=Role.COUNT) for label in labels),
            TableColumn(label=say("Rate of values, in %"), width=13, role=Role.PERCENT),
        ),
        rows=rows,
        frozen_columns=1,
    )


def _list_figures(table: PublishedTable, lexicon: Lexicon) -> Listing:
    say = lexicon.wording.say
    return Listing(
        name="",
        title=say(_KINDS[table.kind], theme=table.theme),
        sentence=say(
            "One row for each figure, partner and territory, in the unit of the row; as given by the partners."
        ),
        columns=(
            TableColumn(label=say("Code"), width=10, role=Role.KEY),
            TableColumn(label=say("Figure"), width=44, role=Role.LOCKED),
            TableColumn(label=say("Unit"), width=10, role=Role.LOCKED),
            TableColumn(label=say("Partner"), width=13, role=Role.LOCKED),
            TableColumn(label=say("Territory"), width=28, role=Role.LOCKED),
            *(TableColumn(label=period.code, width=11, role=Role.DECIMAL) for period in table.periods),
            TableColumn(label=say("Signs by period"), width=16, role=Role.LOCKED),
            TableColumn(label=say("Partner's comment"), width=34, role=Role.LOCKED),
        ),
        rows=[_figure_row(row, table.periods, lexicon) for row in table.rows],
        frozen_columns=2,
    )


def _figure_row(row: PublishedRow, periods: Sequence[Period], lexicon: Lexicon) -> ListingRow:
    measure = lexicon.framework.measures[row.measure]
    is_choice = UNITS[measure.unit].is_choice
    cells = (_show(row.cells.get(period, Sign.NOT_ASKED), lexicon, is_choice=is_choice) for period in periods)
    return (
        row.measure,
        measure.label,
        lexicon.unit(measure.unit),
        row.partner,
        lexicon.territory(row.territory),
        *cells,
        _marks(row.marks) or _NO_MARK,
        "\n".join(row.comments) or _NO_MARK,
    )


def _show(cell: PublishedCell, lexicon: Lexicon, *, is_choice: bool) -> Entry:
    match cell:
        case Sign():
            return Entry(cell.mark, Role.DECIMAL)
        case Decimal():
            return Entry(lexicon.yes_no(cell), Role.DECIMAL) if is_choice else figure_entry(cell)
        case str():
            return Entry(cell, Role.LOCKED)


def _marks(marks: Mapping[Period, Sign]) -> str:
    return ", ".join(f"{period.code} {marks[period].mark}" for period in sorted(marks))

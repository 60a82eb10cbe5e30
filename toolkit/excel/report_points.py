"""The sheet of a report below all others: every data point with its groups, to be filtered down to its cell."""

from toolkit.excel.lexicon import Lexicon, figure_entry
from toolkit.excel.listings import Listing, ListingRow
from toolkit.excel.report_tables import TableColumn, capital
from toolkit.excel.source_links import MAX_LINKS, link_to_cell
from toolkit.layout.group_words import type_in_words
from toolkit.layout.styles import Role
from toolkit.model.completeness import DELIVERY_LABELS, DIMENSION_LABELS, REASON_LABELS, Classified, Dimension
from toolkit.model.offices import office_in_words
from toolkit.model.records import PointRecord
from toolkit.model.summaries import Report
from toolkit.wording import Wording

_MOST_ROWS = MAX_LINKS


def list_points(report: Report, wording: Wording) -> Listing:
    """List the data points with all dimensions of completeness; only the first ones where there are too many."""
    say = wording.say
    sentence = say(
        "Filter the columns for any figure of this report, and what it counts remains; the last column opens the cell."
    )
    if len(report.points) > _MOST_ROWS:
        sentence = say(
            "The first {shown} of {number} data points; the file data_points.csv holds all of them.",
            shown=wording.whole(_MOST_ROWS),
            number=wording.whole(len(report.points)),
        )
    lexicon = Lexicon(framework=report.collection.framework, wording=wording)
    pairs = zip(report.points[:_MOST_ROWS], report.groups[:_MOST_ROWS], strict=True)
    return Listing(
        name=say("Data points"),
        sentence=sentence,
        columns=_columns(wording),
        rows=[_row(point, groups, lexicon) for point, groups in pairs],
        frozen_columns=1,
        is_sparse=True,
    )


def _columns(wording: Wording) -> tuple[TableColumn, ...]:
    say = wording.say
    dimension = {each: capital(say(label)) for each, label in DIMENSION_LABELS.items()}
    return (
        _column(say("Partner"), 14),
        _column(dimension[Dimension.OFFICE], 24),
        _column(say("Theme"), 12),
        _column(dimension[Dimension.CROSS_CUTTING], 16),
        _column(dimension[Dimension.OBJECTIVE], 26),
        _column(say("Action"), 9),
        _column(say("Indicator"), 11),
        _column(say("Type"), 13),
        _column(say("Figure"), 11),
        _column(dimension[Dimension.TERRITORY], 17),
        _column(say("Territory given"), 17),
        _column(say("Period"), 13),
        _column(say("Asked as"), 13),
        _column(say("State"), 16),
        _column(dimension[Dimension.DELIVERY], 15),
        _column(say("Reason"), 26),
        _column(say("As typed"), 16),
        TableColumn(label=say("Value"), width=13, role=Role.DECIMAL),
        _column(say("File"), 30),
        _column(say("Sheet and cell"), 24),
    )


def _row(point: PointRecord, groups: Classified, lexicon: Lexicon) -> ListingRow:
    say = lexicon.wording.say
    return (
        point.partner,
        office_in_words(groups.office, lexicon.wording),
        groups.theme,
        ", ".join(groups.cross_cutting),
        groups.objective,
        point.action,
        point.indicator,
        type_in_words(groups.type, lexicon.wording),
        point.measure,
        point.territory,
        point.territory_given,
        point.period,
        lexicon.asked(point),
        lexicon.state(point.state),
        say(DELIVERY_LABELS[groups.delivery]),
        say(REASON_LABELS[groups.reason]) if groups.reason else "",
        point.raw,
        None if point.value is None else figure_entry(point.value),
        point.file,
        link_to_cell(f"{point.sheet}!{point.cell}" if point.cell else point.sheet, point.file, point.sheet, point.cell),
    )


def _column(label: str, width: float) -> TableColumn:
    return TableColumn(label=label, width=width, role=Role.ONE_LINE)

"""The heat maps of a report: shares of values by two dimensions, shaded by their size."""

from collections.abc import Iterator
from itertools import pairwise

from toolkit.excel.report_summary import number_columns
from toolkit.excel.report_tables import Entry, Page, TableColumn, capital, set_up_list, write_head, write_table
from toolkit.layout.plan import CellValue
from toolkit.layout.styles import Role
from toolkit.model.completeness import DIMENSION_LABELS, CompletenessRow, Dimension, HeatMap, Share
from toolkit.model.summaries import Report
from toolkit.wording import Wording, phrase

_CODE_WIDTH, _NAME_WIDTH, _SHARE_WIDTH = 22, 66, 16
_NARROW_SHARE, _MANY_COLUMNS = 12, 6
_FROZEN_COLUMNS = 2

_HEAT = ((80, Role.HEAT_5), (60, Role.HEAT_4), (40, Role.HEAT_3), (20, Role.HEAT_2), (0, Role.HEAT_1))
"""Least rate in percent of each shade, from the darkest."""

_TITLES = {
    (Dimension.PARTNER, Dimension.THEME): phrase("Heat map of partners and themes"),
    (Dimension.PARTNER, Dimension.PERIOD): phrase("Heat map of partners and periods"),
    (Dimension.TERRITORY, Dimension.THEME): phrase("Heat map of territories and themes"),
}


def write_partner_themes(page: Page, report: Report) -> None:
    """Write the rate of each partner at each theme."""
    _write_heat_map(page, report, Dimension.PARTNER, Dimension.THEME)


def write_partner_periods(page: Page, report: Report) -> None:
    """Write the rate of each partner at each period, the optional ones apart."""
    _write_heat_map(page, report, Dimension.PARTNER, Dimension.PERIOD)


def write_territory_themes(page: Page, report: Report) -> None:
    """Write the rate of each theme at each territory asked."""
    _write_heat_map(page, report, Dimension.TERRITORY, Dimension.THEME)


def _write_heat_map(page: Page, report: Report, rows: Dimension, columns: Dimension) -> None:
    """Write a heat map; what is not asked is empty, and no shade stands without its number."""
    say = page.wording.say
    heat = next(each for each in report.heat_maps if (each.row_dimension, each.column_dimension) == (rows, columns))
    sentence = say(
        "Share of the data points asked that have a value; the darker, the more. An empty cell: nothing is asked."
    )
    if heat.optional_columns:
        sentence = say(
            "Share of the data points asked that have a value; the darker, the more. An empty cell: nothing is asked. "
            "Optional periods stand apart and are in no total."
        )
    write_head(page, say(_TITLES[rows, columns]), sentence)
    table = _columns(page.wording, heat)
    area = write_table(page, table, _rows(report.rows_of(rows), heat))
    set_up_list(page, table, area, _FROZEN_COLUMNS)
    _write_scale(page, area.last_row + 2)


def _columns(wording: Wording, heat: HeatMap) -> tuple[TableColumn, ...]:
    say = wording.say
    width = _NARROW_SHARE if len(heat.columns) > _MANY_COLUMNS else _SHARE_WIDTH
    unsaid = say("not said by the framework")
    required = (key or unsaid for key in heat.columns if key not in heat.optional_columns)
    optional = (say("{period} (optional)", period=key) for key in heat.columns if key in heat.optional_columns)
    return (
        TableColumn(label=capital(say(DIMENSION_LABELS[heat.row_dimension])), width=_CODE_WIDTH, role=Role.LOCKED),
        TableColumn(label=say("Name"), width=_NAME_WIDTH, role=Role.LOCKED),
        *(TableColumn(label=label, width=width, role=Role.LOCKED) for label in required),
        TableColumn(label=say("All"), width=width, role=Role.LOCKED),
        *number_columns((say("Required data points"),)),
        *(TableColumn(label=label, width=width, role=Role.LOCKED) for label in optional),
    )


def _rows(rows: tuple[CompletenessRow, ...], heat: HeatMap) -> Iterator[tuple[CellValue | Entry, ...]]:
    required = [key for key in heat.columns if key not in heat.optional_columns]
    optional = [key for key in heat.columns if key in heat.optional_columns]
    for row in rows:
        yield (
            row.key,
            row.label,
            *(_entry(heat.shares.get((row.key, key))) for key in required),
            _entry(row.valued),
            row.expected,
            *(_entry(heat.shares.get((row.key, key))) for key in optional),
        )


def _entry(share: Share | None) -> CellValue | Entry:
    rate = None if share is None else share.rate
    if rate is None:
        return None
    return Entry(rate, next(role for least, role in _HEAT if rate >= least))


def _write_scale(page: Page, row: int) -> None:
    """Explain the shades, the lightest first, each with its bounds in words."""
    say = page.wording.say
    page.write(row, 1, say("Shades"), Role.SECTION)
    upper = {role: least for (least, _), (_, role) in pairwise(_HEAT)}
    for place, (least, role) in enumerate(reversed(_HEAT), start=1):
        text = say("{least} % and more", least=least)
        if role in upper:
            text = say("from {least} % to less than {upper} %", least=least, upper=upper[role])
        page.write(row + place, 1, least, role)
        page.write(row + place, 2, text, Role.LOCKED)

"""The sheet of a report on territories: for each indicator, how many values came for which territory."""

from collections.abc import Iterator

from toolkit.excel.report_tables import Entry, Page, TableColumn, set_up_list, write_head, write_table
from toolkit.layout.group_words import type_in_words
from toolkit.layout.plan import CellValue
from toolkit.layout.styles import Role
from toolkit.model.completeness import TerritoryMatrix
from toolkit.model.summaries import Report
from toolkit.wording import Wording, phrase

_FROZEN_COLUMNS = 3
_PRINT_SCALE = 60
_LEGEND = (
    (Role.OBTAINED, 3, phrase("values for a territory that was asked")),
    (Role.MISSING, 0, phrase("asked, and no value came")),
    (Role.OBTAINED_BESIDE, 3, phrase("values for a territory that was not asked")),
)


def write_territories(page: Page, report: Report) -> None:
    """Write the matrix of indicators and the territories that values came for, with its legend below."""
    say = page.wording.say
    sentence = say("Values of each indicator by the territory they are for, at any period. An empty cell: not asked.")
    write_head(page, say("Territories obtained by indicator"), sentence)
    matrix = report.territories
    columns = _columns(page.wording, matrix)
    area = write_table(page, columns, _rows(page.wording, report, matrix))
    set_up_list(page, columns, area, _FROZEN_COLUMNS)
    # There are too many territories for the width of one page: the first columns come back on each.
    page.sheet.set_print_scale(_PRINT_SCALE)
    page.sheet.repeat_columns(0, _FROZEN_COLUMNS - 1)
    page.write(area.last_row + 2, 1, say("Shades"), Role.SECTION)
    for row, (role, example, meaning) in enumerate(_LEGEND, start=area.last_row + 3):
        page.write(row, 2, example, role)
        page.write(row, 3, say(meaning), Role.LOCKED)


def _columns(wording: Wording, matrix: TerritoryMatrix) -> tuple[TableColumn, ...]:
    say = wording.say
    names = (code or say("in the partner's own words") for code in matrix.territories)
    return (
        TableColumn(label=say("Action"), width=9, role=Role.KEY),
        TableColumn(label=say("Indicator"), width=10, role=Role.LOCKED),
        TableColumn(label=say("Label"), width=50, role=Role.LOCKED),
        TableColumn(label=say("Type"), width=13, role=Role.LOCKED),
        *(TableColumn(label=name, width=12, role=Role.LOCKED) for name in names),
    )


def _rows(wording: Wording, report: Report, matrix: TerritoryMatrix) -> Iterator[tuple[CellValue | Entry, ...]]:
    indicators = report.collection.framework.indicators
    for code in matrix.indicators:
        indicator = indicators[code]
        cells = (_entry(matrix, code, territory) for territory in matrix.territories)
        yield indicator.action, code, indicator.label, type_in_words(indicator.type, wording), *cells


def _entry(matrix: TerritoryMatrix, indicator: str, territory: str) -> CellValue | Entry:
    number = matrix.values.get((indicator, territory))
    if number is None:
        return None
    if (indicator, territory) not in matrix.asked:
        return Entry(number, Role.OBTAINED_BESIDE)
    return Entry(number, Role.OBTAINED if number else Role.MISSING)

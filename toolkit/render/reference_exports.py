"""The reference page of exports, made from their columns and code lists. Must not say more than they."""

from collections.abc import Iterable

from toolkit.analysis.code_lists import make_code_lists
from toolkit.model.exports import (
    MISSING_STATUS,
    NOT_ANSWERED_COLUMNS,
    OBSERVATION_COLUMNS,
    STATUS_LABELS,
    ExportColumn,
    ExportTable,
)
from toolkit.model.framework import Framework
from toolkit.model.states import SDMX_STATUS
from toolkit.render.reference import list_table_lines
from toolkit.wording import load_wording

_INTRODUCTION = """# Exports

This page is generated from the columns and code lists that `toolkit export` writes. How to use them:
[Export to other programs](../how-to/export.md).

| `--to` | folder | holds |
| --- | --- | --- |
| `csv` | `exports/csv/` | each table below as `NAME.csv`: UTF-8, commas, RFC 4180, one header row |
| `datapackage` | `exports/datapackage/` | the same files, with `datapackage.json` (Frictionless, version 1) |
| `parquet` | `exports/parquet/` | each table as `NAME.parquet`; figures are double precision, an empty cell is null |
| `sdmx` | `exports/sdmx/` | `data.csv` (SDMX-CSV 2.0), `structure.xml` (SDMX-ML 3.0); without *not_answered* |

`manifest.json` lists every file of the folder with its SHA-256. The same results give the same bytes. A text that a
spreadsheet could take for a formula has an apostrophe in front, in CSV files; numbers never do.
"""

_KEYS = """Codes are those of the framework. SDMX takes letters, digits, `_`, `-`, `@` and `$` only: in `data.csv` and
`structure.xml` anything else in a code becomes `_`, and the framework's code stands in an annotation.
"""

COLUMN_MEANINGS = {
    "MEASURE": "Code of the measure.",
    "PARTNER": "Code of the partner that answered.",
    "REF_AREA": "Code of the territory that the figure is for; `_O` when the partner named one without a code.",
    "AREA_ASKED": "Code of the territory that was asked.",
    "TIME_PERIOD": "The period as SDMX has it: `2019`, or the first day and the length, such as `2018-09-01/P1Y`.",
    "OBS_VALUE": "The figure as a plain decimal: 33.9 for 33.9 %. Empty where a code or words answer.",
    "OBS_TEXT": "The answer to a measure in words.",
    "OBS_STATUS": "How firm the value is, or why there is none: see *statuses*.",
    "ANSWER_STATE": "What is known of the data point: see *states*.",
    "REASON": "Why there is no value: see *reasons*.",
    "UNIT_MEASURE": "Unit of the measure.",
    "INDICATOR": "Code of the indicator that the measure belongs to.",
    "PROGRAMME_ACTION": "Code of the action that the indicator belongs to.",
    "THEME": "Theme of the action.",
    "PERIOD_CODE": "The period as every other output has it: `2019`, `2018/2019`, `2015-2019`.",
    "REQUEST_KIND": "Whether the data point was asked: see *request_kinds*.",
    "AREA_TEXT": "The territory in the partner's words, where `REF_AREA` is `_O`.",
    "SOURCE_SHA256": "SHA-256 of the returned file; `returns.csv` of `results/` has its name.",
    "SOURCE_SHEET": "Sheet that the answer was read on.",
    "SOURCE_CELL": "Cell that the answer was read in.",
}


def render_exports_reference() -> str:
    """Render the tables, the code lists and the meaning of each status, as a page in Markdown."""
    parts = [_INTRODUCTION, _KEYS, "## observations", ""]
    parts += [
        "One row a value retained, or a code in the place of one.",
        "",
        *list_table_lines(_OF_COLUMNS, _observed()),
        "",
    ]
    parts += ["## not_answered", "", "One row a data point that is blank, rejected or not returned.", ""]
    parts += [*list_table_lines(_OF_COLUMNS[:1] + _OF_COLUMNS[2:], map(_gap, NOT_ANSWERED_COLUMNS)), ""]
    parts += ["## Code lists", "", *list_table_lines(("table", "in SDMX", "columns"), map(_list, _code_lists())), ""]
    parts += ["## Statuses", "", "The codes are those of the list CL_OBS_STATUS of SDMX.", ""]
    parts += [*list_table_lines(("OBS_STATUS", "says", "of"), _statuses()), ""]
    return "\n".join(parts)


_OF_COLUMNS = ("column", "in SDMX", "codes", "meaning")


def _observed() -> Iterable[tuple[str, ...]]:
    for column in OBSERVATION_COLUMNS:
        role = column.role.value if column.role is not None else ""
        yield (f"`{column.name}`", role, column.code_list, COLUMN_MEANINGS[column.name])


def _gap(column: ExportColumn) -> tuple[str, ...]:
    return (f"`{column.name}`", column.code_list, COLUMN_MEANINGS[column.name])


def _code_lists() -> tuple[ExportTable, ...]:
    nothing = Framework(partners={}, territories={}, actions={}, indicators={}, measures={}, requests=())
    return make_code_lists(nothing, (), load_wording("en"))


def _list(table: ExportTable) -> tuple[str, ...]:
    return (table.name, table.list_id or "–", ", ".join(f"`{name}`" for name in table.column_names))


def _statuses() -> Iterable[tuple[str, ...]]:
    for status, label in STATUS_LABELS.items():
        qualities = [f"quality {quality.value}" for quality, code in SDMX_STATUS.items() if code == status]
        states = [f"state {state.value}" for state, code in MISSING_STATUS.items() if code == status]
        yield (f"`{status}`", label, ", ".join((*qualities, *states)))

"""From a grid of texts to a table, and from checked tables to a framework. Must not judge what it reads."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from toolkit.analysis.framework_values import clean_text, read_number, split_list
from toolkit.model.framework import (
    APART,
    Action,
    Framework,
    Indicator,
    Measure,
    Observation,
    Office,
    Partner,
    Request,
    ShareRule,
    Table,
    TableRow,
    Target,
    Territory,
)
from toolkit.model.periods import PeriodKind
from toolkit.model.places import Location, cell_name

Grid = Iterable[Sequence[str]]
"""Rows of texts from row 1 on, empty rows included."""


def table_from_grid(name: str, grid: Grid, place: Location) -> Table:
    """Make a table of a grid whose first row names the columns.

    Rows without any text are left out and still count. Of two columns of one name the first is kept: the
    check reports the other.
    """
    texts = [[_as_read(text) for text in row] for row in grid]
    header = [text.strip() for text in texts[0]] if texts else []
    width = max((_filled_width(row) for row in texts), default=0)
    columns = tuple([*header, *[""] * width][:width])
    rows = tuple(
        _table_row(columns, row, number, place)
        for number, row in enumerate(texts[1:], start=2)
        if _filled_width(row) > 0
    )
    return Table(name=name, columns=columns, rows=rows, location=place)


def _as_read(text: str) -> str:
    # A line break is \n whatever program saved the table, so that both forms of a framework read the same.
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _filled_width(row: Sequence[str]) -> int:
    return max((number for number, text in enumerate(row, start=1) if text.strip()), default=0)


def _table_row(columns: Sequence[str], row: Sequence[str], number: int, place: Location) -> TableRow:
    values: dict[str, str] = {}
    cells: dict[str, str] = {}
    for position, column in enumerate(columns):
        if column not in values:
            values[column] = row[position] if position < len(row) else ""
            cells[column] = cell_name(number, position + 1)
    location = Location(file=place.file, sheet=place.sheet, cell=cell_name(number, 1))
    return TableRow(values=values, location=location, cells=cells)


def build_framework(tables: Iterable[Table]) -> Framework:
    """Make the framework of tables that `check_framework` found without errors."""
    rows = {table.name: [_clean_row(row) for row in table.rows] for table in tables}
    return Framework(
        partners={partner.code: partner for partner in map(_partner, rows["partners"])},
        territories={territory.code: territory for territory in map(_territory, rows["territories"])},
        actions={action.code: action for action in map(_action, rows["actions"])},
        indicators={indicator.code: indicator for indicator in map(_indicator, rows["indicators"])},
        measures={measure.code: measure for measure in map(_measure, rows["measures"])},
        requests=tuple(map(_request, rows["requests"])),
        targets=tuple(map(_target, rows["targets"])),
        offices=tuple(map(_office, rows.get("offices", []))),
        observations=tuple(filter(None, map(_observation, rows.get("observations", [])))),
        share_rules=tuple(
            ShareRule(share=row["measure"], part=row["other_measure"], whole=row["parameter"])
            for row in rows.get("rules", [])
            if row["kind"] == "share"
        ),
        texts={(row["key"], row["language"]): row["text"] for row in rows.get("texts", [])},
        migrations={(row["kind"], row["old"]): row["new"] for row in rows.get("migrations", [])},
    )


class _Row(dict[str, str]):
    """The cleaned texts of a row; a column that is absent is empty."""

    def __missing__(self, column: str) -> str:
        return ""


def _clean_row(row: TableRow) -> _Row:
    return _Row({column: clean_text(text) for column, text in row.values.items()})


def _partner(row: Mapping[str, str]) -> Partner:
    return Partner(code=row["partner"], name=row["name"], kind=row["kind"], contact=row["contact"], email=row["email"])


def _territory(row: Mapping[str, str]) -> Territory:
    return Territory(
        code=row["territory"], label=row["label"], kind=row["kind"], parent=row["parent"], part_of=row["part_of"]
    )


def _action(row: Mapping[str, str]) -> Action:
    return Action(
        code=row["action"],
        theme=row["theme"],
        axis=row["axis"],
        axis_title=row["axis_title"],
        objective=row["objective"],
        sub_objective=row["sub_objective"],
        title=row["title"],
        partners=split_list(row["partners"]),
        cross_cutting=split_list(row["cross_cutting"]),
    )


def _indicator(row: Mapping[str, str]) -> Indicator:
    return Indicator(
        code=row["indicator"],
        action=row["action"],
        label=row["label"],
        type=row["type"],
        target_text=row["target_text"],
    )


def _measure(row: Mapping[str, str]) -> Measure:
    return Measure(
        code=row["measure"],
        indicator=row["indicator"],
        label=row["label"],
        unit=row["unit"],
        breakdown=row["breakdown"],
        period_kind=PeriodKind(row["period_kind"]),
        counted=row["counted"],
        nature=row["nature"],
        basis=row["basis"],
        polarity=row["polarity"] or "neutral",
        across_periods=row["across_periods"] or "none",
        several_partners=row["several_partners"] or APART,
        lead_partner=row["lead_partner"],
        tolerance=read_number(row["tolerance"]) or Decimal(0),
    )


def _request(row: Mapping[str, str]) -> Request:
    return Request(measure=row["measure"], partner=row["partner"], territory=row["territory"])


def _target(row: Mapping[str, str]) -> Target:
    return Target(
        code=row["target"],
        indicator=row["indicator"],
        measure=row["measure"],
        territory=row["territory"],
        operator=row["operator"],
        value=read_number(row["value"]),
        value_max=read_number(row["value_max"]),
        unit=row["unit"],
        base_period=row["base_period"],
        base_value=read_number(row["base_value"]),
        change_unit=row["change_unit"],
        per=row["per"],
        due=row["due"],
        text=row["text"],
    )


def _office(row: Mapping[str, str]) -> Office:
    return Office(partner=row["partner"], name=row["office"], theme=row["theme"], scope=split_list(row["scope"]))


def _observation(row: Mapping[str, str]) -> Observation | None:
    value = read_number(row["value"])
    if value is None:  # never after the check; tells the type checker so
        return None
    return Observation(
        measure=row["measure"],
        partner=row["partner"],
        territory=row["territory"],
        period=row["period"],
        value=value,
        status=row["status"] or "A",
    )

import csv
import re
from dataclasses import replace

from paris_points import empty_report, paris_report

from toolkit.files.evolution import write_evolution
from toolkit.model.evolution_columns import ACTION_READING_COLUMNS, GAP_COLUMNS, KEY_FIGURE_COLUMNS, SERIES_COLUMNS

TABLES = {
    "series.csv": SERIES_COLUMNS,
    "action_readings.csv": ACTION_READING_COLUMNS,
    "gaps.csv": GAP_COLUMNS,
    "key_figures.csv": KEY_FIGURE_COLUMNS,
}


def written(folder, evolution):
    write_evolution(folder, evolution)
    tables = {}
    for name in TABLES:
        with (folder / name).open(encoding="utf-8", newline="") as source:
            tables[name] = list(csv.reader(source))
    return tables


def test_each_table_has_its_columns_and_one_row_a_record(tmp_path):
    evolution = paris_report().evolution
    tables = written(tmp_path, evolution)
    assert {name: tuple(rows[0]) for name, rows in tables.items()} == TABLES
    records = evolution.series, evolution.actions, evolution.gaps, evolution.key_figures
    assert [len(rows) - 1 for rows in tables.values()] == [len(each) for each in records]


def test_gaps_begin_with_the_columns_of_the_contract():
    contract = "measure,partner,territory,reference,first_period,last_period,first_value,last_value,first_reference,"
    assert ",".join(GAP_COLUMNS).startswith(
        f"{contract}last_reference,change,change_reference,gap_first,gap_last,verdict"
    )


def test_figures_are_plain_and_lists_are_joined(tmp_path):
    tables = written(tmp_path, paris_report().evolution)
    values = {cell for row in tables["series.csv"][1:] for cell in row[6:11]}
    assert [cell for cell in values if not re.fullmatch(r"(-?\d+(\.\d+)?)?", cell)] == []
    assert {row[13] for row in tables["series.csv"][1:]} == {"yes", "no"}
    assert any(";" in row[10] for row in tables["action_readings.csv"][1:])


def test_a_reason_that_looks_like_a_formula_is_neutralised(tmp_path):
    evolution = paris_report().evolution
    hostile = replace(evolution.actions[0], overruled_because="=1+1", overruled_by="@x")
    rows = written(tmp_path, replace(evolution, actions=(hostile,)))["action_readings.csv"]
    assert rows[1][-3:-1] == ["'=1+1", "'@x"]


def test_a_campaign_of_nothing_has_headers_only(tmp_path):
    assert all(len(rows) == 1 for rows in written(tmp_path, empty_report().evolution).values())

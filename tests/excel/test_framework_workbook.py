import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from toolkit.analysis.framework_tables import table_from_grid
from toolkit.errors import ToolkitError
from toolkit.excel.framework_workbook import read_framework_workbook
from toolkit.excel.framework_writer import write_framework_workbook
from toolkit.files.csv_tables import read_tables
from toolkit.model.framework_schema import FRAMEWORK_TABLES
from toolkit.model.places import Location
from toolkit.wording import load_wording

EXAMPLE = Path(__file__).parents[2] / "templates" / "paris-2015-2022"
ENGLISH = load_wording("en")


def contents(table):
    return table.columns, [(dict(row.values), dict(row.cells), row.location.cell) for row in table.rows]


@pytest.fixture(scope="module")
def paris(tmp_path_factory):
    path = tmp_path_factory.mktemp("paris") / "framework.xlsx"
    write_framework_workbook(path, read_tables(EXAMPLE), ENGLISH)
    return path


def test_the_workbook_says_what_the_csv_files_say_in_every_cell(paris):
    read = {table.name: table for table in read_framework_workbook(paris)}
    for table in read_tables(EXAMPLE):
        assert contents(read[table.name]) == contents(table)


def test_every_declared_table_has_a_sheet_and_absent_ones_have_headers_only(paris):
    tables = read_framework_workbook(paris)
    assert [table.name for table in tables] == list(FRAMEWORK_TABLES)
    rules = next(table for table in tables if table.name == "rules")
    assert rules.columns == ("rule", "kind", "measure", "other_measure", "parameter")
    assert rules.rows == ()


def test_the_same_tables_give_the_same_bytes(paris, tmp_path):
    write_framework_workbook(tmp_path / "again.xlsx", read_tables(EXAMPLE), ENGLISH)
    assert (tmp_path / "again.xlsx").read_bytes() == paris.read_bytes()


def test_headers_have_notes_and_code_columns_have_lists(paris):
    workbook = load_workbook(paris)
    sheet = workbook["requests"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:C1435"
    assert "Measure that is asked." in sheet["A1"].comment.text
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists == {
        "A2:A5000": "'measures'!$A$2:$A$5000",
        "B2:B5000": "'partners'!$A$2:$A$5000",
        "C2:C5000": "'territories'!$A$2:$A$5000",
    }
    literal = {str(rule.sqref): rule.formula1 for rule in workbook["measures"].data_validations.dataValidation}
    assert literal["J2:J5000"] == '"higher,lower,neutral"'


def test_every_column_with_choices_has_a_literal_list_that_excel_takes():
    for schema in FRAMEWORK_TABLES.values():
        for column in schema.columns:
            assert len(",".join(column.choices)) <= 255
            assert not any("," in choice for choice in column.choices)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "-5", "2015", "1.10", "33.90", "  spaced ", "two\nlines", "_x0041_", "\x01", "TRUE", "http://a.org", "'q"],
)
def test_text_stays_text_and_figures_stay_as_typed(tmp_path, text):
    grid = [["target", "operator", "value", "text"], ["T1", "words", text, text]]
    write_framework_workbook(tmp_path / "f.xlsx", [table_from_grid("targets", grid, Location())], ENGLISH)
    targets = next(table for table in read_framework_workbook(tmp_path / "f.xlsx") if table.name == "targets")
    assert (targets.rows[0].values["value"], targets.rows[0].values["text"]) == (text, text)


def test_only_figures_are_numbers(tmp_path):
    grid = [["target", "value"], ["2015", "0"]]
    write_framework_workbook(tmp_path / "f.xlsx", [table_from_grid("targets", grid, Location())], ENGLISH)
    sheet = load_workbook(tmp_path / "f.xlsx")["targets"]
    assert (sheet["A2"].data_type, sheet["B2"].data_type) == ("s", "n")


def test_a_text_beyond_the_limit_of_excel_stops_the_writing(tmp_path):
    table = table_from_grid("partners", [["partner", "name"], ["CAF", "x" * 32_768]], Location())
    with pytest.raises(RuntimeError, match="returned -2 for name on the sheet partners"):
        write_framework_workbook(tmp_path / "f.xlsx", [table], ENGLISH)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2015, "2015"),
        (2015.0, "2015"),
        (0, "0"),
        (33.9, "33.9"),
        (0.1 + 0.2, "0.3"),
        (1e20, "100000000000000000000"),
        (True, "1"),
        (False, "0"),
        (None, ""),
        (datetime(2020, 11, 30), "2020-11-30"),  # noqa: DTZ001 (Excel knows no time zones)
        (datetime(2020, 11, 30, 12), "2020-11-30T12:00:00"),  # noqa: DTZ001
        ("a_x000D_\nb", "a\nb"),
        ("#REF!", "#REF!"),
    ],
)
def test_a_cell_reads_as_a_person_would_type_it(tmp_path, value, text):
    workbook = Workbook()
    workbook.active.title = " Partners"
    workbook.active.append(["partner", "name"])
    workbook.active.append(["CAF", value])
    workbook.save(tmp_path / "f.xlsx")
    (table,) = read_framework_workbook(tmp_path / "f.xlsx")
    assert table.rows[0].values == {"partner": "CAF", "name": text}
    assert table.rows[0].place("name") == Location(file="f.xlsx", sheet=" Partners", cell="B2")


def test_a_formula_without_result_stops_the_reading(tmp_path):
    workbook = Workbook()
    workbook.active.title = "partners"
    workbook.active.append(["partner", "name"])
    workbook.active.append(["CAF", "=A2"])
    workbook.save(tmp_path / "f.xlsx")
    with pytest.raises(ToolkitError, match="sheet partners, cell B2: the formula has no result"):
        read_framework_workbook(tmp_path / "f.xlsx")


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 cut short"])
def test_a_file_that_is_no_workbook_is_told(tmp_path, content):
    (tmp_path / "f.xlsx").write_bytes(content)
    with pytest.raises(ToolkitError, match=r"f\.xlsx cannot be read as an Excel workbook"):
        read_framework_workbook(tmp_path / "f.xlsx")


def test_an_archive_that_is_no_workbook_is_told(tmp_path):
    with zipfile.ZipFile(tmp_path / "f.xlsx", "w") as package:
        package.writestr("readme.txt", "hello")
    with pytest.raises(ToolkitError, match=r"f\.xlsx cannot be read as an Excel workbook"):
        read_framework_workbook(tmp_path / "f.xlsx")


def test_a_file_that_is_absent_is_told(tmp_path):
    with pytest.raises(ToolkitError, match=r"f\.xlsx cannot be opened"):
        read_framework_workbook(tmp_path / "f.xlsx")

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.framework_tables import build_framework, table_from_grid
from toolkit.analysis.framework_values import FileNameFault, clean_text, file_name_fault, read_number, split_list
from toolkit.files.csv_tables import read_tables
from toolkit.model.places import Location

EXAMPLE = Path(__file__).parents[2] / "templates" / "paris-2015-2022"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", Decimal(0)),
        ("", None),
        ("-5.3", Decimal("-5.3")),
        (" 12 ", Decimal(12)),
        ("000123456789012345", Decimal(123456789012345)),
        ("1234567890123456", None),
        ("1,5", None),
        ("1 200", None),
        ("1e3", None),
        (".5", None),
        ("٣", None),
        ("NaN", None),
    ],
)
def test_only_a_plain_decimal_is_a_number(text, number):
    assert read_number(text) == number


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_a_number_written_plainly_reads_as_itself(number):
    assert read_number(f"{number:f}") == number


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean_text(clean_text(text)) == clean_text(text)


def test_a_list_drops_empty_parts():
    assert split_list("A; B;;") == ("A", "B")
    assert split_list("") == ()


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("CAF", None),
        ("a_b-1", None),
        ("", FileNameFault.CHARACTERS),
        ("été", FileNameFault.CHARACTERS),
        ("a.b", FileNameFault.CHARACTERS),
        ("lpt9", FileNameFault.RESERVED),
        ("x" * 41, FileNameFault.LENGTH),
    ],
)
def test_a_code_fits_a_file_name_or_not(code, fault):
    assert file_name_fault(code) == fault


def test_of_two_columns_of_one_name_the_first_is_kept_and_both_are_named():
    table = table_from_grid("partners", [["partner", "partner"], ["A", "B"]], Location(file="f"))
    assert table.columns == ("partner", "partner")
    assert table.rows[0].values == {"partner": "A"}
    assert table.rows[0].cells == {"partner": "A2"}


def test_cells_beyond_the_header_make_a_column_without_name():
    table = table_from_grid("partners", [["partner"], ["A", "stray"], []], Location(file="f"))
    assert table.columns == ("partner", "")
    assert len(table.rows) == 1


def test_the_paris_framework_is_built_whole():
    framework = build_framework(read_tables(EXAMPLE))
    counts = (len(framework.partners), len(framework.actions), len(framework.indicators), len(framework.measures))
    assert counts == (37, 172, 448, 959)
    assert (len(framework.requests), len(framework.targets), len(framework.partners_asked)) == (1434, 168, 30)
    assert framework.actions["G01"].partners == ("GIP",)
    assert framework.targets[0].value == Decimal(11)
    assert framework.observations == ()

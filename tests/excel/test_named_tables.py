"""Tables have a name, a description and the headers that stand in their cells; their looks stay our own."""

import zipfile

import pytest
from openpyxl import load_workbook
from small_campaign import issue, write_small_campaign

from toolkit.layout.sheets import SHEET_NAMES, Sheet
from toolkit.wording import load_wording

LAYOUT_TABLES = (Sheet.AVAILABILITY, Sheet.CIVIL, Sheet.SCHOOL, Sheet.ACTIONS, Sheet.FREE_ROWS, Sheet.CONTACTS)


@pytest.fixture(params=["fr", "en"])
def issued(tmp_path, request):
    folder = write_small_campaign(tmp_path / "campaign", language=request.param)
    return request.param, issue(folder)["AAA"]


def test_each_table_with_filters_has_a_name_from_its_sheet(issued):
    language, path = issued
    tables = {sheet.title: list(sheet.tables) for sheet in load_workbook(path).worksheets if sheet.tables}
    assert set(tables) == {load_wording(language).say(SHEET_NAMES[sheet]) for sheet in LAYOUT_TABLES}
    names = [name for found in tables.values() for name in found]
    assert len(set(names)) == len(names) == len(tables)
    assert "tbl_annees_civiles" in names or "tbl_calendar_years" in names


def test_the_columns_of_a_table_are_the_headers_that_stand_there(issued):
    _, path = issued
    for sheet in load_workbook(path).worksheets:
        for table in sheet.tables.values():
            header = [cell.value for cell in sheet[table.ref][0]]
            assert [column.name for column in table.tableColumns] == header
            assert len({text.lower() for text in header}) == len(header)
            assert table.autoFilter.ref == table.ref
            assert table.tableStyleInfo is None or not table.tableStyleInfo.name
            assert all(cell.font.b for cell in sheet[table.ref][0])


def test_a_screen_reader_is_told_the_title_and_the_sentence_of_the_sheet(issued):
    _, path = issued
    book = load_workbook(path)
    with zipfile.ZipFile(path) as package:
        texts = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/tables/")]
    for sheet in book.worksheets:
        for name in sheet.tables:
            (text,) = (each for each in texts if f'displayName="{name}"' in each)
            assert f'altText="{sheet["A1"].value}"' in text
            assert "altTextSummary=" in text

"""The quick scan covers what spreadsheet programs write, so that the slow parser is left with what they never do."""

import pytest
from office import need_office, work
from openpyxl import load_workbook
from small_campaign import issue, write_small_campaign

from toolkit.excel.package import open_package
from toolkit.excel.sheet_scanner import _CELL, SheetScan
from toolkit.excel.stored_cells import Stored


def scanned(path):
    """Give by sheet whether the scan came to its end."""
    package = open_package(path.read_bytes())
    stored = Stored(strings=["text"] * 10_000, formats=package.formats, counts_from_1904=False)
    reached = {}
    for sheet in package.sheets:
        data = package.read(sheet.part)
        scan = SheetScan(data, (data.index(b"<sheetData>") + 11, data.index(b"</sheetData>")), stored)
        rows = list(scan.read_rows())
        reached[sheet.name] = bool(rows) and data.startswith(b"</sheetData>", scan.at)
    return reached


@pytest.fixture
def issued(tmp_path):
    return issue(write_small_campaign(tmp_path))["AAA"]


def test_it_covers_every_sheet_that_we_issue(issued):
    assert set(scanned(issued).values()) == {True}


def test_it_covers_every_sheet_that_openpyxl_saves(issued):
    load_workbook(issued).save(issued)
    assert set(scanned(issued).values()) == {True}


@pytest.mark.xdist_group("libreoffice")
def test_it_covers_every_sheet_that_libreoffice_saves(issued):
    need_office()
    saved = issued.with_name("saved.xlsx")
    work({"open": str(issued), "save": [str(saved)]})
    assert set(scanned(saved).values()) == {True}


@pytest.mark.parametrize("blanks", [0, 1, 16_000])
def test_each_blank_is_looked_at_once(blanks):
    row = '<c r="A1"><v>1</v></c>' + '<c r="B1" s="3"/>' * blanks
    assert sum(len(token[0]) for token in _CELL.findall(row)) == len(row)
    assert len(_CELL.findall(row)) == (2 if blanks else 1)


def test_a_cell_of_another_kind_behind_blanks_leaves_the_row_to_the_parser():
    row = b'<row r="1"><c r="A1"/><c r="B1" t="inlineStr"><is><r><t>a</t></r></is></c></row>'
    scan = SheetScan(row, (0, len(row)), Stored(strings=[], formats=(), counts_from_1904=False))
    assert (list(scan.read_rows()), scan.at) == ([], 0)


def test_it_says_where_it_stopped_behind_letters_of_several_bytes():
    good = '<row r="1"><c r="A1" t="str"><v>é😀</v></c></row>'.encode()
    bad = b'<row r="2"><c r="A2"><x/></c></row>'
    scan = SheetScan(good + bad, (0, len(good + bad)), Stored(strings=[], formats=(), counts_from_1904=False))
    assert [cell.text for row in scan.read_rows() for cell in row] == ["é😀"]
    assert scan.at == len(good)

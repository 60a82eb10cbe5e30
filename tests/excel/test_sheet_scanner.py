"""The quick scan covers what spreadsheet programs write, so that the slow parser is left with what they never do."""

import pytest
from office import need_office, work
from openpyxl import load_workbook
from small_campaign import issue, write_small_campaign

from toolkit.excel.package import open_package
from toolkit.excel.sheet_scanner import SheetScan
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

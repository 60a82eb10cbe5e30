"""The second reader agrees with the first wherever both have a word for what is stored, and a difference is named."""

import pytest
from minimal_xlsx import minimal_xlsx

from toolkit.excel.cross_check import compare_readers
from toolkit.excel.xlsx_reader import read_xlsx
from toolkit.model.raw import CellKind, RawCell

FORMATS = '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/></cellXfs>'
STRINGS = "<si><t> bordé </t></si><si><t>a_x000D_b</t></si><si><t/></si>"
AGREEING = [
    '<c r="B2"><v>33.9</v></c>',
    '<c r="B2"><v>0</v></c>',
    '<c r="B2"><v>1E+3</v></c>',
    '<c r="B2"><v>0.1</v></c>',
    '<c r="B2" s="1"><v>0.339</v></c>',
    '<c r="B2" s="2"><v>43193</v></c>',
    '<c r="B2" t="b"><v>1</v></c>',
    '<c r="B2" t="b"><v>0</v></c>',
    '<c r="B2" t="e"><v>#REF!</v></c>',
    '<c r="B2" t="e"><v>#SPILL!</v></c>',
    '<c r="B2" t="s"><v>0</v></c>',
    '<c r="B2" t="s"><v>1</v></c>',
    '<c r="B2" t="s"><v>2</v></c>',
    '<c r="B2" t="s"><v>77</v></c>',
    '<c r="B2" t="str"><f>A1</f><v>x</v></c>',
    '<c r="B2"><f>A1</f></c>',
    '<c r="B2"><f>A1</f><v>5</v></c>',
    '<c r="B2" t="inlineStr"><is><r><t>1 </t></r><r><t>458</t></r></is></c>',
    '<c r="B2"/>',
]


def compare(data, ours):
    return list(compare_readers(data, {"Feuille": [(2, 2, ours)]}))


@pytest.mark.parametrize("cell", AGREEING)
def test_the_readers_agree(cell):
    data = minimal_xlsx(f'<row r="2">{cell}<c r="D2"><v>1</v></c></row>', STRINGS, FORMATS)
    (sheet,) = read_xlsx(data).sheets
    cells = {(found.row, found.column): found for row in sheet.read_rows() for found in row}
    assert compare(data, cells.get((2, 2))) == []


STORED = minimal_xlsx('<row r="2"><c r="B2"><v>33.9</v></c></row>')
DIFFERING = [
    (None, " / 33.9"),
    (RawCell(2, 2, CellKind.NUMBER, "33.8"), "33.8 / 33.9"),
    (RawCell(2, 2, CellKind.TEXT, "33.9"), "33.9 / 33.9"),
    (RawCell(2, 2, CellKind.BOOLEAN, "1"), "1 / 33.9"),
]


@pytest.mark.parametrize(("ours", "read"), DIFFERING)
def test_a_difference_is_named_with_its_cell_and_both_values(ours, read):
    (remark,) = compare(STORED, ours)
    assert (remark.cause, remark.sheet, remark.cell, remark.read) == ("readers_disagree", "Feuille", "B2", read)


def test_a_cell_beyond_what_the_second_reader_sees_is_blank_to_it():
    (remark,) = compare_readers(STORED, {"Feuille": [(9, 9, RawCell(9, 9, CellKind.NUMBER, "4"))]})
    assert remark.read == "4 / "


@pytest.mark.parametrize("data", [b"no workbook", minimal_xlsx()])
def test_what_the_second_reader_cannot_read_and_nothing_to_compare_say_nothing(data):
    assert list(compare_readers(data, {"Autre": [(1, 1, None)]})) == []
    assert list(compare_readers(data, {})) == []


def test_no_more_than_twenty_differences_are_named():
    cells = [(2, 2, RawCell(2, 2, CellKind.NUMBER, "1"))] * 50
    assert len(list(compare_readers(STORED, {"Feuille": cells}))) == 20

"""What is stored in a cell is what is read: kind, text, formula and format, whatever the file's habits."""

from contextlib import suppress

import pytest
from minimal_xlsx import MAIN, minimal_xlsx, parts_of, zipped

from toolkit.errors import UnreadableFileError
from toolkit.excel.workbook_reader import read_workbook
from toolkit.excel.xlsx_reader import read_xlsx
from toolkit.model.raw import CellKind, RawCell

SHEET = "xl/worksheets/sheet1.xml"
FORMATS = (
    '<numFmts><numFmt numFmtId="164" formatCode="d mmmm yyyy"/><numFmt numFmtId="165" formatCode="0&quot;d&quot;"/>'
    '<numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>'
    '<xf numFmtId="166"/><xf numFmtId="odd"/></cellXfs>'
)
GENERAL, PERCENT, DAY, LONG_DAY, LETTER_D, HOURS, ODD = range(7)


def cells_of(data):
    (sheet,) = read_xlsx(data).sheets
    return [cell for row in sheet.read_rows() for cell in row]


def read_cells(cells, strings="", **options):
    return cells_of(minimal_xlsx(f'<row r="3">{cells}</row>', strings, FORMATS, **options))


def read_cell(cell, strings="", **options):
    (found,) = read_cells(cell, strings, **options)
    return found


CELLS = [
    ('<c r="B3"><v>33.9</v></c>', CellKind.NUMBER, "33.9"),
    ('<c r="B3"><v>0</v></c>', CellKind.NUMBER, "0"),
    ('<c r="B3" t="n"><v>1E+3</v></c>', CellKind.NUMBER, "1E+3"),
    ('<c r="B3"><v>NaN</v></c>', CellKind.ERROR, "NaN"),
    ('<c r="B3"><v>1e999</v></c>', CellKind.ERROR, "1e999"),
    ('<c r="B3"><v>1_000</v></c>', CellKind.ERROR, "1_000"),
    ('<c r="B3" t="b"><v>1</v></c>', CellKind.BOOLEAN, "1"),
    ('<c r="B3" t="b"><v>false</v></c>', CellKind.BOOLEAN, "0"),
    ('<c r="B3" t="b"><v>peut-être</v></c>', CellKind.ERROR, "peut-être"),
    ('<c r="B3" t="e"><v>#REF!</v></c>', CellKind.ERROR, "#REF!"),
    ('<c r="B3" t="e"><v>#SPILL!</v></c>', CellKind.ERROR, "#SPILL!"),
    ('<c r="B3" t="d"><v>2018-04-03</v></c>', CellKind.DATE, "2018-04-03"),
    ('<c r="B3" t="str"><f>A1&amp;"x"</f><v>x</v></c>', CellKind.TEXT, "x"),
    ('<c r="B3" t="str"><f>A1</f><v>a_x000D_b</v></c>', CellKind.TEXT, "a\rb"),
    ('<c r="B3" t="inlineStr"><is><t>tapé</t></is></c>', CellKind.TEXT, "tapé"),
    ('<c r="B3" t="inlineStr"><is><r><t>1 </t></r><r><t>458</t></r></is></c>', CellKind.TEXT, "1 458"),
    ('<c r="B3" t="unheard"><v>mot</v></c>', CellKind.TEXT, "mot"),
    ('<c r="B3"><f>SUM(A1:A2)</f></c>', CellKind.UNCALCULATED, ""),
    ('<c r="B3"><f>SUM(A1:A2)</f><v></v></c>', CellKind.UNCALCULATED, ""),
    ('<c r="B3"><f>SUM(A1:A2)</f><v>7</v></c>', CellKind.NUMBER, "7"),
    ('<c r="B3"><f t="shared" si="0"/><v>7</v></c>', CellKind.NUMBER, "7"),
    (f'<c r="B3" s="{DAY}"><v>43193</v></c>', CellKind.DATE, "2018-04-03"),
    (f'<c r="B3" s="{LONG_DAY}"><v>43193.5</v></c>', CellKind.DATE, "2018-04-03T12:00:00"),
    (f'<c r="B3" s="{DAY}"><v>59</v></c>', CellKind.DATE, "1900-02-28"),
    (f'<c r="B3" s="{DAY}"><v>-1</v></c>', CellKind.DATE, "-1"),
    (f'<c r="B3" s="{DAY}"><v>1e15</v></c>', CellKind.DATE, "1e15"),
    (f'<c r="B3" s="{HOURS}"><v>1.5</v></c>', CellKind.DATE, "1.5"),
    (f'<c r="B3" s="{LETTER_D}"><v>12</v></c>', CellKind.NUMBER, "12"),
    (f'<c r="B3" s="{ODD}"><v>12</v></c>', CellKind.NUMBER, "12"),
    ('<c r="B3" s="99"><v>12</v></c>', CellKind.NUMBER, "12"),
    ('<c r="B3" s=""><v>12</v></c>', CellKind.NUMBER, "12"),
]


@pytest.mark.parametrize(("cell", "kind", "text"), CELLS, ids=[each[0] for each in CELLS])
def test_a_cell_is_read_as_it_is_stored(cell, kind, text):
    found = read_cell(cell)
    assert (found.row, found.column, found.kind, found.text) == (3, 2, kind, text)


@pytest.mark.parametrize("cell", ['<c r="B3" s="2"/>', '<c r="B3"><v></v></c>', '<c r="B3" t="str"><v></v></c>'])
def test_a_cell_with_a_format_alone_holds_nothing(cell):
    assert read_cells(cell) == []


def test_a_formula_is_kept_beside_its_value_and_a_percent_format_too():
    assert read_cell(f'<c r="B3" s="{PERCENT}"><f>1/2</f><v>0.5</v></c>') == RawCell(
        3, 2, CellKind.NUMBER, "0.5", "1/2", "0%"
    )


def test_dates_count_from_1904_where_the_workbook_says_so():
    cell = f'<c r="B3" s="{DAY}"><v>41731</v></c>'
    assert read_cell(cell, workbook='<workbookPr date1904="1"/>').text == "2018-04-03"
    assert read_cell(cell, workbook='<workbookPr date1904="0"/>').text == "2014-04-02"


STRINGS = (
    "<si><t>simple</t></si>"
    "<si><r><t>en </t></r><r><rPr><b/></rPr><t>gras</t></r></si>"
    "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si>"
    "<si><t>un_x000D_deux_x005F_x0041_</t></si>"
    "<si/>"
)


@pytest.mark.parametrize(
    ("index", "text"), [("0", "simple"), ("1", "en gras"), ("2", "東京"), ("3", "un\rdeux_x0041_")]
)
def test_a_shared_text_is_read_whole_and_without_phonetic_hints(index, text):
    assert read_cell(f'<c r="B3" t="s"><v>{index}</v></c>', STRINGS).text == text


def test_an_empty_shared_text_holds_nothing():
    assert read_cells('<c r="B3" t="s"><v>4</v></c>', STRINGS) == []


@pytest.mark.parametrize("index", ["5", "-1", "x", "1e3", "99999999999999999999"])
def test_a_broken_index_rejects_its_cell_and_not_the_file(index):
    good, bad = read_cells(f'<c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>{index}</v></c>', STRINGS)
    assert (good.text, bad.kind, bad.text) == ("simple", CellKind.ERROR, f"#SST[{index}]")


def test_rows_and_cells_without_their_place_follow_the_one_before():
    data = minimal_xlsx(
        "<row><c><v>1</v></c><c><v>2</v></c></row>"
        '<row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>'
    )
    assert [(cell.name, cell.text) for cell in cells_of(data)] == [
        ("A1", "1"), ("B1", "2"), ("C5", "3"), ("D5", "4"), ("A6", "5"),
    ]  # fmt: skip


@pytest.mark.parametrize("place", ["XFE1", "AAAA1", "1", "?", "A0x"])
def test_a_cell_at_no_place_of_a_sheet_is_damage(place):
    with pytest.raises(UnreadableFileError, match="damaged"):
        read_cells(f'<c r="{place}"><v>1</v></c>')


@pytest.mark.parametrize("row", ["0", "-3", "1048577", "x", "9" * 5000])
def test_a_row_at_no_place_of_a_sheet_is_damage(row):
    with pytest.raises(UnreadableFileError, match="damaged"):
        cells_of(minimal_xlsx(f'<row r="{row}"><c><v>1</v></c></row>'))


def test_cells_under_a_merge_are_kept():
    parts = parts_of('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>')
    parts[SHEET] = parts[SHEET].replace("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>')
    assert [cell.text for cell in cells_of(zipped(parts))] == ["1", "2"]


def strict(text):
    return text.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    )


ROW = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>0.5</v></c></row>'


def test_a_strict_workbook_is_read_and_it_is_said():
    parts = {name: strict(part) for name, part in parts_of(ROW, STRINGS, FORMATS).items()}
    assert [cell.text for cell in cells_of(zipped(parts))] == ["simple", "0.5"]
    assert [remark.detail for remark in read_xlsx(zipped(parts)).remarks] == ["strict"]


LOSSES = [
    ("xl/styles.xml", "missing styles", ["simple", "0.5"]),
    ("xl/sharedStrings.xml", "missing sharedStrings", ["#SST[0]", "0.5"]),
    ("docProps/core.xml", None, ["simple", "0.5"]),
]


@pytest.mark.parametrize(("part", "detail", "texts"), LOSSES)
def test_a_workbook_with_a_part_missing_is_read_and_it_is_said(part, detail, texts):
    parts = parts_of(ROW, STRINGS, FORMATS)
    parts.pop(part, None)
    data = zipped(parts)
    assert [cell.text for cell in cells_of(data)] == texts
    assert [remark.detail for remark in read_xlsx(data).remarks] == ([detail] if detail else [])


def test_parts_that_no_relation_names_are_found_where_every_program_puts_them():
    parts = parts_of(ROW, STRINGS, FORMATS)
    relations = "xl/_rels/workbook.xml.rels"
    parts[relations] = parts[relations].replace("/sharedStrings", "/other").replace("/styles", "/other")
    data = zipped(parts)
    assert [(cell.text, cell.number_format) for cell in cells_of(data)] == [("simple", ""), ("0.5", "0%")]
    assert {remark.detail for remark in read_xlsx(data).remarks} == {"relations"}


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET])
def test_a_workbook_without_an_essential_part_is_refused(part):
    parts = parts_of(ROW, STRINGS, FORMATS)
    del parts[part]
    with pytest.raises(UnreadableFileError, match="damaged"):
        [list(sheet.read_rows()) for sheet in read_workbook(zipped(parts))[1].sheets]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"])
@pytest.mark.parametrize("damage", [lambda text: text[:-9], lambda text: text + "<", lambda text: "\x00" + text])
def test_xml_that_is_not_well_formed_is_refused_and_never_read_in_part(part, damage):
    parts = parts_of(ROW, STRINGS, FORMATS)
    parts[part] = damage(parts[part])
    with pytest.raises(UnreadableFileError, match="damaged"):
        [list(sheet.read_rows()) for sheet in read_workbook(zipped(parts))[1].sheets]


@pytest.mark.parametrize(
    "damaged",
    [
        "</c",
        "<c r='C1'>",
        "\x01",
        "<",
        "&unknown;",
        "</row>",
        *(f'<c r="B3"><f>{formula}</f><v>1</v></c>' for formula in ("1\x01", "1]]>")),
    ],
)
def test_a_sheet_that_is_not_well_formed_is_refused_and_never_read_in_part(damaged):
    with pytest.raises(UnreadableFileError, match="damaged"):
        read_cells(f'<c r="A3"><v>1</v></c>{damaged}')


@pytest.mark.parametrize(
    ("written", "formula"), [("1\r\n+2", "1\n+2"), ("A1>0", "A1>0"), ("A1&gt;0", "A1>0"), ("0", "0")]
)
def test_a_formula_is_read_as_xml_has_it(written, formula):
    assert read_cell(f'<c r="B3"><f>{written}</f><v>3</v></c>').formula_text == f"={formula}"


@pytest.mark.parametrize("index", ["1", "&#49;", "&#x31;"])
def test_the_index_of_a_shared_text_may_be_a_reference_to_a_character(index):
    texts = "<si><t>a</t></si><si><t>b</t></si>"
    assert read_cell(f'<c r="B3" t="s"><v>{index}</v></c>', texts).text == "b"


@pytest.mark.parametrize("row", ['<row r="1" r="2"/>', '<row r="1" r="2"><c r="A1"><v>1</v></c></row>'])
def test_a_row_with_two_numbers_is_no_xml(row):
    with pytest.raises(UnreadableFileError, match="damaged"):
        cells_of(minimal_xlsx(row))


def test_deep_nesting_ends_in_a_refusal_or_in_values_and_never_in_a_crash():
    deep = "<a>" * 100_000 + "</a>" * 100_000
    data = minimal_xlsx(f'<row r="1"><c r="A1" t="inlineStr"><is>{deep}</is></c></row>')
    with suppress(UnreadableFileError):
        assert cells_of(data) == []

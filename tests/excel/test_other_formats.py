"""Workbooks of other formats give the same cells as far as their format tells, and what is lost is said."""

import pytest
from minimal_xlsx import ods, parts_of, unzipped, zipped

from toolkit.errors import UnreadableFileError
from toolkit.excel import workbook_reader
from toolkit.excel.ods_reader import read_ods
from toolkit.excel.workbook_reader import read_workbook
from toolkit.model.raw import CellKind


def table(rows, name="Feuille"):
    return f'<table:table table:name="{name}">{rows}</table:table>'


def row(cells, repeated=1):
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def cells_of(content, **parts):
    (sheet,) = read_ods(ods(content, **parts)).sheets
    return [cell for cells in sheet.read_rows() for cell in cells]


STRING = 'office:value-type="string"'
CELLS = [
    ('office:value-type="float" office:value="33.9"', "<text:p>33,9</text:p>", CellKind.NUMBER, "33.9", ""),
    ('office:value-type="float" office:value="0"', "<text:p>0</text:p>", CellKind.NUMBER, "0", ""),
    ('office:value-type="percentage" office:value="0.339"', "<text:p>33,9 %</text:p>", CellKind.NUMBER, "0.339", "0%"),
    ('office:value-type="currency" office:value="5"', "<text:p>5 €</text:p>", CellKind.NUMBER, "5", ""),
    (STRING, "<text:p>a<text:s text:c='2'/>b</text:p><text:p>c</text:p>", CellKind.TEXT, "a  b\nc", ""),
    (STRING, "<text:p>a<text:span>b</text:span>c</text:p>", CellKind.TEXT, "abc", ""),
    ('office:value-type="date" office:date-value="2018-04-03"', "<text:p>3</text:p>", CellKind.DATE, "2018-04-03", ""),
    ('office:value-type="boolean" office:boolean-value="true"', "<text:p>VRAI</text:p>", CellKind.BOOLEAN, "1", ""),
    ('office:value-type="string" calcext:value-type="error"', "<text:p>#REF!</text:p>", CellKind.ERROR, "#REF!", ""),
    ('table:formula="of:=1/0" office:value-type="string"', "<text:p>#DIV/0!</text:p>", CellKind.ERROR, "#DIV/0!", ""),
    ('table:formula="of:=A1"', "", CellKind.UNCALCULATED, "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("attributes", "inside", "kind", "text", "number_format"), CELLS, ids=[c[0] for c in CELLS])
def test_a_cell_of_an_ods_is_read_as_it_is_stored(attributes, inside, kind, text, number_format):
    (cell,) = cells_of(table(row(f"<table:table-cell {attributes}>{inside}</table:table-cell>")))
    assert (cell.kind, cell.text, cell.number_format) == (kind, text, number_format)


def test_a_comment_is_no_part_of_the_text():
    cell = "<office:annotation><text:p>à voir</text:p></office:annotation><text:p>5</text:p>"
    assert [cell.text for cell in cells_of(table(row(f"<table:table-cell>{cell}</table:table-cell>")))] == ["5"]


def test_repeated_rows_and_cells_and_cells_under_a_merge_stand_where_they_belong():
    content = table(
        row("<table:table-cell table:number-columns-repeated='3'/>", 4)
        + row(
            "<table:table-cell table:number-columns-repeated='2'/>"
            "<table:table-cell table:number-columns-repeated='2'><text:p>x</text:p></table:table-cell>"
            "<table:covered-table-cell><text:p>y</text:p></table:covered-table-cell>",
            2,
        )
        + row("<table:table-cell/>", 1_048_570)
    )
    assert [(cell.name, cell.text) for cell in cells_of(content)] == [
        ("C5", "x"), ("D5", "x"), ("E5", "y"), ("C6", "x"), ("D6", "x"), ("E6", "y"),
    ]  # fmt: skip


@pytest.mark.parametrize(("columns", "rows"), [(16_385, 1), (1, 1_048_577), (10_000, 10_000)])
def test_repetitions_that_would_fill_the_memory_are_refused(columns, rows):
    cell = f"<table:table-cell table:number-columns-repeated='{columns}'><text:p>x</text:p></table:table-cell>"
    with pytest.raises(UnreadableFileError, match="too_large"):
        cells_of(table(row(cell, rows)))


def test_identity_date_and_program_of_an_ods_are_read():
    meta = (
        "<meta:generator>LibreOffice/24.2$Linux</meta:generator><dc:date>2020-10-01T08:00:00</dc:date>"
        '<meta:user-defined meta:name="collection_identity">petite|AAA|1</meta:user-defined>'
    )
    workbook = read_ods(ods(table(""), meta))
    assert workbook.properties == {"collection_identity": "petite|AAA|1"}
    assert (workbook.modified, workbook.editor) == ("2020-10-01T08:00:00", "LibreOffice/24.2")


def test_an_ods_is_remarked_and_one_with_a_password_refused():
    kind, workbook = read_workbook(ods(table("")))
    assert (kind, [remark.cause for remark in workbook.remarks]) == ("ods", ["other_format"])
    with pytest.raises(UnreadableFileError, match="encrypted"):
        read_ods(ods("", **{"META-INF/manifest.xml": "<manifest:encryption-data/>"}))


@pytest.mark.parametrize(
    "damage", [lambda text: text[:-20], lambda text: text.replace(b'repeated="1"', b'repeated="x"')]
)
def test_a_damaged_ods_is_refused(damage):
    parts = unzipped(ods(table(row("<table:table-cell><text:p>x</text:p></table:table-cell>"))))
    parts["content.xml"] = damage(parts["content.xml"])
    with pytest.raises(UnreadableFileError, match="damaged"):
        read_workbook(zipped(parts))


def test_a_workbook_that_only_the_second_reader_can_open_is_read_and_it_is_said(monkeypatch):
    def fail(_data):
        raise UnreadableFileError("unfamiliar")

    monkeypatch.setattr(workbook_reader, "read_xlsx", fail)  # no known file does it
    parts = parts_of('<row r="1"><c r="A1"><v>5</v></c><c r="B1" t="b"><v>1</v></c></row>')
    _, workbook = read_workbook(zipped(parts))
    cells = [cell for sheet in workbook.sheets for cells in sheet.read_rows() for cell in cells]
    assert [(cell.name, cell.kind, cell.text) for cell in cells] == [
        ("A1", CellKind.NUMBER, "5"), ("B1", CellKind.BOOLEAN, "1"),
    ]  # fmt: skip
    assert [remark.cause for remark in workbook.remarks] == ["second_reader"]


def test_the_second_reader_is_not_asked_where_a_checksum_is_wrong():
    parts = parts_of('<row r="1"><c r="A1"><v>5</v></c></row>')
    del parts["xl/_rels/workbook.xml.rels"]
    data = bytearray(zipped({**parts, "xl/media/picture": b"stored" * 50}))
    data[data.index(b"picture") + 10] ^= 1
    with pytest.raises(UnreadableFileError, match="damaged"):
        read_workbook(bytes(data))


@pytest.mark.parametrize(
    ("data", "detail"),
    [
        (b"<html><table>", "html"),
        (b"%PDF-1.4", "pdf"),
        (b"a;b\n1;2\n", "text"),
        (b'<?xml version="1.0"?><Workbook/>', "xml"),
        (zipped({"retour.xlsx": b"x"}), "archive"),
    ],
)
def test_what_is_no_workbook_is_refused_by_its_name(data, detail):
    with pytest.raises(UnreadableFileError) as caught:
        read_workbook(data)
    assert (caught.value.cause, caught.value.detail) == ("other_format", detail)


def test_nothing_at_all_is_empty():
    with pytest.raises(UnreadableFileError, match="empty"):
        read_workbook(b"")


def test_an_xls_that_nobody_can_read_is_damaged():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "Workbook".encode("utf-16-le")
    with pytest.raises(UnreadableFileError, match="damaged"):
        read_workbook(ole)

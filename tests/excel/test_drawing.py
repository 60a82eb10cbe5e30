"""What our sheets write quickly is what XlsxWriter writes: the same file, part by part."""

import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
import xlsxwriter

from toolkit.excel.drawing import Drawing, at_midnight, format_properties, write_link, write_value
from toolkit.layout.styles import STYLES, Role

ROWS = [
    ["a", "é < & >", "", None, Decimal("1.5"), 3],
    ["a", " a ", "a\nb", "=1+1", "_x0041_", "x\x01y"],
    ["long " * 8_000, "a", None, "b", Decimal(-0), "http://example.org"],
    [None, "", "c", "c", "c", "c"],
]
LINKS = [
    ("external:../collected/b.xlsx#'Années civiles'!G12", "Années civiles!G12"),
    ("external:../collected/b.xlsx#'Années civiles'!G13", "Années civiles!G13"),
    ("external:../collected/b.xlsx", "b.xlsx"),
    ("external:../collected/50%25%20a%23b.xlsx#'S'!A1", "50% a#b.xlsx"),
    ("internal:'A#1'!A1", "A#1"),
]
CREATED = at_midnight(date(2020, 1, 1))


def parts(data):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def ours(path, *, streams):
    drawing = Drawing(path, title="t", author="a", created=CREATED)
    sheet = drawing.add_sheet("A#1", streams=streams)
    for number, row in enumerate(ROWS, start=1):
        for column, value in enumerate(row, start=1):
            write_value(sheet, number, column, value, drawing.format_of(Role.LOCKED))
    for number, (target, text) in enumerate(LINKS, start=len(ROWS) + 1):
        write_link(sheet, number, 2, target, drawing.format_of(Role.LINK), text)
    drawing.close()
    return parts(path.read_bytes())


def plain(*, streams):
    """The same cells by the public methods of the library alone."""
    content = BytesIO()
    options = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    book = xlsxwriter.Workbook(content, options)
    book.set_properties({"title": "t", "author": "a", "created": CREATED})
    book.formats[0].set_font_name(Drawing(None, title="", author="").book.formats[0].font_name)
    book.formats[0].set_font_size(10)
    book.constant_memory, book.in_memory = streams, not streams
    sheet = book.add_worksheet("A#1")
    looks = {role: book.add_format(format_properties(STYLES[role])) for role in (Role.LOCKED, Role.LINK)}
    for number, row in enumerate(ROWS):
        for column, value in enumerate(row):
            if value is None or value == "":
                sheet.write_blank(number, column, None, looks[Role.LOCKED])
            elif isinstance(value, str):
                sheet.write_string(number, column, value[:32_767], looks[Role.LOCKED])
            else:
                sheet.write_number(number, column, float(value), looks[Role.LOCKED])
    for number, (target, text) in enumerate(LINKS, start=len(ROWS)):
        sheet.write_url(number, 1, target, looks[Role.LINK], text)
    book.close()
    return parts(content.getvalue())


@pytest.mark.parametrize("streams", [False, True])
def test_every_part_of_the_file_is_the_same(tmp_path, streams):
    written, expected = ours(tmp_path / "ours.xlsx", streams=streams), plain(streams=streams)
    assert set(written) == set(expected)
    assert {name for name in written if written[name] != expected[name]} == set()
    assert written["xl/worksheets/sheet1.xml"].count(b"<c ") == sum(map(len, ROWS)) + len(LINKS)

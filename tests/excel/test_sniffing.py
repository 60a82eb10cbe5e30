"""A file is what its content says, whatever its name."""

import pytest
from minimal_xlsx import minimal_xlsx, ods, parts_of, zipped

from toolkit.excel.sniffing import FileKind, is_archive_of_files, sniff_kind

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100
WORD = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<d/>"}
BINARY = {"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"\x00"}
BINARY_BY_TYPE = {"[Content_Types].xml": "application/vnd.ms-excel.sheet.binary.macroEnabled.main", "a/main.bin": b"x"}

KINDS = [
    (b"", FileKind.EMPTY),
    (b"\x00" * 5000, FileKind.EMPTY),
    (b" \r\n", FileKind.EMPTY),
    (minimal_xlsx(), FileKind.XLSX),
    (zipped({name.replace("/", "\\"): part for name, part in parts_of().items()}), FileKind.XLSX),
    (zipped({name.upper(): part for name, part in parts_of().items()}), FileKind.XLSX),
    (zipped(BINARY), FileKind.XLSB),
    (zipped(BINARY_BY_TYPE), FileKind.XLSB),
    (ods(""), FileKind.ODS),
    (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), FileKind.UNKNOWN),
    (zipped(WORD), FileKind.UNKNOWN),
    (zipped({"a.xlsx": b"x"}), FileKind.ARCHIVE),
    (zipped({}), FileKind.ARCHIVE),
    (minimal_xlsx()[:200], FileKind.DAMAGED),
    (OLE + "Workbook".encode("utf-16-le"), FileKind.XLS),
    (OLE + "WORKBOOK".encode("utf-16-le"), FileKind.XLS),
    (OLE + "Book".encode("utf-16-le"), FileKind.XLS),
    (b"\x09\x08\x08\x00\x00\x05\x05\x00", FileKind.XLS),
    (OLE + "EncryptedPackage".encode("utf-16-le"), FileKind.ENCRYPTED),
    (OLE + "WordDocument".encode("utf-16-le"), FileKind.UNKNOWN),
    (b"%PDF-1.7\n", FileKind.PDF),
    (b"\xef\xbb\xbf<!DOCTYPE html><html>", FileKind.HTML),
    (b"<div><table><tr><td>1", FileKind.HTML),
    (b'<?xml version="1.0"?><Workbook>', FileKind.XML),
    ("clé;2018\nT01;3\n".encode(), FileKind.TEXT),
    (b"\x89PNG\r\n\x1a\n\x00\x00", FileKind.UNKNOWN),
]


@pytest.mark.parametrize(("data", "kind"), KINDS, ids=[f"{n}-{kind}" for n, (_, kind) in enumerate(KINDS)])
def test_a_kind_is_told_by_content(data, kind):
    assert sniff_kind(data) is kind


@pytest.mark.parametrize(("data", "kind"), KINDS, ids=[f"{n}-{kind}" for n, (_, kind) in enumerate(KINDS)])
def test_only_a_sound_archive_of_files_is_looked_into(tmp_path, data, kind):
    path = tmp_path / "file"
    path.write_bytes(data)
    assert is_archive_of_files(path) is (kind is FileKind.ARCHIVE and data != zipped({}))


def test_an_archive_that_could_harm_is_not_looked_into(tmp_path):
    path = tmp_path / "many.zip"
    path.write_bytes(zipped({f"{number}.txt": b"" for number in range(2001)}))
    assert not is_archive_of_files(path)

"""Each limit of an archive holds, before anything is unpacked."""

import struct
import zipfile
from io import BytesIO

import pytest
from minimal_xlsx import bomb, minimal_xlsx, ods, parts_of, unzipped, with_raw_entry, zipped

from toolkit.errors import UnreadableFileError
from toolkit.excel.preflight import MAX_ENTRIES, MAX_FILE, MAX_UNPACKED, directory_size
from toolkit.excel.workbook_reader import read_workbook

MIB = 1 << 20
SHEET = "xl/worksheets/sheet1.xml"
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "b">]>'


def repacked(data, compression):
    target = BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, content in unzipped(data).items():
            archive.writestr(name, content)
    return target.getvalue()


def cause_of(data):
    """The cause for which a file is refused, all its rows read; empty when it is read."""
    try:
        _, workbook = read_workbook(data)
        for sheet in workbook.sheets:
            list(sheet.read_rows())
    except UnreadableFileError as error:
        return error.cause
    return ""


def test_a_plain_workbook_passes():
    assert cause_of(minimal_xlsx('<row r="1"><c r="A1"><v>1</v></c></row>')) == ""


@pytest.mark.parametrize(
    ("count", "cause"), [(MAX_ENTRIES - 7, ""), (MAX_ENTRIES - 6, "too_many_entries"), (5_000, "too_many_entries")]
)
def test_the_number_of_entries_is_limited(count, cause):
    assert cause_of(zipped({**parts_of(), **{f"xl/media/{number}": b"" for number in range(count)}})) == cause


def test_a_file_over_twenty_megabytes_is_refused():
    assert cause_of(minimal_xlsx() + b"\x00" * MAX_FILE) == "too_large"


@pytest.mark.parametrize("size", [101 * MIB, 1024 * MIB])
def test_an_entry_that_unpacks_to_too_much_is_refused(size):
    assert cause_of(bomb(SHEET, size)) == "too_large"


def test_the_sum_of_all_entries_is_limited():
    data = minimal_xlsx()
    for number in range(3):
        data = with_raw_entry(data, f"xl/{number}", b"x" * MIB, (0, MAX_UNPACKED // 3 + 1))
    assert cause_of(data) == "too_large"


@pytest.mark.parametrize(("size", "cause"), [(MIB, ""), (2 * MIB, "too_large")])
def test_a_ratio_over_150_counts_from_one_megabyte(size, cause):
    assert cause_of(zipped({**parts_of(), "xl/blank.xml": b" " * size})) == cause


@pytest.mark.parametrize("again", [SHEET, SHEET.upper(), SHEET.replace("/", "\\"), f"/{SHEET}"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_entry_that_is_there_twice_is_refused(again):
    target = BytesIO(minimal_xlsx())
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(again, b"<x/>")
    assert cause_of(target.getvalue()) == "duplicate_entry"


@pytest.mark.parametrize(
    "change", [str.upper, str.lower, lambda name: name.replace("/", "\\"), lambda name: f"/{name}"]
)
def test_names_in_another_case_or_with_backslashes_are_read(change):
    parts = parts_of('<row r="1"><c r="A1"><v>1</v></c></row>')
    assert cause_of(zipped({change(name): part for name, part in parts.items()})) == ""


def test_entries_over_one_another_are_refused():
    data = bytearray(minimal_xlsx())
    central = [at for at in range(len(data)) if data[at : at + 4] == b"PK\x01\x02"]
    offset = struct.unpack_from("<L", data, central[1] + 42)[0]
    struct.pack_into("<L", data, central[2] + 42, offset)
    assert cause_of(bytes(data)) == "overlapping_entries"


@pytest.mark.parametrize("compression", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_compression_that_no_spreadsheet_program_uses_is_refused(compression):
    assert cause_of(repacked(minimal_xlsx(), compression)) == "odd_compression"


PARTS = ["xl/workbook.xml", SHEET, "xl/styles.xml", "xl/sharedStrings.xml", "_rels/.rels"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be-bom", "latin-1"])
@pytest.mark.parametrize("part", PARTS)
def test_a_document_type_is_refused_in_every_part_and_encoding(part, encoding):
    parts = parts_of('<row r="1"><c r="A1"><v>1</v></c></row>')
    name = encoding.replace("-bom", "").replace("-sig", "").replace("-be", "")
    text = f'<?xml version="1.0" encoding="{name}"?>{DOCTYPE}{parts[part]}'
    encoded = b"\xfe\xff" + text.encode("utf-16-be") if encoding.endswith("bom") else text.encode(encoding)
    assert cause_of(zipped({**parts, part: encoded})) == "document_type"


def test_an_encoding_in_which_a_document_type_could_hide_is_refused():
    parts = parts_of()
    text = f'<?xml version="1.0" encoding="cp037"?>{parts[SHEET]}'
    assert cause_of(zipped({**parts, SHEET: text})) == "document_type"


def test_a_workbook_in_utf_16_without_a_document_type_is_read():
    parts = parts_of('<row r="1"><c r="A1"><v>1</v></c></row>')
    encoded = f'<?xml version="1.0" encoding="utf-16"?>{parts[SHEET]}'.encode("utf-16")
    assert cause_of(zipped({**parts, SHEET: encoded})) == ""


def test_a_document_type_in_an_ods_is_refused():
    parts = unzipped(ods(""))
    parts["content.xml"] = DOCTYPE.encode() + parts["content.xml"]
    assert cause_of(zipped(parts)) == "document_type"


def test_a_wrong_checksum_is_refused():
    data = minimal_xlsx('<row r="1"><c r="A1"><v>1</v></c></row>')
    crc = struct.pack("<L", zipfile.ZipFile(BytesIO(data)).getinfo(SHEET).CRC)
    assert cause_of(data.replace(crc, b"\x01\x02\x03\x04")) == "damaged"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_refused(share):
    data = minimal_xlsx()
    assert cause_of(data[: int(len(data) * share)]) == "damaged"


def test_an_entry_that_holds_more_than_it_claims_is_refused():
    sheet = parts_of()[SHEET] + " " * 10_000
    data = zipped({**parts_of(), SHEET: sheet})
    claimed, true = struct.pack("<L", 50), struct.pack("<L", len(sheet))
    assert cause_of(data.replace(true, claimed)) == "damaged"


def test_a_claim_of_four_gigabytes_and_more_is_refused():
    data = minimal_xlsx()
    true = struct.pack("<L", len(parts_of()[SHEET]))
    assert cause_of(data.replace(true, b"\xff\xff\xff\xff")) in {"too_large", "damaged"}


@pytest.mark.parametrize(("data", "size"), [(b"", None), (b"PK\x05\x06", None), (minimal_xlsx()[:-1], None)])
def test_a_file_without_a_plain_end_has_no_directory(data, size):
    assert directory_size(BytesIO(data)) == size

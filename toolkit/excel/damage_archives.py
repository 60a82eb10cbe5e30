"""Damages of the archive that a workbook is: bombs, declarations, cut and odd archives, sizes beyond reason."""

import struct
import zipfile
import zlib
from io import BytesIO

from toolkit.excel.damage import Damaged, Specimen, one_file, refused, taken
from toolkit.excel.damage_parts import CONTENT_TYPES, before, put_number, zip_parts
from toolkit.wording import phrase

_PIECE = b" " * (1 << 20)
_PIECES = 1024
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_BELOW = 2_000
_TOO_MANY = 2_500


def _grid(specimen: Specimen) -> str:
    """Give the part of the first grid."""
    return specimen.sheets[specimen.form.grids[0].sheet]


def _bomb(specimen: Specimen) -> Damaged:
    """Add an entry that unpacks to 1 GiB; equal pieces are packed once, so that it is made in no time."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(_PIECE) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(_PIECE) + packer.flush(zlib.Z_FULL_FLUSH)
    crc = 0
    for _ in range(_PIECES):
        crc = zlib.crc32(_PIECE, crc)
    packed = first + again * (_PIECES - 1) + packer.flush()
    return one_file(_with_raw_entry(specimen.data, "xl/media/image1.png", packed, (crc, len(_PIECE) * _PIECES)))


def _with_raw_entry(data: bytes, name: str, packed: bytes, claims: tuple[int, int]) -> bytes:
    end = data.rindex(b"PK\x05\x06")
    count, length, start = struct.unpack_from("<HLL", data, end + 10)
    sizes = struct.pack("<LLLHH", claims[0], len(packed), claims[1], len(name), 0)
    local = struct.pack("<4sHHHHH", b"PK\x03\x04", 20, 0, 8, 0, 33) + sizes + name.encode()
    central = struct.pack("<4sHHHHHH", b"PK\x01\x02", 20, 20, 0, 8, 0, 33) + sizes
    central += struct.pack("<HHHLL", 0, 0, 0, 0, start) + name.encode()
    directory = data[start : start + length] + central
    begin = start + len(local) + len(packed)
    tail = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, count + 1, count + 1, len(directory), begin, 0)
    return data[:start] + local + packed + directory + tail


def _overlapping(specimen: Specimen) -> Damaged:
    """Let the directory name one content twice."""
    data = specimen.data
    end = data.rindex(b"PK\x05\x06")
    count, length, start = struct.unpack_from("<HLL", data, end + 10)
    directory = data[start : start + length]
    sizes = struct.unpack_from("<HHH", directory, 28)
    first = directory[: 46 + sum(sizes)]
    again = first[:46] + b"x" * sizes[0] + first[46 + sizes[0] :]
    tail = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, count + 1, count + 1, length + len(again), start, 0)
    return one_file(data[:start] + directory + again + tail)


def _many_entries(specimen: Specimen) -> Damaged:
    added = ((f"xl/media/{number}.txt", b".") for number in range(_TOO_MANY))
    return one_file(zip_parts([*specimen.parts.items(), *added]))


def _document_type(specimen: Specimen) -> Damaged:
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet'
    part = _grid(specimen)
    return one_file(specimen.with_parts({part: specimen.parts[part].replace(b"<worksheet", entities, 1)}))


def _external_entity(specimen: Specimen) -> Damaged:
    declared = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><workbook'
    workbook = specimen.parts["xl/workbook.xml"].replace(b"<workbook", declared, 1)
    return one_file(specimen.with_parts({"xl/workbook.xml": workbook}))


def _far_cell(specimen: Specimen) -> Damaged:
    sheet = specimen.form.grids[0].sheet
    return one_file(specimen.with_cells({sheet: (put_number(_LAST_ROW, _LAST_COLUMN, "1"),)}))


def _many_merges(specimen: Specimen) -> Damaged:
    merges = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(_BELOW, _BELOW + 100_000))
    return one_file(_with_merges(specimen, merges))


def _giant_merge(specimen: Specimen) -> Damaged:
    return one_file(_with_merges(specimen, '<mergeCell ref="A1:XFD1048576"/>'))


def _with_merges(specimen: Specimen, merges: str) -> bytes:
    part = _grid(specimen)
    sheet = specimen.parts[part]
    mark = b"</sheetData>"
    return specimen.with_parts({part: sheet.replace(mark, mark + f"<mergeCells>{merges}</mergeCells>".encode(), 1)})


def _many_styles(specimen: Specimen) -> Damaged:
    """Add styles, each unlike the one before: equal ones would pack as a bomb does."""
    numbers = ((each * 2_654_435_761 >> 7) % 164 for each in range(60_000))
    added = b"".join(b'<xf numFmtId="%d" fontId="0" fillId="0" borderId="0" xfId="0"/>' % each for each in numbers)
    styles = before(specimen.parts["xl/styles.xml"], b"</cellXfs>", added)
    return one_file(specimen.with_parts({"xl/styles.xml": styles}))


def _truncated(specimen: Specimen) -> Damaged:
    return one_file(specimen.data[: len(specimen.data) * 2 // 3])


def _bad_sum(specimen: Specimen) -> Damaged:
    """Change one byte inside the packed grid."""
    with zipfile.ZipFile(BytesIO(specimen.data)) as archive:
        entry = archive.getinfo(_grid(specimen))
    place = entry.header_offset + 30 + len(entry.filename.encode()) + entry.compress_size // 2
    data = bytearray(specimen.data)
    data[place] ^= 0xFF
    return one_file(bytes(data))


def _bad_directory(specimen: Specimen) -> Damaged:
    data = bytearray(specimen.data)
    end = data.rindex(b"PK\x05\x06")
    start = struct.unpack_from("<L", data, end + 16)[0]
    data[start : start + 40] = b"\0" * 40
    return one_file(bytes(data))


def _duplicate_entry(specimen: Specimen) -> Damaged:
    part = _grid(specimen)
    return one_file(zip_parts([*specimen.parts.items(), (part, specimen.parts[part])]))


def _odd_names(specimen: Specimen) -> Damaged:
    pairs = ((name if name == CONTENT_TYPES else name.replace("/", "\\").upper(), data)
             for name, data in specimen.parts.items())  # fmt: skip
    return one_file(zip_parts(pairs))


ARCHIVE_FAULTS = (
    refused("F01-bomb", phrase("an entry that unpacks to 1 GB"), _bomb, "F105"),
    refused("F01-overlapping", phrase("two entries over the same bytes"), _overlapping, "F106"),
    refused("F01-many-entries", phrase("2,500 entries in the archive"), _many_entries, "F105"),
    refused("F02-document-type", phrase("a document type with entities in a sheet"), _document_type, "F106"),
    refused("F02-external-entity", phrase("an entity that would read a file of the machine"), _external_entity, "F106"),
    taken("F03-far-cell", phrase("a figure in the last cell of a sheet, XFD1048576"), _far_cell, "S206"),
    taken("F04-many-merges", phrase("100,000 merged cells below the form"), _many_merges),
    taken("F04-giant-merge", phrase("all cells of a sheet merged into one"), _giant_merge, "S210"),
    taken("F04-many-styles", phrase("60,000 cell styles"), _many_styles),
    refused("F05-truncated", phrase("the last third of the file is missing"), _truncated, "F102"),
    refused("F05-bad-checksum", phrase("one byte of a sheet changed"), _bad_sum, "F102"),
    refused("F05-bad-directory", phrase("the directory of the archive overwritten"), _bad_directory, "F102"),
    refused("F06-duplicate-entry", phrase("a sheet twice in the archive"), _duplicate_entry, "F106"),
    taken("F06-odd-names", phrase("names of parts with back slashes and capitals"), _odd_names),
)

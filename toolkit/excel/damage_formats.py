"""Writes a workbook in other formats, as small as they can be: for copies that come back as something else."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from toolkit.excel.damage_parts import zip_parts
from toolkit.layout.keys import IDENTITY_PROPERTY
from toolkit.model.raw import CellKind, RawCell, RawWorkbook

_SECTOR = 512
_LEAST_STREAM = 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_LONGEST = 4000
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODS_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"'
)

Cells = Sequence[Sequence[RawCell]]


def list_cells(workbook: RawWorkbook) -> dict[str, Cells]:
    """Give the rows of each sheet, without cells that were never calculated."""
    return {
        sheet.name: [
            [cell for cell in row if cell.kind is not CellKind.UNCALCULATED and cell.text] for row in sheet.read_rows()
        ]
        for sheet in workbook.sheets
    }


def write_ole(streams: Mapping[str, bytes]) -> bytes:
    """Write a compound file, the container of old and of encrypted workbooks."""
    padded = {name: data.ljust(_LEAST_STREAM, b"\0") for name, data in streams.items()}
    lengths = [-(-len(data) // _SECTOR) for data in padded.values()]
    fats = 1
    while fats * 128 < fats + 1 + sum(lengths):
        fats += 1
    fat = [_FAT] * fats + [_END]
    starts = []
    for length in lengths:
        starts.append(len(fat))
        fat += [*range(len(fat) + 1, len(fat) + length), _END]
    fat += [_FREE] * (fats * 128 - len(fat))
    head = struct.pack("<8s16x5H6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, fats, fats,
                       0, _LEAST_STREAM, _END, 0, _END, 0)  # fmt: skip
    head += struct.pack("<109I", *range(fats), *[_FREE] * (109 - fats))
    sizes = [len(data) for data in padded.values()]
    entries = [_ole_entry("Root Entry", 5, _END, 0, 1)]
    entries += [
        _ole_entry(name, 2, start, size, _FREE if number == len(sizes) else number + 1)
        for number, (name, start, size) in enumerate(zip(padded, starts, sizes, strict=True), start=1)
    ]
    directory = b"".join(entries).ljust(_SECTOR, b"\0")
    body = b"".join(data.ljust(-(-len(data) // _SECTOR) * _SECTOR, b"\0") for data in padded.values())
    return head + struct.pack(f"<{len(fat)}I", *fat) + directory + body


def _ole_entry(name: str, kind: int, start: int, size: int, link: int) -> bytes:
    """Write an entry of the directory: the root links to its first child, a stream to the next one."""
    encoded = name.encode("utf-16-le")
    child, right = (link, _FREE) if kind == 5 else (_FREE, link)  # noqa: PLR2004 (root)
    return struct.pack("<64sHBBIII36xIQ", encoded, len(encoded) + 2, kind, 1, _FREE, right, child, start, size)


def write_xls(sheets: Mapping[str, Cells]) -> bytes:
    """Write an old .xls workbook (BIFF8): values only."""
    names = [name.encode("utf-16-le") for name in sheets]
    head = _biff(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6)) + _biff(0x42, struct.pack("<H", 1200))
    place = len(head) + sum(12 + len(name) for name in names) + 4
    bodies = [_xls_sheet(cells) for cells in sheets.values()]
    for name, body in zip(names, bodies, strict=True):
        head += _biff(0x85, struct.pack("<IBBBB", place, 0, 0, len(name) // 2, 1) + name)
        place += len(body)
    return write_ole({"Workbook": head + _biff(0x0A) + b"".join(bodies)})


def _biff(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _xls_sheet(cells: Cells) -> bytes:
    records = [_biff(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6))]
    for cell in (cell for row in cells for cell in row):
        place = struct.pack("<HHH", cell.row - 1, cell.column - 1, 0)
        if cell.kind is CellKind.NUMBER:
            records.append(_biff(0x203, place + struct.pack("<d", float(cell.text))))
        else:
            text = cell.text[:_LONGEST].encode("utf-16-le", "replace")
            records.append(_biff(0x204, place + struct.pack("<HB", len(text) // 2, 1) + text))
    return b"".join(records) + _biff(0x0A)


def write_xlsb(sheets: Mapping[str, Cells]) -> bytes:
    """Write an .xlsb workbook: values only."""
    numbers = range(1, len(sheets) + 1)
    bundle = b"".join(
        _binary(156, struct.pack("<II", 0, number) + _wide(f"rId{number}") + _wide(name))
        for number, name in zip(numbers, sheets, strict=True)
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.bin"/>'
        for number in numbers
    )
    root = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.bin"/>'
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="bin" '
        'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
    )
    parts = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">{root}</Relationships>'.encode(),
        "xl/workbook.bin": _binary(131) + _binary(143) + bundle + _binary(144) + _binary(132),
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{_RELATIONS}">{links}</Relationships>'.encode(),
    }
    for number, cells in zip(numbers, sheets.values(), strict=True):
        parts[f"xl/worksheets/sheet{number}.bin"] = _xlsb_sheet(cells)
    return zip_parts(parts)


def _binary(kind: int, data: bytes = b"") -> bytes:
    return _variable(kind) + _variable(len(data)) + data


def _variable(number: int) -> bytes:
    written = b""
    while number > 0x7F:  # noqa: PLR2004 (seven bits a byte)
        written += bytes([number & 0x7F | 0x80])
        number >>= 7
    return written + bytes([number])


def _wide(text: str) -> bytes:
    encoded = text.encode("utf-16-le", "replace")
    return struct.pack("<I", len(encoded) // 2) + encoded


def _xlsb_sheet(cells: Cells) -> bytes:
    last = (
        max((row[-1].row for row in cells if row), default=1),
        max((c.column for row in cells for c in row), default=1),
    )
    records = [_binary(129), _binary(148, struct.pack("<IIII", 0, last[0] - 1, 0, last[1] - 1)), _binary(145)]
    for row in (row for row in cells if row):
        records.append(_binary(0, struct.pack("<IIH3xI", row[0].row - 1, 0, 300, 0)))
        for cell in row:
            place = struct.pack("<II", cell.column - 1, 0)
            is_number = cell.kind is CellKind.NUMBER
            inside = struct.pack("<d", float(cell.text)) if is_number else _wide(cell.text)
            records.append(_binary(5 if is_number else 6, place + inside))
    return b"".join(records) + _binary(146) + _binary(130)


def write_ods(sheets: Mapping[str, Cells], identity: str) -> bytes:
    """Write an .ods workbook with its identity: values only."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>{''.join(_ods_rows(cells))}</table:table>"
        for name, cells in sheets.items()
    )
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    named = f'<meta:user-defined meta:name="{IDENTITY_PROPERTY}">{escape(identity)}</meta:user-defined>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>'
        for path, media in (("/", kind), ("content.xml", "text/xml"), ("meta.xml", "text/xml"))
    )
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"'
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    content = f"{head}<office:document-content {_ODS_SPACES}>{body}</office:document-content>"
    meta = f"{head}<office:document-meta {_ODS_SPACES}><office:meta>{named}</office:meta></office:document-meta>"
    return zip_parts(
        {
            "mimetype": kind.encode(),
            "content.xml": content.encode("utf-8", "replace"),
            "meta.xml": meta.encode("utf-8", "replace"),
            "META-INF/manifest.xml": f"{head}<manifest:manifest {space}>{listed}</manifest:manifest>".encode(),
        }
    )


def _ods_rows(cells: Cells) -> Iterator[str]:
    last = 0
    for row in (row for row in cells if row):
        if row[0].row > last + 1:
            yield f'<table:table-row table:number-rows-repeated="{row[0].row - last - 1}"><table:table-cell/>'
            yield "</table:table-row>"
        last = row[0].row
        yield f"<table:table-row>{''.join(_ods_cells(row))}</table:table-row>"


def _ods_cells(row: Sequence[RawCell]) -> Iterator[str]:
    last = 0
    for cell in row:
        if cell.column > last + 1:
            yield f'<table:table-cell table:number-columns-repeated="{cell.column - last - 1}"/>'
        last = cell.column
        if cell.kind is CellKind.NUMBER:
            yield f'<table:table-cell office:value-type="float" office:value="{cell.text}"/>'
        else:
            lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.text.split("\n"))
            yield f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'

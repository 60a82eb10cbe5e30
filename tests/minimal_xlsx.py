"""Workbook files built part by part, so that a test shows the very bytes that are odd."""

import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache
from io import BytesIO

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def parts_of(rows: str = "", strings: str = "", formats: str = "", workbook: str = "") -> dict[str, str | bytes]:
    """The parts of a workbook with one sheet, from what stands inside its sheetData, sst, styleSheet and workbook."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{workbook}'
        '<sheets><sheet name="Feuille" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{formats}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
    }


def _relations(*targets: tuple[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def minimal_xlsx(rows: str = "", strings: str = "", formats: str = "", workbook: str = "") -> bytes:
    return zipped(parts_of(rows, strings, formats, workbook))


@cache
def bomb(name: str, size: int) -> bytes:
    """A workbook whose sheet unpacks to `size` bytes of blanks, made without ever holding them."""
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    piece = b" " * (1 << 20)
    crc, packed = 0, b""
    for _ in range(size // len(piece)):
        crc = zlib.crc32(piece, crc)
        packed += packer.compress(piece)
    packed += packer.flush()
    return with_raw_entry(zipped({"[Content_Types].xml": "<Types/>"}), name, packed, (crc, size))


def with_raw_entry(data: bytes, name: str, packed: bytes, claims: tuple[int, int]) -> bytes:
    """Add a deflated entry to an archive with the checksum and the size that it is to claim."""
    crc, size = claims
    end = data.rindex(b"PK\x05\x06")
    count, length, start = struct.unpack_from("<HLL", data, end + 10)
    sizes = struct.pack("<LLLHH", crc, len(packed), size, len(name), 0)
    local = struct.pack("<4sHHHHH", b"PK\x03\x04", 20, 0, 8, 0, 33) + sizes + name.encode()
    central = struct.pack("<4sHHHHHH", b"PK\x01\x02", 20, 20, 0, 8, 0, 33) + sizes
    central += struct.pack("<HHHLL", 0, 0, 0, 0, start) + name.encode()
    directory = data[start : start + length] + central
    begin = start + len(local) + len(packed)
    tail = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, count + 1, count + 1, len(directory), begin, 0)
    return data[:start] + local + packed + directory + tail


def ods(content: str, meta: str = "", **parts: str) -> bytes:
    """An .ods workbook from what stands inside its spreadsheet and its meta element."""
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    )
    body = f"<office:body><office:spreadsheet>{content}</office:spreadsheet></office:body>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content {spaces}>{body}</office:document-content>",
            "meta.xml": f"<office:document-meta {spaces}><office:meta>{meta}</office:meta></office:document-meta>",
            **parts,
        }
    )


_INLINE = re.compile(rb't="inlineStr">(<f>.*?</f>)?<is>(.*?)</is>', re.DOTALL)


def with_shared_texts(data: bytes) -> bytes:
    """A workbook that openpyxl saved, with its texts in one list, as Excel saves them."""
    texts: dict[bytes, int] = {}
    count = 0

    def share(match: re.Match[bytes]) -> bytes:
        nonlocal count
        count += 1
        return b't="s"><v>%d</v>' % texts.setdefault(match[2], len(texts))

    parts = unzipped(data)
    for name in parts:
        if name.startswith("xl/worksheets/sheet"):
            parts[name] = _INLINE.sub(share, parts[name])
    listed = b"".join(b"<si>%s</si>" % text for text in texts)
    head = f'<sst xmlns="{MAIN}" count="{count}" uniqueCount="{len(texts)}">'.encode()
    parts["xl/sharedStrings.xml"] = head + listed + b"</sst>"
    relations = "xl/_rels/workbook.xml.rels"
    entry = f'<Relationship Id="rIdT" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    parts[relations] = parts[relations].replace(b"</Relationships>", entry.encode())
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override.encode())
    return zipped(parts)

"""What a file is, by its content and never by its name."""

import zipfile
from enum import StrEnum
from io import BytesIO

_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF"
_EMPTY_ZIP = b"PK\x05\x06"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BIFF_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_BINARY_MAIN = b"sheet.binary.macroEnabled.main"
_PROBE = 4096


class FileKind(StrEnum):
    """Kinds of files that come back."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    ARCHIVE = "archive"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    EMPTY = "empty"
    HTML = "html"
    PDF = "pdf"
    XML = "xml"
    TEXT = "text"
    UNKNOWN = "unknown"


def sniff_kind(data: bytes) -> FileKind:
    """Tell what a file is from its bytes; reads no more than the directory of an archive."""
    if not data.strip(b"\x00 \r\n\t"):
        return FileKind.EMPTY
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        return _sniff_zip(data)
    if data.startswith(_OLE):
        return _sniff_ole(data)
    if data.startswith(_PDF):
        return FileKind.PDF
    return _sniff_text(data[:_PROBE])


def _sniff_zip(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = {name.replace("\\", "/") for name in archive.namelist()}
            if "[Content_Types].xml" in names:
                return _sniff_package(archive, names)
            if "mimetype" in names and archive.getinfo("mimetype").file_size < _PROBE:
                return FileKind.ODS if b"spreadsheet" in archive.read("mimetype") else FileKind.UNKNOWN
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, NotImplementedError, RuntimeError):
        return FileKind.DAMAGED
    return FileKind.ARCHIVE


def _sniff_package(archive: zipfile.ZipFile, names: set[str]) -> FileKind:
    if any(name.startswith("xl/") and name.endswith(".bin") and "workbook" in name for name in names):
        return FileKind.XLSB
    if any(name.startswith(("word/", "ppt/")) for name in names):
        return FileKind.UNKNOWN
    if archive.getinfo("[Content_Types].xml").file_size < (1 << 20) and _BINARY_MAIN in archive.read(
        "[Content_Types].xml"
    ):
        return FileKind.XLSB
    return FileKind.XLSX


def _sniff_ole(data: bytes) -> FileKind:
    if _ENCRYPTED in data:
        return FileKind.ENCRYPTED
    return FileKind.XLS if any(stream in data for stream in _BIFF_STREAMS) else FileKind.UNKNOWN


def _sniff_text(probe: bytes) -> FileKind:
    lowered = probe.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if lowered.startswith((b"<!doctype html", b"<html")) or b"<table" in lowered:
        return FileKind.HTML
    if lowered.startswith(b"<?xml"):
        return FileKind.XML
    return FileKind.UNKNOWN if b"\x00" in probe else FileKind.TEXT

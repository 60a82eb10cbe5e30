"""What a file is, by its content and never by its name."""

import re
import zipfile
from enum import StrEnum
from io import BytesIO
from pathlib import Path

from toolkit.errors import UnreadableFileError
from toolkit.excel.preflight import ARCHIVE_ERRORS, check_archive, directory_size, entry_name

_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF"
_EMPTY_ZIP = b"PK\x05\x06"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BIFF_STREAM = re.compile(b"B\x00O\x00O\x00K\x00", re.IGNORECASE)  # in UTF-16, as `Workbook` or `Book`
_BARE_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x06\x00", b"\x09\x08\x08\x00")
"""How .xls files before Excel 5 begin."""
_BINARY_MAIN = b"sheet.binary.macroEnabled.main"
_CONTENT_TYPES, _MOST_TYPES = "[content_types].xml", 1 << 20
_PROBE = 4096
_MOST_DIRECTORY = 1 << 20
"""Bytes of directory that the parent process is willing to parse; 2,000 entries with long names fit."""


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
    if data.startswith(_BARE_BIFF):
        return FileKind.XLS
    if data.startswith(_PDF):
        return FileKind.PDF
    return _sniff_text(data[:_PROBE])


def is_archive_of_files(path: Path) -> bool:
    """Whether a file is a sound archive of files and no workbook; bounded, so that the parent process may ask.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        if file.read(len(_ZIP)) != _ZIP or (directory_size(file) or _MOST_DIRECTORY) >= _MOST_DIRECTORY:
            return False
        try:
            with zipfile.ZipFile(file) as archive:
                names = {entry_name(name) for name in archive.namelist()}
                if _CONTENT_TYPES in names or "mimetype" in names:
                    return False
                check_archive(archive)
        except (*ARCHIVE_ERRORS, UnreadableFileError):
            return False  # a worker says why
    return True


def _sniff_zip(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = {entry_name(entry.filename): entry for entry in archive.infolist()}
            if _CONTENT_TYPES in entries:
                return _sniff_package(archive, entries)
            if "mimetype" in entries and entries["mimetype"].file_size < _PROBE:
                mimetype = archive.read(entries["mimetype"])
                return FileKind.ODS if b"spreadsheet" in mimetype else FileKind.UNKNOWN
    except ARCHIVE_ERRORS:
        return FileKind.DAMAGED
    return FileKind.ARCHIVE


def _sniff_package(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> FileKind:
    if any(name.startswith("xl/") and name.endswith(".bin") and "workbook" in name for name in entries):
        return FileKind.XLSB
    if any(name.startswith(("word/", "ppt/")) for name in entries):
        return FileKind.UNKNOWN
    types = entries[_CONTENT_TYPES]
    if types.file_size < _MOST_TYPES and _BINARY_MAIN in archive.read(types):
        return FileKind.XLSB
    return FileKind.XLSX


def _sniff_ole(data: bytes) -> FileKind:
    if _ENCRYPTED in data:
        return FileKind.ENCRYPTED
    return FileKind.XLS if _BIFF_STREAM.search(data) else FileKind.UNKNOWN


def _sniff_text(probe: bytes) -> FileKind:
    lowered = probe.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if lowered.startswith((b"<!doctype html", b"<html")) or b"<table" in lowered:
        return FileKind.HTML
    if lowered.startswith(b"<?xml"):
        return FileKind.XML
    return FileKind.UNKNOWN if b"\x00" in probe else FileKind.TEXT

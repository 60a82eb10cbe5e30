"""Chooses how a returned file is read, by its content: our reader, the second reader, or not at all."""

import zipfile
from dataclasses import replace
from io import BytesIO

from toolkit.errors import UnreadableFileError
from toolkit.excel.calamine_reader import read_by_calamine
from toolkit.excel.ods_reader import read_ods
from toolkit.excel.package import refuse_document_type
from toolkit.excel.preflight import ARCHIVE_ERRORS, MAX_FILE, check_archive, check_sums
from toolkit.excel.sniffing import FileKind, sniff_kind
from toolkit.excel.xlsx_reader import read_xlsx
from toolkit.model.raw import RawWorkbook, Remark

_CAUSES = {FileKind.EMPTY: "empty", FileKind.ENCRYPTED: "encrypted", FileKind.DAMAGED: "damaged"}


def read_workbook(data: bytes) -> tuple[FileKind, RawWorkbook]:
    """Open a returned file for reading; what is unusual about it is in the remarks.

    Raises:
        UnreadableFileError: it is no workbook, or damaged, encrypted or harmful; also while rows are being read.
    """
    if len(data) > MAX_FILE:
        raise UnreadableFileError("too_large", f"{len(data) / 1024**2:.0f} MB > {MAX_FILE // 1024**2} MB")
    kind = sniff_kind(data)
    match kind:
        case FileKind.XLSX:
            return kind, _read_xlsx(data)
        case FileKind.ODS:
            return kind, _remarked(read_ods(data), "other_format", kind)
        case FileKind.XLS:
            return kind, _remarked(read_by_calamine(data), "lossy_format", kind)
        case FileKind.XLSB:
            _check_sound(data)
            return kind, _remarked(read_by_calamine(data), "lossy_format", kind)
        case FileKind.ARCHIVE:
            _check_sound(data)
    raise UnreadableFileError(_CAUSES.get(kind, "other_format"), kind.value)


def _read_xlsx(data: bytes) -> RawWorkbook:
    try:
        workbook = read_xlsx(data)
    except UnreadableFileError as error:
        if error.cause != "unfamiliar":
            raise
        first = error
    else:
        if workbook.sheets:
            return workbook
        first = UnreadableFileError("unfamiliar", "no sheet")
    _check_sound(data)
    try:
        workbook = read_by_calamine(data)
    except UnreadableFileError as error:
        raise UnreadableFileError("damaged", first.detail) from error
    if not workbook.sheets:
        raise UnreadableFileError("damaged", first.detail)
    return _remarked(workbook, "second_reader", first.detail)


def _remarked(workbook: RawWorkbook, cause: str, detail: str) -> RawWorkbook:
    return replace(workbook, remarks=(*workbook.remarks, Remark(cause, str(detail))))


def _check_sound(data: bytes) -> None:
    """Hold an archive to the limits, verify all checksums and refuse declarations, for readers that do neither.

    Raises:
        UnreadableFileError: it is damaged or harmful.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check_archive(archive)
            check_sums(archive)
            for entry in archive.infolist():
                if entry.filename.lower().endswith((".xml", ".rels")):
                    refuse_document_type(archive.read(entry), entry.filename)
    except ARCHIVE_ERRORS as error:
        raise UnreadableFileError("damaged", type(error).__name__) from error

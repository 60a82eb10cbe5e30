"""Looks at an archive before anything is unpacked: sizes, counts, ratios, duplicate and overlapping entries.

Nothing here unpacks an entry, but for `check_sums`, which does so in pieces and only after the limits held.
"""

import struct
import zipfile
import zlib
from typing import BinaryIO

from toolkit.errors import UnreadableFileError

MAX_FILE = 20 * 1024 * 1024
MAX_ENTRIES = 2_000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_ENTRY = 100 * 1024 * 1024
MAX_RATIO = 150
_RATIO_FROM = 1024 * 1024
_ENCRYPTED_FLAG = 0x1
_LOCAL_HEADER = 30
_USUAL_COMPRESSION = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_TAIL = (1 << 16) + 22
_DIRECTORY_END, _ZIP64_END = b"PK\x05\x06", b"PK\x06\x07"
_PIECE = 1 << 20

ARCHIVE_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    KeyError,
    ValueError,  # also what int() and a decoder raise
    OverflowError,
    NotImplementedError,
    RuntimeError,  # also RecursionError; zipfile raises it for a password
)
"""What damaged archives make the standard library raise."""


def check_archive(archive: zipfile.ZipFile) -> None:
    """Refuse an archive that could harm, before it is unpacked.

    Raises:
        UnreadableFileError: with the limit it passes and by how much.
    """
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise UnreadableFileError("too_many_entries", f"{len(entries)} > {MAX_ENTRIES}")
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise UnreadableFileError("encrypted")
    _check_names(entries)
    _check_sizes(entries)
    _check_overlap(entries)
    odd = next((entry for entry in entries if entry.compress_type not in _USUAL_COMPRESSION), None)
    if odd is not None:  # bzip2 and lzma unpack without a limit in the standard library
        raise UnreadableFileError("odd_compression", odd.filename)


def check_sums(archive: zipfile.ZipFile) -> None:
    """Unpack every entry in pieces, so that each checksum is verified: for readers that do not check them.

    Raises:
        UnreadableFileError: an entry is damaged.
    """
    try:
        for entry in archive.infolist():
            with archive.open(entry) as content:
                while content.read(_PIECE):
                    pass
    except ARCHIVE_ERRORS as error:
        raise UnreadableFileError("damaged", type(error).__name__) from error


def directory_size(file: BinaryIO) -> int | None:
    """Give the size in bytes of an archive's directory as its end claims it; None when it has no plain end."""
    length = file.seek(0, 2)
    file.seek(max(0, length - _TAIL))
    tail = file.read(_TAIL)
    file.seek(0)
    end = tail.rfind(_DIRECTORY_END)
    if end < 0 or len(tail) < end + 22 or _ZIP64_END in tail[max(0, end - 20) : end]:
        return None
    size: int = struct.unpack_from("<L", tail, end + 12)[0]
    return size


def entry_name(name: str) -> str:
    """Normalise the name of an entry for matching: slashes, case, no leading slash."""
    return name.replace("\\", "/").lower().lstrip("/")


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry_name(entry.filename)
        if name in seen:
            raise UnreadableFileError("duplicate_entry", entry.filename)
        seen.add(name)


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    total = sum(entry.file_size for entry in entries)
    if total > MAX_UNPACKED:
        raise UnreadableFileError("too_large", f"{total / 1024**2:.0f} MB > {MAX_UNPACKED // 1024**2} MB")
    for entry in entries:
        if entry.file_size > MAX_ENTRY:
            raise UnreadableFileError("too_large", f"{entry.file_size / 1024**2:.0f} MB > {MAX_ENTRY // 1024**2} MB")
        if entry.file_size > _RATIO_FROM and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
            raise UnreadableFileError("too_large", f"1:{entry.file_size // max(1, entry.compress_size)}")


def _check_overlap(entries: list[zipfile.ZipInfo]) -> None:
    end = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < end:
            raise UnreadableFileError("overlapping_entries", entry.filename)
        end = entry.header_offset + _LOCAL_HEADER + entry.compress_size

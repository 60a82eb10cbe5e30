"""Looks at an archive before anything is unpacked: sizes, counts, ratios, duplicate and overlapping entries."""

import zipfile

from toolkit.errors import UnreadableFileError

MAX_FILE = 20 * 1024 * 1024
MAX_ENTRIES = 2_000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_ENTRY = 100 * 1024 * 1024
MAX_RATIO = 150
_RATIO_FROM = 1024 * 1024
_ENCRYPTED_FLAG = 0x1
_LOCAL_HEADER = 30


def check_archive(archive: zipfile.ZipFile) -> None:
    """Refuse an archive that could harm, before it is unpacked.

    Raises:
        UnreadableFileError: with the limit it passes and by how much.
    """
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise UnreadableFileError("too_many_entries", f"{len(entries)} > {MAX_ENTRIES}")
    _check_names(entries)
    _check_sizes(entries)
    _check_overlap(entries)
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise UnreadableFileError("encrypted")


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename.replace("\\", "/").lower()
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

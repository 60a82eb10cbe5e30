"""Lists what lies in the folder of returned files, archives included. Only reads."""

import hashlib
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from toolkit.errors import ToolkitError

_SYSTEM_NAMES = {".ds_store", "thumbs.db", "desktop.ini"}
_NOTES = {"readme.md", "readme.txt"}
_ARCHIVE_START = b"PK\x03\x04"
MAX_FILE = 20 * 1024 * 1024
_MAX_MEMBERS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file that came back.

    Attributes:
        name: path relative to the folder, with `/`; a member of an archive is `archive.zip!member.xlsx`.
        size: in bytes, unpacked.
        sha256: of its content; empty for a file that is ignored or too large.
        modified: time of the file, seconds since 1970.
        ignored: why it is not read: `lock_file`, `system_file` or empty.
        read: gives its content.
    """

    name: str
    size: int
    sha256: str
    modified: float
    ignored: str
    read: Callable[[], bytes]


def list_received(folder: Path, is_archive: Callable[[bytes], bool]) -> Iterator[Received]:
    """List the files below a folder, sorted by name; archives of files are looked into, one level deep.

    Args:
        folder: the folder with what came back.
        is_archive: tells an archive of files from a workbook, by content.

    Raises:
        ToolkitError: the folder is missing or cannot be read.
    """
    if not folder.is_dir():
        message = f"The folder {folder} is missing; create it and put the returned workbooks there."
        raise ToolkitError(message)
    try:
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
    except OSError as error:
        message = f"The folder {folder} cannot be read ({error.strerror}); check its permissions."
        raise ToolkitError(message) from error
    for path in paths:
        if path.name.lower() not in _NOTES:
            yield from _list_file(path, path.relative_to(folder).as_posix(), is_archive)


def _list_file(path: Path, name: str, is_archive: Callable[[bytes], bool]) -> Iterator[Received]:
    status = path.stat()
    ignored = _why_ignored(name)
    if ignored or status.st_size > MAX_FILE:
        yield _received(name, status.st_size, status.st_mtime, ignored, path.read_bytes)
        return
    data = path.read_bytes()
    if data.startswith(_ARCHIVE_START) and is_archive(data):
        yield from _list_archive(data, name, status.st_mtime)
        return
    digest = hashlib.sha256(data).hexdigest()
    yield Received(name=name, size=len(data), sha256=digest, modified=status.st_mtime, ignored="", read=path.read_bytes)


def _list_archive(data: bytes, name: str, modified: float) -> Iterator[Received]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = sorted((entry for entry in archive.infolist() if not entry.is_dir()), key=lambda each: each.filename)
    for entry in members[:_MAX_MEMBERS]:
        member = f"{name}!{entry.filename}"
        ignored = _why_ignored(entry.filename)

        def read(entry: zipfile.ZipInfo = entry) -> bytes:
            with zipfile.ZipFile(BytesIO(data)) as again:
                return again.read(entry)

        if ignored or entry.file_size > MAX_FILE:
            yield _received(member, entry.file_size, modified, ignored, read)
            continue
        try:
            digest = hashlib.sha256(read()).hexdigest()
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
            digest = hashlib.sha256(member.encode()).hexdigest()
        yield Received(name=member, size=entry.file_size, sha256=digest, modified=modified, ignored="", read=read)


def _received(name: str, size: int, modified: float, ignored: str, read: Callable[[], bytes]) -> Received:
    return Received(name=name, size=size, sha256="", modified=modified, ignored=ignored, read=read)


def _why_ignored(name: str) -> str:
    parts = name.replace("\\", "/").split("/")
    last = parts[-1].lower()
    if last.startswith(("~$", ".~lock.")):
        return "lock_file"
    if last in _SYSTEM_NAMES or last.startswith("._") or "__macosx" in (part.lower() for part in parts):
        return "system_file"
    return "system_file" if last.startswith(".") or last.endswith((".tmp", ".crdownload", ".part")) else ""

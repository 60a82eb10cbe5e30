"""Lists what lies in the folder of returned files, archives included. Only reads."""

import hashlib
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.model.answers import Return

_SYSTEM_NAMES = {".ds_store", "thumbs.db", "desktop.ini"}
_NOTES = {"readme.md", "readme.txt"}
MAX_FILE = 20 * 1024 * 1024
_PIECE = 1 << 20
_ARCHIVED = re.compile(r"(?<=\.zip)!", re.IGNORECASE)
_WORKBOOKS = frozenset((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".zip"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file that came back.

    Attributes:
        name: path relative to the folder, with `/`; a member of an archive is `archive.zip!member.xlsx`.
        size: in bytes, unpacked.
        sha256: of its content; empty for a file that is ignored, too large or cannot be opened.
        modified: time of the file, seconds since 1970.
        ignored: why it is not read: `lock_file`, `system_file` or empty.
        path: the file, or the archive that holds it.
        member: number of the entry in that archive; None for the file itself.
    """

    name: str
    size: int
    sha256: str
    modified: float
    ignored: str
    path: Path
    member: int | None = None


def list_received(folder: Path, is_archive: Callable[[Path, str], bool]) -> Iterator[Received]:
    """List the files below a folder, sorted by name; archives of files are looked into, one level deep.

    Args:
        folder: the folder with what came back.
        is_archive: tells a sound archive of files from a workbook and from a harmful one, by content; it is given
            the hash of the content too, which may be known.

    Raises:
        ToolkitError: the folder is missing or cannot be read.
    """
    if not folder.is_dir():
        message = f"The folder {folder} is missing; create it and put the returned workbooks there."
        raise ToolkitError(message)
    try:
        paths = sorted(path for path in _walk(folder) if path.is_file())
    except OSError as error:
        message = f"The folder {folder} cannot be read ({error.strerror}); check its permissions."
        raise ToolkitError(message) from error
    for path in paths:
        if path.name.lower() not in _NOTES:
            yield from _list_file(path, _shown(path.relative_to(folder).as_posix()), is_archive)


def _walk(folder: Path) -> Iterator[Path]:
    """Yield what lies below a folder.

    Raises:
        OSError: a folder below it cannot be read, whose files would be taken for files that never came.
    """

    def stop(error: OSError) -> None:
        raise error

    for below, _, names in os.walk(folder, onerror=stop):
        yield from (Path(below, name) for name in names)


def _shown(name: str) -> str:
    """Give a name that can be written everywhere, also of a file whose name is in no known encoding."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _list_file(path: Path, name: str, is_archive: Callable[[Path, str], bool]) -> Iterator[Received]:
    status = path.stat()
    ignored = _why_ignored(name)
    digest = ""
    if not ignored and status.st_size <= MAX_FILE:
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            if is_archive(path, digest):
                yield from _list_archive(path, name, status.st_mtime)
                return
        except OSError:
            digest = ""
    yield Received(name=name, size=status.st_size, sha256=digest, modified=status.st_mtime, ignored=ignored, path=path)


def _list_archive(path: Path, name: str, modified: float) -> Iterator[Received]:
    with zipfile.ZipFile(path) as archive:
        members = [(number, entry) for number, entry in enumerate(archive.infolist()) if not entry.is_dir()]
        for number, entry in sorted(members, key=lambda each: each[1].filename):
            ignored = _why_ignored(entry.filename)
            is_read = not ignored and entry.file_size <= MAX_FILE
            yield Received(
                name=f"{name}!{entry.filename}",
                size=entry.file_size,
                sha256=_member_digest(archive, entry, name) if is_read else "",
                modified=modified,
                ignored=ignored,
                path=path,
                member=number,
            )


def _member_digest(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> str:
    """Hash a member piece by piece; one that is damaged has no content, so its place is hashed."""
    digest = hashlib.sha256()
    try:
        with archive.open(entry) as content:
            while piece := content.read(_PIECE):
                digest.update(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        return hashlib.sha256(f"{name}!{entry.filename}!{entry.CRC}".encode(errors="surrogatepass")).hexdigest()
    return digest.hexdigest()


def _why_ignored(name: str) -> str:
    parts = name.replace("\\", "/").split("/")
    last = parts[-1].lower()
    if last.startswith(("~$", ".~lock.")):
        return "lock_file"
    if last in _SYSTEM_NAMES or last.startswith("._") or "__macosx" in (part.lower() for part in parts):
        return "system_file"
    return "system_file" if last.startswith(".") or last.endswith((".tmp", ".crdownload", ".part")) else ""


def list_unmerged(collected: Path, returns: Iterable[Return]) -> tuple[str, ...]:
    """List the workbooks and archives in the folder that no merge has looked at, by name."""
    known = {_ARCHIVED.split(each.file)[0] for each in returns}
    found = (path for path in collected.rglob("*") if path.suffix.lower() in _WORKBOOKS and path.is_file())
    names = (path.relative_to(collected).as_posix() for path in found)
    return tuple(sorted(name for name in names if name not in known))

"""Makes outputs appear all together or not at all: written aside, then swapped in by renaming.

A kill leaves the old set or the new one. Between the two renames of the swap no set is visible; the next start
finds the old one aside and puts it back. One run at a time; who runs, and what a run found, is noted beside the lock.
"""

import errno
import getpass
import hashlib
import json
import os
import platform
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from toolkit.errors import ToolkitError
from toolkit.model.runs import Run, RunState

MANIFEST = "manifest.json"
_STATE_FOLDER = ".toolkit"
_LOCK, _NOTE = "publishing.lock", "publishing.json"
_PATIENCE = 0.5
"""Seconds to wait for the lock: longer than it takes to look whether a run is under way."""


@contextmanager
def reserve(results: Path) -> Iterator[None]:
    """Keep other runs away from a folder of outputs, from before the inputs are read until the outputs stand.

    A set that an interrupted run left aside is put back first. `publish` reserves by itself; a run that reads what it
    publishes reserves around both.

    Raises:
        ToolkitError: the folder cannot be written, or another run has reserved it.
    """
    state = results.parent / _STATE_FOLDER
    with _told(results):
        state.mkdir(parents=True, exist_ok=True)
        lock = FileLock(state / _LOCK, is_singleton=True)
        reserved = None if lock.is_locked else _acquire(lock, results)  # locked by this run itself
    try:
        yield
    finally:
        if reserved is not None:
            with suppress(OSError):
                (state / _NOTE).unlink()
            reserved.release()


def _acquire(lock: FileLock, results: Path) -> FileLock:
    state = results.parent / _STATE_FOLDER
    try:
        lock.acquire(timeout=_PATIENCE)
    except Timeout:
        raise ToolkitError(_busy(results, _read_note(state)[0])) from None
    try:
        _recover(results)
        _write_note(state, results)
    except BaseException:
        lock.release()
        raise
    return lock


@contextmanager
def _told(results: Path) -> Iterator[None]:
    """Tell of a folder that cannot be written in one sentence."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = f"{results} cannot be written ({reason}); nothing was changed. {_remedy(error)}, then retry."
        raise ToolkitError(message) from error


def _remedy(error: OSError) -> str:
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return "Close its files in other programs, or have the folder opened for writing"
    if isinstance(error, NotADirectoryError | FileExistsError):
        return "A file stands where a folder is expected: move it away, or name another folder"
    return "Make room on the disk"


def publish(results: Path, write: Callable[[Path], None], *, keep: bool = False) -> None:
    """Write a set of outputs and put it in the place of the old one.

    Args:
        results: folder that shows the outputs.
        write: fills the empty folder it is given.
        keep: whether files of the old set that are not written anew stay. Files that no run wrote always stay.

    Raises:
        ToolkitError: the folder cannot be written, or another run is publishing.
    """
    if results.exists() and not results.is_dir():
        message = f"{results} is a file where a folder is expected; move it away, then retry. Nothing was changed."
        raise ToolkitError(message)
    with reserve(results), _told(results):
        _publish(results, write, keep=keep)


def digest(path: Path) -> str:
    """Give the SHA-256 of a file, read as a stream."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def read_digests(results: Path) -> dict[str, str]:
    """Give the SHA-256 that each file had when a run wrote it, by name, from the manifest; none without one."""
    try:
        return dict(json.loads((results / MANIFEST).read_text(encoding="utf-8"))["outputs"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def read_run_state(results: Path) -> RunState:
    """Tell whether a run is under way or was interrupted; a set that one left aside is put back.

    A folder that cannot be written, or that no run ever reserved, has nothing to tell.
    """
    state = results.parent / _STATE_FOLDER
    if not state.is_dir() or (results.is_dir() and not (state / _NOTE).is_file()):
        return RunState()
    try:
        with FileLock(state / _LOCK, timeout=0):
            _put_back(results)
            run, before = _read_note(state)
            shows_new = before is not None and _fingerprint(results) != before
            return RunState(interrupted=run if before is not None else None, shows_new=shows_new)
    except Timeout:
        return RunState(running=_read_note(state)[0])
    except OSError:
        return RunState()


def _publish(results: Path, write: Callable[[Path], None], *, keep: bool) -> None:
    new = _aside(results, "new")
    shutil.rmtree(new, ignore_errors=True)
    try:
        new.mkdir()
        written = _list_written(results)
        if keep:
            _carry_over(results, new, lambda name: not written or name in written)
        write(new)
        # Last, so that the manifest does not name them: they would be taken for outputs, and be lost, next time.
        _carry_over(results, new, lambda name: name not in written)
        _swap(results, new)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise


def _swap(results: Path, new: Path) -> None:
    """Put the new set in the place of the old one; where that fails, the old one stays or comes back."""
    old = _aside(results, "old")
    if results.exists():
        results.replace(old)
    try:
        new.replace(results)
    except OSError:
        with suppress(OSError):
            _put_back(results)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _aside(results: Path, which: str) -> Path:
    return results.parent / _STATE_FOLDER / f"{results.name}.{which}"


def _carry_over(results: Path, new: Path, is_wanted: Callable[[str], bool]) -> None:
    """Copy what is wanted of the old set, unless the new one has something of that name."""
    if not results.is_dir():
        return
    for path in results.rglob("*"):
        name = path.relative_to(results)
        if path.is_file() and is_wanted(name.as_posix()) and not (new / name).exists():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, new / name)


def _list_written(results: Path) -> set[str]:
    """Name the files that an earlier run wrote, from its manifest; what else lies there is the coordinator's."""
    written = read_digests(results)
    return {MANIFEST, *written} if written else set()


def _put_back(results: Path) -> None:
    """Put back the old set when a run was killed between the two renames."""
    old = _aside(results, "old")
    if old.is_dir() and not results.exists():
        old.replace(results)


def _recover(results: Path) -> None:
    """Put back what an interrupted run left aside, and clear away the rest."""
    _put_back(results)
    shutil.rmtree(_aside(results, "old"), ignore_errors=True)


def _busy(results: Path, run: Run) -> str:
    user = f"{run.user} on {run.host}, process {run.process}" if run.process else "not known by whom"
    since = f", since {run.since:%Y-%m-%d %H:%M:%S}" if run.since is not None else ""
    return (
        f"Another run is writing {results} right now ({user}{since}): wait until it has ended, then try again. "
        "Nothing was changed."
    )


def _write_note(state: Path, results: Path) -> None:
    """Note who runs and what stood in the folder before; the time of the file says since when."""
    note = {"user": _user(), "host": platform.node(), "process": os.getpid(), "before": _fingerprint(results)}
    draft = state / f"{_NOTE}.new"
    draft.write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")
    draft.replace(state / _NOTE)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        return "?"


def _fingerprint(results: Path) -> str:
    """Give what tells one set of outputs from another; empty without any."""
    with suppress(OSError):
        return digest(results / MANIFEST)
    return ""


def _read_note(state: Path) -> tuple[Run, str | None]:
    """Give the run that the note names, with the fingerprint that it found; a note that cannot be read names none."""
    try:
        since = datetime.fromtimestamp((state / _NOTE).stat().st_mtime, tz=UTC).astimezone()
        note = json.loads((state / _NOTE).read_text(encoding="utf-8"))
        run = Run(user=str(note["user"]), host=str(note["host"]), process=int(note["process"]), since=since)
        return run, str(note["before"])
    except (OSError, ValueError, KeyError, TypeError):
        return Run(), None

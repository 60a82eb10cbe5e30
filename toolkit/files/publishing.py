"""Makes outputs appear all together or not at all: written aside, then swapped in by renaming.

A kill leaves the old set or the new one. Between the two renames of the swap no set is visible; the next start
finds the old one aside and puts it back.
"""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout

from toolkit.errors import ToolkitError

MANIFEST = "manifest.json"
_STATE_FOLDER = ".toolkit"
_NEW, _OLD = "results.new", "results.old"


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
    state = results.parent / _STATE_FOLDER
    try:
        state.mkdir(parents=True, exist_ok=True)
        with FileLock(state / "publishing.lock", timeout=0):
            _recover(results, state)
            _publish(results, state, write, keep=keep)
    except Timeout:
        message = f"Another run is writing {results} right now; wait until it has ended, then try again."
        raise ToolkitError(message) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = (
            f"{results} cannot be written ({reason}); nothing was changed. Free the folder or the disk, then retry."
        )
        raise ToolkitError(message) from error


def digest(path: Path) -> str:
    """Give the SHA-256 of a file, read as a stream."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _publish(results: Path, state: Path, write: Callable[[Path], None], *, keep: bool) -> None:
    new, old = state / _NEW, state / _OLD
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    _carry_over(results, new, set() if keep else _list_written(results))
    try:
        write(new)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    if results.exists():
        results.replace(old)
    new.replace(results)
    shutil.rmtree(old, ignore_errors=True)


def _carry_over(results: Path, new: Path, without: set[str]) -> None:
    if not results.is_dir():
        return
    for path in results.rglob("*"):
        name = path.relative_to(results)
        if path.is_file() and name.as_posix() not in without:
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, new / name)


def _list_written(results: Path) -> set[str]:
    """Name the files that an earlier run wrote, from its manifest; what else lies there is the coordinator's."""
    try:
        manifest = json.loads((results / MANIFEST).read_text(encoding="utf-8"))
        return {MANIFEST, *manifest["outputs"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _recover(results: Path, state: Path) -> None:
    """Put back the old set when a run was killed between the two renames."""
    old = state / _OLD
    if old.is_dir() and not results.exists():
        old.replace(results)
    shutil.rmtree(old, ignore_errors=True)

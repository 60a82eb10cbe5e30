"""Turns workbooks into PDF through LibreOffice, where it is installed. Must not touch the workbooks."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from toolkit.errors import ToolkitError

PROGRAM = "soffice"
_USUAL_FOLDERS = (
    r"C:\Program Files\LibreOffice\program",
    r"C:\Program Files (x86)\LibreOffice\program",
    "/Applications/LibreOffice.app/Contents/MacOS",
)
"""Where its installers put it on Windows and macOS, without touching the PATH."""

_SECONDS_TO_START = 120
_SECONDS_PER_FILE = 30


def write_previews(workbooks: Sequence[Path], folder: Path) -> tuple[Path, ...]:
    """Write one PDF a workbook into a folder, by one run of LibreOffice with a profile of its own.

    The workbooks are copied aside first: LibreOffice leaves lock files beside what it opens.

    Raises:
        ToolkitError: LibreOffice is missing, takes too long, or gives no PDF for a workbook.
    """
    program = shutil.which(PROGRAM) or shutil.which(PROGRAM, path=os.pathsep.join(_USUAL_FOLDERS))
    if program is None:
        message = (
            f"A preview needs LibreOffice, whose program {PROGRAM} was not found; install it (libreoffice.org), "
            "put it on the PATH, or generate without --preview. The workbooks themselves are written."
        )
        raise ToolkitError(message)
    with tempfile.TemporaryDirectory() as temporary:
        aside = Path(temporary)
        copies = [Path(shutil.copy(workbook, aside)) for workbook in workbooks]
        _convert(program, copies, aside)
        made = [aside / f"{workbook.stem}.pdf" for workbook in workbooks]
        missing = [path.name for path in made if not path.is_file()]
        if missing:
            message = f"LibreOffice made no {', '.join(missing)}; open the workbook in it to see why, then retry."
            raise ToolkitError(message)
        folder.mkdir(exist_ok=True)
        return tuple(Path(shutil.move(path, folder / path.name)) for path in made)


def _convert(program: str, files: Sequence[Path], folder: Path) -> None:
    seconds = _SECONDS_TO_START + _SECONDS_PER_FILE * len(files)
    profile = (folder / "profile").as_uri()
    options = ("--headless", "--norestore", "--nologo", f"-env:UserInstallation={profile}")
    command = [program, *options, "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    quiet = subprocess.DEVNULL
    try:
        running = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603 (paths of our own)
    except OSError as error:
        message = f"{program} cannot be started ({error.strerror}); repair LibreOffice or generate without --preview."
        raise ToolkitError(message) from error
    try:
        running.wait(seconds)
    except subprocess.TimeoutExpired as error:
        message = (
            f"LibreOffice made no preview within {seconds} seconds and was stopped; close its other windows and "
            "retry, or generate without --preview."
        )
        raise ToolkitError(message) from error
    finally:
        _stop(running)


def _stop(running: subprocess.Popen[bytes]) -> None:
    """End the program with what it started: `soffice` only starts the real one, which would live on."""
    if running.poll() is None:
        if sys.platform == "win32":
            running.kill()
        else:
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()

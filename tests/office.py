"""LibreOffice as the partner's program, for tests; they are skipped where it is missing, and fail in CI then."""

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

_PYTHON = "/usr/bin/python3"
_WORKER = Path(__file__).with_name("office_worker.py")
_TIMEOUT = 600


@cache
def why_missing() -> str:
    """Say why LibreOffice cannot be driven here; empty when it can."""
    if shutil.which("soffice") is None:
        return "LibreOffice (soffice) is not installed"
    seen = subprocess.run([_PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return "" if seen.returncode == 0 else "the system's Python does not know UNO (package python3-uno)"


def need_office() -> None:
    """Skip the test on a machine without LibreOffice; fail it in CI."""
    if reason := why_missing():
        skip_on_a_laptop(reason)


def skip_on_a_laptop(reason: str) -> None:
    """Skip the test for a program that is missing; in CI nothing is missing, and the test fails."""
    if os.environ.get("CI"):
        pytest.fail(f"{reason}, and CI must not skip this test")
    pytest.skip(reason)


def work(*jobs: dict) -> list[dict]:
    """Do jobs in one session of LibreOffice; see the worker for what a job may hold."""
    done = subprocess.run(
        [_PYTHON, str(_WORKER)],
        input=json.dumps(jobs, default=str),
        capture_output=True,
        text=True,
        timeout=_TIMEOUT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)

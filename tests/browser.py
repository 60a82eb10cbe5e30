"""A browser for tests of the page, and axe-core to judge it; tests are skipped without them, and fail in CI then.

Chromium is the one of the machine, driven by Playwright. axe-core comes from the npm registry, once, into a folder of
the machine's temporary files.
"""

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

AXE_VERSION = "4.10.3"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_CACHE = Path(tempfile.gettempdir()) / f"collection-toolkit-axe-core-{AXE_VERSION}"
_TIMEOUT = 180


def _need(reason: str) -> None:
    if reason and os.environ.get("CI"):
        pytest.fail(f"{reason}, and CI must not skip this test")
    if reason:
        pytest.skip(reason)


@cache
def find_chromium() -> str:
    """Give the path of a Chromium on this machine; empty when there is none."""
    return next((path for name in _NAMES if (path := shutil.which(name))), "")


def need_browser() -> None:
    """Skip the test on a machine without Chromium or Playwright; fail it in CI."""
    if not find_chromium():
        _need("Chromium is not installed")
    if importlib.util.find_spec("playwright") is None:
        _need("Playwright is not installed: pip install -e '.[dev]'")


@cache
def _fetch_axe() -> str:
    """Fetch axe-core unless it is there; says what went wrong, empty when nothing did."""
    if _axe().is_file():
        return ""
    if shutil.which("npm") is None:
        return "npm is not installed, which fetches axe-core"
    command = ["npm", "install", "--silent", "--no-save", "--prefix", str(_CACHE), f"axe-core@{AXE_VERSION}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT, check=False)
    return "" if _axe().is_file() else f"axe-core {AXE_VERSION} could not be fetched: {done.stderr.strip()}"


def _axe() -> Path:
    return _CACHE / "node_modules" / "axe-core" / "axe.min.js"


def axe_source() -> str:
    """Give the script of axe-core; skips the test without it, fails it in CI."""
    _need(_fetch_axe())
    return _axe().read_text(encoding="utf-8")


@contextmanager
def open_browser() -> Iterator:
    """Start Chromium, without a window; give what opens pages in it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()

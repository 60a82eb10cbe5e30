"""Calls up the workers that read what came back, before all else: they get ready while this process does."""

from pathlib import Path

from toolkit.workflows.worker_pool import Limits, Workers, available_processors

COLLECTED, RECORDS = "collected", ".toolkit/read"
LIMITS = Limits()
"""What reading one file may use."""

_FILES_A_WORKER = 25
"""A second worker takes as long to start as one needs for this many files."""
_READER, _MERGER = "toolkit.workflows.read_worker", "toolkit.workflows.partner_part"


def recruit(folder: Path) -> Workers:
    """Give the workers for a campaign folder, started already when there is much that was never read."""
    new = _count_files(folder / COLLECTED, "*") - _count_files(folder / RECORDS, "*.facts.json")
    crew = Workers(most=count_workers(new), limits=LIMITS, loads=(_READER,))
    if crew.most > 1:
        crew.loads = (_READER, _MERGER)
        crew.start()
    return crew


def count_workers(files: int) -> int:
    """Tell how many workers are worth their start for so many files to be read."""
    return min(available_processors(), 1 + max(0, files) // _FILES_A_WORKER)


def _count_files(folder: Path, pattern: str) -> int:
    try:
        return sum(1 for _ in folder.rglob(pattern))
    except OSError:  # told by who reads the folder
        return 0

"""Every workbook that others wrote, below the folder named by TOOLKIT_FOREIGN_FILES, gets a verdict."""

import os
from collections import Counter
from pathlib import Path

import pytest
from foreign_worker import see

from toolkit.workflows.read_task import ReadTask
from toolkit.workflows.recruiting import LIMITS
from toolkit.workflows.worker_pool import Fate, Workers, available_processors

FOLDER = os.environ.get("TOOLKIT_FOREIGN_FILES", "")
_NOTES = {".md", ".txt", ".py", ".rst", ".json", ".toml"}


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """What became of each file, by its path."""
    if not FOLDER:
        pytest.skip("TOOLKIT_FOREIGN_FILES names no folder with workbooks of others")
    folder, records = Path(FOLDER), tmp_path_factory.mktemp("records")
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() not in _NOTES)
    assert paths, f"no file below {folder}"
    tasks = [ReadTask(path=path, member=None, record=records / f"{n}.json") for n, path in enumerate(paths)]
    with Workers(most=available_processors(), limits=LIMITS) as crew:
        outcomes = crew.run(see, tasks)
        return dict(zip((path.relative_to(folder).as_posix() for path in paths), outcomes, strict=True))


def verdict(outcome):
    if isinstance(outcome, Fate):
        return ("?", str(outcome))
    return (outcome.kind, outcome.cause or "read")


def test_every_file_gets_a_verdict_in_time(seen, capsys):
    table = Counter(verdict(outcome) for outcome in seen.values())
    read = [each for each in seen.values() if not isinstance(each, Fate) and not each.cause]
    with capsys.disabled():
        print(f"\n{len(seen)} files; {sum(each.cells for each in read)} cells read, "
              f"{sum(each.compared for each in read)} places compared")  # fmt: skip
        for (kind, what), count in sorted(table.items()):
            print(f"{kind:12} {what:20} {count:5}")
    late = [name for name, each in seen.items() if each is Fate.TOOK_TOO_LONG or getattr(each, "seconds", 0) > 10]
    assert late == []


def test_no_file_ends_its_worker(seen):
    assert [name for name, each in seen.items() if each is Fate.DIED] == []


def test_no_file_is_read_differently_by_the_two_readers(seen):
    different = {
        name: each.differences for name, each in seen.items() if not isinstance(each, Fate) and each.differences
    }
    assert different == {}

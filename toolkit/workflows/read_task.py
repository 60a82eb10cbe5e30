"""What a worker is told to read. Apart from the readers, which the process that waits has no need of."""

from dataclasses import dataclass
from pathlib import Path

from toolkit.files.read_facts import Facts

NOT_KEPT = "not_kept"
"""What was read could not be written: a mistake of the disk, not of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTask:
    """A file to read.

    Attributes:
        member: number of the entry when `path` is an archive of files; None for the file itself.
        record: where its content is to be kept.
        is_compared: whether the second reader is asked too.
    """

    path: Path
    member: int | None
    record: Path
    is_compared: bool = True


def read_in_worker(task: ReadTask) -> Facts:
    """Read a file; see `read_worker`, which only the process loads that reads."""
    from toolkit.workflows.read_worker import read_return  # noqa: PLC0415 (its readers are dear to import)

    return read_return(task)

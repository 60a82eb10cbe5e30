"""A run that writes outputs: who started it and when, and what became of it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run that reserved a folder of outputs.

    Attributes:
        user, host: who started it, and on which machine; empty when not known.
        process: number of its process; 0 when not known.
        since: when it began, in local time; None when not known.
    """

    user: str = ""
    host: str = ""
    process: int = 0
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunState:
    """What is going on with a folder of outputs, which is whole at any moment.

    Attributes:
        running: the run that is under way; None when there is none.
        interrupted: the last run, when it ended before its time; None when it did not.
        shows_new: whether the folder shows what the interrupted run wrote, and not what was there before.
    """

    running: Run | None = None
    interrupted: Run | None = None
    shows_new: bool = False

"""Runs a function over many tasks in worker processes that may run too long, use too much memory or die.

pebble keeps the processes and uses them again for task after task. They are spawned, on every system alike: a fork
of a process with threads is unsafe, and a fork server talks over a socket. See docs/decisions/0008.
"""

import gc
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from pebble import ProcessExpired, ProcessPool

if TYPE_CHECKING:
    from concurrent.futures import Future

Task = TypeVar("Task")
Result = TypeVar("Result")
_IN_FLIGHT = 2
_SPARE_SECONDS = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one task may use: seconds from when a worker takes it up, and bytes of address space of the worker."""

    seconds: float = 10.0
    memory: int = 1 << 30


class Fate(StrEnum):
    """Why a task came to nothing."""

    TOOK_TOO_LONG = "took_too_long"
    DIED = "died"


def run_in_workers(
    function: Callable[[Task], Result], tasks: Iterable[Task], workers: int, limits: Limits
) -> Iterator[Result | Fate]:
    """Yield the result of each task in its order, or its fate; the others go on.

    No process is started without a task, and few tasks are under way at a time.

    Args:
        function: importable by name; what it takes and gives is pickled, so keep both small.
        tasks: read as workers become free.
        workers: processes at most.
        limits: for each task.
    """
    crew = _Crew(function=function, workers=workers, limits=limits)
    try:
        for task in tasks:
            crew.start(task)
            if len(crew.under_way) >= _IN_FLIGHT * workers:
                yield crew.finish()
        while crew.under_way:
            yield crew.finish()
    finally:
        crew.dismiss()


def available_processors() -> int:
    """Count the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(slots=True, kw_only=True)
class _Crew(Generic[Task, Result]):
    """The workers and what they are doing, in the order of the tasks."""

    function: Callable[[Task], Result]
    workers: int
    limits: Limits
    pool: ProcessPool | None = None
    hidden: dict[str, object] = field(default_factory=dict)
    under_way: "deque[tuple[Task, Future[Result]]]" = field(default_factory=deque)

    def start(self, task: Task) -> None:
        """Hand over a task, to new workers when there are none."""
        if self.pool is None:
            self.hidden = _hide_main()
            self.pool = ProcessPool(
                max_workers=self.workers,
                initializer=_limit_worker,
                initargs=(self.limits.memory,),
                context=multiprocessing.get_context("spawn"),
            )
        future = self.pool.schedule(self.function, args=(task,), timeout=self.limits.seconds)
        self.under_way.append((task, future))

    def finish(self, *, is_last_try: bool = False) -> Result | Fate:
        """Wait for the oldest task; one that got lost with its pool is given to another pool, once."""
        task, future = self.under_way.popleft()
        patience = _IN_FLIGHT * self.workers * self.limits.seconds + _SPARE_SECONDS
        try:
            return future.result(timeout=patience)
        except TimeoutError:
            if future.done():
                return Fate.TOOK_TOO_LONG
        except ProcessExpired:
            return Fate.DIED
        except BrokenProcessPool:
            pass
        left = [task, *(each for each, _ in self.under_way)]
        self.dismiss()
        if is_last_try:
            left = left[1:]
        for each in left:
            self.start(each)
        return Fate.DIED if is_last_try else self.finish(is_last_try=True)

    def dismiss(self) -> None:
        """Stop all workers at once, whatever they are doing."""
        self.under_way.clear()
        if self.pool is not None:
            self.pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves this one without types
            self.pool.join()
            self.pool = None
            vars(sys.modules["__main__"]).update(self.hidden)


def _hide_main() -> dict[str, object]:
    """Hide the main program while workers may be started; gives what to put back.

    A spawned process imports the main program again, which our workers do not need: it costs them time, and a program
    that merges without `if __name__ == "__main__"` would start itself over and over.
    """
    program = vars(sys.modules["__main__"])
    hidden: dict[str, object] = {name: program[name] for name in ("__file__", "__spec__") if name in program}
    program.pop("__file__", None)
    program["__spec__"] = None
    return hidden


def _limit_worker(memory: int) -> None:
    """Prepare a worker: bounded memory, no core dump, nothing on the terminal, no collector while it reads."""
    try:
        import resource  # noqa: PLC0415 (Windows has none)
    except ImportError:
        pass
    else:
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (memory if most < 0 else min(memory, most), most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    gc.collect()
    gc.freeze()
    gc.disable()

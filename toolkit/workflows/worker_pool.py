"""Runs a function over many tasks in worker processes that may run too long, use too much memory or die.

pebble keeps the processes and uses them again for task after task. They are spawned, on every system alike: a fork
of a process with threads is unsafe, and a fork server talks over a socket. See docs/decisions/0008.
"""

import gc
import importlib
import multiprocessing
import os
import pickle
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, Self, TypeVar, cast

from pebble import ProcessExpired, ProcessPool

if TYPE_CHECKING:
    from concurrent.futures import Future

Task = TypeVar("Task")
Result = TypeVar("Result")
Thing = TypeVar("Thing")
_IN_FLIGHT = 2
_SPARE_SECONDS = 30.0
_SECONDS_ALONE = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one task may use: seconds from when a worker takes it up, and bytes of address space of the worker."""

    seconds: float = 10.0
    memory: int = 1 << 30


class Fate(StrEnum):
    """Why a task came to nothing."""

    TOOK_TOO_LONG = "took_too_long"
    DIED = "died"


class Packed(Generic[Thing]):
    """A large object that goes with many tasks: pickled once, and made anew once in each process that opens it."""

    def __init__(self, thing: Thing) -> None:
        """Pack an object whose class is importable by name."""
        self._data = pickle.dumps(thing)
        self._name = hash(self._data)

    def open(self) -> Thing:
        """Give the object; the one opened last is kept."""
        if self._name not in _OPENED:
            _OPENED.clear()
            _OPENED[self._name] = pickle.loads(self._data)  # noqa: S301 (from the process that gave the task)
        return cast("Thing", _OPENED[self._name])


_OPENED: dict[int, object] = {}


def available_processors() -> int:
    """Count the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(slots=True, kw_only=True)
class Workers:
    """Worker processes, started with the first task or before it, and stopped at the end of the `with` block.

    Attributes:
        most: processes at most.
        limits: for each task.
        loads: modules that each process loads when it starts.
    """

    most: int
    limits: Limits
    loads: tuple[str, ...] = ()
    _pool: ProcessPool | None = None
    _hidden: dict[str, object] = field(default_factory=dict)

    def __enter__(self) -> Self:
        """Start nothing."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop all workers at once, whatever they are doing."""
        self._dismiss()

    def start(self) -> None:
        """Start the processes now, so that they are ready when the first task comes."""
        self._hidden = _hide_main()
        self._pool = ProcessPool(
            max_workers=self.most,
            initializer=_prepare_worker,
            initargs=(self.limits.memory, self.loads),
            context=multiprocessing.get_context("spawn"),
        )
        self._pool.schedule(_do_nothing)

    @property
    def is_started(self) -> bool:
        """Whether the processes run."""
        return self._pool is not None

    def require(self, most: int) -> None:
        """Say how many processes are needed, for when they start; those that run already go on."""
        if not self.is_started:
            self.most = most

    def run(self, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result | Fate]:
        """Yield the result of each task in its order, or its fate; the others go on.

        Few tasks are under way at a time.

        Args:
            function: importable by name; what it takes and gives is pickled, so keep both small.
            tasks: read as workers become free.
        """
        under_way: deque[tuple[Task, Future[Result]]] = deque()
        for task in tasks:
            under_way.append((task, self._hand_over(function, task)))
            if len(under_way) >= _IN_FLIGHT * self.most:
                outcome = self._finish(function, under_way)
                yield outcome
        while under_way:
            outcome = self._finish(function, under_way)
            yield outcome

    def _hand_over(self, function: Callable[[Task], Result], task: Task) -> "Future[Result]":
        """Hand over a task, to new workers when there are none."""
        if self._pool is None:
            self.start()
        assert self._pool is not None  # noqa: S101 (started just now)
        try:
            return self._pool.schedule(function, args=(task,), timeout=self.limits.seconds)
        except RuntimeError:  # a process died while it had nothing to do, and its pool with it
            self._dismiss()
            self.start()
            return self._pool.schedule(function, args=(task,), timeout=self.limits.seconds)

    def _finish(
        self,
        function: Callable[[Task], Result],
        under_way: "deque[tuple[Task, Future[Result]]]",
        *,
        is_last_try: bool = False,
    ) -> Result | Fate:
        """Wait for the oldest task; one that got lost with its pool is given to another pool, once."""
        task, future = under_way.popleft()
        patience = _IN_FLIGHT * self.most * self.limits.seconds + _SPARE_SECONDS
        try:
            return future.result(timeout=patience)
        except TimeoutError:
            if future.done():
                return Fate.TOOK_TOO_LONG
        except ProcessExpired:
            return Fate.DIED
        except (BrokenProcessPool, CancelledError):
            pass
        left = [task, *(each for each, _ in under_way)]
        under_way.clear()
        self._dismiss()
        if is_last_try:
            left = left[1:]
        under_way.extend((each, self._hand_over(function, each)) for each in left)
        if is_last_try:
            return Fate.DIED
        outcome = self._finish(function, under_way, is_last_try=True)
        return outcome  # noqa: RET504 (named, so that its type is not mistaken)

    def _dismiss(self) -> None:
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves this one without types
            self._pool.join()
            self._pool = None
            vars(sys.modules["__main__"]).update(self._hidden)


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


def _end_with(parent: int) -> None:
    """End this worker when who started it is gone, which held its limits: a reader that hangs would go on for ever."""
    while os.getppid() == parent:
        time.sleep(_SECONDS_ALONE)
    os._exit(1)


def _do_nothing() -> None:
    """Be a task: the pool starts its processes with the first one."""


def _prepare_worker(memory: int, loads: Iterable[str]) -> None:
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
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    for name in loads:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    gc.disable()

"""Workers may run on, eat memory or die: each costs its own task and nothing else."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_campaign import issue, write_small_campaign

from toolkit.workflows.worker_pool import Fate, Limits, Workers, available_processors

LIMITS = Limits(seconds=1.0, memory=512 << 20)


def play(task):
    """What a worker does in these tests: gives a number back, or misbehaves."""
    match task:
        case "hang":
            time.sleep(60)
        case "die":
            os._exit(3)
        case "abort":
            os.abort()
        case "eat":
            return len(bytearray(1 << 30))
        case "pid":
            return os.getpid()
        case "print":
            os.write(2, b"noise")
    return task


def run(*tasks, workers=2):
    with Workers(most=workers, limits=LIMITS) as crew:
        return list(crew.run(play, tasks))


def test_results_come_in_the_order_of_the_tasks():
    assert run(*range(40)) == list(range(40))


def test_no_task_starts_no_process():
    with Workers(most=2, limits=LIMITS) as crew:
        assert list(crew.run(play, ())) == []
        assert not crew.is_started


@pytest.mark.parametrize("workers", [1, 2])
def test_who_hangs_or_dies_costs_its_own_task_only(workers):
    assert run(1, "hang", 2, "die", 3, "abort", 4, workers=workers) == [
        1, Fate.TOOK_TOO_LONG, 2, Fate.DIED, 3, Fate.DIED, 4,
    ]  # fmt: skip


def test_deaths_one_after_another_are_survived():
    assert run(*["die"] * 6, "end") == [*[Fate.DIED] * 6, "end"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no memory of a process")
def test_who_needs_too_much_memory_gets_an_error_of_its_own():
    with pytest.raises(MemoryError):
        run("eat")


def test_a_worker_is_used_again():
    assert len(set(run(*["pid"] * 10, workers=1))) == 1


def test_a_worker_that_dies_before_its_first_task_is_replaced():
    with Workers(most=1, limits=LIMITS) as crew:
        crew.start()
        (pid,) = crew.run(play, ["pid"])
        os.kill(pid, signal.SIGKILL)
        time.sleep(1.0)  # so that the pool has seen it
        assert list(crew.run(play, [1, 2, 3])) == [1, 2, 3]


def test_a_worker_writes_nothing_on_the_terminal(capfd):
    assert run("print") == ["print"]
    assert capfd.readouterr().err == ""


def test_tasks_are_taken_as_workers_become_free():
    taken = []

    def tasks():
        for number in range(100):
            taken.append(number)
            yield number

    with Workers(most=2, limits=LIMITS) as crew:
        assert next(crew.run(play, tasks())) == 0
    assert len(taken) == 4


def test_there_is_a_processor():
    assert available_processors() >= 1


def test_a_program_without_a_guard_is_not_started_over_by_its_workers(tmp_path):
    folder = write_small_campaign(tmp_path / "campaign")
    shutil.copy(issue(folder)["AAA"], folder / "collected")
    program = tmp_path / "unguarded.py"
    program.write_text(
        "from pathlib import Path\n"
        "from toolkit.workflows.loading import load_collection\n"
        "from toolkit.workflows.merge import merge_returns\n"
        f"folder = Path({str(folder)!r})\n"
        "print('started')\n"
        "print(merge_returns(folder, load_collection(folder)).summary().partners_returned, __file__)\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["started", f"1 {program}"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows names the parent that was")
def test_no_worker_outlives_who_started_it(tmp_path):
    program = tmp_path / "parent.py"
    program.write_text(
        "from test_worker_pool import LIMITS, Workers, play\n"
        "if __name__ == '__main__':\n"
        "    with Workers(most=1, limits=LIMITS) as crew:\n"
        "        print(*crew.run(play, ['pid']), flush=True)\n"
        "        list(crew.run(play, ['hang']))\n",
        encoding="utf-8",
    )
    paths = os.pathsep.join(filter(None, [*sys.path, str(Path(__file__).parent)]))
    with subprocess.Popen(
        [sys.executable, program], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": paths}
    ) as parent:
        worker = int(parent.stdout.readline())
        parent.kill()
    for _ in range(100):
        if not is_alive(worker):
            return
        time.sleep(0.1)
    os.kill(worker, signal.SIGKILL)
    pytest.fail("it went on alone")


def is_alive(pid):
    """Whether a process runs; one that is only waited for no more does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or ") Z " not in status.read_text(encoding="utf-8")

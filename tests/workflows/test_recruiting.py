"""Workers are called up before all else where there is much to read, and only there."""

import os

from toolkit.workflows.recruiting import count_workers, recruit
from toolkit.workflows.worker_pool import available_processors


def parent(_):
    return os.getppid()


def put_files(folder, count, suffix=".xlsx"):
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number}{suffix}").touch()


def test_few_files_start_no_process(tmp_path):
    put_files(tmp_path / "collected", 10)
    with recruit(tmp_path) as crew:
        assert (crew.most, crew.is_started) == (1, False)


def test_a_folder_that_is_missing_is_left_to_who_reads_it(tmp_path):
    with recruit(tmp_path / "missing") as crew:
        assert not crew.is_started


def test_many_new_files_start_the_workers_which_then_take_tasks(tmp_path):
    put_files(tmp_path / "collected", 120)
    with recruit(tmp_path) as crew:
        assert crew.is_started is (available_processors() > 1)
        assert list(crew.run(parent, range(3))) == [os.getpid()] * 3


def test_files_that_were_read_before_start_no_process(tmp_path):
    put_files(tmp_path / "collected", 120)
    put_files(tmp_path / ".toolkit" / "read", 119, ".facts.json")
    with recruit(tmp_path) as crew:
        assert not crew.is_started


def test_one_worker_is_enough_for_few_and_no_more_come_than_processors():
    assert (count_workers(-3), count_workers(0), count_workers(24)) == (1, 1, 1)
    assert count_workers(10_000) == available_processors()

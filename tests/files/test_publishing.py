"""Outputs appear all together or not at all."""

import errno
import json
import os
import shutil

import pytest
from filelock import FileLock

from toolkit.errors import ToolkitError
from toolkit.files.publishing import MANIFEST, publish, read_run_state, reserve
from toolkit.model.runs import Run, RunState


def write(**files):
    def fill(target):
        for name, text in files.items():
            (target / f"{name}.csv").write_text(text, encoding="utf-8")
        outputs = {path.relative_to(target).as_posix(): "" for path in target.rglob("*.csv")}
        (target / MANIFEST).write_text(json.dumps({"outputs": outputs}), encoding="utf-8")

    return fill


def shown(results):
    return {path.name: path.read_text(encoding="utf-8") for path in results.glob("*.csv")}


@pytest.fixture
def results(tmp_path):
    return tmp_path / "results"


def test_a_new_set_takes_the_place_of_the_old_one(results):
    publish(results, write(one="1", two="2"))
    publish(results, write(one="3"))
    assert shown(results) == {"one.csv": "3"}


def test_what_is_kept_stays_beside_what_is_new(results):
    publish(results, write(one="1", two="2"))
    publish(results, write(one="3"), keep=True)
    assert shown(results) == {"one.csv": "3", "two.csv": "2"}


def test_a_file_that_no_run_wrote_is_never_lost(results):
    publish(results, write(one="1"))
    (results / "notes.csv").write_text("mine", encoding="utf-8")
    (results / "folder").mkdir()
    (results / "folder" / "deep.txt").write_text("mine too", encoding="utf-8")
    publish(results, write(one="2"))
    publish(results, write(one="2"))
    publish(results, write(one="3"), keep=True)
    publish(results, write(one="2"))
    assert shown(results) == {"one.csv": "2", "notes.csv": "mine"}
    assert (results / "folder" / "deep.txt").read_text(encoding="utf-8") == "mine too"


def test_what_a_run_wrote_into_a_folder_goes_with_it_and_what_others_put_there_stays(results):
    def fill(target):
        (target / "folder").mkdir(exist_ok=True)
        write(**{"one": "1", "folder/two": "2"})(target)

    publish(results, fill)
    (results / "folder" / "notes.txt").write_text("mine", encoding="utf-8")
    publish(results, write(one="3"), keep=True)
    assert sorted(path.name for path in (results / "folder").iterdir()) == ["notes.txt", "two.csv"]
    publish(results, fill)
    publish(results, write(one="4"))
    assert [path.name for path in (results / "folder").iterdir()] == ["notes.txt"]


def test_a_failure_while_writing_changes_nothing(results):
    publish(results, write(one="1"))

    def fail(target):
        (target / "one.csv").write_text("half", encoding="utf-8")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        publish(results, fail)
    assert shown(results) == {"one.csv": "1"}
    publish(results, write(one="2"))
    assert shown(results) == {"one.csv": "2"}


def test_a_run_killed_between_the_two_renames_is_put_right_by_the_next(results, tmp_path):
    publish(results, write(one="1"))
    results.replace(tmp_path / ".toolkit" / "results.old")
    with pytest.raises(ZeroDivisionError):
        publish(results, lambda target: 1 / 0)
    assert shown(results) == {"one.csv": "1"}


def test_a_file_in_the_place_of_the_folder_is_told_and_left(results):
    results.write_text("in the way", encoding="utf-8")
    with pytest.raises(ToolkitError, match="is a file where a folder is expected"):
        publish(results, write(one="1"))
    assert results.read_text(encoding="utf-8") == "in the way"


def test_two_runs_exclude_each_other(results, tmp_path):
    (tmp_path / ".toolkit").mkdir()
    with FileLock(tmp_path / ".toolkit" / "publishing.lock"), pytest.raises(ToolkitError, match="Another run"):
        publish(results, write(one="1"))
    assert not results.exists()


def test_a_new_set_that_cannot_take_its_place_leaves_the_old_one(results):
    publish(results, write(one="1"))
    with pytest.raises(ToolkitError, match=r"cannot be written \(.+\); nothing was changed\. Make room on the disk"):
        publish(results, shutil.rmtree)
    assert shown(results) == {"one.csv": "1"}


def test_what_is_denied_is_told_with_the_likely_cause(results):
    def deny(target):
        raise PermissionError(13, "Permission denied")

    with pytest.raises(ToolkitError, match="Close its files in other programs"):
        publish(results, deny)
    assert not results.exists()


def test_a_run_that_has_reserved_publishes_without_waiting_for_itself(results):
    with reserve(results):
        publish(results, write(one="1"))
        assert read_run_state(results).running.process == os.getpid()
    assert shown(results) == {"one.csv": "1"}
    assert read_run_state(results) == RunState()


def test_nothing_is_told_of_a_folder_that_no_run_reserved(results):
    assert read_run_state(results) == RunState()
    assert not (results.parent / ".toolkit").exists()


@pytest.mark.parametrize("note", ["", "{", "[]", '{"user": "x"}'])
def test_a_note_that_cannot_be_read_names_nobody(results, note):
    publish(results, write(one="1"))
    (results.parent / ".toolkit" / "publishing.json").write_text(note, encoding="utf-8")
    assert read_run_state(results) == RunState()
    with FileLock(results.parent / ".toolkit" / "publishing.lock"):
        assert read_run_state(results) == RunState(running=Run())


def test_a_disk_that_is_read_only_is_not_said_to_be_full(results):
    def deny(target):
        raise OSError(errno.EROFS, "Read-only file system")

    with pytest.raises(ToolkitError, match="have the folder opened for writing, then retry"):
        publish(results, deny)

"""Whatever stops a merge, and whenever, the results shown are wholly the old ones or wholly the new ones.

`TOOLKIT_KILLS` and `TOOLKIT_RACES` set how often chance is asked.
"""

import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from small_campaign import issue, merge, return_filled, small_campaign, write_small_campaign

from toolkit.render.status import render_status, status_as_json
from toolkit.wording import load_wording
from toolkit.workflows.loading import load_collection
from toolkit.workflows.status import read_status

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("interrupted"),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the child is forked"),
]

TODAY = date(2020, 11, 2)
KILLS = int(os.environ.get("TOOLKIT_KILLS", "50"))
RACES = int(os.environ.get("TOOLKIT_RACES", "20"))
FIRST_OUTPUT = "open answers.csv"
CHILD = Path(__file__).parents[1] / "merging_child.py"


@dataclass
class Stage:
    """A campaign whose first return is merged and whose second lies in `collected/`, unread."""

    folder: Path
    start: Path
    old: dict[str, bytes]
    new: dict[str, bytes]
    child: subprocess.Popen
    is_read: bool

    def share_of(self, number):
        """One in five of what is left to chance is played unread, where each time takes five times as long."""
        return number - number // 5 if self.is_read else number // 5

    def set_back(self):
        shutil.rmtree(self.folder)
        shutil.copytree(self.start, self.folder)

    def ask(self, **request):
        return ask(self.child, folder=str(self.folder), **request)

    def shown(self):
        return read_set(self.folder / "results")

    def status(self):
        return read_status(self.folder, load_collection(self.folder))


def ask(child, **request):
    child.stdin.write(json.dumps(request) + "\n")
    child.stdin.flush()
    return json.loads(child.stdout.readline())


def read_set(results):
    return {path.name: path.read_bytes() for path in results.iterdir()} if results.is_dir() else {}


def start_child():
    # What is killed cannot end its coverage file.
    without_coverage = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    return subprocess.Popen([sys.executable, CHILD], text=True, env=without_coverage, **streams)


@pytest.fixture(scope="module")
def child():
    with start_child() as child:
        yield child
        child.stdin.close()


@pytest.fixture(scope="module", params=["unread", "read"])
def prepared(request, child, tmp_path_factory):
    """The stage before and after its second return was read: reading takes most of the time of a merge."""
    base = tmp_path_factory.mktemp("interrupted")
    folder, start = base / "campaign", base / "start"
    issued = issue(write_small_campaign(folder))
    return_filled(folder, issued["AAA"], {("T01.1a", "PARIS", "2017"): 33.9, ("T01.1a", "PARIS", "2018"): 0})
    merge(folder)
    return_filled(folder, issued["BBB"], {("H01.1a", "QP", "2017"): 9})
    shutil.copytree(folder, start)
    merge(folder)
    new = read_set(folder / "results")
    is_read = request.param == "read"
    if is_read:
        shutil.copytree(folder / ".toolkit" / "read", start / ".toolkit" / "read", dirs_exist_ok=True)
    old = read_set(start / "results")
    return Stage(folder=folder, start=start, old=old, new=new, child=child, is_read=is_read)


@pytest.fixture
def stage(prepared):
    prepared.set_back()
    return prepared


def said_of(status):
    return render_status(status, small_campaign(), TODAY, load_wording("en"))


def check_after_a_kill(stage):
    """The set is whole, the status says which it is, and the next merge gives the same bytes and leaves nothing."""
    status = stage.status()
    assert stage.shown() in (stage.old, stage.new)
    is_new = stage.shown() == stage.new
    if status.run.interrupted is not None:
        assert status.run.shows_new == is_new
    said = said_of(status)
    assert ("was interrupted" in said) == (status.run.interrupted is not None)
    assert ("those from before it are shown" in said) == (status.run.interrupted is not None and not is_new)
    assert stage.ask().get("done")
    assert stage.shown() == stage.new
    assert stage.status().run.interrupted is None
    assert leftovers(stage) == []


def leftovers(stage):
    return [path.name for path in (stage.folder / ".toolkit").iterdir() if path.name.startswith("results")]


@pytest.mark.parametrize("prepared", ["read"], indirect=True)  # the writes are the same
def test_a_kill_at_every_numbered_write_leaves_one_whole_set(stage):
    writes = stage.ask()["seen"]
    assert FIRST_OUTPUT in writes
    assert "os.rename results.new" in writes
    assert len(writes) > 20
    kinds = set()
    for number in range(1, len(writes) + 1):
        stage.set_back()
        assert "done" not in stage.ask(die_at=number)
        kinds.add(stage.shown() == stage.new)
        check_after_a_kill(stage)
    assert kinds == {True, False}


def test_a_kill_at_a_random_moment_leaves_one_whole_set(stage):
    lasts = stage.ask()["waited"]
    chance = random.Random(5)
    for _ in range(stage.share_of(KILLS)):
        stage.set_back()
        stage.ask(die_after=chance.uniform(0, lasts * 1.1))
        check_after_a_kill(stage)


def test_the_status_names_the_run_that_was_interrupted(stage):
    killed = stage.ask(die_at=stage.ask()["seen"].index("os.rename results.new") + 1)
    read = stage.status()
    assert stage.shown() == stage.new  # the merge before the kill
    assert read.run.interrupted.process == killed["child"]
    assert json.loads(status_as_json(read, small_campaign(), TODAY))["interrupted"]["process"] == killed["child"]


def test_two_merges_at_once_lose_no_return(stage):
    chance = random.Random(7)
    late = stage.folder / "collected" / "petite_BBB.xlsx"
    refused = 0
    with start_child() as second, ThreadPoolExecutor(max_workers=1) as thread:
        for _ in range(stage.share_of(RACES)):
            stage.set_back()
            away = late.rename(stage.folder / "late.xlsx")
            where = chance.choice(("os.mkdir read", "open findings.csv"))  # all is read then; some is written
            first = thread.submit(stage.ask, pause_after=where, pause=chance.choice((0.0, 0.2, 1.5)))
            time.sleep(chance.uniform(0, 0.3))
            away.rename(late)  # the first merge may have looked already
            last = ask(second, folder=str(stage.folder))
            refused += check_race(first.result(), last)
            assert stage.shown() in ([stage.new] if "done" in last else [stage.old, stage.new])
            assert stage.ask()["done"]
            assert stage.shown() == stage.new
            assert leftovers(stage) == []
        second.stdin.close()
    assert refused or stage.share_of(RACES) < 10


def check_race(one, other):
    """At least one merge was done; the other was too, or says who held it up and since when. Gives who was refused."""
    assert "done" in one or "done" in other
    for told, holder in ((one, other), (other, one)):
        if "done" not in told:
            who = rf"\(\S+ on \S+, process {holder['child']}, since \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d\)"
            assert re.search(rf"Another run is writing .* {who}: .* Nothing was changed\.", told["error"]), told
    return sum("done" not in told for told in (one, other))


def test_a_first_merge_that_is_killed_shows_no_results_and_it_is_told(stage):
    first_output = stage.ask()["seen"].index(FIRST_OUTPUT) + 1
    stage.set_back()
    shutil.rmtree(stage.folder / "results")
    killed = stage.ask(die_at=first_output)
    assert killed.get("done") is None
    status = stage.status()
    assert (status.has_results, status.run.interrupted.process) == (False, killed["child"])
    assert "before it wrote results" in said_of(status)
    assert stage.ask()["done"]
    assert stage.shown() == stage.new


@pytest.mark.parametrize("prepared", ["read"], indirect=True)
def test_the_status_names_the_merge_that_is_under_way(stage):
    note = stage.folder / ".toolkit" / "publishing.json"
    with ThreadPoolExecutor(max_workers=1) as thread:
        merging = thread.submit(stage.ask, pause_after="open findings.csv", pause=3)
        while not (note.exists() or merging.done()):
            time.sleep(0.01)
        read = stage.status()
        assert read.run.running.process == merging.result()["child"]
    assert "Results are being written right now" in said_of(read)


@pytest.mark.parametrize("prepared", ["read"], indirect=True)  # the writes are the same
def test_a_write_denied_at_any_place_changes_nothing_or_all(stage):
    writes = stage.ask()["seen"]
    for number in range(1, len(writes) + 1):
        stage.set_back()
        told = stage.ask(deny_at=number)
        assert "crash" not in told, told
        assert stage.shown() == (stage.new if "done" in told else stage.old), writes[number - 1]
        check_after_a_kill(stage)


def test_a_folder_that_cannot_be_written_is_one_sentence(stage):
    told = stage.ask(deny_all=True)
    assert "cannot be written (Permission denied)" in told["error"]
    assert "nothing was changed" in told["error"]
    assert stage.shown() == stage.old


def test_results_open_in_another_program_stay_and_it_is_told(stage):
    told = stage.ask(deny_rename="results")
    assert told["error"] == (
        f"{stage.folder / 'results'} cannot be written (Permission denied); nothing was changed. "
        "Close its files in other programs, or have the folder opened for writing, then retry."
    )
    assert stage.shown() == stage.old
    assert leftovers(stage) == []


def test_a_new_set_that_cannot_take_its_place_gives_way_to_the_old_one(stage):
    told = stage.ask(deny_rename="results.new")
    assert "nothing was changed" in told["error"]
    assert stage.shown() == stage.old
    assert leftovers(stage) == []


@pytest.mark.parametrize("room", [0, 100, 1_000, 3_000, 10_000])
def test_a_full_disk_changes_nothing(stage, room):
    assert room < max(map(len, stage.new.values()))
    told = stage.ask(file_size=room)
    assert re.search(r"cannot be written \(.+\); nothing was changed", told.get("error", "")), told
    assert stage.shown() == stage.old
    check_after_a_kill(stage)


def test_a_record_that_cannot_be_kept_is_no_fault_of_the_file(stage):
    content = (stage.folder / "collected" / "petite_BBB.xlsx").read_bytes()
    record = stage.folder / ".toolkit" / "read" / f"{hashlib.sha256(content).hexdigest()}.json"
    shutil.rmtree(record.parent)
    record.mkdir(parents=True)
    told = stage.ask()
    assert re.search(r"read cannot be written \(.+\); nothing was changed", told["error"])
    assert stage.shown() == stage.old

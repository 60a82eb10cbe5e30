"""Our time and memory against what a user would write instead, in one run, as ratios.

Whole processes are timed by the operating system's own accounting (CPU seconds of the finished process, its peak
memory), in turn with what they are compared with, and the median of the pairs is printed. Machines differ; only the
ratios mean something. Nothing here is a test.
"""

import argparse
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from datetime import date, timedelta
from pathlib import Path

from many_points import make_many

HERE = Path(__file__).parent
TOOLKIT = (sys.executable, "-m", "toolkit")
_NUMBER = re.compile(rb'(<c r="[A-Z]+\d+" s="\d+"(?: t="n")?>)<v>(\d+)</v>')


class Usage:
    """What a finished process and its workers used: seconds of CPU and on the clock, peak memory in MiB."""

    def __init__(self, seconds: float, clock: float, memory: float) -> None:
        self.seconds, self.clock, self.memory = seconds, clock, memory


def run(*command: str | Path, expect: tuple[int, ...] = (0,)) -> Usage:
    """Run a process to its end, its output thrown away."""
    start = time.perf_counter()
    pid = os.posix_spawn(
        str(command[0]),
        [str(part) for part in command],
        {**os.environ, "OPENPYXL_DEFUSEDXML": "False"},
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, used = os.wait4(pid, 0)
    clock = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in expect:
        sys.exit(f"{' '.join(str(part) for part in command)} failed")
    return Usage(used.ru_utime + used.ru_stime, clock, used.ru_maxrss / 1024)


def compare(title: str, ours: tuple, theirs: tuple, runs: int, prepare=lambda: None) -> None:
    pairs = []
    for _ in range(runs):
        prepare()
        pairs.append((run(*ours), run(*theirs)))
    ratio = statistics.median(their.seconds / our.seconds for our, their in pairs)
    mine = statistics.median(our.seconds for our, _ in pairs)
    other = statistics.median(their.seconds for _, their in pairs)
    clock = statistics.median(their.clock / our.clock for our, their in pairs)
    print(
        f"{title}: {ratio:.1f} times faster by CPU ({mine:.2f} s against {other:.2f} s), "
        f"{clock:.1f} times on the clock (median of {runs} pairs)"
    )


def make_campaign(folder: Path, count: int) -> Path:
    """Make a campaign folder with this many returns of different contents, from the example's thirty."""
    source = folder / "demo"
    if not source.exists():
        run(*TOOLKIT, "demo", "--into", source)
    target = folder / f"campaign-{count}"
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("results", ".toolkit", "received.csv", "*.xlsx.tmp"))
    shutil.rmtree(target / "collected")
    (target / "collected").mkdir()
    returned = sorted((source / "collected").glob("*.xlsx"))
    lines = ["file,received_at"]
    for number in range(count):
        name = f"retour-{number:04d}.xlsx"
        vary(returned[number % len(returned)], target / "collected" / name, number)
        lines.append(f"{name},{date(2020, 10, 1) + timedelta(days=number // len(returned))}")
    (target / "received.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return target


def vary(source: Path, target: Path, seed: int) -> None:
    """Copy a return with other figures in its cells."""
    chance = random.Random(seed)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.startswith("xl/worksheets/"):
                data = _NUMBER.sub(lambda match: match[1] + b"<v>%d</v>" % chance.randrange(2, 99), data)
            new.writestr(entry.filename, data)


def measure_many_points(folder: Path, factor: int, runs: int) -> None:
    """Print how time and memory of a report grow with the data points."""
    once, often = folder / "points-1", folder / f"points-{factor}"
    make_many(folder / "demo", once, 1)
    make_many(folder / "demo", often, factor)
    few = [run(*TOOLKIT, "report", "--campaign", once) for _ in range(runs)]
    lot = run(*TOOLKIT, "report", "--campaign", often)
    seconds, memory = (statistics.median(getattr(each, name) for each in few) for name in ("seconds", "memory"))
    print(
        f"report, {factor} times the data points of the example: {lot.seconds / seconds:.1f} times the time "
        f"({seconds:.2f} to {lot.seconds:.2f} s of CPU), {lot.memory / memory:.1f} times the memory "
        f"({memory:.0f} to {lot.memory:.0f} MiB)"
    )


_APART = 7
"""So far apart are the returns that come again: partners with many rows and partners with few."""


def measure_one_more(campaign: Path, runs: int) -> None:
    """Print what a merge costs when one return comes to many that were merged before."""
    returned = sorted((campaign / "collected").glob("*.xlsx"))
    merge = (*TOOLKIT, "merge", "--campaign", campaign, "--fail-on", "never")
    forget(campaign)()
    first = run(*merge)
    later = []
    run(*merge)  # a framework is kept from the second run on
    for number in range(runs):
        source = returned[number * _APART % len(returned)]
        vary(source, campaign / "collected" / f"un-de-plus-{number}.xlsx", len(returned) + number)
        later.append(run(*merge).seconds)
    one = statistics.median(later)
    print(
        f"merge again with one return more among {len(returned)}: {one / first.seconds:.3f} of the first merge "
        f"({one:.2f} s of CPU against {first.seconds:.2f} s, median of {runs})"
    )


def forget(folder: Path):
    """Give a function that deletes what an earlier run left behind."""

    def delete() -> None:
        for name in ("results", ".toolkit", "outgoing"):
            shutil.rmtree(folder / name, ignore_errors=True)

    return delete


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--returns", type=int, default=200)
    parser.add_argument("--many", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "--many-points", type=int, default=10, help="times the data points of the example; 100 takes some minutes"
    )
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        campaign, many = make_campaign(folder, asked.returns), make_campaign(folder, asked.many)
        python = sys.executable
        compare(
            "generate (30 workbooks) against openpyxl with style objects a cell",
            (*TOOLKIT, "generate", "--campaign", campaign),
            (python, HERE / "by_openpyxl.py", campaign, folder / "openpyxl"),
            asked.runs,
            forget(campaign),
        )
        sys.stdout.flush()
        subprocess.run([python, HERE / "bare_xlsxwriter.py", campaign, str(asked.runs)], check=True)
        compare(
            f"merge ({asked.returns} returns, validated, all outputs) against a loop with pandas.read_excel and concat",
            (*TOOLKIT, "merge", "--campaign", campaign, "--fail-on", "never"),
            (python, HERE / "by_pandas.py", campaign / "collected", folder / "pandas.csv"),
            asked.runs,
            forget(campaign),
        )
        compare(
            "the same without consolidated.xlsx (validated, CSV)",
            (python, HERE / "without_workbook.py", campaign),
            (python, HERE / "by_pandas.py", campaign / "collected", folder / "pandas.csv"),
            asked.runs,
            forget(campaign),
        )
        sys.stdout.flush()
        subprocess.run([python, "-W", "ignore", HERE / "one_process.py", campaign, str(asked.runs)], check=True)
        forget(campaign)()
        few = run(*TOOLKIT, "merge", "--campaign", campaign, "--fail-on", "never")
        lot = run(*TOOLKIT, "merge", "--campaign", many, "--fail-on", "never")
        print(
            f"peak memory of merge, {asked.returns} to {asked.many} files: {lot.memory / few.memory:.2f} times "
            f"({few.memory:.0f} to {lot.memory:.0f} MiB)"
        )
        measure_one_more(many, asked.runs)
        measure_many_points(folder, asked.many_points, asked.runs)
        extra = [run(*TOOLKIT, "--help").seconds - run(python, "-c", "pass").seconds for _ in range(9)]
        print(f"toolkit --help: {statistics.median(extra):.3f} s of CPU more than python -c pass")


if __name__ == "__main__":
    main()

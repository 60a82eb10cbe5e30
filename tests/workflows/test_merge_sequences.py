"""Merging as files arrive comes to the same bytes as merging once, and the names of the files settle nothing.

60 examples; TOOLKIT_SEQUENCES in the environment asks for more.
"""

import csv
import os
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_campaign import TABLES, issue, read_csv, return_filled, small_campaign, write_small_campaign

from toolkit.files.campaign_toml import write_campaign
from toolkit.wording import load_wording
from toolkit.workflows.loading import load_collection
from toolkit.workflows.merge import merge_returns

EXAMPLES = int(os.environ.get("TOOLKIT_SEQUENCES", "60"))
FRAMEWORK = {
    **TABLES,
    "observations": """
        measure,partner,territory,period,value,status
        T01.1b,AAA,QP,2017,40,A
    """,
}
LEAVERS, SHARE, LABEL = ("T01.1b", "QP"), ("T01.1a", "PARIS"), ("T01.2a", "PARIS")
RETURNS = {
    "left as issued": ("AAA", "1", {(*SHARE, "2017"): 10}),
    "changed": ("AAA", "1", {(*LEAVERS, "2017"): 45, (*SHARE, "2017"): 10, (*SHARE, "2018"): "nd"}),
    "zero and blank": ("AAA", "1", {(*LEAVERS, "2017"): None, (*SHARE, "2017"): 0}),
    "not understood": ("AAA", "1", {(*LEAVERS, "2017"): "beaucoup", (*LABEL, "2017"): "peut-être"}),
    "newer": ("AAA", "2", {(*SHARE, "2017"): 11, (*SHARE, "2018"): "140", (*LABEL, "2017"): "Oui"}),
    "newer, otherwise": ("AAA", "2", {(*SHARE, "2017"): 12, (*LEAVERS, "2018"): "=1+1"}),
    "of another": ("BBB", "2", {("H01.1a", "QP", "2017"): 5}),
    "of another, older": ("BBB", "1", {("H01.1a", "QP", "2017"): 6, ("G01.1a", "PARIS", "2017/2018"): 1}),
}
DAYS = ("2020-10-01", "2020-10-02", "2020-10-03")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A campaign folder with nothing returned, all returns read once, and each return by its place in `RETURNS`."""
    folder = write_small_campaign(tmp_path_factory.mktemp("made") / "campagne", FRAMEWORK)
    workbooks = {}
    for edition in ("1", "2"):
        write_campaign(folder / "campaign.toml", small_campaign(version=edition), load_wording("en"))
        shutil.rmtree(folder / "outgoing", ignore_errors=True)
        workbooks |= {(partner, edition): Path(shutil.copy(path, folder.parent / f"{edition}-{path.name}"))
                      for partner, path in issue(folder).items()}  # fmt: skip
    returns = []
    for number, (partner, edition, typed) in enumerate(RETURNS.values()):
        path = return_filled(folder, workbooks[partner, edition], typed, f"{number}.xlsx")
        returns.append(shutil.move(path, folder.parent / path.name))
    (folder / "collected" / "notes.xlsx").write_bytes(b"no workbook")
    returns.append(shutil.move(folder / "collected" / "notes.xlsx", folder.parent / "notes.xlsx"))
    merge_at_once(
        (folder, returns), folder.parent / "read", [(f"{number}.xlsx", number, "") for number in range(len(returns))]
    )
    shutil.copytree(folder.parent / "read" / ".toolkit" / "read", folder / ".toolkit" / "read")
    return folder, returns


@st.composite
def arrivals(draw):
    """Draw files: of each the return that it is a copy of, the day, and the merge before which it comes."""
    count = draw(st.integers(1, 7))
    contents = st.integers(0, len(RETURNS))
    return [
        (draw(contents), draw(st.sampled_from(DAYS)), draw(st.integers(0, 2))) for _ in range(count)
    ]  # fmt: skip


def put(folder, source, name, day):
    shutil.copyfile(source, folder / "collected" / name)
    with (folder / "received.csv").open("a", encoding="utf-8", newline="") as target:
        csv.writer(target).writerow([name, day])


def start(made, place):
    folder = shutil.copytree(made[0], place)
    (folder / "received.csv").write_text("file,received_at\n", encoding="utf-8")
    return folder


def merge_tables(folder):
    merge_returns(folder, load_collection(folder))
    return {path.name: path.read_bytes() for path in sorted((folder / "results").glob("*.csv"))}


def merge_at_once(made, place, files):
    folder = start(made, place)
    for name, content, day in files:
        put(folder, made[1][content], name, day)
    return merge_tables(folder)


def without_names(tables, names):
    """Give the tables with each file called by its content and day, rows sorted but for the ledger's."""
    pattern = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))
    renamed = {
        table: pattern.sub(lambda match: names[match[0]], text.decode()).splitlines() for table, text in tables.items()
    }
    return {table: lines if table == "answers.csv" else sorted(lines) for table, lines in renamed.items()}


ALLOWED = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@ALLOWED
@given(arrivals())
def test_merging_after_each_arrival_comes_to_the_bytes_of_one_merge(made, files):
    with tempfile.TemporaryDirectory() as place:
        growing = start(made, Path(place) / "growing")
        named = [(f"{number}.xlsx", content, day, before) for number, (content, day, before) in enumerate(files)]
        tables = {}
        for merge in sorted({before for *_, before in named}):
            for name, content, day, before in named:
                if before == merge:
                    put(growing, made[1][content], name, day)
            tables = merge_tables(growing)
        (growing / "received.csv").write_text(
            "file,received_at\n" + "".join(f"{name},{day}\n" for name, _, day, _ in named), encoding="utf-8"
        )
        assert merge_tables(growing) == tables
        assert tables == merge_at_once(made, Path(place) / "once", [each[:3] for each in named])


@ALLOWED
@given(arrivals(), st.randoms(use_true_random=False))
def test_the_names_of_the_files_settle_nothing(made, files, chance):
    order = list(range(len(files)))
    chance.shuffle(order)
    with tempfile.TemporaryDirectory() as place:
        found = []
        for turn, numbers in enumerate((range(len(files)), order)):
            named = [(f"{number}-envoi.xlsx", *each[:2]) for number, each in zip(numbers, files, strict=True)]
            names = {name: f"<{content} {day}>" for name, content, day in named}
            found.append(without_names(merge_at_once(made, Path(place) / str(turn), named), names))
        assert found[0] == found[1]


def test_the_returns_differ_and_come_to_the_same_when_they_are_read_anew(made, tmp_path):
    files = [(f"{number}.xlsx", number, DAYS[number % 3]) for number in range(len(made[1]))]
    tables = merge_at_once(made, tmp_path / "all", files)
    shutil.rmtree(tmp_path / "all" / ".toolkit")
    assert merge_tables(tmp_path / "all") == tables
    rows = read_csv(tmp_path / "all" / "results" / "answers.csv")
    assert {row["class"] for row in rows} >= {"", "new", "unchanged", "corrected", "stale"}
    assert {row["verdict"] for row in read_csv(tmp_path / "all" / "results" / "returns.csv")} == {"read", "refused"}

"""The returns of the Paris example with every fault of a container among them: read as before, the bad explained."""

import shutil
from time import monotonic

import pytest
from small_campaign import read_csv
from typer.testing import CliRunner

from toolkit.cli.main import app
from toolkit.excel.damage_archives import ARCHIVE_FAULTS
from toolkit.excel.damage_programs import PROGRAM_FAULTS
from toolkit.model.answers import Verdict
from toolkit.wording import load_wording
from toolkit.workflows.damage import damage_workbook
from toolkit.workflows.demo import play_demo

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

_BOUND = 60
"""Seconds; about 5 are measured on two processors."""


def test_thirty_returns_are_read_as_before_and_the_bad_ones_explained(tmp_path):
    folder = tmp_path / "demo"
    play_demo(folder)
    results = folder / "results"
    before = (results / "data_points.csv").read_bytes()
    good = {row["file"] for row in read_csv(results / "returns.csv")}
    source = min((folder / "collected").glob("*.xlsx"), key=lambda path: path.stat().st_size)
    rows = [row for row in damage_workbook(source, tmp_path / "damages", load_wording("fr")) if row.file]
    stems = {fault.stem for fault in (*ARCHIVE_FAULTS, *PROGRAM_FAULTS)}
    bad = [row for row in rows if row.fault in stems and row.verdict is not Verdict.READ]
    for row in bad:
        target = folder / "collected" / "zz" / row.file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(tmp_path / "damages" / row.file, target)
    shutil.rmtree(folder / ".toolkit")
    begin = monotonic()
    outcome = CliRunner().invoke(app, ["merge", "--campaign", str(folder)])
    took = monotonic() - begin
    print(f"{len(good)} returns and {len(bad)} damaged files merged in {took:.1f} s")
    assert outcome.exit_code == 1
    assert took < _BOUND
    assert (results / "data_points.csv").read_bytes() == before
    returns = {row["file"]: row["verdict"] for row in read_csv(results / "returns.csv")}
    assert {name for name, verdict in returns.items() if verdict == "read"} == good
    assert len(good) == 30
    assert {f"zz/{row.file}": row.verdict.value for row in bad} == {
        name: verdict for name, verdict in returns.items() if name.startswith("zz/")
    }
    told = {}
    for finding in read_csv(results / "findings.csv"):
        told.setdefault(finding["file"], set()).add(finding["code"])
    assert {f"zz/{row.file}": set(row.codes) for row in bad} == {
        name: codes for name, codes in told.items() if name.startswith("zz/")
    }

"""Damaged copies that a program can still open are true files of their format: another program opens them too."""

import csv
import subprocess

import pytest
from office import need_office
from small_campaign import issue, return_filled, write_small_campaign

from toolkit.wording import load_wording
from toolkit.workflows.damage import damage_workbook

pytestmark = pytest.mark.xdist_group("libreoffice")

OPENED = (
    "F04-many-styles.xlsx",
    "F10-ods.ods",
    "F10-xls.xls",
    "F10-xlsb.xlsb",
    "F11-macros.xlsm",
    "F12-links.xlsx",
    "F29-label-edited.xlsx",
    "F32-hidden-row.xlsx",
    "F33-merged.xlsx",
    "F35-text-box.xlsx",
    "F37-groups.xlsx",
    "F44-hostile.xlsx",
)


def test_another_program_opens_the_copies_and_finds_the_identity(tmp_path):
    need_office()
    folder = write_small_campaign(tmp_path / "campaign")
    filled = return_filled(folder, issue(folder)["AAA"], {("T01.1b", "QP", "2017"): 1458})
    damage_workbook(filled, tmp_path / "damages", load_wording("fr"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [tmp_path / "damages" / name for name in OPENED]
    convert = ["soffice", profile, "--headless", "--convert-to", "csv", "--outdir", tmp_path / "csv", *files]
    subprocess.run(convert, check=True, capture_output=True, timeout=240)
    for file in files:
        with (tmp_path / "csv" / f"{file.stem}.csv").open(encoding="latin-1") as source:
            texts = {text for row in csv.reader(source) for text in row}
        assert "petite|AAA|1" in texts, file.name

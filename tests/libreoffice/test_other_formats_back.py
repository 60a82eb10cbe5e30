"""A return saved by LibreOffice as .ods or .xls and named .xlsx merges to the same figures, with a warning."""

import subprocess

import pytest
from office import need_office
from small_campaign import codes, issue, merge, return_filled, write_small_campaign

pytestmark = pytest.mark.xdist_group("libreoffice")

TYPED = {
    ("T01.1a", "PARIS", "2017"): 33.9,
    ("T01.1a", "PARIS", "2018"): 0,
    ("T01.1a", "QP", "2019"): "12,5 %",
    ("T01.1b", "QP", "2017"): "1 458",
    ("G01.1a", "PARIS", "2018/2019"): "env. 120",
}
READ = {
    ("T01.1a", "AAA", "PARIS", "2017"): "33.9",
    ("T01.1a", "AAA", "PARIS", "2018"): "0",
    ("T01.1a", "AAA", "QP", "2019"): "12.5",
    ("T01.1b", "AAA", "QP", "2017"): "1458",
    ("G01.1a", "AAA", "PARIS", "2018/2019"): "120",
}


@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_a_return_in_another_format_is_read_with_a_warning(tmp_path, suffix):
    need_office()
    folder = write_small_campaign(tmp_path / "campaign")
    filled = return_filled(folder, issue(folder)["AAA"], TYPED)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", tmp_path, filled]
    subprocess.run(convert, check=True, capture_output=True, timeout=120)
    filled.write_bytes((tmp_path / f"{filled.stem}.{suffix}").read_bytes())
    result, points = merge(folder)
    assert {key: row["value"] for key, row in points.items() if row["state"] == "value"} == READ
    assert [code for code in codes(result) if code.startswith("F")] == ["F117"]

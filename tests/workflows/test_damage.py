"""Every fault of the catalogue, each in a file of its own: read or refused as the table says, and nothing silently."""

import csv
import json
import re
import shutil
import zipfile
from datetime import date

import pytest
from small_campaign import TABLES, issue, merge, read_csv, return_filled, write_small_campaign
from typer.testing import CliRunner

from toolkit.cli.main import app
from toolkit.errors import ToolkitError
from toolkit.excel.damage_values import HOSTILE
from toolkit.files.inventory import MAX_FILE
from toolkit.rules.catalogue import RULES
from toolkit.rules.describing import describe
from toolkit.wording import load_wording
from toolkit.workflows.confirming import confirm_return
from toolkit.workflows.damage import FAULTS, TABLE, damage_workbook
from toolkit.workflows.loading import load_collection
from toolkit.workflows.report import make_report

ROWS = {
    **TABLES,
    "observations": """
        measure,partner,territory,period,value,status
        T01.1a,AAA,PARIS,2017,33.9,A
        T01.1a,AAA,PARIS,2018,34.5,A
        T01.1a,AAA,PARIS,2019,36.2,A
        T01.1a,AAA,QP,2017,12.5,A
        T01.1a,AAA,QP,2018,14,A
        T01.1a,AAA,QP,2019,15.5,A
        T01.1b,AAA,QP,2017,1458,A
        T01.1b,AAA,QP,2018,1467,A
        T01.1b,AAA,QP,2019,1502,A
    """,
}
TYPED = {
    ("T01.1a", "PARIS", "2017"): 33.9,
    ("T01.1a", "PARIS", "2018"): 34.5,
    ("T01.1a", "PARIS", "2019"): 36.2,
    ("T01.1a", "QP", "2017"): 12.5,
    ("T01.1a", "QP", "2018"): 14,
    ("T01.1a", "QP", "2019"): 15.5,
    ("T01.1b", "QP", "2017"): 1458,
    ("T01.1b", "QP", "2018"): 1467,
    ("T01.1b", "QP", "2019"): 1502,
    ("T01.2a", "PARIS", "2019"): "Oui",
    ("G01.1a", "PARIS", "2017/2018"): 118,
    ("G01.1a", "PARIS", "2018/2019"): 121,
}
BYSTANDER = {("G01.1a", "PARIS", "2018/2019"): 64, ("H01.1a", "QP", "2019"): 0}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A campaign with earlier figures, the folder of damages, their table, and what is read of a sound file."""
    base = tmp_path_factory.mktemp("damage")
    folder = write_small_campaign(base / "campaign", ROWS)
    config = folder / "campaign.toml"
    text = config.read_text(encoding="utf-8")
    beside = 'earlier_figures = "beside"\nlanguage ='
    config.write_text(text.replace("language =", beside, 1), encoding="utf-8")
    issued = issue(folder)
    sound = return_filled(folder, issued["AAA"], TYPED)
    return_filled(folder, issued["BBB"], BYSTANDER, "bystander.xlsx")
    result, points = merge(folder)
    assert [finding.rule.code for finding in result.findings] == []
    rows = damage_workbook(sound, base / "damages", load_wording("fr"))
    sound.rename(base / "sound.xlsx")
    return folder, base / "damages", rows, figures_of(points)


def figures_of(points):
    return {key: row["value"] for key, row in points.items() if row["state"] == "value"}


FAULT_NAMES = [fault.stem for fault in FAULTS]


@pytest.mark.parametrize("name", FAULT_NAMES)
def test_a_damaged_file_leads_to_what_the_table_says(made, name):
    folder, damages, rows, sound = made
    files = [row for row in rows if row.fault == name and row.file]
    assert files, f"{name} has no file"
    for row in files:
        target = folder / "collected" / row.file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(damages / row.file, target)
    try:
        result, points = merge(folder)
    finally:
        for each in (folder / "collected").iterdir():
            if each.name != "bystander.xlsx":
                shutil.rmtree(each) if each.is_dir() else each.unlink()
    verdicts = {file.verdict.value for file in result.returns if file.file != "bystander.xlsx"}
    told = [finding for finding in result.findings if finding.rule.code != "L402"]
    assert {finding.rule.code for finding in told} == set(files[0].codes)
    assert files[0].verdict.value in verdicts
    assert verdicts <= {files[0].verdict.value, *(("ignored",) if "F113" in files[0].codes else ())}
    assert figures_of(points) == expected_figures(files[0], sound, figures_of(points))
    for finding in told:
        assert_well_said(finding)


def expected_figures(row, sound, read):
    """What a sound file would give, but for the data points that the fault touched."""
    expected = dict(sound)
    if row.verdict.value != "read":
        expected = {key: value for key, value in sound.items() if key[1] != "AAA"}
    for (measure, territory, period), figure in row.figures:
        key = (measure, "AAA", territory, period)
        expected.pop(key, None)
        if figure:
            expected[key] = read[key] if figure == "?" else figure
    return expected


def assert_well_said(finding):
    said = [describe(finding, load_wording(language)) for language in ("fr", "en")]
    for each in said:
        assert each.message.strip()
        assert each.suggestion.strip()
        assert not re.search(r"\{[a-z_]+\}", each.message + each.expected + each.suggestion)
    assert said[0].message != said[1].message


def test_the_table_names_every_line_of_the_catalogue(made):
    _, damages, rows, _ = made
    lines = {f"F{number:02d}" for number in range(1, 52)} - {"F28"}
    assert {row.id for row in rows} == lines
    assert {row.id for row in rows if row.verdict is None} == {"F24", "F25", "F26", "F27"}
    table = read_csv(damages / TABLE)
    assert len(table) == len(rows)
    assert {code for row in rows for code in row.codes} <= set(RULES)
    found = {str(path.relative_to(damages)) for path in damages.rglob("*") if path.is_file()} - {TABLE}
    assert found == {row.file for row in rows if row.file}
    assert all((damages / name).stat().st_size < MAX_FILE for name in found)


def test_the_same_workbook_gives_the_same_bytes_and_no_folder_is_written_over(made, tmp_path):
    sound = shutil.copy(made[0].parent / "sound.xlsx", tmp_path / "sound.xlsx")
    again = damage_workbook(sound, tmp_path / "a", load_wording("en"))
    once_more = damage_workbook(sound, tmp_path / "b", load_wording("en"))
    assert again == once_more
    for row in again:
        if row.file:
            assert (tmp_path / "a" / row.file).read_bytes() == (tmp_path / "b" / row.file).read_bytes(), row.file
    with pytest.raises(ToolkitError, match="is not empty"):
        damage_workbook(sound, tmp_path / "a", load_wording("en"))


def test_a_workbook_as_issued_can_be_damaged_too(made, tmp_path):
    folder = made[0]
    rows = damage_workbook(next((folder / "outgoing").glob("*AAA*.xlsx")), tmp_path / "damages", load_wording("en"))
    without = {row.fault for row in rows if row.verdict is None and row.id not in {"F24", "F25", "F26", "F27"}}
    assert without == {"F19-contradiction", "F20-older-after-newer", "F30-row-copied-changed", "F31-shifted"}


@pytest.mark.parametrize("text", [b"", b"not a workbook"])
def test_what_is_no_form_cannot_be_damaged(tmp_path, text):
    (tmp_path / "a.xlsx").write_bytes(text)
    with pytest.raises(ToolkitError, match="sound"):
        damage_workbook(tmp_path / "a.xlsx", tmp_path / "damages", load_wording("en"))
    assert not (tmp_path / "damages").exists()


def put_in(made, name):
    """Put the files of a fault among what came back; gives the folder of the campaign."""
    folder, damages, rows, _ = made
    for row in (row for row in rows if row.fault == name):
        shutil.copy(damages / row.file, folder / "collected" / row.file)
    return folder


@pytest.fixture
def emptied(made):
    yield
    for each in (made[0] / "collected").iterdir():
        if each.name != "bystander.xlsx":
            each.unlink()


def test_no_typed_text_becomes_a_formula_or_a_link_in_any_output(made, emptied):
    folder = put_in(made, "F44-hostile")
    merge(folder)
    make_report(folder, load_collection(folder))
    results = folder / "results"
    kept = "".join((results / name).read_bytes().decode() for name in ("answers.csv", "findings.csv"))
    assert [text for text in HOSTILE if text.strip().replace('"', '""') not in kept] == []
    for path in results.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as source:
            for field in (field for row in csv.reader(source) for field in row):
                is_number = re.fullmatch(r"[+-]?\d+(?:\.\d+)?", field)
                assert is_number or not field.startswith(("=", "+", "-", "@", "\t", "\r", "＝")), (path.name, field)
    for path in results.glob("*.xlsx"):
        with zipfile.ZipFile(path) as archive:
            parts = {
                name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))
            }
        active = [text for part in parts.values() for text in re.findall(r"<f[ >][^<]*</f>|<hyperlink [^>]*>", part)]
        active += [
            text for name, part in parts.items() if name.endswith(".rels") for text in re.findall("Target=.*?>", part)
        ]
        for mark in ("1+1", "2+3", "cmd|", "SUM(1)", "example.org", "passwd"):
            assert not [text for text in active if mark in text], (path.name, mark)


def test_a_comment_is_listed_without_the_name_of_its_author(made, emptied):
    folder = put_in(made, "F35-comment")
    result, _ = merge(folder)
    assert [finding.read for finding in result.findings if finding.rule.code == "S211"] == ["chiffre arrêté en juin"]
    for path in [*(folder / "results").glob("*.csv"), *(folder / ".toolkit").rglob("*.json")]:
        assert "Durand" not in path.read_text(encoding="utf-8"), path.name


@pytest.mark.parametrize("name", ["F23-pasted-without-keys", "F23-retyped"])
def test_a_form_without_keys_gives_the_figures_of_the_sound_file_once_it_is_confirmed(made, emptied, name):
    folder = put_in(made, name)
    confirm_return(folder, load_collection(folder), "AAA", f"{name}.xlsx", date(2020, 12, 1))
    try:
        result, points = merge(folder)
    finally:
        (folder / "confirmed.csv").unlink()
    assert figures_of(points) == made[3]
    assert {finding.rule.code for finding in result.findings} == {"F132"}


def test_half_characters_and_long_texts_are_kept_whole_and_harm_no_output(made, emptied):
    folder = put_in(made, "F15-odd-characters")
    merge(folder)
    rows = read_csv(folder / "results" / "answers.csv")
    comment = max((row["comment"] for row in rows), key=len)
    assert len(comment) > 40_000
    assert "�" in comment


def test_a_label_is_contested_with_both_texts_and_older_editions_are_not(made, emptied):
    folder = put_in(made, "F29-label-edited")
    result, _ = merge(folder)
    said = {
        finding.location.cell: (finding.read, finding.details["issued"])
        for finding in result.findings
        if finding.rule.code == "S209"
    }
    assert said == {
        "C6": ("Un autre libellé", "T01.1 – Part des sorties en emploi"),
        "E6": ("milliers", "%"),
    }
    config = folder / "campaign.toml"
    before = config.read_text(encoding="utf-8")
    config.write_text(before.replace('version = "1"', 'version = "2"'), encoding="utf-8")
    try:
        result, _ = merge(folder)
    finally:
        config.write_text(before, encoding="utf-8")
    codes = {finding.rule.code for finding in result.findings}
    assert "F123" in codes
    assert "S209" not in codes


@pytest.mark.parametrize(
    ("language", "title", "done"),
    [("fr", "fichiers endommagés", "une ligne masquée"), ("en", "damaged files", "a row hidden")],
)
def test_the_command_tells_what_it_wrote_in_either_language(made, tmp_path, language, title, done):
    sound = str(made[0].parent / "sound.xlsx")
    said = CliRunner().invoke(app, ["damage", sound, "--into", str(tmp_path / "a"), "--language", language])
    assert (said.exit_code, title in said.stdout, done in said.stdout) == (0, True, True)
    assert "\u202e" not in said.stdout
    options = ["--into", str(tmp_path / "b"), "--language", language, "--format", "json"]
    rows = json.loads(CliRunner().invoke(app, ["damage", sound, *options]).stdout)
    hidden = next(row for row in rows if row["file"] == "F32-hidden-row.xlsx")
    assert hidden == {
        "id": "F32",
        "file": "F32-hidden-row.xlsx",
        "done": done,
        "rule": "W",
        "verdict": "read",
        "codes": ["F127"],
        "figures": {},
    }

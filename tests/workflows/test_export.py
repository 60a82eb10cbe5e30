"""Exports hold every answer once, under codes that their lists know, and open in the programs they are for."""

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from pysdmx.io import get_datasets, read_sdmx
from small_campaign import TABLES, issue, merge, read_csv, return_filled, write_small_campaign

from toolkit.errors import ToolkitError
from toolkit.files.csv_tables import as_written, neutralise
from toolkit.model.exports import OBSERVATION_COLUMNS, ExportFormat
from toolkit.workflows.export import export_results
from toolkit.workflows.loading import load_collection

# Codes that SDMX does not take, two of which would look alike, and a measure in words.
WIDER = TABLES | {
    "territories": TABLES["territories"] + "REP+,REP plus,perimetre,PARIS,\nREP/,REP barre,perimetre,PARIS,\n",
    "measures": TABLES["measures"]
    + "H01.1b,H01.1,Ce qui a changé,texte,,civile,autre,qualitatif,aucune,neutral,none\n",
    "requests": TABLES["requests"] + "T01.1b,AAA,REP+\nT01.1b,AAA,REP/\nH01.1b,AAA,PARIS\n",
}
HOSTILE = "@SUM(1+1)*cmd"
GIVEN = "Périmètre fourni, si autre"
TYPED = {
    ("T01.1a", "PARIS", "2017"): 33.9,
    ("T01.1a", "PARIS", "2018"): 0,
    ("T01.1a", "PARIS", "2019"): "ND",
    ("T01.1b", "QP", "2017"): "env. 120",
    ("T01.1b", "QP", "2018"): "SS",
    ("T01.1b", "QP", "2019"): "CA",
    ("T01.1b", "REP+", "2017"): 7,
    ("T01.1b", "REP/", "2017"): "SO",
    ("T01.1b", "REP/", "2018"): "AV",
    ("T01.1b", "REP/", "2019"): "beaucoup",
    ("T01.1b", "REP+", "2018"): -5,
    ("H01.1b", "PARIS", "2018"): HOSTILE,
    ("G01.1a", "PARIS", "2018/2019"): 12,
}
PLACE = ("MEASURE", "AREA_ASKED", "PERIOD_CODE")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = write_small_campaign(tmp_path_factory.mktemp("export") / "campaign", WIDER)
    return_filled(folder, issue(folder)["AAA"], TYPED)
    merge(folder)
    return folder


@pytest.fixture(scope="module")
def export(folder):
    def run(form):
        export_results(folder, load_collection(folder), ExportFormat(form))
        return folder / "exports" / form

    return run


def observed(rows):
    return {tuple(row[column] for column in PLACE): row for row in rows}


def test_every_data_point_is_in_one_of_the_two_tables(folder, export):
    target = export("csv")
    asked = Counter(row["state"] for row in read_csv(folder / "results" / "data_points.csv"))
    answers = Counter(row["ANSWER_STATE"] for row in read_csv(target / "observations.csv"))
    gaps = Counter(row["ANSWER_STATE"] for row in read_csv(target / "not_answered.csv"))
    assert set(gaps) == {"blank", "rejected", "not_returned"}
    assert not set(answers) & set(gaps)
    assert answers + gaps == asked


@pytest.mark.parametrize(
    ("place", "value", "status", "state"),
    [
        (("T01.1a", "PARIS", "2017"), "33.9", "A", "value"),
        (("T01.1a", "PARIS", "2018"), "0", "A", "value"),
        (("T01.1a", "PARIS", "2019"), "", "O", "unavailable"),
        (("T01.1b", "QP", "2017"), "120", "E", "value"),
        (("T01.1b", "QP", "2018"), "", "Q", "confidential"),
        (("T01.1b", "QP", "2019"), "", "K", "counted_elsewhere"),
        (("T01.1b", "REP/", "2017"), "", "M", "not_applicable"),
        (("T01.1b", "REP/", "2018"), "", "O", "pending"),
        (("T01.1b", "REP+", "2018"), "-5", "A", "value"),
    ],
)
def test_a_code_is_a_status_without_a_value_and_a_zero_is_a_value(export, place, value, status, state):
    row = observed(read_csv(export("csv") / "observations.csv"))[place]
    assert (row["OBS_VALUE"], row["OBS_STATUS"], row["ANSWER_STATE"]) == (value, status, state)


@pytest.mark.parametrize("place", [("T01.1b", "REP/", "2019"), ("T01.1b", "REP+", "2019")])
def test_what_is_rejected_or_blank_is_no_observation(export, place):
    assert place not in observed(read_csv(export("csv") / "observations.csv"))
    assert place in observed(read_csv(export("csv") / "not_answered.csv"))


def test_a_school_year_is_a_time_range_with_its_code_beside(export):
    row = observed(read_csv(export("csv") / "observations.csv"))["G01.1a", "PARIS", "2018/2019"]
    assert (row["TIME_PERIOD"], row["PERIOD_CODE"]) == ("2018-09-01/P1Y", "2018/2019")


@pytest.mark.parametrize(("form", "file"), [("csv", "observations.csv"), ("sdmx", "data.csv")])
def test_no_text_becomes_a_formula(export, form, file):
    texts = {row["OBS_TEXT"] for row in read_csv(export(form) / file)}
    assert texts == {"", "'" + HOSTILE}
    for path in export(form).glob("*.csv"):
        assert all(neutralise(as_written(cell)) == cell for row in read_csv(path) for cell in row.values())


def test_no_contact_is_exported(folder, export):
    for form in ExportFormat:
        for path in export(form).iterdir():
            assert b"example.org" not in path.read_bytes()


def test_codes_lead_through_the_lists_to_the_theme(export):
    target = export("csv")
    lists = {path.stem: {row["code"]: row for row in read_csv(path)} for path in target.glob("*.csv") if _is_list(path)}
    for row in read_csv(target / "observations.csv"):
        measure = lists["measures"][row["MEASURE"]]
        indicator = lists["indicators"][measure["indicator"]]
        action = lists["actions"][indicator["action"]]
        told = (measure["unit"], measure["indicator"], indicator["action"], action["theme"])
        assert told == (row["UNIT_MEASURE"], row["INDICATOR"], row["PROGRAMME_ACTION"], row["THEME"])
    assert lists["territories"]["QP"]["parent"] == "PARIS"
    assert "email" not in next(iter(lists["partners"].values()))


def _is_list(path):
    return path.name not in {"observations.csv", "not_answered.csv"}


def test_the_structure_is_valid_sdmx_and_names_every_column(export):
    message = read_sdmx((export("sdmx") / "structure.xml").read_text(encoding="utf-8"), validate=True)
    structure = message.get_data_structure_definitions()[0]
    assert {each.id for each in structure.components} == {column.name for column in OBSERVATION_COLUMNS}
    assert [each.id for each in message.get_dataflows()] == ["PETITE"]
    parents = _parents(export("sdmx") / "structure.xml", "CL_AREA")
    assert parents == {"PARIS": None, "QP": "PARIS", "REP_": "PARIS", "REP__2": "PARIS", "_O": None}


def _parents(path, list_id):
    name = "{http://www.sdmx.org/resources/sdmxml/schemas/v3_0/structure}"
    found = ET.parse(path).find(f".//{name}Codelist[@id='{list_id}']")
    return {code.get("id"): code.findtext(f"{name}Parent") for code in found.iter(f"{name}Code")}


def test_sdmx_data_are_read_with_their_structure_and_every_code_is_in_its_list(export):
    target = export("sdmx")
    data = get_datasets(target / "data.csv", target / "structure.xml")[0]
    header = (target / "data.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert header[:3] == ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
    assert len(set(header)) == len(header)
    assert len(data.data) == len(TYPED) - 1
    used = {component.id: component.local_codes for component in data.structure.components}
    coded = [name for name, codes in used.items() if codes is not None]
    assert len(coded) == sum(bool(column.code_list) for column in OBSERVATION_COLUMNS) - 1  # the period is no list
    for name in coded:
        assert set(data.data[name]) - {""} <= {code.id for code in used[name]}


def test_frictionless_accepts_the_data_package(export):
    report = _validate(export("datapackage"))
    assert (report["valid"], report["stats"]["tasks"]) == (True, 14)


def test_frictionless_sees_a_code_that_is_in_no_list(export, tmp_path):
    target = export("datapackage")
    for path in target.iterdir():
        content = path.read_text(encoding="utf-8")
        if path.name == "datapackage.json":
            package = json.loads(content)
            for resource in package["resources"]:
                del resource["hash"], resource["bytes"]
            content = json.dumps(package)
        (tmp_path / path.name).write_text(content.replace("REP+,REP plus", "REP-,REP plus"), encoding="utf-8")
    assert _validate(tmp_path)["valid"] is False


def _validate(folder):
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"]
    return json.loads(subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout)


def test_parquet_holds_what_the_csv_holds(export):
    frame = pd.read_parquet(export("parquet") / "observations.parquet")
    rows = read_csv(export("csv") / "observations.csv")
    assert frame["OBS_VALUE"].dtype == "float64"
    assert [None if pd.isna(value) else value for value in frame["OBS_VALUE"]] == [
        float(row["OBS_VALUE"]) if row["OBS_VALUE"] else None for row in rows
    ]
    assert list(frame["MEASURE"]) == [row["MEASURE"] for row in rows]


def test_parquet_without_its_library_is_one_sentence(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ToolkitError, match=r"pip install collection-toolkit\[parquet\]"):
        export_results(folder, load_collection(folder), ExportFormat.PARQUET)


@pytest.mark.parametrize("form", list(ExportFormat))
def test_the_same_results_give_the_same_bytes(folder, export, form, tmp_path):
    first = {path.name: path.read_bytes() for path in export(form).iterdir()}
    export_results(folder, load_collection(folder), form, tmp_path / "elsewhere")
    assert {path.name: path.read_bytes() for path in (tmp_path / "elsewhere" / form).iterdir()} == first


def test_an_export_before_the_first_merge_is_one_sentence(tmp_path):
    folder = write_small_campaign(tmp_path / "campaign")
    with pytest.raises(ToolkitError, match="run `toolkit merge` first"):
        export_results(folder, load_collection(folder), ExportFormat.CSV)
    assert not (folder / "exports").exists()


def test_nothing_returned_gives_an_export_without_observations_that_is_accepted(tmp_path):
    folder = write_small_campaign(tmp_path / "campaign")
    merge(folder)
    exported = export_results(folder, load_collection(folder), ExportFormat.DATA_PACKAGE)
    assert (exported.observations, exported.not_answered) == (0, 24)
    assert _validate(folder / "exports" / "datapackage")["valid"] is True


def test_a_figure_for_another_territory_stands_under_that_one(tmp_path):
    folder = write_small_campaign(tmp_path / "campaign")
    typed = {
        ("T01.1b", "QP", "2017"): 3,
        ("T01.1b", "QP", GIVEN): "Paris",
        ("T01.1a", "PARIS", "2017"): 4,
        ("T01.1a", "PARIS", GIVEN): "Trois rues",
    }
    return_filled(folder, issue(folder)["AAA"], typed)
    merge(folder)
    export_results(folder, load_collection(folder), ExportFormat.CSV)
    rows = observed(read_csv(folder / "exports" / "csv" / "observations.csv"))
    told = {place: (row["REF_AREA"], row["AREA_TEXT"]) for place, row in rows.items()}
    assert told == {("T01.1b", "QP", "2017"): ("PARIS", ""), ("T01.1a", "PARIS", "2017"): ("_O", "Trois rues")}


@pytest.mark.parametrize(
    ("written", "changed", "told"),
    [
        (",2017,yes,", ",2O17,yes,", "the period “2O17”"),
        ("T01.1a,PARIS", "T01.1z,PARIS", "the measure “T01.1z”"),
        ("T01.1b,QP", "T01.1b,QQ", "the territory “QQ”"),
        ("\r\nBBB,", "\r\nCCC,", "the partner “CCC”"),
        (",estimated,", ",guessed,", "the quality “guessed”"),
    ],
)
def test_results_of_another_framework_are_told_and_nothing_is_written(folder, tmp_path, written, changed, told):
    other = tmp_path / "campaign"
    shutil.copytree(folder, other, ignore=shutil.ignore_patterns("exports"))
    path = other / "results" / "data_points.csv"
    content = path.read_bytes().decode()
    assert written in content
    path.write_bytes(content.replace(written, changed).encode())
    with pytest.raises(ToolkitError, match=re.escape(told)):
        export_results(other, load_collection(other), ExportFormat.CSV)
    assert not (other / "exports").exists()


def test_files_that_no_export_wrote_are_never_written_over(folder, tmp_path):
    collection = load_collection(folder)
    (tmp_path / "csv").mkdir()
    export_results(folder, collection, ExportFormat.CSV, tmp_path)
    export_results(folder, collection, ExportFormat.CSV, tmp_path)
    own = tmp_path / "own" / "csv" / "observations.csv"
    own.parent.mkdir(parents=True)
    own.write_text("mine", encoding="utf-8")
    with pytest.raises(ToolkitError, match="holds files that no export wrote"):
        export_results(folder, collection, ExportFormat.CSV, tmp_path / "own")
    assert [path.name for path in own.parent.iterdir()] == ["observations.csv"]
    assert own.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("place", ["collected", "results", "outgoing", "templates/deep", "mail", ".toolkit"])
def test_an_export_does_not_lie_among_inputs_or_results(folder, place):
    with pytest.raises(ToolkitError, match="that the campaign keeps for itself; name another one with --into"):
        export_results(folder, load_collection(folder), ExportFormat.CSV, folder / place)
    assert not (folder / place / "csv").exists()


def test_a_file_in_the_place_of_the_folder_is_told(folder, tmp_path):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(ToolkitError, match="A file stands where a folder is expected"):
        export_results(folder, load_collection(folder), ExportFormat.CSV, tmp_path / "file")

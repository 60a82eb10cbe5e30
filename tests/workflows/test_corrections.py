"""A correction workbook asks for what is wrong or missing, and what it brings back is all that moves."""

import json

import pytest
from openpyxl import load_workbook
from small_campaign import TABLES, codes, issue, merge, read_csv, return_filled, write_small_campaign

from toolkit.errors import ToolkitError
from toolkit.workflows.corrections import generate_corrections
from toolkit.workflows.generate import choose_addressees, issue_workbooks
from toolkit.workflows.loading import load_collection
from toolkit.workflows.report import make_report

CIVIL = {"fr": "Années civiles", "en": "Calendar years"}
SCHOOL = {"fr": "Années scolaires", "en": "School years"}
FIRST, SECOND = "premier.xlsx", "correction.xlsx"
WORDS = {"fr": ("Commentaire", "Oui", "Motif si pas de chiffre"), "en": ("Comment", "Yes", "No figure? Reason")}


def answered(language):
    """A full answer of AAA: each required cell holds a figure or a code."""
    comment, yes, _ = WORDS[language]
    return {
        ("G01.1a", "PARIS", "2017/2018"): 0,
        ("G01.1a", "PARIS", "2018/2019"): "ND",
        ("T01.1a", "PARIS", "2017"): 33.9,
        ("T01.1a", "PARIS", "2018"): 40,
        ("T01.1a", "PARIS", "2019"): "env. 41",
        ("T01.1a", "PARIS", comment): "tableau de bord",
        ("T01.1a", "QP", "2017"): 20,
        ("T01.1a", "QP", "2018"): 21,
        ("T01.1a", "QP", "2019"): 22,
        ("T01.1b", "QP", "2017"): 1,
        ("T01.1b", "QP", "2018"): 2,
        ("T01.1b", "QP", "2019"): 3,
        ("T01.2a", "PARIS", "2017"): yes,
        ("T01.2a", "PARIS", "2018"): yes,
        ("T01.2a", "PARIS", "2019"): yes,
    }


FAULTS = {
    ("T01.1a", "PARIS", "2018"): "plus de 30",
    ("T01.1a", "QP", "2019"): 0.4,
    ("T01.2a", "PARIS", "2019"): "peut-être",
}


def campaign(tmp_path, typed, language="fr", **options):
    """A campaign whose partner AAA has returned its workbook with what was typed in it, merged."""
    folder = write_small_campaign(tmp_path / "campaign", language=language, **options)
    return_filled(folder, issue(folder)["AAA"], typed, FIRST)
    (folder / "received.csv").write_text(
        f"file,received_at\n{FIRST},2020-10-01\n{SECOND},2020-11-01\n", encoding="utf-8"
    )
    merge(folder)
    return folder


def ask_again(folder, **options):
    """Write the corrections; gives the path of each by partner."""
    issued = generate_corrections(folder, load_collection(folder), **options)
    return {each.partner: folder / "results" / "corrections" / each.file for each in issued}


def rows_of(path):
    """The rows of the grids, by measure and territory: what each column holds, and the periods open for typing."""
    rows = {}
    for sheet in load_workbook(path).worksheets:
        header = next((row for row in sheet.iter_rows(max_row=12) if row[0].value in ("Clé", "Key")), ())
        for row in sheet.iter_rows(min_row=6):
            measure, _, territory = str(row[0].value).partition("|AAA|")
            if header and territory:
                texts = {name.value: cell.value for name, cell in zip(header, row, strict=True)}
                opened = [
                    name.value
                    for name, cell in zip(header, row, strict=True)
                    if not cell.protection.locked and name.value[:2] == "20"
                ]
                rows[measure, territory] = (texts, opened)
    return rows


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_partner_with_three_faults_is_asked_three_cells_again_and_nothing_else_moves(tmp_path, language):
    folder = campaign(tmp_path, answered(language) | FAULTS, language)
    before_findings = sorted(
        row["code"] for row in read_csv(folder / "results" / "findings.csv") if row["partner"] == "AAA"
    )
    assert before_findings == ["C501", "V309", "V311", "V321", "V328"]
    before = read_csv(folder / "results" / "data_points.csv")
    path = ask_again(folder)["AAA"]
    rows = rows_of(path)
    assert {key: opened for key, (_, opened) in rows.items()} == {
        ("T01.1a", "PARIS"): ["2018"],
        ("T01.1a", "QP"): ["2019"],
        ("T01.2a", "PARIS"): ["2019"],
    }
    right = {("T01.1a", "PARIS", "2018"): 40, ("T01.1a", "QP", "2019"): 22}
    right |= {("T01.2a", "PARIS", "2019"): WORDS[language][1]}
    return_filled(folder, path, right, SECOND)
    result, points = merge(folder)
    assert codes(result) == ["V321"]
    after = read_csv(folder / "results" / "data_points.csv")
    moved = [
        (one["measure"], one["territory"], one["period"])
        for one, other in zip(before, after, strict=True)
        if one != other
    ]
    assert sorted(moved) == sorted(FAULTS)
    assert points["T01.1a", "AAA", "PARIS", "2018"]["value"] == "40"
    assert points["T01.1a", "AAA", "PARIS", "2018"]["comment"] == "tableau de bord"
    assert points["T01.1a", "AAA", "PARIS", "2018"]["quality"] == "final"
    assert points["T01.2a", "AAA", "PARIS", "2019"]["value"] == "1"
    assert {points[m, "AAA", t, p]["file"] for m, t, p in FAULTS} == {SECOND}
    assert "AAA" not in ask_again(folder)


def test_what_is_missing_is_asked_again_and_what_is_optional_is_not(tmp_path):
    typed = answered("fr") | {("T01.1b", "QP", "2018"): None, ("T01.1b", "QP", "2019"): "AV"}
    rows = rows_of(ask_again(campaign(tmp_path, typed))["AAA"])
    assert {key: opened for key, (_, opened) in rows.items()} == {("T01.1b", "QP"): ["2018", "2019"]}
    texts = rows["T01.1b", "QP"][0]
    assert [texts[column] for column in ("2017", "2018", "2019")] == ["✓ 1", None, None]
    assert "2020" not in texts
    assert texts["Valeur reçue"] == "2019 : AV"
    assert texts["Ce qui ne va pas ou qui manque"] == "2018 : Rien n'a été saisi.\n2019 : Annoncé comme à venir."
    assert texts["Ce qui est attendu"] == "un chiffre (nombre) ou un code (ND, SO, CA, SS, AV)"


def test_a_rejected_optional_figure_is_asked_again_with_what_was_received_wrong_expected_and_proposed(tmp_path):
    typed = answered("fr") | {("T01.1b", "QP", "2020 (facultatif)"): "10 sur 18"}
    texts, opened = rows_of(ask_again(campaign(tmp_path, typed))["AAA"])["T01.1b", "QP"]
    assert opened == ["2020"]
    assert texts["Valeur reçue"] == "10 sur 18"
    assert "« 10 sur 18 »" in texts["Ce qui ne va pas ou qui manque"]
    assert texts["Valeur proposée"] == "10 ou 18"
    assert [texts[column] for column in ("2017", "2018", "2019")] == ["✓ 1", "✓ 2", "✓ 3"]


def test_an_unlikely_row_is_asked_again_whole_and_a_blank_erases_nothing(tmp_path):
    typed = answered("fr") | {("T01.1b", "QP", year): 7 for year in ("2017", "2018", "2019")}
    folder = campaign(tmp_path, typed)
    path = ask_again(folder)["AAA"]
    assert rows_of(path)["T01.1b", "QP"][1] == ["2017", "2018", "2019"]
    before = read_csv(folder / "results" / "data_points.csv")
    return_filled(folder, path, {("T01.1b", "QP", "2018"): 0}, SECOND)
    result, points = merge(folder)
    after = read_csv(folder / "results" / "data_points.csv")
    assert codes(result) == ["V321"]
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
    assert points["T01.1b", "AAA", "QP", "2018"]["value"] == "0"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_one_reason_answers_what_is_asked_again_and_leaves_what_is_settled(tmp_path, language):
    typed = answered(language) | {("T01.1b", "QP", "2018"): None, ("T01.1b", "QP", "2019"): "1 ou 2"}
    folder = campaign(tmp_path, typed, language)
    path = ask_again(folder)["AAA"]
    header = next(name for name in rows_of(path)["T01.1b", "QP"][0] if name.startswith(WORDS[language][2]))
    return_filled(folder, path, {("T01.1b", "QP", header): "ND"}, SECOND)
    _, points = merge(folder)
    states = [points["T01.1b", "AAA", "QP", year]["state"] for year in ("2017", "2018", "2019")]
    assert states == ["value", "unavailable", "unavailable"]
    assert points["T01.1b", "AAA", "QP", "2020"]["state"] == "blank"


def test_nothing_is_asked_again_of_a_partner_without_fault_or_without_return(tmp_path):
    folder = campaign(tmp_path, answered("fr"))
    assert ask_again(folder) == {}
    assert list((folder / "results" / "corrections").iterdir()) == []


def test_what_the_coordinator_has_settled_is_not_asked_again(tmp_path):
    folder = campaign(tmp_path, answered("fr") | FAULTS)
    lines = [
        f"replace,AAA,{measure},{territory},2019,{value},par téléphone,A. Martin,2021-01-05"
        for measure, territory, value in (("T01.1a", "QP", "22"), ("T01.2a", "PARIS", "oui"))
    ]
    head = "decision,partner,measure,territory,period,value,reason,author,date"
    (folder / "decisions.csv").write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    merge(folder)
    rows = rows_of(ask_again(folder)["AAA"])
    assert {key: opened for key, (_, opened) in rows.items()} == {("T01.1a", "PARIS"): ["2018"]}


def test_what_a_partner_typed_comes_back_as_text_even_if_it_names_another_or_looks_like_a_formula(tmp_path):
    hostile = '\'=HYPERLINK("http://example.org","BBB")'
    folder = campaign(tmp_path, answered("fr") | {("T01.1b", "QP", "2018"): hostile})
    path = ask_again(folder)["AAA"]
    received = rows_of(path)["T01.1b", "QP"][0]["Valeur reçue"]
    assert received == hostile
    sheet = load_workbook(path)[CIVIL["fr"]]
    assert [cell.data_type for row in sheet.iter_rows() for cell in row if cell.value == received] == ["s"]
    assert [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink] == []


def test_the_same_results_give_the_same_workbooks_and_a_merge_takes_them_away(tmp_path):
    folder = campaign(tmp_path, answered("fr") | FAULTS)
    first = ask_again(folder)["AAA"].read_bytes()
    assert ask_again(folder)["AAA"].read_bytes() == first
    merge(folder)
    assert not (folder / "results" / "corrections").exists()
    assert ask_again(folder)["AAA"].read_bytes() == first


def test_a_report_leaves_the_corrections_and_the_manifest_names_them(tmp_path):
    folder = campaign(tmp_path, answered("fr") | FAULTS)
    path = ask_again(folder)["AAA"]
    before = path.read_bytes()
    make_report(folder, load_collection(folder))
    assert path.read_bytes() == before
    outputs = json.loads((folder / "results" / "manifest.json").read_text(encoding="utf-8"))["outputs"]
    assert {"corrections/petite_AAA_correction.xlsx", "report.xlsx", "data_points.csv"} <= set(outputs)


def test_corrections_of_one_partner_leave_those_of_the_others_and_are_named_unlike_what_was_issued(tmp_path):
    folder = campaign(tmp_path, answered("fr") | FAULTS)
    return_filled(folder, folder / "outgoing" / "petite_BBB.xlsx", {("H01.1a", "QP", "2017"): 5}, "bbb.xlsx")
    merge(folder)
    ask_again(folder)
    kept = (folder / "results" / "corrections" / "petite_BBB_correction.xlsx").stat().st_mtime_ns
    assert [path.name for path in ask_again(folder, partners=["AAA"]).values()] == ["petite_AAA_correction.xlsx"]
    names = sorted(path.name for path in (folder / "results" / "corrections").iterdir())
    assert names == ["petite_AAA_correction.xlsx", "petite_BBB_correction.xlsx"]
    assert (folder / "results" / "corrections" / "petite_BBB_correction.xlsx").stat().st_mtime_ns == kept
    assert (folder / "results" / "data_points.csv").is_file()


OFFICES = {
    **TABLES,
    "offices": """
        partner,office,theme,scope
        AAA,Bureau Travail,,T01
        AAA,Bureau Enfance,,G01
    """,
}


def test_offices_that_got_a_workbook_each_get_their_corrections_each(tmp_path):
    folder = write_small_campaign(tmp_path / "campaign", OFFICES)
    collection = load_collection(folder)
    issued = issue_workbooks(folder, collection, choose_addressees(collection, ["AAA"], by_office=True))
    for each in issued:
        typed = {("T01.1b", "QP", "2017"): "beaucoup", ("G01.1a", "PARIS", "2017/2018"): 3}
        return_filled(folder, folder / "outgoing" / each.file, typed)
    merge(folder)
    again = generate_corrections(folder, collection)
    assert [(each.office, each.data_points) for each in again] == [("Bureau Travail", 12), ("Bureau Enfance", 1)]
    first, second = (folder / "results" / "corrections" / each.file for each in again)
    assert {key[0] for key in rows_of(first)} == {"T01.1a", "T01.1b", "T01.2a"}
    assert set(rows_of(second)) == {("G01.1a", "PARIS")}
    return_filled(folder, first, {("T01.1b", "QP", "2017"): 8}, SECOND)
    (folder / "received.csv").write_text(f"file,received_at\n{SECOND},2030-01-01\n", encoding="utf-8")
    result, points = merge(folder)
    assert points["T01.1b", "AAA", "QP", "2017"]["value"] == "8"
    assert points["T01.1b", "AAA", "QP", "2017"]["office"] == "Bureau Travail"
    assert codes(result) == []


def test_without_a_merge_nothing_can_be_asked_again(tmp_path):
    folder = write_small_campaign(tmp_path / "campaign")
    with pytest.raises(ToolkitError, match="toolkit merge"):
        ask_again(folder)
    assert not (folder / "results").exists()


def test_a_long_entry_is_shown_from_its_beginning_in_a_row_that_a_program_can_show(tmp_path):
    long = "voir le tableau joint " * 200
    typed = answered("fr") | {("T01.1a", "PARIS", year): f"{year} {long}" for year in ("2017", "2018", "2019")}
    path = ask_again(campaign(tmp_path, typed))["AAA"]
    received = rows_of(path)["T01.1a", "PARIS"][0]["Valeur reçue"].split("\n")
    assert [line[:18] for line in received] == [f"{year}\u00a0: {year} voir l" for year in ("2017", "2018", "2019")]
    assert all(line.endswith("…") and len(line) < 150 for line in received)
    sheet = load_workbook(path)[CIVIL["fr"]]
    heights = [each.height for each in sheet.row_dimensions.values() if each.height]
    assert max(heights) < 409


def test_a_contradiction_is_asked_again_without_the_names_of_the_files(tmp_path):
    folder = campaign(tmp_path, answered("fr"))
    issued = folder / "outgoing" / "petite_AAA.xlsx"
    return_filled(folder, issued, {("T01.1b", "QP", "2018"): 5}, "BBB (2).xlsx")
    (folder / "received.csv").write_text(
        f"file,received_at\n{FIRST},2020-10-01\nBBB (2).xlsx,2020-10-01\n", encoding="utf-8"
    )
    result, _ = merge(folder)
    assert "L401" in codes(result)
    texts, opened = rows_of(ask_again(folder)["AAA"])["T01.1b", "QP"]
    assert opened == ["2018"]
    assert sorted(texts["Valeur reçue"].split(" / ")) == ["2", "5"]
    assert "xlsx" not in texts["Ce qui ne va pas ou qui manque"]


def test_of_a_row_that_stands_twice_the_cell_that_differs_is_asked_again(tmp_path):
    folder = campaign(tmp_path, answered("fr"))
    path = folder / "collected" / FIRST
    book = load_workbook(path)
    sheet = book[CIVIL["fr"]]
    row = next(cell.row for cell in sheet["A"] if cell.value == "T01.1b|AAA|QP")
    for column in range(1, 7):
        sheet.cell(40, column).value = sheet.cell(row, column).value
    sheet.cell(40, 7).value = 77
    book.save(path)
    result, _ = merge(folder)
    assert "S205" in codes(result)
    texts, opened = rows_of(ask_again(folder)["AAA"])["T01.1b", "QP"]
    assert opened == ["2017"]
    assert texts["Valeur reçue"] == "1 / 77"
    assert "xlsx" not in texts["Ce qui ne va pas ou qui manque"]

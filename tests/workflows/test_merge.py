"""What comes back is found by its keys, its identity comes from inside, and every sum closes."""

import shutil
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from small_campaign import codes, issue, merge, read_csv, return_filled, small_campaign, write_small_campaign

from toolkit.errors import ToolkitError
from toolkit.files.campaign_toml import write_campaign
from toolkit.model.states import State
from toolkit.wording import load_wording
from toolkit.workflows.loading import load_collection
from toolkit.workflows.merge import merge_returns

TYPED = {
    ("T01.1a", "PARIS", "2017"): 33.9,
    ("T01.1a", "PARIS", "2018"): 0,
    ("T01.1a", "QP", "2019"): "12,5 %",
    ("T01.1b", "QP", "2017"): "1 458",
    ("T01.1b", "QP", "2020 (facultatif)"): 7,
    ("T01.2a", "PARIS", "2019"): "Oui",
    ("G01.1a", "PARIS", "2018/2019"): "env. 120",
}
READ = {
    ("T01.1a", "AAA", "PARIS", "2017"): "33.9",
    ("T01.1a", "AAA", "PARIS", "2018"): "0",
    ("T01.1a", "AAA", "QP", "2019"): "12.5",
    ("T01.1b", "AAA", "QP", "2017"): "1458",
    ("T01.1b", "AAA", "QP", "2020"): "7",
    ("T01.2a", "AAA", "PARIS", "2019"): "1",
    ("G01.1a", "AAA", "PARIS", "2018/2019"): "120",
}


@pytest.fixture
def folder(tmp_path) -> Path:
    return write_small_campaign(tmp_path / "campaign")


@pytest.fixture
def filled(folder) -> Path:
    return return_filled(folder, issue(folder)["AAA"], TYPED)


def values(points):
    return {key: row["value"] for key, row in points.items() if row["state"] == "value"}


def edit(path, change):
    book = load_workbook(path)
    change(book)
    book.save(path)


def test_every_value_is_read_with_its_place_and_what_was_typed(folder, filled):
    result, points = merge(folder)
    assert values(points) == READ
    row = points["T01.1b", "AAA", "QP", "2017"]
    assert (row["raw"], row["file"], row["sheet"]) == ("1 458", filled.name, "Années civiles")
    assert load_workbook(filled)["Années civiles"][row["cell"]].value == "1 458"
    assert points["G01.1a", "AAA", "PARIS", "2018/2019"]["quality"] == "estimated"
    assert result.summary().required == {State.VALUE: 6, State.BLANK: 8, State.NOT_RETURNED: 5}
    assert result.summary().optional == {State.VALUE: 1, State.BLANK: 3, State.NOT_RETURNED: 1}


def test_a_zero_a_blank_and_no_return_are_three_states(folder, filled):
    _, points = merge(folder)
    assert points["T01.1a", "AAA", "PARIS", "2018"]["state"] == "value"
    assert points["T01.1a", "AAA", "PARIS", "2019"]["state"] == "blank"
    assert points["G01.1a", "BBB", "PARIS", "2018/2019"]["state"] == "not_returned"


def test_a_code_in_a_cell_and_a_reason_for_the_row_answer_its_cells(folder):
    typed = {
        ("T01.1a", "QP", "2017"): "SO",
        ("T01.1a", "QP", "2018"): 4,
        ("T01.1a", "QP", "Motif si pas de chiffre (cases vides)"): None,
    }
    header = load_wording("fr").say("No figure? Reason for the empty cells")
    reason = f"ND – {load_wording('fr').say('not collected')}"
    typed = {**{key: value for key, value in typed.items() if value is not None}, ("T01.1a", "QP", header): reason}
    return_filled(folder, issue(folder)["AAA"], typed)
    _, points = merge(folder)
    states = {period: points["T01.1a", "AAA", "QP", period]["state"] for period in ("2017", "2018", "2019", "2020")}
    assert states == {"2017": "not_applicable", "2018": "value", "2019": "unavailable", "2020": "unavailable"}
    assert points["T01.1a", "AAA", "QP", "2019"]["reason"] == "not_collected"
    assert points["T01.1a", "AAA", "QP", "2018"]["reason"] == ""


def test_merging_twice_changes_no_byte_and_so_does_merging_from_nothing(folder, filled):
    merge(folder)
    first = {path.name: path.read_bytes() for path in (folder / "results").iterdir()}
    merge(folder)
    again = {path.name: path.read_bytes() for path in (folder / "results").iterdir()}
    shutil.rmtree(folder / "results")
    shutil.rmtree(folder / ".toolkit")
    merge(folder)
    anew = {path.name: path.read_bytes() for path in (folder / "results").iterdir()}
    assert first == again == anew


def test_a_returned_file_is_never_changed(folder, filled):
    before = (filled.read_bytes(), filled.stat().st_mtime_ns)
    merge(folder)
    assert (filled.read_bytes(), filled.stat().st_mtime_ns) == before


CARRIERS = {
    "meta": lambda book: book.remove(book["_meta"]),
    "property": lambda book: book.custom_doc_props.names and book.custom_doc_props.__delitem__("collection_identity"),
    "A2": lambda book: [sheet.__setitem__("A2", None) for sheet in book.worksheets],
    "keys": lambda book: book.remove(book["Années scolaires"]),
}


@pytest.mark.parametrize("carrier", ["meta", "property", "A2"])
def test_any_one_carrier_of_the_identity_may_be_lost(folder, filled, carrier):
    edit(filled, CARRIERS[carrier])
    result, points = merge(folder)
    assert values(points) == READ
    assert "F121" not in codes(result)


def test_the_keys_alone_tell_the_partner_and_it_is_said(folder, filled):
    for carrier in ("meta", "property", "A2"):
        edit(filled, CARRIERS[carrier])
    result, points = merge(folder)
    assert values(points) == READ
    assert "F122" in codes(result)


def test_without_a_grid_the_other_carriers_tell_the_partner_and_the_rows_are_named(folder, filled):
    edit(filled, lambda book: [book.remove(book[name]) for name in ("Années civiles", "Années scolaires")])
    result, points = merge(folder)
    missing = sorted(finding.measure for finding in result.findings if finding.rule.code == "S201")
    assert missing == ["G01.1a", "T01.1a", "T01.1a", "T01.1b", "T01.2a"]
    assert values(points) == {}
    assert points["T01.1a", "AAA", "QP", "2017"]["state"] == "blank"


def test_renamed_sheets_and_files_are_found(folder, filled):
    edit(filled, lambda book: [setattr(sheet, "title", f"Feuille {n}") for n, sheet in enumerate(book.worksheets)])
    filled.rename(filled.with_name("Réponse finale (2).xlsx"))
    _, points = merge(folder)
    assert values(points) == READ


def test_rows_and_columns_inserted_before_between_and_after_are_harmless(folder, filled):
    def insert(book):
        sheet = book["Années civiles"]
        sheet.insert_rows(1, 2)
        sheet.insert_rows(9, 1)
        sheet.insert_cols(1)
        sheet.insert_cols(9)

    edit(filled, insert)
    _, points = merge(folder)
    assert values(points) == READ


def test_a_deleted_row_and_a_deleted_column_are_named_and_the_rest_is_read(folder, filled):
    def delete(book):
        sheet = book["Années civiles"]
        rows = {cell.value: cell.row for cell in sheet["A"]}
        sheet.delete_rows(rows["T01.1b|AAA|QP"])
        columns = {cell.value: cell.column for cell in sheet[5]}
        sheet.delete_cols(columns["2018"])

    edit(filled, delete)
    result, points = merge(folder)
    gone = {("T01.1b", "AAA", "QP", "2017"), ("T01.1b", "AAA", "QP", "2020"), ("T01.1a", "AAA", "PARIS", "2018")}
    assert values(points) == {key: value for key, value in READ.items() if key not in gone}
    assert sorted(codes(result)) == ["S201", "S202", "V321"]
    assert sum(result.summary().required.values()) == 19


def test_what_stands_outside_the_form_is_counted_and_listed(folder, filled):
    def write(book):
        book["Années civiles"]["Z7"] = "voir ma note"
        book["Années civiles"]["B40"] = "à reprendre"
        book["Bilan par action"]["J3"] = "urgent"
        book.create_sheet("Mes calculs")["A1"] = "secret"

    edit(filled, write)
    result, _ = merge(folder)
    found = {finding.rule.code: finding for finding in result.findings}
    assert codes(result).count("S206") == 2
    assert found["S207"].location.sheet == "Mes calculs"
    assert read_csv(folder / "results" / "returns.csv")[0]["outside"] == "3"
    assert "secret" not in (folder / "results" / "findings.csv").read_text(encoding="utf-8")


def test_a_row_copied_with_the_same_figures_counts_once_and_with_others_is_a_question(folder, filled):
    def copy(book, value):
        sheet = book["Années civiles"]
        source = next(cell.row for cell in sheet["A"] if cell.value == "T01.1a|AAA|PARIS")
        for column in range(1, sheet.max_column + 1):
            sheet.cell(30, column).value = sheet.cell(source, column).value
        if value is not None:
            sheet.cell(30, next(cell.column for cell in sheet[5] if cell.value == "2017")).value = value

    edit(filled, lambda book: copy(book, None))
    result, points = merge(folder)
    assert (values(points), "S205" in codes(result)) == (READ, False)
    edit(filled, lambda book: copy(book, 44))
    result, points = merge(folder)
    assert (values(points), "S205" in codes(result)) == (READ, True)
    answers = read_csv(folder / "results" / "answers.csv")
    assert [row["value"] for row in answers if row["class"] == "conflicting"] == ["33.9", "44"]


def test_a_row_of_another_partner_is_not_read_as_this_partners(folder, filled):
    def paste(book):
        sheet = book["Années civiles"]
        sheet["A30"] = "H01.1a|BBB|QP"
        sheet.cell(30, next(cell.column for cell in sheet[5] if cell.value == "2017")).value = 9

    edit(filled, paste)
    result, points = merge(folder)
    assert values(points) == READ
    assert "S204" in codes(result)


def test_free_rows_become_data_points_where_their_meaning_is_known(folder):
    path = return_filled(folder, issue(folder)["AAA"], {})

    def write(book):
        sheet = book["Autres données"]
        for row, texts in enumerate(
            [
                ("T01.1b – Nombre de sorties", "QP – Quartiers prioritaires", "2015-2019", "24 000"),
                ("T01.1b", "Quartiers prioritaires", "2016", 0),
                ("G01.1a", "PARIS", "2016-2017", 5),
                ("Nombre de chats", "PARIS", "2019", 3),
                ("T01.1b", "Chez nous", "2019", 3),
                ("T01.1b", "QP", "jadis", 3),
                ("T01.1b", "QP", "2014", None),
            ],
            start=6,
        ):
            for column, text in enumerate(texts, start=2):
                sheet.cell(row, column).value = text

    edit(path, write)
    result, points = merge(folder)
    volunteered = {key: row["value"] for key, row in points.items() if row["volunteered"] == "yes"}
    assert volunteered == {
        ("T01.1b", "AAA", "QP", "2015-2019"): "24000",
        ("T01.1b", "AAA", "QP", "2016"): "0",
        ("G01.1a", "AAA", "PARIS", "2016/2017"): "5",
    }
    assert codes(result).count("V341") == 4
    assert len(result.additions) == 4


def test_two_halves_of_one_partner_make_one_answer_and_a_later_blank_erases_nothing(folder):
    issued = issue(folder)["AAA"]
    halves = [dict(list(TYPED.items())[:3]), dict(list(TYPED.items())[3:])]
    for number, half in enumerate(halves):
        return_filled(folder, issued, half, name=f"moitié {number}.xlsx")
    result, points = merge(folder)
    assert values(points) == READ
    assert "L401" not in codes(result)


def test_the_later_of_two_returns_corrects_and_one_day_with_two_figures_is_a_contradiction(folder):
    issued = issue(folder)["AAA"]
    cell = ("T01.1b", "QP", "2018")
    return_filled(folder, issued, {cell: 10}, name="z premier.xlsx")
    return_filled(folder, issued, {cell: 11}, name="a second.xlsx")
    arrivals = "file,received_at\nz premier.xlsx,2020-10-01\na second.xlsx,2020-10-05\n"
    (folder / "received.csv").write_text(arrivals, encoding="utf-8")
    result, points = merge(folder)
    row = points["T01.1b", "AAA", "QP", "2018"]
    assert (row["value"], row["class"], row["returned_at"]) == ("11", "corrected", "2020-10-05")
    assert "L401" not in codes(result)
    answers = read_csv(folder / "results" / "answers.csv")
    assert [(row["value"], row["retained"], row["why"]) for row in answers if row["value"]] == [
        ("10", "no", "superseded"),
        ("11", "yes", "latest_return"),
    ]
    (folder / "received.csv").write_text(arrivals.replace("10-05", "10-01"), encoding="utf-8")
    assert "L401" in codes(merge(folder)[0])


def test_the_same_content_under_two_names_is_read_once(folder, filled):
    shutil.copy(filled, filled.with_name("Copie de réponse.xlsx"))
    result, points = merge(folder)
    assert values(points) == READ
    assert "F113" in codes(result)


@pytest.mark.parametrize(("copy", "kept"), [("2020-10-06", "réponse.xlsx"), ("2020-10-04", "copie.xlsx")])
def test_of_the_same_content_the_copy_that_arrived_first_counts_whatever_its_name(folder, filled, copy, kept):
    filled = filled.rename(filled.with_name("réponse.xlsx"))
    shutil.copy(filled, filled.with_name("copie.xlsx"))
    (folder / "received.csv").write_text(
        f"file,received_at\ncopie.xlsx,{copy}\nréponse.xlsx,2020-10-05\n", encoding="utf-8"
    )
    _, points = merge(folder)
    point = points["T01.1b", "AAA", "QP", "2017"]
    assert (point["file"], point["returned_at"]) == (kept, min(copy, "2020-10-05"))


def test_an_archive_of_returns_is_looked_into(folder, filled):
    with zipfile.ZipFile(folder / "collected" / "envoi.zip", "w") as archive:
        archive.write(filled, "dossier/réponse.xlsx")
        archive.writestr("__MACOSX/._réponse.xlsx", b"x")
    filled.unlink()
    result, points = merge(folder)
    assert values(points) == READ
    assert points["T01.1b", "AAA", "QP", "2017"]["file"] == "envoi.zip!dossier/réponse.xlsx"
    assert "F112" in codes(result)


def test_another_campaigns_workbook_is_refused_and_an_older_edition_is_read(folder, filled, tmp_path):
    other = tmp_path / "other"
    write_small_campaign(other, version="2")
    shutil.copy(filled, other / "collected" / "old.xlsx")
    result, points = merge(other)
    assert (values(points), "F123" in codes(result)) == (READ, True)
    text = (other / "campaign.toml").read_text(encoding="utf-8")
    (other / "campaign.toml").write_text(text.replace('"petite"', '"autre"'), encoding="utf-8")
    result, points = merge(other)
    assert (values(points), codes(result)) == ({}, ["F108"])


BAD = {
    "F102": b"PK\x03\x04 this was a workbook once",
    "F103": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
    "F104": b"this is a text file renamed",
}


@pytest.mark.parametrize("code", BAD)
def test_a_file_that_cannot_be_read_is_told_in_one_sentence_and_the_others_go_on(folder, filled, code):
    (folder / "collected" / "a bad one.xlsx").write_bytes(BAD[code])
    result, points = merge(folder)
    assert values(points) == READ
    found = [finding for finding in result.findings if finding.rule.code == code]
    assert [finding.location.file for finding in found] == ["a bad one.xlsx"]
    row = next(row for row in read_csv(folder / "results" / "returns.csv") if row["verdict"] == "refused")
    assert row["file"] == "a bad one.xlsx"


@pytest.mark.parametrize("data", [b"", b"\0" * 5_000, b" \r\n"])
def test_an_empty_file_is_left_aside_and_listed(folder, filled, data):
    (folder / "collected" / "vide.xlsx").write_bytes(data)
    result, points = merge(folder)
    assert (values(points), "F101" in codes(result)) == (READ, True)
    row = next(row for row in read_csv(folder / "results" / "returns.csv") if row["file"] == "vide.xlsx")
    assert (row["verdict"], row["reason"], row["partner"]) == ("ignored", "empty", "")


def test_a_workbook_of_nobody_is_refused(folder, filled):
    from openpyxl import Workbook

    book = Workbook()
    book.active["A1"] = "courses"
    book.save(folder / "collected" / "courses.xlsx")
    result, points = merge(folder)
    assert (values(points), "F107" in codes(result)) == (READ, True)


def test_a_declaration_of_document_type_is_refused(folder, filled):
    bad = folder / "collected" / "bad.xlsx"
    with zipfile.ZipFile(filled) as source, zipfile.ZipFile(bad, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "xl/worksheets/sheet3.xml":
                data = data.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)
            target.writestr(entry.filename, data)
    result, points = merge(folder)
    assert (values(points), "F106" in codes(result)) == (READ, True)


def test_lock_files_and_system_files_are_listed_and_not_read(folder, filled):
    for name in ("~$réponse.xlsx", ".DS_Store"):
        (folder / "collected" / name).write_bytes(b"x")
    result, _ = merge(folder)
    assert {"F111", "F112"} <= set(codes(result))


def test_a_missing_folder_is_the_operators_mistake(folder):
    shutil.rmtree(folder / "collected")
    with pytest.raises(ToolkitError, match="collected is missing"):
        merge(folder)


def test_a_results_path_that_cannot_be_written_changes_nothing(folder, filled):
    (folder / ".toolkit").write_text("in the way", encoding="utf-8")
    with pytest.raises(ToolkitError, match="cannot be written"):
        merge_returns(folder, load_collection(folder))


def test_the_campaign_of_the_test_reads_back_as_written(folder):
    assert load_collection(folder).campaign == small_campaign()
    write_campaign(folder / "campaign.toml", small_campaign(language="en"), load_wording("en"))
    assert load_collection(folder).campaign.language == "en"

"""A form pasted into a new workbook is recognised by its labels, held back, and read once a person says whose it is."""

import shutil
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from small_campaign import TABLES, codes, issue, merge, read_csv, return_filled, write_small_campaign
from typer.testing import CliRunner

from toolkit.cli.main import app
from toolkit.errors import ToolkitError
from toolkit.files.confirmations import read_confirmed
from toolkit.rules.describing import describe
from toolkit.wording import load_wording
from toolkit.workflows.confirming import confirm_return
from toolkit.workflows.loading import load_collection

TYPED = {
    ("T01.1a", "PARIS", "2017"): 33.9,
    ("T01.1a", "PARIS", "2018"): 0,
    ("T01.1b", "QP", "2017"): "1 458",
    ("T01.2a", "PARIS", "2019"): "Oui",
    ("G01.1a", "PARIS", "2018/2019"): 121,
}
READ = {
    ("T01.1a", "AAA", "PARIS", "2017"): "33.9",
    ("T01.1a", "AAA", "PARIS", "2018"): "0",
    ("T01.1b", "AAA", "QP", "2017"): "1458",
    ("T01.2a", "AAA", "PARIS", "2019"): "1",
    ("G01.1a", "AAA", "PARIS", "2018/2019"): "121",
}
GRIDS = {"fr": ("Années civiles", "Années scolaires"), "en": ("Calendar years", "School years")}
TODAY = date(2020, 12, 1)
MEASURE, TERRITORY = 4, 6


def pasted(folder, name="recopié.xlsx", language="fr", change=None):
    """Return the grids of AAA pasted into a new workbook without the column of the keys."""
    source = return_filled(folder, issue(folder)["AAA"], TYPED)
    book, issued = Workbook(), load_workbook(source)
    for number, grid in enumerate(GRIDS[language]):
        sheet = book.active if number == 0 else book.create_sheet()
        for row in issued[grid].iter_rows(min_row=5, min_col=2):
            for cell in row:
                sheet.cell(cell.row - 4, cell.column, cell.value)
    if change is not None:
        change(book)
    source.unlink()
    book.save(folder / "collected" / name)
    return name


def values(points):
    return {key: row["value"] for key, row in points.items() if row["state"] == "value"}


def outputs(folder):
    return {path.name: path.read_bytes() for path in (folder / "results").iterdir()}


def confirm(folder, partner, name):
    confirm_return(folder, load_collection(folder), partner, name, TODAY)


@pytest.fixture
def folder(tmp_path):
    return write_small_campaign(tmp_path / "campaign")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_labels_without_keys_are_held_with_their_share_and_the_command_to_type(tmp_path, language):
    folder = write_small_campaign(tmp_path / "campaign", language=language)
    name = pasted(folder, language=language)
    result, points = merge(folder)
    assert (values(points), codes(result)) == ({}, ["F131"])
    message = describe(result.findings[0], load_wording(language)).message
    # 3 indicators, 4 measures and 2 territories were issued to AAA.
    share = {"fr": "libellés envoyés à AAA et reconnus\u00a0: 9 sur 9", "en": "labels of AAA recognised: 9 of 9"}
    assert share[language] in message
    assert f'toolkit merge --as AAA "{name}"' in message
    row = read_csv(folder / "results" / "returns.csv")[0]
    assert (row["verdict"], row["reason"], row["partner"]) == ("refused", "to_confirm", "")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_once_confirmed_every_value_is_read_with_a_warning_and_stays_so(tmp_path, language):
    folder = write_small_campaign(tmp_path / "campaign", language=language)
    name = pasted(folder, language=language)
    confirm(folder, "aaa", name)
    result, points = merge(folder)
    assert (values(points), codes(result)) == (READ, ["F132"])
    assert [each.details["rows"] for each in result.findings if each.rule.code == "F132"] == ["5"]
    first = outputs(folder)
    shutil.rmtree(folder / ".toolkit")
    merge(folder)
    assert outputs(folder) == first
    assert [(row["file"], row["partner"], row["date"]) for row in read_csv(folder / "confirmed.csv")] == [
        (name, "AAA", "2020-12-01")
    ]


def test_the_command_confirms_and_merges_in_one_step(folder):
    name = pasted(folder)
    said = CliRunner().invoke(app, ["merge", "--campaign", str(folder), "--as", "AAA", name])
    assert (said.exit_code, "F132" in said.stdout) == (0, True)
    assert list(read_confirmed(folder).values()) == ["AAA"]
    first = outputs(folder)
    assert CliRunner().invoke(app, ["merge", "--campaign", str(folder)]).exit_code == 0
    assert outputs(folder) == first


def test_a_confirmation_follows_the_content_under_another_name_and_ends_with_its_row(folder):
    name = pasted(folder)
    confirm(folder, "AAA", str(folder / "collected" / name))
    (folder / "collected" / name).rename(folder / "collected" / "autre nom.xlsx")
    assert values(merge(folder)[1]) == READ
    (folder / "confirmed.csv").unlink()
    result, points = merge(folder)
    assert (values(points), codes(result)) == ({}, ["F131"])


def test_a_second_confirmation_takes_the_place_of_the_first(folder):
    name = pasted(folder)
    confirm(folder, "BBB", name)
    result, points = merge(folder)
    # Of its five rows BBB was asked one too.
    assert values(points) == {("G01.1a", "BBB", "PARIS", "2018/2019"): "121"}
    assert codes(result).count("S221") == 4
    confirm(folder, "AAA", name)
    assert values(merge(folder)[1]) == READ
    assert len(read_csv(folder / "confirmed.csv")) == 1


def test_rows_whose_labels_fit_nothing_are_listed_and_counted_and_never_guessed(folder):
    def change(book):
        for row in book.active.iter_rows(min_row=2):
            if row[MEASURE - 1].value == "Nombre de sorties":
                row[MEASURE - 1].value = "Sorties, en nombre"

    name = pasted(folder, change=change)
    confirm(folder, "AAA", name)
    result, points = merge(folder)
    lost = ("T01.1b", "AAA", "QP", "2017")
    assert values(points) == {key: value for key, value in READ.items() if key != lost}
    found = [each for each in result.findings if each.rule.code == "S221"]
    assert ["Sorties, en nombre" in each.read for each in found] == [True]
    assert codes(result).count("S201") == 1
    assert read_csv(folder / "results" / "returns.csv")[0]["outside"] == "1"


ALIKE = {
    **TABLES,
    "indicators": TABLES["indicators"].rstrip() + "\n        G01.2,G01,Encore,resultat,,,,,,\n",
    "measures": TABLES["measures"].rstrip()
    + "\n        G01.2a,G01.2,Nombre d'enfants suivis,nombre,,scolaire,personne,flux,aucune,higher,sum\n",
    "requests": TABLES["requests"].rstrip() + "\n        G01.2a,AAA,PARIS\n",
}


def without_indicators(book):
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            row[2].value = None


@pytest.mark.parametrize(("change", "is_told_apart"), [(None, True), (without_indicators, False)])
def test_measures_of_one_name_are_told_apart_by_their_indicator_or_not_read(tmp_path, change, is_told_apart):
    folder = write_small_campaign(tmp_path / "campaign", ALIKE)
    confirm(folder, "AAA", pasted(folder, change=change))
    result, points = merge(folder)
    ambiguous = ("G01.1a", "AAA", "PARIS", "2018/2019")
    assert values(points) == {key: value for key, value in READ.items() if is_told_apart or key != ambiguous}
    assert codes(result).count("S222") == (0 if is_told_apart else 2)


def test_partners_who_were_issued_the_same_labels_are_all_named(tmp_path):
    same = {**TABLES, "requests": "measure,partner,territory\nH01.1a,AAA,QP\nH01.1a,BBB,QP\n"}
    folder = write_small_campaign(tmp_path / "campaign", same)
    source = return_filled(folder, issue(folder)["AAA"], {("H01.1a", "QP", "2019"): 5})
    book = load_workbook(source)
    for name in set(book.sheetnames) - {"Années civiles"}:
        del book[name]
    book.active.delete_cols(1)
    book.active["A2"] = None
    book.custom_doc_props.__delitem__("collection_identity")
    book.save(source)
    result, _ = merge(folder)
    (found,) = (each for each in result.findings if each.rule.code == "F131")
    assert found.details["likely"] == "AAA / BBB"
    assert found.details["command"].count("toolkit merge --as") == 2


def test_a_form_that_keeps_its_identity_but_not_its_keys_is_held_too(folder):
    source = return_filled(folder, issue(folder)["AAA"], TYPED)
    book = load_workbook(source)
    for name in GRIDS["fr"]:
        book[name].delete_cols(1)
    book.save(source)
    result, points = merge(folder)
    assert (values(points), "F131" in codes(result)) == ({}, True)
    confirm(folder, "AAA", source.name)
    result, points = merge(folder)
    assert (values(points), "F132" in codes(result)) == (READ, True)


@pytest.mark.parametrize(("key", "outside"), [(None, []), ("x", ["5"])])
def test_keys_emptied_or_written_over_are_keys_lost(folder, key, outside):
    source = return_filled(folder, issue(folder)["AAA"], TYPED)
    book = load_workbook(source)
    for name in GRIDS["fr"]:
        for (cell,) in book[name].iter_rows(min_row=6, max_col=1):
            cell.value = key if cell.value else None
    book.save(source)
    assert "F131" in codes(merge(folder)[0])
    confirm(folder, "AAA", source.name)
    result, points = merge(folder)
    assert values(points) == READ
    assert set(codes(result)) == {"F132", *(("S206",) if outside else ())}
    said = [int(each.details["count"]) for each in result.findings if each.rule.code == "S206"]
    assert sum(said) == sum(map(int, outside))


def test_pasted_with_its_keys_a_form_is_read_with_a_warning_and_nothing_to_confirm(folder):
    source = return_filled(folder, issue(folder)["AAA"], TYPED)
    book, issued = Workbook(), load_workbook(source)
    for number, grid in enumerate(GRIDS["fr"]):
        sheet = book.active if number == 0 else book.create_sheet()
        for row in issued[grid].iter_rows(min_row=5):
            for cell in row:
                sheet.cell(cell.row - 4, cell.column, cell.value)
    book.save(source)
    result, points = merge(folder)
    assert (values(points), codes(result)) == (READ, ["F122"])
    with pytest.raises(ToolkitError, match="is read by its keys as the answer of AAA"):
        confirm(folder, "AAA", source.name)


def test_a_name_that_a_command_line_would_misread_is_given_by_its_content(folder):
    name = pasted(folder, "$(rm x) `y`.xlsx")
    result, _ = merge(folder)
    (found,) = result.findings[:1]
    digest = read_csv(folder / "results" / "returns.csv")[0]["sha256"]
    assert found.details["command"] == f"toolkit merge --as AAA {digest[:12]}"
    confirm(folder, "AAA", digest[:12])
    assert values(merge(folder)[1]) == READ
    assert read_csv(folder / "confirmed.csv")[0]["file"] == name


def test_what_cannot_be_confirmed_is_told_in_one_sentence_and_nothing_is_kept(folder, tmp_path):
    name = pasted(folder)
    other = write_small_campaign(tmp_path / "other")
    text = (other / "campaign.toml").read_text(encoding="utf-8")
    (other / "campaign.toml").write_text(text.replace('"petite"', '"autre"'), encoding="utf-8")
    shutil.copy(issue(other)["AAA"], folder / "collected" / "autre.xlsx")
    (folder / "collected" / "vide.xlsx").write_bytes(b"")
    for partner, file, told in (
        ("ZZZ", name, "No rows are asked of ZZZ; partners asked: AAA, BBB"),
        ("AAA", "absent.xlsx", "absent.xlsx is not in .*collected"),
        ("AAA", "", "is not in .*collected"),
        ("AAA", "autre.xlsx", "autre.xlsx belongs to another campaign"),
        ("AAA", "vide.xlsx", "vide.xlsx holds no labels"),
    ):
        with pytest.raises(ToolkitError, match=told):
            confirm(folder, partner, file)
    assert not (folder / "confirmed.csv").exists()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sha256,file,partner,date\n", {}),
        ("sha256,file,partner,date\nAB,a.xlsx,AAA,\n", {"ab": "AAA"}),
        ("\ufeffsha256;file;partner;date\r\nab;a.xlsx;AAA;2020-12-01\r\n", {"ab": "AAA"}),
        ("sha256,file,partner,date\n,a.xlsx,AAA,2020-12-01\nab,a.xlsx,,\n", {}),
    ],
)
def test_confirmations_are_read_as_a_spreadsheet_saves_them(tmp_path, text, expected):
    (tmp_path / "confirmed.csv").write_bytes(text.encode())
    assert read_confirmed(tmp_path) == expected


def test_a_table_of_confirmations_without_its_columns_is_told(tmp_path):
    (tmp_path / "confirmed.csv").write_text("sha256,partner\nab,AAA\n", encoding="utf-8")
    with pytest.raises(ToolkitError, match="needs the columns sha256, file, partner, date"):
        read_confirmed(tmp_path)


@pytest.mark.parametrize(("partner", "said"), [("ZZZ", "nothing is asked of a partner “ZZZ”"), ("aaa", ""), ("", "")])
def test_a_confirmation_for_a_partner_that_is_none_is_told(folder, partner, said):
    (folder / "confirmed.csv").write_text(f"sha256,file,partner,date\nab,a.xlsx,{partner},\n", encoding="utf-8")
    if not said:
        merge(folder)
        return
    with pytest.raises(ToolkitError, match=said):
        merge(folder)

"""A workbook filled from a merge holds what was accepted, and answers nothing that is still open."""

import pytest
from openpyxl import load_workbook
from small_campaign import TABLES, issue, merge, read_csv, return_filled, write_small_campaign

from toolkit.workflows.generate import choose_addressees, issue_workbooks
from toolkit.workflows.known_answers import know_answers
from toolkit.workflows.loading import load_collection

HEADERS = {
    "fr": ("Motif si pas de chiffre", "Qualité", "Commentaire", "Source ou outil", "Périmètre fourni, si autre"),
    "en": (
        "No figure? Reason for the empty cells",
        "Quality",
        "Comment",
        "Source or tool",
        "Territory given, if another",
    ),
}
ENTRIES = {
    "fr": ("ND – non recueilli", "estimé", "Oui", "2020 (facultatif)"),
    "en": ("ND – not collected", "estimated", "Yes", "2020 (optional)"),
}
SHEETS = {
    "fr": ("Bilan par action", "Disponibilité", "Autres données"),
    "en": ("Review by action", "Availability", "Other data"),
}
SAME = (
    *("measure", "territory", "period", "required", "state", "value", "quality", "reason", "comment", "volunteered"),
    *("territory_given", "source"),
)


def answered(language):
    """Answers of every kind: zero, codes, a reason for a row, words beside rows, an optional figure, gaps."""
    reason, quality, comment, source, territory = HEADERS[language]
    picked, estimated, yes, optional = ENTRIES[language]
    return {
        ("G01.1a", "PARIS", "2017/2018"): 0,
        ("G01.1a", "PARIS", "2018/2019"): "env. 120",
        ("T01.1a", "PARIS", "2017"): "33,9 %",
        ("T01.1a", "PARIS", quality): estimated,
        ("T01.1a", "PARIS", territory): "QP",
        ("T01.1a", "PARIS", comment): "=tableau de bord",
        ("T01.1a", "QP", reason): picked,
        ("T01.1b", "QP", "2017"): "SS",
        ("T01.1b", "QP", "2018"): "ND – outil perdu",
        ("T01.1b", "QP", optional): 12.5,
        ("T01.1b", "QP", source): "registre",
        ("T01.2a", "PARIS", "2019"): yes,
        ("T01.2a", "PARIS", "2018"): "peut-être",
    }


def fill_words(path, language):
    """Say something of an action, of an indicator, and of what was not asked."""
    book = load_workbook(path)
    actions, availability, free = (book[name] for name in SHEETS[language])
    actions["E6"], actions["F6"] = "a changé", "manque de temps"
    lines = {str(row[0].value).partition("|")[0]: row[0].row for row in availability.iter_rows(min_row=6)}
    availability.cell(lines["T01.2"], 5).value = {"fr": "disponible", "en": "available"}[language]
    availability.cell(lines["T01.2"], 6).value = "au siège"
    free["B6"], free["C6"], free["D6"], free["E6"] = "T01.1b", "PARIS", "2015-2016", 70
    book.save(path)


def campaign(folder, language, tables=TABLES, **options):
    folder = write_small_campaign(folder, tables, language=language, **options)
    path = return_filled(folder, issue(folder)["AAA"], answered(language))
    fill_words(path, language)
    merge(folder)
    return folder


def generate_from_merge(folder, partners=("AAA",), **options):
    collection = load_collection(folder)
    addressees = choose_addressees(collection, partners, **options)
    issued = issue_workbooks(folder, collection, addressees, filling=know_answers(folder, collection), replace=True)
    return [folder / "outgoing" / each.file for each in issued]


def answers(folder):
    rows = read_csv(folder / "results" / "data_points.csv")
    return [tuple(row[name] for name in SAME) for row in rows if row["partner"] == "AAA"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_workbook_filled_from_a_merge_and_returned_as_it_is_says_the_same(tmp_path, language):
    folder = campaign(tmp_path / "first", language)
    before = answers(folder)
    (path,) = generate_from_merge(folder)
    second = write_small_campaign(tmp_path / "second", language=language)
    (second / "collected" / path.name).write_bytes(path.read_bytes())
    merge(second)
    after = answers(second)
    said = [row for row in before if row[4] not in {"rejected", "blank"}]
    assert [row for row in after if row[4] != "blank"] == said
    assert len(said) == 12
    assert {row[4] for row in said} == {"value", "unavailable", "confidential"}
    words = read_csv(second / "results" / "actions.csv")
    assert [(row["action"], row["change"], row["difficulties"]) for row in words] == [
        ("G01", "a changé", "manque de temps")
    ]


def test_what_was_rejected_or_left_blank_is_open_again(tmp_path):
    folder = campaign(tmp_path / "campaign", "fr")
    (path,) = generate_from_merge(folder)
    book = load_workbook(path)
    sheet = book["Années civiles"]
    columns = {cell.value: cell.column for cell in sheet[5]}
    row = next(cell.row for cell in sheet["A"] if cell.value == "T01.2a|AAA|PARIS")
    cells = [sheet.cell(row, columns[year]) for year in ("2017", "2018", "2019")]
    assert [cell.value for cell in cells] == [None, None, "Oui"]
    assert [cell.protection.locked for cell in cells] == [False, False, False]


def test_a_reason_is_filled_in_only_where_it_answers_no_new_cell(tmp_path):
    folder = campaign(tmp_path / "campaign", "fr")
    text = (folder / "campaign.toml").read_text(encoding="utf-8")
    assert text.count('"2020"') == 1
    (folder / "campaign.toml").write_text(text.replace('"2020"', '"2020", "2021"'), encoding="utf-8")
    (path,) = generate_from_merge(folder)
    sheet = load_workbook(path)["Années civiles"]
    columns = {cell.value: cell.column for cell in sheet[5]}
    row = next(cell.row for cell in sheet["A"] if cell.value == "T01.1a|AAA|QP")
    years = ("2017", "2018", "2019", "2020 (facultatif)", "2021 (facultatif)")
    assert [sheet.cell(row, columns[year]).value for year in years] == ["ND", "ND", "ND", "ND", None]
    assert sheet.cell(row, columns[HEADERS["fr"][0]]).value is None


def test_a_new_office_gets_its_share_filled_in_and_nothing_of_the_others(tmp_path):
    folder = campaign(tmp_path / "campaign", "fr")
    (folder / "templates" / "offices.csv").write_text(
        "partner,office,theme,scope\nAAA,Bureau Enfance,,G01\nAAA,Bureau Travail,,T01\n", encoding="utf-8"
    )
    paths = generate_from_merge(folder, by_office=True)
    assert [path.name for path in paths] == ["petite_AAA_bureau-enfance.xlsx", "petite_AAA_bureau-travail.xlsx"]
    books = [load_workbook(path) for path in paths]
    assert [books[0]["Années scolaires"].cell(6, column).value for column in (7, 8)] == [0, "env. 120"]
    assert "Années civiles" not in books[0].sheetnames
    free = [[row[4].value for row in book["Autres données"].iter_rows(min_row=6) if row[4].value] for book in books]
    assert free == [[], [70]]

"""What is said of a whole indicator answers its empty cells; unlikely figures are told; corrections settle doubts."""

import pytest
from openpyxl import load_workbook
from small_campaign import TABLES, codes, issue, merge, read_csv, return_filled, write_small_campaign

from toolkit.errors import ToolkitError
from toolkit.files.arrivals import read_arrivals
from toolkit.model.states import AVAILABILITIES, REASON_OF
from toolkit.wording import load_wording

FR = load_wording("fr").say


@pytest.fixture
def folder(tmp_path):
    return write_small_campaign(tmp_path / "campaign")


def say_available(path, answers, detail=""):
    """Fill the sheet on availability of a returned file: answers by indicator."""
    book = load_workbook(path)
    sheet = book[FR("Availability")]
    columns = {cell.value: cell.column for cell in sheet[5]}
    for row in sheet.iter_rows(min_row=6):
        indicator = str(row[0].value).split("|")[0]
        if indicator in answers:
            sheet.cell(row[0].row, columns[FR("Availability")]).value = answers[indicator]
            sheet.cell(row[0].row, columns[FR("Why, or who holds it")]).value = detail or None
    book.save(path)


@pytest.mark.parametrize("availability", AVAILABILITIES, ids=lambda each: each.id)
def test_each_answer_for_an_indicator_gives_its_empty_cells_their_state(folder, availability):
    path = return_filled(folder, issue(folder)["AAA"], {("T01.1b", "QP", "2018"): 0})
    say_available(path, {"T01.1": FR(availability.label)}, detail="le rectorat")
    result, points = merge(folder)
    assert codes(result) == []
    row = points["T01.1b", "AAA", "QP", "2017"]
    if not availability.reason:
        assert row["state"] == "blank"
    else:
        states = {"ND": "unavailable", "SO": "not_applicable"}
        assert row["state"] == states[REASON_OF[availability.reason].code]
        assert (row["reason"], row["comment"]) == (availability.reason, "le rectorat")
    assert (points["T01.1b", "AAA", "QP", "2018"]["state"], points["T01.1b", "AAA", "QP", "2018"]["value"]) == (
        "value",
        "0",
    )
    assert points["G01.1a", "AAA", "PARIS", "2018/2019"]["state"] == "blank"
    (said,) = read_csv(folder / "results" / "availability.csv")
    assert (said["indicator"], said["detail"]) == ("T01.1", "le rectorat")


def test_a_reason_in_the_row_goes_before_what_is_said_of_the_indicator(folder):
    header = FR("No figure? Reason for the empty cells")
    path = return_filled(folder, issue(folder)["AAA"], {("T01.1b", "QP", header): "SS"})
    say_available(path, {"T01.1": FR("not ours (say whose)")})
    _, points = merge(folder)
    assert points["T01.1b", "AAA", "QP", "2017"]["state"] == "confidential"
    assert points["T01.1a", "AAA", "QP", "2017"]["state"] == "unavailable"


def test_an_unknown_answer_for_an_indicator_is_told_and_answers_nothing(folder):
    path = return_filled(folder, issue(folder)["AAA"], {})
    say_available(path, {"T01.1": "plus ou moins"})
    result, points = merge(folder)
    assert codes(result) == ["V351"]
    assert points["T01.1b", "AAA", "QP", "2017"]["state"] == "blank"


YEARS = ("2017", "2018", "2019", "2020 (facultatif)")
UNLIKELY = {
    "C501": ({("T01.1b", "QP"): (12, 120, 13, None)}, {("T01.1b", "QP"): (12, 119, 13, None)}),
    "C502": ({("T01.1b", "QP"): (7, 7, 7, None)}, {("T01.1b", "QP"): (7, 7, 8, None)}),
    "C503": (
        {("T01.1b", "QP"): (5, None, None, None), ("T01.1b", "PARIS"): (4, None, None, None)},
        {("T01.1b", "QP"): (5, None, None, None), ("T01.1b", "PARIS"): (5, None, None, None)},
    ),
    "C504": (
        {
            ("T01.1b", "PARIS"): (9, None, None, None),
            ("T01.1b", "QP"): (4, None, None, None),
            ("T01.1b", "HORS"): (4, None, None, None),
        },
        {
            ("T01.1b", "PARIS"): (9, None, None, None),
            ("T01.1b", "QP"): (4, None, None, None),
            ("T01.1b", "HORS"): (5, None, None, None),
        },
    ),
}
UNLIKELY["C506"] = (
    {
        ("T01.1a", "QP"): (52, None, None, None),
        ("T01.1b", "QP"): (1, None, None, None),
        ("T01.2b", "QP"): (2, None, None, None),
    },
    {
        ("T01.1a", "QP"): (51, None, None, None),
        ("T01.1b", "QP"): (1, None, None, None),
        ("T01.2b", "QP"): (2, None, None, None),
    },
)
WITH_PARTS = {
    **TABLES,
    "territories": """
        territory,label,kind,parent,part_of
        PARIS,Paris,,,
        QP,Quartiers,,PARIS,PARIS
        HORS,Hors,,PARIS,PARIS
    """,
    "measures": TABLES["measures"]
    + "T01.2b,T01.2,Nombre de candidats,nombre,,civile,personne,flux,aucune,higher,sum\n",
    "rules": "rule,kind,measure,other_measure,parameter\nR1,share,T01.1a,T01.1b,T01.2b\n",
    "requests": TABLES["requests"] + "T01.1b,AAA,PARIS\nT01.1b,AAA,HORS\nT01.2b,AAA,QP\n",
}


@pytest.mark.parametrize("code", UNLIKELY)
@pytest.mark.parametrize("is_miss", [False, True], ids=["case", "near miss"])
def test_unlikely_figures_are_told_and_nearly_unlikely_ones_are_not(tmp_path, code, is_miss):
    folder = write_small_campaign(tmp_path / "campaign", WITH_PARTS)
    typed = {
        (*row, year): value
        for row, values in UNLIKELY[code][is_miss].items()
        for year, value in zip(YEARS, values, strict=True)
        if value is not None
    }
    return_filled(folder, issue(folder)["AAA"], typed)
    assert codes(merge(folder)[0]) == ([] if is_miss else [code])


def test_a_zero_everywhere_is_no_copy_and_no_jump(folder):
    return_filled(folder, issue(folder)["AAA"], {("T01.1b", "QP", year): 0 for year in YEARS})
    assert codes(merge(folder)[0]) == []


def test_an_entry_that_a_later_return_corrects_is_no_finding_any_more(folder):
    issued, cell = issue(folder)["AAA"], ("T01.1b", "QP", "2018")
    return_filled(folder, issued, {cell: "12O"}, name="premier.xlsx")
    (folder / "received.csv").write_text("file;received_at\npremier.xlsx;01/10/2020\n", encoding="utf-8")
    assert codes(merge(folder)[0]) == ["V301"]
    return_filled(folder, issued, {cell: 120}, name="second.xlsx")
    arrivals = "file;received_at\npremier.xlsx;01/10/2020\nsecond.xlsx;05/10/2020\n"
    (folder / "received.csv").write_text(arrivals, encoding="utf-8")
    result, points = merge(folder)
    assert codes(result) == []
    assert points["T01.1b", "AAA", "QP", "2018"]["value"] == "120"


def test_of_two_answers_of_one_day_the_one_that_can_be_read_is_retained(folder):
    issued, cell = issue(folder)["AAA"], ("T01.1b", "QP", "2018")
    for name, value in (("un.xlsx", "12O"), ("deux.xlsx", 120)):
        return_filled(folder, issued, {cell: value}, name=name)
    (folder / "received.csv").write_text(
        "file,received_at\nun.xlsx,2020-10-01\ndeux.xlsx,2020-10-01\n", encoding="utf-8"
    )
    result, points = merge(folder)
    assert points["T01.1b", "AAA", "QP", "2018"]["value"] == "120"
    assert "L401" in codes(result)


@pytest.mark.parametrize(
    "content",
    [
        "file,received_at\né.xlsx,2020-10-05\n".encode(),
        "file,received_at\né.xlsx,2020-10-05\n".encode("utf-8-sig"),
        "file;received_at\r\né.xlsx;05/10/2020\r\n".encode("cp1252"),
        "file;received_at\né.xlsx;5/10/2020\n;\n".encode(),
    ],
)
def test_dates_of_arrival_are_read_as_any_excel_saves_them(tmp_path, content):
    (tmp_path / "received.csv").write_bytes(content)
    assert read_arrivals(tmp_path) == {"é.xlsx": "2020-10-05"}


@pytest.mark.parametrize(
    ("text", "words"),
    [("a,b\n1,2\n", "needs the columns"), ("file,received_at\nx.xlsx,hier\n", "line 2: “hier” is no date")],
)
def test_dates_of_arrival_that_cannot_be_read_are_told(tmp_path, text, words):
    (tmp_path / "received.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ToolkitError, match=words):
        read_arrivals(tmp_path)


def test_a_date_for_a_file_that_is_not_there_is_told(folder):
    return_filled(folder, issue(folder)["AAA"], {})
    (folder / "received.csv").write_text("file,received_at\nautre.xlsx,2020-10-05\n", encoding="utf-8")
    assert codes(merge(folder)[0]) == ["F124"]


def test_the_campaigns_own_words_take_the_place_of_those_of_the_guide(tmp_path):
    texts = {
        **TABLES,
        "texts": """
            key,language,text
            purpose,fr,Vos chiffres comptent.
            closing,fr,Merci !
            purpose,en,Your figures count.
        """,
    }
    book = load_workbook(issue(write_small_campaign(tmp_path / "campaign", texts))["AAA"])
    said = [cell.value for row in book[FR("Instructions")].iter_rows() for cell in row if cell.value]
    assert "Vos chiffres comptent." in said
    assert "Merci !" in said
    assert "Your figures count." not in said


def test_an_action_of_another_partner_can_be_claimed_in_words(folder):
    path = return_filled(folder, issue(folder)["AAA"], {})
    book = load_workbook(path)
    sheet = book[FR("Review by action")]
    row = next(cell.row for cell in sheet["A"] if str(cell.value).startswith("AUTRE-001"))
    sheet.cell(row, 3).value = "H01 – Rénover les logements"
    sheet.cell(row, 5).value = "Nous y participons."
    book.save(path)
    merge(folder)
    (said,) = read_csv(folder / "results" / "actions.csv")
    assert (said["action"], said["partner"], said["change"]) == ("H01", "AAA", "Nous y participons.")

"""The follow-up sheet: one line a partner and office, in figures and words."""

from datetime import date

import pytest
from openpyxl import load_workbook
from small_campaign import TABLES, issue, merge, return_filled, write_small_campaign

from toolkit.model.follow_up import MailKind
from toolkit.model.mail import MailOrder
from toolkit.workflows.generate import choose_addressees, issue_workbooks
from toolkit.workflows.loading import load_collection
from toolkit.workflows.mailing import draft_mail

OFFICES = {**TABLES, "offices": "partner,office,theme,scope\nAAA,=School,,G01\nAAA,Jobs,Travailler,"}


def sheet_of(folder):
    sheet = load_workbook(folder / "results" / "consolidated.xlsx")["Follow-up"]
    header, *lines = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=4))
    return sheet, [dict(zip(header, line, strict=True)) for line in lines]


def mail(folder, kind, day):
    draft_mail(folder, load_collection(folder), MailOrder(kind=MailKind(kind), day=day))


@pytest.fixture
def folder(tmp_path):
    return write_small_campaign(tmp_path / "campaign", language="en")


def test_each_partner_has_its_dates_and_its_counts(folder):
    issued = issue(folder)
    mail(folder, "first", date(2020, 9, 15))
    typed = {("T01.1b", "QP", "2017"): 0, ("T01.1b", "QP", "2018"): "O", ("T01.1b", "QP", "2019"): "nd"}
    return_filled(folder, issued["AAA"], typed, name="a.xlsx")
    (folder / "received.csv").write_text("file,received_at\na.xlsx,2020-12-03\n", encoding="utf-8")
    merge(folder)
    mail(folder, "reminder", date(2020, 12, 4))
    merge(folder)
    sheet, (first, second) = sheet_of(folder)
    columns = ("Where it stands", "Sent on", "Sent back", "Late", "Reminders", "Last reminder", "Complete")
    assert [first[each] for each in columns] == [
        "to correct", "2020-09-15", "2020-12-03", "yes", 1, "2020-12-04", "no",
    ]  # fmt: skip
    assert [second[each] for each in columns] == [
        "sent, nothing returned", "2020-09-15", None, None, 1, "2020-12-04", "no",
    ]  # fmt: skip
    counts = ("Asked", "Accepted", "Of which: value", "To correct", "Blank", "Not returned")
    assert [first[each] for each in counts] == [14, 2, 1, 1, 11, 0]
    assert [second[each] for each in counts] == [5, 0, 0, 0, 0, 5]
    assert sheet.freeze_panes == "C5"
    assert [table.autoFilter.ref for table in sheet.tables.values()] == ["A4:R6"]


def test_an_extension_moves_the_date_and_takes_the_lateness_away(folder):
    return_filled(folder, issue(folder)["AAA"], {}, name="a.xlsx")
    (folder / "received.csv").write_text("file,received_at\na.xlsx,2020-12-03\n", encoding="utf-8")
    (folder / "extensions.csv").write_text("partner,deadline\nAAA,2020-12-03\n", encoding="utf-8")
    merge(folder)
    _, (first, second) = sheet_of(folder)
    assert [(each["Due on"], each["Late"]) for each in (first, second)] == [("2020-12-03", None), ("2020-11-30", None)]


def test_offices_follow_their_partner_and_no_name_becomes_a_formula(tmp_path):
    folder = write_small_campaign(tmp_path / "campaign", OFFICES, language="en")
    collection = load_collection(folder)
    issue_workbooks(folder, collection, choose_addressees(collection, (), by_office=True))
    merge(folder)
    sheet, lines = sheet_of(folder)
    assert [(each["Partner"], each["Office"], each["Asked"]) for each in lines] == [
        ("AAA", None, 14),
        ("AAA", "Jobs", 12),
        ("AAA", "=School", 2),
        ("BBB", None, 5),
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}

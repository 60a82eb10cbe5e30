"""What the coordinator keeps by hand beside campaign.toml: mails and extensions."""

from datetime import date

import pytest
from small_campaign import TABLES, read_csv, write_small_campaign

from toolkit.errors import ToolkitError
from toolkit.files.correspondence import read_extensions, read_mailings, record_mailings
from toolkit.model.follow_up import Extension, Mailing, MailKind
from toolkit.workflows.loading import load_collection

MAILING = Mailing(
    day=date(2020, 9, 15),
    kind=MailKind.FIRST,
    partner="AAA",
    office="Bureau",
    file="mail/a.eml",
    sha256="ab",
    count=2,
    about=("c", "d"),
)
OFFICES = {**TABLES, "offices": "partner,office,theme,scope\nAAA,Bureau de l'école,,G01"}


@pytest.fixture
def collection(tmp_path):
    return load_collection(write_small_campaign(tmp_path / "campaign", OFFICES))


def test_without_files_nothing_was_mailed_or_granted(tmp_path, collection):
    assert (read_mailings(tmp_path), read_extensions(tmp_path, collection)) == ((), ())


def test_what_is_recorded_is_read(tmp_path):
    record_mailings(tmp_path, [MAILING])
    assert read_mailings(tmp_path) == (MAILING,)
    record_mailings(tmp_path, [])
    assert read_mailings(tmp_path) == (MAILING,)


def test_a_record_of_the_same_day_kind_and_addressee_takes_the_place_of_the_old_one(tmp_path):
    record_mailings(tmp_path, [MAILING])
    again = Mailing(day=MAILING.day, kind=MAILING.kind, partner="AAA", office="Bureau", file="mail/b.eml", sha256="zz")
    other = Mailing(day=MAILING.day, kind=MAILING.kind, partner="AAA")
    record_mailings(tmp_path, [again, other])
    assert read_mailings(tmp_path) == (again, other)


def test_only_date_kind_and_partner_are_needed_and_empty_lines_are_passed_over(tmp_path):
    (tmp_path / "mailings.csv").write_text("partner,kind,date\nbbb,Reminder,2020-11-20\n,,\n\n", encoding="utf-8")
    assert read_mailings(tmp_path) == (Mailing(day=date(2020, 11, 20), kind=MailKind.REMINDER, partner="BBB"),)


def test_columns_of_her_own_stay(tmp_path):
    (tmp_path / "mailings.csv").write_text(
        "date,kind,partner,by\n2020-11-20,reminder,BBB,téléphone\n", encoding="utf-8"
    )
    record_mailings(tmp_path, [MAILING])
    assert [row["by"] for row in read_csv(tmp_path / "mailings.csv")] == ["téléphone", ""]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("date,kind\n", "needs the columns date, kind, partner; its first line lacks partner"),
        ("date,kind,partner\nhier,first,AAA\n", "line 2: “hier” is no date"),
        ("date,kind,partner\n2020-09-15,letter,AAA\n", "line 2: “letter” is no kind of mail; write one of first,"),
    ],
)
def test_a_record_that_cannot_be_understood_is_told_with_its_line(tmp_path, text, said):
    (tmp_path / "mailings.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ToolkitError) as told:
        read_mailings(tmp_path)
    assert said in str(told.value)


def test_extensions_are_read_for_partners_and_offices(tmp_path, collection):
    text = "partner;deadline;office;reason\nbbb;30/11/2020;;\nAAA;2020-12-15;Bureau de l'école;congés\n"
    (tmp_path / "extensions.csv").write_text(text, encoding="utf-8")
    assert read_extensions(tmp_path, collection) == (
        Extension(partner="BBB", deadline=date(2020, 11, 30)),
        Extension(partner="AAA", office="Bureau de l'école", deadline=date(2020, 12, 15), reason="congés"),
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("ZZZ,2020-12-15,", "nothing is asked of a partner “ZZZ”; partners asked: AAA, BBB"),
        ("AAA,2020-12-15,Autre", "AAA has no office “Autre”; its offices: Bureau de l'école, REFERENT"),
        ("AAA,2020-11-29,", "2020-11-29 lies before the deadline of the campaign, 2020-11-30"),
        ("AAA,bientôt,", "“bientôt” is no date"),
    ],
)
def test_an_extension_that_cannot_hold_is_told_with_its_line(tmp_path, collection, row, said):
    (tmp_path / "extensions.csv").write_text(f"partner,deadline,office\n{row}\n", encoding="utf-8")
    with pytest.raises(ToolkitError) as told:
        read_extensions(tmp_path, collection)
    assert "line 2" in str(told.value)
    assert said in str(told.value)


def test_two_deadlines_of_one_partner_are_told_and_one_given_twice_is_one(tmp_path, collection):
    text = "partner,deadline,office\nAAA,2020-12-15,\naaa,15/12/2020,\nAAA,2020-12-31,Bureau de l'école\n"
    (tmp_path / "extensions.csv").write_text(text, encoding="utf-8")
    assert len(read_extensions(tmp_path, collection)) == 2
    (tmp_path / "extensions.csv").write_text(f"{text}AAA,2020-12-31,\n", encoding="utf-8")
    with pytest.raises(ToolkitError, match="line 5: AAA has until 2020-12-31 here, and until 2020-12-15 above"):
        read_extensions(tmp_path, collection)

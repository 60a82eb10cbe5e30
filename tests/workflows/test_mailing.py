"""Drafts of mail: who gets one and what it carries, what is recorded, and that a second program reads them."""

import email
import hashlib
import os
import re
import shutil
import subprocess
from datetime import date
from email import policy
from pathlib import Path

import pytest
from filelock import FileLock
from small_campaign import TABLES, issue, merge, read_csv, return_filled, write_small_campaign

from toolkit.errors import ToolkitError
from toolkit.model.follow_up import MAILING_COLUMNS, MailKind
from toolkit.model.mail import HeldReason, MailOrder
from toolkit.workflows.corrections import generate_corrections
from toolkit.workflows.generate import choose_addressees, issue_workbooks
from toolkit.workflows.loading import load_collection
from toolkit.workflows.mailing import draft_mail

SEPTEMBER, NOVEMBER = date(2020, 9, 15), date(2020, 11, 20)
OFFICES = {**TABLES, "offices": "partner,office,theme,scope\nAAA,Bureau de l'école,,G01\nAAA,Bureau emploi,Travailler,"}
ALL_OF_BBB = {
    **{("G01.1a", "PARIS", period): 12 for period in ("2017/2018", "2018/2019")},
    **{("H01.1a", "QP", year): 0 for year in ("2017", "2018", "2019")},
}


@pytest.fixture
def folder(tmp_path):
    return write_small_campaign(tmp_path / "campaign")


def mail(folder, kind, day=SEPTEMBER, *partners, rehearse=False):
    order = MailOrder(kind=MailKind(kind), day=day, partners=partners, is_rehearsal=rehearse)
    return draft_mail(folder, load_collection(folder), order)


def recipients(run):
    return [each.line.partner for each in run.drafts]


def held(run):
    return {each.line.partner: each.reason for each in run.held}


def parse(path):
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    assert message.defects == []
    return message


def text_of(path):
    return parse(path).get_body().get_content().replace("\r\n", "\n")


def recorded(folder):
    return read_csv(folder / "mailings.csv")


def contents(folder):
    """Give every file of a campaign by its name, but for what the toolkit notes for itself."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".toolkit" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


# The first mailing


def test_each_partner_gets_a_draft_with_the_very_workbook_that_was_issued(folder):
    issued = issue(folder)
    run = mail(folder, "first")
    assert recipients(run) == ["AAA", "BBB"]
    for code, workbook in issued.items():
        message = parse(folder / "mail" / "2020-09-15_first" / f"petite_{code}.eml")
        assert (message["To"], message["X-Unsent"], message["From"]) == (f"{code[0].lower()}@example.org", "1", None)
        assert message["Subject"] == "Petite campagne\u00a0: classeur à remplir pour le 30 novembre 2020"
        assert message["Date"].datetime.date() == SEPTEMBER
        (attached,) = message.iter_attachments()
        assert (attached.get_filename(), attached.get_content()) == (workbook.name, workbook.read_bytes())
        assert message.get_body().get_content_charset() == "utf-8"


def test_what_was_drafted_is_recorded_with_its_hash_and_count(folder):
    issued = issue(folder)
    mail(folder, "first")
    rows = recorded(folder)
    assert tuple(rows[0]) == MAILING_COLUMNS
    assert [(row["date"], row["kind"], row["partner"], row["office"], row["count"]) for row in rows] == [
        ("2020-09-15", "first", "AAA", "", "1"),
        ("2020-09-15", "first", "BBB", "", "1"),
    ]
    for row in rows:
        assert hashlib.sha256((folder / row["file"]).read_bytes()).hexdigest() == row["sha256"]
        assert hashlib.sha256(issued[row["partner"]].read_bytes()).hexdigest() == row["about"]


def test_a_second_run_on_the_day_changes_no_byte_and_one_on_another_day_writes_to_nobody(folder):
    issue(folder)
    mail(folder, "first")
    before = contents(folder)
    mail(folder, "first")
    assert contents(folder) == before
    later = mail(folder, "first", NOVEMBER)
    assert (recipients(later), held(later)) == ([], dict.fromkeys(("AAA", "BBB"), HeldReason.ALREADY_SENT))
    assert {each.day for each in later.held} == {SEPTEMBER}
    assert contents(folder) == before


def test_a_row_taken_out_of_the_record_makes_the_mail_due_again(folder):
    issue(folder)
    mail(folder, "first")
    first, _, third = (folder / "mailings.csv").read_text(encoding="utf-8").splitlines()
    (folder / "mailings.csv").write_text(f"{first}\n{third}\n", encoding="utf-8")
    assert recipients(mail(folder, "first", NOVEMBER)) == ["AAA"]


def test_a_mail_entered_by_hand_counts_whatever_excel_made_of_the_file(folder):
    issue(folder)
    typed = "date;kind;partner;note\n15/09/2020;First;aaa;remis en réunion à l'école\n".encode("cp1252")
    (folder / "mailings.csv").write_bytes(typed)
    assert recipients(mail(folder, "first", NOVEMBER)) == ["BBB"]
    kept, new = recorded(folder)
    assert (kept["date"], kept["partner"], kept["note"]) == ("15/09/2020", "aaa", "remis en réunion à l'école")
    assert (new["date"], new["partner"], new["note"]) == ("2020-11-20", "BBB", "")


def test_a_new_edition_is_mailed_again(folder):
    issue(folder)
    mail(folder, "first")
    collection = load_collection(folder, "en")
    issue_workbooks(folder, collection, choose_addressees(collection, ["AAA"]), replace=True)
    run = mail(folder, "first", NOVEMBER)
    assert [(each.line.partner, each.count) for each in run.drafts] == [("AAA", 2)]


def test_offices_get_a_draft_each_at_the_address_of_their_partner(tmp_path):
    folder = write_small_campaign(tmp_path / "campaign", OFFICES)
    collection = load_collection(folder)
    issue_workbooks(folder, collection, choose_addressees(collection, (), by_office=True))
    run = mail(folder, "first")
    assert [(each.line.partner, each.line.office) for each in run.drafts] == [
        ("AAA", "Bureau de l'école"),
        ("AAA", "Bureau emploi"),
        ("BBB", ""),
    ]
    path = folder / "mail" / "2020-09-15_first" / "petite_AAA_bureau-emploi.eml"
    assert parse(path)["To"] == "a@example.org"
    assert "- service\u00a0: Bureau emploi" in text_of(path)
    assert [each.get_filename() for each in parse(path).iter_attachments()] == ["petite_AAA_bureau-emploi.xlsx"]


def test_a_workbook_that_is_not_as_it_was_issued_is_not_mailed(folder):
    path = issue(folder)["AAA"]
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(ToolkitError, match=r"petite_AAA\.xlsx has changed since it was issued"):
        mail(folder, "first")
    path.unlink()
    with pytest.raises(ToolkitError, match="is not there any more"):
        mail(folder, "first")
    assert not (folder / "mailings.csv").exists()


def test_nothing_is_mailed_before_anything_is_issued(folder):
    run = mail(folder, "first")
    assert held(run) == dict.fromkeys(("AAA", "BBB"), HeldReason.NOT_ISSUED)
    assert not (folder / "mail").exists()


def test_a_rehearsal_tells_and_writes_nothing(folder):
    issue(folder)
    before = contents(folder)
    assert recipients(mail(folder, "first", rehearse=True)) == ["AAA", "BBB"]
    assert contents(folder) == before


def test_one_partner_may_be_chosen_and_the_list_of_the_day_keeps_the_others(folder):
    issue(folder)
    assert recipients(mail(folder, "first", SEPTEMBER, "bbb")) == ["BBB"]
    assert recipients(mail(folder, "first", SEPTEMBER, "AAA")) == ["AAA"]
    rows = read_csv(folder / "mail" / "2020-09-15_first" / "recipients.csv")
    assert [(row["partner"], row["email"], row["asked"]) for row in rows] == [
        ("AAA", "a@example.org", "14"),
        ("BBB", "b@example.org", "5"),
    ]
    with pytest.raises(ToolkitError, match="No rows are asked of ZZZ"):
        mail(folder, "first", SEPTEMBER, "ZZZ")


# Receipts and reminders


def test_a_receipt_counts_what_was_read_and_acknowledges_each_file_once(folder):
    issued = issue(folder)
    return_filled(folder, issued["BBB"], {**ALL_OF_BBB, ("H01.1a", "QP", "2017"): "nd", ("H01.1a", "QP", "2018"): "?"})
    merge(folder)
    run = mail(folder, "receipt", NOVEMBER)
    assert (recipients(run), held(run)) == (["BBB"], {"AAA": HeldReason.NOT_RETURNED})
    said = text_of(folder / "mail" / "2020-11-20_receipt" / "petite_BBB.eml").splitlines()
    assert [line.replace("\u00a0", "") for line in said if line.startswith("- ")] == [
        "- données demandées: 5",
        "- classeurs lus: 1",
        "- chiffres donnés: 3",
        "- réponses par un code: 1",
        "- à corriger: 1",
        "- sans réponse: 0",
    ]
    assert held(mail(folder, "receipt", date(2020, 11, 21)))["BBB"] is HeldReason.ACKNOWLEDGED
    return_filled(folder, issued["BBB"], ALL_OF_BBB, name="corrigé.xlsx")
    merge(folder)
    assert [each.count for each in mail(folder, "receipt", date(2020, 11, 22)).drafts] == [2]


def test_reminders_go_to_those_who_returned_nothing_or_not_all(folder):
    issued = issue(folder)
    mail(folder, "first")
    return_filled(folder, issued["BBB"], ALL_OF_BBB)
    merge(folder)
    run = mail(folder, "reminder", NOVEMBER)
    assert (recipients(run), held(run)) == (["AAA"], {"BBB": HeldReason.NOTHING_LEFT})
    path = folder / "mail" / "2020-11-20_reminder" / "petite_AAA.eml"
    assert "pas encore reçu votre classeur" in text_of(path)
    assert [each.get_content() for each in parse(path).iter_attachments()] == [issued["AAA"].read_bytes()]


def test_nobody_is_reminded_of_figures_that_were_all_decided_on(folder):
    issue(folder)
    lines = [
        f"replace,BBB,{measure},{place},{period},{value},par téléphone,A,2020-11-02"
        for (measure, place, period), value in ALL_OF_BBB.items()
    ]
    text = "\n".join(["decision,partner,measure,territory,period,value,reason,author,date", *lines])
    (folder / "decisions.csv").write_text(text + "\n", encoding="utf-8")
    merge(folder)
    run = mail(folder, "reminder", NOVEMBER)
    assert (recipients(run), held(run)) == (["AAA"], {"BBB": HeldReason.NOTHING_LEFT})


def test_a_reminder_to_those_who_began_carries_no_empty_workbook(folder):
    return_filled(folder, issue(folder)["AAA"], {("T01.1a", "PARIS", "2017"): 0})
    merge(folder)
    mail(folder, "reminder", NOVEMBER, "AAA")
    path = folder / "mail" / "2020-11-20_reminder" / "petite_AAA.eml"
    assert list(parse(path).iter_attachments()) == []
    assert "- sans réponse\u00a0: 13" in text_of(path)


@pytest.mark.parametrize(
    ("setting", "day", "is_due"),
    [
        ("", date(2020, 11, 26), False),
        ("", date(2020, 11, 27), True),
        ("reminder_days = 0\n", date(2020, 11, 21), True),
        ("reminder_days = 30\n", date(2020, 12, 19), False),
    ],
)
def test_nobody_is_asked_again_within_the_interval_and_reminders_are_counted(folder, setting, day, is_due):
    path = folder / "campaign.toml"
    path.write_text(setting + path.read_text(encoding="utf-8"), encoding="utf-8")
    issue(folder)
    merge(folder)
    mail(folder, "reminder", NOVEMBER)
    run = mail(folder, "reminder", day)
    assert recipients(run) == (["AAA", "BBB"] if is_due else [])
    assert {each.count for each in run.drafts} == ({2} if is_due else set())
    assert set(held(run).values()) == (set() if is_due else {HeldReason.TOO_SOON})


def test_an_extension_moves_the_deadline_that_a_reminder_names(folder):
    (folder / "extensions.csv").write_text("partner;office;deadline;reason\nBBB;;15/12/2020;congés\n", encoding="utf-8")
    issue(folder)
    merge(folder)
    mail(folder, "reminder", NOVEMBER)
    place = folder / "mail" / "2020-11-20_reminder"
    assert "15 décembre 2020" in text_of(place / "petite_BBB.eml")
    assert "30 novembre 2020" in text_of(place / "petite_AAA.eml")
    assert "congés" not in text_of(place / "petite_BBB.eml")


@pytest.mark.parametrize("kind", ["receipt", "reminder", "correction"])
def test_what_came_back_and_was_not_merged_stops_mail_that_could_be_wrong(folder, kind):
    issued = issue(folder)
    with pytest.raises(ToolkitError, match="run `toolkit merge` first"):
        mail(folder, kind)
    merge(folder)
    shutil.copy(issued["AAA"], folder / "collected" / "réponse.xlsx")
    with pytest.raises(ToolkitError, match=r"réponse\.xlsx for one: run `toolkit merge` first"):
        mail(folder, kind)


# Corrections


def correction(folder, name, content=b"correction"):
    (folder / "results" / "corrections").mkdir(exist_ok=True)
    path = folder / "results" / "corrections" / name
    path.write_bytes(content)
    return path


def test_a_correction_workbook_is_mailed_to_its_partner_until_it_has_been(folder):
    return_filled(folder, issue(folder)["AAA"], {("T01.1b", "QP", "2018"): "O"})
    merge(folder)
    path = correction(folder, "petite_AAA.xlsx")
    run = mail(folder, "correction", NOVEMBER)
    assert recipients(run) == ["AAA"]
    draft = folder / "mail" / "2020-11-20_correction" / "petite_AAA.eml"
    assert [each.get_content() for each in parse(draft).iter_attachments()] == [path.read_bytes()]
    assert held(mail(folder, "correction", date(2020, 11, 21))) == {"AAA": HeldReason.ALREADY_SENT}
    path.write_bytes(b"another")
    assert [each.count for each in mail(folder, "correction", date(2020, 11, 22)).drafts] == [2]


def test_a_correction_mail_counts_what_its_workbook_asks_and_names_a_date_still_ahead(folder):
    entries = {**ALL_OF_BBB, ("H01.1a", "QP", "2017"): "O", ("H01.1a", "QP", "2018"): "AV"}
    return_filled(folder, issue(folder)["BBB"], entries)
    merge(folder)
    (written,) = generate_corrections(folder, load_collection(folder), ("BBB",))
    said = [line for line in facts(folder, mail(folder, "correction", NOVEMBER)) if "jointe" not in line]
    assert said == ["- données redemandées : 2", "- réponse attendue pour le 30 novembre 2020"]
    assert written.data_points == 2


def test_each_office_is_told_what_its_own_correction_workbook_asks(tmp_path):
    folder = write_small_campaign(tmp_path / "campaign", OFFICES)
    collection = load_collection(folder)
    issue_workbooks(folder, collection, choose_addressees(collection, ["AAA"], by_office=True))
    for number, path in enumerate(sorted((folder / "outgoing").glob("*.xlsx"))):
        return_filled(folder, path, {("T01.1a", "QP", "2018"): "O", ("T01.1b", "QP", "2019"): 0}, f"{number}.xlsx")
    merge(folder)
    written = generate_corrections(folder, collection)
    counted = {each.line.office: each.asked_again for each in mail(folder, "correction", NOVEMBER).drafts}
    assert counted == {each.office: each.data_points for each in written}
    assert len(counted) == 2


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2020, 11, 30), "- réponse attendue pour le 30 novembre 2020"),
        (date(2020, 12, 1), "- réponse attendue dès que possible"),
    ],
)
def test_a_correction_mail_names_no_date_that_has_passed(folder, day, said):
    return_filled(folder, issue(folder)["BBB"], {**ALL_OF_BBB, ("H01.1a", "QP", "2017"): "O"})
    merge(folder)
    correction(folder, "petite_BBB.xlsx")
    run = mail(folder, "correction", day)
    assert said in facts(folder, run)
    assert ("30 novembre" in text_of(folder / run.drafts[0].file)) is (day.month == 11)


def facts(folder, run):
    said = text_of(folder / run.drafts[0].file).replace("\u00a0", " ")
    return [line for line in said.splitlines() if line.startswith("- ")]


@pytest.mark.parametrize(("typed", "counts"), [("O", (1, 0)), ("AV", (0, 1))])
def test_nobody_with_an_answer_to_correct_or_to_come_is_called_done(folder, typed, counts):
    return_filled(folder, issue(folder)["BBB"], {**ALL_OF_BBB, ("H01.1a", "QP", "2017"): typed})
    merge(folder)
    (one,) = (each for each in mail(folder, "reminder", NOVEMBER).held if each.line.partner == "BBB")
    assert (one.reason, one.line.to_correct, one.line.pending) == (HeldReason.TO_CORRECT, *counts)


def test_a_correction_workbook_is_told_by_the_longest_name_that_fits(folder):
    issue(folder)
    merge(folder)
    correction(folder, "petite_AAA_corrections.xlsx")
    correction(folder, "petite_AAABBB.xlsx")
    run = mail(folder, "correction", NOVEMBER)
    assert [[each.name for each in draft.enclosures] for draft in run.drafts] == [["petite_AAA_corrections.xlsx"]]


def test_without_a_correction_workbook_one_sentence_says_so(folder):
    issue(folder)
    merge(folder)
    with pytest.raises(ToolkitError, match="No correction workbook lies in results/corrections/"):
        mail(folder, "correction")
    correction(folder, "petite_AAA.xlsx")
    with pytest.raises(ToolkitError, match="No correction workbook of BBB lies"):
        mail(folder, "correction", SEPTEMBER, "AAA", "BBB")


# What must not be in a draft


HOSTILE = 'Agence\r\nBcc: all@example.org\r\n\r\n=HYPERLINK("https://example.org")\u202e\x07'


def hostile_tables(address):
    cell = '"' + HOSTILE.replace("\x07", "").replace('"', '""') + '"'
    partners = f"partner,name,kind,contact,email\nAAA,{cell},ville,Mme Secrète,{address}\nBBB,=1+1,etat,,"
    return {**TABLES, "partners": partners}


def write_raw(folder, partners):
    (folder / "templates" / "partners.csv").write_text(partners, encoding="utf-8", newline="")


def test_a_name_or_an_address_with_line_ends_makes_no_header(folder):
    write_raw(folder, hostile_tables('"a@example.org\r\nBcc: all@example.org"')["partners"])
    text = "key,language,text\nmail_first_subject,fr,Pour {partner}\nmail_first,fr,Bonjour {partner}\n"
    (folder / "templates" / "texts.csv").write_text(text, encoding="utf-8")
    issue(folder)
    run = mail(folder, "first")
    assert [each.addresses for each in run.drafts] == [(), ()]
    path = folder / "mail" / "2020-09-15_first" / "petite_AAA.eml"
    message = parse(path)
    assert (message["To"], message["Bcc"], message["Cc"]) == ("", None, None)
    assert set(message.keys()) == {"Date", "To", "Subject", "X-Unsent", "MIME-Version", "Content-Type"}
    assert message["Subject"] == 'Pour Agence Bcc: all@example.org =HYPERLINK("https://example.org")'
    assert len(list(message.iter_attachments())) == 1
    assert "Mme Secr" not in text_of(path)


def test_a_name_that_looks_like_a_formula_is_text_in_the_list_for_a_mail_merge(folder):
    write_raw(folder, hostile_tables("")["partners"])
    issue(folder)
    mail(folder, "first")
    rows = read_csv(folder / "mail" / "2020-09-15_first" / "recipients.csv")
    assert [row["name"] for row in rows][1] == "'=1+1"
    assert [cell for row in rows for cell in row.values() if cell[:1] in "=+-@" and cell] == []


def test_no_value_and_no_person_stands_in_a_text(folder):
    write_raw(folder, TABLES["partners"].replace("ville,,a@", "ville,Mme Secrète,a@").replace("        ", "").strip())
    return_filled(folder, issue(folder)["AAA"], {("T01.1b", "QP", "2018"): 98765, ("T01.1b", "QP", "2017"): "O"})
    merge(folder)
    correction(folder, "petite_AAA.xlsx")
    for month, kind in enumerate(("first", "receipt", "reminder", "correction"), start=9):
        mail(folder, kind, date(2020, month, 20), "AAA")
        text = text_of(folder / "mail" / f"2020-{month:02d}-20_{kind}" / "petite_AAA.eml")
        assert [word for word in ("98765", "98 765", "98\u202f765", "Secrète", "@", "Évaluation") if word in text] == []


def test_the_campaigns_own_words_take_the_place_of_the_catalogues(folder):
    text = (
        'key,language,text\nmail_first,fr,"Chère équipe de {partner},\nsoit {asked} cases."\nmail_greeting,fr,Salut\n'
    )
    (folder / "templates" / "texts.csv").write_text(text, encoding="utf-8")
    issue(folder)
    mail(folder, "first")
    said = text_of(folder / "mail" / "2020-09-15_first" / "petite_BBB.eml")
    assert said.startswith("Salut\n\nChère équipe de Bureau B,\nsoit 5 cases.\n\n- ")


def test_a_text_that_names_something_unknown_is_told(folder):
    text = "key,language,text\nmail_first,fr,Voir {password}\n"
    (folder / "templates" / "texts.csv").write_text(text, encoding="utf-8")
    issue(folder)
    with pytest.raises(ToolkitError, match=r"mail_first: \{password\} stands for nothing; a mail knows campaign, "):
        mail(folder, "first")
    assert not (folder / "mailings.csv").exists()


# Other programs


def need(program):
    if shutil.which(program) is None:
        reason = f"{program} is not installed"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)


@pytest.mark.parametrize(
    ("program", "arguments"), [("ripmime", ("-i", "{file}", "-d", ".")), ("munpack", ("-q", "-t", "{file}"))]
)
def test_a_second_program_unpacks_the_very_workbook(folder, tmp_path, program, arguments):
    need(program)
    issued = issue(folder)
    mail(folder, "first")
    draft = folder / "mail" / "2020-09-15_first" / "petite_AAA.eml"
    aside = tmp_path / "unpacked"
    aside.mkdir()
    done = subprocess.run(
        [program, *(each.format(file=draft) for each in arguments)], cwd=aside, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (aside / "petite_AAA.xlsx").read_bytes() == issued["AAA"].read_bytes()
    texts = [path.read_bytes().decode("utf-8") for path in aside.iterdir() if path.suffix != ".xlsx"]
    assert [
        text for text in texts if "Vous trouverez ci-joint votre classeur pour «\u00a0Petite campagne\u00a0»" in text
    ]


def test_results_are_the_same_bytes_from_the_same_folder(folder):
    return_filled(folder, issue(folder)["AAA"], {("T01.1a", "PARIS", "2017"): 33.9})
    mail(folder, "first")
    merge(folder)
    before = contents(folder / "results")
    shutil.rmtree(folder / "results")
    shutil.rmtree(folder / ".toolkit")
    shutil.rmtree(folder / "mail")
    merge(folder)
    assert contents(folder / "results") == before


def test_drafts_outlive_a_merge_and_the_results(folder):
    issue(folder)
    mail(folder, "first")
    before = contents(folder / "mail")
    merge(folder)
    shutil.rmtree(folder / "results")
    merge(folder)
    assert contents(folder / "mail") == before
    assert len(before) == 3


def test_two_runs_at_once_exclude_each_other(folder):
    issue(folder)
    (folder / ".toolkit").mkdir(exist_ok=True)
    with FileLock(folder / ".toolkit" / "mail.lock"), pytest.raises(ToolkitError, match="Another run is writing mail"):
        mail(folder, "first")
    assert not (folder / "mailings.csv").exists()
    assert recipients(mail(folder, "first")) == ["AAA", "BBB"]


HOSTILE_NAMES = (
    "=1+1",
    "+1",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "=HYPERLINK(1)",
    "=cmd|' /C calc'!A0",
    "＝1+1",
    "https://example.org",
)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_no_name_becomes_a_formula_or_a_header(folder, name):
    write_raw(
        folder, f'partner,name,kind,contact,email\nAAA,"{name}","{name}","{name}",a@example.org\nBBB,Bureau B,,,\n'
    )
    text = "key,language,text\nmail_first_subject,fr,{partner}\n"
    (folder / "templates" / "texts.csv").write_text(text, encoding="utf-8")
    issue(folder)
    mail(folder, "first")
    row = read_csv(folder / "mail" / "2020-09-15_first" / "recipients.csv")[0]
    risky = [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "＝"))]
    assert [cell for cell in risky if not re.fullmatch(r"[+-]\d+", cell)] == []
    assert row["name"].endswith(name.strip())
    message = parse(folder / "mail" / "2020-09-15_first" / "petite_AAA.eml")
    assert (message["Subject"], message["To"]) == (name.strip(), "a@example.org")


def test_a_folder_that_cannot_be_written_is_one_sentence_and_no_record(folder):
    issue(folder)
    Path(folder / "mail").write_text("in the way", encoding="utf-8")
    with pytest.raises(ToolkitError, match=r"The drafts or mailings\.csv cannot be written"):
        mail(folder, "first")
    assert not (folder / "mailings.csv").exists()

import json
from dataclasses import replace
from datetime import date

from toolkit.model.follow_up import FollowUp, MailKind
from toolkit.model.framework import Partner
from toolkit.model.mail import Draft, Enclosure, Held, HeldReason, MailOrder, MailRun
from toolkit.model.states import State
from toolkit.render.mailed import mailed_as_json, render_mailed
from toolkit.wording import load_wording

ENGLISH = load_wording("en")
DAY = date(2020, 11, 20)


def line(code, office=""):
    return FollowUp(
        partner=code,
        office=office,
        name=f"Name of {code}",
        deadline=date(2020, 11, 30),
        asked=3,
        states={State.BLANK: 3},
    )


def draft(code, addresses=("a@example.org",), office="", enclosures=()):
    return Draft(
        kind=MailKind.REMINDER,
        day=DAY,
        line=line(code, office),
        partner=Partner(code=code, name=code, email="a@example.org"),
        addresses=addresses,
        enclosures=enclosures,
        file=f"mail/2020-11-20_reminder/{code}.eml",
    )


def run(*drafts, held=(), rehearse=False):
    order = MailOrder(kind=MailKind.REMINDER, day=DAY, is_rehearsal=rehearse)
    return MailRun(order=order, folder="mail/2020-11-20_reminder", drafts=drafts, held=held, least_days=7)


def test_who_gets_a_draft_and_who_none_and_why():
    workbook = Enclosure(file="outgoing/x_AAA.xlsx", sha256="ab")
    held = Held(line=line("CCC"), reason=HeldReason.TOO_SOON, day=date(2020, 11, 18))
    said = render_mailed(run(draft("AAA", enclosures=(workbook,)), draft("BBB", (), "Bureau"), held=(held,)), ENGLISH)
    lines = [" ".join(each.split()) for each in said.splitlines()]
    assert lines[0] == "reminder, 20 November 2020: 2 drafts in mail/2020-11-20_reminder/"
    assert "AAA Name of AAA yes x_AAA.xlsx 2020-11-30 1 3" in lines
    assert "BBB – Bureau no - 2020-11-30 1 3" in lines
    assert "CCC Name of CCC written to on 2020-11-18, less than 7 days ago" in lines
    assert any("To is empty in the drafts for: BBB." in each for each in lines)
    assert lines[-1].startswith("Nothing was sent.")
    assert "@" not in said


def test_a_request_for_corrections_shows_what_its_workbook_asks_and_no_date_that_has_passed():
    asked = replace(draft("AAA"), kind=MailKind.CORRECTION, asked_again=5)
    late = replace(draft("BBB"), kind=MailKind.CORRECTION, asked_again=0, day=date(2020, 12, 1))
    lines = [" ".join(each.split()) for each in render_mailed(run(asked, late), ENGLISH).splitlines()]
    assert "AAA Name of AAA yes - 2020-11-30 1 5" in lines
    assert "BBB Name of BBB yes - as soon as possible 1 0" in lines


def test_who_gets_none_is_told_what_is_to_correct_and_to_come():
    one = replace(line("CCC"), returns=1, states={State.REJECTED: 3, State.PENDING: 0})
    said = render_mailed(run(held=(Held(line=one, reason=HeldReason.TO_CORRECT),)), ENGLISH)
    assert "no blank, but to correct: 3, to come: 0; see `toolkit mail correction`" in said


def test_a_run_without_drafts_says_zero_and_claims_nothing():
    assert render_mailed(run(), ENGLISH) == "reminder, 20 November 2020: 0 drafts in mail/2020-11-20_reminder/"


def test_a_rehearsal_says_that_nothing_was_written():
    said = render_mailed(run(draft("AAA"), rehearse=True), ENGLISH)
    assert "1 draft would be written in mail/2020-11-20_reminder/; nothing was written." in said
    assert "Nothing was sent" not in said


def test_json_tells_the_same_without_an_address():
    said = mailed_as_json(run(draft("AAA"), held=(Held(line=line("CCC"), reason=HeldReason.NOTHING_LEFT),)), ENGLISH)
    assert "@" not in said
    content = json.loads(said)
    assert (content["kind"], content["date"], content["dry_run"]) == ("reminder", "2020-11-20", False)
    assert [(each["partner"], each["has_address"], each["left"]) for each in content["drafts"]] == [("AAA", True, 3)]
    assert content["held"] == [{"partner": "CCC", "office": "", "reason": "nothing_left", "day": None}]

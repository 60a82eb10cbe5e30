"""Where partners stand: by deadline, by what was sent, by what came back."""

from dataclasses import replace
from datetime import date

import pytest
from paris_points import asked_points, paris

from toolkit.analysis.follow_up import deadline_of, map_deadlines, measure_follow_up
from toolkit.model.answers import Return, Verdict
from toolkit.model.follow_up import Correspondence, Extension, FollowUp, IssuedWorkbook, Mailing, MailKind, Stage
from toolkit.model.offices import split_by_office
from toolkit.model.states import State

DEADLINE = date(2020, 11, 30)


def returned(partner, day, office="", verdict=Verdict.READ):
    return Return(file=f"{day}.xlsx", sha256=day, partner=partner, returned_at=day, office=office, verdict=verdict)


def mailed(kind, day, partner="GIP", office=""):
    return Mailing(day=day, kind=kind, partner=partner, office=office)


def line_of(partner="GIP", correspondence=None, returns=(), points=None):
    lines = measure_follow_up(paris(), correspondence or Correspondence(), returns, points)
    return next(each for each in lines if each.partner == partner)


def test_before_anything_each_partner_has_one_line():
    lines = measure_follow_up(paris(), Correspondence(), (), None)
    assert len(lines) == 30
    assert {(each.stage, each.left, each.is_late) for each in lines if each.partner == "GIP"} == {
        (Stage.NOT_ISSUED, 20, False)
    }
    assert sum(each.asked for each in lines) == 7170


@pytest.mark.parametrize(
    ("days", "late"),
    [((), False), (("2020-11-30T23:59:00",), False), (("2020-12-01",), True), (("2020-12-05", "2020-11-02"), False)],
)
def test_the_first_return_settles_who_is_late(days, late):
    line = line_of(returns=[returned("GIP", day) for day in days])
    assert (line.is_late, line.returns) == (late, len(days))


def test_an_extension_makes_a_late_return_one_in_time():
    granted = Correspondence(
        extensions=(
            Extension(partner="GIP", deadline=date(2020, 12, 15)),
            Extension(partner="GIP", office="A", deadline=date(2020, 12, 20)),
        )
    )
    line = line_of(correspondence=granted, returns=[returned("GIP", "2020-12-10")])
    assert (line.deadline, line.is_late) == (date(2020, 12, 15), False)
    assert map_deadlines(paris(), granted.extensions)["GIP", ""] == date(2020, 12, 15)
    assert map_deadlines(paris(), granted.extensions)["GIP", "A"] == date(2020, 12, 20)
    assert map_deadlines(paris(), granted.extensions)["CAF", ""] == DEADLINE


@pytest.mark.parametrize(
    ("granted", "expected"),
    [
        ([], DEADLINE),
        ([("GIP", "", date(2020, 12, 15))], date(2020, 12, 15)),
        ([("GIP", "A", date(2020, 12, 20))], date(2020, 12, 20)),
        ([("GIP", "B", date(2020, 12, 20))], DEADLINE),
        ([("CAF", "", date(2020, 12, 20))], DEADLINE),
        ([("GIP", "", date(2020, 12, 24)), ("GIP", "A", date(2020, 12, 20))], date(2020, 12, 24)),
    ],
)
def test_the_latest_deadline_granted_to_an_office_or_its_partner_holds(granted, expected):
    extensions = [Extension(partner=partner, office=office, deadline=day) for partner, office, day in granted]
    assert deadline_of(extensions, "GIP", "A", DEADLINE) == expected


def test_mails_are_counted_for_the_addressee():
    mails = (
        mailed(MailKind.FIRST, date(2020, 9, 15)),
        mailed(MailKind.REMINDER, date(2020, 11, 20)),
        mailed(MailKind.REMINDER, date(2020, 12, 4)),
        mailed(MailKind.REMINDER, date(2020, 12, 4), office="Bureau"),
        mailed(MailKind.REMINDER, date(2020, 12, 5), "CAF"),
        mailed(MailKind.RECEIPT, date(2020, 12, 6)),
    )
    line = line_of(correspondence=Correspondence(mailings=mails))
    assert (line.sent_on, line.reminders, line.reminded_on, line.stage) == ("2020-09-15", 2, "2020-12-04", Stage.SENT)


def test_offices_follow_their_partner_and_share_its_rows():
    offices = [share.office for share in split_by_office(paris().framework, "DDCT")][:2]
    issued = tuple(IssuedWorkbook(file=f"{name}.xlsx", partner="DDCT", office=name) for name in (*offices, "gone"))
    mails = (mailed(MailKind.FIRST, date(2020, 9, 15), "DDCT", offices[0]),)
    returns = [returned("DDCT", "2020-11-02", offices[1])]
    lines = [
        each
        for each in measure_follow_up(paris(), Correspondence(issued=issued, mailings=mails), returns, None)
        if each.partner == "DDCT"
    ]
    assert [(each.office, each.has_offices, each.returns, each.sent_on) for each in lines] == [
        ("", True, 1, "2020-09-15"),
        (offices[0], False, 0, "2020-09-15"),
        (offices[1], False, 1, ""),
    ]
    assert 0 < lines[1].asked < lines[0].asked


def stands(states, **more):
    asked = sum(states.values())
    return FollowUp(partner="GIP", name="GIP", deadline=DEADLINE, asked=asked, states=states, **more)


@pytest.mark.parametrize(
    ("states", "more", "counts", "stage"),
    [
        ({}, {}, (0, 0, 0), Stage.NOT_ISSUED),
        ({State.NOT_RETURNED: 4}, {"issued_file": "a"}, (0, 0, 4), Stage.ISSUED),
        ({State.NOT_RETURNED: 4}, {"issued_file": "a", "sent_on": "2020-09-15"}, (0, 0, 4), Stage.SENT),
        ({State.VALUE: 1, State.BLANK: 3}, {"returns": 1}, (1, 0, 3), Stage.RETURNED),
        ({State.VALUE: 1, State.REJECTED: 1, State.BLANK: 2}, {"returns": 1}, (1, 1, 2), Stage.TO_CORRECT),
        ({State.VALUE: 3, State.PENDING: 1}, {"returns": 1, "conflicts": 1}, (3, 1, 0), Stage.TO_CORRECT),
        ({State.VALUE: 0, State.CONFIDENTIAL: 4}, {"returns": 1}, (4, 0, 0), Stage.COMPLETE),
    ],
)
def test_accepted_to_correct_and_left_add_up_to_what_was_asked(states, more, counts, stage):
    line = stands(states, **more)
    assert (line.accepted, line.to_correct, line.left) == counts
    assert sum(counts) == line.asked
    assert line.stage is stage


def test_a_contradiction_is_to_correct_once_even_where_it_is_rejected():
    points = [point for point in asked_points(paris(), State.VALUE) if point.partner == "GIP" and point.is_required]
    points[0] = replace(points[0], answer_class="conflicting")
    points[1] = replace(points[1], answer_class="conflicting", state=State.REJECTED)
    line = line_of(points=points, returns=[returned("GIP", "2020-11-02")])
    assert (line.to_correct, line.accepted, line.left) == (2, 18, 0)


def test_files_that_were_not_read_are_no_returns():
    assert line_of(returns=[returned("GIP", "2020-11-02", verdict=Verdict.REFUSED)]).returns == 0
